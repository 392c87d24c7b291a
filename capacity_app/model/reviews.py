"""Looking back at the plan at 3, 6 and 12 months: when that is due, and what to look at."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import REVIEW_MONTHS, Action, PlanReview, Status
from capacity_app.model.psea import add_months

if TYPE_CHECKING:
    from capacity_app.model.assessment import Assessment

SOON_DAYS: Final = 30
"""How long before its day a review is announced."""
_CLOSED: Final = (Status.COMPLETED, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """One of the three reviews: for which month, when it is due, and how it went if it was held."""

    month: int
    due_on: date
    held: PlanReview | None = None


@dataclass(frozen=True, slots=True)
class LookAt:
    """What a review should look at; an action may stand in more than one list.

    ``off_clock`` are open PSEA actions that are due after the months their clock allows.
    """

    delayed: tuple[Action, ...]
    due: tuple[Action, ...]
    unproven: tuple[Action, ...]
    unverified: tuple[Action, ...]
    inadequate: tuple[Action, ...]
    off_clock: tuple[Action, ...]


def review_points(assessment: "Assessment") -> tuple[ReviewPoint, ...]:
    """The three reviews, counted in calendar months from the assessment's date."""
    held = {review.month: review for review in assessment.reviews}
    return tuple(
        ReviewPoint(month, add_months(assessment.date, month), held.get(month))
        for month in REVIEW_MONTHS
    )


def next_point(assessment: "Assessment") -> ReviewPoint | None:
    """The next review to hold: the first one after the last that was held; None after them all."""
    points = review_points(assessment)
    last = max((n for n, point in enumerate(points) if point.held), default=-1)
    return next(iter(points[last + 1 :]), None)


def next_due(assessment: "Assessment", today: date) -> ReviewPoint | None:
    """The next review when it is overdue or due within thirty days; None without a plan."""
    point = next_point(assessment) if assessment.plan else None
    if point is None or point.due_on > today + timedelta(days=SOON_DAYS):
        return None
    return point


def look_at(
    assessment: "Assessment", instrument: Instrument, today: date, until: date | None = None
) -> LookAt:
    """What a review held today should look at; ``until`` is the day of the review after it."""
    plan = assessment.plan
    done = [action for action in plan if action.status is Status.COMPLETED]
    opened = [action for action in plan if action.status not in _CLOSED]
    horizon = until or add_months(today, 3)
    latest = add_months(assessment.date, instrument.rules.psea.plan_months)
    return LookAt(
        delayed=tuple(a for a in opened if a.shown_status(today) is Status.DELAYED),
        due=tuple(a for a in opened if a.due is not None and today <= a.due <= horizon),
        unproven=tuple(a for a in done if not a.completion_evidence.strip()),
        unverified=tuple(a for a in done if not a.verified_by.strip() or a.adequate is None),
        inadequate=tuple(a for a in done if a.adequate is False),
        off_clock=tuple(
            a for a in opened if a.due is not None and a.due > latest and _is_psea(instrument, a)
        ),
    )


def _is_psea(instrument: Instrument, action: Action) -> bool:
    return action.indicator in instrument and instrument.indicator(action.indicator).is_psea
