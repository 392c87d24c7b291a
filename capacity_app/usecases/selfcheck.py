"""Looking whether everything the program needs is there and sound."""

import os
import platform
import sqlite3
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from capacity_app import __version__, paths
from capacity_app.errors import UserError
from capacity_app.i18n import N_, Language, Words
from capacity_app.store import instruments
from capacity_app.store.database import Store

_FONTS: Final = ("Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf", "DejaVuSymbols.ttf")
_TRUETYPE: Final = b"\0\1\0\0"


def check(data_dir: Path, words: Words) -> dict[str, Any]:
    """Every check by name with what it found; ``ok`` is true when all of them are."""
    steps: list[tuple[str, Callable[[], str]]] = [
        ("data_folder", lambda: _writable(data_dir)),
        ("database", lambda: _database(data_dir)),
        ("instruments", _instruments),
        ("fonts", _fonts),
        ("translations", _translations),
        ("schema", lambda: _file(paths.resources() / "schema" / "assessment-1.json")),
        ("temporary_folder", lambda: _writable(Path(tempfile.gettempdir()))),
    ]
    checks = [_run(name, step, words) for name, step in steps]
    return {
        "ok": all(entry["ok"] for entry in checks),
        "checks": checks,
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Versions of the program and of what it stands on."""
    return {
        "program": __version__,
        "python": platform.python_version(),
        "qt": _version("PySide6-Essentials"),
        "sqlalchemy": _version("SQLAlchemy"),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(terse=True),
    }


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""  # frozen programs may leave the distributions' records out


def _run(name: str, step: Callable[[], str], words: Words) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "detail": step()}
    except UserError as error:
        return {"name": name, "ok": False, "detail": words.error(error)}
    except OSError as error:
        reason = UserError(
            N_("{where} cannot be read or written ({reason})."),
            where=error.filename or name,
            reason=error.strerror or str(error),
        )
        return {"name": name, "ok": False, "detail": words.error(reason)}


def _database(data_dir: Path) -> str:
    store = Store.open(data_dir, paths.assessments())
    try:
        verdict = store.integrity()
    finally:
        store.close()
    if verdict != "ok":
        raise UserError(
            N_("The database in {folder} is damaged ({reason}). Restore a backup."),
            folder=data_dir,
            reason=verdict,
        )
    return str(store.file)


def _instruments() -> str:
    folder = paths.assessments()
    found = [instruments.load(name, folder) for name in instruments.installed(folder)]
    if not found:
        raise UserError(
            N_("There is no question bank in {folder}. Install the program again."), folder=folder
        )
    return ", ".join(f"{bank.id} {bank.version} ({len(bank.indicators)})" for bank in found)


def _fonts() -> str:
    folder = paths.resources() / "fonts"
    for name in _FONTS:
        with (folder / name).open("rb") as file:
            start = file.read(4)
        if start != _TRUETYPE:
            raise UserError(
                N_("The font {file} is damaged. Install the program again."), file=folder / name
            )
    return ", ".join(_FONTS)


def _translations() -> str:
    for language in Language:
        if language is not Language.EN:
            part = Path(language.code) / "LC_MESSAGES" / "capacity_app.mo"
            _file(paths.resources() / "i18n" / part)
    return ", ".join(language.code for language in Language)


def _file(path: Path) -> str:
    with path.open("rb") as file:
        file.read(1)
    return str(path)


def _writable(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".check-", dir=folder)
    os.close(handle)
    Path(name).unlink()
    return str(folder)
