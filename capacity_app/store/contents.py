"""What a SQLite file holds, read through a plain connection: checks, counts and one digest."""

import hashlib
import sqlite3
from typing import Final

from sqlalchemy import Connection, select

from capacity_app.store.tables import metadata

_TABLES: Final = sorted(metadata.tables)


def refuse_damaged(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError unless it is whole, consistent and made of plain tables."""
    connection.execute("PRAGMA trusted_schema=OFF")
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(str(verdict))
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.DatabaseError("foreign_key_check")
    active = "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index')"
    if (found := connection.execute(active).fetchone()) is not None:
        raise sqlite3.DatabaseError(f"not a table: {found[0]}")


def refuse_unknown(connection: Connection) -> None:
    """Raise :class:`~capacity_app.store.columns.Unknown` for a value that cannot be read."""
    for table in metadata.tables.values():
        wanted = [each for each in table.c if (table.name, each.name) != ("instrument", "content")]
        for _row in connection.execute(select(*wanted)):
            pass


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of every table."""
    return {
        table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in _present(connection)
    }


def digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over every row of every table, in hexadecimal: equal content, equal digest.

    Of a question bank only its own digest goes in: it stands for a megabyte of text.
    """
    found = hashlib.sha256()
    for table in _present(connection):
        names = _columns(connection, table)
        columns = ", ".join(f'"{name}"' for name in names)
        keys = ", ".join(str(n) for n in range(1, len(names) + 1))
        for row in connection.execute(f'SELECT {columns} FROM "{table}" ORDER BY {keys}'):
            found.update(f"{table}\x1f{row!r}\x1e".encode())
    return found.hexdigest()


def _present(connection: sqlite3.Connection) -> list[str]:
    """Our tables that are there; an older version has fewer."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    return [table for table in _TABLES if table in there]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    names = [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')]
    return [name for name in names if (table, name) != ("instrument", "content")]
