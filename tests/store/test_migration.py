"""A database of the first schema opens with everything it holds, and what is new is empty."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config

from capacity_app import paths
from capacity_app.model.assessment import Assessment
from capacity_app.store.connection import sqlite_engine
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import assess, revisions

NEW = {
    "assessment": "director_role facilitator_role signed_at revision_reason revision_by "
    "previous_id previous_revision deleted_at",
    "answer": "changed",
    "action": "agreed effect effort",
    "evidence": "copy_name copy_sha256 copy_size",
}


def first_schema(file: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()))
    engine = sqlite_engine(file)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


def copy_rows(source: Path, target: Path) -> None:
    """Everything of a present database that the first schema has a place for."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS now", (str(source),))
        tables = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master")]
        for table in tables:
            if table.startswith(("sqlite_", "ix_", "alembic")):
                continue
            rows = connection.execute(f'PRAGMA main.table_info("{table}")').fetchall()
            names = ", ".join(f'"{row[1]}"' for row in rows)
            connection.execute(
                f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM now."{table}"'
            )


def test_the_first_schema_is_brought_up_to_date(
    tmp_path: Path, template: tuple[Path, Assessment]
) -> None:
    folder, filled = template
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / FILE_NAME
    first_schema(file)
    copy_rows(folder / FILE_NAME, file)
    before = file.read_bytes()
    store = Store.open(tmp_path / "data", paths.assessments())
    again = store.assessment(filled.id)
    assert [s.id for s in store.summaries()] == [filled.id]
    assert again.answers["FUN-1.1"].note == filled.answers["FUN-1.1"].note
    assert [item.ref for item in again.answers["FUN-1.1"].evidence] == ["E1", "E2"]
    assert again.plan[0].cost == filled.plan[0].cost
    for name in NEW["assessment"].split():
        assert getattr(again, name) in ("", None), name
    assert (again.answers["FUN-1.1"].changed, again.plan[0].agreed) == (None, False)
    assert (again.reviews, again.plan[0].effect, again.plan[0].effort) == ([], None, None)
    assert (again.evidence[0].copy_name, again.evidence[0].copy_size) == ("", None)
    assert store.handovers(filled.id) == []
    assess.choose_level(store, again, "FUN-1.1", 1)
    revisions.sign_off(store, again, "Director", "Adviser")
    assert revisions.verify(store, again.id) == []
    store.close()
    kept = [each for each in file.parent.iterdir() if "before-0003" in each.name]
    assert [each.read_bytes() for each in kept] == [before]
