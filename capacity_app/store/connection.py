"""Connections to a database, and turning what a database says into words."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event, exc, make_url
from sqlalchemy.pool import StaticPool

from capacity_app.errors import DamagedError, UserError
from capacity_app.i18n import N_
from capacity_app.store.columns import Unknown

PATIENCE = 2.0  # seconds to wait for a lock before saying that the file is open elsewhere
log = logging.getLogger(__name__)


def sqlite_engine(file: Path) -> Engine:
    """One exclusive connection to a SQLite file; errors never carry what was being written."""
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=StaticPool,
        connect_args={"timeout": PATIENCE},
        hide_parameters=True,  # a log holds no answers
    )
    event.listen(engine, "connect", _take_exclusively)
    event.listen(engine, "begin", _begin)
    return engine


def server_engine(url: str) -> Engine:
    """Connections to a shared database."""
    return create_engine(url, hide_parameters=True)


def without_password(url: str) -> str:
    """A database's URL as it may be shown."""
    return make_url(url).render_as_string(hide_password=True)


def look_only(file: Path, **options: object) -> sqlite3.Connection:
    """A connection that changes nothing; ``options`` are SQLite's URI parameters."""
    path = quote(file.absolute().as_posix().removeprefix("/"))
    settings = "&".join(f"{name}={value}" for name, value in {"mode": "ro", **options}.items())
    return sqlite3.connect(f"file:///{path}?{settings}", uri=True, timeout=PATIENCE)


@contextmanager
def saying(where: object) -> Iterator[None]:
    """Turn what a database says into words for the person, logging the cause."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error, OSError, Unknown) as error:
        log.warning("database: %s", type(error).__name__, exc_info=True)
        raise _in_words(error, where) from error


def cause_of(error: Exception) -> str:
    """What the database itself said."""
    return str(getattr(error, "orig", None) or error)


def _in_words(error: Exception, where: object) -> UserError:
    cause = cause_of(error)
    if isinstance(error, Unknown):
        return DamagedError(
            N_(
                "{where} holds values that nobody can read, so it was damaged or was changed by "
                "something else. It was left exactly as it is. Restore a backup, or start with "
                "another data folder."
            ),
            where=where,
        )
    if "locked" in cause or "busy" in cause:
        message = N_(
            "{where} is already open in another window of this program, or in another program. "
            "Nothing was changed. Close the other window, then try again."
        )
    elif "full" in cause or "No space" in cause:
        message = N_(
            "There is no space left on the drive of {where}, so this could not be saved. What was "
            "saved before is safe. Free some space, then try again."
        )
    elif "not a database" in cause or "malformed" in cause:
        message = N_(
            "{where} is damaged and cannot be read ({reason}). It was left exactly as it is. "
            "Restore a backup, or start with another data folder."
        )
        return DamagedError(message, where=where, reason=cause)
    else:
        message = N_(
            "{where} cannot be opened or written to ({reason}). What was saved before is safe. "
            "Check that the folder exists and that you may write to it."
        )
    return UserError(message, where=where, reason=cause)


def _take_exclusively(connection: sqlite3.Connection, _record: object) -> None:
    try:
        _settle(connection)
    except sqlite3.Error:
        connection.close()
        raise


def _settle(connection: sqlite3.Connection) -> None:
    connection.isolation_level = None  # transactions are begun by us, DDL included
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":  # refused on network shares and some sticks
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=EXTRA")
    else:
        connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
