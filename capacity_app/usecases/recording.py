"""Changing an assessment so that its history knows: what changed, by which role, and why.

A first draft has no history: nobody has signed anything yet, and answering stays as quick as it
is. From the first sign-off on every change is recorded, in the transaction that makes it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Answer, Assessment, State
from capacity_app.model.history import Change, Entry, Facts, answer_facts, differences, facts
from capacity_app.store.answering import Recording
from capacity_app.store.database import Store, now
from capacity_app.store.writing import Writing


def is_recorded(assessment: Assessment) -> bool:
    """Whether it, or the revision it was reopened from, was ever signed off."""
    return assessment.revision > 1 or assessment.state is not State.DRAFT


@contextmanager
def changing(
    store: Store,
    assessment: Assessment,
    draft_only: bool = True,
    look: Callable[[Assessment], Facts] = facts,
) -> Iterator[tuple[Writing, Assessment]]:
    """One transaction on an assessment as it is kept now; its history gets what differs after.

    ``look`` says where a difference is looked for.

    UserError, and no change, when it is signed off and only a draft may be changed, or when it
    was superseded.
    """
    with store.writing() as writing:
        fresh = writing.assessment(assessment.id)
        refuse_locked(fresh, draft_only)
        before = look(fresh) if is_recorded(fresh) else None
        yield writing, fresh
        fresh.saved_at = now()
        if before is not None:
            record(writing, fresh, differences(before, look(fresh)), fresh.saved_at)


def refuse_locked(assessment: Assessment, draft_only: bool = True) -> None:
    """Raise UserError when an assessment's state does not let it be changed."""
    if assessment.state is State.SUPERSEDED or (draft_only and assessment.state is State.FINAL):
        raise signed_off()


def signed_off() -> UserError:
    """What is said when something locked should be changed."""
    return UserError(
        N_("This assessment is signed off, so it cannot be changed. Nothing was changed.")
    )


def record_answer(
    writing: Recording, assessment: Assessment, before: Answer, after: Answer, at: datetime
) -> None:
    """Put a changed answer into the history, where one is kept."""
    if is_recorded(assessment):
        changes = differences(answer_facts(before), answer_facts(after))
        record(writing, assessment, changes, at)


def record(
    writing: Recording,
    assessment: Assessment,
    changes: Iterable[Change],
    at: datetime,
    who: str | None = None,
    reason: str | None = None,
) -> None:
    """Put changes into the history; by whom and why as typed when the revision was reopened."""
    writing.record(
        Entry(
            assessment_id=assessment.id,
            sequence=0,
            revision=assessment.revision,
            at=at,
            who=assessment.revision_by if who is None else who,
            what=change.what,
            subject=change.subject,
            field=change.field,
            old=change.old,
            new=change.new,
            reason=assessment.revision_reason if reason is None else reason,
        )
        for change in changes
    )
