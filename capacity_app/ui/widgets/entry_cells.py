"""Paints and edits the lines of a paper form: fields on top, and what they mean underneath."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from capacity_app.ui.language import words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.entry_lines import TYPED, WRONG_ROLE, Column, EntryLines, Index

KEYS: Final = {
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
}
"""What moves between fields and lines; everything else is typed."""


class EntryCells(QStyledItemDelegate):
    """``pressed`` is told the keys of KEYS; ``note`` says what stands under a row."""

    def __init__(
        self,
        theme: Theme,
        view: QAbstractItemView,
        lines: EntryLines,
        note: Callable[[int], str],
        pressed: Callable[[Qt.Key, QLineEdit], None],
    ) -> None:
        super().__init__(view)
        self._theme, self._view, self._lines = theme, view, lines
        self._note, self._pressed = note, pressed
        self._small = theme.font(Step.NOTE)
        self._note_high = QFontMetricsF(self._small).lineSpacing()

    @property
    def height(self) -> int:
        """The height of a line: a field, and the words under it."""
        return round(self._field_height + self._note_high + self._theme.gap(2.5))

    @property
    def _field_height(self) -> int:
        return max(self._theme.gap(7), 24)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same height for every line."""
        return QSize(self._theme.chars(8), self.height)

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, field, text, and this cell's part of the words under the line."""
        painter.save()
        painter.setClipRect(option.rect)
        current = index.row() == self._view.currentIndex().row()
        heading = self._lines.lines[index.row()].indicator is None
        ground = "ground" if heading else "accent_soft" if current else "paper"
        painter.fillRect(option.rect, self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour("line")))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if heading:
            self._write_heading(painter, option.rect, str(index.data() or ""))
        else:
            self._paint_field(painter, option.rect, index)
            self._write_note(painter, index)
        painter.restore()

    def _paint_field(self, painter: QPainter, cell: QRect, index: Index) -> None:
        room = self._field(cell)
        gap = self._theme.gap
        column = index.column()
        if self._lines.is_typed(index.row(), column):
            wrong = bool(index.data(WRONG_ROLE))
            pen = QPen(self._theme.colour("danger" if wrong else "edge"), 2.0 if wrong else 1.0)
            painter.setPen(pen)
            painter.setBrush(self._theme.colour("paper"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), gap(1), gap(1))
        inside = room.adjusted(gap(2.75), 0, -gap(2), 0) if column in TYPED else room
        tone = "muted" if column == Column.NUMBER else "ink"
        self._write(painter, inside, str(index.data() or ""), tone, bold=column == Column.ANSWER)

    def _write_heading(self, painter: QPainter, cell: QRect, text: str) -> None:
        inside = cell.adjusted(self._theme.gap(1), 0, -self._theme.gap(1), 0)
        self._write(painter, inside, text, "ink", bold=True)

    def _write_note(self, painter: QPainter, index: Index) -> None:
        row = index.row()
        text = self._note(row)
        if not text or index.column() < Column.TITLE:
            return
        wrong = self._lines.mistake(row) is not None
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("danger" if wrong else "muted"))
        first = self._view.visualRect(self._lines.index(row, Column.TITLE))
        whole = first.united(self._view.visualRect(self._lines.index(row, Column.NOTE)))
        gap = self._theme.gap
        top = whole.top() + gap(1.5) + self._field_height
        room = QRectF(whole.left() + gap(0.5), top, whole.width() - gap(1), self._note_high)
        painter.drawText(room, text, _one_line())

    def _write(
        self, painter: QPainter, room: QRect, text: str, tone: str, bold: bool = False
    ) -> None:
        font = self._theme.font(bold=bold)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(room), elided, _one_line())

    def _field(self, cell: QRect) -> QRect:
        gap = self._theme.gap
        return QRect(
            cell.left() + gap(0.5), cell.top() + gap(1), cell.width() - gap(1), self._field_height
        )

    # typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """One line to type in, named by its question and its column."""
        made = QLineEdit(parent)
        indicator = self._lines.indicator(index.row())
        heading = self._lines.headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(f"{indicator.id} {indicator.title[words().code]}, {heading}")
        made.setAccessibleDescription(self._note(index.row()))
        if index.column() == Column.ANSWER and indicator.is_psea:
            made.textEdited.connect(lambda _text: _space_out(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from what was typed; a proof field is for naming one more."""
        assert isinstance(editor, QLineEdit)
        adds = index.column() == Column.PROOF and not index.data(WRONG_ROLE)
        editor.setText("" if adds else str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()
        editor.setModified(False)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was really typed, once."""
        assert isinstance(editor, QLineEdit)
        if editor.isModified():
            editor.setModified(False)
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Exactly over the painted field."""
        editor.setFixedHeight(self._field_height)
        editor.setGeometry(self._field(option.rect))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The keys that move are the table's; leaving by mouse keeps what was typed."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, QLineEdit)
            and event.key() in KEYS
        ):
            self._pressed(Qt.Key(event.key()), editor)
            return True
        return super().eventFilter(editor, event)


def _space_out(field: QLineEdit) -> None:
    """One sign for each statement, apart, so that Arabic letters do not join."""
    text = " ".join("".join(field.text().split()))
    if text != field.text() and field.cursorPosition() == len(field.text()):
        field.setText(text)
        field.setModified(True)


def _one_line() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    side = Qt.LayoutDirection.RightToLeft if words().rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(side)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
