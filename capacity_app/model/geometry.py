"""The geometry of the charts as plain numbers, for whatever paints them.

Lengths are in the painter's unit, from the lower left corner, y growing upwards, drawn for a
left-to-right reader; ``mirrored`` turns a shape round for the others.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

LEVELS: Final = 4
_MONTHS_APART: Final = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
_MOST_TICKS: Final = 18
_INSIDE: Final = 0.7  # a dot of this size leaves a ring around it in sight


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

    def mirrored(self, across: float) -> "Line":
        """The same on a drawing ``across`` wide that is read from the right."""
        return self._replace(x1=across - self.x1, x2=across - self.x2)


class Dot(NamedTuple):
    """A disc by its centre."""

    x: float
    y: float
    radius: float

    def mirrored(self, across: float) -> "Dot":
        """The same on a drawing ``across`` wide that is read from the right."""
        return self._replace(x=across - self.x)


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


class Pair(NamedTuple):
    """A figure before and now as two dots on a line from level 1 to level 4.

    ``link`` runs between the edges of the dots, None where they touch. The values are printed
    in the middle of their rectangles, on the sides of the dots that face away from each other.
    """

    scale: Line
    ticks: tuple[Line, ...]
    link: Line | None
    before: Dot
    now: Dot
    before_value: Rect
    now_value: Rect

    def mirrored(self, across: float) -> "Pair":
        """The same on a drawing ``across`` wide that is read from the right."""
        return Pair(
            self.scale.mirrored(across),
            tuple(line.mirrored(across) for line in self.ticks),
            None if self.link is None else self.link.mirrored(across),
            self.before.mirrored(across),
            self.now.mirrored(across),
            self.before_value.mirrored(across),
            self.now_value.mirrored(across),
        )


def pair(
    before: float, now: float, width: float, height: float, radius: float, room: float
) -> Pair:
    """Two dots for levels 1 to 4; ``room`` is the width kept for a value beside each.

    The dot of before is to be painted as a ring, that of now filled. Where they touch, that of
    now is smaller, so that both are seen, in grey too.
    """
    first, last, middle = room + radius, width - room - radius, height / 2
    each = (last - first) / (LEVELS - 1)

    def place(level: float) -> float:
        return first + (min(max(level, 1), LEVELS) - 1) * each

    was, stands = place(before), place(now)
    back = -1 if stands >= was else 1
    apart = abs(stands - was) > 2 * radius
    ticks = (place(level) for level in range(1, LEVELS + 1))
    return Pair(
        scale=Line(first, middle, last, middle),
        ticks=tuple(Line(x, middle - radius / 2, x, middle + radius / 2) for x in ticks),
        link=Line(was - back * radius, middle, stands + back * radius, middle) if apart else None,
        before=Dot(was, middle, radius),
        now=Dot(stands, middle, radius if apart else radius * _INSIDE),
        before_value=_beside(was, back, radius, room, height),
        now_value=_beside(stands, -back, radius, room, height),
    )


def _beside(x: float, side: int, radius: float, room: float, height: float) -> Rect:
    """The room for a value at one side of a dot, -1 or 1."""
    start = x + radius if side > 0 else x - radius - room
    return Rect(start, 0, room, height)


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

    def day(self, place: float) -> date:
        """The day that lies at a place, the nearest one; the calendar's own first and last."""
        month, part = divmod(place * self.months + self.first, 1)
        first = _first_day(min(max(int(month), _month(date.min)), _month(date.max)))
        return _later(first, min(round(part * 31), _days_in(first)))

    def span(self, start: date | None, due: date | None) -> tuple[float, float] | None:
        """Where an action begins and ends; a moment when only one day is known."""
        return _span(self.place, start, due)


class Weeks(NamedTuple):
    """A stretch of weeks from a Saturday on, which is how weeks begin in Iraq."""

    first: date
    weeks: int

    @property
    def marks(self) -> tuple[date, ...]:
        """The Saturdays."""
        return tuple(_later(self.first, 7 * number) for number in range(self.weeks))

    def place(self, day: date) -> float:
        """Where a day lies: 0 at the beginning, 1 at the end, beyond them outside."""
        return (day - self.first).days / (7 * self.weeks)

    def day(self, place: float) -> date:
        """The day that lies at a place, the nearest one."""
        return _later(self.first, round(place * 7 * self.weeks))

    def span(self, start: date | None, due: date | None) -> tuple[float, float] | None:
        """Where an action begins and ends; a moment when only one day is known."""
        return _span(self.place, start, due)


def weeks_from(day: date, weeks: int) -> Weeks:
    """So many weeks, from the Saturday on or before a day."""
    # weekday() counts from Monday; Saturday is 5.
    return Weeks(_later(day, -((day.weekday() - 5) % 7)), weeks)


def axis(days: Iterable[date]) -> Axis | None:
    """Whole months around all days, with at most eighteen marks; None without a day."""
    months = sorted(_month(day) for day in days)
    if not months:
        return None
    first, count = months[0], months[-1] - months[0] + 1
    apart = next(step for step in _MONTHS_APART if count / step <= _MOST_TICKS)
    marks = range(-(-first // apart) * apart, first + count, apart) or (first,)
    return Axis(first, count, tuple(_first_day(month) for month in marks))


def _span(
    place: Callable[[date], float], start: date | None, due: date | None
) -> tuple[float, float] | None:
    places = sorted(place(day) for day in (start, due) if day is not None)
    return (places[0], places[-1]) if places else None


def _later(day: date, days: int) -> date:
    """A day so many days later, within the calendar."""
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


def _days_in(first: date) -> int:
    return monthrange(first.year, first.month)[1]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
