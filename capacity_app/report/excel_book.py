"""A workbook of ours: sheets that take rows of values, written the same way every time."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from capacity_app.i18n import N_, Words
from capacity_app.model.fingerprint import fingerprint
from capacity_app.report.excel_styles import Styles
from capacity_app.report.excel_text import cleaned, pieces, sheet_title, xml

_EPOCH: Final = date(1899, 12, 30)
_FIRST_DAY: Final = date(1900, 3, 1)  # spreadsheets believe in 29 February 1900
_LINE_POINTS: Final = 13.0
_TALLEST: Final = 409.0
_PER_WIDTH: Final = 1.25  # characters of 10 pt text in one unit of column width
_NO_ROWS: Final = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_LETTERS: Final = [get_column_letter(n) for n in range(1, 64)]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours (never of a user's), with the value it has when written."""

    text: str
    value: Decimal


Value = str | int | Decimal | float | date | Formula | None


@dataclass
class Sheet:
    """One sheet: give it rows from top to bottom; ``next`` is the number of the next row.

    ``prints`` are the fingerprints of each row's values, as ``A:0f1e2d3c`` (``~`` after a
    date's, ``=`` after a formula's); ``heads`` are the rows of headings.
    """

    book: "Book"
    worksheet: Worksheet
    widths: Sequence[float]
    next: int = 1
    rows: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    numbers: int = 0
    prints: dict[int, list[str]] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)

    @property
    def title(self) -> str:
        """The title on its tab."""
        return str(self.worksheet.title)

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.next += rows

    def row(self, cells: Iterable[tuple[Value, str]], height: float = 0.0) -> int:
        """Write a row of (value, look); its height in points follows its texts if not given."""
        number, lines = self.next, 1
        parts = []
        for column, (value, look) in enumerate(cells):
            if value is None and not look:
                continue
            text = cleaned(value) if isinstance(value, str) else None
            if text and self.book.styles.wraps(look):
                lines = max(lines, _lines(text, self.widths[column]))
            if look == "head":
                self.heads.add(number)
            parts.append(self._cell(_LETTERS[column] + str(number), text, value, look))
        points = height or min(_TALLEST, lines * _LINE_POINTS + 3)
        tall = f'ht="{points:g}" customHeight="1"'
        self.rows.append(f'<row r="{number}" {tall}>{"".join(parts)}</row>')
        self.next += 1
        return number

    def _cell(self, ref: str, text: str | None, value: Value, look: str) -> str:
        start = f'<c r="{ref}" s="{self.book.styles.id(look)}"'
        if isinstance(value, date) and value < _FIRST_DAY:
            text = value.isoformat()
        if text is None:
            self.numbers += value is not None
            self._note(ref, value)
            return start + _number(value)
        if not text:
            return start + "/>"
        first, *more = pieces(text)
        if more:
            first += self.book.carry_on(self.title, ref, more)
        self.texts.append(first)
        self._note(ref, first)
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{xml(first)}</t></is></c>'

    def _note(self, ref: str, value: Value) -> None:
        """Keep the fingerprint of a cell's value."""
        if value is not None:
            plain = value.value if isinstance(value, Formula) else value
            letters = ref.rstrip("0123456789")
            mark = "~" if isinstance(value, date) else "=" if plain is not value else ""
            row = self.prints.setdefault(int(ref[len(letters) :]), [])
            row.append(f"{letters}:{fingerprint(plain)}{mark}")

    def letter(self, column: int) -> str:
        """The letter of a column, counted from 0."""
        return str(_LETTERS[column])

    def range(self, column: int, first: int, last: int) -> str:
        """An absolute reference to cells of a column (from 0) from anywhere in the workbook."""
        quoted = self.title.replace("'", "''")
        letter = _LETTERS[column]
        return f"'{quoted}'!${letter}${first}:${letter}${last}"


