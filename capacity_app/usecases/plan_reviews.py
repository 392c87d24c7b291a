"""Keeping that the plan was looked back at, or taking that back."""

from datetime import date

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment
from capacity_app.model.history import Facts, What, facts
from capacity_app.model.plan import REVIEW_MONTHS, PlanReview
from capacity_app.store.database import Store
from capacity_app.usecases.mending import mended
from capacity_app.usecases.recording import changing


def hold_review(
    store: Store,
    assessment: Assessment,
    month: int,
    held_on: date,
    by: str = "",
    note: str = "",
    today: date | None = None,
) -> Assessment:
    """Keep that a review was held, or correct what was kept of it; also after the sign-off.

    UserError, and no change, for a day before the assessment's or after today.
    """
    if month not in REVIEW_MONTHS:
        raise ValueError(f"there is no review at {month} months")
    with changing(store, assessment, False, _reviews) as (_writing, fresh):
        check_day(held_on, fresh.date, today or date.today())
        kept = [review for review in fresh.reviews if review.month != month]
        held = PlanReview(month, held_on, mended(by).strip(), mended(note).strip())
        fresh.reviews = sorted([*kept, held], key=lambda review: review.month)
    return fresh


def take_back_review(store: Store, assessment: Assessment, month: int) -> Assessment:
    """Remove what was kept of a review, where it was written by mistake."""
    with changing(store, assessment, False, _reviews) as (_writing, fresh):
        fresh.reviews = [review for review in fresh.reviews if review.month != month]
    return fresh


def check_day(held_on: date, first: date, today: date) -> None:
    """Raise UserError when a review cannot have been held that day."""
    if held_on < first:
        raise UserError(
            N_("The review cannot be before the assessment’s own date. Nothing was changed.")
        )
    if held_on > today:
        raise UserError(N_("The review cannot be in the future. Write it down when it was held."))


def _reviews(assessment: Assessment) -> Facts:
    return {key: value for key, value in facts(assessment).items() if key[0] is What.REVIEW}
