"""A question bank as rows of sheets, and back to front: which rows two banks differ in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from capacity_app.model.text import LANGUAGES

INSTRUMENT: Final = "Instrument"
STRUCTURE: Final = "Structure"
ACTIONS: Final = "Actions"
ELEMENTS: Final = "Elements"
EVIDENCE: Final = "Evidence"
TEXTS: Final = "Texts"
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    INSTRUMENT: ("key", "value"),
    STRUCTURE: (
        *("domain", "area", "service", "weight", "indicator"),
        *("importance", "funder_critical", "may_be_na", "crosswalk"),
    ),
    ACTIONS: ("indicator", "action", "step", "support", "months"),
    ELEMENTS: ("indicator", "element", "may_be_na"),
    EVIDENCE: ("indicator", "type"),
    TEXTS: ("key", *LANGUAGES),
}
SUSTAINED: Final = "sustained"  # stands among an indicator's elements
BETWEEN: Final = "; "
_NAMES_THE_VERSION: Final = ("id", "version", "format_version", "based_on/id", "based_on/version")

Content = Mapping[str, Any]
Cell = str | int | float | None
Rows = dict[str, tuple[Cell, ...]]
"""What a row is about → its cells, in the order of the sheet."""


def sheets_of(content: Content) -> dict[str, Rows]:
    """All rows of a whole question bank, by sheet."""
    indicators = [
        (d, a, i) for d in content["domains"] for a in d["areas"] for i in a["indicators"]
    ]
    return {
        INSTRUMENT: {key: (key, value) for key, value in _settings(content)},
        STRUCTURE: {i["id"]: _structure(d, a, i) for d, a, i in indicators},
        ACTIONS: _by_two(row for *_, i in indicators for row in _actions(i)),
        ELEMENTS: _by_two(row for *_, i in indicators for row in _elements(i)),
        EVIDENCE: _by_two((i["id"], e["id"]) for *_, i in indicators for e in i["evidence_types"]),
        TEXTS: {
            key: (key, *(text.get(code, "") for code in LANGUAGES))
            for key, text in text_slots(content)
        },
    }


def text_slots(content: Content) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text with its key, such as ``FUN-1.1/levels/3``, in the order of the screen."""
    yield "title", content["title"]
    for code, text in content["services"].items():
        yield f"services/{code}", text
    for number, level in enumerate(content["scale"], 1):
        yield f"scale/{number}/name", level["name"]
        yield f"scale/{number}/meaning", level["meaning"]
    yield from _rule_slots(content["rules"])
    for domain in content["domains"]:
        yield f"{domain['id']}/title", domain["title"]
        yield f"{domain['id']}/summary", domain["summary"]
        for area in domain["areas"]:
            yield f"{area['id']}/title", area["title"]
            for indicator in area["indicators"]:
                for key, text in _indicator_slots(indicator):
                    yield f"{indicator['id']}/{key}", text


def _rule_slots(rules: Content) -> Iterator[tuple[str, dict[str, str]]]:
    for band in rules["bands"]:
        yield f"bands/{band['id']}", band["name"]
    for name in ("names", "unicef_names"):
        for key, text in rules["psea"][name].items():
            yield f"psea/{name}/{key}", text
    for number, source in enumerate(rules["sources"], 1):
        yield f"sources/{number}", source["source"]


def _indicator_slots(indicator: Content) -> Iterator[tuple[str, dict[str, str]]]:
    for name in ("title", "question", "guidance", "inflates"):
        yield name, indicator[name]
    for number, prompt in enumerate(indicator["prompts"], 1):
        yield f"prompts/{number}", prompt
    for level, text in indicator["levels"].items():
        yield f"levels/{level}", text
    for element in indicator.get("elements", ()):
        yield f"elements/{element['id']}", element["text"]
    if SUSTAINED in indicator:
        yield f"elements/{SUSTAINED}", indicator[SUSTAINED]["text"]
    for kind in indicator["evidence_types"]:
        yield f"evidence/{kind['id']}", kind["text"]
    for number, action in enumerate(indicator["actions"], 1):
        yield f"actions/{number}/text", action["text"]
        yield f"actions/{number}/deliverable", action["deliverable"]
    yield "importance_reason", indicator["importance_reason"]


def _by_two(rows: Iterator[tuple[Cell, ...]]) -> Rows:
    return {f"{row[0]}/{row[1]}": row for row in rows}


def _settings(content: Content) -> Iterator[tuple[str, Cell]]:
    """Id, version, services, scale and rules as keys and values; their texts are elsewhere."""
    for name in ("format_version", "id", "version"):
        yield name, content[name]
    yield from _leaves(content.get("based_on", {}), "based_on")
    yield "services", BETWEEN.join(content["services"])
    yield from _leaves(content["scale"], "scale")
    yield from _leaves(content["rules"], "rules")


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Cell]]:
    if isinstance(value, dict):
        if set(value) != set(LANGUAGES):
            for name, inner in value.items():
                yield from _leaves(inner, f"{path}/{name}")
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield path, BETWEEN.join(value)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _leaves(inner, f"{path}/{number}")
    else:
        yield path, value


def _structure(domain: Content, area: Content, indicator: Content) -> tuple[Cell, ...]:
    return (
        *(domain["id"], area["id"], area.get("service"), area.get("weight"), indicator["id"]),
        indicator["importance"],
        _yes_no(indicator["funder_critical"]),
        _yes_no(indicator.get("may_be_na")),
        BETWEEN.join(indicator["crosswalk"]),
    )


def _actions(indicator: Content) -> Iterator[tuple[Cell, ...]]:
    for number, action in enumerate(indicator["actions"], 1):
        support = BETWEEN.join(action.get("support", ()))
        yield indicator["id"], number, action["step"], support, action.get("months")


def _elements(indicator: Content) -> Iterator[tuple[Cell, ...]]:
    for element in indicator.get("elements", ()):
        yield indicator["id"], element["id"], _yes_no(element.get("may_be_na"))
    if SUSTAINED in indicator:
        yield indicator["id"], SUSTAINED, None


def _yes_no(given: bool | None) -> str | None:
    return None if given is None else ("yes" if given else "no")


@dataclass(frozen=True, slots=True)
class Difference:
    """A row in which two banks differ; ``key`` is empty when only the order of rows does."""

    sheet: str
    key: str
    text_only: bool


def differences(old: Content, new: Content) -> list[Difference]:
    """The rows in which two banks differ, apart from id and version; other kinds before texts."""
    before, after = sheets_of(old), sheets_of(new)
    found = [each for sheet in COLUMNS for each in _differing(sheet, before[sheet], after[sheet])]
    if not found and [list(rows) for rows in before.values()] != [list(r) for r in after.values()]:
        found.append(Difference(STRUCTURE, "", False))
    return sorted(found, key=lambda each: each.text_only)


def _differing(sheet: str, before: Rows, after: Rows) -> Iterator[Difference]:
    for key in {**before, **after}:
        if sheet == INSTRUMENT and key in _NAMES_THE_VERSION:
            continue
        if before.get(key) != after.get(key):
            both = key in before and key in after
            yield Difference(sheet, key, sheet == TEXTS and both)
