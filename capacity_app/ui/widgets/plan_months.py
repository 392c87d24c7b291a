"""What the timeline spans: whole months around the plan, or some weeks of it from near by."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from capacity_app.model.geometry import Axis, Weeks, axis, weeks_from
from capacity_app.model.plan import Action
from capacity_app.model.psea import add_months
from capacity_app.ui.language import words

Scale = Axis | Weeks
WEEKS: Final = 14  # weeks in view when looked at from near by
_LONGEST: Final = 60  # months before and after today, so that a mistyped year hides nothing else


def months(plan: Iterable[Action], today: date, also: Iterable[date] = ()) -> Axis:
    """Whole months around the plan, three at least; today is always among them."""
    days = [day for action in plan for day in (action.start, action.due) if day]
    first, last = _earlier(today, _LONGEST), add_months(today, _LONGEST)
    near = [min(max(day, first), last) for day in (*days, *also)]
    near += [today, add_months(min([*near, today]), 2)]
    found = axis(near)
    assert found is not None  # there is today
    return found


def weeks(day: date) -> Weeks:
    """Some weeks that begin shortly before a day."""
    return weeks_from(day - timedelta(weeks=1) if day.year > 1 else day, WEEKS)


def in_view(scale: Scale, day: date) -> bool:
    """Whether a day is on the scale."""
    return 0 <= scale.place(day) <= 1


def named(scale: Scale, room_for: float) -> list[tuple[date, str]]:
    """The marks to be named when there is room for so many names: month/year, or day/month."""
    step = 1
    while len(scale.marks) / step > max(1.0, room_for):
        step += 1
    how = "%d/%m" if isinstance(scale, Weeks) else "%m/%Y"
    return [(day, words().shown(day.strftime(how))) for day in scale.marks[::step]]


def _earlier(day: date, months: int) -> date:
    return day.replace(day=1, year=max(1, day.year - months // 12))
