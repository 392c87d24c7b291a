"""Backups by hand and by themselves, thinning them, and bringing one back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from capacity_app.errors import UserError
from capacity_app.exchange.files import refuse_place
from capacity_app.i18n import N_
from capacity_app.store import backup, files, schema
from capacity_app.store.connection import saying
from capacity_app.store.database import FILE_NAME, Store

FOLDER: Final = "backups"
DAILY, WEEKLY, MONTHLY = 7, 4, 12
_PREFIX, _SUFFIX = "capacity-", ".zip"
_UNCONFIRMED = "restore-not-confirmed"


@dataclass(frozen=True)
class Kept:
    """A backup in the backups folder. ``number`` orders them: clocks jump."""

    number: int
    made: datetime
    path: Path


@dataclass(frozen=True)
class RestoreResult:
    """What was brought back; ``set_aside`` is where the database before it is now."""

    file: Path
    set_aside: Path | None
    made: datetime
    program: str
    rows: Mapping[str, int]


def back_up(store: Store, path: Path) -> Path:
    """Write one checked backup file and return it; a folder gets a file with a dated name.

    Raises UserError when the database is damaged or the place cannot be written to; a file
    that was there before is then as it was.
    """
    target = path / f"{_PREFIX}{files.stamp()}{_SUFFIX}" if path.is_dir() else path
    live = store.file
    if live is not None and target.resolve() == live.resolve():
        raise UserError(
            N_(
                "{file} is the database itself, so a backup cannot be written there. Nothing was "
                "changed. Choose another name or folder."
            ),
            file=target,
        )
    if live is not None:
        refuse_place(target, live)
    backup.write(store, target)
    return target


def restore(data_dir: Path, path: Path) -> RestoreResult:
    """Check a backup wholly, then put its database in the place of the present one.

    The store must be closed. The present database is kept under a dated name, never deleted.
    Raises UserError, with nothing changed, when the backup is damaged, was made by a newer
    version, or the database is open in some window.
    """
    file = data_dir / FILE_NAME
    part = data_dir / "restored.part"
    with saying(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True)
        with schema.alone(data_dir):
            try:
                manifest = backup.unpack(path, part)
                schema.let_go(file)
                _stop_thinning(data_dir)
                set_aside = files.put_in_place(part, file, "before-restore")
            finally:
                files.clean_up(part)
    return RestoreResult(file, set_aside, manifest.made, manifest.program, manifest.rows)


def confirm_restore(data_dir: Path) -> None:
    """The person has looked at what was restored: backups may be thinned again."""
    with saying(data_dir):
        (data_dir / FOLDER / _UNCONFIRMED).unlink(missing_ok=True)


def restore_awaits_confirmation(data_dir: Path) -> bool:
    """Whether a restored database has not been confirmed yet."""
    return (data_dir / FOLDER / _UNCONFIRMED).exists()


def automatic(store: Store, data_dir: Path) -> Path | None:
    """Back up at start or close if anything changed since the newest good backup, then thin.

    Returns the new backup, None when nothing had changed. Raises UserError as ``back_up`` does.
    """
    if store.file is None:
        return None
    folder = data_dir / FOLDER
    with saying(folder):
        folder.mkdir(parents=True, exist_ok=True)
        newest = next(iter(backups(data_dir)), None)
        if newest is not None and backup.describe(newest.path).content == backup.digest_of(store):
            return None
        path = folder / _name(_next_number(folder))
        backup.write(store, path)
        if not restore_awaits_confirmation(data_dir):
            _thin(backups(data_dir))
    return path


def backups(data_dir: Path) -> list[Kept]:
    """The whole backups of the backups folder, newest first; damaged ones are left out."""
    found = [kept for kept in _named(data_dir / FOLDER) if _is_whole(kept.path)]
    return sorted(found, key=lambda kept: -kept.number)


def _is_whole(path: Path) -> bool:
    try:
        return backup.seal_holds(path)
    except OSError:
        return False


def _name(number: int) -> str:
    return f"{_PREFIX}{number:06d}-{files.stamp()}{_SUFFIX}"


def _named(folder: Path) -> list[Kept]:
    if not folder.is_dir():
        return []
    paths = (path for path in folder.iterdir() if path.suffix == _SUFFIX)
    return [kept for path in paths if (kept := _parsed(path)) is not None]


def _parsed(path: Path) -> Kept | None:
    number, _, moment = path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX).partition("-")
    try:
        made = datetime.strptime(moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return Kept(int(number), made, path)
    except ValueError:
        return None


def _next_number(folder: Path) -> int:
    return max((kept.number for kept in _named(folder)), default=0) + 1


def _stop_thinning(data_dir: Path) -> None:
    folder = data_dir / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / _UNCONFIRMED).touch()


def _thin(whole: list[Kept]) -> None:
    """Remove what no rule keeps; only whole backups are counted, and only they are removed."""
    spared = {kept.path for kept in to_keep(whole)}
    for kept in whole:
        if kept.path not in spared:
            kept.path.unlink(missing_ok=True)


def to_keep(newest_first: list[Kept]) -> list[Kept]:
    """The newest of each of the last 7 days, 4 weeks and 12 months that have any."""
    rules: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAILY, lambda made: made.date()),
        (WEEKLY, lambda made: made.isocalendar()[:2]),
        (MONTHLY, lambda made: (made.year, made.month)),
    )
    spared: set[int] = set()
    for most, period in rules:
        firsts: dict[object, int] = {}
        for kept in newest_first:
            firsts.setdefault(period(kept.made), kept.number)
        spared |= set(list(firsts.values())[:most])
    return [kept for kept in newest_first if kept.number in spared]
