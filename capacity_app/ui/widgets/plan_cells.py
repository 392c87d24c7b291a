"""Paints and edits the cells of the plan: words on up to two lines, a quieter line below."""

from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from capacity_app.model.plan import Action, Funding, Status
from capacity_app.ui.language import words
from capacity_app.ui.plan_table import ACTION_ROLE, NOTE_ROLE, TONE_ROLE, Column, Index, headings
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.form import choice
from capacity_app.vocabulary import word

LINES: Final = 2


class PlanCells(QStyledItemDelegate):
    """Every cell has the same height: two lines of text and one note."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font, self._note = theme.font(), theme.font(Step.NOTE)
        self._line = QFontMetricsF(self._font).lineSpacing()
        self._note_line = QFontMetricsF(self._note).lineSpacing()

    @property
    def height(self) -> int:
        """The height of a row."""
        return round(self._line * LINES + self._note_line + self._theme.gap(3))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same height for every row, so that long plans scroll at once."""
        return QSize(self._theme.chars(12), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as the style draws it, then the words, then the mark of the focus."""
        self.paint_ground(painter, option, index)
        gap = self._theme.gap
        room = QRectF(option.rect).adjusted(gap(1), gap(1), -gap(1), -gap(1))
        text = str(index.data() or "")
        low = self._write(painter, room, text, self._font, "ink", LINES)
        note = str(index.data(NOTE_ROLE) or "")
        if note:
            tone = "attention" if index.data(TONE_ROLE) else "muted"
            room.setTop(low)
            self._write(painter, room, note, self._note, tone, 1 if text else LINES)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Selection, and a visible frame round the current cell."""
        own = QStyleOptionViewItem(option)
        style = own.widget.style() if own.widget else QApplication.style()
        own.state &= ~QStyle.StateFlag.State_HasFocus
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        painter.setPen(QPen(self._theme.colour("line")))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(self._theme.colour("accent"), self._theme.gap(0.4)))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for what is typed, a list for what is chosen."""
        column = Column(index.column())
        action: Action = index.data(ACTION_ROLE)
        editor: QWidget
        if column in (Column.STATUS, Column.FUNDING):
            kind = Status if column is Column.STATUS else Funding
            given = action.status if column is Column.STATUS else action.funding
            box = choice([(each.value, word(each, words())) for each in kind], given.value)
            box.setParent(parent)
            box.activated.connect(lambda _row: self._finish(box))
            editor = box
        else:
            editor = QLineEdit(parent)
            if column is not Column.WHO:
                editor.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        editor.setAccessibleName(f"{action.ref}, {headings()[column]}")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from what is there, in the form it is typed in."""
        if isinstance(editor, QLineEdit):
            editor.setText(typed_form(index.data(ACTION_ROLE), Column(index.column())))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed or chosen; the model decides."""
        given: Any = editor.text() if isinstance(editor, QLineEdit) else None
        if isinstance(editor, QComboBox):
            given = editor.currentData()
        model.setData(index, given)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """As high as a field is, in the middle of the cell; never narrower than its words."""
        high = min(editor.sizeHint().height(), option.rect.height())
        wide = max(option.rect.width(), editor.minimumSizeHint().width())
        top = option.rect.top() + (option.rect.height() - high) // 2
        place = QRect(option.rect.left(), top, wide, high)
        if words().rtl:
            place.moveRight(option.rect.right())
        editor.setGeometry(place)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _write(
        self, painter: QPainter, room: QRectF, text: str, font: QFont, tone: str, lines: int
    ) -> float:
        """Write at most so many lines, the last one cut with dots; returns where they end."""
        if not text:
            return room.top()
        painter.save()
        painter.setClipRect(room)
        painter.setPen(self._theme.colour(tone))
        painter.setFont(font)
        top, small = room.top(), font is self._note
        high = self._note_line if small else self._line
        for line in _cut_lines(text, self._theme, small, round(room.width()), lines):
            painter.drawText(QRectF(room.left(), top, room.width(), high), line, _one_line())
            top += high
        painter.restore()
        return top


@lru_cache(maxsize=4000)
def _cut_lines(text: str, theme: Theme, small: bool, width: int, lines: int) -> list[str]:
    """A text in lines, the last one cut with dots; measured once, painted many times."""
    font = theme.font(Step.NOTE if small else Step.TEXT)
    metrics = QFontMetricsF(font)
    how = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(line, how, width) for line in broken(text, font, width, lines)]


def broken(text: str, font: QFont, width: float, lines: int) -> list[str]:
    """A text in at most so many lines; the last holds all that is left."""
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        starts.append(line.textStart())
    layout.endLayout()
    flat = layout.text()
    ends = [*starts[1:], len(flat)]
    return [flat[start:end] for start, end in zip(starts, ends, strict=True)]


def typed_form(action: Action, column: Column) -> str:
    """What stands in a cell, written the way it is typed."""
    if column is Column.WHO:
        return action.responsible
    if column is Column.DUE:
        return words().shown(f"{action.due:%d/%m/%Y}") if action.due else ""
    return "" if action.cost is None else words().number(action.cost)


def _one_line() -> QTextOption:
    """At the reading edge of the window; mixed texts keep their own order inside."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    rtl = words().rtl
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
