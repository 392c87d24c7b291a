"""The demonstration: every kind of file in every language, and nothing else touched."""

import json
from datetime import date
from pathlib import Path

import pytest

from capacity_app.errors import UserError
from capacity_app.usecases import demo

ON = date(2026, 11, 21)


def test_every_kind_of_file_is_written_in_every_language(tmp_path: Path) -> None:
    out = tmp_path / "below" / "out"
    told = []
    with demo.prepared(out, ON) as (store, made):
        data = store.file
        for file, steps in demo.files(store, made, out):
            assert list(steps)
            told.append(file)
    assert sorted(told) == sorted(out.iterdir())
    assert len(told) == 3 * 6 + 2 * 4  # in one language; PDFs also in Arabic or Kurdish and English
    assert {"sample-pack-ckb.pdf", "sample-form-ar-en.pdf"} <= {file.name for file in told}
    for language in ("en", "ar", "ckb"):
        content = json.loads((out / f"sample-assessment-{language}.json").read_text("utf-8"))
        assert content["language"] == language
        assert (out / f"sample-plan-{language}.pdf").read_bytes().startswith(b"%PDF")
        assert (out / f"sample-workbook-{language}.xlsx").read_bytes().startswith(b"PK")
    assert data
    assert not data.parent.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be made"), demo.prepared(tmp_path / "file"):
        pass
