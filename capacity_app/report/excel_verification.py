"""The sheet that lets anybody verify the workbook: the content as data, and fingerprints of rows.

Nothing in it is hidden, and it holds nothing that the other sheets or the content code do not.
"""

from collections.abc import Iterator
from typing import Final

from capacity_app.i18n import N_
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Book
from capacity_app.report.excel_layout import open_sheet, paper

CONTENT: Final = "#content"
ROW: Final = "#row"
HEAD: Final = "#head"
_PIECE: Final = 30_000  # characters of the content in one cell


def verification(book: Book, report: Report) -> None:
    """Write it behind the sheets it is about."""
    checked = list(book.sheets)
    sheet = open_sheet(book, report, N_("Verification"), (12, 24, 8, 120))
    for note in _notes(report):
        sheet.row([(book.words.gettext(note), "plain")])
    sheet.skip()
    content = report.header.content
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        sheet.row([(CONTENT, "code"), (None, ""), (None, ""), (piece, "address")], 15)
    for other in checked:
        for number, prints in other.prints.items():
            kind = HEAD if number in other.heads else ROW
            shown = (" ".join(prints), "address")
            sheet.row([(kind, "code"), (other.title, "text"), (number, "whole"), shown], 15)
    paper(sheet, report, wide=True)


def _notes(report: Report) -> Iterator[str]:
    yield N_("This sheet is for checking. Open the file in the program and choose Verify a file.")
    if report.header.content:
        yield N_(
            "The rows with #content, put together, are the content as data: the content code is "
            "the beginning of their SHA-256."
        )
    yield N_(
        "The other rows hold a fingerprint of each cell: the beginning of its value's SHA-256."
    )
