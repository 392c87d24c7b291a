"""What is not as it was in a verified file: one row for each value."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from capacity_app.i18n import ltr
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.usecases.verify_findings import Finding
from capacity_app.usecases.verify_words import columns

_MOST: Final = 500
_ROWS_SHOWN: Final = 8
_CELL, _OLD = 1, 4

Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractTableModel):
    """The first findings, as many as anybody reads; columns in which nothing stands are left out.

    ``before`` and ``now`` head the two values.
    """

    def __init__(self, findings: Sequence[Finding], before: str, now: str) -> None:
        super().__init__()
        rows = [columns(finding, words()) for finding in findings[:_MOST]]
        heads = (_("Where"), _("Cell"), _("Row"), _("What"), before, now)
        self._shown = [n for n in range(len(heads)) if n >= _OLD or any(row[n] for row in rows)]
        self._heads = [heads[n] for n in self._shown]
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """A row for each finding."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Place, cell, row, field, before, now."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The headings of the columns."""
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """A value on one line; the whole of it as a tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        column = self._shown[index.column()]
        text = self._rows[index.row()][column]
        if role == Qt.ItemDataRole.DisplayRole:
            text = " ".join(text.split())
        return ltr(text) if words().rtl and column == _CELL and text else text


class FindingsTable(QTableView):
    """Read with the arrow keys; Tab leaves it."""

    def __init__(self, theme: Theme, findings: Sequence[Finding], before: str, now: str) -> None:
        super().__init__()
        self._model = FindingsModel(findings, before, now)
        self.setModel(self._model)
        self.setAccessibleName(_("Values that are different"))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column in range(self._model.columnCount()):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), theme.chars(32)))
        self.resizeRowsToContents()
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """As tall as its rows, up to a screenful."""
        count = min(self._model.rowCount(), _ROWS_SHOWN)
        rows = sum(self.rowHeight(number) for number in range(count))
        frame = 2 * self.frameWidth() + self.horizontalScrollBar().sizeHint().height()
        return QSize(
            super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + frame
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Tab are the page's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
