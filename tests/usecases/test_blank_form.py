"""The blank form of every service: each indicator once, and no page left empty."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from capacity_app.model.assessment import Assessment
from capacity_app.model.organisation import SERVICES
from capacity_app.store.database import Store
from capacity_app.usecases import export


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_every_page_of_the_form_is_used(
    store: Store, make_assessment: Callable[..., Assessment], tmp_path: Path, code: str
) -> None:
    made = make_assessment(services=SERVICES)
    target = tmp_path / "form.pdf"
    deque(export.prepare(store, made.id, format="form", language=code, path=target), maxlen=0)
    pages = [page.extract_text() for page in pypdf.PdfReader(target).pages]
    ids = [indicator.id for indicator in store.instrument_of(made).indicators]
    assert len(ids) == 71
    for page in pages[1:]:
        assert any(name in page for name in ids), page
    whole = "\n".join(pages)
    assert [name for name in ids if name not in whole] == []
