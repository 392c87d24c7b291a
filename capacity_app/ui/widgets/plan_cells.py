"""Paints the cells of the plan: words on up to two lines, a quieter line below."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from capacity_app.ui.language import words
from capacity_app.ui.plan_table import HEADING_ROLE, LOCKED_ROLE, NOTE_ROLE, TONE_ROLE, Index
from capacity_app.ui.theme import Step, Theme

LINES: Final = 2


class PlanCells(QStyledItemDelegate):
    """A cell holds two lines: of text, or one of text and a note; a higher one all three."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font, self._note = theme.font(), theme.font(Step.NOTE)
        self._line = QFontMetricsF(self._font).lineSpacing()
        self._note_line = QFontMetricsF(self._note).lineSpacing()
        self._marks = {tone: theme.icon("warning", tone) for tone in ("attention", "danger")}

    @property
    def heading_height(self) -> int:
        """The height of a row that is a heading."""
        return round(self._line + self._theme.gap(3))

    @property
    def low_height(self) -> int:
        """The height of a row whose text needs no note below it."""
        return round(self._line * LINES + self._theme.gap(3))

    @property
    def height(self) -> int:
        """The height of a row with two lines of text and a note."""
        return round(self._line * LINES + self._note_line + self._theme.gap(3))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The greatest height, for views whose rows are all alike."""
        return QSize(self._theme.chars(12), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as the style draws it, then the words, then the mark of the focus."""
        if index.data(HEADING_ROLE) is not None:
            self._paint_heading(painter, option, str(index.data()))
            return
        self.paint_ground(painter, option, index)
        gap = self._theme.gap
        room = QRectF(option.rect).adjusted(gap(1), gap(1), -gap(1), -gap(1))
        text = str(index.data() or "")
        ink = "muted" if index.data(LOCKED_ROLE) else "ink"
        note = str(index.data(NOTE_ROLE) or "")
        lines = 1 if note and option.rect.height() < self.height else LINES
        low = self._write(painter, room, text, self._font, ink, lines)
        if note:
            tone = str(index.data(TONE_ROLE) or "muted")
            room.setTop(low)
            if tone != "muted":
                room = self._mark(painter, room, tone)
            self._write(painter, room, note, self._note, tone, 1 if text else LINES)

    def _mark(self, painter: QPainter, room: QRectF, tone: str) -> QRectF:
        """A mark before words that ask for attention; returns the room beside it."""
        gap, high = self._theme.gap, round(self._note_line)
        side = min(gap(3), high)
        left = round(room.right()) - side if words().rtl else round(room.left())
        place = QRect(left, round(room.top()) + (high - side) // 2, side, side)
        self._marks[tone].paint(painter, place)
        step = side + gap(1)
        return room.adjusted(0, 0, -step, 0) if words().rtl else room.adjusted(step, 0, 0, 0)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        painter.save()
        painter.fillRect(option.rect, self._theme.colour("ground"))
        painter.setPen(QPen(self._theme.colour("line")))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        self._frame(painter, option)
        painter.setFont(self._theme.font(bold=True))
        painter.setPen(self._theme.colour("ink"))
        room = QRectF(option.rect).adjusted(self._theme.gap(1), 0, -self._theme.gap(1), 0)
        painter.drawText(room, text, _one_line())
        painter.restore()

    def _frame(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(self._theme.colour("accent"), self._theme.gap(0.4)))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Selection, and a visible frame round the current cell."""
        own = QStyleOptionViewItem(option)
        style = own.widget.style() if own.widget else QApplication.style()
        own.state &= ~QStyle.StateFlag.State_HasFocus
        if self._in_chosen_row(index):
            own.state |= QStyle.StateFlag.State_Selected
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        painter.setPen(QPen(self._theme.colour("line")))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        self._frame(painter, option)

    def _in_chosen_row(self, index: Index) -> bool:
        """Whether the whole row shows which action is chosen, and not only single cells."""
        view = self.parent()
        current = getattr(view, "currentIndex", None)
        return bool(
            current is not None
            and getattr(view, "only_one", False)
            and current().row() == index.row()
        )

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


def _one_line() -> QTextOption:
    """At the reading edge of the window; mixed texts keep their own order inside."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    rtl = words().rtl
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
