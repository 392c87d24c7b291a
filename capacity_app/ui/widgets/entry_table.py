"""Typing in a paper form: one line for each question, Enter goes on, every line saved at once."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from capacity_app.model.progress import Given, given
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.entry_cells import EntryCells
from capacity_app.ui.widgets.entry_lines import TYPED, Column, EntryLines, Index
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import paper_entry

_FIXED: Final = {Column.NUMBER: 11, Column.ANSWER: 12}
_FIELDS: Final = {Column.PROOF: 24, Column.REASON: 22, Column.NOTE: 22}
"""In characters; fields shrink to this share, and the question has the rest, or at least that:"""
_NARROWEST: Final = 0.6
_TITLE: Final = 26


class EntryTable(QTableView):
    """Enter and the arrows move between lines; Tab goes through a line's fields and then out."""

    ended = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme: Theme = workspace.theme
        self.lines = EntryLines(workspace)
        self.cells = EntryCells(self._theme, self, self.lines, self.note_under, self._key)
        self.setModel(self.lines)
        self.setItemDelegate(self.cells)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAccessibleName(_("Lines of the paper form"))
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(self.cells.height)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def read(self) -> None:
        """Take the lines from the open assessment."""
        self.lines.read()
        low = self._theme.gap(7)
        for row, line in enumerate(self.lines.lines):
            if line.indicator is None:
                self.setSpan(row, 0, 1, len(Column))
                self.setRowHeight(row, low)

    @property
    def indicator(self) -> str:
        """The indicator whose line is being typed, or ""."""
        row = self.currentIndex().row()
        return self.lines.indicator(row).id if row in self.lines.rows else ""

    def begin(self, indicator: str = "") -> None:
        """Start at an indicator's line, or at the first that nothing was said to."""
        row = self.lines.row_of(indicator) if indicator else None
        self._to(self.lines.first_open() if row is None else row, Column.ANSWER)

    def keep(self) -> None:
        """Save what is being typed."""
        field = self._field()
        if field is not None:
            self.commitData(field)

    def note_under(self, row: int) -> str:
        """The words under a line: what is wrong, or what its answer means, or what to type."""
        wrong = self.lines.mistake(row)
        if wrong is not None:
            return wrong.said
        current = self.currentIndex()
        typed = self.lines.meaning(row)
        if row != current.row() or not self.lines.is_typed(row, current.column()):
            return typed
        return self._hint(row, Column(current.column())) or typed

    def _hint(self, row: int, column: Column) -> str:
        indicator, answer = self.lines.indicator(row), self.lines.answer(row)
        own = self._workspace.open_assessment
        if column is Column.PROOF:
            return _("What, its date, where it is; or its number in the register. Empty: none.")
        if column is Column.REASON and answer.not_applicable is not None:
            return _("Why does it not apply to you? (required)")
        if column is Column.REASON:
            return _("Level 3 or 4 wants a proof. If there is none to name, say why:")
        if column is Column.NOTE or given(indicator, own) is not Given.NOTHING:
            return ""
        if indicator.is_psea:
            letters = words().listed([*(each.id for each in indicator.elements), "+"])
            return _("For each of {letters}: 1 yes, 2 no, ? don't know", letters=letters)
        return _("1 to 4 level, 0 or N not applicable, ? or . don't know")

    # moving

    def currentChanged(self, current: Index, previous: Index) -> None:
        """What was typed is saved by Qt; the new field is open for typing at once."""
        super().currentChanged(current, previous)
        for index in (previous, current):
            if index.isValid():
                self.viewport().update(self._row_area(index.row()))
        self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus belongs to the field."""
        super().focusInEvent(event)
        self._open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window fields get narrower; the question's title takes what is left."""
        super().resizeEvent(event)
        chars, room = self._theme.chars, self.viewport().width()
        narrow = room - chars(_TITLE + sum(_FIXED.values()))
        share = min(1.0, max(_NARROWEST, narrow / chars(sum(_FIELDS.values()))))
        widths = {column: chars(wide) for column, wide in _FIXED.items()}
        widths |= {column: chars(wide * share) for column, wide in _FIELDS.items()}
        for column, wide in widths.items():
            self.setColumnWidth(column, wide)
        self.setColumnWidth(Column.TITLE, max(chars(_TITLE), room - sum(widths.values())))

    def _row_area(self, row: int) -> QRect:
        first = self.visualRect(self.lines.index(row, Column.NUMBER))
        return first.united(self.visualRect(self.lines.index(row, Column.NOTE)))

    def _open(self) -> None:
        index = self.currentIndex()
        wanted = index.isValid() and self.lines.is_typed(*_place(index))
        if self.isVisible() and wanted and self._field() is None:
            self.edit(index)

    def _field(self) -> QLineEdit | None:
        found = self.indexWidget(self.currentIndex())
        return found if isinstance(found, QLineEdit) else None

    def _to(self, row: int, column: Column) -> None:
        if not self.lines.is_typed(row, column):
            column = Column.ANSWER
        index = self.lines.index(row, column)
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index.siblingAtColumn(Column.NUMBER))
        self.scrollTo(index)

    def _key(self, key: Qt.Key, field: QLineEdit) -> None:
        """Save what was typed, then go where the key says.

        Enter stays at a mistake; arrows and Tab leave it as it was typed, said on its line.
        """
        index = self.currentIndex()
        if key == Qt.Key.Key_Escape:
            self.lines.forget(index)
            self.cells.setEditorData(field, index)
            return
        empty = not field.text().strip()
        no_proof = paper_entry.says_no_proof(field.text())
        row, column = _place(index)
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        taken = self._take(index, field)
        if not taken and (enter or self.lines.mistake(row) is None):
            field.selectAll()
            return
        if enter:
            self._go_on(row, Column(column), empty, no_proof)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(row, Column(column), 1 if key == Qt.Key.Key_Down else -1)
        else:
            self._tab(row, Column(column), 1 if key == Qt.Key.Key_Tab else -1)

    def _take(self, index: Index, field: QLineEdit) -> bool:
        if not field.isModified():
            return True
        taken = self.lines.setData(index, field.text())
        field.setModified(not taken)
        return taken

    def _go_on(self, row: int, column: Column, empty: bool, no_proof: bool) -> None:
        """The field the answer asks for, else the next line."""
        indicator, answer = self.lines.indicator(row), self.lines.answer(row)
        reason = paper_entry.wants_reason(indicator, answer)
        if column is Column.REASON and empty and answer.not_applicable is not None:
            said = _("Write why it does not apply; arrow keys leave it for later.")
            self.lines.complain(self.currentIndex(), "", said)
        elif column is Column.ANSWER and answer.not_applicable == "":
            self._to(row, Column.REASON)
        elif column is Column.ANSWER and paper_entry.wants_proof(indicator, answer):
            self._to(row, Column.PROOF)
        elif column is Column.PROOF and no_proof and reason and not answer.without_evidence:
            self._to(row, Column.REASON)
        else:
            self._step(row, Column.ANSWER, 1)

    def _step(self, row: int, column: Column, step: int) -> None:
        rows = self.lines.rows
        place = rows.index(row) + step
        if place >= len(rows):
            self.ended.emit()
        elif place >= 0:
            self._to(rows[place], column)

    def _tab(self, row: int, column: Column, step: int) -> None:
        open_ones = [each for each in TYPED if self.lines.is_typed(row, each)]
        place = open_ones.index(column) + step
        if 0 <= place < len(open_ones):
            self._to(row, open_ones[place])
        else:
            self.focusNextPrevChild(step > 0)


def _place(index: Index) -> tuple[int, int]:
    return index.row(), index.column()
