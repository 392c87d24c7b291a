"""What the home page shows, read with SQLite alone, before the ORM's libraries are loaded.

Loading them costs more than two bare windows. A glance is only ever looked at, and only until the
store itself is open; whatever it does not understand, it leaves to the store to say in words.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from capacity_app.model.assessment import (
    Answer,
    Assessment,
    ElementAnswer,
    Kind,
    Mode,
    State,
    Summary,
)
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Authority, Organisation, Registration
from capacity_app.model.plan import Action, Status
from capacity_app.store import instruments

_LATEST = """
    SELECT {columns}
    FROM assessment a JOIN organisation o ON o.id = a.organisation_id
    WHERE a.deleted_at IS NULL
      AND a.number IN (SELECT MAX(number) FROM assessment GROUP BY id)
    {only} ORDER BY a.number DESC
"""
_LIST = _LATEST.format(
    columns="a.id, a.revision, a.state, a.kind, a.date, a.answered, a.applicable, a.saved_at, "
    "a.organisation_id, o.is_sample, o.name_en, o.name_ar, o.name_ckb, o.acronym",
    only="",
)
_ONE = _LATEST.format(
    columns="a.*, o.is_sample, o.name_en, o.name_ar, o.name_ckb, o.acronym, o.registrations",
    only="AND a.id = ?",
)


class Glance:
    """One assessment and the list of all, as the file holds them now.

    ``assessment_id`` is the one to look at; "" where none is open, and only the list is wanted.
    """

    def __init__(self, file: Path, assessment_id: str) -> None:
        with closing(_look_only(file)) as connection:
            self._summaries = [_summary(row) for row in connection.execute(_LIST)]
            if assessment_id:
                self._look_at(assessment_id, connection)

    def summaries(self) -> list[Summary]:
        """The latest revision of every assessment, newest first."""
        return self._summaries

    def assessment(self, assessment_id: str) -> Assessment:
        """The assessment that was looked at; no other can be had."""
        assert assessment_id == self._assessment.id
        return self._assessment

    def instrument_of(self, assessment: Assessment) -> Instrument:
        """Its question bank, tailored to its services."""
        assert assessment is self._assessment
        return self._offered

    def _look_at(self, assessment_id: str, connection: sqlite3.Connection) -> None:
        [chosen] = connection.execute(_ONE, (assessment_id,))
        self._assessment = _assessment(chosen, connection)
        query = "SELECT content FROM instrument WHERE digest = ?"
        [content] = connection.execute(query, (chosen["instrument_digest"],)).fetchone()
        whole = instruments.parse(json.loads(content), assessment_id)
        self._offered = whole.offered(self._assessment.services)


def _look_only(file: Path) -> sqlite3.Connection:
    """A connection that leaves nothing beside the file; refused while a log is waiting there."""
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        raise sqlite3.OperationalError("a write-ahead log is waiting")
    path = quote(file.absolute().as_posix().removeprefix("/"))
    connection = sqlite3.connect(f"file:///{path}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _summary(row: Mapping[str, Any]) -> Summary:
    return Summary(
        id=row["id"],
        revision=row["revision"],
        state=State(row["state"]),
        kind=Kind(row["kind"]),
        date=date.fromisoformat(row["date"]),
        organisation_id=row["organisation_id"],
        organisation={code: row[f"name_{code}"] for code in ("en", "ar", "ckb")},
        is_sample=bool(row["is_sample"]),
        answered=row["answered"],
        applicable=row["applicable"],
        saved_at=_moment(row["saved_at"]),
        acronym=row["acronym"],
    )


def _assessment(row: Mapping[str, Any], connection: sqlite3.Connection) -> Assessment:
    def rows(table: str) -> Iterator[Mapping[str, Any]]:
        query = f"SELECT * FROM {table} WHERE assessment_number = ?"
        yield from connection.execute(query, (row["number"],))

    return Assessment(
        id=row["id"],
        organisation=_organisation(row),
        instrument_id=row["instrument_id"],
        instrument_version=row["instrument_version"],
        instrument_digest=row["instrument_digest"],
        revision=row["revision"],
        state=State(row["state"]),
        kind=Kind(row["kind"]),
        mode=Mode(row["mode"]),
        date=date.fromisoformat(row["date"]),
        language=row["language"],
        services=json.loads(row["services"]),
        last_indicator=row["last_indicator"],
        saved_at=_moment(row["saved_at"]),
        answered=row["answered"],
        applicable=row["applicable"],
        answers={each["indicator"]: _answer(each) for each in rows("answer")},
        evidence=[_evidence(each) for each in rows("evidence")],
        plan=[_action(each) for each in rows("action")],
        number=row["number"],
    )


def _organisation(row: Mapping[str, Any]) -> Organisation:
    return Organisation(
        id=row["organisation_id"],
        name_en=row["name_en"],
        name_ar=row["name_ar"],
        name_ckb=row["name_ckb"],
        acronym=row["acronym"],
        is_sample=bool(row["is_sample"]),
        registrations=[
            Registration(Authority(each["authority"]), each["number"], _day(each["expires"]))
            for each in json.loads(row["registrations"])
        ],
    )


def _answer(row: Mapping[str, Any]) -> Answer:
    """What decides whether an indicator is answered; its evidence does not."""
    elements = json.loads(row["elements"])
    return Answer(
        row["indicator"],
        level=row["level"],
        not_applicable=row["not_applicable"],
        dont_know=bool(row["dont_know"]),
        elements={name: ElementAnswer(given) for name, given in elements.items()},
    )


def _evidence(row: Mapping[str, Any]) -> EvidenceItem:
    return EvidenceItem(row["ref"], row["title"], expires=_day(row["expires"]))


def _action(row: Mapping[str, Any]) -> Action:
    status = Status(row["status"])
    return Action(row["ref"], action=row["action"], due=_day(row["due"]), status=status)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def take(file: Path, assessment_id: str) -> Glance | None:
    """A glance at a file; None where there is nothing to show or anything is not as expected."""
    try:
        return Glance(file, assessment_id)
    except Exception:  # the store opens the same file next, and says in words what is wrong
        return None
