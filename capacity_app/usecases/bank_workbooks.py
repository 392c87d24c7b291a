"""Question banks going out to Excel and coming back as a person's own."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NoReturn

from capacity_app.errors import UserError
from capacity_app.exchange.bank_reading import BankFile, read_bank
from capacity_app.exchange.bank_rows import Difference, differences
from capacity_app.exchange.files import write_checked
from capacity_app.i18n import N_
from capacity_app.store import instruments
from capacity_app.store.bank_files import FILE, Version, version_of
from capacity_app.usecases.banks import known

_NO_VERSION: Final = (0, 0, 0, 0)


class Arrival(StrEnum):
    """What bringing a workbook in did."""

    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """Which question bank a workbook held, and what became of it."""

    id: str
    version: str
    outcome: Arrival

    @property
    def told(self) -> dict[str, str]:
        """The same for other programs."""
        return {"id": self.id, "version": self.version, "result": self.outcome}


def write_out(bank_id: str, path: Path, *folders: Path) -> Path:
    """Write a question bank to a workbook; UserError, and no file, when that cannot be."""
    from capacity_app.exchange.bank_writing import write_bank

    known(bank_id, *folders)
    content = instruments.read(bank_id, *folders)
    instruments.parse(content, bank_id)
    write_bank(content, path)
    return path


def bring_in(path: Path, shipped: Path, own: Path) -> BroughtIn:
    """Install a workbook's question bank into a person's own folder of them.

    What is installed under an id and version stays as it is: other content needs a newer
    version. Raises UserError, and changes nothing, naming what is wrong and where.
    """
    found = read_bank(path)
    content = found.content
    bank = instruments.parse(content, path.name)
    here = _versions(bank.id, (shipped, own))
    for old in here:
        if instruments.digest_of(old) == bank.digest:
            return BroughtIn(bank.id, bank.version, Arrival.UNCHANGED)
    _check_version(found, here)
    _install(content, bank.digest, own / bank.id)
    return BroughtIn(bank.id, bank.version, Arrival.CHANGED if here else Arrival.MADE)


def _versions(bank_id: str, folders: Iterable[Path]) -> list[dict[str, Any]]:
    """The versions of a bank that are here and whole; a damaged one may be replaced."""
    found = []
    for folder in folders:
        try:
            content = instruments.read(bank_id, folder)
            instruments.parse(content, bank_id)
        except UserError:
            continue
        found.append(content)
    return found


def _check_version(found: BankFile, here: list[dict[str, Any]]) -> None:
    mine = _order(found.content)
    for old in here:
        if _order(old) == mine:
            _refuse_same(found, old, here)
    if here and mine < max(map(_order, here)):
        _refuse_older(found, here)
    for old in here:
        if mine[3] and _order(old)[:3] == mine[:3]:
            changes = differences(old, found.content)
            if not all(each.text_only for each in changes):
                _refuse_hyphen(found, old, changes[0], here)


def _install(content: Mapping[str, Any], digest: str, home: Path) -> None:
    from capacity_app.store.connection import saying

    def check(part: Path) -> None:
        if instruments.digest_of(json.loads(part.read_text("utf-8"))) != digest:
            raise UserError(
                N_("{file} could not be read back as it was written, so it was not kept."),
                file=home / FILE,
            )

    with saying(home):
        home.mkdir(parents=True, exist_ok=True)
    data = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_checked(home / FILE, data.encode(), check)


def _order(content: Mapping[str, Any]) -> Version:
    return version_of(content["version"]) or _NO_VERSION


def _next(here: list[dict[str, Any]], texts_only: bool) -> str:
    """The version to write so that it is newer than all that are here."""
    whole, part, fix, texts = max(map(_order, here))
    return f"{whole}.{part}.{fix}-{texts + 1}" if texts_only else f"{whole}.{part + 1}.0"


def _about(found: BankFile, change: Difference, here: list[dict[str, Any]]) -> dict[str, object]:
    """What every refusal of a version names."""
    spot = found.spot(change.sheet, change.key)
    return {
        "file": found.file,
        "id": found.content["id"],
        "version": found.content["version"],
        "sheet": change.sheet,
        "row": spot.row or "–",
        "key": change.key or "–",
        "new": _next(here, change.text_only),
    }


def _refuse_same(found: BankFile, old: Mapping[str, Any], here: list[dict[str, Any]]) -> NoReturn:
    changes = differences(old, found.content)
    about = _about(found, changes[0], here)
    if changes[0].text_only:
        raise UserError(
            N_(
                "{file} changes texts of the question bank {id} ({count} in all, the first in "
                "sheet {sheet}, row {row}: {key}), but still has version {version}, which is here "
                "already. Nothing was changed. In sheet Instrument, write {new} beside version, "
                "and try again."
            ),
            count=len(changes),
            **about,
        )
    raise UserError(
        N_(
            "{file} changes the structure of the question bank {id} (first in sheet {sheet}, row "
            "{row}: {key}), but still has version {version}, which is here already. Nothing was "
            "changed. In sheet Instrument, write {new} beside version, and try again."
        ),
        **about,
    )


def _refuse_hyphen(
    found: BankFile, old: Mapping[str, Any], change: Difference, here: list[dict[str, Any]]
) -> NoReturn:
    raise UserError(
        N_(
            "The version {version} in {file} says that only texts changed since {old}, but the "
            "structure did too (first in sheet {sheet}, row {row}: {key}). Nothing was changed. "
            "In sheet Instrument, write {new} beside version, and try again."
        ),
        old=old["version"],
        **_about(found, change, here),
    )


def _refuse_older(found: BankFile, here: list[dict[str, Any]]) -> NoReturn:
    newest = max(here, key=_order)
    raise UserError(
        N_(
            "{file} holds version {version} of the question bank {id}, and the newer {newest} is "
            "here already. Nothing was changed. To use the file's, write {new} in sheet "
            "Instrument beside version, and try again."
        ),
        file=found.file,
        id=found.content["id"],
        version=found.content["version"],
        newest=newest["version"],
        new=_next(here, texts_only=False),
    )
