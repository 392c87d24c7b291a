"""The geometry of the charts as plain numbers, for whatever paints them.

Lengths are in the painter's unit, from the lower left corner, y growing upwards, drawn for a
left-to-right reader; ``mirrored`` turns a shape round for the others.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

LEVELS: Final = 4
_MONTHS_APART: Final = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
_MOST_TICKS: Final = 18


class Rect(NamedTuple):
    """A rectangle by its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    def mirrored(self, across: float) -> "Rect":
        """The same on a drawing ``across`` wide that is read from the right."""
        return self._replace(x=across - self.x - self.width)


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class Bar(NamedTuple):
    """A score's bar: one empty stretch for each level, and how far each is reached."""

    stretches: tuple[Rect, ...]
    reached: tuple[Rect, ...]


def bar(score: float | None, width: float, height: float, gap: float) -> Bar:
    """A bar of four stretches, filled as far as the score (0 to 4) goes."""
    each = (width - gap * (LEVELS - 1)) / LEVELS
    stretches, reached = [], []
    for number in range(LEVELS):
        start = number * (each + gap)
        share = min(max((score or 0) - number, 0), 1)
        stretches.append(Rect(start, 0, each, height))
        if share:
            reached.append(Rect(start, 0, each * share, height))
    return Bar(tuple(stretches), tuple(reached))


def hatching(area: Rect, apart: float) -> Iterator[Line]:
    """Slanting lines across an area, ``apart`` from each other along its edges."""
    start = apart
    while start < area.width + area.height:
        low, high = max(0.0, start - area.height), min(start, area.width)
        yield Line(
            area.x + low, area.y + start - low, area.x + high, area.y + max(0.0, start - high)
        )
        start += apart


def tick(area: Rect) -> tuple[tuple[float, float], ...]:
    """The corners of a tick inside an area."""
    points = ((0.26, 0.52), (0.43, 0.34), (0.74, 0.68))
    return tuple((area.x + area.width * x, area.y + area.height * y) for x, y in points)


class Axis(NamedTuple):
    """A stretch of months; ``marks`` are the first days that are named below it."""

    first: int
    months: int
    marks: tuple[date, ...]

    def place(self, day: date) -> float:
        """Where a day lies: 0 at the beginning, 1 at the end."""
        return (_month(day) + (day.day - 1) / 31 - self.first) / self.months

    def span(self, start: date | None, due: date | None) -> tuple[float, float] | None:
        """Where an action begins and ends; a moment when only one day is known."""
        known = [day for day in (start, due) if day is not None]
        if not known:
            return None
        places = sorted(self.place(day) for day in known)
        return places[0], places[-1]


def axis(days: Iterable[date]) -> Axis | None:
    """Whole months around all days, with at most eighteen marks; None without a day."""
    months = sorted(_month(day) for day in days)
    if not months:
        return None
    first, count = months[0], months[-1] - months[0] + 1
    apart = next(step for step in _MONTHS_APART if count / step <= _MOST_TICKS)
    marks = range(-(-first // apart) * apart, first + count, apart) or (first,)
    return Axis(first, count, tuple(_first_day(month) for month in marks))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
