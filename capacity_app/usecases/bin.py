"""The bin: what is deleted lies there until somebody takes it back or deletes it for good."""

from capacity_app.model.assessment import Assessment, Summary
from capacity_app.model.history import Change, What
from capacity_app.store.database import Store, now
from capacity_app.store.writing import Writing
from capacity_app.usecases.recording import record


def put_in(store: Store, assessment_id: str) -> None:
    """Put an assessment with all its revisions into the bin.

    A fictitious sample can be made anew at any time, so it goes for good.
    """
    with store.writing() as writing:
        assessment = writing.assessment(assessment_id)
        if assessment.organisation.is_sample:
            writing.delete_for_good(assessment_id)
            return
        moment = now()
        _note(writing, assessment, What.BINNED)
        writing.mark_deleted(assessment_id, moment)


def take_back(store: Store, assessment_id: str) -> None:
    """Take an assessment with all its revisions out of the bin."""
    with store.writing() as writing:
        _note(writing, writing.assessment(assessment_id), What.RESTORED)
        writing.mark_deleted(assessment_id, None)


def empty_of(store: Store, assessment_id: str) -> None:
    """Delete an assessment in the bin for good, with its revisions and its history."""
    with store.writing() as writing:
        if writing.assessment(assessment_id).deleted_at is None:
            raise ValueError(f"{assessment_id} is not in the bin")
        writing.delete_for_good(assessment_id)


def contents(store: Store) -> list[Summary]:
    """What lies in the bin, newest first."""
    return store.deleted()


def _note(writing: Writing, assessment: Assessment, what: What) -> None:
    record(writing, assessment, [Change(what)], now(), who="", reason="")
