"""Two languages side by side: the blocks of a document merged with its twin's in another one.

The same code makes both, so that they differ in nothing but their texts. What reads the same in
both (what people typed, numbers, dates, codes) is printed once, as the first has it; everything
else stands in both languages, in two columns where there is room and else one under the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, TypeVar, cast

from capacity_app.i18n import Words, isolate
from capacity_app.report.alike import (
    BESIDE,
    Line,
    alike,
    paired,
    parts,
    plain,
    under_both_labels,
    without_shared,
)
from capacity_app.report.boxes import (
    Box,
    Columns,
    KeepTogether,
    PlacedStack,
    SideBySide,
    Stack,
    offsets,
)
from capacity_app.report.layout import Block, Heading, Paragraph, Placed, PlacedText
from capacity_app.report.lines import Span
from capacity_app.report.pdf_blocks import Blank, Marked, OneLine, Same
from capacity_app.report.table import Cell, CellContent, Table
from capacity_app.report.tagging import Element
from capacity_app.report.typesetter import Align, Direction, Text, TextStyle, Typesetter

_WIDE: Final = 225.0  # points: from here on there is room for two columns
_GAP: Final = 14.0
_SMALLER: Final = 0.82  # of a heading: its second language must not shout as well
_LARGE: Final = 11.0  # points, for names
_LARGEST: Final = 14.0  # points, so that a document's name stands on one line
_SHORT: Final = 16  # letters of a mark's two words that stand on one line
_SPACE: Final = 0.25  # of the size: a space between words
_SLACK: Final = 0.05  # points: a text of just its own width must not be broken
_BULLET: Final = "•"
_FLIPPED: Final[dict[Align, Align]] = {"start": "end", "end": "start", "center": "center"}

_Content: TypeAlias = "Text | Block | Sequence[Block]"
_Any = TypeVar("_Any", bound=Block)


@dataclass(frozen=True)
class Beside:
    """Merges blocks with those of ``second``, the other language."""

    first: Words
    second: Words

    def blocks(self, ours: Iterable[Block], theirs: Iterable[Block]) -> Iterator[Block]:
        """Each block merged with its twin; ValueError when there is not one for each."""
        for one, other in zip(ours, theirs, strict=True):
            yield self.block(one, other)

    def block(self, ours: Block, theirs: Block) -> Block:
        """A block in both languages; ValueError when the two are not made alike."""
        if type(ours) is not type(theirs):
            raise ValueError((ours, theirs))
        merged = self._with_blocks(ours, theirs)
        return self._with_text(ours, theirs) if merged is None else merged

    def _with_blocks(self, ours: Block, theirs: Block) -> Block | None:
        """A block made of blocks; None for others."""
        if isinstance(ours, Table):
            return self._table(ours, _as(ours, theirs))
        if isinstance(ours, Stack | KeepTogether | Columns):
            return replace(ours, blocks=list(self.blocks(ours.blocks, _as(ours, theirs).blocks)))
        if isinstance(ours, Box):
            return replace(ours, block=self.block(ours.block, _as(ours, theirs).block))
        if isinstance(ours, Same):
            return Same(self.block(ours.block, _as(ours, theirs).block))
        return None

    def _with_text(self, ours: Block, theirs: Block) -> Block:
        """A block with a text; what has none is the same in both languages."""
        if isinstance(ours, Heading):
            return self._heading(ours, _as(ours, theirs))
        if isinstance(ours, Paragraph):
            other = _as(ours, theirs)
            return self._paragraphs(ours.text, other.text, ours.style, ours.tag)
        if isinstance(ours, Marked):
            return replace(ours, text=self._one_under_another(ours.text, _as(ours, theirs).text))
        if isinstance(ours, OneLine):
            return self._lines(ours, _as(ours, theirs))
        if isinstance(ours, Blank):
            return replace(ours, label=self._in_one_line(ours.label, _as(ours, theirs).label))
        return ours

    def _heading(self, ours: Heading, theirs: Heading) -> Block:
        if alike(ours.text, theirs.text):
            return ours
        return _Headings(ours, theirs, self._direction, self.second.code)

    def _paragraphs(self, ours: Text, theirs: Text, style: TextStyle, tag: str = "P") -> Block:
        """A text line by line: a line that is the same in both languages stands once."""
        if alike(ours, theirs):
            return Paragraph(ours, style, tag)
        pairs = paired(ours, theirs)
        blocks: list[Block] = []
        for place, (one, other) in enumerate(pairs):
            look = style.but(
                before=0 if place else style.before,
                after=0 if place + 1 < len(pairs) else style.after,
            )
            whole = one if alike(one, other) else under_both_labels(one, other)
            if whole is not None:
                blocks.append(Paragraph(whole, look, tag))
            else:
                known = (self._direction, self.second.code)
                blocks.append(_Pair(one, without_shared(one, other), look, *known, tag))
        return blocks[0] if len(blocks) == 1 else Stack(blocks)

    def _one_under_another(self, ours: Text, theirs: Text) -> Text:
        """One text of both, for places that hold a single one."""
        if alike(ours, theirs):
            return ours
        if len(plain(ours)) + len(plain(theirs)) <= _SHORT:
            below: Line = [BESIDE]
        else:
            below = ["\n"]
        for part in parts(theirs):
            below.append(
                replace(part, text=isolate(part.text)) if isinstance(part, Span) else isolate(part)
            )
        return [*parts(ours), *below]

    def _lines(self, ours: OneLine, theirs: OneLine) -> Block:
        """Two lines, each cut off for itself, at the same side."""
        if alike(ours.text, theirs.text):
            return ours
        style = _below(self.first.rtl, ours.style, self._direction)
        return Stack([ours, replace(theirs, style=style)])

    def _in_one_line(self, ours: str, theirs: str) -> str:
        if alike(ours, theirs):
            return ours
        return BESIDE.join(isolate(text) for text in (ours, theirs))

    @property
    def _direction(self) -> Direction:
        return "rtl" if self.second.rtl else "ltr"

    def _table(self, ours: Table, theirs: Table) -> Table:
        style = ours.style
        header = self._row(ours, ours.header, theirs.header, style.header) if ours.header else []
        rows = [
            self._row(ours, row, other, style.text)
            for row, other in zip(ours.rows, theirs.rows, strict=True)
        ]
        return replace(ours, header=header, rows=rows)

    def _row(
        self,
        table: Table,
        ours: Sequence[CellContent],
        theirs: Sequence[CellContent],
        base: TextStyle,
    ) -> list[CellContent]:
        cells = zip(table.columns, ours, theirs, strict=True)
        return [self._cell(one, other, base.but(align=c.align)) for c, one, other in cells]

    def _cell(self, ours: CellContent, theirs: CellContent, style: TextStyle) -> CellContent:
        if isinstance(ours, Cell) and isinstance(theirs, Cell):
            look = ours.style or style
            return replace(ours, content=self._content(ours.content, theirs.content, look))
        if isinstance(ours, Cell) or isinstance(theirs, Cell):
            raise ValueError((ours, theirs))
        return self._content(ours, theirs, style)

    def _content(self, ours: _Content, theirs: _Content, style: TextStyle) -> _Content:
        """Whatever may stand in a cell: text, a block, or blocks one under another."""
        if isinstance(ours, Block) and isinstance(theirs, Block):
            return self.block(ours, theirs)
        if _are_blocks(ours) and _are_blocks(theirs):
            return list(self.blocks(cast(Sequence[Block], ours), cast(Sequence[Block], theirs)))
        if _are_blocks(ours) or _are_blocks(theirs):
            raise ValueError((ours, theirs))
        one, other = cast(Text, ours), cast(Text, theirs)
        return one if alike(one, other) else self._paragraphs(one, other, style)


@dataclass(frozen=True, eq=False, repr=False)
class _Pair(Block):
    """A text in two languages: two columns where there is room, else one line, else two."""

    ours: Text
    theirs: Text
    style: TextStyle
    direction: Direction
    language: str
    tag: str = "P"

    def place(self, setter: Typesetter, width: float) -> Placed:
        element = Element(self.tag, language=self.language)
        if width >= _WIDE:
            each = (width - _GAP) / 2
            style = self.style.but(
                size=min(self.style.size, _LARGE),
                leading=self.style.line_height,
                direction=self.direction,
            )
            items = [
                PlacedText.of(setter, self.ours, self.style, each, Element(self.tag)),
                PlacedText.of(setter, self.theirs, style, each, element),
            ]
            return SideBySide(items, offsets([each, each], _GAP, setter.rtl))
        return self._on_one_line(setter, width, element) or self._stacked(setter, width, element)

    def _on_one_line(self, setter: Typesetter, width: float, element: Element) -> Placed | None:
        """Both beside each other in a narrow place; None when they are too long for it."""
        style, rtl = self.style, setter.is_rtl(self.style)
        ours, theirs = [*parts(self.ours), BESIDE.rstrip()], parts(self.theirs)
        other = style.but(direction=self.direction, align="start")
        each = [setter.width(ours, style) + _SLACK, setter.width(theirs, other) + _SLACK]
        spare = width - sum(each) - style.size * _SPACE
        items = [
            PlacedText.of(setter, ours, style.but(align="start"), each[0], Element(self.tag)),
            PlacedText.of(setter, theirs, other, each[1], element),
        ]
        if spare < 0 or any(len(item.lines) > 1 for item in items):
            return None
        if style.align == "center":
            spare /= 2
        elif (style.align == "start") != rtl:
            spare = 0
        lefts = offsets(each, style.size * _SPACE, rtl)
        return SideBySide(items, [spare + left for left in lefts])

    def _stacked(self, setter: Typesetter, width: float, element: Element) -> Placed:
        style = self.style.but(direction=self.direction)
        if not plain(self.theirs).startswith(_BULLET):  # a list hangs on its own side
            style = _below(setter.is_rtl(self.style), self.style, self.direction)
        first = PlacedText.of(setter, self.ours, self.style, width, Element(self.tag))
        second = PlacedText.of(setter, self.theirs, style.but(before=0), width, element)
        first.after = 0
        placed = PlacedStack([first, second])
        placed.before, placed.after = self.style.before, self.style.after
        return placed


@dataclass(frozen=True, eq=False, repr=False)
class _Headings(Block):
    """A heading in two languages on one line; the outline has both."""

    ours: Heading
    theirs: Heading
    direction: Direction
    language: str

    def place(self, setter: Typesetter, width: float) -> Placed:
        ours, level = self.ours, self.ours.level
        style = ours.style.but(
            size=min(ours.style.size * _SMALLER, _LARGEST),
            leading=ours.style.line_height,
            direction=self.direction,
        )
        each = (width - _GAP) / 2
        first = PlacedText.of(setter, ours.text, ours.style, each, Element(f"H{level}"))
        first.outline = (BESIDE.join((ours.text, self.theirs.text)), level)
        element = Element(f"H{level}", language=self.language)
        second = PlacedText.of(setter, self.theirs.text, style, each, element)
        placed = SideBySide([first, second], offsets([each, each], _GAP, setter.rtl))
        placed.keep_with_next = True
        return placed


def _below(rtl: bool, style: TextStyle, direction: Direction) -> TextStyle:
    """The style of a second language below the first: at the same side, though it runs back."""
    turned = (direction == "rtl") != rtl
    align = _FLIPPED[style.align] if turned else style.align
    return style.but(direction=direction, align=align)


def _as(like: _Any, block: Block) -> _Any:
    """A block known to be of the same type as another."""
    return cast(_Any, block)


def _are_blocks(content: _Content) -> bool:
    if isinstance(content, str | Block):
        return isinstance(content, Block)
    return any(isinstance(part, Block) for part in content)
