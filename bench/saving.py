"""Saving one answer: the use case beside raw sqlite3 making the same writes as durably."""

import sqlite3
import tempfile
from datetime import date
from pathlib import Path

from bench.measure import Comparison, in_turn, per_turn
from capacity_app import paths
from capacity_app.store.database import Store
from capacity_app.usecases import assess, organise

TURNS = 200
_DURABLE = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)


def compare(runs: int) -> list[Comparison]:
    """One answer: one transaction, one synchronisation, two rows."""
    with tempfile.TemporaryDirectory() as name:
        store = Store.open(Path(name), paths.assessments())
        organisation = organise.create_organisation(store, name_en="Measured")
        assessment = assess.start(store, organisation.id, on=date(2026, 1, 1))
        ids = [i.id for i in store.instrument_of(assessment).indicators if not i.is_psea]
        turn = iter(range(10**9))

        def ours() -> None:
            n = next(turn)
            assess.choose_level(store, assessment, ids[n % len(ids)], n % 4 + 1)

        raw = _raw(Path(name) / "raw.sqlite", ids)
        figures = in_turn(runs, lambda: [per_turn(ours, TURNS)], lambda: [per_turn(raw, TURNS)])
        store.close()
    return [Comparison("saving one answer", figures[0][0], figures[1][0], 6.0)]


def _raw(file: Path, ids: list[str]):  # type: ignore[no-untyped-def]
    """The same two rows written with nothing between us and SQLite."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in _DURABLE:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE answer (a INTEGER, i TEXT, level INTEGER, na TEXT, dk INTEGER, note TEXT, "
        "reason TEXT, elements TEXT, sustained TEXT, PRIMARY KEY (a, i))"
    )
    connection.execute(
        "CREATE TABLE assessment (n INTEGER PRIMARY KEY, saved TEXT, last TEXT, x INTEGER, "
        "y INTEGER)"
    )
    connection.execute("INSERT INTO assessment VALUES (1, '', '', 0, 0)")
    for name in ids:
        connection.execute(
            "INSERT INTO answer VALUES (1, ?, 1, NULL, 0, '', '', '{}', NULL)", (name,)
        )
    turn = iter(range(10**9))

    def save() -> None:
        n = next(turn)
        name = ids[n % len(ids)]
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE answer SET level=?, na=?, dk=?, note=?, reason=?, elements=?, sustained=? "
            "WHERE a=1 AND i=?",
            (n % 4 + 1, None, 0, "", "", "{}", None, name),
        )
        connection.execute(
            "UPDATE assessment SET saved=?, last=?, x=?, y=? WHERE n=1", (str(n), name, n, 50)
        )
        connection.execute("COMMIT")

    return save
