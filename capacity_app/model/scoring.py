"""Scores of areas and domains, in exact fractions, rounded only to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.instrument import Indicator, Instrument, Level, Rules
from capacity_app.model.psea import Psea, is_not_applicable, level_of, rate


@dataclass(frozen=True, slots=True)
class Score:
    """The score of an area or a domain; ``score`` and ``evidence`` are None without a basis."""

    score: Fraction | None
    total: int
    not_applicable: int
    answered: int
    met_levels: int
    evidenced: int
    band: str | None = None

    @property
    def applicable(self) -> int:
        """Indicators in the set that apply."""
        return self.total - self.not_applicable

    @property
    def open(self) -> int:
        """Applicable ones without a level: unanswered or "don't know"."""
        return self.applicable - self.answered

    @property
    def completeness(self) -> Fraction:
        """Answered of applicable; 1 when nothing applies."""
        return Fraction(self.answered, self.applicable) if self.applicable else Fraction(1)

    @property
    def evidence(self) -> Fraction | None:
        """Of those at level 3 or above, the share with at least one evidence item."""
        return Fraction(self.evidenced, self.met_levels) if self.met_levels else None

    @property
    def shown(self) -> str | None:
        """The score with one decimal, rounded half up; None without a score."""
        return None if self.score is None else rounded(self.score)


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything a set of answers comes to under its instrument's rules."""

    domains: Mapping[str, Score]
    areas: Mapping[str, Score]
    levels: Mapping[str, int]
    psea: Psea | None
    total: Score


def rounded(value: Fraction, digits: int = 1) -> str:
    """A fraction as a decimal, half up: 2.25 is "2.3"."""
    scaled = value * 10**digits
    whole = int((scaled + Fraction(1, 2)) // 1)
    return str(Decimal(whole).scaleb(-digits).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def score(instrument: Instrument, assessment: Assessment) -> Scores:
    """Score an assessment against the instrument *as tailored* to its services."""
    answers = assessment.answers
    areas: dict[str, Score] = {}
    domains: dict[str, Score] = {}
    for domain in instrument.domains:
        own = {area.id: _tally(area.indicators, answers) for area in domain.areas}
        areas |= own
        weighted = [(area.weight, own[area.id]) for area in domain.areas]
        domains[domain.id] = _domain_score(weighted, instrument.rules)
    levels = {
        indicator.id: level
        for indicator in instrument.indicators
        if (level := level_of(indicator, answers.get(indicator.id))) is not None
    }
    return Scores(
        domains=domains,
        areas=areas,
        levels=levels,
        psea=rate(instrument, answers, assessment.date),
        total=_tally(instrument.indicators, answers, scored=False),
    )


def band_of(value: Fraction, rules: Rules) -> str:
    """The band of an unrounded score; a band ends just below its upper figure."""
    for band in rules.bands:
        if band.below is None or value < band.below:
            return band.id
    raise ValueError("the last band has an upper figure")


def _tally(
    indicators: Iterable[Indicator], answers: Mapping[str, Answer], scored: bool = True
) -> Score:
    indicators = tuple(indicators)
    levels: list[int] = []
    not_applicable = evidenced = 0
    for indicator in indicators:
        answer = answers.get(indicator.id)
        if is_not_applicable(indicator, answer):
            not_applicable += 1
            continue
        level = level_of(indicator, answer)
        if level is not None and answer is not None:
            levels.append(level)
            evidenced += level >= Level.MEETS and bool(answer.evidence)
    return Score(
        score=Fraction(sum(levels), len(levels)) if levels and scored else None,
        total=len(indicators),
        not_applicable=not_applicable,
        answered=len(levels),
        met_levels=sum(level >= Level.MEETS for level in levels),
        evidenced=evidenced,
    )


def _domain_score(weighted: list[tuple[Fraction, Score]], rules: Rules) -> Score:
    areas = [area for _, area in weighted]
    total = Score(
        score=_weighted_mean(weighted),
        total=sum(area.total for area in areas),
        not_applicable=sum(area.not_applicable for area in areas),
        answered=sum(area.answered for area in areas),
        met_levels=sum(area.met_levels for area in areas),
        evidenced=sum(area.evidenced for area in areas),
    )
    if total.score is None or total.completeness < rules.band_completeness:
        return total
    return replace(total, band=band_of(total.score, rules))


def _weighted_mean(weighted: list[tuple[Fraction, Score]]) -> Fraction | None:
    """The mean over the areas that have a score; None when none has."""
    scored = [(weight, area.score) for weight, area in weighted if area.score is not None]
    if not scored:
        return None
    return sum((w * s for w, s in scored), Fraction(0)) / sum((w for w, _ in scored), Fraction(0))


def strongest(scores: Scores, instrument: Instrument, count: int = 5) -> list[str]:
    """Ids of the answered indicators with the highest levels; the more important first."""
    return _ranked(scores, instrument, count, -1)


def weakest(scores: Scores, instrument: Instrument, count: int = 5) -> list[str]:
    """Ids of the answered indicators with the lowest levels; the more important first."""
    return _ranked(scores, instrument, count, 1)


def _ranked(scores: Scores, instrument: Instrument, count: int, sign: int) -> list[str]:
    def key(indicator_id: str) -> tuple[int, bool, int]:
        indicator = instrument.indicator(indicator_id)
        return (
            sign * scores.levels[indicator_id],
            not indicator.funder_critical,
            -indicator.importance,
        )

    return sorted(scores.levels, key=key)[:count]
