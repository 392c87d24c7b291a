"""What stands side by side on the plan page, and below each other in a narrow window."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QTabBar, QWidget

from capacity_app.ui.language import _
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import button, label

_NARROW = 120  # characters, below which the form stands under the table


class Beside(QWidget):
    """Gives the form a fixed width; in a narrow window it opens under the table when wanted."""

    def __init__(self, theme: Theme, table: QWidget, form: QWidget) -> None:
        super().__init__()
        self._theme, self._table, self._form = theme, table, form
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.gap(3))
        self.opener = button("", self._turn_form, "link")
        self._layout.addWidget(table, 1)
        self._layout.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        self._layout.addWidget(form)
        self._open = False
        self._arrange(False)

    @property
    def narrow(self) -> bool:
        """Whether the form stands below."""
        return self._layout.direction() is QBoxLayout.Direction.TopToBottom

    def open_form(self) -> None:
        """See to it that the form can be reached."""
        if self.narrow and not self._open:
            self._turn_form()

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
            self._table.setMinimumHeight(self._theme.gap(40))
        else:
            self._form.setFixedWidth(self._theme.chars(46))
            self._form.setMinimumHeight(0)
            self._table.setMinimumHeight(self._theme.gap(44))
        self._show_form()

    def _turn_form(self) -> None:
        self._open = not self._open
        self._show_form()

    def _show_form(self) -> None:
        self.opener.setVisible(self.narrow)
        self.opener.setText(_("Hide the form") if self._open else _("Show the whole form"))
        self._form.setVisible(self._open or not self.narrow)


class TabStack(QStackedWidget):
    """Needs as much room as the tab in front, and not as the largest of all."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """What the tab in front would like."""
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the tab in front needs."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """It is given what is left, so no other tab's words count."""
        return False


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

    def minimumSizeHint(self) -> QSize:
        """As narrow as the tabs alone, so that it can always be told to be so."""
        return QSize(self.tabs.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below where it would cover a tab."""
        super().resizeEvent(event)
        wanted = self.tabs.sizeHint().width() + self.add.sizeHint().width()
        short = self.width() < wanted + self._theme.gap(2)
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
