"""All assessments in one list, by organisation, with a search that knows every spelling."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from capacity_app.model.assessment import Kind, State, Summary
from capacity_app.model.folding import fold
from capacity_app.model.library import Group, grouped
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.progress_row import n_of_n
from capacity_app.ui.widgets.text import label
from capacity_app.vocabulary import word

_ROWS_SHOWN = 10
_SEARCHED_FROM = 6  # fewer are seen at a glance

_HEADING_TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)

Index = QModelIndex | QPersistentModelIndex


def summary_text(summary: Summary) -> str:
    """An assessment in one line, without its organisation."""
    parts = [word(summary.kind, words()), words().date(summary.date)]
    parts += [n_of_n(summary.answered, summary.applicable), word(summary.state, words())]
    return words().listed(parts)


def summary_title(summary: Summary) -> str:
    """An assessment in one line, as it is spoken and asked about."""
    parts = [summary.organisation_name(words().code), word(summary.kind, words())]
    parts += [words().date(summary.date), n_of_n(summary.answered, summary.applicable)]
    return words().listed(parts)


class LibraryModel(QAbstractListModel):
    """Rows are assessments and, where there is more than one organisation, their headings."""

    def __init__(self, theme: Theme, summaries: Sequence[Summary], headings: bool) -> None:
        super().__init__()
        self._theme = theme
        self._all = summaries
        self._headings = headings
        self._keys: list[str] = []
        self.rows: list[Group | Summary] = []
        self.found = 0
        self.search("")

    def search(self, query: str) -> None:
        """Show what every word of the query is found in; all for an empty one."""
        sought = fold(query).split()
        if sought and not self._keys:
            self._keys = _keys(self._all)
        found = [
            summary
            for at, summary in enumerate(self._all)
            if all(each in self._keys[at] for each in sought)
        ]
        self.beginResetModel()
        self.found = len(found)
        self.rows = []
        for group in grouped(found):
            self.rows += [group, *group.assessments] if self._headings else group.assessments
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each assessment and heading."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keys."""
        if isinstance(self.rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's words, and how a heading looks."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour("ink")
        if isinstance(row, Group):
            if role == Qt.ItemDataRole.FontRole:
                return self._theme.font(bold=True)
            return row.name(words().code) if role in _HEADING_TEXTS else None
        if role == Qt.ItemDataRole.DisplayRole:
            return summary_text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Open {title}", title=summary_title(row))
        return None


class _Rows(QListView):
    """Opens a row at one press or Enter; Delete and the context menu put it into the bin."""

    opened = Signal(str)
    delete_requested = Signal(object)

    def __init__(self, theme: Theme, model: LibraryModel) -> None:
        super().__init__()
        self._rows = model
        model.setParent(self)
        self.setModel(model)
        self.setUniformItemSizes(True)  # thousands of rows are not measured one by one
        self.setProperty("rows", "true")
        self.setAccessibleName(_("Assessments"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        self.clicked.connect(self._open)
        self._row_height = theme.gap(8)
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows, up to some; the first assessment is where the keys begin."""
        shown = max(1, min(self._rows.rowCount(), _ROWS_SHOWN))
        height = self.sizeHintForRow(0) if self._rows.rowCount() else self._row_height
        self.setFixedHeight(shown * height + 2 * self.frameWidth())
        first = next((at for at, row in enumerate(self._rows.rows) if isinstance(row, Summary)), -1)
        self.setCurrentIndex(self._rows.index(first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Delete asks whether it may go."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self._delete(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def menu(self, index: Index) -> QMenu:
        """What can be done with a row."""
        made = QMenu(self)
        made.addAction(_("Open")).triggered.connect(lambda: self._open(index))
        made.addAction(_("Delete…")).triggered.connect(lambda: self._delete(index))
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return made

    def _offer(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if self._summary(index) is not None:
            self.menu(QPersistentModelIndex(index)).popup(self.viewport().mapToGlobal(place))

    def _summary(self, index: Index) -> Summary | None:
        row = self._rows.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Summary) else None

    def _open(self, index: Index) -> None:
        summary = self._summary(index)
        if summary is not None:
            self.opened.emit(summary.id)

    def _delete(self, index: Index) -> None:
        summary = self._summary(index)
        if summary is not None:
            self.delete_requested.emit(summary)


class _Search(QLineEdit):
    """Down goes to what was found, and so does Enter."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class LibraryList(QWidget):
    """``opened`` carries an assessment's id, ``delete_requested`` its summary."""

    opened = Signal(str)
    delete_requested = Signal(object)

    def __init__(self, theme: Theme, summaries: Sequence[Summary], headings: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(1))
        self.model = LibraryModel(theme, summaries, headings)
        self.search = _Search()
        self.search.setPlaceholderText(_("Search by organisation, kind, date or state"))
        self.search.setAccessibleName(_("Search the assessments"))
        self.search.setMaximumWidth(theme.chars(75))
        self.found = label("", Step.NOTE)
        self.rows = _Rows(theme, self.model)
        for part in (self.search, self.found, self.rows):
            column.addWidget(part)
        searched = len(summaries) >= _SEARCHED_FROM
        self.search.setVisible(searched)
        self.found.setVisible(searched)
        self._say_found()
        self.search.textChanged.connect(self._seek)
        self.search.down.connect(self.rows.setFocus)
        self.rows.opened.connect(self.opened)
        self.rows.delete_requested.connect(self.delete_requested)

    def first_focus(self) -> QWidget:
        """The search field, or the rows where there are too few to search."""
        return self.rows if self.search.isHidden() else self.search

    def _seek(self, query: str) -> None:
        self.model.search(query)
        self.rows.fit()
        self.rows.setVisible(self.model.found > 0)
        self._say_found()

    def _say_found(self) -> None:
        n = self.model.found
        text = ngettext("{n} assessment", "{n} assessments", n)
        if fold(self.search.text()):
            text = (
                ngettext("{n} found", "{n} found", n) if n else _("Nothing found. Try fewer words.")
            )
        self.found.setText(text)


def _keys(summaries: Sequence[Summary]) -> list[str]:
    """All that each assessment can be found by, folded: thousands within one key press."""
    said = {each: fold(word(each, words())) for each in (*Kind, *State)}
    return [
        " ".join(
            [
                *(fold(name) for name in (*each.organisation.values(), each.acronym)),
                *(said[each.kind], said[each.state], fold(words().date(each.date))),
                f"{each.date.day:02} {each.date.month:02} {each.date.year}",
            ]
        )
        for each in summaries
    ]
