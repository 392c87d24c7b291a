"""From a workbook back to a question bank: everything is checked, and named where it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, NoReturn

from capacity_app.exchange.bank_cells import read_sheets
from capacity_app.exchange.bank_place import Spot
from capacity_app.exchange.bank_rows import (
    ACTIONS,
    COLUMNS,
    ELEMENTS,
    EVIDENCE,
    INSTRUMENT,
    STRUCTURE,
    SUSTAINED,
    TEXTS,
    text_slots,
)
from capacity_app.exchange.bank_settings import Settings
from capacity_app.exchange.bank_table import Line, Table
from capacity_app.i18n import N_
from capacity_app.model.plan import Support
from capacity_app.model.text import LANGUAGES

STEPS: Final = ("1-2", "2-3", "3-4")
_WEIGHT: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?")
_PROMPT: Final = re.compile(r"(.+)/prompts/([1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class BankFile:
    """A question bank's content as read, and in which row of which sheet each thing stood."""

    content: dict[str, Any]
    file: str
    rows: Mapping[str, Mapping[str, int]]

    def spot(self, sheet: str, key: str) -> Spot:
        """The place of the row about something; of the sheet when it has none."""
        column = "B (value)" if sheet == INSTRUMENT else ""
        return Spot(self.file, sheet, self.rows[sheet].get(key, 0), column)


def read_bank(path: Path) -> BankFile:
    """The question bank in a workbook; UserError names sheet, row and column of the first fault."""
    reader = _Reader(path)
    content = reader.content()
    return BankFile(content, path.name, {name: t.rows for name, t in reader.tables.items()})


