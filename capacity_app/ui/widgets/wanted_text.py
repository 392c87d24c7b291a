"""A line that an answer asks for: a reason, in the person's own words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import label


class WantedText(QWidget):
    """``kept`` carries the text when the line is left with something new in it."""

    kept = Signal(str)

    def __init__(self, theme: Theme, question: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(1))
        caption = label(question, tone="attention")
        self.field = QLineEdit()
        self.field.setAccessibleName(question)
        caption.setBuddy(self.field)
        self.field.editingFinished.connect(self.keep)
        column.addWidget(caption)
        column.addWidget(self.field)
        self._saved = ""

    def show_text(self, text: str) -> None:
        """Show a kept text."""
        self._saved = text
        self.field.setText(text)
        self._mark(wrong=False)

    def keep(self) -> None:
        """Save what is new, now."""
        text = self.field.text()
        if text != self._saved:
            self._saved = text
            self._mark(wrong=False)
            self.kept.emit(text)

    def ask(self) -> None:
        """Go there, because it is still empty."""
        self._mark(wrong=True)
        self.field.setFocus()

    def _mark(self, wrong: bool) -> None:
        self.field.setProperty("wrong", "true" if wrong else "false")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
