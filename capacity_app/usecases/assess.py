"""Making an assessment and answering it: every function saves at once, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import (
    Answer,
    Assessment,
    Changed,
    ElementAnswer,
    Kind,
    Mode,
    Participants,
)
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.store.database import Store, new_id, now
from capacity_app.usecases.counting import count, counts_after
from capacity_app.usecases.mending import mend
from capacity_app.usecases.recording import changing, record_answer, refuse_locked, signed_off

DEFAULT_INSTRUMENT: Final = "iraq-health-cso"
SAID: Final = (
    *("level", "not_applicable", "dont_know", "note", "without_evidence"),
    *("elements", "sustained", "changed"),
)
"""What an answer says itself; the evidence named for it is kept apart."""


def start(
    store: Store,
    organisation_id: str,
    *,
    kind: Kind = Kind.BASELINE,
    mode: Mode = Mode.SELF,
    on: date,
    services: Sequence[str] = (),
    language: str = "en",
    place: str = "",
    participants: Sequence[Participants] = (),
    facilitator: str = "",
    facilitator_organisation: str = "",
    instrument_id: str = DEFAULT_INSTRUMENT,
) -> Assessment:
    """A new draft assessment; the question bank's present content is kept with it."""
    instrument = store.installed_instrument(instrument_id)
    content = store.installed_content(instrument_id)
    with store.writing() as writing:
        assessment = Assessment(
            id=new_id(),
            organisation=writing.organisation(organisation_id),
            instrument_id=instrument.id,
            instrument_version=instrument.version,
            instrument_digest=instrument.digest,
            kind=kind,
            mode=mode,
            date=on,
            language=language,
            services=[code for code in instrument.services if code in services],
            place=place,
            participants=list(participants),
            facilitator=facilitator,
            facilitator_organisation=facilitator_organisation,
            saved_at=now(),
            applicable=len(instrument.offered(services).indicators),
        )
        mend(assessment)
        writing.keep_instrument(instrument, content)
        writing.add(assessment)
    return assessment


def choose_level(store: Store, assessment: Assessment, indicator: str, level: int) -> Assessment:
    """Answer with a level, 1 to 4; "not applicable" and "don't know" are taken back."""

    def change(answer: Answer) -> None:
        answer.level, answer.not_applicable, answer.dont_know = level, None, False

    if level not in (1, 2, 3, 4):
        raise ValueError(level)
    return _change(store, assessment, indicator, change)


def mark_not_applicable(
    store: Store, assessment: Assessment, indicator: str, reason: str
) -> Assessment:
    """Answer "not applicable"; it counts once a reason is written."""

    def change(answer: Answer) -> None:
        answer.level, answer.not_applicable, answer.dont_know = None, reason, False

    if not store.instrument_of(assessment).indicator(indicator).may_be_na:
        raise UserError(N_("This standard applies to every organisation; choose yes or no."))
    return _change(store, assessment, indicator, change)


def mark_dont_know(store: Store, assessment: Assessment, indicator: str) -> Assessment:
    """Answer "don't know": it stays open and becomes a task for follow-up."""

    def change(answer: Answer) -> None:
        answer.level, answer.not_applicable, answer.dont_know = None, None, True

    return _change(store, assessment, indicator, change)


def clear(store: Store, assessment: Assessment, indicator: str) -> Assessment:
    """Take the answer back; note and evidence stay."""

    def change(answer: Answer) -> None:
        answer.level, answer.not_applicable, answer.dont_know = None, None, False
        answer.elements, answer.sustained = {}, None

    return _change(store, assessment, indicator, change)


def choose_element(
    store: Store, assessment: Assessment, indicator: str, element: str, given: ElementAnswer
) -> Assessment:
    """Answer one required element of a PSEA standard."""

    def change(answer: Answer) -> None:
        answer.elements = {**answer.elements, element: given}
        answer.not_applicable, answer.dont_know = None, False

    return _change(store, assessment, indicator, change)


def choose_sustained(
    store: Store, assessment: Assessment, indicator: str, given: ElementAnswer
) -> Assessment:
    """Answer the sustaining element of a PSEA standard."""

    def change(answer: Answer) -> None:
        answer.sustained = given
        answer.not_applicable, answer.dont_know = None, False

    return _change(store, assessment, indicator, change)


def write_note(store: Store, assessment: Assessment, indicator: str, note: str) -> Assessment:
    """Keep the note of an indicator."""

    def change(answer: Answer) -> None:
        answer.note = note

    return _change(store, assessment, indicator, change)


def write_reason(store: Store, assessment: Assessment, indicator: str, reason: str) -> Assessment:
    """Keep why a level of 3 or more has no evidence; every report prints it."""

    def change(answer: Answer) -> None:
        answer.without_evidence = reason

    return _change(store, assessment, indicator, change)


