"""Edits the cells of the plan in place; what cannot be taken stays in its editor, with words."""

from typing import Final, Protocol, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from capacity_app.model.plan import Action, Funding, Status
from capacity_app.ui.language import words
from capacity_app.ui.plan_columns import Column, headings, typed_form
from capacity_app.ui.plan_table import ACTION_ROLE, PROBLEM_ROLE, Index, PlanModel
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.form import choice
from capacity_app.ui.widgets.plan_cells import PlanCells
from capacity_app.ui.widgets.text import start_aligned
from capacity_app.vocabulary import word

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_HINTS: Final = {
    Qt.Key.Key_Tab: QStyledItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QStyledItemDelegate.EndEditHint.EditPreviousItem,
}
_ENDS: Final = (*_ENTER, *_HINTS)


class Refusing(Protocol):
    """What the view of these cells is asked while one is edited."""

    def refuse(self, editor: QWidget, why: str) -> None:
        """Say why what is typed in an editor cannot be taken."""


class PlanEditors(PlanCells):
    """A line for what is typed, lines for what is told, a list for what is chosen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._at = QPersistentModelIndex()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for what is typed, lines for what is told, a list for what is chosen."""
        column = Column(index.column())
        action: Action = index.data(ACTION_ROLE)
        self._at = QPersistentModelIndex(index)
        editor: QWidget
        if column in (Column.STATUS, Column.FUNDING):
            kind = Status if column is Column.STATUS else Funding
            given = action.status if column is Column.STATUS else action.funding
            box = choice([(each.value, word(each, words())) for each in kind], given.value)
            box.setParent(parent)
            box.activated.connect(lambda _row: self._finish(box))
            editor = box
        elif column is Column.WHAT:
            editor = area = QPlainTextEdit(parent)
            start_aligned(area)
        else:
            editor = QLineEdit(parent)
            if column is not Column.WHO:
                editor.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        editor.setAccessibleName(f"{action.ref}, {headings()[column]}")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from what is there, or from what could not be taken, in the form it is typed in."""
        problem = index.data(PROBLEM_ROLE)
        text = typed_form(index.data(ACTION_ROLE), Column(index.column()))
        if problem is not None:
            text = problem.text
        if isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed or chosen; the model decides."""
        model.setData(index, _given(editor))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab end an editor only when what is typed can be taken; else it says why."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        if isinstance(editor, QComboBox) and event.key() in _STEPS and not event.modifiers():
            row = editor.currentIndex() + _STEPS[Qt.Key(event.key())]
            editor.setCurrentIndex(min(max(row, 0), editor.count() - 1))
            return True  # a key only moves on; Enter takes the choice, as in the other editors
        if event.key() not in _ENDS or not isinstance(editor, QWidget):
            return super().eventFilter(editor, event)
        new_line = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        area = isinstance(editor, QPlainTextEdit)
        if area and event.key() in _ENTER and new_line:
            return False
        why = self._why_not(editor)
        if why:
            self._refuse(editor, why)
            return True
        self._finish(
            editor, _HINTS.get(Qt.Key(event.key()), QStyledItemDelegate.EndEditHint.NoHint)
        )
        return True

    def _why_not(self, editor: QWidget) -> str:
        model = self._at.model()
        if isinstance(editor, QComboBox) or not isinstance(model, PlanModel):
            return ""
        return model.why_not(self._at, _given(editor))

    def _refuse(self, editor: QWidget, why: str) -> None:
        editor.setProperty("wrong", "true")
        editor.setAccessibleDescription(why)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        cast(Refusing, self.parent()).refuse(editor, why)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the whole cell, a list as high as it is; never narrower than its words."""
        high = option.rect.height()
        if isinstance(editor, QComboBox):
            high = min(editor.sizeHint().height(), high)
        wide = max(option.rect.width(), editor.minimumSizeHint().width())
        top = option.rect.top() + (option.rect.height() - high) // 2
        place = QRect(option.rect.left(), top, wide, high)
        if words().rtl:
            place.moveRight(option.rect.right())
        editor.setGeometry(place)

    def _finish(
        self,
        editor: QWidget,
        then: QStyledItemDelegate.EndEditHint = QStyledItemDelegate.EndEditHint.NoHint,
    ) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, then)


def _given(editor: QWidget) -> str:
    """What was typed or chosen."""
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()
