"""A heading that opens and closes what stands under it."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import button


class Expander(QWidget):
    """Closed at first; the button tells assistive technology whether it is open."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.gap(1))
        self.head: QPushButton = button(title, self.toggle, "link")
        self.head.setCheckable(True)
        outer.addWidget(self.head)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme.gap(3), 0, 0, theme.gap(2))
        self.body.setSpacing(theme.gap(1))
        outer.addWidget(self._inside)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether what stands under the heading is shown."""
        return not self._inside.isHidden()

    def toggle(self) -> None:
        """Open or close."""
        self.set_open(not self.is_open)

    def set_open(self, is_open: bool) -> None:
        """Show or hide what stands under the heading."""
        self._inside.setVisible(is_open)
        self.head.setChecked(is_open)
        mark = "▾" if is_open else "▸" if not self.isRightToLeft() else "◂"
        self.head.setText(f"{mark} {self._title}")
        self.head.setAccessibleName(self._title)

    def clear(self) -> None:
        """Take everything out."""
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
