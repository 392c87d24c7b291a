"""Groups of check boxes and of exclusive buttons, in columns that mirror by themselves."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QPushButton,
    QWidget,
)

from capacity_app.ui.theme import Theme


class CheckBoxes(QWidget):
    """Several of many: (key, words) pairs as check boxes in columns."""

    changed = Signal()

    def __init__(
        self, theme: Theme, items: list[tuple[str, str]], chosen: Iterable[str], columns: int = 1
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.gap(4))
        grid.setVerticalSpacing(0)
        marked = set(chosen)
        self._boxes: dict[str, QCheckBox] = {}
        rows = -(-len(items) // columns)
        for index, (key, text) in enumerate(items):
            box = QCheckBox(text)
            box.setAccessibleName(text)
            box.setChecked(key in marked)
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, index % rows, index // rows)
            self._boxes[key] = box
        grid.setColumnStretch(columns, 1)
        if items:
            self.setFocusProxy(self._boxes[items[0][0]])

    def box(self, key: str) -> QCheckBox:
        """The check box of a key."""
        return self._boxes[key]

    def chosen(self) -> list[str]:
        """The marked keys, in order."""
        return [key for key, box in self._boxes.items() if box.isChecked()]


class OneOf(QWidget):
    """One of a few: (key, words) pairs as buttons side by side; none may be chosen yet.

    With ``columns`` they stand in rows of so many, each as wide as its column.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        items: list[tuple[str, str]],
        given: str,
        about: str,
        columns: int = 0,
    ) -> None:
        super().__init__()
        columns = columns or len(items)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.gap(1))
        grid.setColumnStretch(columns, 1)
        self.group = QButtonGroup(self)
        self._keys: dict[QPushButton, str] = {}
        for index, (key, text) in enumerate(items):
            made = QPushButton(text)
            made.setProperty("kind", "choice")
            made.setCheckable(True)
            made.setChecked(key == given)
            made.setAccessibleName(text)
            made.setAccessibleDescription(about)
            # Assistive technology toggles, and does not click; alone of its kind it is a radio.
            made.setAutoExclusive(True)
            made.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
            self.group.addButton(made)
            self._keys[made] = key
            grid.addWidget(made, index // columns, index % columns)
        if self._keys:
            self.setFocusProxy(next(iter(self._keys)))

    def value(self) -> str:
        """The chosen key, or an empty string."""
        for made, key in self._keys.items():
            if made.isChecked():
                return key
        return ""

    def button(self, key: str) -> QPushButton:
        """The button of a key."""
        return next(made for made, own in self._keys.items() if own == key)
