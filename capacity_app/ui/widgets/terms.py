"""Terms of the glossary inside texts: a dotted line under each, explained on hover and on focus.

Words are painted by the label itself; only the lines under the terms are ours, laid out as the
label lays its text out, so that a page with terms turns as fast as one without.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from capacity_app.model.text import Text
from capacity_app.ui.language import words
from capacity_app.ui.theme import Step, Theme, leading
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.term_note import TermNote
from capacity_app.ui.widgets.text import Label
from capacity_app.usecases.glossary import Found, find_in

_OWN_WORDS: Final = {"level", "indicator"}
"""Explained by the cards themselves, and in every second sentence."""


class TermLabel(Label):
    """A wrapping, plain label whose terms are marked; ``asked`` carries one and its place."""

    asked = Signal(object, QRect)
    left = Signal()

    def __init__(self, theme: Theme, step: Step = Step.TEXT) -> None:
        super().__init__()
        self._theme = theme
        self._found: tuple[Found, ...] = ()
        self._places: tuple[tuple[QRect, str], list[list[QRectF]]] = ((QRect(), ""), [])
        self._marked = -1
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(leading(words().rtl))
        self.setProperty("step", step.value)
        self.setMouseTracking(True)

    def show_text(self, text: Text) -> None:
        """Show a text of the question bank in the language of the window, and find its terms."""
        self.setText(words().shown(text[words().code]))
        found = find_in(text, words().code)
        self._found = tuple(each for each in found if each.term.id not in _OWN_WORDS)
        self._marked = -1
        self._places = ((QRect(), ""), [])

    @property
    def found(self) -> tuple[Found, ...]:
        """The terms of the text, in its order."""
        return self._found

    def mark(self, index: int) -> None:
        """Frame one of the terms, the one being explained; -1 for none."""
        if index != self._marked:
            self._marked = index
            self.update()

    def explain(self, index: int) -> None:
        """Ask for the explanation of one of the terms."""
        self.mark(index)
        self.asked.emit(self._found[index], self._box(index))

    def term_at(self, place: QPoint) -> int:
        """The term under a point of the label; -1 for none."""
        for index, parts in enumerate(self._parts()):
            if any(part.contains(QPointF(place)) for part in parts):
                return index
        return -1

    def point_at(self, place: QPoint) -> None:
        """Explain the term under the pointer, or no longer explain any."""
        index = self.term_at(place) if self._found else -1
        if index == self._marked:
            return
        if index >= 0:
            self.explain(index)
        else:
            self.mark(-1)
            self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What the pointer is on explains itself."""
        self.point_at(event.position().toPoint())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone elsewhere."""
        self.point_at(QPoint(-1, -1))
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then a dotted line under each term."""
        super().paintEvent(event)
        if not self._found:
            return
        painter = QPainter(self)
        pen = QPen(self._theme.colour("accent"), max(1.0, self._theme.unit / 5))
        pen.setStyle(Qt.PenStyle.DotLine)
        for index, parts in enumerate(self._parts()):
            for part in parts:
                painter.setPen(pen)
                painter.drawLine(part.bottomLeft(), part.bottomRight())
                if index == self._marked:
                    painter.setPen(QPen(self._theme.colour("accent"), 1.5))
                    painter.drawRect(part.adjusted(-1, 0, 1, 1))
        painter.end()

    def _box(self, index: int) -> QRect:
        parts = self._parts()[index]
        return parts[0].toAlignedRect() if parts else self.rect()

    def _parts(self) -> list[list[QRectF]]:
        """Where each term stands, line by line; worked out once for a place and a text."""
        key = (self.contentsRect(), self.text())
        if self._places[0] != key:
            self._places = (key, self._measured())
        return self._places[1]

    def _measured(self) -> list[list[QRectF]]:
        inside = self.contentsRect()
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        rtl = words().rtl
        way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(way)
        layout = QTextLayout(self.text(), self.font(), self)
        layout.setTextOption(option)
        layout.beginLayout()
        between = QFontMetricsF(self.font()).leading()
        high = -between
        while (line := layout.createLine()).isValid():
            line.setLineWidth(inside.width())
            line.setPosition(QPointF(0, high + between))
            high += between + line.height()
        layout.endLayout()
        top = inside.top() + _start(self.alignment(), inside.height(), high)
        return [self._on_lines(layout, each, inside.left(), top) for each in self._found]

    def _on_lines(self, layout: QTextLayout, found: Found, left: float, top: float) -> list[QRectF]:
        parts = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start = max(found.start, line.textStart())
            end = min(found.end, line.textStart() + line.textLength())
            if start < end:
                one, two = _x(line, start), _x(line, end)
                area = QRectF(min(one, two), line.y(), abs(two - one), line.height())
                parts.append(area.translated(left, top))
        return parts


