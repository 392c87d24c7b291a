"""One transaction: what is read to be changed, and what is written without reading it."""

from typing import Final

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.store import tables

_ANSWER_COLUMNS: Final = tuple(column.name for column in tables.answers.c if not column.primary_key)
_CHANGE_ANSWER: Final = update(tables.answers).where(
    tables.answers.c.assessment_number == bindparam("of_assessment"),
    tables.answers.c.indicator == bindparam("of_indicator"),
)
_CHANGE_PROGRESS: Final = update(tables.assessments).where(
    tables.assessments.c.number == bindparam("of_assessment")
)


class Writing:
    """One transaction: everything done through it is kept together, or not at all."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def assessment(self, assessment_id: str) -> Assessment:
        """The latest revision of an assessment, to be changed; UserError when there is none."""
        return assessment_in(self._session, assessment_id)

    def organisation(self, organisation_id: str) -> Organisation:
        """An organisation, to be changed; UserError when there is none."""
        return organisation_in(self._session, organisation_id)

    def save_answer(self, assessment: Assessment, answer: Answer) -> None:
        """Write one answer's own row, new or changed, without reading it; evidence stays.

        Statements are made once and run on the bare connection: this is the path taken at
        every click, and its cost is measured.
        """
        number = assessment.number
        columns = {name: getattr(answer, name) for name in _ANSWER_COLUMNS}
        key = {"of_assessment": number, "of_indicator": answer.indicator}
        connection = self._session.connection()
        if not connection.execute(_CHANGE_ANSWER, {**key, **columns}).rowcount:
            new = {"assessment_number": number, "indicator": answer.indicator, **columns}
            connection.execute(insert(tables.answers), new)

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


def assessment_in(session: Session, assessment_id: str) -> Assessment:
    """The latest revision of an assessment; UserError when there is none."""
    query = (
        select(Assessment)
        .where(tables.assessments.c.id == assessment_id)
        .order_by(tables.assessments.c.revision.desc())
        .limit(1)
    )
    found = session.scalars(query).unique().first()
    if found is None:
        raise UserError(N_("There is no assessment {id} here."), id=assessment_id)
    return found


def organisation_in(session: Session, organisation_id: str) -> Organisation:
    """An organisation; UserError when there is none of that id."""
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise UserError(N_("There is no organisation {id} here."), id=organisation_id)
    return found
