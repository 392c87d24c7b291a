"""A button that opens more of the same page in place, without a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QTransform
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from capacity_app.ui.language import words
from capacity_app.ui.theme import Theme


class Disclosure(QPushButton):
    """Shows and hides ``panel``, which is filled by ``make`` when it is first opened.

    The panel is a widget of its own, so that it can stand below a whole row of buttons.
    """

    def __init__(
        self, theme: Theme, text: str, make: Callable[[], QWidget], name: str = ""
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._make = make
        self.setProperty("kind", "link")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setAccessibleName(name or text)
        self.setIconSize(theme.icon_size)
        self.panel = QWidget()
        self._inside = QVBoxLayout(self.panel)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.panel.hide()
        self.toggled.connect(self._toggle)
        self._draw(False)

    def renew(self) -> None:
        """Close it, and fill it anew when it is next opened: what it tells of has changed."""
        self.setChecked(False)
        while not self._inside.isEmpty():
            item = self._inside.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _toggle(self, opened: bool) -> None:
        if opened and self._inside.isEmpty():
            self._inside.addWidget(self._make())
        self.panel.setVisible(opened)
        self._draw(opened)

    def _draw(self, opened: bool) -> None:
        icon = self._theme.icon("forward", "accent", mirrored=words().rtl)
        if opened:
            plain = self._theme.icon("forward", "accent").pixmap(self._theme.icon_size)
            icon = QIcon(
                plain.transformed(
                    QTransform().rotate(90), Qt.TransformationMode.SmoothTransformation
                )
            )
        self.setIcon(icon)
