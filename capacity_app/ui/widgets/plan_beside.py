"""What stands side by side on the plan page, and below each other in a narrow window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QTabBar, QWidget

from capacity_app.ui.language import _
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import button, label

_NARROW = 120  # characters, below which the form stands under the table
_SHORT = 70  # characters, below which the button stands under the tabs


class Beside(QWidget):
    """Gives the form a fixed width, or its own height under the table."""

    def __init__(self, theme: Theme, table: QWidget, form: QWidget) -> None:
        super().__init__()
        self._theme, self._table, self._form = theme, table, form
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.gap(3))
        self._layout.addWidget(table, 1)
        self._layout.addWidget(form)
        self._arrange(False)

    @property
    def narrow(self) -> bool:
        """Whether the form stands below."""
        return self._layout.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width asks for it."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.chars(_NARROW)
        if narrow != self.narrow:
            self._arrange(narrow)

    def _arrange(self, narrow: bool) -> None:
        way = QBoxLayout.Direction
        self._layout.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        if narrow:
            self._form.setMinimumWidth(0)
            self._form.setMaximumWidth(self._theme.chars(110))
            self._form.setMinimumHeight(self._theme.gap(90))
            self._table.setMinimumHeight(self._theme.gap(60))
        else:
            self._form.setFixedWidth(self._theme.chars(46))
            self._form.setMinimumHeight(0)
            self._table.setMinimumHeight(self._theme.gap(44))


class TabLine(QWidget):
    """The views of the plan as tabs, and the way to add an action."""

    def __init__(self, theme: Theme, names: list[str], add: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self.tabs = QTabBar()
        self.tabs.setUsesScrollButtons(False)  # they would cover the last tab
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("Views of the plan"))
        for name in names:
            self.tabs.addTab(name)
        self.add = button(_("Add an action of your own"), add)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.tabs)
        self._layout.addStretch(1)
        self._layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width asks for it."""
        super().resizeEvent(event)
        short = self.width() < self._theme.chars(_SHORT)
        way = QBoxLayout.Direction
        self._layout.setDirection(way.TopToBottom if short else way.LeftToRight)


class Removal(QWidget):
    """Says what was removed, and takes it back."""

    def __init__(self, theme: Theme, undo: Callable[[], object]) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.gap(3))
        self.undo = button(_("Undo"), undo)
        self._text = label("")
        across.addWidget(self.undo)
        across.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show what was removed, and offer to take it back."""
        self._text.setText(text)
        self.show()
        self.undo.setFocus()
