"""Starts the window: an empty frame first, then the store, then the home page."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from capacity_app.errors import DamagedError, UserError
from capacity_app.settings import Settings
from capacity_app.ui import ask, language
from capacity_app.ui.language import _, words
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.sole import Sole
from capacity_app.ui.workspace import Workspace

if TYPE_CHECKING:
    from capacity_app.store.database import Store
    from capacity_app.store.glance import Glance

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Doors:
    """The ways to the data: a quick look for the home page, loading the store, opening it."""

    glance: "Callable[[], Glance | None]"
    load: Callable[[], None]
    open: "Callable[[], Store]"


class _Loader(QThread):
    """Loads the store's libraries while the home page can already be read."""

    def __init__(self, load: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._load = load

    def run(self) -> None:
        self._load()


class Start(QObject):
    """One run of the window, from the empty frame to the backup at its end."""

    def __init__(
        self,
        data_dir: Path,
        settings: Settings,
        doors: Doors,
        ready: Callable[[MainWindow], object] | None,
    ) -> None:
        super().__init__()
        self._data_dir = data_dir
        self._settings = settings
        self._doors = doors
        self._ready = ready
        self._loader: _Loader | None = None
        self._store: Store | None = None
        self._damaged = False
        self.status = 0
        self.window = MainWindow(settings)
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._fill))
        self.window.restore_requested.connect(self._restore)

    def finish(self) -> None:
        """Back up what changed and let go of the store."""
        if self._loader is not None:
            self._loader.wait()
        if self._store is None:
            return
        from capacity_app.usecases import safekeeping

        try:
            if not self._damaged:
                safekeeping.automatic(self._store, self._data_dir)
        except UserError:
            log.warning("no backup was made at the end", exc_info=True)
        self._store.close()
        self._store = None

    def _fill(self) -> None:
        """Show home from a glance if there is one, and load the store behind it."""
        glance = self._doors.glance() if self._settings.language else None
        if glance is None:
            self._doors.load()
            self._open()
            return
        self.window.use(self._workspace(glance))
        self.window.repaint()
        self._loader = _Loader(self._doors.load, self)
        self._loader.finished.connect(self._open)
        self._loader.start()
        self._tell_ready()

    def _open(self) -> None:
        try:
            self._store = self._doors.open()
            self._use_store(self._store)
        except DamagedError as error:
            self.offer_backup(error)
        except UserError as error:
            ask.tell_error(error)
            self._end(3)

    def _use_store(self, store: "Store") -> None:
        if self._loader is None:
            self.window.use(self._workspace(store))
            self._tell_ready()
        else:
            self.window.adopt(store)

    def offer_backup(self, error: DamagedError) -> None:
        """Say what is damaged, offer the newest whole backup, and end: nothing else would work."""
        from capacity_app.usecases import safekeeping

        self._damaged = True
        kept = next(iter(safekeeping.backups(self._data_dir)), None)
        if kept is None:
            ask.tell_error(error)
        elif ask.confirm(
            ask.in_words(error),
            _("Bring back the backup of {date}", date=words().date(kept.made.date())),
            _(
                "What was written after that backup is not in it. What is here now is kept beside "
                "it under a dated name. The program then closes."
            ),
            dangerous=True,
        ):
            self._restore(str(kept.path))
            return
        self._end(3)

    def fault(self, otherwise: Callable[..., object], *raised: Any) -> None:
        """What nobody caught: a database found damaged is said and mended, all else passed on."""
        if isinstance(raised[1], DamagedError) and not self._damaged:
            self.offer_backup(raised[1])
        else:
            otherwise(*raised)

    def _end(self, status: int) -> None:
        self.status = status
        self.window.close()
        QApplication.exit(status)

    def _workspace(self, store: "Store | Glance") -> Workspace:
        return Workspace(store, self._settings, self._data_dir, self.window.style_in_use)

    def _tell_ready(self) -> None:
        if self._ready is not None:
            self._ready(self.window)

    def _restore(self, path: str) -> None:
        """Close the store, put the backup in its place, say so, and end."""
        from capacity_app.usecases import safekeeping

        if self._store is not None:
            self._store.close()
            self._store = None
        try:
            result = safekeeping.restore(self._data_dir, Path(path))
        except UserError as error:
            ask.tell_error(error)
        else:
            day = words().date(result.made.date())
            text = _("The backup of {date} is in place. Start the program again.", date=day)
            ask.tell(text)
        self._end(self.status)


def run_window(
    data_dir: Path,
    settings: Settings,
    doors: Doors,
    ready: Callable[[MainWindow], object] | None = None,
) -> int:
    """Show the window and stay until it is closed; returns the exit status.

    The data is fetched after the first paint, because the database's libraries take longer to
    load than the window. ``ready`` is called once the first page stands. Where a window has the
    folder open already, that one comes forward and this start ends.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("capacity-app")
    language.install(app, words_of(settings))
    sole = Sole(data_dir)
    if not sole.is_first and sole.hand_over():
        return 0
    start = Start(data_dir, settings, doors, ready)
    sole.asked_forward.connect(start.window.come_forward)
    sys.excepthook = partial(start.fault, sys.excepthook)
    start.window.show()
    sole.listen()
    result = app.exec()
    start.finish()
    sole.let_go()
    return start.status or result
