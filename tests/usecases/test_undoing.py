"""Deeds on answers and plan, put back and done again as they were."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.history import What
from capacity_app.model.plan import Currency
from capacity_app.store.database import Store
from capacity_app.usecases import assess, plan_many, planning, revisions, undoing

TODAY = date(2026, 8, 31)
Deed = Callable[[Store, Assessment], Assessment]


@pytest.fixture
def planned(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    made = make_assessment()
    made = assess.add_evidence(store, made, EvidenceItem("", "Policy"), ["FUN-1.1"])
    for what in ("One", "Two", "Three"):
        made = planning.add_action(store, made, TODAY, action=what, cost=Decimal(5))
    return made


def facts(store: Store, assessment: Assessment) -> tuple[Any, ...]:
    """Everything that deeds change, as the store has it."""
    kept = store.assessment(assessment.id)
    plan = {action.ref: [getattr(action, name) for name in planning.FIELDS] for action in kept.plan}
    said = {
        key: ([getattr(a, name) for name in assess.SAID], sorted(e.ref for e in a.evidence))
        for key, a in kept.answers.items()
    }
    return plan, {k: v for k, v in said.items() if v[0][0] or v[1]}, kept.targets


DEEDS: dict[str, Deed] = {
    "edit": lambda s, a: planning.change_action(s, a, a.plan[1].ref, cost=Decimal(9)),
    "add": lambda s, a: planning.add_action(s, a, TODAY, action="Four"),
    "remove": lambda s, a: planning.remove_action(s, a, a.plan[1].ref),
    "paste": lambda s, a: plan_many.paste_actions(
        s, a, [(a.plan[0].ref, {"action": "New"}), ("", {"action": "Five"})], TODAY
    ),
    "target": lambda s, a: planning.choose_target(s, a, "FUN-1.1", 4),
    "answer": lambda s, a: assess.choose_level(s, a, "FUN-1.1", 2),
    "link": lambda s, a: assess.link_evidence(s, a, "FUN-1.2", "E1"),
    "unlink": lambda s, a: assess.link_evidence(s, a, "FUN-1.1", "E1", False),
}


@pytest.mark.parametrize("name", DEEDS)
def test_every_deed_is_taken_back_and_done_again(
    store: Store, planned: Assessment, name: str
) -> None:
    first, before = facts(store, planned), undoing.moment(planned)
    after = DEEDS[name](store, planned)
    second = facts(store, after)
    assert first != second
    step = undoing.step_between(before, undoing.moment(after))
    assert step is not None
    back = undoing.put(store, after, step.before, step.after)
    assert facts(store, back) == first
    again = undoing.put(store, back, step.after, step.before)
    assert facts(store, again) == second


def test_nothing_changed_is_no_step(store: Store, planned: Assessment) -> None:
    before = undoing.moment(planned)
    same = store.assessment(planned.id)
    assert undoing.step_between(before, undoing.moment(same)) is None


def test_only_what_a_deed_changed_is_put_back(store: Store, planned: Assessment) -> None:
    ref, before = planned.plan[0].ref, undoing.moment(planned)
    after = planning.change_action(store, planned, ref, responsible="Nurse")
    step = undoing.step_between(before, undoing.moment(after))
    assert step is not None
    after = planning.change_action(store, after, ref, cost=Decimal(70), currency=Currency.IQD)
    back = undoing.put(store, after, step.before, step.after).action(ref)
    assert (back.responsible, back.cost) == ("", Decimal(70))


def test_what_was_signed_off_since_is_not_put_back(store: Store, planned: Assessment) -> None:
    before = undoing.moment(planned)
    after = planning.change_action(store, planned, planned.plan[0].ref, cost=Decimal(9))
    step = undoing.step_between(before, undoing.moment(after))
    assert step is not None
    signed = revisions.sign_off(store, after, "Director")
    with pytest.raises(UserError, match="agreed"):
        undoing.put(store, signed, step.before, step.after)
    assert store.assessment(planned.id).plan[0].cost == Decimal(9)


def test_history_knows_what_was_put_back(store: Store, planned: Assessment) -> None:
    signed = revisions.sign_off(store, planned, "Director")
    before = undoing.moment(signed)
    after = planning.change_action(store, signed, signed.plan[0].ref, percent=40)
    step = undoing.step_between(before, undoing.moment(after))
    assert step is not None
    undoing.put(store, after, step.before, step.after)
    rows = [e for e in store.history(planned.id) if (e.what, e.field) == (What.PLAN, "percent")]
    assert [(row.old, row.new) for row in rows] == [("0", "40"), ("40", "0")]


def test_an_edit_of_something_signed_off_meanwhile_is_refused(
    store: Store, planned: Assessment
) -> None:
    held = store.assessment(planned.id)
    revisions.sign_off(store, planned, "Director")
    with pytest.raises(UserError, match="agreed"):
        planning.change_action(store, held, held.plan[0].ref, action="Other")
    tracked = planning.change_action(store, held, held.plan[0].ref, percent=10)
    assert tracked.plan[0].percent == 10
