"""Reviews of the plan: when they are due, what they look at, what is kept of them."""

from collections.abc import Callable
from datetime import date

import pytest

from capacity_app.errors import UserError
from capacity_app.model import reviews
from capacity_app.model.assessment import Assessment
from capacity_app.model.history import What
from capacity_app.model.plan import PlanReview, Status
from capacity_app.store.database import Store
from capacity_app.usecases import plan_reviews, planning, revisions

START = date(2026, 8, 31)
TODAY = date(2026, 11, 22)


@pytest.fixture
def assessment(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """An assessment of the last of August with one action."""
    made = make_assessment(on=START)
    return planning.add_action(store, made, START, action="Write the manual")


def test_reviews_are_due_after_calendar_months(assessment: Assessment) -> None:
    days = [point.due_on for point in reviews.review_points(assessment)]
    assert days == [date(2026, 11, 30), date(2027, 2, 28), date(2027, 8, 31)]


def test_the_next_one_is_announced_thirty_days_before(assessment: Assessment) -> None:
    assert reviews.next_due(assessment, date(2026, 10, 30)) is None
    point = reviews.next_due(assessment, date(2026, 10, 31))
    assert point is not None and (point.month, point.due_on) == (3, date(2026, 11, 30))
    assert reviews.next_due(assessment, date(2029, 1, 1)) == point
    assessment.plan = []
    assert reviews.next_due(assessment, TODAY) is None


def test_a_held_review_is_kept_and_the_next_one_follows(
    store: Store, assessment: Assessment
) -> None:
    held = plan_reviews.hold_review(
        store, assessment, 6, TODAY, " Director ", "Went well", today=TODAY
    )
    read = store.assessment(held.id)
    assert read.reviews == [PlanReview(6, TODAY, "Director", "Went well")]
    following = reviews.next_point(read)
    assert following is not None and following.month == 12  # what was skipped is not asked for
    read = plan_reviews.hold_review(store, read, 3, START, today=TODAY)
    read = plan_reviews.hold_review(store, read, 6, START, "Board", today=TODAY)
    assert [(r.month, r.by) for r in store.assessment(read.id).reviews] == [(3, ""), (6, "Board")]
    read = plan_reviews.hold_review(store, read, 12, TODAY, today=TODAY)
    assert reviews.next_point(read) is None
    assert [r.month for r in plan_reviews.take_back_review(store, read, 6).reviews] == [3, 12]


@pytest.mark.parametrize("day", [date(2026, 8, 30), date(2026, 11, 23)])
def test_a_day_that_cannot_be_is_refused(store: Store, assessment: Assessment, day: date) -> None:
    with pytest.raises(UserError):
        plan_reviews.hold_review(store, assessment, 3, day, today=TODAY)
    assert store.assessment(assessment.id).reviews == []
    with pytest.raises(ValueError, match="4 months"):
        plan_reviews.hold_review(store, assessment, 4, TODAY, today=TODAY)


def test_after_the_sign_off_it_is_in_the_history(store: Store, assessment: Assessment) -> None:
    final = revisions.sign_off(store, assessment, "Director", "")
    plan_reviews.hold_review(store, final, 3, TODAY, today=TODAY)
    entry = store.history(final.id)[-1]
    assert (entry.what, entry.subject, entry.new) == (What.REVIEW, "3", "2026-11-22")


def test_what_a_review_looks_at(store: Store, assessment: Assessment) -> None:
    rows = {
        "late": {"due": date(2026, 11, 1)},
        "said to be late": {"status": Status.DELAYED},
        "soon": {"due": date(2026, 12, 31)},
        "after the next review": {"due": date(2027, 6, 1)},
        "done, no proof": {"status": Status.COMPLETED, "verified_by": "Board", "adequate": True},
        "done, nobody looked": {"status": Status.COMPLETED, "completion_evidence": "Minutes"},
        "done, not enough": {
            "status": Status.COMPLETED,
            "completion_evidence": "Minutes",
            "verified_by": "Board",
            "adequate": False,
        },
        "cancelled": {"status": Status.CANCELLED, "due": date(2026, 11, 1)},
        "PSEA in time": {"indicator": "PSE-1", "due": date(2027, 2, 28)},
        "PSEA too late": {"indicator": "PSE-1", "due": date(2027, 3, 1)},
    }
    for name, fields in rows.items():
        assessment = planning.add_action(store, assessment, START, action=name, **fields)
    instrument = store.instrument_of(assessment)
    found = reviews.look_at(assessment, instrument, TODAY, date(2027, 2, 28))
    names = {
        field: [action.action for action in getattr(found, field)] for field in found.__slots__
    }
    assert names == {
        "delayed": ["late", "said to be late"],
        "due": ["soon", "PSEA in time"],
        "unproven": ["done, no proof"],
        "unverified": ["done, nobody looked"],
        "inadequate": ["done, not enough"],
        "off_clock": ["PSEA too late"],
    }
