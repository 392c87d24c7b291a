"""From gaps to a plan, and what contradicts itself."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Action, Currency, Funding, Priority, Status, totals
from capacity_app.store.database import Store
from capacity_app.usecases import assess, planning

Make = Callable[..., Assessment]
TODAY = date(2026, 8, 31)
PLANNED: dict[str, Any] = {"action": "Renew", "start": TODAY, "due": date(2026, 12, 1)}


def saved(store: Store, assessment: Assessment) -> Assessment:
    return store.assessment(assessment.id)


@pytest.fixture
def weak(store: Store, make_assessment: Make) -> Assessment:
    """An assessment with two gaps."""
    assessment = make_assessment(language="ar")
    assess.choose_level(store, assessment, "FUN-1.1", 1)
    assess.choose_level(store, assessment, "COO-2.2", 2)
    assess.choose_level(store, assessment, "TEC-1.1", 3)
    return assessment


@pytest.fixture
def planned(store: Store, make_assessment: Make) -> Assessment:
    """An assessment with one action."""
    return planning.add_action(store, make_assessment(), TODAY, **PLANNED)


def test_gaps_come_heaviest_first(store: Store, weak: Assessment) -> None:
    found = planning.find_gaps(store, weak)
    assert [gap.indicator.id for gap in found] == ["FUN-1.1", "COO-2.2"]
    assert found[0].weight > found[1].weight


def test_a_suggestion_is_adopted_in_the_assessments_language(
    store: Store, weak: Assessment
) -> None:
    gap = planning.find_gaps(store, weak)[0]
    suggestion = gap.suggestions[0]
    planning.adopt(store, weak, gap, suggestion, TODAY)
    (action,) = saved(store, weak).plan
    assert (action.ref, action.indicator) == ("ACR/2026/01", "FUN-1.1")
    assert (action.baseline, action.target) == (1, 2)
    assert (action.action, action.deliverable) == (suggestion.text.ar, suggestion.deliverable.ar)
    assert action.gap == gap.indicator.levels[1].ar
    assert action.priority is gap.priority
    assert (action.start, action.due) == (TODAY, planning.add_months(TODAY, suggestion.months))
    assert [str(kind) for kind in action.support] == list(suggestion.support)


def test_many_are_adopted_in_one_go_with_their_own_refs(store: Store, weak: Assessment) -> None:
    chosen = [(gap, s) for gap in planning.find_gaps(store, weak) for s in gap.suggestions]
    planning.adopt_all(store, weak, chosen, TODAY, language="en")
    plan = saved(store, weak).plan
    assert [action.ref for action in plan] == [f"ACR/2026/{n:02d}" for n in range(1, len(plan) + 1)]
    assert [action.action for action in plan] == [s.text.en for _, s in chosen]
    assert len(plan) >= 3


def test_an_action_of_ones_own_is_edited_and_removed(store: Store, planned: Assessment) -> None:
    ref = planned.plan[0].ref
    planning.change_action(
        store,
        planned,
        ref,
        responsible="Finance officer",
        cost=Decimal("1200.50"),
        funding=Funding.REQUESTED,
        priority="high",
        percent=100,
        status=Status.COMPLETED,
    )
    action = saved(store, planned).action(ref)
    assert (action.responsible, action.priority) == ("Finance officer", Priority.HIGH)
    assert (action.action, action.percent, action.status) == ("Renew", 100, Status.COMPLETED)
    sums = totals(saved(store, planned).plan)
    assert sums[Currency.USD][Funding.REQUESTED] == Decimal("1200.50")
    planning.remove_action(store, planned, ref)
    assert saved(store, planned).plan == []


def test_a_removed_ref_in_the_middle_is_not_used_again(store: Store, planned: Assessment) -> None:
    for _ in range(2):
        planning.add_action(store, planned, TODAY)
    planning.remove_action(store, planned, "ACR/2026/02")
    fresh = planning.add_action(store, planned, TODAY)
    assert [action.ref for action in fresh.plan][-1] == "ACR/2026/04"


CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "due before start": {"start": date(2026, 5, 2), "due": date(2026, 5, 1)},
    "start after due": {"start": date(2027, 1, 1)},
    "due before today's start": {"due": date(2026, 8, 30)},
    "percent over": {"percent": 101},
    "percent under": {"percent": -1},
    "cost under": {"cost": Decimal("-0.01")},
    "cost over": {"cost": Decimal(10**13)},
    "cost no number": {"cost": Decimal("NaN")},
    "cost endless": {"cost": Decimal("Infinity")},
    "cost in half cents": {"cost": Decimal("0.005")},
    "dinars with decimals": {"cost": Decimal("1.5"), "currency": Currency.IQD},
    "rate nothing": {"rate": Decimal(0)},
    "rate no number": {"rate": Decimal("NaN")},
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_contradictions_are_refused_and_nothing_changes(
    store: Store, planned: Assessment, what: str
) -> None:
    ref = planned.plan[0].ref
    fields = {"comments": "changed", **CONTRADICTIONS[what]}
    with pytest.raises(UserError):
        planning.change_action(store, planned, ref, **fields)
    action = saved(store, planned).action(ref)
    assert (action.comments, action.start, action.due) == ("", TODAY, date(2026, 12, 1))
    assert (action.percent, action.cost, action.rate) == (0, None, None)
    with pytest.raises(UserError):
        planning.add_action(store, planned, TODAY, **{**PLANNED, **fields})
    assert len(saved(store, planned).plan) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"start": TODAY, "due": TODAY},
        {"percent": 0},
        {"percent": 100},
        {"cost": Decimal(0)},
        {"cost": Decimal("9999999999999.99")},
        {"cost": Decimal("9999999999999"), "currency": Currency.IQD},
        {"rate": Decimal("0.0001")},
    ],
)
def test_what_is_just_allowed(store: Store, planned: Assessment, fields: dict[str, Any]) -> None:
    ref = planned.plan[0].ref
    planning.change_action(store, planned, ref, **fields)
    action = saved(store, planned).action(ref)
    assert {name: getattr(action, name) for name in fields} == fields


def test_unknown_fields_and_another_ref_are_our_own_mistake(
    store: Store, planned: Assessment
) -> None:
    for fields in ({"ref": "X"}, {"colour": "red"}):
        with pytest.raises(TypeError):
            planning.change_action(store, planned, planned.plan[0].ref, **fields)
    assert [action.ref for action in saved(store, planned).plan] == ["ACR/2026/01"]


def test_a_chosen_target_makes_and_closes_gaps(store: Store, weak: Assessment) -> None:
    fresh = planning.choose_target(store, weak, "TEC-1.1", 4)
    assert "TEC-1.1" in [gap.indicator.id for gap in planning.find_gaps(store, fresh)]
    fresh = planning.choose_target(store, weak, "FUN-1.1", 1)
    assert saved(store, weak).targets == {"TEC-1.1": 4, "FUN-1.1": 1}
    assert "FUN-1.1" not in [gap.indicator.id for gap in planning.find_gaps(store, fresh)]


def test_an_action_is_checked_by_itself() -> None:
    planning.check_action(Action("1"))
    with pytest.raises(UserError, match="due date"):
        planning.check_action(Action("1", start=TODAY, due=date(2026, 1, 1)))
