"""Tables on sheets, and how sheets print: columns declared once, page set-up, headers, filters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from openpyxl.formatting.rule import DataBarRule
from openpyxl.worksheet.datavalidation import DataValidation

from capacity_app.i18n import N_
from capacity_app.report import colours
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Book, Sheet, Value
from capacity_app.report.excel_styles import FONT
from capacity_app.report.excel_text import in_header, one_line

_MARGIN: Final = 0.6  # inches, a little over 15 mm
_HEAD: Final = 0.3
_A4: Final = 9
_WIDE: Final = 190  # units of column width on one A4 page at about two thirds of full size
_NARROW: Final = 125


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading's message, its width, each row's value and its look."""

    label: str
    width: float
    value: Callable[[Any], Value]
    look: str | Callable[[Any], str] = "text"
    tag: str = ""

    def cell(self, line: Any) -> tuple[Value, str]:
        """The value and look for a line."""
        look = self.look if isinstance(self.look, str) else self.look(line)
        return self.value(line), look


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table was written: rows of its heading, its tags (0: none), its lines."""

    head: int
    tags: int
    first: int
    last: int


def level_look(number: Callable[[Any], int | None]) -> Callable[[Any], str]:
    """The look of a level's cell, plain without a level."""

    def look(line: Any) -> str:
        level = number(line)
        return "mid" if level is None else f"level{level}"

    return look


def open_sheet(book: Book, report: Report, message: str, widths: Sequence[float]) -> Sheet:
    """A sheet that begins with its title and with whose, when and for whom it is."""
    sheet = book.sheet(message, widths)
    header = report.header
    sheet.row([(book.words.gettext(message), "title")], 24)
    said = [
        one_line(header.organisation, 120),
        header.period,
        header.self_assessed,
        header.tier_name,
    ]
    sheet.row([(" · ".join(said + _marks(report)), "under")])
    sheet.skip()
    return sheet


def table(sheet: Sheet, columns: Sequence[Column], lines: Iterable[Any]) -> Table:
    """Write a heading row, a row of HXL tags when any column has one, and the lines."""
    words = sheet.book.words
    head = sheet.row([(words.gettext(column.label), "head") for column in columns])
    tags = 0
    if any(column.tag for column in columns):
        tags = sheet.row([(column.tag, "tag") for column in columns])
    for line in lines:
        sheet.row([column.cell(line) for column in columns])
    return Table(head, tags, (tags or head) + 1, sheet.next - 1)


def filters(sheet: Sheet, columns: Sequence[Column], written: Table) -> None:
    """Filter buttons on the row above the lines, so that sorting leaves tags where they are."""
    if written.last >= written.first:
        top = written.tags or written.head
        last = sheet.letter(len(columns) - 1)
        sheet.worksheet.auto_filter.ref = f"A{top}:{last}{written.last}"


def freeze(sheet: Sheet, written: Table, columns: int) -> None:
    """Keep the heading, and so many columns, in sight."""
    sheet.worksheet.freeze_panes = f"{sheet.letter(columns)}{written.first}"


def bars(sheet: Sheet, column: int, written: Table) -> None:
    """Bars behind the scores of a column, all on the scale of 0 to 4."""
    if written.last < written.first:
        return
    letter = sheet.letter(column)
    rule = DataBarRule("num", 0, "num", 4, color=colours.bare(colours.LEVELS[2]), showValue=True)
    where = f"{letter}{written.first}:{letter}{written.last}"
    sheet.worksheet.conditional_formatting.add(where, rule)


def choices(sheet: Sheet, column: int, written: Table, spare: int, source: str) -> None:
    """Offer the words of a list in a column, and in spare rows below it."""
    rule = DataValidation("list", source, allow_blank=True, showErrorMessage=True)
    _explain(sheet, rule, N_("Choose one of the words of the list."))
    _apply(sheet, rule, column, written, spare)


def only(
    sheet: Sheet, column: int, written: Table, spare: int, kind: str, low: str, high: str, say: str
) -> None:
    """Allow only whole or decimal numbers or dates between two figures in a column."""
    rule = DataValidation(kind, low, high, allow_blank=True, operator="between")
    rule.showErrorMessage = True
    _explain(sheet, rule, say)
    _apply(sheet, rule, column, written, spare)


def paper(
    sheet: Sheet,
    report: Report,
    *,
    wide: bool = False,
    repeat: Table | None = None,
    columns: int = 0,
    keep: int = 0,
) -> None:
    """Set the sheet up for A4: heading row and ``keep`` columns repeated, tier on each page.

    Only the first ``columns`` are printed (all when 0). With columns to keep, the sheet may
    take as many pages side by side as keep the text large enough to read; else one.
    """
    worksheet, shown = sheet.worksheet, columns or len(sheet.widths)
    worksheet.page_setup.paperSize = _A4
    worksheet.page_setup.orientation = "landscape" if wide else "portrait"
    room = _WIDE if wide else _NARROW
    pages = max(1, ceil(sum(sheet.widths[:shown]) / room)) if keep else 1
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = pages, 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = worksheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top = margins.bottom = _MARGIN + _HEAD
    margins.header = margins.footer = _HEAD
    if repeat is not None:
        worksheet.print_title_rows = f"{repeat.head}:{repeat.head}"
    if pages > 1:
        worksheet.print_title_cols = f"A:{sheet.letter(keep - 1)}"
    last = sheet.letter(shown - 1)
    worksheet.print_area = f"A1:{last}{max(1, sheet.next - 1)}"
    _header_and_footer(sheet, report)


def _header_and_footer(sheet: Sheet, report: Report) -> None:
    header, words = report.header, sheet.book.words
    top, bottom = sheet.worksheet.oddHeader, sheet.worksheet.oddFooter
    start, end = ("right", "left") if words.rtl else ("left", "right")
    page = words.gettext(N_("Page {page} of {pages}"), page="\0", pages="\1")
    page = in_header(page.replace("\0", "PAGE").replace("\1", "PAGES"))
    texts = (
        (top, start, in_header(header.organisation)),
        (top, end, in_header(" · ".join([header.period, *_marks(report)]))),
        (bottom, start, in_header(f"{header.tier_name} · {header.self_assessed}", 70)),
        (bottom, "center", in_header(header.code)),
        (bottom, end, page.replace("PAGES", "&N").replace("PAGE", "&P")),
    )
    for where, side, text in texts:
        part = getattr(where, side)
        part.text, part.font, part.size = text, f"{FONT},Regular", 8


def _marks(report: Report) -> list[str]:
    """What must be said of a document that is not a final one of a real organisation."""
    header, words = report.header, report.words
    marks = [header.state_name] if header.is_draft else [header.revision_shown]
    if header.is_sample:
        marks.append(words.gettext(N_("Sample, not a real organisation")))
    return marks


def _explain(sheet: Sheet, rule: DataValidation, say: str) -> None:
    words = sheet.book.words
    rule.errorTitle = words.gettext(N_("Not possible here"))[:32]
    rule.error = words.gettext(say)[:225]


def _apply(sheet: Sheet, rule: DataValidation, column: int, written: Table, spare: int) -> None:
    letter = sheet.letter(column)
    rule.add(f"{letter}{written.first}:{letter}{written.last + spare}")
    sheet.worksheet.add_data_validation(rule)