def visit(store: Store, assessment: Assessment, indicator: str) -> None:
    """Remember the indicator last looked at, to come back to it."""
    if assessment.last_indicator == indicator:
        return
    with store.writing() as writing:
        writing.note_progress(assessment, last_indicator=indicator)
    assessment.last_indicator = indicator


def choose_reason_of_change(
    store: Store, assessment: Assessment, indicator: str, changed: Changed | None
) -> Assessment:
    """Say why the level differs from last time's; None takes it back."""

    def change(answer: Answer) -> None:
        answer.changed = changed

    return _change(store, assessment, indicator, change)


def put_answer(store: Store, assessment: Assessment, answer: Answer) -> Assessment:
    """Make everything said to an indicator what it is in ``answer``; its evidence stays."""

    def change(own: Answer) -> None:
        for name in SAID:
            setattr(own, name, getattr(answer, name))

    return _change(store, assessment, answer.indicator, change)


def add_evidence(
    store: Store, assessment: Assessment, item: EvidenceItem, indicators: Sequence[str] = ()
) -> Assessment:
    """Register an evidence item (its ref is given here) and name it for these indicators."""
    offered = store.instrument_of(assessment)
    for indicator in indicators:
        _refuse_unknown(offered, indicator)
    mend(item)
    with changing(store, assessment) as (_writing, fresh):
        item.ref = fresh.next_evidence_ref()
        fresh.evidence.append(item)
        for indicator in indicators:
            answer = fresh.answers.setdefault(indicator, Answer(indicator))
            answer.evidence.append(item)
        count(fresh, store.instrument_of(fresh))
    return fresh


def change_evidence(store: Store, assessment: Assessment, ref: str, **fields: object) -> Assessment:
    """Change fields of an evidence item."""
    with changing(store, assessment) as (_writing, fresh):
        item = fresh.evidence_item(ref)
        for name, value in fields.items():
            setattr(item, name, value)
        mend(item)
    return fresh


def link_evidence(
    store: Store, assessment: Assessment, indicator: str, ref: str, linked: bool = True
) -> Assessment:
    """Name an evidence item for an indicator, or take it away from it."""
    if linked:
        _refuse_unknown(store.instrument_of(assessment), indicator)
    with changing(store, assessment) as (_writing, fresh):
        item = fresh.evidence_item(ref)
        answer = fresh.answers.setdefault(indicator, Answer(indicator))
        if linked and item not in answer.evidence:
            answer.evidence.append(item)
        elif not linked and item in answer.evidence:
            answer.evidence.remove(item)
        count(fresh, store.instrument_of(fresh))
    return fresh


def remove_evidence(store: Store, assessment: Assessment, ref: str) -> Assessment:
    """Take an evidence item out of the register and away from every indicator."""
    with changing(store, assessment) as (_writing, fresh):
        item = fresh.evidence_item(ref)
        for answer in fresh.answers.values():
            if item in answer.evidence:
                answer.evidence.remove(item)
        fresh.evidence.remove(item)
        count(fresh, store.instrument_of(fresh))
    return fresh


def change_setting(store: Store, assessment: Assessment, **fields: object) -> Assessment:
    """Change kind, mode, date, services, place, facilitator or participants of a draft."""
    with changing(store, assessment) as (_writing, fresh):
        for name, value in fields.items():
            if not hasattr(fresh, name):
                raise TypeError(f"Assessment has no field {name}")
            setattr(fresh, name, value)
        mend(fresh)
        count(fresh, store.instrument_of(fresh))
    return fresh


def _refuse_unknown(instrument: Instrument, indicator: str) -> None:
    if indicator not in instrument:
        raise UserError(N_("There is no indicator {id} in this assessment."), id=indicator)


def delete(store: Store, assessment: Assessment) -> None:
    """Remove the latest revision of an assessment with its answers, evidence and plan."""
    with store.writing() as writing:
        writing.delete(writing.assessment(assessment.id))


def _change(
    store: Store, assessment: Assessment, indicator: str, change: Callable[[Answer], None]
) -> Assessment:
    """Change one answer: two rows, one transaction; the given assessment shows it afterwards.

    After a sign-off the history makes them three.
    """
    refuse_locked(assessment)
    instrument = store.instrument_of(assessment)
    _refuse_unknown(instrument, indicator)
    before = assessment.answer(indicator)
    answer = replace(before)
    change(answer)
    mend(answer)
    saved_at = now()
    progress = {"saved_at": saved_at, "last_indicator": indicator}
    counts = counts_after(assessment, answer, instrument)
    with store.answering() as writing:
        if not writing.note_answering(assessment, **progress, **counts):
            raise signed_off()
        writing.save_answer(assessment, answer)
        record_answer(writing, assessment, before, answer, saved_at)
    assessment.answers[indicator] = answer
    for name, value in {**progress, **counts}.items():
        setattr(assessment, name, value)
    return assessment
