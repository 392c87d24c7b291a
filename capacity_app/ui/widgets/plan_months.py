"""The months a plan spans, and where a day stands among them."""

from collections.abc import Iterable
from datetime import date

from capacity_app.model.plan import Action
from capacity_app.model.psea import add_months
from capacity_app.ui.language import words

_LONGEST = 120  # months shown at most, so that a mistyped year does not hide the rest


class Months:
    """Whole months from the first start to the last due date; today is always among them."""

    def __init__(self, plan: Iterable[Action], today: date) -> None:
        days = [day for action in plan for day in (action.start, action.due) if day] + [today]
        self._first = max(min(days), add_months(today, -_LONGEST // 2)).replace(day=1)
        last = min(max(days), add_months(today, _LONGEST // 2))
        count = (last.year - self._first.year) * 12 + last.month - self._first.month + 1
        self.firsts = [add_months(self._first, index) for index in range(max(3, count))]
        self._end = add_months(self._first, len(self.firsts))

    def part(self, day: date) -> float:
        """Where a day stands, from 0 at the beginning to 1 at the end."""
        share = (day - self._first).days / (self._end - self._first).days
        return min(1.0, max(0.0, share))

    def named(self, room_for: float) -> list[tuple[date, str]]:
        """The months to be named when there is room for so many names: month/year."""
        step = next(
            (each for each in (1, 2, 3, 6, 12) if len(self.firsts) / each <= max(1.0, room_for)), 24
        )
        return [(month, words().shown(f"{month:%m/%Y}")) for month in self.firsts[::step]]
