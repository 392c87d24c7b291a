"""Marks what funders look at first, by sign and word, and explains it when asked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton

from capacity_app.model.instrument import Rules
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label

_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class CriticalMark(QPushButton):
    """Explains itself under the mouse, when pressed, and when the focus comes to it by keys.

    ``explanation`` is a label to put somewhere below; leaving or Escape hides it.
    """

    def __init__(self, theme: Theme, rules: Rules) -> None:
        super().__init__(theme.icon("flag", "accent"), _("Critical for funders"))
        self.setProperty("kind", "link")
        self.setIconSize(theme.icon_size)
        text = _(
            "Funders look at this first: weak answers here can stop an agreement or a payment. "
            "In the order of the gaps it counts {n} times.",
            n=words().number(rules.critical_factor),
        )
        self.explanation: QLabel = label(text, Step.NOTE, "accent")
        self.explanation.hide()
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.clicked.connect(self.explanation.show)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Explain to whom goes by keys."""
        super().focusInEvent(event)
        self.explanation.setVisible(event.reason() in _BY_KEYS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End the explanation."""
        super().focusOutEvent(event)
        self.explanation.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the explanation."""
        if event.key() == Qt.Key.Key_Escape and self.explanation.isVisible():
            self.explanation.hide()
        else:
            super().keyPressEvent(event)
