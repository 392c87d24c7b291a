"""The sidebar: whose assessment is open, the pages, settings, help and the language switch."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from capacity_app.i18n import Language
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import rule
from capacity_app.ui.workspace import Workspace

_TOOLS = ("language", "hide")  # named where they are made
PAGES_WITH_ASSESSMENT = ("tasks", "results", "plan", "evidence", "documents")


class Sidebar(QFrame):
    """Buttons for the pages; pages that need an open assessment wait for one."""

    page_requested = Signal(str)
    language_chosen = Signal(str)
    organisation_requested = Signal()
    hide_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("mirrored", "true" if words().rtl else "false")
        self._theme = theme
        self._compact = False
        self._name = ""
        self.setFixedWidth(theme.chars(32))
        gap = theme.gap
        self._layout = self._scrolled()
        self._layout.setContentsMargins(gap(2), gap(4), gap(2), gap(3))
        self._layout.setSpacing(gap(1))
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self.organisation = QPushButton("")
        self.organisation.setIcon(theme.icon("organisation"))
        self.organisation.setIconSize(theme.icon_size)
        self.organisation.clicked.connect(self.organisation_requested)
        self._layout.addWidget(self.organisation)
        self._layout.addSpacing(gap(2))
        self._add("home", _("Home"), "home")
        self._add("tasks", _("Assess"), "assess")
        self._add("results", _("Results"), "results")
        self._add("plan", _("Plan"), "plan")
        self._add("evidence", _("Evidence"), "evidence")
        self._add("documents", _("Documents"), "documents")
        self._layout.addStretch(1)
        self._layout.addWidget(rule())
        self._add("settings", _("Settings"), "settings")
        self._add("help", _("Help"), "help")
        self._add_language_switch()
        self._add_hide()
        self.enable(None)

    def set_compact(self, compact: bool) -> None:
        """Show pictures alone where the window is narrow; the words are their tips and names."""
        if compact == self._compact:
            return
        self._compact = compact
        gap = self._theme.gap
        self.setFixedWidth(gap(16) if compact else self._theme.chars(32))
        beside = gap(1) if compact else gap(2)
        self._layout.setContentsMargins(beside, gap(4), beside, gap(3))
        for name in self._buttons:
            self._badge(name, self._badges.get(name, ""))
        self._say_name()

    def _scrolled(self) -> QVBoxLayout:
        """A column that scrolls where the window is lower than its buttons."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setObjectName("sidebarArea")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QWidget()
        column.setObjectName("sidebarColumn")
        area.setWidget(column)
        outer.addWidget(area)
        return QVBoxLayout(column)

    def button(self, page: str) -> QPushButton:
        """The button of a page."""
        return self._buttons[page]

    def mark(self, page: str) -> None:
        """Show which page is open."""
        shown = dict.fromkeys(("indicator", "review", "fast", "check"), "tasks").get(page, page)
        for name, each in self._buttons.items():
            current = name == shown
            if each.property("current") == ("true" if current else "false"):
                continue  # polishing all of them at every page takes longer than the page
            # Not checked: a screen reader would toggle it, and no page would come.
            each.setProperty("current", "true" if current else "false")
            each.setAccessibleDescription(_("This page is open.") if current else "")
            each.style().unpolish(each)
            each.style().polish(each)
        self.hide_button.setAccessibleDescription(self.hide_button.toolTip())

    def enable(self, workspace: Workspace | None) -> None:
        """Bring names, counts and what can be pressed up to date."""
        ready = workspace is not None
        open_one = workspace.assessment if workspace else None
        for name, each in self._buttons.items():
            each.setEnabled(ready and (name not in PAGES_WITH_ASSESSMENT or open_one is not None))
        self.organisation.setEnabled(ready)
        name = (
            open_one.organisation.name(words().code) if open_one else _("Capacity self-assessment")
        )
        self._name = name
        self._say_name()
        if open_one is not None:
            counts = _("{done} of {all}", done=words().number(open_one.answered),
                       all=words().number(open_one.applicable))  # fmt: skip
            self._badge("tasks", counts)
            self._badge("plan", words().number(len(open_one.plan)) if open_one.plan else "")
            items = len(open_one.evidence)
            self._badge("evidence", words().number(items) if items else "")

    def _say_name(self) -> None:
        self.organisation.setToolTip(self._name)
        self.organisation.setAccessibleName(self._name)
        room = 0 if self._compact else self.width() - self._theme.gap(15)
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._name, elide, room) if room else ""
        self.organisation.setText(shown)

    def _add(self, page: str, text: str, icon: str) -> None:
        made = QPushButton(text)
        made.setIcon(self._theme.icon(icon))
        made.setIconSize(self._theme.icon_size)
        made.clicked.connect(lambda _checked=False: self.page_requested.emit(page))
        self._texts[page] = text
        self._buttons[page] = made
        self._badge(page, "")
        self._layout.addWidget(made)

    def _badge(self, page: str, badge: str) -> None:
        if page in _TOOLS:
            self._buttons[page].setText("" if self._compact else self._texts[page])
            return
        text, button = self._texts[page], self._buttons[page]
        self._badges[page] = badge
        shown = f"{text}   {badge}" if badge else text
        button.setText("" if self._compact else shown)
        button.setAccessibleName(f"{text}, {badge}" if badge else text)
        button.setToolTip(shown if self._compact else "")

    def _add_hide(self) -> None:
        hide = self._tool("hide", _("Hide"), "hide")
        hide.setAccessibleName(_("Hide what the window shows"))
        hide.setToolTip(_("Shift three times does the same, and shows it again."))
        hide.clicked.connect(self.hide_requested)
        self.hide_button = hide

    def _tool(self, name: str, text: str, icon: str) -> QPushButton:
        """A button that is no page."""
        made = QPushButton(text)
        made.setIcon(self._theme.icon(icon))
        made.setIconSize(self._theme.icon_size)
        self._texts[name] = text
        self._buttons[name] = made
        self._layout.addWidget(made)
        return made

    def _add_language_switch(self) -> None:
        switch = self._tool("language", words().language.own_name, "language")
        switch.setAccessibleName(_("Language: {name}", name=words().language.own_name))
        switch.setToolTip(switch.accessibleName())
        menu = QMenu(switch)
        for language in Language:
            action = QAction(language.own_name, menu)
            action.triggered.connect(
                lambda _checked=False, code=language.code: self.language_chosen.emit(code)
            )
            menu.addAction(action)
        # Shown by ourselves: a button that owns its menu keeps room for an arrow.
        switch.clicked.connect(lambda: menu.popup(switch.mapToGlobal(switch.rect().topLeft())))
        self.language_menu = menu
