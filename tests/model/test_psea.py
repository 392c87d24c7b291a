"""The UN's core standards: derived levels, capacity, UNICEF's equivalent, and the clock."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

import pytest

from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.model.psea import (
    Capacity,
    Psea,
    Risk,
    Standard,
    add_months,
    capacity_of,
    clock_month,
    derived_level,
    level_of,
    rate,
    risk_of,
    standard_of,
)
from capacity_app.model.scoring import score

YES, NO, UNKNOWN, NOT = (
    ElementAnswer.YES,
    ElementAnswer.NO,
    ElementAnswer.DONT_KNOW,
    ElementAnswer.NOT_APPLICABLE,
)
EIGHT = [f"PSE-{n}" for n in range(1, 9)]
ON = date(2026, 3, 9)


def answered(
    bank: Instrument, standard: str, *given: ElementAnswer | None, proof: bool = True,
    sustained: ElementAnswer | None = None,
) -> Answer:  # fmt: skip
    ids = [element.id for element in bank.indicator(standard).elements]
    elements = {name: value for name, value in zip(ids, given, strict=True) if value is not None}
    evidence = [EvidenceItem("E1", "Policy")] if proof else []
    return Answer(standard, elements=elements, sustained=sustained, evidence=evidence)


def at_level(bank: Instrument, standard: str, level: int) -> Answer:
    """An answer that comes to this level."""
    size = len(bank.indicator(standard).elements)
    given = [NO] * size if level == 1 else [YES] * size
    sustained = YES if level == 4 else NO
    return answered(bank, standard, *given, proof=level >= 3, sustained=sustained)


def result_of(bank: Instrument, answers: Iterable[Answer]) -> Psea:
    result = rate(bank, {answer.indicator: answer for answer in answers}, ON)
    assert result is not None
    return result


@pytest.mark.parametrize("proof", [True, False])
@pytest.mark.parametrize("sustained", [None, YES, NO, UNKNOWN, NOT])
@pytest.mark.parametrize("standard", EIGHT)
def test_every_combination_of_elements(
    bank: Instrument, standard: str, sustained: ElementAnswer | None, proof: bool
) -> None:
    indicator = bank.indicator(standard)
    for given in product((None, YES, NO, UNKNOWN, NOT), repeat=len(indicator.elements)):
        answer = answered(bank, standard, *given, proof=proof, sustained=sustained)
        required = [
            value
            for element, value in zip(indicator.elements, given, strict=True)
            if not (element.may_be_na and value is NOT)
        ]
        expected: int | None
        if any(value in (None, UNKNOWN, NOT) for value in required):
            expected = None
        elif all(value is NO for value in required):
            expected = 1
        elif NO in required or not proof:
            expected = 2
        else:
            expected = 4 if sustained is YES else 3
        assert derived_level(indicator, answer) == expected, (given, sustained, proof)


@pytest.mark.parametrize(
    ("given", "proof", "sustained", "level"),
    [
        ((YES, NOT), True, None, 3),
        ((YES, NOT), True, YES, 4),
        ((YES, NOT), False, YES, 2),
        ((NO, NOT), True, YES, 1),
        ((YES, NO), True, YES, 2),
        ((NOT, YES), True, YES, None),
        ((UNKNOWN, NOT), True, YES, None),
        ((None, NOT), True, YES, None),
    ],
)
def test_partner_agreements_may_not_apply_in_the_second_standard(
    bank: Instrument,
    given: tuple[ElementAnswer | None, ...],
    proof: bool,
    sustained: ElementAnswer | None,
    level: int | None,
) -> None:
    answer = answered(bank, "PSE-2", *given, proof=proof, sustained=sustained)
    assert level_of(bank.indicator("PSE-2"), answer) == level


def test_a_level_written_into_a_standard_counts_for_nothing(bank: Instrument) -> None:
    assert level_of(bank.indicator("PSE-1"), Answer("PSE-1", level=4)) is None


def test_the_eighth_standard_may_not_apply_with_a_reason(bank: Instrument) -> None:
    eighth = bank.indicator("PSE-8")
    assert standard_of(eighth, Answer("PSE-8", not_applicable="No allegation ever received")) is (
        Standard.NOT_APPLICABLE
    )
    assert standard_of(eighth, Answer("PSE-8", not_applicable=" ")) is Standard.OPEN


@pytest.mark.parametrize("standard", EIGHT[:-1])
def test_the_other_standards_always_apply(bank: Instrument, standard: str) -> None:
    answer = Answer(standard, not_applicable="We are a small organisation")
    assert standard_of(bank.indicator(standard), answer) is Standard.OPEN


@pytest.mark.parametrize(
    ("level", "standing"),
    [(1, Standard.NOT_MET), (2, Standard.NOT_MET), (3, Standard.MET), (4, Standard.MET)],
)
def test_a_standard_is_met_from_level_three(
    bank: Instrument, level: int, standing: Standard
) -> None:
    answer = at_level(bank, "PSE-5", level)
    assert level_of(bank.indicator("PSE-5"), answer) == level
    assert standard_of(bank.indicator("PSE-5"), answer) is standing


@pytest.mark.parametrize("with_na", [True, False])
@pytest.mark.parametrize(
    ("met", "capacity"),
    [(8, "full"), (7, "medium"), (6, "medium"), (5, "low"), (4, "low"), (1, "low")],
)
def test_capacity_at_every_count(bank: Instrument, met: int, capacity: str, with_na: bool) -> None:
    order = ["PSE-8", *EIGHT[:-1]]
    answers = [at_level(bank, name, 3 if n < met else 2) for n, name in enumerate(order)]
    if with_na:
        answers[0] = Answer("PSE-8", not_applicable="No allegation ever received")
    result = result_of(bank, answers)
    assert (result.met, result.not_applicable) == (met - with_na, int(with_na))
    assert (result.capacity, result.provisional) == (Capacity(capacity), False)


@pytest.mark.parametrize("count", range(9))
def test_capacity_of_a_count(bank: Instrument, count: int) -> None:
    expected = "full" if count == 8 else "medium" if count in (6, 7) else "low"
    assert capacity_of(count, bank.rules.psea) == expected


@pytest.mark.parametrize("opened", EIGHT)
def test_one_open_standard_makes_it_provisional_and_counts_as_not_met(
    bank: Instrument, opened: str
) -> None:
    result = result_of(bank, [at_level(bank, name, 4) for name in EIGHT if name != opened])
    assert result.standards[opened] is Standard.OPEN
    assert (result.met, result.capacity, result.provisional) == (7, Capacity.MEDIUM, True)
    assert (result.unicef_total, result.unicef_risk) == (None, None)


def test_nothing_answered_is_low_and_provisional(bank: Instrument) -> None:
    result = result_of(bank, [])
    assert (result.met, result.capacity, result.provisional) == (0, Capacity.LOW, True)


def test_a_bank_without_standards_has_no_result(small: Callable[..., Instrument]) -> None:
    assert rate(small(A=1), {}, ON) is None


@pytest.mark.parametrize(
    ("levels", "total", "risk"),
    [
        ((1, 1, 1, 1, 1, 1, 1, 1), 6, Risk.HIGH),
        ((2, 2, 2, 1, 1, 1, 1, 1), 8, Risk.HIGH),
        ((2, 2, 2, 2, 1, 1, 1, 1), 9, Risk.MODERATE),
        ((3, 3, 3, 2, 2, 2, 2, 2), 14, Risk.MODERATE),
        ((3, 3, 3, 3, 2, 2, 2, 2), 15, Risk.LOW),
        ((3, 3, 3, 3, 3, 3, 3, 3), 18, Risk.LOW),
        ((4, 4, 4, 4, 4, 4, 4, 4), 18, Risk.LOW),
        ((3, 1, 3, 3, 3, 3, 3, 3), 16, Risk.LOW),  # the lower of the second and third
        ((3, 3, 1, 3, 3, 3, 3, 3), 16, Risk.LOW),
        ((3, 3, 3, 3, 3, 3, 1, 3), 16, Risk.LOW),  # the lower of the seventh and eighth
        ((3, 3, 3, 3, 3, 3, 3, 1), 16, Risk.LOW),
        ((3, 2, 4, 4, 1, 3, 4, 2), 3 + 2 + 3 + 1 + 3 + 2, Risk.MODERATE),
    ],
)
def test_unicef_total(bank: Instrument, levels: tuple[int, ...], total: int, risk: Risk) -> None:
    answers = [at_level(bank, name, level) for name, level in zip(EIGHT, levels, strict=True)]
    result = result_of(bank, answers)
    assert (result.unicef_total, result.unicef_risk) == (total, risk)


def test_not_applicable_is_three_for_unicef(bank: Instrument) -> None:
    answers = [at_level(bank, name, 1) for name in EIGHT[:-1]]
    answers[6] = at_level(bank, "PSE-7", 2)
    answers.append(Answer("PSE-8", not_applicable="No allegation ever received"))
    assert result_of(bank, answers).unicef_total == 5 + 2


@pytest.mark.parametrize("total", range(6, 19))
def test_risk_of_a_total(bank: Instrument, total: int) -> None:
    expected = "high" if total <= 8 else "moderate" if total <= 14 else "low"
    assert risk_of(total, bank.rules.psea) == expected


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 5, 31), 9, date(2027, 2, 28)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 3, 9), 6, date(2026, 9, 9)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_months_are_calendar_months_clamped_to_the_end(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_the_clock(bank: Instrument) -> None:
    result = rate(bank, {}, date(2027, 8, 31))
    assert result is not None
    assert (result.plan_due, result.plan_latest) == (date(2028, 2, 29), date(2028, 5, 31))
    assert (result.reassess_warn, result.reassess_by) == (date(2031, 8, 31), date(2032, 8, 31))


def test_psea_scores_use_the_derived_levels(
    bank: Instrument, assessed: Callable[..., Assessment]
) -> None:
    answers = [
        at_level(bank, name, level) for name, level in zip(EIGHT, (1, 2, 3, 4) * 2, strict=True)
    ]
    result = score(bank, assessed(*answers))
    assert [result.levels[name] for name in EIGHT] == [1, 2, 3, 4] * 2
    assert result.psea is not None
    assert result.psea.met == 4


@pytest.mark.parametrize(
    ("on", "due", "month"),
    [
        (date(2026, 3, 9), date(2026, 3, 1), 1),
        (date(2026, 3, 9), date(2026, 3, 9), 1),
        (date(2026, 3, 9), date(2026, 4, 9), 1),
        (date(2026, 3, 9), date(2026, 4, 10), 2),
        (date(2026, 3, 9), date(2026, 9, 9), 6),
        (date(2026, 3, 9), date(2026, 9, 10), 7),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
        (date(2026, 8, 31), date(2027, 3, 1), 7),
    ],
)
def test_the_plan_clock_ends_a_month_on_its_own_day(on: date, due: date, month: int) -> None:
    assert clock_month(on, due) == month
    assert (month <= 6) == (due <= add_months(on, 6))
