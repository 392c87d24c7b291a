"""The part of a report that tells what the answers come to: figures, indicators, PSEA, gaps."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from capacity_app.i18n import N_, Words
from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.instrument import Area, Domain, Element, Indicator, Instrument
from capacity_app.model.plan import Gap, gaps, target_of
from capacity_app.model.psea import is_not_applicable
from capacity_app.model.scoring import Score, Scores, rounded
from capacity_app.report.content_lines import ElementLine, Figures, GapLine, IndicatorLine, RankLine
from capacity_app.report.content_shape import AreaLine, DomainPart
from capacity_app.report.tiers import Sight
from capacity_app.vocabulary import word

DASH: Final = "–"
_STATUS: Final = {
    "answered": N_("Answered"),
    "not_applicable": N_("Not applicable"),
    "dont_know": N_("Don't know"),
    "open": N_("Not answered yet"),
}


@dataclass(frozen=True, slots=True)
class Before:
    """The assessment a report compares with, and its scores."""

    assessment: Assessment
    scores: Scores


@dataclass(frozen=True)
class Source:
    """What a report is made from, handed to each of its parts."""

    assessment: Assessment
    instrument: Instrument
    scores: Scores
    words: Words
    sight: Sight
    before: Before | None

    def level_name(self, level: int | None) -> str:
        """The word for a level; "" without one."""
        return "" if level is None else self.instrument.rules.level_name(level)[self.words.code]

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every answered indicator below its target, heaviest first."""
        return tuple(gaps(self.instrument, self.assessment))

    @cached_property
    def gap_of(self) -> dict[str, Gap]:
        """Those gaps by indicator id."""
        return {gap.indicator.id: gap for gap in self.gaps}

    def answer(self, indicator: str) -> Answer | None:
        """The answer to an indicator, None when it has none."""
        return self.assessment.answers.get(indicator)


def figures(score: Score, words: Words) -> Figures:
    """A score's figures, ready to print."""
    shown = score.shown
    return Figures(
        value=None if score.score is None else _decimal(score.score),
        exact=None if score.score is None else float(score.score),
        shown=DASH if shown is None else words.number(shown),
        total=score.total,
        not_applicable=score.not_applicable,
        applicable=score.applicable,
        answered=score.answered,
        open=score.open,
        answered_shown=words.gettext(
            N_("{answered} of {applicable} answered"),
            answered=words.number(score.answered),
            applicable=words.number(score.applicable),
        ),
        completeness=float(score.completeness),
        completeness_shown=share(score.completeness, words),
        evidence=None if score.evidence is None else float(score.evidence),
        evidence_shown=DASH if score.evidence is None else share(score.evidence, words),
    )


def share(value: Fraction, words: Words) -> str:
    """A share of 0 to 1 as a whole percentage, half up."""
    return words.percent(int(rounded(value * 100, 0)))


def domain_part(source: Source, domain: Domain) -> DomainPart:
    """One domain with its areas and their indicators."""
    code, scored = source.words.code, source.scores.domains[domain.id]
    levels = [source.scores.levels.get(indicator.id) for indicator in domain.indicators]
    return DomainPart(
        id=domain.id,
        title=domain.title[code],
        summary=domain.summary[code],
        is_psea=any(indicator.is_psea for indicator in domain.indicators),
        figures=figures(scored, source.words),
        band=scored.band,
        band_name=_band_name(source, scored),
        levels=(levels.count(1), levels.count(2), levels.count(3), levels.count(4)),
        areas=tuple(_area(source, domain, area) for area in domain.areas),
    )


def gap_lines(source: Source) -> tuple[GapLine, ...]:
    """Every answered indicator below its target, heaviest first."""
    if not source.sight.single_answers:
        return ()
    return tuple(_gap(source, gap) for gap in source.gaps)


def rank_lines(source: Source, ids: list[str]) -> tuple[RankLine, ...]:
    """Indicators with their levels, in the order given."""
    if not source.sight.single_answers:
        return ()
    levels, code = source.scores.levels, source.words.code
    return tuple(
        RankLine(
            i, source.instrument.indicator(i).title[code], levels[i], source.level_name(levels[i])
        )
        for i in ids
    )


def element_line(source: Source, element: Element, answer: Answer | None) -> ElementLine:
    """A required element and what was answered to it."""
    given = None if answer is None else answer.elements.get(element.id)
    return ElementLine(
        id=element.id,
        text=element.text[source.words.code],
        answer="" if given is None else given.value,
        answer_name=_given(given, source.words),
    )


