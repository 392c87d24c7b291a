"""Showing what a receiver will see: the real document, made aside, looked at and thrown away."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final

from capacity_app.report import preview
from capacity_app.report.preview import Picture, Sheet
from capacity_app.store.database import Store
from capacity_app.usecases import export
from capacity_app.usecases.safe_writing import Progress

FOLDER: Final = "preview"
_LIBRARIES: Final = ("capacity_app.report.pdf_full", "capacity_app.report.excel", "pypdfium2")


class Preview:
    """A document made to be looked at. Run :meth:`steps`, off the GUI thread if need be; then
    ask for what it shows; :meth:`close` removes the file."""

    def __init__(self, steps: Iterator[Progress], file: Path) -> None:
        self._steps, self._file = steps, file
        self.pages = 0
        self.sheets: list[Sheet] = []
        self.size = 0
        self.first: Picture | None = None

    def steps(self, width: int) -> Iterator[Progress]:
        """Make the document and the picture of its first page, ``width`` pixels wide."""
        last = Progress(0, 1)
        for last in self._steps:
            yield last
        self.size = self._file.stat().st_size
        if self._file.suffix == ".pdf":
            self.pages = preview.page_count(self._file)
            self.first = self.picture(0, width)
        elif self._file.suffix == ".xlsx":
            self.sheets = preview.sheets(self._file)
        yield Progress(last.total, last.total)

    def picture(self, page: int, width: int) -> Picture:
        """A page (from 0), ``width`` pixels wide."""
        return preview.picture(self._file, page, width)

    def close(self) -> None:
        """Remove the file; closing again changes nothing."""
        close = getattr(self._steps, "close", None)
        if close is not None:
            with suppress(ValueError):  # still running: its own end removes what it began
                close()
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def begin(
    store: Store,
    data_dir: Path,
    assessment_id: str,
    *,
    format: str,
    number: int,
    report: str = "plan",
    language: str = "en",
    beside: str = "",
    tier: str = "internal",
    names: bool = False,
    digits: str = "western",
) -> Preview:
    """A document as :func:`export.prepare` would write it, in a folder of its own; not begun.

    ``number`` tells apart the previews that are there at the same time. UserError as prepare.
    """
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    ending = "pdf" if format == "form" else format
    file = folder / f"preview-{number}.{ending}"
    steps = export.prepare(
        store,
        assessment_id,
        format=format,
        path=file,
        report=report,
        language=language,
        beside=beside,
        tier=tier,
        names=names,
        digits=digits,
    )
    return Preview(steps, file)


def libraries() -> Iterator[Progress]:
    """Load what making documents needs; the first time takes longer than a window may stand."""
    for number, name in enumerate(_LIBRARIES):
        import_module(name)
        yield Progress(number + 1, len(_LIBRARIES))


def forget(data_dir: Path) -> None:
    """Remove what an earlier run of the program may have left behind."""
    shutil.rmtree(data_dir / FOLDER, ignore_errors=True)
