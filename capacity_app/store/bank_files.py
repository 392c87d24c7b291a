"""Where question banks lie on disk, which version of one counts, and how a file of one is read."""

import json
import re
from pathlib import Path
from typing import Any, Final, NoReturn

from capacity_app.errors import UserError
from capacity_app.i18n import N_

USERS: Final = "instruments"  # the folder, inside the data folder, of a person's own banks
FILE: Final = "instrument.json"
_VERSION: Final = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})(?:-([0-9]{1,6}))?")

Version = tuple[int, int, int, int]


def version_of(written: str) -> Version | None:
    """1.2.0 or 1.2.0-1 (texts only) as numbers that order them; None for anything else."""
    match = _VERSION.fullmatch(written)
    if match is None:
        return None
    whole, part, fix, texts = (int(number or 0) for number in match.groups())
    return whole, part, fix, texts


def installed(*folders: Path) -> list[str]:
    """Ids of the question banks in some folders, in alphabetical order."""
    found = (path for folder in folders if folder.is_dir() for path in folder.glob(f"*/{FILE}"))
    return sorted({path.parent.name for path in found})


def homes(instrument_id: str, *folders: Path) -> list[Path]:
    """The places in some folders that hold a version of this question bank."""
    found = [folder / instrument_id for folder in folders]
    return [home for home in found if (home / FILE).is_file()]


def home_of(instrument_id: str, *folders: Path) -> Path:
    """Where the newest version is; of equal ones the first folder's, which is the program's."""
    found = homes(instrument_id, *folders)
    if len(found) < 2:
        return found[0] if found else folders[0] / instrument_id
    return max(found, key=_order)  # max keeps the first of equals


def version_in(home: Path) -> str:
    """The version written in a place; empty when the file there cannot be read."""
    try:
        return str(read_json(home / FILE).get("version", ""))
    except UserError:
        return ""


def _order(home: Path) -> Version:
    return version_of(version_in(home)) or (0, 0, 0, 0)


def stamp(*folders: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when any file of any question bank does; much cheaper than reading them."""
    files = [path for folder in folders if folder.is_dir() for path in folder.rglob("*.json")]
    return tuple(_traits(path) for path in sorted(files))


def _traits(path: Path) -> tuple[str, int, int]:
    try:
        about = path.stat()
    except OSError:  # gone in this moment, or not ours to look at; reading it will say which
        return str(path), 0, 0
    return str(path), about.st_mtime_ns, about.st_size


def broken(where: str, what: str) -> NoReturn:
    """Say that a question bank's file is damaged, and how."""
    raise UserError(
        N_(
            "The question bank {where} is damaged ({what}), so it cannot be used. Your "
            "assessments are safe. Install the program again, or replace that file."
        ),
        where=where,
        what=what,
    )


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file; UserError naming the file when it holds none."""
    try:
        with path.open(encoding="utf-8") as file:
            content = json.load(file)
    except OSError as error:
        broken(str(path), error.strerror or str(error))
    except (ValueError, RecursionError) as error:
        broken(str(path), str(error))
    if not isinstance(content, dict):
        broken(str(path), "{}")
    return content
