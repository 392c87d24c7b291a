"""Backups: one sealed zip of a manifest and a whole database, checked before it gets its name.

The seal, SHA-256 over every byte of the archive but itself, stands in the archive's comment:
SQLite's own check overlooks most flipped bits, and zip leaves many of its bytes unchecked.
"""

import hashlib
import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NoReturn

from sqlalchemy import exc

from capacity_app import __version__, disk
from capacity_app.errors import DamagedError, UserError
from capacity_app.i18n import N_
from capacity_app.store import contents, files, schema
from capacity_app.store.columns import Unknown
from capacity_app.store.connection import cause_of, look_only, saying
from capacity_app.store.database import Store, now

FORMAT: Final = "capacity-backup"
FORMAT_VERSION: Final = 1
DATABASE: Final = "data.sqlite"
MANIFEST: Final = "manifest.json"
MAX_FILE: Final = 20 * 1024**2  # bytes
MAX_UNPACKED: Final = 100 * 1024**2  # bytes
MAX_RATIO: Final = 100  # unpacked to packed
MAX_MANIFEST: Final = 64 * 1024  # bytes

_CHUNK: Final = 1024**2
_SEAL: Final = b"capacity-backup sha256 "
_HEX: Final = 64
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, TypeError, KeyError, AttributeError, RecursionError, sqlite3.Error),
)


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; ``content`` is the digest of its rows, whatever the bytes."""

    program: str
    schema: str
    made_at: str
    rows: Mapping[str, int]
    content: str
    sha256: str
    bytes: int

    @property
    def made(self) -> datetime:
        """When it was made, in UTC, by a clock that may have been wrong."""
        return datetime.fromisoformat(self.made_at)


def write(store: Store, path: Path) -> Manifest:
    """Write a checked backup to ``path``; what stood there is replaced only by a good one.

    Raises UserError, leaving nothing behind, when the database is damaged, the place refuses,
    or what was written does not read back the same.
    """
    parts: list[Path] = []
    try:
        with _drive_faults(path):
            part = _add(parts, disk.new_part(path))
            staged = _add(parts, disk.new_part(path.with_name(path.name + ".sqlite")))
            manifest = _snapshot(store, staged)
            _pack(manifest, staged, part)
            disk.sync(part)
            if unpack(part, staged) != manifest:
                _refuse(path, "manifest")
            disk.replace(part, path)
    finally:
        files.clean_up(*parts)
    return manifest


def _add(parts: list[Path], part: Path) -> Path:
    parts.append(part)
    return part


def digest_of(store: Store) -> str:
    """The digest of what a store on SQLite holds now, to compare with a backup's."""
    with store.engine.connect() as connection, saying(store.file):
        live = connection.connection.driver_connection
        assert isinstance(live, sqlite3.Connection)
        return contents.digest(live)


def seal_holds(path: Path) -> bool:
    """Whether every byte of a backup is as it was written; OSError when it cannot be read."""
    size = path.stat().st_size
    if not len(_SEAL) + _HEX < size <= MAX_FILE:
        return False
    with path.open("rb") as file:
        found, remaining = hashlib.sha256(), size - _HEX
        while remaining and (chunk := file.read(min(_CHUNK, remaining))):
            found.update(chunk)
            remaining -= len(chunk)
        return file.read() == found.hexdigest().encode()


def describe(path: Path) -> Manifest:
    """The manifest of a backup whose seal holds; UserError for anything else."""
    with _refusals(path):
        if not seal_holds(path):
            large = path.stat().st_size > MAX_FILE
            _refuse(path, f"> {MAX_FILE // 1024**2} MB" if large else "SHA-256")
        with zipfile.ZipFile(path) as archive:
            return _manifest(archive, path)


def unpack(path: Path, database: Path) -> Manifest:
    """Check all of a backup and leave its database, closed and synced, at ``database``.

    Raises UserError, in words, for anything but a whole backup made by this or an older version.
    """
    with _refusals(path):
        manifest = describe(path)
        files.forget_part(database)
        with zipfile.ZipFile(path) as archive:
            _extract(archive, manifest, database, path)
        disk.sync(database)
        if schema.version_of(database) != manifest.schema:
            _refuse(path, "schema")
        with closing(look_only(database, immutable=1)) as look:
            contents.refuse_damaged(look)
            if contents.counts(look) != manifest.rows or contents.digest(look) != manifest.content:
                _refuse(path, "rows")
    return manifest


