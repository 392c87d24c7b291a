"""Question banks that choose from another one: they share its texts, they do not copy them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.store.bank_files import FILE, broken, homes, read_json, version_in


def is_variant(manifest: Mapping[str, Any]) -> bool:
    """Whether a bank's own file names indicators of another one instead of holding its own."""
    return "based_on" in manifest and "domains" not in manifest


def base_of(manifest: Mapping[str, Any], where: str, *folders: Path) -> Path:
    """The place of the bank, in exactly the version, that a variant is made from."""
    try:
        wanted, version = (str(manifest["based_on"][name]) for name in ("id", "version"))
    except (KeyError, TypeError) as error:
        broken(where, f"based_on: {error}")
    found = homes(wanted, *folders)
    home = next((home for home in found if version_in(home) == version), None)
    if home is None:
        here = ", ".join(version_in(home) for home in found)
        _no_base(manifest, f"{wanted} {version}", here)
    if is_variant(read_json(home / FILE)):
        broken(where, f"based_on: {wanted}")
    return home


def chosen_from(base: Mapping[str, Any], manifest: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The variant's whole content: the chosen indicators in the base's order, and its rules.

    Modules of services are left out, and with them the services; areas and domains without a
    chosen indicator too.
    """
    wanted = manifest.get("indicators")
    if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
        broken(where, "indicators")
    domains = [_thinned(domain, set(wanted)) for domain in base["domains"]]
    found = [i["id"] for d in domains for area in d["areas"] for i in area["indicators"]]
    wrong = set(wanted) - set(found) or {name for name in wanted if wanted.count(name) > 1}
    if wrong:
        broken(where, ", ".join(sorted(wrong)))
    own = {name: value for name, value in manifest.items() if name != "indicators"}
    kept = [domain for domain in domains if domain["areas"]]
    return {**base, **own, "services": {}, "domains": kept}


def _thinned(domain: Mapping[str, Any], wanted: set[str]) -> dict[str, Any]:
    areas = [
        {**area, "indicators": [i for i in area["indicators"] if i["id"] in wanted]}
        for area in domain["areas"]
        if not area.get("service")
    ]
    return {**domain, "areas": [area for area in areas if area["indicators"]]}


def _no_base(manifest: Mapping[str, Any], base: str, here: str) -> NoReturn:
    raise UserError(
        N_(
            "The question bank {id} is made from {base}, which is not installed here "
            "(installed: {here}), so it cannot be used. Your assessments are safe. Install that "
            "version, or choose other questions."
        ),
        id=manifest.get("id", "?"),
        base=base,
        here=here or "–",
    )
