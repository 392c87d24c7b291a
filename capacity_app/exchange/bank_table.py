"""One sheet's rows with its columns by name: every value is checked where it is taken."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from capacity_app.exchange.bank_cells import Rows, Value, letter_of
from capacity_app.exchange.bank_place import Spot
from capacity_app.exchange.bank_rows import COLUMNS
from capacity_app.i18n import N_, western

MAX_TEXT: Final = 4_000
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_BREAKS: Final = re.compile(r"[;؛\n]")
# Controls, halves of pairs, and marks that turn the direction of what follows them.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """A text without invisible characters that have no place in it, nor spaces around it."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass
class Line:
    """One row; ``spot`` is its place."""

    spot: Spot
    columns: dict[str, int]
    cells: dict[int, Value]

    def place(self, column: str) -> Spot:
        """The place of a cell."""
        return self.spot.at(f"{letter_of(self.columns[column])} ({column})")

    def value(self, column: str) -> Value | None:
        """What stands in a cell, texts cleaned; None when nothing does."""
        value = self.cells.get(self.columns[column])
        if isinstance(value, str):
            value = clean(value) or None
        return value

    def text(self, column: str) -> str:
        """A text that has to be there."""
        value = self.value(column)
        if value is None:
            self.place(column).missing()
        if not isinstance(value, str | int) or isinstance(value, bool):
            self.place(column).wrong(value, "FUN-1")
        text = str(value)
        if len(text) > MAX_TEXT:
            self.place(column).refuse(
                N_(
                    "In {file}, sheet {sheet}, row {row}, column {column}, the text has more than "
                    "{limit} characters, which no page can show. Nothing was changed. Shorten it "
                    "and try again."
                ),
                limit=MAX_TEXT,
            )
        return text

    def id(self, column: str) -> str:
        """An id: letters, digits, full stops, hyphens and underscores."""
        text = self.text(column)
        if not _ID.fullmatch(text):
            self.place(column).wrong(text, "FUN-1.1")
        return text

    def known(self, column: str, ids: Container[str], where: str) -> str:
        """An id that another sheet gives."""
        given = self.id(column)
        if given not in ids:
            self.spot.not_called_for(given, where)
        return given

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """A value from a list."""
        text = self.text(column)
        if text not in allowed:
            self.place(column).not_allowed(text, allowed)
        return text

    def whole(self, column: str, first: int, last: int) -> int:
        """A whole number from ``first`` to ``last``."""
        value = self.value(column)
        if value is None:
            self.place(column).missing()
        text = western(str(value))
        if isinstance(value, bool) or not re.fullmatch("[0-9]{1,9}", text):
            self.place(column).wrong(value, str(first))
        if not first <= int(text) <= last:
            self.place(column).not_allowed(text, [first if first == last else f"{first}-{last}"])
        return int(text)

    def yes_no(self, column: str) -> bool | None:
        """Yes or no; None when nothing is said."""
        value = self.value(column)
        if value is None or isinstance(value, bool):
            return value
        if str(value).lower() not in ("yes", "no"):
            self.place(column).not_allowed(value, ("yes", "no"))
        return str(value).lower() == "yes"

    def codes(self, column: str, allowed: Sequence[str] | None = None) -> list[str]:
        """Several short values in one cell, parted by semicolons; may be empty."""
        value = self.value(column)
        found = [] if value is None else [part.strip() for part in _BREAKS.split(str(value))]
        found = [part for part in found if part]
        for number, part in enumerate(found):
            if part in found[:number]:
                self.place(column).doubled(part, self.spot.row)
            if allowed is not None and part not in allowed:
                self.place(column).not_allowed(part, allowed)
            if len(part) > 40:
                self.place(column).wrong(part, "C9; H-A1; O1")
        return found


@dataclass
class Table:
    """A sheet. ``rows`` remembers in which row each thing stood."""

    file: str
    title: str
    found: dict[str, Rows]
    rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spot = Spot(self.file, self.title)
        if self.title not in self.found:
            self.spot.refuse(
                N_(
                    "{file} has no sheet {sheet}, so it is not a question bank as this program "
                    "writes it. Nothing was changed. Write the bank to a new workbook and make "
                    "your changes there."
                )
            )
        self._columns = self._head(self.found[self.title].get(1, {}))

    def _head(self, cells: dict[int, Value]) -> dict[str, int]:
        columns: dict[str, int] = {}
        for number, value in cells.items():
            name = clean(str(value)).lower()
            if name in columns:
                Spot(self.file, self.title, 1, letter_of(number)).doubled(name, 1)
            columns[name] = number
        for name in COLUMNS[self.title]:
            if name not in columns:
                self.spot.refuse(
                    N_(
                        "In {file}, row 1 of sheet {sheet} has no column {wanted}. Nothing was "
                        "changed. Write that name over its column again, in English as it was."
                    ),
                    wanted=name,
                )
        return columns

    def lines(self) -> Iterator[Line]:
        """The rows in which any of our columns holds something."""
        ours = {self._columns[name] for name in COLUMNS[self.title]}
        for number, cells in sorted(self.found[self.title].items()):
            line = Line(Spot(self.file, self.title, number), self._columns, cells)
            if number > 1 and ours & set(cells):
                yield line

    def remember(self, key: str, line: Line, column: str) -> None:
        """Note where something stands; UserError when it stood somewhere before."""
        if key in self.rows:
            line.place(column).doubled(key, self.rows[key])
        self.rows[key] = line.spot.row
