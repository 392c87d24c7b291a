"""A question bank as a workbook that people edit, read back before it gets its name."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from capacity_app.errors import UserError
from capacity_app.exchange.bank_looks import Looks, height_of
from capacity_app.exchange.bank_manual import write_manual
from capacity_app.exchange.bank_reading import STEPS, read_bank
from capacity_app.exchange.bank_rows import (
    ACTIONS,
    COLUMNS,
    ELEMENTS,
    EVIDENCE,
    STRUCTURE,
    Cell,
    Rows,
    sheets_of,
)
from capacity_app.exchange.files import write_checked
from capacity_app.i18n import N_

README: Final = "README"
_WIDTHS: Final[dict[str, float]] = {
    **{"key": 34, "value": 44, "en": 60, "ar": 60, "ckb": 60, "crosswalk": 44, "support": 26},
    **{"indicator": 14, "type": 34, "funder_critical": 15, "importance": 12, "may_be_na": 12},
}
_USUAL_WIDTH: Final = 11.0
_MORE_ROWS: Final = 500  # the lists also help in rows somebody adds
_RTL: Final = ("ar", "ckb")
_CODES: Final = ("key", "domain", "area", "indicator", "element", "type")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MADE: Final = datetime(2026, 1, 1)  # the same content gives the same bytes
_ZIPPED: Final = (2026, 1, 1, 0, 0, 0)


def write_bank(content: Mapping[str, Any], path: Path) -> None:
    """Write a whole question bank; UserError, and no file, when it could not be read back."""

    def check(part: Path) -> None:
        try:
            same = read_bank(part).content == content
        except UserError as error:
            _refuse(path, content, str(error))
        if not same:
            _refuse(path, content, "…")

    write_checked(path, _bytes(content), check)


def _refuse(path: Path, content: Mapping[str, Any], what: str) -> None:
    raise UserError(
        N_(
            "The question bank {id} holds something that a workbook cannot carry there and back, "
            "so {file} was not written: {what}"
        ),
        id=content["id"],
        file=path,
        what=what,
    )


def _bytes(content: Mapping[str, Any]) -> bytes:
    book = Workbook()
    manual = book.active
    manual.title = README
    looks = Looks(book.create_sheet("scratch").cell(1, 1))
    write_manual(manual, looks, content["title"])
    rows = sheets_of(content)
    for title, columns in COLUMNS.items():
        _fill(book.create_sheet(title), columns, rows[title], looks)
    _add_lists(book, content, rows)
    book.remove(book["scratch"])
    book.properties.title = content["title"]["en"][:250]
    book.properties.creator = book.properties.lastModifiedBy = "capacity-app"
    return _settled(book)


def _fill(sheet: Worksheet, columns: tuple[str, ...], rows: Rows, looks: Looks) -> None:
    widths = [_WIDTHS.get(name, _USUAL_WIDTH) for name in columns]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _put(sheet, 1, columns, ["head"] * len(columns), looks)
    for number, cells in enumerate(rows.values(), 2):
        _put(
            sheet, number, cells, [_look(*pair) for pair in zip(columns, cells, strict=True)], looks
        )
        texts = [(c, w) for c, w in zip(cells, widths, strict=True) if isinstance(c, str)]
        sheet.row_dimensions[number].height = height_of(texts)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _look(column: str, value: Cell) -> str:
    if isinstance(value, int | float):
        return "number"
    if column in _RTL:
        return "rtl"
    return "code" if column in _CODES else "ltr"


def _put(
    sheet: Worksheet, row: int, values: tuple[Cell, ...], looks: list[str], dressing: Looks
) -> None:
    for column, (value, look) in enumerate(zip(values, looks, strict=True), 1):
        cell = sheet.cell(row, column)
        if isinstance(value, str) and value:
            cell.value = _ESCAPE.sub("_x005F_", value)
            cell.data_type = "s"  # a text that begins with = is no formula
        elif value is not None and value != "":
            cell.value = value
        dressing.dress(cell, look)


def _add_lists(book: Workbook, content: Mapping[str, Any], rows: Mapping[str, Rows]) -> None:
    """Lists to choose from, where a cell holds one of a few values."""
    last = len(rows[STRUCTURE]) + _MORE_ROWS
    ids = f"{STRUCTURE}!$E$2:$E${last}"
    services = ",".join(content["services"])
    lists = {
        STRUCTURE: {
            **({"service": f'"{services}"'} if services else {}),
            **{"importance": '"1,2,3"', "funder_critical": '"yes,no"', "may_be_na": '"yes,no"'},
        },
        ACTIONS: {"indicator": ids, "step": f'"{",".join(STEPS)}"'},
        ELEMENTS: {"indicator": ids, "may_be_na": '"yes,no"'},
        EVIDENCE: {"indicator": ids},
    }
    for title, columns in lists.items():
        for column, formula in columns.items():
            rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=True)
            letter = get_column_letter(COLUMNS[title].index(column) + 1)
            rule.add(f"{letter}2:{letter}{len(rows[title]) + _MORE_ROWS}")
            book[title].add_data_validation(rule)


def _settled(book: Workbook) -> bytes:
    """The workbook's bytes without the moment they were made at."""
    first, out = io.BytesIO(), io.BytesIO()
    book.save(first)
    book.properties.created = book.properties.modified = _MADE
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            member = zipfile.ZipInfo(name, _ZIPPED)
            member.create_system, member.compress_type = 3, zipfile.ZIP_DEFLATED
            data = made.read(name)
            if name == "docProps/core.xml":
                data = tostring(book.properties.to_tree())
            kept.writestr(member, data)
    return out.getvalue()
