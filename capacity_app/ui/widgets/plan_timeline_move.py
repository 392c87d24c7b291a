"""Moving an action in time: the whole of it, or only where it starts or is due."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from capacity_app.model.plan import Action
from capacity_app.usecases.planning import check_action


class Part(Enum):
    """What of a bar is moved."""

    WHOLE = auto()
    START = auto()
    DUE = auto()


@dataclass(frozen=True, slots=True)
class Moved:
    """An action that is being moved by so many days, not yet saved."""

    action: Action
    part: Part
    days: int = 0

    def further(self, days: int) -> "Moved":
        """Moved on by so many more days."""
        return replace(self, days=self.days + days)

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """Start and due date as they would be; a missing start is made at the due date."""
        start, due = self.action.start, self.action.due
        if self.part is not Part.DUE:
            start = _later(start or (due if self.part is Part.START else None), self.days)
        if self.part is not Part.START:
            due = _later(due or (start if self.part is Part.DUE else None), self.days)
        return start, due

    @property
    def fields(self) -> dict[str, object]:
        """The fields that change."""
        start, due = self.dates
        return {
            name: day
            for name, day in (("start", start), ("due", due))
            if day != getattr(self.action, name)
        }

    def check(self) -> None:
        """UserError when the due date would come before the start."""
        start, due = self.dates
        check_action(replace(self.action, start=start, due=due))


def _later(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
