"""Gaps, priorities, targets, money and refs."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.plan import (
    Action,
    Currency,
    Funding,
    Priority,
    Status,
    gaps,
    next_ref,
    priority_of,
    target_of,
    totals,
    weight,
)

Critical = Callable[[int, bool], Indicator]
TODAY = date(2026, 3, 9)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize("chosen", [None, 1, 2, 3, 4])
def test_a_target_is_three_or_chosen_and_never_below_the_level(
    bank: Instrument, level: int, chosen: int | None
) -> None:
    expected = max(3, level) if chosen is None else max(chosen, level)
    assert target_of(level, chosen, bank.rules) == expected


@pytest.mark.parametrize(
    ("level", "target", "importance", "funder_critical", "points"),
    [
        (1, 3, 1, False, 2),
        (1, 3, 3, False, 6),
        (1, 3, 3, True, 12),
        (2, 3, 2, True, 4),
        (1, 4, 3, True, 18),
        (3, 3, 3, True, 0),
    ],
)
def test_the_weight_of_a_gap(
    bank: Instrument, critical: Critical, level: int, target: int, importance: int,
    funder_critical: bool, points: int,
) -> None:  # fmt: skip
    indicator = critical(importance, funder_critical)
    assert weight(indicator, level, target, bank.rules) == points


@pytest.mark.parametrize(
    ("points", "priority"), [(1, "low"), (2, "low"), (3, "medium"), (5, "medium"), (6, "high")]
)
def test_priorities_begin_where_the_bank_says(bank: Instrument, points: int, priority: str) -> None:
    assert priority_of(points, bank.rules) is Priority(priority)


def test_gaps_are_answered_indicators_below_their_target(
    bank: Instrument, assessed: Callable[..., Assessment]
) -> None:
    assessment = assessed(
        Answer("FUN-1.1", level=1),
        Answer("FUN-1.2", level=3),
        Answer("FUN-2.1", dont_know=True),
        Answer("FUN-2.2", not_applicable="No proposals"),
        Answer("COO-2.2", level=2),
        Answer("COO-1.1", level=3),
        Answer("TEC-1.1", level=4),
    )
    assessment.targets = {"COO-1.1": 4, "COO-2.2": 2}
    found = gaps(bank.offered(()), assessment)
    assert {gap.indicator.id: gap.target for gap in found} == {"FUN-1.1": 3, "COO-1.1": 4}
    assert [gap.weight for gap in found] == sorted((gap.weight for gap in found), reverse=True)


def test_equal_gaps_stay_in_the_banks_order(
    bank: Instrument, assessed: Callable[..., Assessment]
) -> None:
    offered = bank.offered(())
    alike = [i.id for i in offered.indicators if not i.is_psea]
    found = gaps(offered, assessed(*(Answer(name, level=1) for name in reversed(alike))))
    for points in {gap.weight for gap in found}:
        same = [gap.indicator.id for gap in found if gap.weight == points]
        assert same == [name for name in alike if name in same]


def test_totals_are_exact_and_leave_cancelled_out() -> None:
    big, cent = Decimal("9999999999999.99"), Decimal("0.01")
    plan = [
        Action("1", cost=Decimal("0.1"), funding=Funding.GAP),
        Action("2", cost=Decimal("0.2"), funding=Funding.GAP),
        Action("3", cost=big, funding=Funding.SECURED),
        Action("4", cost=cent, funding=Funding.SECURED, status=Status.COMPLETED),
        Action("5", cost=Decimal(500), funding=Funding.GAP, status=Status.CANCELLED),
        Action("6", cost=None, funding=Funding.GAP),
        Action("7", cost=Decimal("1250000"), currency=Currency.IQD, funding=Funding.REQUESTED),
    ]
    sums = totals(plan)
    assert list(sums) == [Currency.USD, Currency.IQD]
    assert sums[Currency.USD] == {
        Funding.SECURED: Decimal("10000000000000.00"),
        Funding.REQUESTED: Decimal(0),
        Funding.GAP: Decimal("0.3"),
    }
    assert sums[Currency.IQD][Funding.REQUESTED] == 1250000


def test_a_thousand_cents_do_not_drift() -> None:
    plan = [Action(str(n), cost=Decimal("0.07")) for n in range(1000)]
    assert totals(plan)[Currency.USD][Funding.GAP] == Decimal("70.00")


def test_no_costs_are_no_totals() -> None:
    assert totals([Action("1"), Action("2", cost=Decimal(5), status=Status.CANCELLED)]) == {}


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize(
    ("due", "late"),
    [(None, False), (date(2026, 3, 8), True), (TODAY, False), (date(2027, 1, 1), False)],
)
def test_past_its_due_date_an_open_action_is_delayed(
    status: Status, due: date | None, late: bool
) -> None:
    shown = Action("1", status=status, due=due).shown_status(TODAY)
    ended = status in (Status.COMPLETED, Status.CANCELLED)
    assert shown is (Status.DELAYED if late and not ended else status)


def test_what_a_funder_still_needs() -> None:
    action = Action("1", action="Write it", responsible="Finance officer", cost=Decimal(0))
    assert action.missing == ("deliverable", "due")


@pytest.mark.parametrize(
    ("refs", "following"),
    [
        ([], "ACR/2026/01"),
        (["ACR/2026/01", "ACR/2026/03"], "ACR/2026/04"),
        (["ACR/2025/07"], "ACR/2026/01"),
        (["ACR/2026/99"], "ACR/2026/100"),
        (["ACR/2026/100", "ACR/2026/99"], "ACR/2026/101"),
        (["ACR/2026/x", "other", "ACR/2026/"], "ACR/2026/01"),
    ],
)
def test_the_next_ref_of_a_year(refs: list[str], following: str) -> None:
    assert next_ref([Action(ref) for ref in refs], 2026) == following


def test_the_next_evidence_ref(assessed: Callable[..., Assessment]) -> None:
    assessment = assessed()
    assert assessment.next_evidence_ref() == "E1"
    assessment.evidence = [
        EvidenceItem("E1", "a"),
        EvidenceItem("E12", "b"),
        EvidenceItem("X", "c"),
    ]
    assert assessment.next_evidence_ref() == "E13"


def test_evidence_is_valid_through_the_day_it_expires() -> None:
    item = EvidenceItem("E1", "Licence", expires=TODAY)
    assert not item.expired(TODAY)
    assert item.expired(date(2026, 3, 10))
    assert not EvidenceItem("E2", "Report").expired(date.max)
