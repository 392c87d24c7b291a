"""Blocks made of blocks: one under another, side by side, in a box, kept together."""

from collections.abc import Sequence
from dataclasses import dataclass

from capacity_app.report.colours import LINE
from capacity_app.report.layout import Block, Placed, PlacedSpace, PlacedText
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Element
from capacity_app.report.typesetter import Text, TextStyle, Typesetter

_TOLERANCE = 0.01


@dataclass(frozen=True, eq=False, repr=False)
class Stack(Block):
    """Blocks one under another."""

    blocks: Sequence[Block]
    tag: str = ""

    def place(self, setter: Typesetter, width: float) -> "PlacedStack":
        items = [block.place(setter, width) for block in self.blocks]
        return PlacedStack(items, element=Element(self.tag) if self.tag else None)


@dataclass(frozen=True, eq=False, repr=False)
class KeepTogether(Block):
    """Blocks that move to the next page together, unless they are taller than a page."""

    blocks: Sequence[Block]

    def place(self, setter: Typesetter, width: float) -> "PlacedStack":
        return PlacedStack([block.place(setter, width) for block in self.blocks], keep=True)


class Closing(KeepTogether):
    """The end of a document: a Flow lets it not stand alone on the last page."""


class PlacedStack(Placed):
    """Placed blocks one under another."""

    def __init__(
        self, items: Sequence[Placed], keep: bool = False, element: Element | None = None
    ) -> None:
        self.items, self.keep, self.element = list(items), keep, element
        self.tops: list[float] = []
        at = 0.0
        previous: Placed | None = None
        for item in self.items:
            at += max(previous.after, item.before) if previous else 0
            self.tops.append(at)
            at += item.height
            previous = item
        self.height = at
        self.before = self.items[0].before if self.items else 0
        self.after = self.items[-1].after if self.items else 0

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        if self.element:
            sheet.tags.open(self.element)
        for item, top in zip(self.items, self.tops, strict=True):
            item.draw(sheet, x, y - top)
        if self.element:
            sheet.tags.close()

    def split(self, height: float, force: bool = False) -> tuple[Placed, Placed] | None:
        if self.keep and not force:
            return None
        for number, (item, top) in enumerate(zip(self.items, self.tops, strict=True)):
            if top + item.height <= height + _TOLERANCE:
                continue
            halves = item.split(height - top, force and number == 0)
            if halves is None:
                return self._cut(self._before_kept(number), [])
            return self._cut(number, list(halves))
        return None

    def _before_kept(self, number: int) -> int:
        """A heading does not stay behind."""
        while number and self.items[number - 1].keep_with_next:
            number -= 1
        return number

    def _cut(self, number: int, halves: list[Placed]) -> tuple[Placed, Placed] | None:
        first = [*self.items[:number], *halves[:1]]
        rest = [*halves[1:], *self.items[number + bool(halves) :]]
        if not first:
            return None
        return (
            PlacedStack(first, element=self.element),
            PlacedStack(rest, element=self.element),
        )


@dataclass(frozen=True, eq=False, repr=False)
class Room(Block):
    """Wants `height` points below it, else a new page; only a Flow can honour it."""

    height: float

    def place(self, setter: Typesetter, width: float) -> PlacedSpace:
        return PlacedSpace(0)


@dataclass(frozen=True, eq=False, repr=False)
class Columns(Block):
    """Blocks side by side, mirrored in right-to-left documents; boxes get the same height.

    `shares` divides the width, equally if empty; `gap` is between the columns.
    """

    blocks: Sequence[Block]
    shares: Sequence[float] = ()
    gap: float = 12

    def place(self, setter: Typesetter, width: float) -> "SideBySide":
        shares = list(self.shares) or [1.0] * len(self.blocks)
        room = width - self.gap * (len(shares) - 1)
        widths = [room * share / sum(shares) for share in shares]
        items = [b.place(setter, w) for b, w in zip(self.blocks, widths, strict=True)]
        lefts = offsets(widths, self.gap, setter.rtl)
        placed = SideBySide(items, lefts)
        for item in items:
            item.stretch(placed.height)
        return placed


