"""Copies of proofs kept on this computer: checked, hashed, never run, and never sent anywhere.

A copy is a convenience. The register is what counts; backups and assessment files hold the
register and not the copies, and the copies' folder can be copied by hand beside them.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn

from capacity_app import disk
from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.store.database import Store
from capacity_app.usecases.file_kinds import KINDS, is_what_it_says
from capacity_app.usecases.recording import changing
from capacity_app.usecases.safekeeping import restore_awaits_confirmation

FOLDER: Final = "evidence"
MAX_MEGABYTES: Final = 20
MAX_BYTES: Final = MAX_MEGABYTES * 1024**2
_CHUNK: Final = 1 << 20
_OWN: Final = re.compile(rf"[0-9a-f]{{64}}\.({'|'.join(KINDS)})(\.\d+)?(\.part)?")
_TITLE: Final = 120  # characters


@dataclass(frozen=True, slots=True)
class Step:
    """So many bytes copied of so many."""

    done: int
    total: int


@dataclass
class Copying:
    """A copy being made, off the window's thread; ``sha256`` and ``size`` stand at its end."""

    data_dir: Path
    path: Path
    sha256: str = ""
    size: int = 0
    _part: Path | None = field(default=None, repr=False)

    def steps(self) -> Iterator[Step]:
        """Read, check, write a part file, read it back, and only then give it its name.

        Raises UserError, leaving nothing behind, when the file is not one to be kept or a drive
        refuses.
        """
        try:
            self.size = refuse_unfit(self.path)
            yield Step(0, self.size)
            data = self._read()
            yield Step(len(data) // 2, len(data))
            if not is_what_it_says(self.path, data):
                _refuse(_NOT_WHAT_IT_SAYS, self.path)
            self._write(data)
            yield Step(len(data), len(data))
        except OSError as error:
            _refuse(_UNREADABLE, self.path, reason=error.strerror or str(error))
        finally:
            if self._part is not None:
                with suppress(OSError):
                    self._part.unlink(missing_ok=True)

    def _read(self) -> bytes:
        with self.path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:  # it grew meanwhile
            _refuse(_TOO_LARGE, self.path, most=MAX_MEGABYTES)
        self.size, self.sha256 = len(data), hashlib.sha256(data).hexdigest()
        return data

    def _write(self, data: bytes) -> None:
        target = self.data_dir / FOLDER / f"{self.sha256}{self.path.suffix.lower()}"
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and disk.sha256(target) == self.sha256:
            return  # another item shows the same file
        self._part = disk.new_part(target)
        self._part.write_bytes(data)
        disk.sync(self._part)
        if disk.sha256(self._part) != self.sha256:
            raise OSError(5, os.strerror(5))
        disk.replace(self._part, target)
        target.chmod(stat.S_IREAD)  # looked at, not worked on: its hash must hold


def refuse_unfit(path: Path) -> int:
    """The size in bytes of a file that may be kept as a copy; UserError in words for any other.

    Nothing is read: a folder, a link, a huge file and a foreign type are refused at once.
    """
    try:
        found = path.lstat()
    except (OSError, ValueError) as error:
        _refuse(_UNREADABLE, path, reason=getattr(error, "strerror", None) or error)
    if stat.S_ISDIR(found.st_mode):
        _refuse(_FOLDER, path)
    if stat.S_ISLNK(found.st_mode) or not stat.S_ISREG(found.st_mode):
        _refuse(_LINK, path)
    if path.suffix.lower().removeprefix(".") not in KINDS:
        _refuse(_FOREIGN, path, kinds=", ".join(KINDS))
    if found.st_size > MAX_BYTES:
        _refuse(_TOO_LARGE, path, most=MAX_MEGABYTES)
    if not found.st_size:
        _refuse(_EMPTY, path)
    return found.st_size


def title_of(path: Path) -> str:
    """A title from a file's name, without its ending and without marks that hide or turn text."""
    plain = "".join(
        " " if unicodedata.category(mark) in ("Cc", "Cs", "Co", "Cn") or mark == "_" else mark
        for mark in path.stem
        if unicodedata.category(mark) != "Cf" or mark in "\u200c\u200d"
    )
    return " ".join(plain.split())[:_TITLE]


def add_copy(
    store: Store, data_dir: Path, assessment: Assessment, ref: str, path: Path
) -> Assessment:
    """Keep a copy of a file with an item at once; UserError, and no change, when it is unfit."""
    copying = Copying(data_dir, path)
    for _step in copying.steps():
        pass
    return name_copy(store, assessment, ref, copying)


def name_copy(store: Store, assessment: Assessment, ref: str, made: Copying) -> Assessment:
    """Say with an item which finished copy is its own."""
    name = made.path.name.encode("utf-8", "replace").decode("utf-8")
    return _set(store, assessment, ref, name, made.sha256, made.size)


def remove_copy(store: Store, data_dir: Path, assessment: Assessment, ref: str) -> Assessment:
    """Take the copy away from an item; the file goes when no other item shows it."""
    changed = _set(store, assessment, ref, "", "", None)
    sweep(store, data_dir)
    return changed


def sweep(store: Store, data_dir: Path) -> int:
    """Remove copies that no item of any assessment, in the bin or not, shows; how many.

    None goes while a restored backup is not confirmed: what it replaced may come back.
    """
    folder = data_dir / FOLDER
    if not folder.is_dir() or restore_awaits_confirmation(data_dir):
        return 0
    used, removed = store.copies(), 0
    for file in folder.iterdir():
        if _OWN.fullmatch(file.name) and file.name[:64] not in used:
            with suppress(OSError):  # it is open in some program: the next time
                file.chmod(stat.S_IWRITE | stat.S_IREAD)
                file.unlink()
                removed += 1
    return removed


def to_open(data_dir: Path, item: EvidenceItem) -> Path:
    """The copy of an item, whose bytes are as they were kept; UserError when it is not."""
    suffix = Path(item.copy_name).suffix.lower()
    path = data_dir / FOLDER / f"{item.copy_sha256}{suffix}"
    if not _OWN.fullmatch(path.name):
        _refuse(_GONE, Path(item.copy_name))
    try:
        found = disk.sha256(path)
    except OSError:
        _refuse(_GONE, Path(item.copy_name))
    if found != item.copy_sha256:
        _refuse(_CHANGED, Path(item.copy_name))
    return path


def _set(
    store: Store, assessment: Assessment, ref: str, name: str, sha256: str, size: int | None
) -> Assessment:
    with changing(store, assessment) as (_writing, fresh):
        item = fresh.evidence_item(ref)
        item.copy_name, item.copy_sha256, item.copy_size = name, sha256, size
    return fresh


def _refuse(message: str, path: Path, **fields: object) -> NoReturn:
    raise UserError(message, file=title_of(path) + path.suffix, **fields)


_UNREADABLE: Final = N_(
    "{file} cannot be read or copied ({reason}). Nothing was changed. Check that the file is "
    "there, that no other program holds it, and that there is free space."
)
_FOLDER: Final = N_("{file} is a folder. Nothing was changed. Choose one file.")
_LINK: Final = N_(
    "{file} is a link or a device and not a file itself. Nothing was changed. Choose the file."
)
_FOREIGN: Final = N_(
    "{file} is of a kind that is not kept here. Nothing was changed. These are kept: {kinds}."
)
_TOO_LARGE: Final = N_(
    "{file} is larger than {most} MB. Nothing was changed. Choose a smaller file, or write down "
    "where it is kept."
)
_EMPTY: Final = N_("{file} is empty. Nothing was changed. Choose another file.")
_NOT_WHAT_IT_SAYS: Final = N_(
    "{file} is not what its ending says, so it is not kept. Nothing was changed. Open it in its "
    "program and save it again, or choose another file."
)
_GONE: Final = N_(
    "The copy of {file} is not on this computer; it may have been made on another one. The "
    "register is as it was. Look where the paper is kept, or add the copy again."
)
_CHANGED: Final = N_(
    "The copy of {file} was changed or damaged since it was kept, so it is not opened. The "
    "register is as it was. Remove the copy and add it again."
)
