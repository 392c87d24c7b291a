"""Reading question banks, and saying in words what is wrong with a broken one."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from capacity_app.errors import UserError
from capacity_app.model.instrument import (
    Area,
    Band,
    Domain,
    Element,
    EvidenceType,
    Indicator,
    Instrument,
    PseaRules,
    Rules,
    ScaleLevel,
    Source,
    SuggestedAction,
)
from capacity_app.model.text import Text
from capacity_app.store.bank_files import FILE, broken, home_of, installed, read_json
from capacity_app.store.variants import base_of, chosen_from, is_variant

__all__ = ["FORMAT", "digest_of", "dump", "installed", "load", "parse", "read"]

FORMAT = "capacity-instrument"
_WRONG: Final = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError)


def load(instrument_id: str, *folders: Path) -> Instrument:
    """The newest version of that question bank in these folders; the program's own come first.

    Raises UserError when it is absent or broken, naming the place.
    """
    content = read(instrument_id, *folders)
    home = home_of(instrument_id, *folders)
    try:
        return parse(content, str(home / FILE))
    except UserError:
        _blame_area(_source_of(home, folders))
        raise


def read(instrument_id: str, *folders: Path) -> dict[str, Any]:
    """A question bank's content as plain JSON values, complete, also when it is a variant."""
    home = home_of(instrument_id, *folders)
    manifest = read_json(home / FILE)
    if not is_variant(manifest):
        return _put_together(manifest, home)
    where = str(home / FILE)
    base = base_of(manifest, where, *folders)
    return chosen_from(_put_together(read_json(base / FILE), base), manifest, where)


def _source_of(home: Path, folders: tuple[Path, ...]) -> Path:
    """The place whose files hold a bank's texts."""
    manifest = read_json(home / FILE)
    return base_of(manifest, str(home), *folders) if is_variant(manifest) else home


def _put_together(content: dict[str, Any], home: Path) -> dict[str, Any]:
    """Put areas where the manifest has their names; a person's own bank holds them itself."""
    try:
        for domain in content["domains"]:
            domain["areas"] = [
                area if isinstance(area, dict) else read_json(_area_file(home, area))
                for area in domain["areas"]
            ]
    except (KeyError, TypeError) as error:
        broken(str(home / FILE), _said(error))
    return content


def _area_file(home: Path, area: object) -> Path:
    return home / "areas" / f"{_id(area)}.json"


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of a question bank's canonical JSON, in hexadecimal."""
    return hashlib.sha256(dump(content).encode()).hexdigest()


