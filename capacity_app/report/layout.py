"""Blocks of a document: each is placed at a width, then has a height, can be split and drawn.

A block says what there is; `place` gives its `Placed` form for one width. Lengths are points;
a placed block is drawn with its top left corner at (x, y), y growing upwards.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from capacity_app.report.colours import LINE
from capacity_app.report.fonts import UNITS
from capacity_app.report.lines import Line
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Element
from capacity_app.report.typesetter import Text, TextStyle, Typesetter

_SHARE = {("start", False): 0.0, ("start", True): 1.0, ("end", False): 1.0, ("end", True): 0.0}
PLAIN = TextStyle()
_ALONE = 2  # fewer lines than this are not left alone on a page


class Placed(ABC):
    """A block at a width. `before` and `after` are the gaps it wants to its neighbours."""

    height: float
    before: float = 0
    after: float = 0
    keep_with_next = False

    @abstractmethod
    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw with the top left corner at (x, y)."""

    def split(self, height: float, force: bool = False) -> "tuple[Placed, Placed] | None":
        """The part that fits into `height` and the rest, None if it is better not split.

        `force` asks for a split even where it looks bad, since the page is empty.
        """
        return None

    def tail(self, height: float) -> "tuple[Placed, Placed] | None":
        """What may stay and an end of at most `height`, to stand above what follows; else None."""
        return None

    def stretch(self, height: float) -> None:  # noqa: B027  most blocks stay as they are
        """Grow to `height` if the block has a visible edge."""


class Block(ABC):
    """Something to lay out."""

    @abstractmethod
    def place(self, setter: Typesetter, width: float) -> Placed:
        """The block at `width` points."""

    def measure(self, setter: Typesetter, width: float) -> float:
        """Height in points at `width` points."""
        return self.place(setter, width).height


@dataclass(frozen=True, eq=False, repr=False)
class Paragraph(Block):
    """Text, or spans of it. `tag` is its role for screen readers: P, H1, H2, LI, Caption …"""

    text: Text
    style: TextStyle = PLAIN
    tag: str = "P"

    def place(self, setter: Typesetter, width: float) -> "PlacedText":
        return PlacedText.of(setter, self.text, self.style, width, Element(self.tag))


@dataclass(frozen=True, eq=False, repr=False)
class Heading(Block):
    """A heading of `level` 1 to 6; stands in the outline and stays with what follows."""

    text: str
    style: TextStyle
    level: int = 1

    def place(self, setter: Typesetter, width: float) -> "PlacedText":
        tag = Element(f"H{self.level}")
        placed = PlacedText.of(setter, self.text, self.style, width, tag)
        placed.keep_with_next = True
        placed.outline = (self.text, self.level)
        return placed


class PlacedText(Placed):
    """Lines of a paragraph; `element` None lets the text belong to what is around it."""

    outline: tuple[str, int] | None = None

    def __init__(
        self,
        lines: list[tuple[float, Line]],
        style: TextStyle,
        drop: float,
        element: Element | None,
    ) -> None:
        self.lines, self.style, self.drop, self.element = lines, style, drop, element
        self.height = len(lines) * style.line_height
        self.before, self.after = style.before, style.after

    @classmethod
    def of(
        cls,
        setter: Typesetter,
        text: Text,
        style: TextStyle,
        width: float,
        element: Element | None = None,
    ) -> "PlacedText":
        share = _SHARE.get((style.align, setter.is_rtl(style)), 0.5)
        scale = style.size / UNITS
        lines = setter.lines(text, style, width)
        placed = [((width - line.width * scale) * share if share else 0.0, line) for line in lines]
        return cls(placed, style, setter.baseline(style), element)

    def split(self, height: float, force: bool = False) -> tuple[Placed, Placed] | None:
        count = int((height + 0.01) // self.style.line_height)
        least = 1 if force else _ALONE
        if not force:
            count = min(count, len(self.lines) - _ALONE)
        if count < least or count >= len(self.lines):
            return None
        first, rest = self._part(0, count), self._part(count, len(self.lines))
        first.outline = self.outline
        first.after = rest.before = 0
        return first, rest

    def _part(self, start: int, stop: int) -> "PlacedText":
        return PlacedText(self.lines[start:stop], self.style, self.drop, self.element)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        if self.outline:
            sheet.heading(*self.outline, y)
        sheet.write(sheet.tags.begin(self.element))
        sheet.show([(x + left, line) for left, line in self.lines], y - self.drop, self.style)
        sheet.write("EMC")


class PlacedSpace(Placed):
    """Nothing, of some height."""

    def __init__(self, height: float) -> None:
        self.height = height

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        pass


@dataclass(frozen=True, eq=False, repr=False)
class Spacer(Block):
    """Empty height; dropped at the top of a page."""

    height: float

    def place(self, setter: Typesetter, width: float) -> PlacedSpace:
        return PlacedSpace(self.height)


@dataclass(frozen=True, eq=False, repr=False)
class Rule(Block):
    """A line across the column."""

    colour: str = LINE
    thickness: float = 0.5
    before: float = 4
    after: float = 4

    def place(self, setter: Typesetter, width: float) -> "PlacedRule":
        return PlacedRule(self, width)


class PlacedRule(Placed):
    """A line at its width."""

    def __init__(self, rule: Rule, width: float) -> None:
        self.rule, self.width = rule, width
        self.height, self.before, self.after = rule.thickness, rule.before, rule.after

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        rule = self.rule
        middle = y - rule.thickness / 2
        sheet.decorate(sheet.line_across(x, middle, self.width, rule.colour, rule.thickness))


@dataclass(frozen=True, eq=False, repr=False)
class Figure(Block):
    """A drawing: `draw(sheet)` draws with the origin at its lower left corner; use `sheet.text`.

    `alt` is what a person hears who cannot see it. Wider than the column, it is made smaller.
    """

    width: float
    height: float
    draw: Callable[[Sheet], None]
    alt: str
    align: str = "start"

    def place(self, setter: Typesetter, width: float) -> "PlacedFigure":
        return PlacedFigure(self, width, setter.rtl)


class PlacedFigure(Placed):
    """A drawing at its size."""

    def __init__(self, figure: Figure, width: float, rtl: bool) -> None:
        self.figure = figure
        self.scale = min(1.0, width / figure.width)
        self.height = figure.height * self.scale
        share = _SHARE.get((figure.align, rtl), 0.5)
        self.left = (width - figure.width * self.scale) * share
        self.element = Element("Figure", figure.alt)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        with sheet.content(self.element):
            sheet.translate(x + self.left, y - self.height)
            sheet.scale(self.scale, self.scale)
            self.figure.draw(sheet)


@dataclass(frozen=True, eq=False, repr=False)
class PageBreak(Block):
    """A new page; `landscape` None keeps the page as it is. Only a Flow can honour it."""

    landscape: bool | None = None

    def place(self, setter: Typesetter, width: float) -> PlacedSpace:
        return PlacedSpace(0)