def _x(line: QTextLine, place: int) -> float:
    where: object = line.cursorToX(place)
    return float(where[0] if isinstance(where, tuple) else where)  # type: ignore[arg-type]


def _start(how: Qt.AlignmentFlag, room: float, high: float) -> float:
    return 0.0 if how & Qt.AlignmentFlag.AlignTop else (room - high) / 2


class Terms(QObject):
    """The terms of several labels of one page, in reading order, and the note explaining them.

    The first label is the one stop for the focus; the arrow keys go on from there to every term.
    """

    def __init__(self, page: Page, labels: Sequence[TermLabel]) -> None:
        super().__init__(page)
        self._page = page
        self._labels: list[TermLabel] = []
        self._note = TermNote(page.theme)
        self._at = (0, -1)
        self.add(labels)
        self._lasting = len(labels)
        labels[0].installEventFilter(self)
        labels[0].destroyed.connect(self._note.deleteLater)

    @property
    def note(self) -> TermNote:
        """What explains a term."""
        return self._note

    def add(self, labels: Sequence[TermLabel]) -> None:
        """Explain the terms of more labels, until the page shows other texts."""
        for label in labels:
            label.asked.connect(lambda found, place, own=label: self._explain(own, found, place))
            label.left.connect(self._note.hide_soon)
        self._labels += labels

    def renew(self, more: Sequence[TermLabel] = ()) -> None:
        """The texts were changed: nothing is explained, and the stop is there if it is of use.

        ``more`` are labels made for the new texts.
        """
        self._note.hide()
        del self._labels[self._lasting :]
        self._at = (0, -1)
        self.add(more)
        policy = Qt.FocusPolicy.TabFocus if self._all() else Qt.FocusPolicy.NoFocus
        self._labels[0].setFocusPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The focus explains the first term, arrow keys the others; Escape closes the note."""
        if event.type() == QEvent.Type.FocusIn:
            self._go(0)
        elif event.type() == QEvent.Type.FocusOut:
            self._close()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape and self._note.isVisible():
            self._close()
            return True
        onward = Qt.Key.Key_Left if words().rtl else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if words().rtl else Qt.Key.Key_Left
        if key in (onward, Qt.Key.Key_Down):
            self._go(self._now + 1)
        elif key in (back, Qt.Key.Key_Up):
            self._go(self._now - 1)
        return key in (onward, back, Qt.Key.Key_Down, Qt.Key.Key_Up)

    @property
    def _now(self) -> int:
        every = self._all()
        return every.index(self._at) if self._at in every else -1

    def _all(self) -> list[tuple[int, int]]:
        return [
            (which, index)
            for which, label in enumerate(self._labels)
            if label.isVisibleTo(self._page)
            for index in range(len(label.found))
        ]

    def _go(self, number: int) -> None:
        every = self._all()
        if not every:
            return
        self._labels[self._at[0]].mark(-1)
        self._at = every[min(max(number, 0), len(every) - 1)]
        self._labels[self._at[0]].explain(self._at[1])

    def _close(self) -> None:
        for label in self._labels:
            label.mark(-1)
        self._note.hide()

    def _explain(self, label: TermLabel, found: Found, place: QRect) -> None:
        name, meaning = found.term.name[words().code], found.term.meaning[words().code]
        self._note.explain(label, place, name, meaning)
        said = QAccessibleAnnouncementEvent(self._labels[0], f"{name}: {meaning}")
        QAccessible.updateAccessibility(said)
