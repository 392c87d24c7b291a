"""What a receiver sees of a written file: pages as pictures, or a workbook's sheets in words."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


class Picture(NamedTuple):
    """A page as rows of red, green and blue bytes; ``stride`` is the bytes of one row."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Sheet(NamedTuple):
    """A sheet of a workbook by its name, and how many rows are used."""

    name: str
    rows: int


def page_count(path: Path) -> int:
    """How many pages a PDF file has."""
    with _opened(path) as document:
        return len(document)


def picture(path: Path, page: int, width: int) -> Picture:
    """A page (from 0) of a PDF file, ``width`` pixels wide."""
    with _opened(path) as document:
        shown = document[page]
        scale = width / shown.get_width()
        bitmap = shown.render(scale=scale, rev_byteorder=True)
        found = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        shown.close()
    return found


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook, in order."""
    import openpyxl

    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        return [Sheet(sheet.title, sheet.max_row or 0) for sheet in book.worksheets]


@contextmanager
def _opened(path: Path) -> "Iterator[PdfDocument]":
    import pypdfium2

    # From memory: an open file could not be replaced or removed on every system.
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        yield document
    finally:
        document.close()
