"""Noting which document was given to whom; it stays here and goes into no document."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment
from capacity_app.model.handover import Handover
from capacity_app.model.history import Change, What
from capacity_app.model.scoring import score
from capacity_app.report.content_code import content_code
from capacity_app.store.database import Store, now
from capacity_app.usecases.mending import mended
from capacity_app.usecases.recording import is_recorded, record
from capacity_app.usecases.safe_writing import Progress


class Followed:
    """The steps of writing a document, passed on; ``last`` is the one that came last."""

    def __init__(self, steps: Iterator[Progress]) -> None:
        self._steps = steps
        self.last = Progress(0, 0)
        self.pages = 0

    def __iter__(self) -> Iterator[Progress]:
        for step in self._steps:
            self.last = step
            self.pages = max(self.pages, step.pages)
            yield step

    def close(self) -> None:
        """Stop; nothing half-made is left."""
        close = getattr(self._steps, "close", None)
        if close is not None:
            close()


@dataclass(frozen=True, slots=True)
class Given:
    """A document that was written: what it is ("plan_pdf", …), where, and its bytes' SHA-256."""

    document: str
    language: str
    tier: str
    file: Path
    sha256: str


def code_of(store: Store, assessment: Assessment) -> str:
    """The content code that the documents of an assessment carry as it is now."""
    return content_code(assessment, score(store.instrument_of(assessment), assessment))


def note(store: Store, assessment: Assessment, given: Given, receiver: str, by: str) -> Handover:
    """Keep that a document was handed over, with the name of its file but not its folder.

    ``receiver`` is an organisation, ``by`` a role. UserError, and nothing kept, without a receiver.
    """
    receiver, by = mended(receiver).strip(), mended(by).strip()
    if not receiver:
        raise UserError(N_("Write which organisation received it."))
    with store.writing() as writing:
        fresh = writing.assessment(assessment.id)
        made = Handover(
            assessment_id=fresh.id,
            revision=fresh.revision,
            at=now(),
            receiver=receiver,
            document=given.document,
            language=given.language,
            tier=given.tier,
            file=given.file.name,
            by=by,
            code=code_of(store, fresh),
            sha256=given.sha256,
        )
        writing.note_handover(made)
        if is_recorded(fresh):
            change = Change(What.HANDED_OVER, given.document, "code", new=made.code)
            record(writing, fresh, [change], made.at, who=by)
    return made
