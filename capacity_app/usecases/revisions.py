"""Signing an assessment off, reopening it as the next revision, and following it up later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from capacity_app.errors import UserError
from capacity_app.exchange import document
from capacity_app.i18n import N_
from capacity_app.model.assessment import (
    Answer,
    Assessment,
    Kind,
    Mode,
    Participants,
    State,
)
from capacity_app.model.comparison import Comparison, compare
from capacity_app.model.copying import following, next_revision
from capacity_app.model.history import Change, Entry, What, first_broken
from capacity_app.model.instrument import Instrument
from capacity_app.model.progress import progress, without_evidence
from capacity_app.model.psea import level_of
from capacity_app.model.scoring import score
from capacity_app.store.database import Store, new_id, now
from capacity_app.usecases.counting import count
from capacity_app.usecases.mending import mend, mended
from capacity_app.usecases.recording import record, signed_off
from capacity_app.usecases.transfer import add_whole


@dataclass(frozen=True, slots=True)
class Pending:
    """What is worth a look before signing: ids that are open, or at level 3 and more bare."""

    open: tuple[str, ...]
    bare: tuple[str, ...]
    psea_provisional: bool


def pending(store: Store, assessment: Assessment) -> Pending:
    """What a sign-off would leave open; none of it is in the way."""
    instrument = store.instrument_of(assessment)
    scores = score(instrument, assessment)
    unfinished = [i.id for i in instrument.indicators if not progress([i], assessment).done]
    provisional = scores.psea is not None and scores.psea.provisional
    return Pending(tuple(unfinished), tuple(without_evidence(instrument, assessment)), provisional)


def sign_off(
    store: Store, assessment: Assessment, director_role: str, facilitator_role: str = ""
) -> Assessment:
    """Lock a draft as a numbered revision; the plan can still be tracked and added to.

    UserError, and no change, without the roles that sign: the director's always, a
    facilitator's when somebody facilitated.
    """
    director, facilitator = mended(director_role).strip(), mended(facilitator_role).strip()
    if not director:
        raise UserError(N_("Write the role of the person who signs for the organisation."))
    with store.writing() as writing:
        fresh = writing.assessment(assessment.id)
        if fresh.state is not State.DRAFT:
            raise signed_off()
        if fresh.mode is not Mode.SELF and not facilitator:
            raise UserError(N_("Write the role of the person who facilitated."))
        fresh.state, fresh.signed_at = State.FINAL, now()
        fresh.director_role, fresh.facilitator_role = director, facilitator
        for action in fresh.plan:
            action.agreed = True
        fresh.saved_at = fresh.signed_at
        change = Change(What.SIGNED_OFF, new=signed_content(fresh))
        who = ", ".join(role for role in (director, facilitator) if role)
        record(writing, fresh, [change], fresh.signed_at, who=who)
    return fresh


def reopen(store: Store, assessment: Assessment, reason: str, role: str) -> Assessment:
    """The next revision, a draft with everything the signed-off one holds.

    The signed-off revision is superseded at once, as by an imported newer one, and stays
    readable. UserError, and no change, without a reason and a role, or when nothing is signed off.
    """
    reason, role = mended(reason).strip(), mended(role).strip()
    if not reason:
        raise UserError(N_("Write why it is reopened."))
    if not role:
        raise UserError(N_("Write the role of the person who reopens it."))
    with store.writing() as writing:
        signed = writing.assessment(assessment.id)
        if signed.state is not State.FINAL:
            raise UserError(N_("This assessment is not signed off, so there is nothing to reopen."))
        signed.state = State.SUPERSEDED
        fresh = next_revision(signed, reason, role)
        fresh.saved_at = now()
        add_whole(writing, fresh)
        change = Change(What.REOPENED, old=str(signed.revision), new=str(fresh.revision))
        record(writing, fresh, [change], fresh.saved_at)
    return fresh


def signed_content(assessment: Assessment) -> str:
    """SHA-256 over what a sign-off locks: setting, answers, evidence and targets, not the plan."""
    content: dict[str, Any] = document.to_document(assessment)
    for name in ("state", "plan", "organisation", "reviews"):
        content.pop(name, None)
    return hashlib.sha256(document.dump(content)).hexdigest()


def verify(store: Store, assessment_id: str) -> list[Entry]:
    """The entries of a history that do not hold: changed rows, or a signed revision changed since.

    Empty when all is as it was written.
    """
    entries = store.history(assessment_id)
    broken = first_broken(entries)
    wrong = [] if broken is None else [entries[broken - 1]]
    kept = {one.revision for one in store.revisions(assessment_id)}
    for entry in entries:
        if entry.what is What.SIGNED_OFF and entry.revision in kept:
            signed = store.assessment(assessment_id, entry.revision)
            if signed.state is State.DRAFT or signed_content(signed) != entry.new:
                wrong.append(entry)
    return list(dict.fromkeys(wrong))


def start_follow_up(
    store: Store,
    assessment: Assessment,
    on: date,
    kind: Kind = Kind.FOLLOW_UP,
    *,
    mode: Mode | None = None,
    services: Sequence[str] | None = None,
    language: str = "",
    place: str | None = None,
    participants: Sequence[Participants] = (),
) -> Assessment:
    """A new assessment of the same organisation under the same question bank.

    Nothing is answered yet; evidence and the actions still open come along. What is not given
    is as it was last time.
    """
    with store.writing() as writing:
        before = writing.assessment(assessment.id)
        fresh = following(before, new_id())
        fresh.kind, fresh.date, fresh.saved_at = kind, on, now()
        fresh.mode, fresh.language = mode or before.mode, language or before.language
        fresh.place = before.place if place is None else place
        fresh.participants = list(participants)
        mend(fresh)
        if services is not None:
            known = store.instrument(before.instrument_digest).services
            fresh.services = [code for code in known if code in services]
        count(fresh, store.instrument_of(fresh))
        add_whole(writing, fresh)
        came_from = f"{before.date.isoformat()} ({before.revision})"
        record(writing, fresh, [Change(What.FOLLOW_UP, old=came_from)], fresh.saved_at)
    return fresh


def latest_of(store: Store, organisation_id: str, instrument_id: str) -> Assessment | None:
    """What a follow-up under a question bank would start from: signed off first, else answered."""
    own = [s for s in store.summaries() if s.organisation_id == organisation_id and s.answered]
    for summary in sorted(own, key=lambda summary: summary.state is not State.FINAL):
        found = store.assessment(summary.id)
        if found.instrument_id == instrument_id:
            return found
    return None


@dataclass(frozen=True, slots=True)
class LastTime:
    """The assessment before, with the question bank it was made under."""

    assessment: Assessment
    instrument: Instrument

    def answer(self, indicator: str) -> Answer | None:
        """What was answered then; None when nothing was, or it was not asked."""
        answer = self.assessment.answers.get(indicator)
        return None if answer is None or answer.is_empty else answer

    def level(self, indicator: str) -> int | None:
        """The level then; None when there was none."""
        if indicator not in self.instrument:
            return None
        return level_of(self.instrument.indicator(indicator), self.answer(indicator))


def last_time(store: Store, assessment: Assessment) -> LastTime | None:
    """What a follow-up follows; None for any other, or when that is no longer here."""
    if not assessment.previous_id:
        return None
    try:
        before = store.assessment(assessment.previous_id, assessment.previous_revision)
    except UserError:
        return None
    return LastTime(before, store.instrument_of(before))


def changes_since(store: Store, assessment: Assessment) -> Comparison | None:
    """How a follow-up compares with what it follows; None when it follows nothing here."""
    before = last_time(store, assessment)
    if before is None:
        return None
    instrument = store.instrument_of(assessment)
    then = score(before.instrument, before.assessment)
    return compare(instrument, then, score(instrument, assessment))
