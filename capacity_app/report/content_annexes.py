"""The annexes of a report: evidence register, crosswalk, rules, participants."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from capacity_app.i18n import N_, Language, Words
from capacity_app.model.assessment import Participants
from capacity_app.model.crosswalk import Framework, elsewhere, natural, split
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus
from capacity_app.model.instrument import Indicator
from capacity_app.model.plan import REVIEW_MONTHS, PlanReview
from capacity_app.model.psea import add_months
from capacity_app.report.content_lines import (
    Count,
    CrosswalkLine,
    EvidenceLine,
    ParticipantLine,
    ReviewLine,
    RuleLine,
    Validity,
)
from capacity_app.report.content_pack import validity_name, validity_of
from capacity_app.report.content_plan import short
from capacity_app.report.content_scores import Source, share
from capacity_app.report.tiers import FEW
from capacity_app.vocabulary import word


def evidence_lines(source: Source, today: date) -> tuple[EvidenceLine, ...]:
    """The register's rows that the receiver may see."""
    named: dict[str, list[str]] = {}
    for indicator in source.instrument.indicators:
        answer = source.answer(indicator.id)
        for item in [] if answer is None else answer.evidence:
            named.setdefault(item.ref, []).append(indicator.id)
    return tuple(
        _evidence(source, item, tuple(named.get(item.ref, ())), today)
        for item in source.assessment.evidence
        if source.sight.tells_of(item.share)
    )


def evidence_counts(source: Source, today: date) -> tuple[Count, ...]:
    """How many items are named, seen, verified, and expired, those not listed included."""
    items, words = source.assessment.evidence, source.words
    counted = Counter(item.status for item in items)
    expired = sum(item.expired(today) for item in items)
    by_status = (Count(s.value, word(s, words), counted[s]) for s in EvidenceStatus)
    return (*by_status, Count("expired", words.gettext(N_("Expired")), expired))


def crosswalk_lines(source: Source) -> tuple[CrosswalkLine, ...]:
    """Every indicator under every code of other frameworks, by framework and code."""
    if not source.sight.single_answers:
        return ()
    order = list(Framework)
    pairs = [
        (order.index(framework), natural(code), code, indicator)
        for indicator in source.instrument.indicators
        for framework, code in map(split, indicator.crosswalk)
    ]
    pairs.sort(key=lambda pair: pair[:2])
    return tuple(_crosswalk(source, order[index], code, i) for index, _, code, i in pairs)


def scales(source: Source) -> dict[tuple[str, int], str]:
    """What each level stands for in other frameworks, by framework and level."""
    return {
        (framework.value, level.level): level.elsewhere[framework.scale]
        for framework in Framework
        for level in source.instrument.rules.scale
        if framework.scale in level.elsewhere
    }


def rule_lines(source: Source) -> tuple[RuleLine, ...]:
    """The rules in words, with the sources the question bank names."""
    sources = {known.rule: known for known in source.instrument.rules.sources}
    lines = []
    for rule, text in _rules(source):
        known = sources.get(rule)
        lines.append(
            RuleLine(
                text=text,
                source="" if known is None else known.source[source.words.code],
                verified_on=None if known is None else known.verified_on,
                verified_shown="" if known is None else _verified(known.verified_on, source.words),
            )
        )
    return tuple(lines)


def participant_lines(source: Source) -> tuple[ParticipantLine, ...]:
    """Participants by role and sex; in aggregates roles of few people are merged."""
    people = source.assessment.participants
    if not source.sight.merges_few:
        return tuple(ParticipantLine(p.role, p.women, p.men, p.women + p.men) for p in people)
    return tuple(_merged(people, source.words))


def review_lines(source: Source) -> tuple[ReviewLine, ...]:
    """The reviews of the plan after 3, 6 and 12 months, those not held yet included."""
    own, words = source.assessment, source.words
    if not source.sight.sees("assessment.reviews") or not (own.plan or own.reviews):
        return ()
    held = {review.month: review for review in own.reviews}
    months = sorted({*REVIEW_MONTHS, *held})
    return tuple(_review(own.date, month, held.get(month), words) for month in months)


def _review(start: date, month: int, held: PlanReview | None, words: Words) -> ReviewLine:
    not_yet = words.gettext(N_("Not held yet"))
    return ReviewLine(
        month_shown=words.ngettext("After {n} month", "After {n} months", month),
        day_shown=short(add_months(start, month), words),
        held_on=None if held is None else held.held_on,
        held_shown=not_yet if held is None else short(held.held_on, words),
        by="" if held is None else held.by,
        note="" if held is None else held.note,
    )


