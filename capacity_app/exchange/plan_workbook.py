"""Reads a plan's workbook that comes back from a funder, in any of the three languages.

Its columns are known by their row of # tags, its rows by their refs. What a cell says is kept as
it stands there; whether it may change anything is not decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from capacity_app.errors import UserError
from capacity_app.exchange.bank_cells import Edited, Rows, Value, letter_of, read_edited
from capacity_app.exchange.bank_table import clean
from capacity_app.exchange.place import clean as on_one_line
from capacity_app.exchange.place import short
from capacity_app.exchange.plan_workbook_values import Reader, Unreadable
from capacity_app.i18n import N_
from capacity_app.model.plan_sheet import ASSESSMENT, REF, REVISION, SENT, TAGS, read_marks
from capacity_app.model.text import LANGUAGES

MAX_ROWS: Final = 2000  # as many actions as an exchanged file may hold
_TITLE: Final = "#indicator+name+i_"
_TOP: Final = 25  # the exchange standard looks for tags in so many rows


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action as its row says it; ``code_column`` is the column of its indicator, or 0.

    ``values`` has the fields whose cells hold something readable, ``empty`` those whose cells
    hold nothing; a field in neither could not be read or has no column. ``sent`` are the marks
    of what the row said when it was sent, empty for a row that somebody added.
    """

    number: int
    ref: str
    values: Mapping[str, Any]
    empty: frozenset[str]
    sent: Mapping[str, str]
    code_column: int = 0

    def without(self, name: str) -> "PlanRow":
        """The row as if it said nothing of a field."""
        kept = {field: value for field, value in self.values.items() if field != name}
        return replace(self, values=kept)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """An edited plan. ``revision`` is None when its column is gone; ``faults`` name cells."""

    file: str
    sheet: str
    assessment_id: str
    revision: int | None
    rows: tuple[PlanRow, ...]
    faults: tuple[UserError, ...]


def read_plan(path: Path) -> PlanFile:
    """The plan in a workbook; UserError, with what to do, for anything that is none of ours."""
    file = on_one_line(path.name)
    edited = read_edited(path)
    title, head = _plan_sheet(edited, file)
    sheet = _Sheet(edited, title, head, file)
    rows = tuple(sheet.read())
    return PlanFile(file, title, sheet.assessment_id(), sheet.revision(), rows, tuple(sheet.faults))


def _plan_sheet(edited: Edited, file: str) -> tuple[str, int]:
    """The sheet with the plan, and which of its rows holds the tags."""
    found = [
        (title, number)
        for title, rows in edited.rows.items()
        for number in sorted(rows)[:_TOP]
        if {REF, TAGS["action"]} <= set(map(_tag, rows[number].values()))
    ]
    if not found:
        raise UserError(
            N_(
                "{file} holds no action plan of this program: no sheet has its row of # tags "
                "under the headings. Nothing was changed. Choose the workbook that was sent, or "
                "ask for it with that row in its place."
            ),
            file=file,
        )
    if len(found) > 1:
        raise UserError(
            N_(
                "{file} holds more than one action plan ({sheets}), so it is not clear which one "
                "counts. Nothing was changed. Take the others out and try again."
            ),
            file=file,
            sheets=short(", ".join(title for title, _ in found), 120),
        )
    return found[0]


def _tag(value: Value) -> str:
    return value.strip().casefold() if isinstance(value, str) else ""


@dataclass
class _Sheet:
    """The plan's sheet while it is read."""

    edited: Edited
    title: str
    head: int
    file: str
    faults: list[UserError] = field(default_factory=list)

    def __post_init__(self) -> None:
        tags = {
            _tag(value): column
            for column, value in sorted(self._all[self.head].items(), reverse=True)
        }
        self.place = {name: tags[tag] for name, tag in TAGS.items() if tag in tags}
        self.tags = tags
        self.odd = self.edited.odd[self.title]
        language = next((code for code in LANGUAGES if _TITLE + code in tags), "en")
        self.reader = Reader(language, self.edited.from_1904)

    @property
    def _all(self) -> Rows:
        return self.edited.rows[self.title]

    def read(self) -> list[PlanRow]:
        """The rows that say something, in their order."""
        numbers = [number for number in sorted(self._all) if number > self.head]
        used = [number for number in numbers if self._says(self._all[number])]
        if len(used) > MAX_ROWS:
            raise UserError(
                N_(
                    "{file} holds {n} actions, and a plan can have {limit}. Nothing was changed. "
                    "Check that it is the right file."
                ),
                file=self.file,
                n=len(used),
                limit=MAX_ROWS,
            )
        found: dict[str, PlanRow] = {}
        added = []
        for number in used:
            row = self._row(number, self._all[number])
            if row.ref in found:
                self._fault(_twice(found[row.ref].number), number, self.tags[REF], row.ref)
            elif row.ref:
                found[row.ref] = row
            else:
                added.append(row)
        return [*found.values(), *added]

    def _says(self, cells: Mapping[int, Value]) -> bool:
        return any(clean(str(cells[column])) for column in self.place.values() if column in cells)

    def _row(self, number: int, cells: Mapping[int, Value]) -> PlanRow:
        values: dict[str, Any] = {}
        empty = set()
        for name, column in sorted(self.place.items(), key=lambda item: item[1]):
            value = cells.get(column)
            if (number, column) in self.odd:
                self._fault(_FORMULA, number, column, value or "=")
            elif value is None or not clean(str(value)):
                empty.add(name)
            else:
                try:
                    values[name] = self.reader.read(name, value)
                except Unreadable as error:
                    self._fault(error, number, column, value)
        ref = short(clean(self._told(REF, cells)), 40)
        sent = read_marks(self._told(SENT, cells))
        code = self.place.get("indicator", 0)
        return PlanRow(number, ref, values, frozenset(empty), sent, code)

    def _told(self, tag: str, cells: Mapping[int, Value]) -> str:
        return str(cells.get(self.tags.get(tag, 0), ""))

    def _fault(self, error: Unreadable, number: int, column: int, given: Value) -> None:
        self.faults.append(error.at(self.title, f"{letter_of(column)}{number}", given))

    def assessment_id(self) -> str:
        """The id that the rows carry; UserError when none or several do."""
        told = {
            self._told(ASSESSMENT, cells).strip()
            for number, cells in self._all.items()
            if number > self.head
        } - {""}
        if len(told) != 1:
            raise UserError(
                N_(
                    "{file} does not say of which assessment its plan is: the column {tag} of its "
                    "sheet {sheet} has to hold one id. Nothing was changed. Ask for the workbook "
                    "with that column as it was sent."
                ),
                file=self.file,
                tag=ASSESSMENT,
                sheet=short(self.title),
            )
        return short(told.pop(), 40)

    def revision(self) -> int | None:
        """The oldest revision that the rows carry; None when they carry none."""
        told = {
            int(text)
            for number, cells in self._all.items()
            if number > self.head
            and (text := self._told(REVISION, cells)).isdecimal()
            and len(text) < 6
        }
        return min(told, default=None)


_FORMULA: Final = Unreadable(
    N_(
        "Sheet {sheet}, cell {cell} holds a formula or an error, so it was left out. Write the "
        "value itself there."
    )
)


def _twice(first: int) -> Unreadable:
    return Unreadable(
        N_(
            "Sheet {sheet}, cell {cell}: {given} stands in row {first} already, so this row was "
            "left out."
        ),
        first=first,
    )
