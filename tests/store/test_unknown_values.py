"""Values in the database that nobody can mean: said in words, never shown, never backed up."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.errors import DamagedError, UserError
from capacity_app.model.assessment import Assessment
from capacity_app.store import backup
from capacity_app.store.database import FILE_NAME, Store

CHANGES = (
    "UPDATE action SET status='x'",
    "UPDATE action SET cost='NaN'",
    "UPDATE action SET cost='1E+999999999'",
    "UPDATE action SET due='2026-99-99'",
    "UPDATE action SET percent='many'",
    "UPDATE action SET support='[\"x\"]'",
    "UPDATE action SET gap=X'00ff'",
    "UPDATE answer SET level=99",
    "UPDATE answer SET dont_know='x'",
    "UPDATE answer SET elements='5'",
    "UPDATE assessment SET reviews='{'",
    "UPDATE assessment SET services='[1]'",
    "UPDATE assessment SET targets='[]'",
    "UPDATE assessment SET language='xx'",
    "UPDATE assessment SET saved_at='soon'",
    "UPDATE organisation SET registrations='[1]'",
    "UPDATE organisation SET founded='long ago'",
)


@pytest.fixture
def change(data: Path, filled: Assessment) -> Callable[[str], Store]:
    """Changes the closed database as somebody else's program would, and opens it."""

    def changed(sql: str) -> Store:
        with closing(sqlite3.connect(data / FILE_NAME)) as connection:
            assert connection.execute(sql).rowcount
            connection.commit()
        return Store.open(data, paths.assessments())

    return changed


@pytest.mark.parametrize("sql", CHANGES)
def test_an_unknown_value_is_a_damaged_database(
    sql: str, change: Callable[[str], Store], filled: Assessment, tmp_path: Path
) -> None:
    store = change(sql)
    try:
        with pytest.raises(DamagedError, match=r"values that nobody can read.*Restore a backup"):
            store.assessment(filled.id)
        with pytest.raises(UserError, match="no backup was made"):
            backup.write(store, tmp_path / "a.zip")
    finally:
        store.close()
    assert not list(tmp_path.glob("a.zip*"))


def test_what_was_there_is_not_told_to_the_log(
    change: Callable[[str], Store], filled: Assessment, caplog: pytest.LogCaptureFixture
) -> None:
    store = change("UPDATE action SET status='a secret'")
    with pytest.raises(DamagedError):
        store.assessment(filled.id)
    store.close()
    assert "Choice" in caplog.text
    assert "secret" not in caplog.text
