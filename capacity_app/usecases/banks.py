"""The question banks as other programs read them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.store import instruments


def installed(folder: Path) -> list[dict[str, Any]]:
    """Id, version and title of every question bank in a folder; UserError when one is broken."""
    found = [content(name, folder) for name in instruments.installed(folder)]
    return [{name: bank[name] for name in ("id", "version", "title")} for bank in found]


def content(bank_id: str, folder: Path) -> dict[str, Any]:
    """A whole question bank with its digest; UserError when it is absent or broken."""
    known = instruments.installed(folder)
    if bank_id not in known:
        raise UserError(
            N_("There is no question bank {id} here. Installed are: {known}."),
            id=bank_id,
            known=", ".join(known) or "–",
        )
    bank = instruments.read(bank_id, folder)
    digest = instruments.parse(bank, str(folder / bank_id)).digest
    for domain in bank["domains"]:
        for area in domain["areas"]:
            _tidy(area)
    return {**bank, "digest": digest}


def _tidy(area: dict[str, Any]) -> None:
    """Say "service" only of a module, and of every element whether it may not apply."""
    if not area.get("service"):
        area.pop("service", None)
    for indicator in area["indicators"]:
        for element in indicator.get("elements", ()):
            element.setdefault("may_be_na", False)


def outline(bank: dict[str, Any], language: str) -> Iterator[str]:
    """A question bank in short: the ids and titles of its domains, areas and indicators."""
    for domain in bank["domains"]:
        yield f"{domain['id']}\t{domain['title'][language]}"
        for area in domain["areas"]:
            yield f"{area['id']}\t{area['title'][language]}"
            for indicator in area["indicators"]:
                yield f"{indicator['id']}\t{indicator['title'][language]}"
