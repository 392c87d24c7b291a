"""Reads a written workbook back, without the code that wrote it, and compares it."""

import zipfile
import zlib
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError, fromstring

from capacity_app.report.damage import Damaged
from capacity_app.report.excel_book import Book
from capacity_app.report.excel_text import literal

_NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def compare(path: Path, book: Book) -> None:
    """Raise Damaged unless every sheet has all its rows, numbers and texts."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}  # checks sums
        for number, sheet in enumerate(book.sheets, 1):
            found = _read(members[f"xl/worksheets/sheet{number}.xml"])
            if found != (len(sheet.rows), sheet.numbers, sheet.texts):
                raise Damaged(sheet.title)
    except (zipfile.BadZipFile, zlib.error, ParseError, KeyError) as error:
        raise Damaged(path.name) from error


def _read(data: bytes) -> tuple[int, int, list[str]]:
    """How many rows and numbers a sheet has, and its texts in order."""
    root = fromstring(data)
    texts = [literal(element.text or "") for element in root.iter(_NS + "t")]
    rows = sum(1 for _ in root.iter(_NS + "row"))
    return rows, sum(1 for _ in root.iter(_NS + "v")), texts
