"""One format-free report of an assessment, in one language, for one receiver.

The PDF and the workbook are made from it alone, so that a figure is the same everywhere and
what the receiver may not see is not there to leak.
"""

from datetime import date

from capacity_app.i18n import N_, Words
from capacity_app.model.assessment import Assessment, State
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Authority
from capacity_app.model.scoring import Scores, strongest, weakest
from capacity_app.model.tier import Tier
from capacity_app.report.content_annexes import (
    crosswalk_lines,
    evidence_counts,
    evidence_lines,
    participant_lines,
    review_lines,
    rule_lines,
    scales,
)
from capacity_app.report.content_change import change_part, moved_part
from capacity_app.report.content_code import code_of, content_text
from capacity_app.report.content_lines import Fact
from capacity_app.report.content_pack import pack_part
from capacity_app.report.content_plan import plan_part
from capacity_app.report.content_profile import governorate_name, pcode, profile
from capacity_app.report.content_psea import psea_part
from capacity_app.report.content_scores import (
    Before,
    Source,
    domain_part,
    figures,
    gap_lines,
    rank_lines,
)
from capacity_app.report.content_shape import Header, Report
from capacity_app.report.tiers import Sight
from capacity_app.vocabulary import word

__all__ = ["Before", "Report", "build", "with_beside"]


def build(
    assessment: Assessment,
    instrument: Instrument,
    scores: Scores,
    words: Words,
    tier: Tier,
    today: date,
    previous: Before | None = None,
    *,
    names: bool = False,
) -> Report:
    """Everything the documents say about an assessment, as far as the tier may see it.

    ``instrument`` is the one tailored to the assessment's services; ``today`` decides what is
    delayed or expired; ``names`` lets a funder see the names of people.
    """
    sight = Sight(tier, names)
    source = Source(assessment, instrument, scores, words, sight, previous)
    header = _header(source, today)
    facts = profile(source)
    return Report(
        words=words,
        sight=sight,
        header=header,
        facts=_facts(header, words),
        profile=facts,
        domains=tuple(domain_part(source, domain) for domain in instrument.domains),
        overall=figures(scores.total, words),
        psea=psea_part(source),
        gaps=gap_lines(source),
        strongest=rank_lines(source, strongest(scores, instrument)),
        weakest=rank_lines(source, weakest(scores, instrument)),
        plan=plan_part(source, today),
        evidence=evidence_lines(source, today),
        evidence_counts=evidence_counts(source, today),
        crosswalk=crosswalk_lines(source),
        rules=rule_lines(source),
        participants=participant_lines(source),
        levels=tuple(
            (level.level, level.name[words.code], level.meaning[words.code])
            for level in instrument.rules.scale
        ),
        scales=scales(source),
        reviews=review_lines(source),
        pack=pack_part(source, facts, today),
        change=change_part(source),
        moved=moved_part(source, today),
    )


def with_beside(report: Report, other: Report) -> Report:
    """The report to be printed with ``other``, the same in a second language, beside it."""
    return report._replace(beside=other)


