"""Moving a database's files so that a power cut leaves the old or the new one, never neither."""

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from capacity_app import disk


def log_of(file: Path) -> Path:
    """The write-ahead log of a database."""
    return Path(f"{file}-wal")


def has_content(file: Path) -> bool:
    """Whether a file exists and is not empty."""
    return file.exists() and file.stat().st_size > 0


def forget_part(part: Path) -> None:
    """Remove what an interrupted attempt left."""
    for leftover in (part, log_of(part), Path(f"{part}-shm"), Path(f"{part}-journal")):
        leftover.unlink(missing_ok=True)


def clean_up(*parts: Path) -> None:
    """Remove parts as far as possible, after whatever happened before."""
    for part in parts:
        with suppress(OSError):
            forget_part(part)


def put_in_place(part: Path, file: Path, reason: str) -> Path | None:
    """Replace a closed database, keeping the present one under a dated name, which is returned.

    The old file keeps its name until the new one takes it: at no moment is there no database.
    A log is moved along with the file it belongs to, because SQLite would apply it to the new.
    """
    aside = _free_name(file, reason)
    kept = has_content(file)
    if kept:
        _second_name(file, aside)
    for suffix in ("-wal", "-shm", "-journal"):
        attached = Path(f"{file}{suffix}")
        if has_content(attached):
            os.replace(attached, Path(f"{aside}{suffix}"))
        else:
            attached.unlink(missing_ok=True)
    disk.sync_folder(file.parent)
    disk.replace(part, file)
    return aside if kept else None


def stamp(moment: datetime | None = None) -> str:
    """A moment (now) for file names: 20260309T074500Z."""
    return f"{moment or datetime.now(UTC):%Y%m%dT%H%M%SZ}"


def _free_name(file: Path, reason: str) -> Path:
    base = f"{file.stem}-{reason}-{stamp()}"
    names = (
        file.with_name(f"{base}{more}{file.suffix}") for more in ("", *map(_nth, range(2, 99)))
    )
    return next(name for name in names if not name.exists())


def _nth(number: int) -> str:
    return f"-{number}"


def _second_name(file: Path, aside: Path) -> None:
    try:
        os.link(file, aside)
    except OSError:  # FAT and exFAT know no second names
        shutil.copyfile(file, aside)
        disk.sync(aside)
