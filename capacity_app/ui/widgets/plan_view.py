"""The plan as a table: sorted by its headings, edited in place, by mouse or by keys."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from capacity_app.ui.language import _
from capacity_app.ui.plan_table import ACTION_ROLE, EDITABLE, Column, PlanModel
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.plan_cells import PlanCells

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


class PlanView(QTableView):
    """Tells which action is chosen. Enter opens or edits, F2 edits, Delete asks to remove."""

    chosen = Signal(str)
    opened = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, theme: Theme, model: PlanModel) -> None:
        super().__init__()
        self._theme = theme
        cells = PlanCells(theme, self)
        self.setItemDelegate(cells)
        self.setModel(model)
        self.setAccessibleName(_("Plan"))
        self.setAccessibleDescription(
            _("Arrow keys move, Enter or F2 edits a cell, Tab leaves the table.")
        )
        self._behave()
        self._columns(cells.height)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def choose(self, ref: str) -> None:
        """Make an action's row the current one."""
        model = self.model()
        assert isinstance(model, PlanModel)
        row = model.row_of(ref)
        if row < 0:
            return
        column = max(self.currentIndex().column(), int(Column.WHAT))
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            model.index(row, column), how.ClearAndSelect | how.Rows
        )

    def current_ref(self) -> str:
        """The ref of the current row; "" when there is none."""
        index = self.currentIndex()
        return index.data(ACTION_ROLE).ref if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete, beside the keys every table knows."""
        index, key = self.currentIndex(), event.key()
        if not index.isValid() or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(index)
        elif key == Qt.Key.Key_Delete:
            self.remove_requested.emit(self.current_ref())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give "what" the width that the others leave."""
        super().resizeEvent(event)
        self._fit()

    def _enter(self, index: QModelIndex) -> None:
        if index.column() in EDITABLE:
            self.edit(index)
        else:
            self.opened.emit(self.current_ref())

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(ACTION_ROLE).ref)

    def _behave(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heads.setAccessibleName(_("Headings: press one to sort"))
        self.setColumnHidden(Column.TIME, True)
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
