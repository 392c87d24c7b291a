"""The small note that explains a term where it stands."""

from PySide6.QtCore import QEvent, QPoint, QRect, QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label

GRACE_MS = 400
"""How long it stays when the pointer leaves the term, so that it can be reached and read."""


class TermNote(QFrame):
    """Stands under its term, or above it near the bottom of the window; never takes the focus."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("card", "notice")
        pad = theme.gap(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.gap(1))
        self.name = label("", bold=True)
        self.meaning = label("", Step.TEXT)
        column.addWidget(self.name)
        column.addWidget(self.meaning)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GRACE_MS)
        self._timer.timeout.connect(self._leave)
        self.hide()

    def explain(self, beside: QWidget, place: QRect, name: str, meaning: str) -> None:
        """Show a term's meaning at a place of a widget."""
        self._timer.stop()
        window = beside.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.name.setText(name)
        self.meaning.setText(meaning)
        self.setFixedWidth(min(self._theme.chars(54), window.width()))
        high = self.heightForWidth(self.width())
        self.resize(self.width(), high)
        self.move(self._corner(beside, place, high))
        self.show()
        self.raise_()

    def hide_soon(self) -> None:
        """Go, unless the pointer comes back or on to the note."""
        self._timer.start()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left the note too."""
        self.hide_soon()
        super().leaveEvent(event)

    def _leave(self) -> None:
        if not self.underMouse():
            self.hide()

    def _corner(self, beside: QWidget, place: QRect, high: int) -> QPoint:
        window, gap = beside.window(), self._theme.gap(1)
        below = beside.mapTo(window, place.bottomLeft())
        above = beside.mapTo(window, place.topLeft())
        left = below.x()
        if beside.isRightToLeft():
            left = beside.mapTo(window, place.bottomRight()).x() - self.width()
        left = max(gap, min(left, window.width() - self.width() - gap))
        fits = below.y() + gap + high <= window.height()
        return QPoint(left, below.y() + gap if fits else max(0, above.y() - gap - high))
