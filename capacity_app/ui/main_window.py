"""The window: sidebar and a stack of pages. It does nothing itself."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from capacity_app.i18n import Digits, Language, Words
from capacity_app.settings import Settings
from capacity_app.ui import language, registry, theme
from capacity_app.ui.hiding import Hiding
from capacity_app.ui.language import _
from capacity_app.ui.notice import Notice
from capacity_app.ui.sidebar import PAGES_WITH_ASSESSMENT, Sidebar
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.workspace import Workspace

if TYPE_CHECKING:
    from capacity_app.store.database import Store
    from capacity_app.usecases.undoing import Step

_NARROW: Final = 110  # characters
_NEEDS_ASSESSMENT: Final = {*PAGES_WITH_ASSESSMENT, "indicator", "review", "fast", "check"}


class MainWindow(QMainWindow):
    """Shown empty at once; :meth:`use` fills it when the store is open."""

    painted = Signal()
    restore_requested = Signal(str)
    adopted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._workspace: Workspace | None = None
        self._painted = False
        self.painted_at = 0.0
        self._current: Page | None = None
        self._awaited: tuple[str, dict[str, object]] | None = None
        self._made: dict[str, Page] = {}
        self._style = theme.apply(_app(), settings.theme)
        self._lay_out()
        self._shortcuts()
        self._size()

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        return self._current

    @property
    def workspace(self) -> Workspace:
        """The work in the window, once the store is open."""
        assert self._workspace is not None
        return self._workspace

    @property
    def style_in_use(self) -> theme.Theme:
        """The theme the window was built with."""
        return self._style

    def use(self, workspace: Workspace) -> None:
        """Fill the window: the store is open."""
        self._workspace = workspace
        self._connect(workspace)
        wanted = self._settings.current_assessment
        if wanted and any(each.id == wanted for each in workspace.store.summaries()):
            workspace.open(wanted)
        self.sidebar.enable(workspace)
        self.show_page("home" if self._settings.language else "welcome", {})

    def adopt(self, store: "Store") -> None:
        """The store is open behind the glance: work with it, and go where was asked meanwhile."""
        workspace = self.workspace
        workspace.source = store
        # What the glance made must not be touched any more: its classes belong to the store now.
        workspace.assessment = None
        if self._settings.current_assessment:
            workspace.open(self._settings.current_assessment)
        self.unsetCursor()
        name, arguments = self._awaited or ("home", {})
        self.show_page(name, arguments)
        self.adopted.emit()

    def show_page(self, name: str, arguments: dict[str, object]) -> None:
        """Show a page, made when first needed; one without its assessment becomes home."""
        workspace = self._workspace
        if workspace is None:
            return
        if not workspace.is_ready and name != "home":
            self._awaited = (name, arguments)
            self.setCursor(Qt.CursorShape.WaitCursor)
            return
        if name in _NEEDS_ASSESSMENT and workspace.assessment is None:
            name, arguments = "home", {}
        if self._current is not None:
            self._current.leave()
        page = self._made.get(name)
        if page is None:
            page = self._made[name] = registry.page_class(name)(workspace)
            self._stack.addWidget(page)
        page.show_with(**arguments)
        page.show_saved()
        self._stack.setCurrentWidget(page)
        self._current = page
        self.sidebar.setVisible(name != "welcome")
        self.sidebar.mark(name)
        self.sidebar.enable(workspace)
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def rebuild(self) -> None:
        """Build everything again in the chosen language and theme, and show the same place."""
        place = self._current
        name = place.name if place is not None else "home"
        arguments = place.arguments() if place is not None else {}
        if place is not None:
            place.leave()
        app = _app()
        language.install(app, words_of(self._settings))
        self._style = theme.apply(app, self._settings.theme)
        self.hiding.theme = self._style
        self._stop_pages()
        old = self._workspace
        self._made, self._current = {}, None
        self._lay_out()
        if old is not None:
            fresh = Workspace(old.source, old.settings, old.data_dir, self._style)
            fresh.assessment, fresh.changes = old.assessment, old.changes
            old.deleteLater()
            self._workspace = fresh
            self._connect(fresh)
            self.show_page(name, arguments)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed before the window goes."""
        if self._current is not None:
            self._current.leave()
        self._stop_pages()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window stands."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.hiding = Hiding(self, self._style)
            self.painted_at = monotonic()
            self.painted.emit()

    def come_forward(self) -> None:
        """Stand in front of the other programs, also when it was made small."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where a system does not let it come forward, it calls

    def hide_content(self) -> None:
        """Hide everything until Shift is pressed three times or the window is pressed."""
        if self._current is not None:
            self._current.leave()
        self.hiding.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the width to the page where there is little of it."""
        super().resizeEvent(event)
        self.sidebar.set_compact(self.width() < self._style.chars(_NARROW))

    def changeEvent(self, event: QEvent) -> None:
        """Keep what is being typed when another program comes to the front."""
        away = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if away and self._current is not None:
            self._current.leave()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Capacity self-assessment"))
        frame = QWidget()
        across = QHBoxLayout(frame)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.sidebar = Sidebar(self._style)
        self.sidebar.set_compact(self.width() < self._style.chars(_NARROW))
        self.sidebar.page_requested.connect(lambda name: self.show_page(name, {}))
        self.sidebar.language_chosen.connect(self._choose_language)
        self.sidebar.hide_requested.connect(self.hide_content)
        self.sidebar.organisation_requested.connect(self._offer_organisations)
        across.addWidget(self.sidebar)
        main = QVBoxLayout()
        main.setSpacing(0)
        self.notice = Notice(self._style)
        main.addWidget(self.notice)
        self._stack = QStackedWidget()
        main.addWidget(self._stack, 1)
        across.addLayout(main, 1)
        self.setCentralWidget(frame)

    def _offer_organisations(self) -> None:
        from capacity_app.ui.widgets import organisation_menu  # needs the model: not at start

        if self._workspace is not None:
            offered = organisation_menu.offer(self._workspace, self.sidebar.organisation)
            self.organisation_menu = offered

    def _connect(self, workspace: Workspace) -> None:
        workspace.page_requested.connect(self.show_page)
        workspace.rebuild_requested.connect(self.rebuild)
        workspace.restore_requested.connect(self.restore_requested)
        workspace.undo_requested.connect(self._undo)
        workspace.saved.connect(self._saved)
        workspace.save_failed.connect(self.notice.say)

    def _saved(self) -> None:
        self.notice.hide()
        self.sidebar.enable(self._workspace)

    def _stop_pages(self) -> None:
        for page in self._made.values():
            page.stop()

    def _choose_language(self, code: str) -> None:
        if self._workspace is not None:
            self._workspace.remember(language=code)
            self.rebuild()

    def _shortcuts(self) -> None:
        help_key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self)
        help_key.activated.connect(self._help)
        save_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save_key.activated.connect(self._reassure)

        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self._undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._redo)

    def _undo(self) -> None:
        """Take the last change of answers or plan back; text fields undo their typing first."""
        self._step(Workspace.undo)

    def _redo(self) -> None:
        self._step(Workspace.redo)

    def _step(self, step: "Callable[[Workspace], Step | None]") -> None:
        page = self._current
        if page is None or self._workspace is None:
            return
        page.leave()  # what is being typed is a change too
        done = step(self._workspace)
        if done is None:
            return
        if done.action:
            self.show_page("plan", {**page.arguments(), "ref": done.action})
        else:
            there = page.name == "indicator" and done.indicator
            self.show_page(page.name, {"indicator": there} if there else page.arguments())

    def _help(self) -> None:
        name = self._current.name if self._current is not None else "home"
        self.show_page("help", {"about": name})

    def _reassure(self) -> None:
        """Ctrl+S: everything is saved already; what is being typed is saved now."""
        if self._current is not None:
            self._current.leave()
            self._current.show_saved()

    def _size(self) -> None:
        screen = self.screen().availableGeometry()
        wanted = self._style.chars(170), self._style.gap(150)
        self.resize(min(wanted[0], screen.width()), min(wanted[1], screen.height()))


def words_of(settings: Settings) -> Words:
    """The language and digits of the settings."""
    chosen = Language.of(settings.language) if settings.language else Language.EN
    return Words(chosen, Digits(settings.digits))


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
