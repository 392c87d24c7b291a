"""A figure before and now as two dots on a line, with both values; drawn as on the screen."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from capacity_app.model.geometry import Dot, Line, Pair, Rect, pair
from capacity_app.report.colours import ACCENT, INK, LINE, PAPER
from capacity_app.report.layout import Block, Placed
from capacity_app.report.pdf_blocks import Mark, with_tag
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Element
from capacity_app.report.typesetter import TextStyle, Typesetter, paint

_RADIUS: Final = 3.4
_ROOM: Final = 18.0  # points for a value beside a dot
_RING: Final = 1.2
_ROUND: Final = 0.5523  # how far a quarter circle's handles are from its ends, in radii
_VALUE: Final = TextStyle(size=7.5, leading=11.5)


@dataclass(eq=False, repr=False)
class PairDots(Block):
    """Two figures from 1 to 4: a ring before, a filled dot now, each with its value beside it."""

    places: tuple[float, float]
    values: tuple[str, str]

    def place(self, setter: Typesetter, width: float) -> "PlacedPair":
        return PlacedPair(self, width, setter.rtl)


class PlacedPair(Placed):
    """The dots at their width, in a line of 11.5 points."""

    height = 11.5

    def __init__(self, block: PairDots, width: float, rtl: bool) -> None:
        shape = pair(*block.places, width, self.height, _RADIUS, _ROOM)
        shape = shape.mirrored(width) if rtl else shape
        self.values, self.rooms = block.values, (shape.before_value, shape.now_value)
        self.code = " ".join(_drawn(shape))
        self.element = Element("P")

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """The dots are decoration: the values beside them are what is read."""
        bottom = y - self.height
        sheet.decorate(f"1 0 0 1 {x:.2f} {bottom:.2f} cm {self.code}")
        sheet.tags.open(self.element)
        looks = (_VALUE, _VALUE.but(bold=True))
        for text, room, look in zip(self.values, self.rooms, looks, strict=True):
            at = (x + room.x + room.width / 2, bottom + self.height / 2 - look.size * 0.35)
            with_tag(sheet, partial(sheet.text, *at, text, look, "center"))
        sheet.tags.close()


def dot_mark(now: bool, size: float = 9) -> Mark:
    """One dot by itself, for the legend."""
    dot = Dot(size / 2, size / 2, _RADIUS)
    shape = _filled(dot) if now else _ring(dot)
    return lambda sheet, x, y: sheet.decorate(f"1 0 0 1 {x:.2f} {y:.2f} cm {shape}")


def _drawn(shape: Pair) -> list[str]:
    """The scale, room for the values, the line between, the dots."""
    thin = f"{paint(LINE, stroke=True)} 0.7 w"
    parts = [thin, *(_line(each) for each in (shape.scale, *shape.ticks)), paint(PAPER)]
    parts += [f"{_re(room)} f" for room in (shape.before_value, shape.now_value)]
    if shape.link is not None:
        parts.append(f"{paint(ACCENT, stroke=True)} 1.6 w {_line(shape.link)}")
    return [*parts, _ring(shape.before), _filled(shape.now)]


def _ring(dot: Dot) -> str:
    inner = dot._replace(radius=dot.radius - _RING / 2)
    return f"{paint(PAPER)} {paint(INK, stroke=True)} {_RING} w {_disc(inner)} B"


def _filled(dot: Dot) -> str:
    return f"{paint(ACCENT)} {_disc(dot)} f"


def _disc(dot: Dot) -> str:
    """A circle of four curves."""
    x, y, r = dot
    k = r * _ROUND
    corners = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    curves = (" ".join(f"{value:.2f}" for value in points) + " c" for points in corners)
    return f"{x + r:.2f} {y:.2f} m {' '.join(curves)} h"


def _line(line: Line) -> str:
    return f"{line.x1:.2f} {line.y1:.2f} m {line.x2:.2f} {line.y2:.2f} l S"


def _re(rect: Rect) -> str:
    return f"{rect.x:.2f} {rect.y:.2f} {rect.width:.2f} {rect.height:.2f} re"
