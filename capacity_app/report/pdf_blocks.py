"""Small blocks of the documents: marks beside words, score bars, one clipped line, lines to fill.

Every mark is a shape and a number or word as well as a colour, so that it survives grey print.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from capacity_app.model.geometry import Rect, bar, hatching
from capacity_app.report.colours import ACCENT, GROUND, INK, LEVELS, LINE, MUTED, ON_LEVELS
from capacity_app.report.fonts import UNITS
from capacity_app.report.layout import Block, Placed, PlacedText
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Element
from capacity_app.report.typesetter import Text, TextStyle, Typesetter, paint

_ELLIPSIS: Final = "…"
_LONGEST_LINE: Final = 300  # characters of a clipped line that are looked at
_NARROWEST: Final = 0.2  # of the size: letters are wider on the average of any line

Mark: TypeAlias = Callable[[Sheet, float, float], None]
"""Draws a mark with its lower left corner at (x, y)."""


@dataclass(eq=False, repr=False)
class OneLine(Block):
    """Text on one line, cut off with an ellipsis where the column ends."""

    text: str
    style: TextStyle
    tag: str = "P"

    def place(self, setter: Typesetter, width: float) -> PlacedText:
        most = min(_LONGEST_LINE, 1 + int(width / (self.style.size * _NARROWEST)))
        text = " ".join(self.text[:most].split())
        room = setter.width(text, self.style)
        if len(self.text) > most or room > width:
            text = self._cut(setter, text, room, width)
        return PlacedText.of(setter, text, self.style, width, Element(self.tag))

    def _cut(self, setter: Typesetter, text: str, room: float, width: float) -> str:
        """As much of the text as fits beside an ellipsis, up to the end of a word if there is."""
        while room > width and text:
            short = text[: max(0, min(len(text) - 1, int(len(text) * width / room)))]
            text = short.rpartition(" ")[0] or short
            room = setter.width(text + _ELLIPSIS, self.style)
        return text.rstrip() + _ELLIPSIS


class Same(Block):
    """A block that comes on many pages and is placed only once for each width.

    For decoration only: its elements join the structure once.
    """

    def __init__(self, block: Block) -> None:
        self.block = block
        self.placed: dict[float, Placed] = {}

    def place(self, setter: Typesetter, width: float) -> Placed:
        found = self.placed.get(width)
        if found is None:
            found = self.placed[width] = self.block.place(setter, width)
        return found


@dataclass(eq=False, repr=False)
class Marked(Block):
    """Text beside a mark ``size`` high and ``wide`` across (as high, if 0)."""

    mark: Mark
    text: Text
    style: TextStyle
    size: float = 10
    wide: float = 0
    gap: float = 5
    tag: str = "P"

    def place(self, setter: Typesetter, width: float) -> "PlacedMarked":
        return PlacedMarked(self, setter, width)


class PlacedMarked(Placed):
    """A mark and its text at a width; the mark is centred on the first line."""

    def __init__(self, marked: Marked, setter: Typesetter, width: float) -> None:
        self.marked = marked
        wide = marked.wide or marked.size
        inset = wide + marked.gap
        self.element = Element(marked.tag)
        self.text = PlacedText.of(
            setter, marked.text, marked.style, max(1.0, width - inset), self.element
        )
        line = marked.style.line_height
        self.drop = max(0.0, (marked.size - line) / 2)
        self.lift = self.drop + (line + marked.size) / 2
        self.height = self.text.height + 2 * self.drop
        self.before, self.after = marked.style.before, marked.style.after
        self.at = (width - wide, 0.0) if setter.rtl else (0.0, inset)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        mark, text = self.at
        sheet.tags.open(self.element)
        self.marked.mark(sheet, x + mark, y - self.lift)
        sheet.tags.close()
        self.text.draw(sheet, x + text, y - self.drop)


def level_mark(level: int | None, number: str, size: float = 10) -> Mark:
    """A level's number on its colour, level 1 hatched; without one an empty outline."""
    ground = _level_ground(level, size)
    style = TextStyle(size=size * 0.7, bold=True, colour=ON_LEVELS.get(level or 0, INK))

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.decorate(f"1 0 0 1 {x:.2f} {y:.2f} cm {ground}")
        if level is not None:
            with_tag(
                sheet, lambda: sheet.text(x + size / 2, y + size * 0.25, number, style, "center")
            )

    return draw


