"""What a page says when there is nothing on it yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import button, label


class EmptyState(QWidget):
    """One sentence on what will be here, and the one step that brings it."""

    def __init__(
        self, theme: Theme, title: str, text: str, step: str, pressed: Callable[[], object]
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.gap(3))
        layout.addSpacing(theme.gap(6))
        layout.addWidget(label(title, Step.CARD))
        sentence = label(text, tone="muted")
        sentence.setMaximumWidth(theme.chars(75))
        layout.addWidget(sentence)
        start = Qt.AlignmentFlag.AlignLeading
        self.step = button(step, pressed, "primary")
        layout.addWidget(self.step, 0, start)
        layout.addStretch(1)
