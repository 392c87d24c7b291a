"""One transaction: what is read to be changed, and what is written without reading it."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from capacity_app.model.assessment import Assessment
from capacity_app.model.handover import Handover
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.model.plan import Action
from capacity_app.store import looking, tables
from capacity_app.store.answering import Recording

_CHANGE_PROGRESS: Final = update(tables.assessments).where(
    tables.assessments.c.number == bindparam("of_assessment")
)


class Writing(Recording):
    """One transaction: everything done through it is kept together, or not at all."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.connection)
        self._session = session

    def assessment(self, assessment_id: str) -> Assessment:
        """The latest revision of an assessment, to be changed; UserError when there is none."""
        return looking.assessment(self._session, assessment_id)

    def action(self, assessment: Assessment, ref: str) -> Action | None:
        """One action of a plan, to be changed, without reading the rest.

        None when there is none, or when the assessment is not in the state it was read in.
        """
        kept, mine = tables.assessments.c, tables.actions.c
        state = select(kept.state).where(kept.number == assessment.number)
        if self._session.execute(state).scalar_one_or_none() is not assessment.state:
            return None
        found = select(Action).where(mine.assessment_number == assessment.number, mine.ref == ref)
        return self._session.scalars(found).one_or_none()

    def organisation(self, organisation_id: str) -> Organisation:
        """An organisation, to be changed; UserError when there is none."""
        return looking.organisation(self._session, organisation_id)

    def note_progress(self, assessment: Assessment, **columns: object) -> None:
        """Set columns of the assessment's own row without reading it."""
        values = {"of_assessment": assessment.number, **columns}
        self._session.connection().execute(_CHANGE_PROGRESS, values)

    def add(self, thing: Assessment | Organisation) -> None:
        """Keep a new assessment or organisation."""
        self._session.add(thing)

    def delete(self, thing: Assessment | Organisation) -> None:
        """Remove an assessment with all it holds, or an organisation without assessments."""
        self._session.delete(thing)

    def mark_deleted(self, assessment_id: str, at: datetime | None) -> None:
        """Put every revision of an assessment into the bin, or take them out of it (None)."""
        rows = update(tables.assessments).where(tables.assessments.c.id == assessment_id)
        self._session.execute(rows.values(deleted_at=at))

    def delete_for_good(self, assessment_id: str) -> None:
        """Remove an assessment with all its revisions and its history."""
        for table, key in (
            (tables.assessments, tables.assessments.c.id),
            (tables.history, tables.history.c.assessment_id),
            (tables.handovers, tables.handovers.c.assessment_id),
        ):
            self._session.execute(delete(table).where(key == assessment_id))

    def note_handover(self, handover: Handover) -> None:
        """Keep that a document was handed over."""
        self._session.execute(insert(tables.handovers).values(**looking.row_of(handover)))

    def flush(self) -> None:
        """Write what has changed so far, still inside the transaction."""
        self._session.flush()

    def keep_instrument(self, instrument: Instrument, content: str) -> None:
        """Keep a question bank's content beside the assessments made with it."""
        known = select(tables.instruments.c.digest).where(
            tables.instruments.c.digest == instrument.digest
        )
        if self._session.execute(known).first() is None:
            self._session.execute(
                insert(tables.instruments).values(
                    digest=instrument.digest,
                    id=instrument.id,
                    version=instrument.version,
                    content=content,
                )
            )
