"""The four levels as cards with their full text, and the two answers beside them."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from capacity_app.i18n import western
from capacity_app.model.assessment import Answer
from capacity_app.model.text import Text
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme, leading
from capacity_app.ui.widgets.terms import TermLabel
from capacity_app.ui.widgets.text import label, short_label

NOT_APPLICABLE = 5
DONT_KNOW = 6
MIN_CHARS = 22

# What the keys N and ? give on Arabic and Kurdish keyboards.
_KEYS = {"n": NOT_APPLICABLE, "ى": NOT_APPLICABLE, "ن": NOT_APPLICABLE}
_KEYS |= {"?": DONT_KNOW, "؟": DONT_KNOW} | {str(level): level for level in (1, 2, 3, 4)}


def number_of_key(typed: str) -> int | None:
    """The answer a key stands for: a level, NOT_APPLICABLE or DONT_KNOW."""
    return _KEYS.get(western(typed).lower())


def number_of(answer: Answer) -> int | None:
    """The answer as the cards count it."""
    if answer.not_applicable is not None:
        return NOT_APPLICABLE
    return DONT_KNOW if answer.dont_know else answer.level


class LevelCard(QRadioButton):
    """One level: number, name and full text; the whole card is the target."""

    def __init__(self, theme: Theme, level: int) -> None:
        super().__init__()
        self._theme = theme
        self.level = level
        column = QVBoxLayout(self)
        pad = theme.gap(2.5)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.gap(1))
        head = QHBoxLayout()
        head.setSpacing(theme.gap(2))
        head.addSpacing(theme.gap(6))
        self._name = label("", bold=True)
        head.addWidget(self._name, 1)
        column.addLayout(head)
        self.text_label = TermLabel(theme)
        side = leading(words().rtl) & ~Qt.AlignmentFlag.AlignVCenter
        self.text_label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.text_label, 1)
        for part in (self._name, self.text_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)

    def say(self, name: str, text: Text) -> None:
        """Show a level's name and text."""
        self._name.setText(name)
        self.text_label.show_text(text)
        self.setAccessibleName(_("Level {n}: {name}", n=words().number(self.level), name=name))
        self.setAccessibleDescription(self.text_label.text())
        self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The texts let the pointer through to the card, so the card tells them where it is."""
        self.text_label.point_at(self.text_label.mapFrom(self, event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone elsewhere."""
        self.text_label.point_at(QPoint(-1, -1))
        super().leaveEvent(event)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """What its texts need."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What its texts need at least."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Its text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height its wrapped text needs."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card; the chosen one with an accent line and its number filled."""
        colours, gap = self._theme.colour, self._theme.gap
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        line = 2.0 if chosen or focused else 1.0
        over = self.underMouse() or chosen
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(colours("accent" if chosen or focused else "line"), line))
        painter.setBrush(colours("accent_soft" if over else "paper"))
        painter.drawRoundedRect(box, gap(1), gap(1))
        if focused and chosen:
            inner = box.adjusted(gap(0.7), gap(0.7), -gap(0.7), -gap(0.7))
            painter.setPen(QPen(colours("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, gap(0.7), gap(0.7))
        self._paint_number(painter, chosen)
        painter.end()

    def _paint_number(self, painter: QPainter, chosen: bool) -> None:
        gap, colours = self._theme.gap, self._theme.colour
        size = gap(5)
        start = self.width() - gap(2.5) - size if words().rtl else gap(2.5)
        middle = self._name.geometry().center().y()
        circle = QRectF(start, middle - size / 2, size, size)
        painter.setPen(QPen(colours("accent" if chosen else "edge"), 1.5))
        painter.setBrush(colours("accent") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setPen(colours("on_accent" if chosen else "ink"))
        painter.setFont(self._theme.font(bold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, words().number(self.level))


class LevelCards(QWidget):
    """Four cards side by side where each gets 22 characters or more, else stacked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.gap(2))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.gap(2))
        outer.addLayout(self._grid)
        self.cards = [LevelCard(theme, level) for level in (1, 2, 3, 4)]
        self.group = QButtonGroup(self)
        for card in self.cards:
            self.group.addButton(card, card.level)
        self._columns = 0
        self._arrange(4)
        outer.addLayout(self._others())
        self.group.idClicked.connect(self.chosen)

    def _others(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.gap(5))
        self.not_applicable = QRadioButton(_("Not applicable"))
        self.dont_know = QRadioButton(_("Don't know"))
        for box, number in ((self.not_applicable, NOT_APPLICABLE), (self.dont_know, DONT_KNOW)):
            box.setAccessibleName(box.text())
            self.group.addButton(box, number)
            row.addWidget(box)
        row.addStretch(1)
        self.last_time: QLabel = short_label("", Step.NOTE)
        row.addWidget(self.last_time)
        return row

    def say(self, names: list[str], texts: list[Text]) -> None:
        """Show the texts of an indicator's levels."""
        for card, name, text in zip(self.cards, names, texts, strict=True):
            card.say(name, text)

    def set_chosen(self, number: int | None) -> None:
        """Mark a level (1 to 4), NOT_APPLICABLE, DONT_KNOW, or nothing."""
        self.group.setExclusive(False)
        for each in self.group.buttons():
            each.setChecked(self.group.id(each) == number)
        self.group.setExclusive(True)

    def choose(self, number: int) -> None:
        """Choose as a click would."""
        each = self.group.button(number)
        each.setFocus(Qt.FocusReason.ShortcutFocusReason)
        each.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or stacked."""
        super().resizeEvent(event)
        room = self.width() / 4 - self._theme.gap(7)
        wide = room >= self._theme.chars(MIN_CHARS)
        half = self.width() / 2 - self._theme.gap(7) >= self._theme.chars(MIN_CHARS)
        self._arrange(4 if wide else 2 if half else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate(self.cards):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
