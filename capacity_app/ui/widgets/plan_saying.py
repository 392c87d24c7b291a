"""A few words beside a cell: why what was typed there cannot be taken, or why it is locked."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from capacity_app.ui.language import words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label, retone

_WIDE = 44  # characters at most


class CellSaying(QFrame):
    """Stands below a cell, or above it where there is no room; takes no mouse and no focus."""

    def __init__(self, theme: Theme, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._theme, self._viewport = theme, viewport
        self.setProperty("card", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = column = QVBoxLayout(self)
        gap = theme.gap(1)
        column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        self._text = label("", Step.NOTE, "danger")
        column.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; "" when it is not shown."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, cell: QRect, wrong: bool) -> None:
        """Show words at a cell's place in the viewport, and speak them; "" hides them."""
        if not text:
            self.hide()
            return
        new = self.text != text
        self._text.setText(text)
        retone(self._text, "danger" if wrong else "")
        self._place(cell)
        self.show()
        self.raise_()
        if new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _place(self, cell: QRect) -> None:
        room = self._viewport.rect()
        wide = min(self._theme.chars(_WIDE), room.width())
        self._text.setFixedWidth(wide - self._theme.gap(5))
        self.setFixedWidth(wide)
        high = self._column.totalHeightForWidth(wide)
        self.setFixedHeight(high)
        at = cell.right() - wide if words().rtl else cell.left()
        at = max(room.left(), min(at, room.right() - wide))
        below = cell.bottom() + 1
        top = below if below + high <= room.bottom() else max(0, cell.top() - high)
        self.move(QPoint(at, top))
