"""Tables: repeated headers, rows that split over pages, columns mirrored in right-to-left text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from capacity_app.report.boxes import offsets, place_content, split_all
from capacity_app.report.colours import ACCENT_SOFT, LINE
from capacity_app.report.layout import Block, Placed
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Element
from capacity_app.report.typesetter import Align, Text, TextStyle, Typesetter

_TOLERANCE = 0.01
_TAIL = 3  # rows that go with the end of a document


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Column:
    """A column: its share of the width (or `points` of it), and how its text is aligned."""

    share: float = 1
    points: float | None = None
    align: Align = "start"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cell:
    """Content with its own ground or style."""

    content: "Text | Block | Sequence[Block]"
    fill: str | None = None
    style: TextStyle | None = None


CellContent: TypeAlias = "Text | Block | Sequence[Block] | Cell"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TableStyle:
    """How a table looks. A row taller than `split_above` may be parted in mid-page, if `least`
    points of it fit; all lengths in points."""

    text: TextStyle = field(default_factory=lambda: TextStyle(size=8.5, leading=12))
    header: TextStyle = field(default_factory=lambda: TextStyle(size=8.5, leading=12, bold=True))
    padding_x: float = 4
    padding_y: float = 3
    header_fill: str | None = ACCENT_SOFT
    zebra: str | None = None
    line: str | None = LINE
    thickness: float = 0.5
    split_above: float = 150
    least: float = 48


@dataclass(frozen=True, eq=False, repr=False)
class Table(Block):
    """Rows of cells under a header that is repeated on each page."""

    columns: Sequence[Column]
    header: Sequence[CellContent]
    rows: Sequence[Sequence[CellContent]]
    style: TableStyle = TableStyle()

    def place(self, setter: Typesetter, width: float) -> "PlacedTable":
        frame = _Frame.of(self, setter, width)
        header = frame.row(self.header, "TH", None) if self.header else None
        rows = [
            frame.row(row, "TD", self.style.zebra if number % 2 else None)
            for number, row in enumerate(self.rows)
        ]
        return PlacedTable(frame, header, rows, Element("Table"))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Frame:
    """The columns of a placed table: widths and left edges in the order of the cells."""

    setter: Typesetter
    style: TableStyle
    width: float
    widths: list[float]
    lefts: list[float]
    styles: dict[str, list[TextStyle]]

    @classmethod
    def of(cls, table: Table, setter: Typesetter, width: float) -> "_Frame":
        fixed = sum(column.points or 0 for column in table.columns)
        shares = sum(column.share for column in table.columns if column.points is None)
        each = max(0.0, width - fixed) / shares if shares else 0
        widths = [
            column.share * each if column.points is None else column.points
            for column in table.columns
        ]
        styles = {
            tag: [base if c.align == base.align else base.but(align=c.align) for c in table.columns]
            for tag, base in (("TD", table.style.text), ("TH", table.style.header))
        }
        lefts = offsets(widths, 0, setter.rtl)
        return cls(setter, table.style, sum(widths), widths, lefts, styles)

    def row(self, cells: Sequence[CellContent], tag: str, fill: str | None) -> "_Row":
        """A placed row; ValueError if it has more or fewer cells than there are columns."""
        items: list[Placed] = []
        fills: list[str | None] = []
        inset = 2 * self.style.padding_x
        for cell, width, style in zip(cells, self.widths, self.styles[tag], strict=True):
            content, own = (cell.content, cell) if isinstance(cell, Cell) else (cell, None)
            chosen = own.style if own and own.style else style
            items.append(place_content(self.setter, content, chosen, max(1.0, width - inset)))
            fills.append(own.fill if own and own.fill else fill)
        return _Row(self, items, fills, Element("TR"), [Element(tag) for _ in items])


class _Row:
    """A placed row; the parts of a split row keep its tags."""

    def __init__(
        self,
        frame: _Frame,
        items: list[Placed],
        fills: list[str | None],
        element: Element,
        cells: list[Element],
    ) -> None:
        self.frame, self.items, self.fills = frame, items, fills
        self.element, self.cells = element, cells
        inner = max((item.height for item in items), default=0)
        self.height = inner + 2 * frame.style.padding_y

    def split(self, height: float, force: bool) -> "tuple[_Row, _Row] | None":
        halves = split_all(self.items, height - 2 * self.frame.style.padding_y, force)
        if halves is None:
            return None
        first, rest = (
            _Row(self.frame, items, self.fills, self.element, self.cells) for items in halves
        )
        return first, rest

    def fills_at(self, sheet: Sheet, x: float, y: float, whole: str | None = None) -> list[str]:
        """Operators for the grounds of the cells, over `whole` for all of the row."""
        frame, bottom = self.frame, y - self.height
        operators = []
        if whole:
            operators.append(sheet.rectangle(x, bottom, frame.width, self.height, whole))
        for fill, left, width in zip(self.fills, frame.lefts, frame.widths, strict=True):
            if fill:
                operators.append(sheet.rectangle(x + left, bottom, width, self.height, fill))
        return operators

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        tags, style = sheet.tags, self.frame.style
        x, y = x + style.padding_x, y - style.padding_y
        tags.open(self.element)
        for item, left, cell in zip(self.items, self.frame.lefts, self.cells, strict=True):
            tags.open(cell)
            item.draw(sheet, x + left, y)
            tags.close()
        tags.close()


class PlacedTable(Placed):
    """Rows at their heights; `continued` if the header has been read before."""

    def __init__(
        self,
        frame: _Frame,
        header: _Row | None,
        rows: list[_Row],
        element: Element,
        continued: bool = False,
    ) -> None:
        self.frame, self.header, self.rows = frame, header, rows
        self.element, self.continued = element, continued
        self.head = header.height if header else 0
        self.height = self.head + sum(row.height for row in rows)

    def split(self, height: float, force: bool = False) -> tuple[Placed, Placed] | None:
        used = self.head
        for number, row in enumerate(self.rows):
            if used + row.height > height + _TOLERANCE:
                return self._cut(number, self._halves(row, height - used, force and not number))
            used += row.height
        return None

    def tail(self, height: float) -> tuple[Placed, Placed] | None:
        """Its last rows, three at most."""
        used, number = self.head, len(self.rows)
        while number > 1 and len(self.rows) - number < _TAIL:
            used += self.rows[number - 1].height
            if used > height:
                break
            number -= 1
        if number == len(self.rows):
            return None
        return self._cut(number, None)

    def _halves(self, row: _Row, room: float, force: bool) -> tuple[_Row, _Row] | None:
        style = self.frame.style
        if force or (row.height > style.split_above and room >= style.least):
            return row.split(room, True)
        return None

    def _cut(self, number: int, halves: tuple[_Row, _Row] | None) -> tuple[Placed, Placed] | None:
        if halves is None:
            first, rest = self.rows[:number], self.rows[number:]
        else:
            first = [*self.rows[:number], halves[0]]
            rest = [halves[1], *self.rows[number + 1 :]]
        if not first:
            return None
        return self._part(first, self.continued), self._part(rest, True)

    def _part(self, rows: list[_Row], continued: bool) -> "PlacedTable":
        return PlacedTable(self.frame, self.header, rows, self.element, continued)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        self._ground(sheet, x, y)
        sheet.tags.open(self.element)
        if self.header and self.continued:
            sheet.tags.open_artifact()
            self.header.draw(sheet, x, y)
            sheet.tags.close_artifact()
        elif self.header:
            self.header.draw(sheet, x, y)
        y -= self.head
        for row in self.rows:
            row.draw(sheet, x, y)
            y -= row.height
        sheet.tags.close()

    def _ground(self, sheet: Sheet, x: float, y: float) -> None:
        """Fills first: they would cover half of the line above them."""
        style, width = self.frame.style, self.frame.width
        fills: list[str] = []
        lines: list[str] = []
        for row in [self.header, *self.rows]:
            if row is None:
                continue
            whole = style.header_fill if row is self.header else None
            fills += row.fills_at(sheet, x, y, whole)
            y -= row.height
            if style.line:
                lines.append(sheet.line_across(x, y, width, style.line, style.thickness))
        if fills or lines:
            sheet.decorate("\n".join(fills + lines))