def offsets(widths: Sequence[float], gap: float, rtl: bool) -> list[float]:
    """Left edges of columns that follow the reading direction."""
    lefts: list[float] = []
    at = 0.0
    for width in widths:
        lefts.append(at)
        at += width + gap
    if rtl:
        lefts = [at - gap - left - width for left, width in zip(lefts, widths, strict=True)]
    return lefts


class SideBySide(Placed):
    """Placed blocks beside each other, aligned at their tops."""

    def __init__(self, items: Sequence[Placed], lefts: Sequence[float]) -> None:
        self.items, self.lefts = list(items), list(lefts)
        self.height = max((item.height for item in items), default=0)
        self.before = max((item.before for item in items), default=0)
        self.after = max((item.after for item in items), default=0)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        for item, left in zip(self.items, self.lefts, strict=True):
            item.draw(sheet, x + left, y)

    def split(self, height: float, force: bool = False) -> tuple[Placed, Placed] | None:
        halves = split_all(self.items, height, force)
        if halves is None:
            return None
        first, rest = halves
        return SideBySide(first, self.lefts), SideBySide(rest, self.lefts)


def split_all(
    items: Sequence[Placed], height: float, force: bool
) -> tuple[list[Placed], list[Placed]] | None:
    """Each of `items` cut at `height`; None if one of them that does not fit cannot be cut."""
    firsts: list[Placed] = []
    rests: list[Placed] = []
    progress = False
    for item in items:
        halves: tuple[Placed, Placed] | None
        if item.height <= height + _TOLERANCE:
            halves = (item, PlacedSpace(0))
        else:
            halves = item.split(height, force)
        if halves is None and not force:
            return None
        progress = progress or (halves is not None and halves[0].height > 0)
        first, rest = halves or (PlacedSpace(0), item)
        firsts.append(first)
        rests.append(rest)
    return (firsts, rests) if progress else None


@dataclass(frozen=True, eq=False, repr=False)
class Box(Block):
    """A block on a ground and in a frame; `radius` rounds the corners."""

    block: Block
    fill: str | None = None
    stroke: str | None = LINE
    padding: float = 8
    radius: float = 3
    line: float = 0.75

    def place(self, setter: Typesetter, width: float) -> "PlacedBox":
        return PlacedBox(self, self.block.place(setter, width - 2 * self.padding), width)


class PlacedBox(Placed):
    """A box at its width."""

    def __init__(self, box: Box, inner: Placed, width: float) -> None:
        self.box, self.inner, self.width = box, inner, width
        self.height = inner.height + 2 * box.padding

    def stretch(self, height: float) -> None:
        self.height = max(self.height, height)

    def split(self, height: float, force: bool = False) -> tuple[Placed, Placed] | None:
        halves = self.inner.split(height - 2 * self.box.padding, force)
        if halves is None:
            return None
        first, rest = halves
        return PlacedBox(self.box, first, self.width), PlacedBox(self.box, rest, self.width)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        box = self.box
        if box.fill or box.stroke:
            with sheet.decoration():
                if box.fill:
                    sheet.setFillColor(box.fill)
                if box.stroke:
                    sheet.setStrokeColor(box.stroke)
                    sheet.setLineWidth(box.line)
                bottom = y - self.height
                edges = {"stroke": int(bool(box.stroke)), "fill": int(bool(box.fill))}
                sheet.roundRect(x, bottom, self.width, self.height, box.radius, **edges)
        self.inner.draw(sheet, x + box.padding, y - box.padding)


def place_content(
    setter: Typesetter, content: Text | Block | Sequence[Block], style: TextStyle, width: float
) -> Placed:
    """Whatever may stand in a cell: text in `style`, a block, or blocks one under another."""
    if isinstance(content, str):
        return PlacedText.of(setter, content, style, width)
    if isinstance(content, Block):
        return content.place(setter, width)
    blocks = [part for part in content if isinstance(part, Block)]
    if blocks:
        return PlacedStack([block.place(setter, width) for block in blocks])
    spans = [part for part in content if not isinstance(part, Block)]
    return PlacedText.of(setter, spans, style, width)