@dataclass
class Book:
    """A workbook in one language. ``continued`` holds what did not fit into a single cell."""

    words: Words
    money: dict[str, str]
    sheets: list[Sheet] = field(default_factory=list)
    continued: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.workbook = Workbook()
        scratch = self.workbook.active
        self.workbook.remove(scratch)
        self.styles = Styles(Cell(scratch, 1, 1), self.words.rtl, self.money)
        self._taken: set[str] = set()

    def sheet(self, message: str, widths: Sequence[float]) -> Sheet:
        """A new sheet, with its title in the workbook's language and its columns' widths."""
        worksheet = self.workbook.create_sheet(
            sheet_title(self.words.gettext(message), self._taken)
        )
        worksheet.sheet_view.rightToLeft = self.words.rtl
        worksheet.sheet_view.showGridLines = False
        for letter, width in zip(_LETTERS, widths, strict=False):
            worksheet.column_dimensions[letter].width = width
        self.sheets.append(Sheet(self, worksheet, widths))
        return self.sheets[-1]

    def move_last(self, place: int) -> None:
        """Move the sheet at a place behind all others."""
        sheet = self.sheets.pop(place)
        self.sheets.append(sheet)
        self.workbook.move_sheet(sheet.worksheet, len(self.sheets))

    def carry_on(self, sheet: str, ref: str, more: list[str]) -> str:
        """Keep what a cell has no room for; returns the words that say where it goes on."""
        self.continued += [(sheet, ref, piece) for piece in more]
        return "\n" + self.words.gettext(N_("(continued in the last sheet)"))

    def describe(self, title: str, author: str, language: str, day: date) -> None:
        """Set the document's properties; its times are the assessment's, never the clock's."""
        properties = self.workbook.properties
        properties.title, properties.creator = cleaned(title)[:250], cleaned(author)[:250]
        properties.lastModifiedBy = properties.creator
        properties.language = language
        properties.created = properties.modified = datetime.combine(day, time())

    def save(self, path: Path) -> Iterator[None]:
        """Write the file, one step for each sheet; the same content gives the same bytes."""
        moment = (max(1980, self.workbook.properties.created.year), 1, 1, 0, 0, 0)
        ready: dict[Worksheet, bytes] = {}
        for sheet in self.sheets:
            ready[sheet.worksheet] = _whole(sheet)
            yield
        with _Archive(path, "w", zipfile.ZIP_DEFLATED, moment=moment) as archive:
            _Writer(self.workbook, archive, ready).write_data()
        yield


class _Archive(zipfile.ZipFile):
    """A zip file whose members all carry one time, so that equal content is equal bytes."""

    def __init__(self, *given: Any, moment: tuple[int, int, int, int, int, int]) -> None:
        super().__init__(*given)
        self._moment = moment

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add a member of that name, as made at the archive's one moment on any system."""
        member = zipfile.ZipInfo(str(zinfo_or_arcname), self._moment)
        member.create_system = 3
        super().writestr(member, data, compress_type or zipfile.ZIP_DEFLATED, compresslevel)


class _Writer(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer, with sheets that are ready made."""

    def __init__(
        self, workbook: Workbook, archive: zipfile.ZipFile, ready: dict[Worksheet, bytes]
    ) -> None:
        super().__init__(workbook, archive)
        self._ready = ready

    def write_worksheet(self, worksheet: Worksheet) -> None:
        """Called by openpyxl for each sheet, in order."""
        worksheet._drawing = None
        self._archive.writestr(worksheet.path[1:], self._ready[worksheet])
        self.manifest.append(worksheet)


def _whole(sheet: Sheet) -> bytes:
    """The sheet's XML: openpyxl writes all but the rows, for which it would build a tree a cell."""
    worksheet = sheet.worksheet
    worksheet.calculate_dimension = lambda: _dimension(sheet)
    out = BytesIO()
    writer = WorksheetWriter(worksheet, out)
    writer.write()
    worksheet._rels = writer._rels
    rows = "".join(sheet.rows).encode("utf-8")
    whole, found = _NO_ROWS.subn(lambda _: b"<sheetData>%s</sheetData>" % rows, out.getvalue())
    if found != 1:
        raise RuntimeError("the sheet's XML has another shape than expected")
    return whole


def _number(value: Value) -> str:
    """The rest of a cell that holds a number, a date, a formula or nothing."""
    if value is None:
        return "/>"
    if isinstance(value, Formula):
        return f"><f>{xml(value.text)}</f><v>{value.value:f}</v></c>"
    if isinstance(value, date):
        return f"><v>{(value - _EPOCH).days}</v></c>"
    return f"><v>{value:f}</v></c>" if isinstance(value, Decimal) else f"><v>{value}</v></c>"


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, roughly, a little too many rather than too few."""
    room = max(4.0, width * _PER_WIDTH)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(1 + int(len(line) / room) for line in text.split("\n"))


def _dimension(sheet: Sheet) -> str:
    return f"A1:{_LETTERS[max(1, len(sheet.widths)) - 1]}{max(1, sheet.next - 1)}"
