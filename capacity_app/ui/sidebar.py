"""The sidebar: whose assessment is open, the pages, settings, help and the language switch."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from capacity_app.i18n import Language
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import rule
from capacity_app.ui.workspace import Workspace

PAGES_WITH_ASSESSMENT = ("tasks", "results", "plan", "evidence", "documents")


class Sidebar(QFrame):
    """Buttons for the pages; pages that need an open assessment wait for one."""

    page_requested = Signal(str)
    language_chosen = Signal(str)
    organisation_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("mirrored", "true" if words().rtl else "false")
        self._theme = theme
        self.setFixedWidth(theme.chars(32))
        self._layout = QVBoxLayout(self)
        gap = theme.gap
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
        self.enable(None)

    def button(self, page: str) -> QPushButton:
        """The button of a page."""
        return self._buttons[page]

    def mark(self, page: str) -> None:
        """Show which page is open."""
        shown = {"indicator": "tasks", "review": "tasks", "area": "tasks"}.get(page, page)
        for name, each in self._buttons.items():
            each.setChecked(name == shown)

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
        self.organisation.setToolTip(name)
        self.organisation.setAccessibleName(name)
        room = self.width() - self._theme.gap(15)
        elide = Qt.TextElideMode.ElideRight
        self.organisation.setText(self.fontMetrics().elidedText(name, elide, room))
        if open_one is not None:
            counts = _("{done} of {all}", done=words().number(open_one.answered),
                       all=words().number(open_one.applicable))  # fmt: skip
            self._badge("tasks", counts)
            self._badge("plan", words().number(len(open_one.plan)) if open_one.plan else "")
            items = len(open_one.evidence)
            self._badge("evidence", words().number(items) if items else "")

    def _add(self, page: str, text: str, icon: str) -> None:
        made = QPushButton(text)
        made.setCheckable(True)
        made.setAutoExclusive(False)
        made.setIcon(self._theme.icon(icon))
        made.setIconSize(self._theme.icon_size)
        made.clicked.connect(lambda _checked=False: self._press(page))
        self._texts[page] = text
        self._buttons[page] = made
        self._layout.addWidget(made)

    def _press(self, page: str) -> None:
        self._buttons[page].setChecked(True)
        self.page_requested.emit(page)

    def _badge(self, page: str, badge: str) -> None:
        text = self._texts[page]
        self._buttons[page].setText(f"{text}   {badge}" if badge else text)
        self._buttons[page].setAccessibleName(f"{text}, {badge}" if badge else text)

    def _add_language_switch(self) -> None:
        switch = QPushButton(words().language.own_name)
        switch.setIcon(self._theme.icon("language"))
        switch.setIconSize(self._theme.icon_size)
        switch.setAccessibleName(_("Language: {name}", name=words().language.own_name))
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
        self._buttons["language"] = switch
        self._layout.addWidget(switch)
