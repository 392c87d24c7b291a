"""Scores of areas and domains at every boundary of the rules."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.instrument import Instrument
from capacity_app.model.scoring import Score, band_of, rounded, score, strongest, weakest

Bank = Callable[..., Instrument]
Assessed = Callable[..., Assessment]


def levels(area: str, *given: int) -> list[Answer]:
    return [Answer(f"{area}.{n}", level=level) for n, level in enumerate(given, 1)]


@pytest.fixture
def domain(small: Bank, assessed: Assessed) -> Callable[..., Score]:
    """Scores a domain of one area of ``size`` indicators with these answers."""

    def of(size: int, *answers: Answer) -> Score:
        return score(small(A=size), assessed(*answers)).domains["D"]

    return of


def mean_of_hundred(hundredths: int) -> list[Answer]:
    """A hundred levels with this mean, in hundredths."""
    low, extra = divmod(hundredths, 100)
    return levels("A", *[low + 1] * extra, *[low] * (100 - extra))


@pytest.mark.parametrize(
    ("hundredths", "band"),
    [
        (100, "start_up"),
        (174, "start_up"),
        (175, "developing"),
        (249, "developing"),
        (250, "established"),
        (324, "established"),
        (325, "sustained"),
        (400, "sustained"),
    ],
)
def test_a_band_ends_just_below_its_figure(
    domain: Callable[..., Score], hundredths: int, band: str
) -> None:
    result = domain(100, *mean_of_hundred(hundredths))
    assert result.score == Fraction(hundredths, 100)
    assert result.band == band


@pytest.mark.parametrize("edge", ["1.75", "2.5", "3.25"])
def test_a_hair_below_a_band_is_not_rounded_into_it(bank: Instrument, edge: str) -> None:
    hair = Fraction(1, 10**30)
    assert band_of(Fraction(edge) - hair, bank.rules) != band_of(Fraction(edge), bank.rules)
    assert band_of(Fraction(edge) + hair, bank.rules) == band_of(Fraction(edge), bank.rules)


def test_the_band_is_of_the_unrounded_score(domain: Callable[..., Score]) -> None:
    result = domain(100, *mean_of_hundred(249))
    assert (result.shown, result.band) == ("2.5", "developing")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(9, 4), "2.3"),
        (Fraction(9, 4) - Fraction(1, 10**20), "2.2"),
        (Fraction(47, 20), "2.4"),
        (Fraction(29, 20), "1.5"),
        (Fraction(1), "1.0"),
        (Fraction(4), "4.0"),
        (Fraction(79, 20), "4.0"),
        (Fraction(5, 3), "1.7"),
        (Fraction(4, 3), "1.3"),
    ],
)
def test_one_decimal_half_up(value: Fraction, shown: str) -> None:
    assert rounded(value) == shown


def test_rounding_to_whole_numbers() -> None:
    assert [rounded(Fraction(n, 2), 0) for n in (1, 3, 5)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("size", "answered", "banded"),
    [(5, 4, True), (10, 8, True), (10, 7, False), (1000, 799, False), (1000, 800, True)],
)
def test_no_band_below_four_fifths_complete(
    domain: Callable[..., Score], size: int, answered: int, banded: bool
) -> None:
    result = domain(size, *levels("A", *[3] * answered))
    assert result.completeness == Fraction(answered, size)
    assert result.score == 3
    assert (result.band is not None) is banded


def test_not_applicable_with_a_reason_leaves_the_denominator(domain: Callable[..., Score]) -> None:
    result = domain(3, Answer("A.1", level=2), Answer("A.2", not_applicable="No such service"))
    assert (result.total, result.not_applicable, result.applicable) == (3, 1, 2)
    assert (result.answered, result.open, result.completeness) == (1, 1, Fraction(1, 2))
    assert result.score == 2


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_not_applicable_without_a_reason_stays_open(
    domain: Callable[..., Score], reason: str
) -> None:
    result = domain(2, Answer("A.1", level=2), Answer("A.2", not_applicable=reason))
    assert (result.not_applicable, result.applicable, result.open) == (0, 2, 1)


def test_dont_know_stays_open_and_applicable(domain: Callable[..., Score]) -> None:
    result = domain(2, Answer("A.1", level=4), Answer("A.2", dont_know=True))
    assert (result.applicable, result.answered, result.open) == (2, 1, 1)
    assert result.score == 4


def test_nothing_answered_is_no_score(domain: Callable[..., Score]) -> None:
    result = domain(4)
    assert (result.score, result.shown, result.band, result.evidence) == (None, None, None, None)
    assert (result.completeness, result.open) == (0, 4)


def test_nothing_applicable_is_complete_without_a_score(domain: Callable[..., Score]) -> None:
    result = domain(2, *(Answer(f"A.{n}", not_applicable="No clinic") for n in (1, 2)))
    assert (result.applicable, result.open, result.completeness) == (0, 0, 1)
    assert (result.score, result.band) == (None, None)


def test_a_domain_is_the_mean_of_its_areas_not_of_its_indicators(
    small: Bank, assessed: Assessed
) -> None:
    result = score(small(A=3, B=1), assessed(*levels("A", 1, 1, 1), *levels("B", 4)))
    assert result.domains["D"].score == Fraction(5, 2)
    assert (result.areas["A"].score, result.areas["B"].score) == (1, 4)


def test_an_area_without_a_score_is_left_out(small: Bank, assessed: Assessed) -> None:
    result = score(small(A=2, B=2), assessed(*levels("A", 3, 4)))
    assert result.areas["B"].score is None
    assert result.domains["D"].score == Fraction(7, 2)
    assert result.domains["D"].completeness == Fraction(1, 2)


def test_the_bank_may_weigh_areas(small: Bank, assessed: Assessed) -> None:
    bank = small({"A": 3}, A=1, B=1)
    result = score(bank, assessed(*levels("A", 4), *levels("B", 2)))
    assert result.domains["D"].score == Fraction(7, 2)


def test_only_areas_with_a_score_weigh(small: Bank, assessed: Assessed) -> None:
    bank = small({"A": 3, "B": 5}, A=1, B=1, C=1)
    result = score(bank, assessed(*levels("A", 4), *levels("C", 2)))
    assert result.domains["D"].score == Fraction(4 * 3 + 2, 4)


def test_the_evidence_share_is_of_levels_three_and_four(
    domain: Callable[..., Score], proved: Callable[..., Answer]
) -> None:
    answers = [
        proved("A.1", level=2),
        proved("A.2", level=3),
        Answer("A.3", level=3),
        Answer("A.4", level=4, without_evidence="Kept at the bank"),
        proved("A.5", not_applicable="No stock"),
    ]
    result = domain(6, *answers)
    assert (result.met_levels, result.evidenced, result.evidence) == (3, 1, Fraction(1, 3))


def test_no_level_three_is_no_evidence_figure(
    domain: Callable[..., Score], proved: Callable[..., Answer]
) -> None:
    assert domain(1, proved("A.1", level=2)).evidence is None
    assert domain(1, Answer("A.1", level=3)).evidence == 0


def test_there_is_no_overall_score(bank: Instrument, assessed: Assessed) -> None:
    result = score(bank.offered(()), assessed(Answer("FUN-1.1", level=4)))
    assert (result.total.score, result.total.band) == (None, None)
    assert (result.total.total, result.total.answered) == (44, 1)


def test_a_module_counts_only_with_its_service(bank: Instrument, assessed: Assessed) -> None:
    answers = [Answer("TEC-1.1", level=1), Answer("TEC-PHC.1", level=4)]
    without = score(bank.offered(()), assessed(*answers)).domains["TEC"]
    chosen = score(bank.offered(["PHC"]), assessed(*answers)).domains["TEC"]
    assert (without.total, without.score) == (11, 1)
    assert (chosen.total, chosen.score) == (14, Fraction(5, 2))


def test_answers_to_what_is_not_offered_count_nowhere(bank: Instrument, assessed: Assessed) -> None:
    result = score(bank.offered(()), assessed(Answer("TEC-PHC.1", level=4)))
    assert (result.levels, result.total.answered) == ({}, 0)


def test_strongest_and_weakest_put_the_important_first(
    bank: Instrument, assessed: Assessed
) -> None:
    ids = ["FUN-1.1", "FUN-2.1", "COO-1.1", "TEC-1.1"]
    answers = [Answer(name, level=level) for name, level in zip(ids, (1, 4, 2, 4), strict=True)]
    result = score(bank.offered(()), assessed(*answers))
    assert weakest(result, bank, 2) == ["FUN-1.1", "COO-1.1"]
    tied = ("FUN-2.1", "TEC-1.1")
    first = max(
        tied, key=lambda i: (bank.indicator(i).funder_critical, bank.indicator(i).importance)
    )
    assert strongest(result, bank, 1) == [first]
