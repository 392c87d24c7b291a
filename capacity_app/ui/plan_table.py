"""The plan as a table that views show: one row for each action, edited in place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.plan import Action, Funding, Status
from capacity_app.ui import plan_input
from capacity_app.ui.ask import in_words
from capacity_app.ui.language import _, words
from capacity_app.ui.widgets.date_field import read_date
from capacity_app.usecases.planning import check_action, status_fields
from capacity_app.vocabulary import word

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ACTION_ROLE: Final = Qt.ItemDataRole.UserRole + 2
TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 3

_SAID: Final = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    NOTE_ROLE,
    TONE_ROLE,
}

MISSING: Final = {
    "action": N_("what"),
    "deliverable": N_("proof"),
    "responsible": N_("who"),
    "due": N_("by when"),
    "cost": N_("cost"),
}


class Column(IntEnum):
    """The columns, in reading order."""

    REF = 0
    WHAT = 1
    WHO = 2
    DUE = 3
    COST = 4
    FUNDING = 5
    STATUS = 6
    TIME = 7


EDITABLE: Final = (Column.WHO, Column.DUE, Column.COST, Column.FUNDING, Column.STATUS)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: its text, a quieter second line, and whether that asks for attention."""

    text: str
    note: str = ""
    attention: bool = False


class PlanModel(QAbstractTableModel):
    """Rows keep their place while they are edited; only a click on a heading sorts them.

    ``change`` saves fields of an action and tells whether that worked; ``clock`` says in a few
    words which month of the PSEA plan clock an action is due in, or nothing.
    """

    refused = Signal(str)

    def __init__(
        self,
        change: Callable[[str, dict[str, object]], bool],
        clock: Callable[[Action], str],
        today: date,
    ) -> None:
        super().__init__()
        self._change = change
        self._clock = clock
        self._today = today
        self._rows: list[Action] = []

    @property
    def actions(self) -> list[Action]:
        """The actions in the order shown."""
        return self._rows

    def renew(self, plan: Iterable[Action], only: str = "") -> None:
        """Show the plan as it is now, in the order shown; ``only`` where one action changed."""
        fresh = {action.ref: action for action in plan}
        if fresh.keys() == {action.ref for action in self._rows}:
            self._rows = [fresh[action.ref] for action in self._rows]
            row = self.row_of(only)
            first, last = (row, row) if row >= 0 else (0, len(fresh) - 1)
            self.dataChanged.emit(self.index(first, 0), self.index(last, Column.TIME))
            return
        self.beginResetModel()
        known = [action.ref for action in self._rows if action.ref in fresh]
        added = [ref for ref in fresh if ref not in set(known)]
        self._rows = [fresh[ref] for ref in (*known, *added)]
        self.endResetModel()

    def row_of(self, ref: str) -> int:
        """The row an action is shown in; -1 when it is not there."""
        return next((row for row, action in enumerate(self._rows) if action.ref == ref), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """As many as there are actions."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """All columns; a view hides those it does not show."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views and screen readers ask for."""
        action = self._rows[index.row()]
        if role == ACTION_ROLE:
            return action
        if role not in _SAID:
            return None
        cell = self.cell(action, Column(index.column()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(part for part in (cell.text, cell.note) if part)
        if role == NOTE_ROLE:
            return cell.note
        return cell.attention if role == TONE_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names; rows are known by their ref."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._rows[section].ref
        return headings()[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Who, when, cost, funding and status are edited in place."""
        given = super().flags(index)
        editable = index.isValid() and index.column() in EDITABLE
        return given | Qt.ItemFlag.ItemIsEditable if editable else given

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Save what was typed; what cannot be is said in words, and the old value stays."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        action, column = self._rows[index.row()], Column(index.column())
        try:
            fields = self._typed(action, column, value)
            check_action(replace(action, **fields))
        except UserError as error:
            self._refuse(action, column, in_words(error))
            return False
        if all(getattr(action, name) == given for name, given in fields.items()):
            return True
        return self._change(action.ref, fields)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is empty comes last both ways."""
        if not 0 <= column < len(Column):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        refs = [self._rows[index.row()].ref for index in before]
        keys = {action.ref: self._sort_key(action, Column(column)) for action in self._rows}
        filled = [action for action in self._rows if keys[action.ref] is not None]
        empty = [action for action in self._rows if keys[action.ref] is None]
        down = order is Qt.SortOrder.DescendingOrder
        self._rows = sorted(filled, key=lambda action: keys[action.ref], reverse=down) + empty
        places = {action.ref: row for row, action in enumerate(self._rows)}
        after = [
            self.index(places[ref], index.column()) for ref, index in zip(refs, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def cell(self, action: Action, column: Column) -> Cell:
        """What a cell says."""
        if column is Column.REF:
            return Cell(action.ref, action.indicator)
        if column is Column.WHAT:
            return Cell(action.action or _("Not described yet"), missing(action), True)
        if column is Column.WHO:
            return Cell(action.responsible)
        if column is Column.DUE:
            return Cell(_short(action.due), self._clock(action))
        if column is Column.COST:
            amount = "" if action.cost is None else words().money(action.cost, action.currency)
            return Cell(amount, word(action.funding, words()))
        if column is Column.FUNDING:
            return Cell(word(action.funding, words()))
        if column is Column.STATUS:
            return self._status(action)
        return Cell(span(action), self._status(action).text)

    def _status(self, action: Action) -> Cell:
        shown = action.shown_status(self._today)
        note = words().percent(action.percent) if action.percent else ""
        return Cell(word(shown, words()), note, False)

    def _typed(self, action: Action, column: Column, value: Any) -> dict[str, Any]:
        if column is Column.WHO:
            return {"responsible": str(value).strip()}
        if column is Column.FUNDING:
            return {"funding": Funding(value)}
        if column is Column.STATUS:
            return status_fields(action, Status(value), self._today)
        if column is Column.DUE:
            return {"due": _typed_date(str(value))}
        cost, currency = plan_input.read_amount(str(value))
        return {"cost": cost, "currency": currency or action.currency}

    def _refuse(self, action: Action, column: Column, why: str) -> None:
        text = _(
            "{ref}, {column}: {why} The old value was kept.",
            ref=action.ref,
            column=headings()[column],
            why=why,
        )
        self.refused.emit(text)

    def _sort_key(self, action: Action, column: Column) -> Any:
        if column is Column.REF:
            return [int(part) if part.isdecimal() else -1 for part in action.ref.split("/")]
        if column is Column.WHAT:
            return action.action.casefold() or None
        if column is Column.WHO:
            return action.responsible.casefold() or None
        if column is Column.COST:
            return None if action.cost is None else (action.currency.value, action.cost)
        if column is Column.FUNDING:
            return list(Funding).index(action.funding)
        if column is Column.STATUS:
            return list(Status).index(action.shown_status(self._today))
        return action.due


def headings() -> list[str]:
    """The columns' names."""
    return [
        _("Ref"),
        _("What"),
        _("Who"),
        _("By when"),
        _("Cost"),
        _("Funding"),
        _("Status"),
        _("Time"),
    ]


def missing(action: Action) -> str:
    """Which of what a funder needs is still empty, in words; "" when nothing is."""
    names = [words().gettext(MISSING[name]) for name in action.missing]
    return _("Missing: {fields}", fields=_(", ").join(names)) if names else ""


def span(action: Action) -> str:
    """From when to when, in words."""
    if action.start and action.due:
        return _("{start} to {due}", start=_short(action.start), due=_short(action.due))
    if action.due:
        return _("due {due}", due=_short(action.due))
    return _("No date yet")


def _short(day: date | None) -> str:
    return "" if day is None else words().short_date(day)


def _typed_date(text: str) -> date | None:
    try:
        return read_date(text)
    except ValueError:
        raise UserError(
            N_("Write day, month and year, for example {example}."),
            example=words().shown("25/03/2026"),
        ) from None
