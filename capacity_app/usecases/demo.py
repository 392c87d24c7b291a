"""Every file the program makes, for the made-up organisation, in one language and in two."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment
from capacity_app.model.text import LANGUAGES
from capacity_app.store.database import Store
from capacity_app.usecases.export import Progress, prepare
from capacity_app.usecases.sample import make_sample

_KINDS: Final = (
    ("pdf", "plan", "plan", "pdf"),
    ("pdf", "full", "report", "pdf"),
    ("pdf", "pack", "pack", "pdf"),
    ("form", "plan", "form", "pdf"),
    ("xlsx", "plan", "workbook", "xlsx"),
    ("json", "plan", "assessment", "json"),
)

_BESIDE: Final = "en"  # stands beside the other languages in documents of two


@contextmanager
def prepared(out: Path, on: date | None = None) -> Iterator[tuple[Store, Mapping[str, Assessment]]]:
    """A store of its own with the sample in each language; the person's data is not touched.

    Makes the folder ``out``; UserError when that is refused.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            N_(
                "The folder {folder} cannot be made ({reason}). Nothing was written. Choose "
                "another folder."
            ),
            folder=out,
            reason=error.strerror or error,
        ) from error
    with tempfile.TemporaryDirectory(prefix="capacity-demo-") as folder:
        store = Store.open(Path(folder), paths.assessments())
        try:
            yield store, {language: make_sample(store, language, on) for language in LANGUAGES}
        finally:
            store.close()


def files(
    store: Store, made: Mapping[str, Assessment], out: Path
) -> Iterator[tuple[Path, Iterator[Progress]]]:
    """Each file with the steps that write it, to be run before the next is asked for."""
    for language, assessment in made.items():
        for form, report, name, ending in _KINDS:
            for beside in ("", _BESIDE) if ending == "pdf" and language != _BESIDE else ("",):
                tongues = f"{language}-{beside}" if beside else language
                path = out / f"sample-{name}-{tongues}.{ending}"
                steps = prepare(
                    store,
                    assessment.id,
                    format=form,
                    report=report,
                    language=language,
                    beside=beside,
                    tier="internal",
                    path=path,
                )
                yield path, steps
