"""A whole row or box that can be pressed, made of labels and marks."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from capacity_app.ui.theme import Theme


class RowButton(QPushButton):
    """A button with its own layout; ``name`` says all of it to a screen reader."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        pressed: Callable[[], object],
        direction: QBoxLayout.Direction = QBoxLayout.Direction.LeftToRight,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAccessibleName(name)
        self.setAutoDefault(True)  # so that Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._inside = QBoxLayout(direction, self)
        self._inside.setContentsMargins(theme.gap(3), theme.gap(2), theme.gap(3), theme.gap(2))
        self._inside.setSpacing(theme.gap(2))
        self.clicked.connect(lambda _checked=False: pressed())

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put something on it; presses go through to the button."""
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside.addWidget(part, stretch)

    def add_stretch(self) -> None:
        """Leave the free room here."""
        self._inside.addStretch(1)

    def sizeHint(self) -> QSize:
        """What its parts need."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What its parts need at the least."""
        return self._inside.totalMinimumSize()
