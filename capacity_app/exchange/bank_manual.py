"""The sheet README of a question bank's workbook: how to change it, in each language."""

from collections.abc import Iterator
from typing import Any, Final

from openpyxl.worksheet.worksheet import Worksheet

from capacity_app.exchange.bank_looks import Looks, height_of
from capacity_app.i18n import N_, Language, Words

WIDTH: Final = 58.0
_RULES: Final = (
    N_(
        "This workbook is a question bank of the program. Correct its texts, or make a bank of "
        "your own from it; then bring it back with the command at the end."
    ),
    N_(
        "Texts: each row is one text in three languages. Change the texts, never the column "
        "key. Every row needs all three languages."
    ),
    N_(
        "Every change needs a new version, in the sheet Instrument, row version. If you only "
        "changed texts, add or raise a number after a hyphen: 1.0.0 becomes 1.0.0-1. If you "
        "changed anything else, raise the number itself: 1.0.0 becomes 1.1.0."
    ),
    N_(
        "For a bank of your own, write an id of its own in the sheet Instrument, row id: small "
        "letters, digits and hyphens. It then stands beside the others."
    ),
    N_(
        "Structure: one row for each indicator, in the order of the questions. To leave an "
        "indicator out, take its row out here and all its rows out of the other sheets; filter "
        "the column key or indicator to find them. To add one, write all its rows."
    ),
    N_(
        "Each indicator has four levels and at least one kind of evidence. The eight PSEA "
        "standards are answered through the sheet Elements; the last element is named sustained."
    ),
    N_(
        "Several values in one cell are parted by semicolons. An empty cell means: as usual. "
        "Names of sheets and columns, keys and yes or no stay in English."
    ),
    N_("Write no formulas, macros or links to other files; such a file is refused."),
    N_(
        "If anything is wrong, nothing is changed, and the message names sheet, row and column. "
        "Assessments already made keep the questions they were made with."
    ),
)


def write_manual(sheet: Worksheet, looks: Looks, title: dict[str, Any]) -> None:
    """Fill the sheet: one column for each language."""
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for column, language in enumerate(Language, 1):
        sheet.column_dimensions["ABC"[column - 1]].width = WIDTH
        for row, (text, look) in enumerate(_lines(language, title), 1):
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = text, "s"
            side = "rtl" if language.rtl and look == "text" else "ltr"
            looks.dress(cell, "head" if look == "head" else side)
            if look != "head":
                now = sheet.row_dimensions[row].height or 0
                sheet.row_dimensions[row].height = max(now, height_of([(text, WIDTH)]))


def _lines(language: Language, title: dict[str, Any]) -> Iterator[tuple[str, str]]:
    words = Words(language)
    yield language.own_name, "head"
    yield title.get(language.code, ""), "text"
    for rule in _RULES:
        yield words.gettext(rule), "text"
    yield "capacity-app instrument --from FILE.xlsx", "command"