def step_mark(
    level: int, target: int, numbers: tuple[str, str], rtl: bool, size: float = 10
) -> Mark:
    """Two level marks and an arrow from one to the other; ``STEP`` sizes wide."""
    first, second = level_mark(level, numbers[0], size), level_mark(target, numbers[1], size)
    far = size * (STEP - 1)
    ends = (size * 1.25, size * (STEP - 1.25))
    shaft = f"{paint(INK, stroke=True)} 0.8 w"
    tip = ends[0] if rtl else ends[1]
    back = tip + size * (0.25 if rtl else -0.25)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        first(sheet, x + (far if rtl else 0), y)
        middle = y + size / 2
        sheet.decorate(
            f"{shaft} {x + ends[0]:.2f} {middle:.2f} m {x + ends[1]:.2f} {middle:.2f} l S"
            f" {x + back:.2f} {middle + size * 0.2:.2f} m {x + tip:.2f} {middle:.2f} l"
            f" {x + back:.2f} {middle - size * 0.2:.2f} l S"
        )
        second(sheet, x + (0 if rtl else far), y)

    return draw


STEP: Final = 3.4  # how many times as wide as high a step mark is


def check_box(size: float = 10) -> Mark:
    """An empty box to tick."""
    style = TextStyle(size=size * 1.35, colour=INK)
    return lambda sheet, x, y: with_tag(sheet, lambda: sheet.text(x, y, "☐", style))


def with_tag(sheet: Sheet, draw: Callable[[], None]) -> None:
    """Draw text that belongs to the open element."""
    sheet.write(sheet.tags.begin())
    draw()
    sheet.write("EMC")


@cache
def _level_ground(level: int | None, size: float) -> str:
    """Operators for the ground of a level mark at the origin."""
    square = f"0 0 {size:.2f} {size:.2f} re"
    edge = f"{paint(MUTED, stroke=True)} 0.6 w {square} S"
    if level is None:
        return edge
    fill = f"{paint(LEVELS[level])} {square} f"
    if level > 1:
        return f"{fill} {edge}"
    lines = "".join(
        f"{line.x1:.2f} {line.y1:.2f} m {line.x2:.2f} {line.y2:.2f} l "
        for line in hatching(Rect(0, 0, size, size), size / 3.5)
    )
    inset, side = size * 0.2, size * 0.6
    clear = f"{paint(LEVELS[1])} {inset:.2f} {inset:.2f} {side:.2f} {side:.2f} re f"
    return f"{fill} {paint(MUTED, stroke=True)} 0.5 w {lines}S {clear} {edge}"


@dataclass(eq=False, repr=False)
class ScoreBar(Block):
    """Four stretches, filled as far as the score goes; the figure must stand beside it."""

    score: float | None
    height: float = 8

    def place(self, setter: Typesetter, width: float) -> "PlacedBar":
        return PlacedBar(self, width, setter.rtl)


class PlacedBar(Placed):
    """A bar at its width, in a line of 11.5 points."""

    height = 11.5

    def __init__(self, block: ScoreBar, width: float, rtl: bool) -> None:
        shape = bar(block.score, width, block.height, 2)
        stretches, reached = shape.stretches, shape.reached
        if rtl:
            stretches = tuple(rect.mirrored(width) for rect in stretches)
            reached = tuple(rect.mirrored(width) for rect in reached)
        edge = f"{paint(GROUND)} {paint(LINE, stroke=True)} 0.5 w"
        empty = " ".join(f"{edge} {_re(rect)} B" for rect in stretches)
        full = " ".join(f"{paint(ACCENT)} {_re(rect)} f" for rect in reached)
        self.code = f"{empty} {full}"
        self.drop = (self.height + block.height) / 2

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        sheet.decorate(f"1 0 0 1 {x:.2f} {y - self.drop:.2f} cm {self.code}")


def _re(rect: Rect) -> str:
    return f"{rect.x:.2f} {rect.y:.2f} {rect.width:.2f} {rect.height:.2f} re"


@dataclass(eq=False, repr=False)
class Blank(Block):
    """A label and a line to write on, ``lines`` of them, ``apart`` points from each other."""

    label: str
    style: TextStyle
    lines: int = 1
    apart: float = 17

    def place(self, setter: Typesetter, width: float) -> "PlacedBlank":
        return PlacedBlank(self, setter, width)


class PlacedBlank(Placed):
    """Lines to write on at their width; the label stands on the first."""

    def __init__(self, blank: Blank, setter: Typesetter, width: float) -> None:
        self.blank, self.width, self.rtl = blank, width, setter.rtl
        self.height = blank.lines * blank.apart
        self.text = PlacedText.of(setter, blank.label, blank.style, width, Element("P"))
        room = max((line.width for _, line in self.text.lines), default=0)
        self.room = min(width, room * blank.style.size / UNITS + 4) if blank.label else 0.0

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        blank = self.blank
        for number in range(blank.lines):
            room = self.room if number == 0 else 0
            start = x if self.rtl else x + room
            at = y - (number + 1) * blank.apart + 2
            sheet.decorate(sheet.line_across(start, at, self.width - room, MUTED, 0.5))
        if blank.label:
            self.text.draw(sheet, x, y - blank.apart + blank.style.line_height)
