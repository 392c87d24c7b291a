"""The sheet Instrument: id, version, services, scale and rules as keys and values."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Final

from capacity_app.exchange.bank_place import Spot
from capacity_app.exchange.bank_table import Line, Table
from capacity_app.i18n import N_

FORMAT: Final = "capacity-instrument"
MAX_ITEMS: Final = 99
_BANK_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # no folder may be named so
_VERSION: Final = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}(-[0-9]{1,6})?")
_KEY: Final = re.compile(
    r"format_version|id|version|based_on/(id|version)|services"
    r"|scale/[1-4]/(level|elsewhere/[A-Za-z0-9_ -]{1,40})"
    r"|rules/(band_completeness|default_target|critical_factor|high_from|medium_from)"
    r"|rules/bands/[1-9][0-9]?/(id|below)"
    r"|rules/psea/(full_from|medium_from|plan_months|plan_latest_months|warn_months"
    r"|reassess_months|unicef_high_max|unicef_moderate_max)"
    r"|rules/psea/unicef_groups/[1-9][0-9]?"
    r"|rules/sources/[1-9][0-9]?/(rule|verified_on)"
)
_BASE: Final = ("id", "version")
_CAPACITIES: Final = ("full", "medium", "low")
_RISKS: Final = ("low", "moderate", "high")
_PSEA: Final = ("plan_months", "plan_latest_months", "warn_months", "reassess_months")
_UNICEF: Final = ("unicef_high_max", "unicef_moderate_max")


class Settings:
    """Reads the sheet's rows; what they call for in texts is left as empty places."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._lines: dict[str, Line] = {}
        for line in table.lines():
            key = line.text("key")
            if not _KEY.fullmatch(key):
                line.place("key").refuse(
                    N_(
                        "In {file}, sheet {sheet}, row {row}, {given} is not a key of a question "
                        "bank. Nothing was changed. Correct it, or take that row out."
                    ),
                    given=key[:60],
                )
            table.remember(key, line, "key")
            self._lines[key] = line

    def content(self) -> dict[str, Any]:
        """The bank without its domains."""
        self._check_format()
        based_on = {}
        if "based_on/id" in self._lines:
            based_on = {"based_on": {name: self._text(f"based_on/{name}") for name in _BASE}}
        services = self._line("services").codes("value")
        for code in services:
            if not re.fullmatch(r"[A-Z0-9]{1,12}", code):
                self.place("services").wrong(code, "PHC; MHP")
        return {
            "format": FORMAT,
            "format_version": 1,
            "id": self._bank_id(),
            "version": self._shaped("version", _VERSION, "1.0.0"),
            "title": {},
            **based_on,
            "services": {code: {} for code in services},
            "domains": [],
            "scale": [self._level(number) for number in range(1, 5)],
            "rules": self._rules(),
        }

    def place(self, key: str) -> Spot:
        """Where a key's value stands."""
        return self._line(key).place("value")

    def _check_format(self) -> None:
        if self._line("format_version").whole("value", 1, 999) != 1:
            self.place("format_version").refuse(
                N_(
                    "{file} was made by a newer version of this program. Nothing was changed. "
                    "Install the newer version to read it."
                )
            )

    def _bank_id(self) -> str:
        found = self._shaped("id", _BANK_ID, "my-questions")
        if len(found) > 60 or _RESERVED.fullmatch(found):
            self.place("id").wrong(found, "my-questions")
        return found

    def _line(self, key: str) -> Line:
        if key not in self._lines:
            self.table.spot.no_row(key)
        return self._lines[key]

    def _text(self, key: str) -> str:
        return self._line(key).text("value")

    def _shaped(self, key: str, shape: re.Pattern[str], example: str) -> str:
        text = self._text(key)
        if not shape.fullmatch(text):
            self.place(key).wrong(text, example)
        return text

    def _count(self, start: str) -> range:
        """The numbers of the keys under ``start``, which go from 1 without a gap."""
        found = {
            int(key[len(start) :].split("/")[0]) for key in self._lines if key.startswith(start)
        }
        for number in range(1, max(found, default=0) + 1):
            if number not in found:
                self.table.spot.no_row(f"{start}{number}")
        return range(1, len(found) + 1)

    def _level(self, number: int) -> dict[str, Any]:
        start = f"scale/{number}/elsewhere/"
        elsewhere = {
            key[len(start) :]: self._text(key) for key in self._lines if key.startswith(start)
        }
        self._line(f"scale/{number}/level").whole("value", number, number)
        return {"level": number, "name": {}, "meaning": {}, "elsewhere": elsewhere}

    def _rules(self) -> dict[str, Any]:
        return {
            "bands": list(self._bands()),
            "band_completeness": self._share("rules/band_completeness"),
            "default_target": self._whole("rules/default_target", 1, 4),
            "critical_factor": self._whole("rules/critical_factor", 1, 99),
            "high_from": self._whole("rules/high_from", 1, 99),
            "medium_from": self._whole("rules/medium_from", 1, 99),
            "psea": self._psea(),
            "sources": [self._source(n) for n in self._count("rules/sources/")],
        }

    def _whole(self, key: str, first: int, last: int) -> int:
        return self._line(key).whole("value", first, last)

    def _number(self, key: str) -> str:
        line = self._line(key)
        value = line.value("value")
        text = str(value) if isinstance(value, int | float) else line.text("value")
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text):
            self.place(key).wrong(text, "2.50")
        return text

    def _share(self, key: str) -> str:
        text = self._number(key)
        if Fraction(text) > 1:
            self.place(key).not_allowed(text, ["0-1"])
        return text

    def _bands(self) -> Iterator[dict[str, Any]]:
        """The bands from the lowest up; only the last one has no upper limit."""
        numbers, lowest = self._count("rules/bands/"), Fraction(0)
        if not numbers:
            self.table.spot.no_row("rules/bands/1/id")
        for number in numbers:
            key = f"rules/bands/{number}"
            below = None
            if number < numbers[-1]:
                below = self._number(f"{key}/below")
                if Fraction(below) <= lowest:
                    self.place(f"{key}/below").not_allowed(below, [f"> {lowest}"])
                lowest = Fraction(below)
            elif self._line(f"{key}/below").value("value") is not None:
                self.place(f"{key}/below").not_allowed(self._text(f"{key}/below"), ["–"])
            yield {"id": self._line(f"{key}/id").id("value"), "name": {}, "below": below}

    def _psea(self) -> dict[str, Any]:
        start = "rules/psea/"
        groups = [f"{start}unicef_groups/{n}" for n in self._count(f"{start}unicef_groups/")]
        return {
            "full_from": self._whole(f"{start}full_from", 0, MAX_ITEMS),
            "medium_from": self._whole(f"{start}medium_from", 0, MAX_ITEMS),
            **{name: self._whole(start + name, 1, 240) for name in _PSEA},
            "names": {name: {} for name in _CAPACITIES},
            "unicef_groups": [self._line(key).codes("value") for key in groups],
            **{name: self._whole(start + name, 0, 240) for name in _UNICEF},
            "unicef_names": {name: {} for name in _RISKS},
        }

    def _source(self, number: int) -> dict[str, Any]:
        start = f"rules/sources/{number}/"
        day = None
        if self._line(f"{start}verified_on").value("value") is not None:
            day = self._text(f"{start}verified_on")
            try:
                date.fromisoformat(day)
            except ValueError:
                self.place(f"{start}verified_on").wrong(day, "2026-11-21")
        return {"rule": self._text(f"{start}rule"), "source": {}, "verified_on": day}
