"""Hiding the window's content from whoever comes in: Shift three times, and again to go on."""

from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from capacity_app.ui.language import _
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label

_TIMES: Final = 3
_WITHIN: Final = 1.0  # seconds
_HELD: Final = ~Qt.KeyboardModifier.ShiftModifier  # what else is down makes it another key


class ThreeShifts(QObject):
    """Tells when Shift is pressed three times within a second and nothing else in between."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._moments: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count; nothing is kept from the window. It watches windows, which get few events."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._count(event)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._moments = []
        return False

    def _count(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() != Qt.Key.Key_Shift or event.modifiers() & _HELD:
            self._moments = []
            return
        now = monotonic()
        self._moments = [*(each for each in self._moments if now - each < _WITHIN), now]
        if len(self._moments) >= _TIMES:
            self._moments = []
            self.pressed.emit()


class Curtain(QWidget):
    """A calm page over a whole window; a press or Enter lifts it."""

    lifted = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        text = _("Paused. Press Shift three times, or click, to go on.")
        self.setAccessibleName(text)
        column = QVBoxLayout(self)
        said = label(text, Step.CARD, "muted")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setMargin(theme.gap(3))
        column.addWidget(said)
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what lies behind it."""
        over = self.parentWidget()
        if event.type() == QEvent.Type.Resize and over is not None:
            self.setGeometry(over.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        self.lifted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; every other key stays here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lifted.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab does not lead to what is hidden."""
        return False


class Hiding(QObject):
    """Hides all of a window, and of the dialogs over it, and shows the same place again."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        self.theme = theme
        self._window = window
        self._curtains: list[Curtain] = []
        self._focus: QWidget | None = None
        self._titles: dict[QWidget, str] = {}
        self._keys = ThreeShifts(self)
        self._keys.pressed.connect(self.toggle)
        app = QGuiApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())

    @property
    def hidden(self) -> bool:
        """Whether the content is hidden now."""
        return bool(self._curtains)

    def toggle(self) -> None:
        """Hide the content, or show it again."""
        if self.hidden:
            self.show_again()
        else:
            self.hide()

    def hide(self) -> None:
        """Hide what every window of the program shows."""
        if self.hidden:
            return
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._focus = QApplication.focusWidget()
        for each in (self._window, *self._dialogs()):
            self._titles[each] = each.windowTitle()
            each.setWindowTitle(_("Paused"))
            self._curtains.append(Curtain(self.theme, each))
        content = self._window.centralWidget()
        if content is not None:
            content.hide()
        for curtain in self._curtains:
            curtain.lifted.connect(self.show_again)

    def show_again(self) -> None:
        """Show the same place, with the focus where it was."""
        content = self._window.centralWidget()
        if content is not None:
            content.show()
        for each, title in self._titles.items():
            each.setWindowTitle(title)
        for curtain in self._curtains:
            curtain.hide()
            curtain.deleteLater()
        self._curtains, self._titles = [], {}
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None

    def _dialogs(self) -> list[QWidget]:
        """Dialogs of ours that are open; the system's own are not ours to cover."""
        return [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and each.isModal() and each is not self._window
        ]

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self._keys)
