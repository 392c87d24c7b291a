"""The database's version, and bringing an older one up to date without risking it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from capacity_app import disk, paths
from capacity_app.store import files
from capacity_app.store.connection import look_only

# Alembic is imported only when something has to change: it costs as much as a bare window.
KNOWN: Final = ("0001", "0002", "0003")
HEAD: Final = KNOWN[-1]


def version_of(file: Path) -> str | None:
    """The schema version of a SQLite file, read without changing a byte; None for a new one."""
    if not files.has_content(file):
        return None
    with closing(look_only(file, **_way_of_looking(file))) as look:
        names = {row[0] for row in look.execute("SELECT name FROM sqlite_master")}
        if "alembic_version" not in names:
            raise sqlite3.DatabaseError("file is not a database of this program (not a database)")
        row = look.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def _way_of_looking(file: Path) -> dict[str, object]:
    """A clean file is read without leaving anything beside it; one after a crash needs its log."""
    if files.has_content(Path(f"{file}-journal")):
        return {"mode": "rw"}  # an interrupted write is undone first
    return {} if files.has_content(files.log_of(file)) else {"immutable": 1}


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other program makes or migrates a database in this folder.

    The lock is SQLite's own on an empty file: it works on every system and ends with its holder.
    """
    lock = sqlite3.connect(folder / "making.lock", timeout=30, isolation_level=None)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield


def migrate_copy(file: Path, engine_of: Callable[[Path], Engine]) -> None:
    """Make or migrate a copy, check it, and only then put it in the file's place.

    SQLite does not roll back every change of a schema, so the original is never touched; it is
    kept under a dated name.
    """
    part = file.with_suffix(".part")
    files.forget_part(part)
    if files.has_content(file):
        fold_log(file)
        shutil.copyfile(file, part)
    engine = engine_of(part)
    try:
        upgrade(engine)
        with engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"malformed after migration: {verdict}")
    finally:
        engine.dispose()
    disk.sync(part)
    files.put_in_place(part, file, f"before-{HEAD}")


def let_go(file: Path) -> None:
    """Make sure that nobody has a database open, and fold its log, before it is replaced.

    A damaged one is left with its log exactly as it is. Raises sqlite3.OperationalError
    ("locked") while another program has the file open.
    """
    if not files.has_content(file):
        return
    try:
        with closing(look_only(file)) as look:
            whole = look.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise
        return
    if whole:
        fold_log(file)


def fold_log(file: Path) -> None:
    """Put what a killed program left in the write-ahead log into the file itself.

    Raises sqlite3.OperationalError ("locked") while another program has the file open.
    """
    with closing(sqlite3.connect(file, timeout=2.0, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def upgrade(engine: Engine) -> None:
    """Run every migration the database has not seen yet."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
