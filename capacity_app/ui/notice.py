"""The bar that says a save failed, until one succeeds."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from capacity_app.ui.language import _
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import button, label


class Notice(QWidget):
    """Hidden until something could not be saved."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.gap(6), theme.gap(2), theme.gap(6), 0)
        frame = QFrame()
        frame.setProperty("card", "error")
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        self._text = label("", tone="danger")
        self._text.setAccessibleName(_("Not saved"))
        row.addWidget(self._text, 1)
        row.addWidget(button(_("Close"), self.hide))
        self.hide()

    def say(self, text: str) -> None:
        """Show what is in the way."""
        self._text.setText(text)
        self.show()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.text()
