"""The part of a report about protection from sexual exploitation and abuse (PSEA)."""

from datetime import date

from capacity_app.i18n import N_, Words
from capacity_app.model.instrument import Indicator
from capacity_app.model.psea import Psea, Standard
from capacity_app.report.content_lines import Fact
from capacity_app.report.content_scores import Source, element_line, sustained_name
from capacity_app.report.content_shape import PseaPart, StandardBox
from capacity_app.vocabulary import word


def psea_part(source: Source) -> PseaPart | None:
    """The PSEA result; None when the question bank has no PSEA indicators."""
    psea = source.scores.psea
    if psea is None:
        return None
    words = source.words
    indicators = [i for i in source.instrument.indicators if i.is_psea]
    boxes = [_box(source, i, psea, n) for n, i in enumerate(indicators, 1)]
    return PseaPart(
        standards=tuple(boxes) if source.sight.single_answers else (),
        met=psea.met,
        not_applicable=psea.not_applicable,
        open=sum(standard is Standard.OPEN for standard in psea.standards.values()),
        of=len(psea.standards),
        met_shown=_met(psea, words),
        capacity=psea.capacity.value,
        capacity_name=_capacity(source, psea),
        sentence=_sentence(source, psea),
        provisional=psea.provisional,
        provisional_note=_provisional(psea, words),
        dates=_dates(source, psea),
        unicef_total=psea.unicef_total,
        unicef_shown=_unicef(source, psea),
        privacy=words.gettext(N_("Do not write names or cases.")),
    )


def _box(source: Source, indicator: Indicator, psea: Psea, number: int) -> StandardBox:
    words, answer = source.words, source.answer(indicator.id)
    level = source.scores.levels.get(indicator.id)
    elements = tuple(element_line(source, e, answer) for e in indicator.elements)
    sustained = indicator.sustained
    return StandardBox(
        id=indicator.id,
        number=number,
        title=indicator.title[words.code],
        status=psea.standards[indicator.id],
        status_name=word(psea.standards[indicator.id], words),
        level=level,
        level_name=source.level_name(level),
        elements=elements,
        sustained_text="" if sustained is None else sustained[words.code],
        sustained_name=sustained_name(source, answer),
        evidence_count=0 if answer is None else len(answer.evidence),
        missing=_missing(source, psea, indicator),
    )


def _missing(source: Source, psea: Psea, indicator: Indicator) -> tuple[str, ...]:
    """What keeps a standard from being met: elements, and proof when that is all it lacks."""
    if psea.standards[indicator.id] in (Standard.MET, Standard.NOT_APPLICABLE):
        return ()
    answer = source.answer(indicator.id)
    lines = [element_line(source, element, answer) for element in indicator.elements]
    texts = [line.text for line in lines if line.missing]
    if not texts:
        texts = [source.words.gettext(N_("No evidence item is named."))]
    return tuple(texts)


def missing_elements(source: Source, indicator: Indicator) -> tuple[str, ...]:
    """What a core standard lacks; nothing for other indicators."""
    psea = source.scores.psea
    if psea is None or indicator.id not in psea.standards:
        return ()
    return _missing(source, psea, indicator)


def _met(psea: Psea, words: Words) -> str:
    return words.gettext(
        N_("{met} of {all} standards met or not applicable"),
        met=words.number(psea.met + psea.not_applicable),
        all=words.number(len(psea.standards)),
    )


def _capacity(source: Source, psea: Psea) -> str:
    return source.instrument.rules.psea.names[psea.capacity.value][source.words.code]


def _sentence(source: Source, psea: Psea) -> str:
    """The sentence the UN's labels never stand without."""
    return source.words.gettext(
        N_("Self-assessed: {capacity} (UN 8 core standards), not a UN determination"),
        capacity=_capacity(source, psea),
    )


def _provisional(psea: Psea, words: Words) -> str:
    if not psea.provisional:
        return ""
    count = sum(standard is Standard.OPEN for standard in psea.standards.values())
    return words.ngettext(
        "Provisional: {n} standard is still open and counts as not met.",
        "Provisional: {n} standards are still open and count as not met.",
        count,
    )


def _dates(source: Source, psea: Psea) -> tuple[Fact, ...]:
    words = source.words

    def fact(key: str, label: str, day: date) -> Fact:
        return Fact(key, words.gettext(label), words.date(day), day)

    return (
        fact("plan_due", N_("Improvement plan done by"), psea.plan_due),
        fact("plan_latest", N_("At the latest by"), psea.plan_latest),
        fact("reassess_warn", N_("Prepare the reassessment from"), psea.reassess_warn),
        fact("reassess_by", N_("Reassess by"), psea.reassess_by),
    )


def _unicef(source: Source, psea: Psea) -> str:
    words = source.words
    if psea.unicef_total is None or psea.unicef_risk is None:
        return words.gettext(N_("UNICEF equivalent: no total while a standard is open"))
    name = source.instrument.rules.psea.unicef_names[psea.unicef_risk.value][words.code]
    return words.gettext(
        N_("UNICEF equivalent: {total} of 18, {risk}, self-assessed"),
        total=words.number(psea.unicef_total),
        risk=name,
    )
