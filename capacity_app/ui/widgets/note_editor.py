"""A note that keeps itself within two seconds of the last key, and when it is left."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from capacity_app.ui.widgets.text import start_aligned

SAVE_AFTER_MS = 1500
LONGEST = 30_000


class NoteEditor(QPlainTextEdit):
    """``kept`` carries the text whenever it should be saved; a paste is cut at 30,000."""

    kept = Signal(str)
    too_long = Signal()

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        start_aligned(self)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * (lines + 1)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        self._saved = ""
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """Show a kept text, without saving it again."""
        self._saved = text
        self.setPlainText(text)
        self._timer.stop()

    def keep(self) -> None:
        """Save what is new, now."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._saved:
            self._saved = text
            self.kept.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field saves it."""
        self.keep()
        super().focusOutEvent(event)

    def _changed(self) -> None:
        if len(self.toPlainText()) > LONGEST:
            self.setPlainText(self.toPlainText()[:LONGEST])
            self.moveCursor(self.textCursor().MoveOperation.End)
            self.too_long.emit()
        if self.toPlainText() != self._saved:
            self._timer.start()
