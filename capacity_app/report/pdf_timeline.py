"""The timeline of a plan: a row for each action, a bar from its start to its due date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from capacity_app.model.geometry import Axis, Rect, axis, hatching
from capacity_app.model.plan import Status
from capacity_app.report.boxes import Room
from capacity_app.report.colours import ACCENT, ACCENT_SOFT, ATTENTION, LINE, MUTED, PAPER
from capacity_app.report.content_lines import ActionLine
from capacity_app.report.content_shape import Report
from capacity_app.report.layout import Block, Paragraph, Placed, PlacedText
from capacity_app.report.pdf_blocks import OneLine
from capacity_app.report.pdf_page import CELL, CELL_BOLD, CELL_NOTE, NOTE, PLAIN, code, title, typed
from capacity_app.report.sheet import Sheet
from capacity_app.report.table import Cell, CellContent, Column, Table
from capacity_app.report.typesetter import TextStyle, Typesetter, paint

_HEIGHT: Final = 11.5
_BEGINNING: Final = 200.0  # points that it needs to be seen as one picture
_PADDING: Final = 2.0  # of the table's cells: the months' lines bridge it
_THICK: Final = 7.0
_LEAST: Final = 3.0
_TICK: Final = TextStyle(size=6.5, leading=11.5, colour=MUTED)


def timeline(report: Report) -> Iterator[Block]:
    """The timeline, for lying pages; nothing when no action has a date."""
    words, actions = report.words, report.plan.actions
    days = [day for action in actions for day in (action.start, action.due) if day is not None]
    clock = _clock(report) if days else ()
    whole = axis([*days, *clock])
    if whole is None:
        return
    scale = Scale(whole, report.header.made_on, clock)
    yield Room(_BEGINNING)
    yield title(words.gettext("Timeline"))
    said = words.gettext(
        "Filled: done so far. Hatched: delayed. The line marks {day}, when this was made.",
        day=report.header.made_on_shown,
    )
    yield Paragraph(said, NOTE.but(after=4))
    columns = [Column(points=64), Column(24), Column(46), Column(points=108), Column(points=78)]
    header: list[CellContent] = [
        words.gettext("Ref"),
        words.gettext("Action"),
        Months(scale.axis, tuple(words.shown(f"{day:%m/%Y}") for day in scale.axis.marks)),
        words.gettext("Start – due"),
        words.gettext("Status"),
    ]
    rows = [_row(report, scale, action) for action in actions]
    if clock:
        rows.insert(0, _clock_row(report, scale))
    yield Table(columns, header, rows, replace(PLAIN, padding_y=_PADDING))


def _clock(report: Report) -> tuple[date, ...]:
    """By when the PSEA plan is to be done, and at the latest; none without such actions."""
    if report.psea is None or not report.plan.psea:
        return ()
    facts = (fact for fact in report.psea.dates if fact.key in ("plan_due", "plan_latest"))
    return tuple(fact.raw for fact in facts if isinstance(fact.raw, date))


def _clock_row(report: Report, scale: "Scale") -> list[CellContent]:
    words = report.words
    days = " – ".join(words.short_date(day) for day in scale.clock)
    said = words.gettext("After 6 months, at the latest 9")
    return [
        Cell(words.gettext("PSEA"), style=CELL_BOLD),
        Cell(words.gettext("Improvement plan done"), style=CELL_BOLD),
        Stretch(scale, None),
        Cell(days, style=CELL_NOTE),
        Cell(said, style=CELL_NOTE),
    ]


def _row(report: Report, scale: "Scale", action: ActionLine) -> list[CellContent]:
    words = report.words
    days = " – ".join(day for day in (action.start_shown, action.due_shown) if day)
    what = " ".join(action.action[:300].split())
    return [
        Cell(code(words, action.ref), style=CELL_BOLD),
        OneLine(typed(words, what), CELL),
        Stretch(scale, action),
        Cell(days or words.gettext("No dates yet"), style=CELL_NOTE),
        Cell(action.status_name, style=CELL_NOTE),
    ]


class Scale(NamedTuple):
    """The months, today, and the days the PSEA plan is due, the same in all rows."""

    axis: Axis
    today: date
    clock: tuple[date, ...]


@dataclass(eq=False, repr=False)
class Months(Block):
    """The names of the marked months, each at its place."""

    axis: Axis
    names: tuple[str, ...]

    def place(self, setter: Typesetter, width: float) -> "PlacedMonths":
        return PlacedMonths(self, setter, width)


class PlacedMonths(Placed):
    """Names of months at a width; those that would touch their neighbour are left out."""

    height = _HEIGHT

    def __init__(self, months: Months, setter: Typesetter, width: float) -> None:
        self.texts: list[tuple[float, PlacedText]] = []
        free = 0.0
        for day, name in zip(months.axis.marks, months.names, strict=True):
            start = months.axis.place(day) * width
            room = setter.width(name, _TICK)
            if start < free or start + room > width:
                continue
            free = start + room + 3
            left = width - start - room if setter.rtl else start
            self.texts.append((left, PlacedText.of(setter, name, _TICK, room + 1)))

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        for left, text in self.texts:
            text.draw(sheet, x + left, y)


@dataclass(eq=False, repr=False)
class Stretch(Block):
    """An action's bar among the months; its dates and status must stand beside it.

    Without an action, the days the PSEA plan is due, as diamonds.
    """

    scale: Scale
    action: ActionLine | None

    def place(self, setter: Typesetter, width: float) -> "PlacedStretch":
        return PlacedStretch(self, width, setter.rtl)


class PlacedStretch(Placed):
    """A bar at a width."""

    height = _HEIGHT

    def __init__(self, block: Stretch, width: float, rtl: bool) -> None:
        drawn = _diamonds(block.scale, width, rtl) if block.action is None else ""
        if block.action is not None:
            drawn = _bar(block.scale.axis, block.action, width, rtl)
        self.code = f"{_months(block.scale, width, rtl)} {drawn}"

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        sheet.decorate(f"1 0 0 1 {x:.2f} {y - self.height:.2f} cm {self.code}")


@lru_cache(maxsize=4)
def _months(scale: Scale, width: float, rtl: bool) -> str:
    """Lines at the beginning of the marked months, at today and at the days of the PSEA plan."""
    axis = scale.axis
    lines = f"{paint(LINE, stroke=True)} 0.5 w"
    for day in axis.marks:
        lines += _upright(axis.place(day) * width, width, rtl)
    for colour, days in ((MUTED, (scale.today,)), (ACCENT, scale.clock)):
        lines += f" S {paint(colour, stroke=True)} 0.8 w [2 1.5] 0 d"
        for day in days:
            if 0 <= (place := axis.place(day)) <= 1:
                lines += _upright(place * width, width, rtl)
    return lines + " S [] 0 d"


def _upright(at: float, width: float, rtl: bool) -> str:
    x = width - at if rtl else at
    return f" {x:.2f} {-_PADDING:.2f} m {x:.2f} {_HEIGHT + _PADDING:.2f} l"


def _diamonds(scale: Scale, width: float, rtl: bool) -> str:
    """A full diamond where the plan is due, an empty one at the latest day."""
    half, parts = _THICK / 2, []
    for number, day in enumerate(scale.clock):
        at = scale.axis.place(day) * width
        x, y = (width - at if rtl else at), _HEIGHT / 2
        corners = ((x, y + half), (x + half, y), (x, y - half), (x - half, y))
        path = " ".join(f"{a:.2f} {b:.2f} {'l' if n else 'm'}" for n, (a, b) in enumerate(corners))
        fill = ACCENT if not number else PAPER
        parts.append(f"{paint(fill)} {paint(ACCENT, stroke=True)} 0.8 w {path} b")
    return " ".join(parts)


def _bar(axis: Axis, action: ActionLine, width: float, rtl: bool) -> str:
    span = axis.span(action.start, action.due)
    if span is None:
        return ""
    start = min(span[0] * width, width - _LEAST)
    whole = Rect(start, (_HEIGHT - _THICK) / 2, max(_LEAST, (span[1] - span[0]) * width), _THICK)
    share = 1.0 if action.status is Status.COMPLETED else min(max(action.percent, 0), 100) / 100
    done = whole._replace(width=whole.width * share)
    if rtl:
        whole, done = whole.mirrored(width), done.mirrored(width)
    delayed = action.status is Status.DELAYED
    ground = PAPER if action.status is Status.CANCELLED else ACCENT_SOFT
    edge = ATTENTION if delayed else ACCENT
    parts = [
        f"{paint(ground)} {_re(whole)} f",
        _hatched(whole) if delayed else "",
        f"{paint(ACCENT)} {_re(done)} f" if share else "",
        f"{paint(edge, stroke=True)} 0.7 w {_re(whole)} S",
    ]
    return " ".join(part for part in parts if part)


def _hatched(area: Rect) -> str:
    lines = "".join(
        f" {line.x1:.2f} {line.y1:.2f} m {line.x2:.2f} {line.y2:.2f} l"
        for line in hatching(area, 3.2)
    )
    return f"{paint(ATTENTION, stroke=True)} 0.5 w{lines} S"


def _re(area: Rect) -> str:
    return f"{area.x:.2f} {area.y:.2f} {area.width:.2f} {area.height:.2f} re"