def _snapshot(store: Store, staged: Path) -> Manifest:
    if store.file is None:
        raise UserError(
            N_(
                "This program is connected to a shared database. Its backups are made on the "
                "server; ask whoever runs it."
            )
        )
    with store.engine.connect() as connection:
        live = connection.connection.driver_connection
        assert isinstance(live, sqlite3.Connection)
        with _damage(store.file):
            contents.refuse_unknown(connection)
            connection.rollback()  # an open transaction would keep the copy waiting for ever
            contents.refuse_damaged(live)
            rows, content = contents.counts(live), contents.digest(live)
        with closing(sqlite3.connect(staged, isolation_level=None)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            copy.execute("VACUUM")  # emptied pages would look like a zip bomb
    return Manifest(
        program=__version__,
        schema=schema.HEAD,
        made_at=now().isoformat(),
        rows=rows,
        content=content,
        sha256=_sha256(staged),
        bytes=staged.stat().st_size,
    )


def _pack(manifest: Manifest, staged: Path, part: Path) -> None:
    said = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(manifest)}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(said, indent=1, sort_keys=True))
        archive.write(staged, DATABASE)
        archive.comment = _SEAL + b"0" * _HEX
    with part.open("rb+") as file:
        body = file.read()[:-_HEX]
        file.seek(-_HEX, os.SEEK_END)
        file.write(hashlib.sha256(body).hexdigest().encode())


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    if archive.namelist() != [MANIFEST, DATABASE]:
        _refuse(path, f"{MANIFEST}, {DATABASE}?")
    with archive.open(MANIFEST) as member:
        text = member.read(MAX_MANIFEST + 1)
    if len(text) > MAX_MANIFEST:
        _refuse(path, MANIFEST)
    said = json.loads(text)
    if said.pop("format") != FORMAT:
        _refuse(path, "format")
    if said.pop("format_version") != FORMAT_VERSION or said["schema"] not in schema.KNOWN:
        raise UserError(
            N_(
                "{file} was made by a newer version of this program. Nothing was changed. "
                "Install the newer version to restore it."
            ),
            file=path,
        )
    return _checked(Manifest(**said))


def _checked(manifest: Manifest) -> Manifest:
    texts = (manifest.program, manifest.schema, manifest.content, manifest.sha256)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(texts)
    if manifest.made.tzinfo is None or not isinstance(manifest.bytes, int):
        raise ValueError(manifest.made_at)
    return manifest


def _extract(archive: zipfile.ZipFile, manifest: Manifest, database: Path, path: Path) -> None:
    info = archive.getinfo(DATABASE)
    most = min(MAX_UNPACKED, MAX_RATIO * max(info.compress_size, 1))
    found, size = hashlib.sha256(), 0
    with archive.open(info) as member, database.open("wb") as file:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > most:
                _refuse(path, f"> {most}")
            found.update(chunk)
            file.write(chunk)
    if size != manifest.bytes or found.hexdigest() != manifest.sha256:
        _refuse(path, "SHA-256")


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@contextmanager
def _damage(database: Path) -> Iterator[None]:
    """A damaged database is never put in the place of a good backup."""
    try:
        yield
    except (sqlite3.Error, exc.DBAPIError, Unknown) as error:
        raise DamagedError(
            N_(
                "{file} is damaged ({reason}), so no backup was made of it. The backups made "
                "before are as they were. Restore the newest of them."
            ),
            file=database,
            reason=cause_of(error),
        ) from error


@contextmanager
def _drive_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise UserError(
            N_(
                "The backup {file} cannot be read or written ({reason}). Your assessments are not "
                "affected. Check the drive and its free space, or choose another folder."
            ),
            file=path,
            reason=getattr(error, "strerror", None) or error,
        ) from error


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        with _drive_faults(path):
            yield
    except _DAMAGED as error:
        _refuse(path, str(error) or type(error).__name__)


def _refuse(path: Path, what: Any) -> NoReturn:
    raise UserError(
        N_(
            "The backup {file} is damaged or is not a backup ({reason}), so it is not used. "
            "Nothing was changed. Choose another backup."
        ),
        file=path,
        reason=what,
    )
