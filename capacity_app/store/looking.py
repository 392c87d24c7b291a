"""What is read from the tables: assessments, lists of them, revisions and history."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import Session

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment, Revision, Summary
from capacity_app.model.handover import Handover
from capacity_app.model.history import Entry
from capacity_app.model.organisation import Organisation
from capacity_app.store import tables

_ENTRY = tuple(field.name for field in fields(Entry))
_HANDOVER = tuple(field.name for field in fields(Handover))
_LAST = (  # made once: it is asked for at every click on a reopened assessment
    select(*(tables.history.c[name] for name in _ENTRY))
    .where(tables.history.c.assessment_id == bindparam("of_assessment"))
    .order_by(tables.history.c.sequence.desc())
    .limit(1)
)


def assessment(session: Session, assessment_id: str, revision: int | None = None) -> Assessment:
    """A revision of an assessment, the latest unless given; UserError when there is none."""
    a = tables.assessments.c
    query = select(Assessment).where(a.id == assessment_id)
    if revision is not None:
        query = query.where(a.revision == revision)
    found = session.scalars(query.order_by(a.revision.desc()).limit(1)).unique().first()
    if found is None:
        raise UserError(N_("There is no assessment {id} here."), id=assessment_id)
    return found


def organisation(session: Session, organisation_id: str) -> Organisation:
    """An organisation; UserError when there is none of that id."""
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise UserError(N_("There is no organisation {id} here."), id=organisation_id)
    return found


def summaries(session: Session, deleted: bool) -> list[Summary]:
    """The latest revision of every assessment in use, or in the bin; newest first.

    Thousands are read at once, so every row costs only its columns.
    """
    a, o = tables.assessments.c, tables.organisations.c
    latest = select(func.max(a.number)).group_by(a.id).scalar_subquery()
    query = (
        select(
            *(a.id, a.revision, a.state, a.kind, a.date, a.answered, a.applicable),
            *(a.saved_at, a.organisation_id, o.is_sample, o.name_en, o.name_ar, o.name_ckb),
            o.acronym,
        )
        .join(tables.organisations, o.id == a.organisation_id)
        .where(a.number.in_(latest))
        .where(a.deleted_at.is_not(None) if deleted else a.deleted_at.is_(None))
        .order_by(a.number.desc())
    )
    return [_summary(row) for row in session.execute(query).all()]


def revisions(session: Session, assessment_id: str) -> list[Revision]:
    """All revisions of an assessment, newest first."""
    a = tables.assessments.c
    query = (
        select(
            *(a.revision, a.state, a.date, a.director_role, a.facilitator_role, a.signed_at),
            *(a.revision_reason, a.revision_by),
        )
        .where(a.id == assessment_id)
        .order_by(a.revision.desc())
    )
    return [Revision(*row) for row in session.execute(query).all()]


def history(session: Session, assessment_id: str) -> list[Entry]:
    """The history of an assessment, oldest first."""
    h = tables.history.c
    query = (
        select(*(h[name] for name in _ENTRY))
        .where(h.assessment_id == assessment_id)
        .order_by(h.sequence)
    )
    return [Entry(*row) for row in session.execute(query).all()]


def handovers(session: Session, assessment_id: str) -> list[Handover]:
    """What was handed over of an assessment, newest first."""
    h = tables.handovers.c
    query = (
        select(*(h[name] for name in _HANDOVER))
        .where(h.assessment_id == assessment_id)
        .order_by(h.number.desc())
    )
    return [Handover(*row) for row in session.execute(query).all()]


def copies(session: Session) -> set[str]:
    """SHA-256 of every copy of a proof that an item shows, in every revision and the bin too."""
    sha256 = tables.evidence.c.copy_sha256
    return set(session.scalars(select(sha256).where(sha256 != "").distinct()))


def last_entry(connection: Connection, assessment_id: str) -> Entry | None:
    """The newest entry of an assessment's history; None when it has none yet."""
    row = connection.execute(_LAST, {"of_assessment": assessment_id}).first()
    return None if row is None else Entry(*row)


def row_of(thing: Entry | Handover) -> dict[str, Any]:
    """An entry or a handing over as a row of its table."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _summary(row: Any) -> Summary:
    return Summary(
        id=row.id,
        revision=row.revision,
        state=row.state,
        kind=row.kind,
        date=row.date,
        organisation_id=row.organisation_id,
        organisation={"en": row.name_en, "ar": row.name_ar, "ckb": row.name_ckb},
        is_sample=row.is_sample,
        answered=row.answered,
        applicable=row.applicable,
        saved_at=row.saved_at,
        acronym=row.acronym,
    )
