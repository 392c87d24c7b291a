"""The plan as a table: grouped and sorted, edited in place, copied and pasted like a sheet."""

from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from capacity_app.ui.language import _
from capacity_app.ui.plan_columns import EDITABLE, Column, copied_form
from capacity_app.ui.plan_paste import as_tsv
from capacity_app.ui.plan_table import (
    ACTION_ROLE,
    HEADING_ROLE,
    LOCKED_ROLE,
    PROBLEM_ROLE,
    PlanModel,
)
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.plan_editors import PlanEditors
from capacity_app.ui.widgets.plan_saying import CellSaying

# Widths in average characters; what is left goes to "what", which never gets less than this.
_WIDTHS: Final = {
    Column.REF: 13,
    Column.WHAT: 24,
    Column.WHO: 14,
    Column.DUE: 12,
    Column.COST: 15,
    Column.FUNDING: 15,
    Column.STATUS: 12,
}
_ROOMY: Final = 125  # characters from which funding has a column of its own
_FLAG = QItemSelectionModel.SelectionFlag


class PlanView(QTableView):
    """Tells which action is chosen. Enter or F2 edits, Delete asks to remove."""

    chosen = Signal(str)
    opened = Signal(str)
    remove_requested = Signal(str)
    paste_requested = Signal(str)

    def __init__(self, theme: Theme, model: PlanModel) -> None:
        super().__init__()
        self._theme, self._plan = theme, model
        self.only_one = True
        self._kept = ("", int(Column.WHAT))
        self._cells = PlanEditors(theme, self)
        self.setItemDelegate(self._cells)
        self.setModel(model)
        self.saying = CellSaying(theme, self.viewport())
        self.setAccessibleName(_("Plan"))
        self.setAccessibleDescription(
            _(
                "Arrow keys move, Enter or F2 edits a cell, Tab leaves the table. Shift and arrow "
                "keys choose cells, Control+C copies them, Control+V pastes from the cell on."
            )
        )
        self._behave()
        self._columns(self._cells.low_height)
        self._listen()

    def choose(self, ref: str, column: Column | None = None) -> None:
        """Make an action's row the current one, in a column or the one it is in."""
        row = self._plan.row_of(ref)
        if row < 0:
            return
        at = max(self.currentIndex().column(), int(Column.WHAT)) if column is None else column
        self.setCurrentIndex(self._plan.index(row, at))

    def current_ref(self) -> str:
        """The ref of the current row; "" when there is none."""
        action = self.currentIndex().data(ACTION_ROLE) if self.currentIndex().isValid() else None
        return "" if action is None else action.ref

    def visible_columns(self) -> list[Column]:
        """The columns shown now, in reading order."""
        return [column for column in Column if not self.isColumnHidden(column)]

    def copied(self) -> str:
        """The chosen cells as tab-separated text; headings are left out."""
        cells: dict[int, dict[int, str]] = {}
        for index in self.selectedIndexes():
            action = index.data(ACTION_ROLE)
            if action is not None and not self.isColumnHidden(index.column()):
                row = cells.setdefault(index.row(), {})
                row[index.column()] = copied_form(action, Column(index.column()))
        columns = sorted({column for row in cells.values() for column in row})
        return as_tsv([[cells[row].get(c, "") for c in columns] for row in sorted(cells)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete, copy and paste, beside the keys every table knows."""
        index, key = self.currentIndex(), event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit(QGuiApplication.clipboard().text())
        elif not index.isValid():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(index)
        elif key == Qt.Key.Key_Delete:
            if self.current_ref():
                self.remove_requested.emit(self.current_ref())
        elif key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._choose_rows()
        else:
            if event.text().isprintable() and event.text():
                self._say_locked(index)
            super().keyPressEvent(event)

    def refuse(self, editor: QWidget, why: str) -> None:
        """Say beside an editor why what is typed in it cannot be taken."""
        self.saying.say(why, editor.geometry(), wrong=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give "what" the width that the others leave."""
        super().resizeEvent(event)
        self._fit()

    def _enter(self, index: QModelIndex) -> None:
        if index.data(HEADING_ROLE) is not None:
            return
        if index.data(LOCKED_ROLE):
            self._say_locked(index)
        elif index.column() in EDITABLE:
            self.edit(index)
        else:
            self.opened.emit(self.current_ref())

    def _say_locked(self, index: QModelIndex) -> None:
        if index.data(LOCKED_ROLE):
            text = _("Agreed at sign-off, so it stays. Status, who, dates and funding can change.")
            self.saying.say(text, self.visualRect(index), wrong=False)

    def _say_problem(self) -> None:
        """At a cell where something was not taken, say why as long as one is there."""
        index = self.currentIndex()
        problem = index.data(PROBLEM_ROLE) if index.isValid() else None
        why = "" if problem is None else problem.why
        self.saying.say(why, self.visualRect(index), wrong=True)

    def _choose_rows(self) -> None:
        """Choose the whole rows of what is chosen."""
        how = _FLAG.Select | _FLAG.Rows
        self.selectionModel().select(self.selectionModel().selection(), how)

    def _tell(self, current: QModelIndex, before: QModelIndex) -> None:
        self._say_problem()
        self._kept = (self.current_ref(), max(current.column(), 0))
        if self._kept[0] and current.row() != before.row():
            self.chosen.emit(self._kept[0])
        if current.row() != before.row():
            self.viewport().update()

    def _note_choice(self, _new: QItemSelection, _old: QItemSelection) -> None:
        only_one = len(self.selectedIndexes()) < 2
        if only_one != self.only_one:
            self.only_one = only_one
            self.viewport().update()

    def _arranged(self) -> None:
        """Headings go across; the action that was current is so again."""
        self.clearSpans()
        for row in range(self._plan.rowCount()):
            if self._plan.index(row, 0).data(HEADING_ROLE) is not None:
                self.setSpan(row, 0, 1, len(Column))
        self._give_heights(0, self._plan.rowCount() - 1)
        ref, column = self._kept
        self.choose(ref, Column(column))
        with_arrow = self.horizontalHeader()
        with_arrow.blockSignals(True)
        down = Qt.SortOrder.DescendingOrder if self._plan.choice.descending else _UP
        with_arrow.setSortIndicator(self._plan.choice.column, down)
        with_arrow.blockSignals(False)

    def _give_heights(self, first: int, last: int) -> None:
        """A row is higher where something is said below two lines of text."""
        rows, cells = self.verticalHeader(), self._cells
        for row in range(first, last + 1):
            action = self._plan.index(row, 0).data(ACTION_ROLE)
            high = cells.heading_height
            if action is not None:
                high = cells.height if self._plan.wants_words(action) else cells.low_height
            if rows.sectionSize(row) != high:
                rows.resizeSection(row, high)

    def _listen(self) -> None:
        self._plan.dataChanged.connect(
            lambda first, last, _roles: self._give_heights(first.row(), last.row())
        )
        self.selectionModel().currentChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(self._note_choice)
        self._plan.arranged.connect(self._arranged)
        self._plan.problems_changed.connect(self._say_problem)
        self._cells.closeEditor.connect(lambda _editor, _hint: self._say_problem())
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.saying.hide())

    def _behave(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)

    def _columns(self, height: int) -> None:
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(height)
        rows.hide()
        heads.setSectionsClickable(True)
        heads.setHighlightSections(False)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicator(Column.REF, _UP)
        heads.setAccessibleName(_("Headings: press one to sort"))
        self.setSortingEnabled(True)

    def _fit(self) -> None:
        chars = self._theme.chars
        roomy = self.viewport().width() >= chars(_ROOMY)
        self.setColumnHidden(Column.FUNDING, not roomy)
        taken = 0
        for column, wide in _WIDTHS.items():
            if column is Column.WHAT or self.isColumnHidden(column):
                continue
            self.setColumnWidth(column, chars(wide))
            taken += chars(wide)
        rest = self.viewport().width() - taken
        self.setColumnWidth(Column.WHAT, max(chars(_WIDTHS[Column.WHAT]), rest))


_UP: Final = Qt.SortOrder.AscendingOrder
