"""What of a paste could not be taken: a list that leads to each cell, and the pasted text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from capacity_app.i18n import ltr
from capacity_app.ui.language import _, ngettext
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import button, label

_LINES = 4  # lines of the list seen at once
_LONGEST = 60  # characters of a pasted text shown


@dataclass(frozen=True)
class NotTaken:
    """A cell of a paste: the action's ref ("" for none), the field, its name, text and why."""

    ref: str
    field: str
    name: str
    text: str
    why: str


class PlanProblems(QFrame):
    """``go_requested`` carries a ref and a field. Closing it forgets the pasted text."""

    go_requested = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text = ""
        self.setProperty("card", "notice")
        column = QVBoxLayout(self)
        gap = theme.gap(2)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(theme.gap(1))
        self.title = label("", bold=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Cells that were not taken"))
        self.list.setWordWrap(True)
        self.list.setTabKeyNavigation(False)
        self._theme = theme
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.copy = button(_("Copy what was pasted"), self._copy)
        self.close_button = button(_("Close this list"), self._close)
        line = QHBoxLayout()
        for part in (self.copy, self.close_button):
            line.addWidget(part)
        line.addStretch(1)
        for widget in (self.title, self.list):
            column.addWidget(widget)
        column.addLayout(line)
        self.hide()

    def tell(self, found: Iterable[NotTaken], text: str, more_rows: bool) -> None:
        """List what was not taken of a pasted text; nothing hides the list."""
        self._text = text
        self.list.clear()
        for each in found:
            item = QListWidgetItem(_line(each), self.list)
            item.setData(Qt.ItemDataRole.UserRole, (each.ref, each.field))
        if more_rows:
            QListWidgetItem(_("Only the first 2,000 rows were read."), self.list)
        self._count()

    def forget(self, still: Callable[[str, str], bool]) -> None:
        """Take away the lines of cells that are right now."""
        for row in reversed(range(self.list.count())):
            about = self.list.item(row).data(Qt.ItemDataRole.UserRole)
            if about is not None and not still(*about):
                self.list.takeItem(row)
        self._count()

    def _count(self) -> None:
        count = self.list.count()
        self.setVisible(bool(count))
        line = self.list.fontMetrics().lineSpacing() + self._theme.gap(1)
        self.list.setFixedHeight(min(count, _LINES) * line + self._theme.gap(2))
        self.title.setText(
            ngettext(
                "{n} cell was not taken. Everything else was.",
                "{n} cells were not taken. Everything else was.",
                count,
            )
        )

    def _go(self, item: QListWidgetItem) -> None:
        about = item.data(Qt.ItemDataRole.UserRole)
        if about is not None and about[0]:
            self.go_requested.emit(*about)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _close(self) -> None:
        self._text = ""
        self.list.clear()
        self.hide()
        self.closed.emit()


def _line(each: NotTaken) -> str:
    cell = each.text if len(each.text) <= _LONGEST else each.text[:_LONGEST] + "…"
    ref = ltr(each.ref) if each.ref else _("New row")
    return _("{ref}, {column}: “{text}”. {why}", ref=ref, column=each.name, text=cell, why=each.why)
