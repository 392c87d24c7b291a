"""The rows of the timeline: what is done, and when, by start and due date."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from capacity_app.model.plan import Action
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_columns import missing, span
from capacity_app.ui.plan_table import ACTION_ROLE, NOTE_ROLE, Index
from capacity_app.vocabulary import word

WHAT, TIME = 0, 1
_ROOT: Final = QModelIndex()


class TimelineRows(QAbstractTableModel):
    """One row for each action, in plan order; only the views change the plan."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._rows: list[Action] = []

    @property
    def actions(self) -> list[Action]:
        """The actions in the order shown."""
        return self._rows

    def renew(self, plan: list[Action]) -> None:
        """Show the plan as it is now."""
        same = [each.ref for each in plan] == [each.ref for each in self._rows]
        if same and plan:
            self._rows = list(plan)
            self.dataChanged.emit(self.index(0, WHAT), self.index(len(plan) - 1, TIME))
            return
        self.beginResetModel()
        self._rows = list(plan)
        self.endResetModel()

    def row_of(self, ref: str) -> int:
        """The row an action is shown in; -1 when it is not there."""
        return next((row for row, action in enumerate(self._rows) if action.ref == ref), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """As many as there are actions."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What, and when."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the view and screen readers ask for."""
        action = self._rows[index.row()]
        if role == ACTION_ROLE:
            return action
        text = action.action or _("Not described yet")
        note = missing(action)
        if index.column() == TIME:
            text, note = span(action), word(action.shown_status(self._today), words())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == NOTE_ROLE:
            return note
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(part for part in (text, note) if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The two columns' names; rows are known by their ref."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._rows[section].ref
        return (_("What"), _("Time"))[section]
