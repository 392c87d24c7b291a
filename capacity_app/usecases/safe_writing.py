"""Writing a file for somebody outside: aside first, read back, and only then under its name."""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from capacity_app import disk
from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.report.damage import Damaged

_UNSAFE_NAME: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long work is; ``total`` grows when there is more to do than was known.

    ``page`` of ``pages`` is told while pages are drawn, before that both are 0. ``sha256`` is set
    by the last step: the file's own, read back from its place after everything was flushed, so
    that a stick may be taken out.
    """

    done: int
    total: int
    page: int = 0
    pages: int = 0
    sha256: str = ""


Writer = Callable[[Path], Iterator[object]]
"""Writes a file in steps and checks it. A step may be its own Progress; others are counted."""


def check_place(path: Path) -> None:
    """Raise UserError when nothing can be written there; nothing is left by the trial."""
    if path.is_dir():
        raise UserError(N_("{path} is a folder. Give the file a name inside it."), path=path)
    if _UNSAFE_NAME.search(path.name) or _DEVICES.match(path.name) or not path.name:
        raise UserError(
            N_("{name} cannot be a file's name everywhere. Use letters, digits, - and _ only."),
            name=path.name,
        )
    if not path.parent.is_dir():
        raise UserError(
            N_("There is no folder {folder}. Make it, or choose another one."), folder=path.parent
        )
    try:
        disk.new_part(path).unlink()
    except (OSError, ValueError) as error:
        _refused(path, error)


def written(writer: Writer, path: Path) -> Iterator[Progress]:
    """The steps of writing ``path``; see :func:`capacity_app.usecases.export.prepare`."""
    part: Path | None = None
    last = Progress(0, 1)
    try:
        part = disk.new_part(path)
        with closing(_steps(writer, part)) as steps:
            for step in steps:
                last = step if isinstance(step, Progress) else _next(last)
                yield last
        found = _put_in_place(part, path)
    except OSError as error:
        _refused(path, error)
    except Damaged as error:
        _damaged(path, error)
    finally:
        if part is not None:
            _remove(part)
    yield Progress(last.done + 1, last.done + 1, sha256=found)


def _next(last: Progress) -> Progress:
    return Progress(last.done + 1, last.done + 2)


def _put_in_place(part: Path, path: Path) -> str:
    """Flush, read back, rename, read back again; the digest. Damaged when the drive lies.

    What stood under the name is replaced only by what was read back well.
    """
    meant = disk.sha256(part)
    disk.sync(part)
    if disk.sha256(part) != meant:
        raise Damaged(part.name)
    disk.replace(part, path)
    if disk.sha256(path) != meant:
        _remove(path)
        raise Damaged(path.name)
    return meant


def _steps(writer: Writer, part: Path) -> Generator[object, None, None]:
    """The writer's steps; closing them closes the writer, and with it the file it has open."""
    yield from writer(part)


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone or refuses; the reason was said already


def _refused(path: Path, error: OSError | ValueError) -> NoReturn:
    raise UserError(
        N_(
            "{name} could not be written in {folder} ({reason}). Your assessments are safe, and an "
            "older file of that name is as it was. Close it if it is open, or choose another "
            "folder."
        ),
        name=path.name,
        folder=path.parent,
        reason=getattr(error, "strerror", None) or error,
    ) from error


def _damaged(path: Path, error: Damaged) -> NoReturn:
    raise UserError(
        N_(
            "{name} was written but reads otherwise, so it was not kept. Your assessments "
            "are safe. The drive {folder} may be failing: choose another one."
        ),
        name=path.name,
        folder=path.parent,
    ) from error
