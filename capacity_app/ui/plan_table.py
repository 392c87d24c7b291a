"""The plan as a table that views show: actions under headings, edited in place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from capacity_app.errors import UserError
from capacity_app.model.plan import Action
from capacity_app.ui import plan_columns
from capacity_app.ui.ask import in_words
from capacity_app.ui.language import _
from capacity_app.ui.plan_columns import EDITABLE, FIELD, Cell, Column, headings
from capacity_app.ui.plan_input import read_field
from capacity_app.ui.plan_rows import Choice, Group, Heading, Row, Rows
from capacity_app.usecases.planning import TRACKED, check_action

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ACTION_ROLE: Final = Qt.ItemDataRole.UserRole + 2
TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
HEADING_ROLE: Final = Qt.ItemDataRole.UserRole + 4
LOCKED_ROLE: Final = Qt.ItemDataRole.UserRole + 5
PROBLEM_ROLE: Final = Qt.ItemDataRole.UserRole + 6

_SAID: Final = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    NOTE_ROLE,
    TONE_ROLE,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What was typed or pasted into a cell and could not be taken, and why, in words."""

    text: str
    why: str


class PlanModel(QAbstractTableModel):
    """Rows keep their place while they are edited; a choice anew, or showing anew, arranges them.

    ``change`` saves fields of an action and tells whether that worked; ``clock`` says in a few
    words which month of the PSEA plan clock an action is due in, or nothing; ``locked`` tells
    which actions were signed off.
    """

    problems_changed = Signal()
    arranged = Signal()

    def __init__(
        self,
        change: Callable[[str, dict[str, object]], bool],
        clock: Callable[[Action], str],
        rows: Rows,
        today: date,
        locked: Callable[[Action], bool] = lambda _action: False,
    ) -> None:
        super().__init__()
        self._change, self._clock, self._arrange = change, clock, rows
        self._today, self._is_locked = today, locked
        self._plan: list[Action] = []
        self._rows: list[Row] = []
        self._row_of: dict[str, int] = {}
        self._known: set[str] = set()
        self.choice = Choice()
        self.problems: dict[tuple[str, Column], Problem] = {}

    @property
    def actions(self) -> list[Action]:
        """The actions shown, in the order shown."""
        return [row for row in self._rows if not isinstance(row, Heading)]

    @property
    def planned(self) -> int:
        """How many actions there are, shown or not."""
        return len(self._plan)

    def actions_from(self, row: int) -> list[Action]:
        """The actions shown from a row on."""
        return [each for each in self._rows[max(row, 0) :] if not isinstance(each, Heading)]

    def wants_words(self, action: Action) -> bool:
        """Whether something is said below an action's words: what is missing, or not taken."""
        return bool(action.missing) or (action.ref, Column.WHAT) in self.problems

    def is_agreed(self, action: Action) -> bool:
        """Whether an action was signed off, so that only its tracking goes on."""
        return self._is_locked(action)

    def arrange(self, plan: Iterable[Action], choice: Choice) -> None:
        """Show what a choice asks for, sorted anew."""
        self._plan, self.choice = list(plan), choice
        chosen = self._arrange.ordered(self._arrange.chosen(self._plan, choice, set()), choice)
        self._lay(chosen)

    def renew(self, plan: Iterable[Action], only: str = "") -> None:
        """Show the plan as it is now where it stands; ``only`` where one action changed.

        What is new comes last, shown whatever is chosen; what went makes no row jump.
        """
        self._plan = list(plan)
        fresh = {action.ref: action for action in self._plan}
        shown = [action.ref for action in self.actions]
        before = set(shown)
        new = [ref for ref in fresh if ref not in self._known]
        if not new and before <= fresh.keys():
            self._repaint(fresh, only)
        else:
            self._lay([fresh[ref] for ref in (*shown, *new) if ref in fresh])

    def row_of(self, ref: str) -> int:
        """The row an action is shown in; -1 when it is not there."""
        return self._row_of.get(ref, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """As many as there are actions shown, and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """All columns; a view hides those it does not show."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views and screen readers ask for."""
        row = self._rows[index.row()]
        if isinstance(row, Heading):
            said = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row.text if said else row if role == HEADING_ROLE else None
        column = Column(index.column())
        if role == ACTION_ROLE:
            return row
        if role == LOCKED_ROLE:
            return self.is_locked(row, column)
        if role == PROBLEM_ROLE:
            return self.problems.get((row.ref, column))
        return self._said(row, column, role) if role in _SAID else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names; rows are known by their ref."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            row = self._rows[section]
            return row.title if isinstance(row, Heading) else row.ref
        return headings()[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but the ref is edited in place, where it is not locked; headings are only passed."""
        given = super().flags(index)
        if not index.isValid():
            return given
        row, column = self._rows[index.row()], Column(index.column())
        if isinstance(row, Heading):
            return Qt.ItemFlag.ItemIsEnabled
        if column in EDITABLE and not self.is_locked(row, column):
            return given | Qt.ItemFlag.ItemIsEditable
        return given

    def is_locked(self, action: Action, column: Column) -> bool:
        """Whether a cell was agreed at sign-off and is not tracked."""
        return column in FIELD and FIELD[column] not in TRACKED and self._is_locked(action)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Save what was typed; what cannot be is kept beside the old value, with words why."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        row, column = self._rows[index.row()], Column(index.column())
        if isinstance(row, Heading):
            return False
        why = self.why_not(index, str(value))
        if why:
            self.mark({(row.ref, column): Problem(str(value), why)})
            return False
        self.unmark(row.ref, column)
        fields = read_field(row, FIELD[column], str(value), self._today)
        if all(getattr(row, name) == given for name, given in fields.items()):
            return True
        return self._change(row.ref, fields)

    def why_not(self, index: Index, typed: str) -> str:
        """Why a text cannot be taken into a cell, in words; "" when it can."""
        row, column = self._rows[index.row()], Column(index.column())
        if isinstance(row, Heading) or column not in FIELD:
            return ""
        try:
            check_action(replace(row, **read_field(row, FIELD[column], typed, self._today)))
        except UserError as error:
            return in_words(error)
        return ""

    def mark(self, problems: dict[tuple[str, Column], Problem]) -> None:
        """Say at cells what could not be taken."""
        self.problems |= problems
        self._tell_problems()

    def unmark(self, ref: str = "", column: Column | None = None) -> None:
        """A cell is right now; without one, all marks go."""
        gone = [key for key in self.problems if not ref or key == (ref, column)]
        for key in gone:
            del self.problems[key]
        if gone:
            self._tell_problems()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is empty comes last both ways."""
        if 0 <= column < len(Column):
            down = order is Qt.SortOrder.DescendingOrder
            choice = replace(self.choice, column=Column(column), descending=down)
            if choice != self.choice:
                self.arrange(self._plan, choice)

    def _said(self, action: Action, column: Column, role: int) -> Any:
        cell = plan_columns.cell(action, column, self._today, self._clock)
        problem = self.problems.get((action.ref, column))
        if problem is not None:
            cell = Cell(cell.text, problem.text[:200], "danger")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == NOTE_ROLE:
            return cell.note
        if role == TONE_ROLE:
            return cell.tone
        said = [cell.text, cell.note]
        if problem is not None:
            said = [cell.text, _("Not taken: {text}", text=cell.note), problem.why]
        if self.is_locked(action, column):
            said.append(_("Agreed at sign-off"))
        return "\n".join(part for part in said if part)

    def _lay(self, actions: list[Action]) -> None:
        """Put rows in their places; a view chooses its current action again by its ref."""
        self.beginResetModel()
        self._rows = self._arrange.grouped(actions, self.choice.group)
        self._row_of = {a.ref: row for row, a in enumerate(self._rows) if isinstance(a, Action)}
        self._known = {action.ref for action in self._plan}
        for key in [key for key in self.problems if key[0] not in self._known]:
            del self.problems[key]
        self.endResetModel()
        self.arranged.emit()

    def _repaint(self, fresh: dict[str, Action], only: str) -> None:
        grouping = self.choice.group is not Group.NONE
        self._rows = [row if isinstance(row, Heading) else fresh[row.ref] for row in self._rows]
        if grouping:
            self._rows = self._arrange.summed(self._rows)
        row = self.row_of(only)
        first, last = (row, row) if row >= 0 and not grouping else (0, len(self._rows) - 1)
        if last >= 0:
            self.dataChanged.emit(self.index(first, 0), self.index(last, Column.STATUS))

    def _tell_problems(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, Column.STATUS)
            self.dataChanged.emit(self.index(0, 0), last)
        self.problems_changed.emit()