class _Reader:
    """Builds the content sheet by sheet, its texts at first as empty places."""

    def __init__(self, path: Path) -> None:
        found = read_sheets(path, tuple(COLUMNS))
        self.tables = {title: Table(path.name, title, found) for title in COLUMNS}
        self.indicators: dict[str, dict[str, Any]] = {}
        self.areas: dict[str, tuple[str, dict[str, Any]]] = {}

    def content(self) -> dict[str, Any]:
        settings = Settings(self.tables[INSTRUMENT])
        content = settings.content()
        domains: dict[str, dict[str, Any]] = {}
        for line in self.tables[STRUCTURE].lines():
            self._structure(line, domains, tuple(content["services"]))
        content["domains"] = list(domains.values())
        if not domains:
            self.tables[STRUCTURE].spot.no_row(f"{content['id']}/…")
        self._check_names(content)
        self._elements()
        self._evidence()
        self._actions()
        self._prompts()
        self._texts(content)
        self._check_psea(settings, content)
        return content

    def _structure(
        self, line: Line, domains: dict[str, dict[str, Any]], services: tuple[str, ...]
    ) -> None:
        domain_id, area_id, name = (line.id(each) for each in ("domain", "area", "indicator"))
        self.tables[STRUCTURE].remember(name, line, "indicator")
        if domain_id not in domains:
            domains[domain_id] = {"id": domain_id, "title": {}, "summary": {}, "areas": []}
        if area_id not in self.areas:
            area = {"id": area_id, "title": {}, **_area_setting(line, services), "indicators": []}
            self.areas[area_id] = (domain_id, area)
            domains[domain_id]["areas"].append(area)
        _agree(line, "domain", domain_id, self.areas[area_id][0])
        area = self.areas[area_id][1]
        for column, value in _area_setting(line, services).items():
            _agree(line, column, value, area.get(column))
        if len({domain_id, area_id, name}) < 3:
            line.place("indicator").doubled(name, line.spot.row)
        area["indicators"].append(_indicator(line, name))
        self.indicators[name] = area["indicators"][-1]

    def _elements(self) -> None:
        for line, indicator, element in self._pairs(ELEMENTS, "element"):
            if element == SUSTAINED:
                indicator[SUSTAINED] = {"text": {}}
                continue
            may_be_na = line.yes_no("may_be_na")
            given = {} if may_be_na is None else {"may_be_na": may_be_na}
            indicator.setdefault("elements", []).append({"id": element, "text": {}, **given})
        for name, indicator in self.indicators.items():
            if SUSTAINED in indicator and "elements" not in indicator:
                self.tables[ELEMENTS].spot.no_row(f"{name}, element a")

    def _evidence(self) -> None:
        for _line, indicator, kind in self._pairs(EVIDENCE, "type"):
            indicator["evidence_types"].append({"id": kind, "text": {}})
        for name, indicator in self.indicators.items():
            if not indicator["evidence_types"]:
                self.tables[EVIDENCE].spot.no_row(name)

    def _actions(self) -> None:
        for line, indicator, _number in self._pairs(ACTIONS, "action"):
            wanted = len(indicator["actions"]) + 1
            line.whole("action", wanted, wanted)
            months = {} if line.value("months") is None else {"months": line.whole("months", 1, 60)}
            indicator["actions"].append(
                {
                    "step": line.one_of("step", STEPS),
                    "text": {},
                    "deliverable": {},
                    "support": line.codes("support", [each.value for each in Support]),
                    **months,
                }
            )

    def _pairs(self, sheet: str, column: str) -> list[tuple[Line, dict[str, Any], str]]:
        """The rows of a sheet whose first column names an indicator, and what else they name."""
        table, found = self.tables[sheet], []
        for line in table.lines():
            name = line.known("indicator", self.indicators, STRUCTURE)
            other = line.id(column)
            table.remember(f"{name}/{other}", line, column)
            found.append((line, self.indicators[name], other))
        return found

    def _prompts(self) -> None:
        """There are as many prompts as have texts."""
        for line in self.tables[TEXTS].lines():
            match = _PROMPT.fullmatch(line.text("key"))
            if match and match[1] in self.indicators:
                prompts = self.indicators[match[1]]["prompts"]
                prompts += [{} for _ in range(len(prompts), int(match[2]))]

    def _texts(self, content: Mapping[str, Any]) -> None:
        table = self.tables[TEXTS]
        slots = dict(text_slots(content))
        for line in table.lines():
            key = line.text("key")
            if key not in slots:
                line.spot.not_called_for(key, f"{STRUCTURE}, {INSTRUMENT}")
            table.remember(key, line, "key")
            slots[key].update({code: line.text(code) for code in LANGUAGES})
        for key in slots:
            if key not in table.rows:
                table.spot.no_row(key)

    def _check_names(self, content: Mapping[str, Any]) -> None:
        """No two things would have their texts under one key."""
        slots: dict[str, object] = {}
        for key, slot in text_slots(content):
            if slots.setdefault(key, slot) is not slot:
                self._named_twice(key.partition("/")[0])

    def _named_twice(self, given: str) -> NoReturn:
        self.tables[STRUCTURE].spot.refuse(
            N_(
                "In {file}, sheet {sheet}, {given} is the name of two different things (a "
                "domain, an area, an indicator or a rule). Nothing was changed. Give one of them "
                "another name, also in the other sheets."
            ),
            given=given,
        )

    def _check_psea(self, settings: Settings, content: Mapping[str, Any]) -> None:
        """A bank with core standards has all that its rating counts, or it would rate too low."""
        standards = [name for name, each in self.indicators.items() if "elements" in each]
        rules = content["rules"]["psea"]
        if not standards:
            return
        if rules["full_from"] > len(standards):
            settings.place("rules/psea/full_from").not_allowed(
                rules["full_from"], [f"0-{len(standards)}"]
            )
        for number, group in enumerate(rules["unicef_groups"], 1):
            for name in group:
                if name not in standards:
                    settings.place(f"rules/psea/unicef_groups/{number}").not_allowed(
                        name, standards
                    )


def _area_setting(line: Line, services: tuple[str, ...]) -> dict[str, Any]:
    """An area's service (None: for every organisation) and, if given, its weight."""
    service = None if line.value("service") is None else line.one_of("service", services)
    weight = line.value("weight")
    if weight is None:
        return {"service": service}
    if not _WEIGHT.fullmatch(str(weight)) or not Fraction(str(weight)):
        line.place("weight").wrong(weight, "1")
    return {"service": service, "weight": weight}


def _agree(line: Line, column: str, given: Any, before: Any) -> None:
    """All rows of an area say the same of it."""
    if given != before:
        line.place(column).not_allowed(
            "–" if given is None else given, ["–" if before is None else before]
        )


def _indicator(line: Line, name: str) -> dict[str, Any]:
    may_be_na = line.yes_no("may_be_na")
    critical = line.yes_no("funder_critical")
    if critical is None:
        line.place("funder_critical").missing()
    return {
        "id": name,
        **{each: {} for each in ("title", "question", "guidance", "inflates")},
        "prompts": [],
        "levels": {str(level): {} for level in range(1, 5)},
        **({} if may_be_na is None else {"may_be_na": may_be_na}),
        "evidence_types": [],
        "actions": [],
        "crosswalk": line.codes("crosswalk"),
        "importance": line.whole("importance", 1, 3),
        "funder_critical": critical,
        "importance_reason": {},
    }
