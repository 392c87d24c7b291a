"""Saving one answer: prepared statements on a bare connection, for what is done at every click."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Update, bindparam, insert, update

from capacity_app.model.assessment import Answer, Assessment, State
from capacity_app.model.history import Entry, sealed
from capacity_app.store import looking, tables

_ANSWER_COLUMNS: Final = tuple(column.name for column in tables.answers.c if not column.primary_key)
_PROGRESS_COLUMNS: Final = ("saved_at", "last_indicator", "answered", "applicable")
_CHANGE_ANSWER: Final = update(tables.answers).where(
    tables.answers.c.assessment_number == bindparam("of_assessment"),
    tables.answers.c.indicator == bindparam("of_indicator"),
)
_CHANGE_DRAFT: Final = update(tables.assessments).where(
    tables.assessments.c.number == bindparam("of_assessment"),
    tables.assessments.c.state == bindparam("of_state", State.DRAFT),
)


class Recording:
    """The part of a transaction that adds to an assessment's history."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect

    def record(self, entries: Iterable[Entry]) -> None:
        """Add to the history of an assessment; each entry is sealed to the one before it."""
        connection, before = self._connect(), None
        rows = []
        for entry in entries:
            before = before or looking.last_entry(connection, entry.assessment_id)
            before = sealed(entry, before)
            rows.append(looking.row_of(before))
        if rows:
            connection.execute(insert(tables.history), rows)


class _Prepared:
    """An UPDATE compiled once for one kind of database; values are bound as its columns say."""

    def __init__(self, statement: Update, columns: Iterable[str], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(columns))
        self._sql = str(compiled)
        self._order: list[str] | None = getattr(compiled, "positiontup", None)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._bind: dict[str, Callable[[Any], Any]] = {
            name: process
            for name, bind in compiled.binds.items()
            if (process := bind.type.dialect_impl(dialect).bind_processor(dialect)) is not None
        }

    def run(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Run it; returns how many rows it changed."""
        bound = {**self._fixed, **values}
        for name, process in self._bind.items():
            bound[name] = process(bound[name])
        given = bound if self._order is None else tuple(bound[name] for name in self._order)
        return connection.exec_driver_sql(self._sql, given).rowcount


class Statements:
    """What saving an answer runs, made once for a store."""

    def __init__(self, dialect: Dialect) -> None:
        self.change_answer = _Prepared(_CHANGE_ANSWER, _ANSWER_COLUMNS, dialect)
        self.change_draft = _Prepared(_CHANGE_DRAFT, _PROGRESS_COLUMNS, dialect)


class Answering(Recording):
    """One transaction on one answer; what it costs is measured."""

    def __init__(self, connection: Connection, statements: Statements) -> None:
        super().__init__(lambda: connection)
        self._connection = connection
        self._statements = statements

    def note_answering(self, assessment: Assessment, **columns: object) -> bool:
        """Set the progress columns of a draft; False, and no change, when it is none.

        What the caller holds may have been signed off since it was read.
        """
        values = {"of_assessment": assessment.number, **columns}
        return bool(self._statements.change_draft.run(self._connection, values))

    def save_answer(self, assessment: Assessment, answer: Answer) -> None:
        """Write one answer's own row, new or changed, without reading it; evidence stays."""
        number = assessment.number
        columns = {name: getattr(answer, name) for name in _ANSWER_COLUMNS}
        key = {"of_assessment": number, "of_indicator": answer.indicator}
        if not self._statements.change_answer.run(self._connection, {**key, **columns}):
            new = {"assessment_number": number, "indicator": answer.indicator, **columns}
            self._connection.execute(insert(tables.answers), new)