def _merged(people: list[Participants], words: Words) -> Iterator[ParticipantLine]:
    """One line for everybody, without sex when either is few; roles are typed and left out."""
    women, men = sum(p.women for p in people), sum(p.men for p in people)
    total = women + men
    if total < FEW:
        return
    few = 0 < women < FEW or 0 < men < FEW
    role = words.gettext(N_("All participants"))
    yield ParticipantLine(role, None if few else women, None if few else men, total)


def _evidence(
    source: Source, item: EvidenceItem, indicators: tuple[str, ...], today: date
) -> EvidenceLine:
    words, sight = source.words, source.sight
    kind = source.instrument.evidence_type(item.type)
    validity = validity_of(item.expires, today)
    return EvidenceLine(
        ref=item.ref,
        title=item.title,
        type_name=item.type if kind is None else kind.text[words.code],
        language_name=_language(item.language),
        issued=item.issued,
        issued_shown=short(item.issued, words),
        expires=item.expires,
        expires_shown=short(item.expires, words),
        expired=validity is Validity.EXPIRED,
        validity=validity,
        validity_name=validity_name(validity, words),
        held_at=sight.text("evidence.held_at", item.held_at),
        share_name=word(item.share, words),
        status_name=word(item.status, words),
        seen_by=sight.text("evidence.seen_by", item.seen_by),
        seen_on=item.seen_on,
        seen_shown=short(item.seen_on, words),
        indicators=indicators,
    )


def _language(code: str) -> str:
    try:
        return Language.of(code).own_name
    except KeyError:
        return code


def _crosswalk(
    source: Source, framework: Framework, code: str, indicator: Indicator
) -> CrosswalkLine:
    level = source.scores.levels.get(indicator.id)
    return CrosswalkLine(
        framework=framework.value,
        framework_name=word(framework, source.words),
        code=code,
        indicator=indicator.id,
        title=indicator.title[source.words.code],
        level=level,
        level_name=source.level_name(level),
        elsewhere=elsewhere(source.instrument, framework, level),
    )


def _verified(day: date | None, words: Words) -> str:
    if day is None:
        return words.gettext(N_("Check the current version."))
    return words.gettext(N_("Compared on {day}; check the current version."), day=short(day, words))


def _rules(source: Source) -> Iterator[tuple[str, str]]:
    rules, words = source.instrument.rules, source.words
    t, n = words.gettext, words.number
    yield "", t(N_("Every indicator has one level from 1 to 4; between two levels, the lower."))
    yield "", t(N_("Not applicable needs a reason and is left out of every figure."))
    yield "", t(N_("Don't know stays open; it is counted and never scored."))
    yield "", t(N_("An area's score is the mean of its levels; a domain's, of its areas' scores."))
    yield "", t(N_("Scores are rounded only to be shown, to one decimal, half up."))
    yield "", t(N_("A level of 3 or 4 wants evidence or a written reason, which is printed."))
    yield "bands", t(N_("Bands: {bands}."), bands=_bands(source))
    least = share(rules.band_completeness, words)
    yield "bands", t(N_("A domain has no band below {share} answered."), share=least)
    yield "", t(N_("There is no overall score, and PSEA is averaged with nothing."))
    psea = rules.psea
    yield (
        "psea.capacity",
        t(
            N_(
                "PSEA capacity counts standards met or not applicable: full from {full}, "
                "medium from {medium}, low below; open ones count as not met."
            ),
            full=n(psea.full_from),
            medium=n(psea.medium_from),
        ),
    )
    yield (
        "psea.unicef",
        t(
            N_("UNICEF equivalent, 6 to 18: high risk up to {high}, moderate up to {moderate}."),
            high=n(psea.unicef_high_max),
            moderate=n(psea.unicef_moderate_max),
        ),
    )
    yield "crosswalk", t(N_("Levels in other scales are equivalents, not ratings by others."))


def _bands(source: Source) -> str:
    words = source.words
    parts = []
    for band in source.instrument.rules.bands:
        name = band.name[words.code]
        if band.below is None:
            parts.append(words.gettext(N_("{band} from there"), band=name))
        else:
            below = words.number(f"{float(band.below):.2f}")
            parts.append(words.gettext(N_("{band} below {figure}"), band=name, figure=below))
    return words.gettext(N_(", ")).join(parts)
