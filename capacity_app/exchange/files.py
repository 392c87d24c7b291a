"""Reading a file of unknown size and writing one so that no half file ever has its name."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from capacity_app import disk
from capacity_app.errors import UserError
from capacity_app.exchange.place import Place, clean
from capacity_app.exchange.strict import MAX_BYTES, too_big
from capacity_app.i18n import N_


def read_capped(path: Path) -> bytes:
    """A file's bytes, at most the cap of an exchanged file; UserError when it cannot be read."""
    try:
        if not path.is_file():
            _unreadable(path, os.strerror(errno.EISDIR if path.is_dir() else errno.ENOENT))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        _unreadable(path, getattr(error, "strerror", None) or str(error))
    if len(data) > MAX_BYTES:
        too_big(Place(clean(path.name)))
    return data


def write_checked(path: Path, data: bytes, check: Callable[[Path], None]) -> None:
    """Write a part file, read it again, ``check`` it, give it its name, and read it once more.

    What stood under that name stays until the part has been found good. Raises UserError when
    the folder refuses, and whatever ``check`` raises; the part file is removed either way.
    """
    refuse_device(path)
    if path.is_dir():
        _unwritable(path, os.strerror(errno.EISDIR))
    part: Path | None = None
    try:
        part = disk.new_part(path)
        part.write_bytes(data)
        disk.sync(part)
        _compare(part, data)
        check(part)
        disk.replace(part, path)
        _compare(path, data)
    except OSError as error:
        _unwritable(path, error.strerror or str(error))
    finally:
        if part is not None:
            _remove(part)


def refuse_device(path: Path) -> None:
    """UserError for a device, pipe or socket: a rename would take its place."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:  # also for a name that no file can have
        _unwritable(path, getattr(error, "strerror", None) or str(error))
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        _unwritable(path, os.strerror(errno.EPERM))


def refuse_place(path: Path, database: Path) -> None:
    """UserError for a device, a name in several lines, the database and the files beside it."""
    refuse_device(path)
    if any(mark < " " for mark in path.name):
        _unwritable(path, os.strerror(errno.EINVAL))
    target, own = Path(os.path.realpath(path)), Path(os.path.realpath(database))
    if target.parent == own.parent and target.name.casefold().startswith(own.name.casefold()):
        _unwritable(path, os.strerror(errno.EPERM))


def _compare(file: Path, data: bytes) -> None:
    """OSError unless the drive gives back what was written to it."""
    if disk.sha256(file) != hashlib.sha256(data).hexdigest():
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone or refuses; the reason was said already


def _unreadable(path: Path, reason: str) -> NoReturn:
    raise UserError(
        N_(
            "{file} cannot be read ({reason}). Nothing was changed. Check that the file is there "
            "and that you may open it."
        ),
        file=clean(str(path)),
        reason=reason,
    )


def _unwritable(path: Path, reason: str) -> NoReturn:
    raise UserError(
        N_(
            "{file} could not be written ({reason}). Your assessments are safe, and an older "
            "file of that name is as it was. Choose another folder, or free some space."
        ),
        file=clean(str(path)),
        reason=reason,
    )