def dump(content: Mapping[str, Any]) -> str:
    """Canonical JSON: sorted keys, no spaces, so that equal content has equal text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse(content: Mapping[str, Any], where: str) -> Instrument:
    """A question bank from plain JSON values; UserError naming ``where`` and the key at fault."""
    if content.get("format") != FORMAT or content.get("format_version") != 1:
        broken(where, "format")
    try:
        instrument = _instrument(content)
    except _WRONG as error:
        broken(where, _said(error))
    areas = instrument.areas
    _refuse_doubled(where, [domain.id for domain in instrument.domains])
    _refuse_doubled(where, [area.id for area in areas])
    _refuse_doubled(where, [i.id for area in areas for i in area.indicators])
    return instrument


def _refuse_doubled(where: str, ids: list[str]) -> None:
    doubled = {name for name in ids if ids.count(name) > 1}
    if doubled:
        broken(where, ", ".join(sorted(doubled)))


def _blame_area(home: Path) -> None:
    """Name the area file at fault, if it is one of those, instead of the whole bank."""
    seen: set[str] = set()
    written = read_json(home / FILE)["domains"]
    names = [name for domain in written for name in domain["areas"]]
    for place in [_area_file(home, name) for name in names if isinstance(name, str)]:
        where = str(place)
        try:
            area = _area(read_json(place))
        except _WRONG as error:
            broken(where, _said(error))
        ids = [area.id, *(indicator.id for indicator in area.indicators)]
        _refuse_doubled(where, [*ids, *(seen & set(ids))])
        seen.update(ids)


def _said(error: Exception) -> str:
    return f"{type(error).__name__} {error}"


def _id(given: object) -> str:
    if not isinstance(given, str) or not given:
        raise TypeError(given)
    return given


def _ids(given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise TypeError(given)
    return tuple(_id(name) for name in given)


def _yes_no(given: object) -> bool:
    if not isinstance(given, bool):
        raise TypeError(given)
    return given


def _text(given: Mapping[str, str]) -> Text:
    en, ar, ckb = given.get("en", ""), given.get("ar", ""), given.get("ckb", "")
    if not type(en) is type(ar) is type(ckb) is str:
        raise TypeError(given)
    return Text(en, ar, ckb)


def _texts(given: Mapping[str, Mapping[str, str]]) -> dict[str, Text]:
    return {key: _text(value) for key, value in given.items()}


def _instrument(given: Mapping[str, Any]) -> Instrument:
    return Instrument(
        id=_id(given["id"]),
        version=_id(given["version"]),
        title=_text(given["title"]),
        services=_texts(given["services"]),
        domains=tuple(_domain(domain) for domain in given["domains"]),
        rules=_rules(given["rules"], given["scale"]),
        digest=digest_of(given),
    )


def _domain(given: Mapping[str, Any]) -> Domain:
    return Domain(
        _id(given["id"]),
        _text(given["title"]),
        _text(given["summary"]),
        tuple(_area(area) for area in given["areas"]),
    )


def _area(given: Mapping[str, Any]) -> Area:
    return Area(
        _id(given["id"]),
        _text(given["title"]),
        tuple(_indicator(indicator) for indicator in given["indicators"]),
        given.get("service"),
        Fraction(given.get("weight", 1)),
    )


def _indicator(given: Mapping[str, Any]) -> Indicator:
    sustained = given.get("sustained")
    elements = [_element(element) for element in given.get("elements", ())]
    if len({element.id for element in elements}) < len(elements):
        raise ValueError(given["id"], "elements")
    return Indicator(
        id=_id(given["id"]),
        title=_text(given["title"]),
        question=_text(given["question"]),
        guidance=_text(given["guidance"]),
        inflates=_text(given["inflates"]),
        prompts=tuple(_text(prompt) for prompt in given["prompts"]),
        levels={int(level): _text(text) for level, text in given["levels"].items()},
        evidence_types=tuple(
            EvidenceType(_id(kind["id"]), _text(kind["text"])) for kind in given["evidence_types"]
        ),
        actions=tuple(_action(action) for action in given["actions"]),
        crosswalk=_ids(given["crosswalk"]),
        importance=_one_of(given["importance"], (1, 2, 3)),
        funder_critical=_yes_no(given["funder_critical"]),
        importance_reason=_text(given["importance_reason"]),
        elements=tuple(elements),
        sustained=None if sustained is None else _text(sustained["text"]),
        may_be_na=_yes_no(given.get("may_be_na", True)),
    )


def _element(given: Mapping[str, Any]) -> Element:
    return Element(_id(given["id"]), _text(given["text"]), _yes_no(given.get("may_be_na", False)))


def _one_of(value: int, allowed: tuple[int, ...]) -> int:
    if value not in allowed:
        raise ValueError(value)
    return value


def _action(given: Mapping[str, Any]) -> SuggestedAction:
    return SuggestedAction(
        step=_step(given["step"]),
        text=_text(given["text"]),
        deliverable=_text(given["deliverable"]),
        support=_ids(given.get("support", [])),
        months=int(given.get("months", 3)),
    )


def _step(step: str) -> str:
    if step not in ("1-2", "2-3", "3-4"):
        raise ValueError(step)
    return step


def _rules(given: Mapping[str, Any], scale: list[Mapping[str, Any]]) -> Rules:
    return Rules(
        scale=tuple(
            ScaleLevel(s["level"], _text(s["name"]), _text(s["meaning"]), s["elsewhere"])
            for s in scale
        ),
        bands=tuple(
            Band(b["id"], _text(b["name"]), None if b["below"] is None else Fraction(b["below"]))
            for b in given["bands"]
        ),
        band_completeness=Fraction(given["band_completeness"]),
        default_target=int(given["default_target"]),
        critical_factor=int(given["critical_factor"]),
        high_from=int(given["high_from"]),
        medium_from=int(given["medium_from"]),
        psea=_psea(given["psea"]),
        sources=tuple(_source(source) for source in given["sources"]),
    )


def _psea(given: Mapping[str, Any]) -> PseaRules:
    return PseaRules(
        full_from=int(given["full_from"]),
        medium_from=int(given["medium_from"]),
        plan_months=int(given["plan_months"]),
        plan_latest_months=int(given["plan_latest_months"]),
        warn_months=int(given["warn_months"]),
        reassess_months=int(given["reassess_months"]),
        names=_texts(given["names"]),
        unicef_groups=tuple(tuple(group) for group in given["unicef_groups"]),
        unicef_high_max=int(given["unicef_high_max"]),
        unicef_moderate_max=int(given["unicef_moderate_max"]),
        unicef_names=_texts(given["unicef_names"]),
    )


def _source(given: Mapping[str, Any]) -> Source:
    verified = given.get("verified_on")
    day = None if verified is None else date.fromisoformat(verified)
    return Source(given["rule"], _text(given["source"]), day)