def sustained_name(source: Source, answer: Answer | None) -> str:
    """What was answered to the sustaining element."""
    return _given(None if answer is None else answer.sustained, source.words)


def evidence_refs(source: Source, answer: Answer | None) -> tuple[str, ...]:
    """The items named for an answer that the receiver may know of."""
    if answer is None:
        return ()
    return tuple(item.ref for item in answer.evidence if source.sight.tells_of(item.share))


def _given(given: ElementAnswer | None, words: Words) -> str:
    return words.gettext(_STATUS["open"]) if given is None else word(given, words)


def _area(source: Source, domain: Domain, area: Area) -> AreaLine:
    code = source.words.code
    service = "" if area.service is None else source.instrument.services[area.service][code]
    single = source.sight.single_answers
    return AreaLine(
        id=area.id,
        title=area.title[code],
        service_name=service,
        figures=figures(source.scores.areas[area.id], source.words),
        indicators=tuple(
            _indicator(source, domain, area, indicator) for indicator in area.indicators
        )
        if single
        else (),
    )


def _indicator(source: Source, domain: Domain, area: Area, indicator: Indicator) -> IndicatorLine:
    words, sight, answer = source.words, source.sight, source.answer(indicator.id)
    level = source.scores.levels.get(indicator.id)
    target = _target(source, indicator.id, level)
    before = source.before.scores.levels.get(indicator.id) if source.before else None
    status = _status(indicator, answer, level)
    kind = "psea_answer" if indicator.is_psea else "answer"
    given = answer or Answer(indicator.id)
    refs = evidence_refs(source, answer)
    gap = source.gap_of.get(indicator.id)
    reason = given.not_applicable if status == "not_applicable" else ""
    return IndicatorLine(
        id=indicator.id,
        title=indicator.title[words.code],
        question=indicator.question[words.code],
        domain=domain.id,
        area=area.id,
        status=status,
        status_name=words.gettext(_STATUS[status]),
        level=level,
        level_name=source.level_name(level),
        level_text="" if level is None else indicator.levels[level][words.code],
        target=target,
        target_name=source.level_name(target),
        priority_name="" if gap is None else word(gap.priority, words),
        evidence_count=len(given.evidence),
        evidence=refs,
        evidence_shown=", ".join(refs),
        not_applicable=sight.text(f"{kind}.not_applicable", reason or ""),
        without_evidence=sight.text(f"{kind}.without_evidence", given.without_evidence),
        note=sight.text("answer.note", given.note),
        elements=tuple(element_line(source, e, answer) for e in indicator.elements),
        crosswalk=indicator.crosswalk,
        previous_level=before,
        change=None if before is None or level is None else level - before,
        change_shown=_change(before, level, words),
    )


def _status(indicator: Indicator, answer: Answer | None, level: int | None) -> str:
    if is_not_applicable(indicator, answer):
        return "not_applicable"
    if level is not None:
        return "answered"
    return "dont_know" if answer is not None and answer.dont_know else "open"


def _target(source: Source, indicator: str, level: int | None) -> int | None:
    if level is None:
        return None
    return target_of(level, source.assessment.targets.get(indicator), source.instrument.rules)


def _gap(source: Source, gap: Gap) -> GapLine:
    code = source.words.code
    return GapLine(
        indicator=gap.indicator.id,
        title=gap.indicator.title[code],
        level=gap.level,
        level_name=source.level_name(gap.level),
        target=gap.target,
        target_name=source.level_name(gap.target),
        priority=gap.priority,
        priority_name=word(gap.priority, source.words),
        text=gap.indicator.levels[gap.level][code],
    )


def _band_name(source: Source, scored: Score) -> str:
    rules, words = source.instrument.rules, source.words
    if scored.band is not None:
        return rules.band(scored.band).name[words.code]
    if scored.score is None:
        return words.gettext(N_("No score yet"))
    least = share(rules.band_completeness, words)
    return words.gettext(N_("No band below {share} answered"), share=least)


def _change(before: int | None, level: int | None, words: Words) -> str:
    if before is None or level is None:
        return ""
    if level == before:
        return words.gettext(N_("No change"))
    return signed(level - before, words)


def signed(value: int | str, words: Words) -> str:
    """A change with its sign, kept left to right."""
    text = words.shown(f"{value:+d}" if isinstance(value, int) else value).replace("-", "−")
    return f"\u2066{text}\u2069" if words.rtl else text


def _decimal(value: Fraction) -> Decimal:
    return Decimal(rounded(value))
