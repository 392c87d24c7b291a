"""Making sure that what was written is on the disk, whole, and under its name."""

import hashlib
import os
import time
from itertools import count
from pathlib import Path
from typing import Final

_HELD: Final = (5, 32, 33)  # Windows: a virus scanner or an indexer is looking at the file
_WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)  # seconds
_CHUNK: Final = 1 << 20


def sync(file: Path) -> None:
    """Return only when a file's bytes are on the disk."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Return only when a folder's names are on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(part: Path, file: Path) -> None:
    """Give a finished part file its name, trying again while Windows holds the target."""
    for wait in _WAITS:
        try:
            os.replace(part, file)
            break
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(wait)
    else:
        os.replace(part, file)
    sync_folder(file.parent)


def new_part(file: Path) -> Path:
    """Make an empty part file beside ``file``, under a name that nothing had before.

    What somebody else keeps under such a name is left alone. Raises OSError when the folder
    refuses.
    """
    for number in count(1):
        part = file.with_name(f"{file.name}{'' if number == 1 else f'.{number}'}.part")
        try:
            part.open("xb").close()
        except FileExistsError:
            continue
        return part
    raise AssertionError("the numbers do not end")


def sha256(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal, read from the drive where the system can be asked.

    Else the drive's word would be taken from memory, and a stick that lost it go unnoticed.
    """
    found = hashlib.sha256()
    with file.open("rb") as handle:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := handle.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