def _header(source: Source, today: date) -> Header:
    own, words, sight = source.assessment, source.words, source.sight
    organisation, instrument = own.organisation, source.instrument
    seen = sight.sees("organisation.name_en")
    name = organisation.name(words.code) if seen else words.gettext(N_("One organisation"))
    places = organisation.governorates if sight.sees("organisation.governorates") else []
    before = source.before.assessment.date if source.before else None
    content = content_text(own, source.scores) if sight.single_answers else ""
    return Header(
        organisation=name,
        names=_names(source) if seen else (),
        acronym=sight.text("organisation.acronym", organisation.acronym),
        id=sight.text("assessment.id", own.id),
        organisation_id=sight.text("organisation.id", organisation.id),
        registration_code=_registration_code(source),
        title=words.gettext(N_("{organisation}: capacity assessment"), organisation=name),
        period=words.gettext(
            N_("{kind}, {date}"), kind=word(own.kind, words), date=words.date(own.date)
        ),
        kind_name=word(own.kind, words),
        mode_name=word(own.mode, words),
        assessed_on=own.date,
        assessed_shown=words.date(own.date),
        made_on=today,
        made_on_shown=words.date(today),
        state_name=word(own.state, words),
        is_draft=own.state is State.DRAFT,
        is_sample=organisation.is_sample,
        revision=own.revision,
        revision_shown=words.gettext(N_("Revision {n}"), n=words.number(own.revision)),
        instrument_title=instrument.title[words.code],
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        digest=instrument.digest,
        instrument_shown=_instrument_shown(source),
        tier_name=word(sight.tier, words),
        self_assessed=words.gettext(N_("Self-assessed")),
        services=tuple(instrument.services[s][words.code] for s in own.services),
        governorates=tuple(governorate_name(key, words) for key in places),
        pcodes=tuple(dict.fromkeys(code for key in places if (code := pcode(key)))),
        place=sight.text("assessment.place", own.place),
        facilitator=sight.text("assessment.facilitator", own.facilitator),
        facilitator_organisation=sight.text(
            "assessment.facilitator_organisation", own.facilitator_organisation
        ),
        previous_date=before,
        previous_shown="" if before is None else words.date(before),
        code=code_of(content) if content else "",
        content=content,
    )


def _names(source: Source) -> tuple[tuple[str, str], ...]:
    own = source.assessment.organisation
    names = (("en", own.name_en), ("ar", own.name_ar), ("ckb", own.name_ckb))
    return tuple((code, name) for code, name in names if name)


def _registration_code(source: Source) -> str:
    """The federal registration as org-id writes it; the Kurdistan Region has no such list."""
    if not source.sight.sees("organisation.registrations"):
        return ""
    for held in source.assessment.organisation.registrations:
        if held.authority is Authority.FEDERAL and held.number:
            return f"IQ-NGO-{held.number.removeprefix('IQ-NGO-')}"
    return ""


def _instrument_shown(source: Source) -> str:
    instrument, words = source.instrument, source.words
    return words.gettext(
        N_("{title}, version {version} ({digest})"),
        title=instrument.title[words.code],
        version=instrument.version,
        digest=instrument.digest[:12],
    )


def _facts(header: Header, words: Words) -> tuple[Fact, ...]:
    """The header as labelled lines, for a front page; empty ones are left out."""
    comma = words.gettext(N_(", "))
    given = (
        ("organisation", N_("Organisation"), header.organisation),
        ("kind", N_("Kind of assessment"), header.kind_name),
        ("date", N_("Date of the assessment"), header.assessed_shown),
        ("previous", N_("Compared with"), header.previous_shown),
        ("method", N_("Method"), _method(header, words)),
        ("place", N_("Place"), header.place),
        ("facilitator", N_("Facilitator"), header.facilitator),
        (
            "facilitator_organisation",
            N_("Facilitator's organisation"),
            header.facilitator_organisation,
        ),
        ("governorates", N_("Governorates"), comma.join(header.governorates)),
        ("services", N_("Services assessed"), comma.join(header.services)),
        ("instrument", N_("Question bank"), header.instrument_shown),
        ("state", N_("State"), comma.join((header.state_name, header.revision_shown))),
        ("tier", N_("Made for"), header.tier_name),
        ("made_on", N_("Made on"), header.made_on_shown),
        ("code", N_("Content code"), header.code),
    )
    dates = {
        "date": header.assessed_on,
        "made_on": header.made_on,
        "previous": header.previous_date,
    }
    return tuple(
        Fact(key, words.gettext(label), value, dates.get(key), ltr=key == "code")
        for key, label, value in given
        if value
    )


def _method(header: Header, words: Words) -> str:
    """Every method is a self-assessment; facilitation is said beside it."""
    if header.mode_name == header.self_assessed:
        return header.self_assessed
    return words.gettext(N_(", ")).join((header.self_assessed, header.mode_name))
