"""Compares the cells of a workbook with the fingerprints it carries of them.

Spreadsheet programs may write the file in another way, and rows may be sorted: what counts is
which values stand together in a row.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from capacity_app.exchange.bank_cells import Rows, Value, letter_of, read_edited
from capacity_app.model.fingerprint import fingerprint

CONTENT: Final = "#content"
ROW: Final = "#row"
HEAD: Final = "#head"
DAY: Final = "~"
FORMULA: Final = "="
_UNCOUNTED: Final = fingerprint("=")  # a formula nobody has worked out since
_KIND, _SHEET, _NUMBER, _SAID = 1, 2, 3, 4

Prints = dict[str, str]
"""Column letter → fingerprint of its value; of a date it ends in ``~``, of a formula in ``=``."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is not as it was written; ``row`` and ``column`` name it as people do.

    ``old`` is the fingerprint of what was written ("" for an added value), ``new`` the value that
    stands there now (None for one that is gone). Without a cell it is about the whole sheet.
    """

    sheet: str
    cell: str
    row: str
    column: str
    old: str
    new: Value | None


@dataclass
class Carried:
    """What a workbook carries for its verification, and the cells of all its sheets.

    A formula's cell holds the formula's text; ``worked`` has the values it had come to, by
    (row, column): what a program shows may be another one.
    """

    sheets: dict[str, Rows]
    worked: dict[str, dict[tuple[int, int], Value]] = field(default_factory=dict)
    own: str = ""
    content: str = ""
    listed: dict[str, dict[int, Prints]] = field(default_factory=dict)
    heads: dict[str, list[int]] = field(default_factory=dict)


def read(path: Path) -> Carried | None:
    """What a workbook carries; None for one without it; UserError when it cannot be read."""
    edited = read_edited(path)
    carried = Carried(edited.rows)
    for title, formulas in edited.formulas.items():
        rows = edited.rows[title]
        carried.worked[title] = {(row, at): rows[row][at] for row, at in formulas}
        for (row, at), told in formulas.items():
            rows[row][at] = "=" + told
    for title, rows in carried.sheets.items():
        if any(row.get(_KIND) in (ROW, HEAD) for row in rows.values()):
            carried.own = title
            for number in sorted(rows):
                _take(carried, rows[number])
            return carried
    return None


def _take(carried: Carried, row: Mapping[int, Value]) -> None:
    kind, sheet, number = row.get(_KIND), str(row.get(_SHEET, "")), row.get(_NUMBER)
    said = str(row.get(_SAID, ""))
    if kind == CONTENT:
        carried.content += said
    elif kind in (ROW, HEAD) and isinstance(number, int):
        pairs = (part.partition(":") for part in said.split())
        carried.listed.setdefault(sheet, {})[number] = {a: print_ for a, _, print_ in pairs}
        if kind == HEAD:
            carried.heads.setdefault(sheet, []).append(number)


def changes(carried: Carried) -> tuple[list[Change], int]:
    """Every value that was changed, is missing or was added, and how many rows only moved."""
    found: list[Change] = []
    moved = 0
    for title in {**carried.listed, **carried.sheets}:
        if title == carried.own:
            continue
        if title not in carried.sheets:
            found.append(Change(title, "", "", "", "", None))
        elif title not in carried.listed:
            found.append(Change(title, "", "", "", "", title))
        else:
            sheet = _Sheet(carried, title)
            found += sheet.changes()
            moved += sheet.moved
    return found, moved


class _Sheet:
    """One sheet: its rows as listed and as found, paired."""

    def __init__(self, carried: Carried, title: str) -> None:
        self.title = title
        self.cells = carried.sheets.get(title, {})
        self.listed = carried.listed.get(title, {})
        self.heads = sorted(carried.heads.get(title, []))
        self.worked = carried.worked.get(title, {})
        said = (pair for prints in self.listed.values() for pair in prints.items())
        self.counted = {letter for letter, print_ in said if print_.endswith(FORMULA)}
        self.found = {number: self._prints(number) for number in self.cells}
        self.moved = 0

    def changes(self) -> Iterator[Change]:
        """What is not as it was listed, from top to bottom."""
        for was, is_ in sorted(self._pairs(), key=lambda pair: pair[1] or pair[0] or 0):
            listed, found = self.listed.get(was or 0, {}), self.found.get(is_ or 0, {})
            for letter in sorted({*listed, *found}, key=lambda text: (len(text), text)):
                old = listed.get(letter, "")
                new = found.get(letter, "")
                uncounted = old.endswith(FORMULA) and new == _UNCOUNTED
                if old.rstrip(DAY + FORMULA) != new and not uncounted:
                    yield self._change(letter, is_ or was or 0, old, is_)

    def _prints(self, number: int) -> Prints:
        """The fingerprints of a row; a formula's value counts only where formulas were written."""
        found = {}
        for column, value in self.cells[number].items():
            letter = letter_of(column)
            worked = self.worked.get((number, column), value)
            shown = worked if letter in self.counted else value
            if shown != "":
                found[letter] = fingerprint(shown)
        return found

    def _pairs(self) -> list[tuple[int | None, int | None]]:
        """Rows that differ, as listed and as found; None where there is no other half.

        A row belongs to the one that begins with the same value, else to the one in its place.
        """
        was, now = self._unlike()
        pairs: list[tuple[int | None, int | None]] = []
        by_first: dict[str, list[int]] = {}
        for number in reversed(now):
            by_first.setdefault(now[number].get("A", ""), []).append(number)
        for number in list(was):
            alike = by_first.get(was[number].get("A", " "), [])
            while alike and alike[-1] not in now:
                alike.pop()
            match = alike.pop() if alike else number
            if match in now:
                pairs.append((number, match))
                del was[number], now[match]
        return pairs + [(number, None) for number in was] + [(None, number) for number in now]

    def _unlike(self) -> tuple[dict[int, Prints], dict[int, Prints]]:
        """The rows that stand nowhere as they were written, and those that nobody wrote."""
        was, now = {n: _plain(prints) for n, prints in self.listed.items()}, dict(self.found)
        for number in [n for n in was if was[n] == now.get(n)]:
            del was[number], now[number]
        places: dict[frozenset[tuple[str, str]], list[int]] = {}
        for number, prints in now.items():
            places.setdefault(frozenset(prints.items()), []).append(number)
        for number in list(was):
            if same := places.get(frozenset(was[number].items())):
                self.moved += 1
                del was[number], now[same.pop()]
        return was, now

    def _change(self, letter: str, number: int, old: str, found: int | None) -> Change:
        row = self.cells.get(number, {}) if found else {}
        above = bisect(self.heads, number) - 1
        head = self.cells.get(self.heads[above], {}) if above >= 0 else {}
        place = _number_of(letter)
        key, label = str(row.get(1, "")), str(head.get(place, ""))
        return Change(self.title, f"{letter}{number}", key, label, old, row.get(place))


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters[:3]:
        number = number * 26 + ord(letter) - 64
    return number


def _plain(prints: Prints) -> Prints:
    return {letter: said.rstrip(DAY + FORMULA) for letter, said in prints.items()}
