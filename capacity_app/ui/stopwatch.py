"""Measures how long a question is in front, leaving out the time the window is not."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from capacity_app.model.instrument import Indicator
from capacity_app.model.progress import Given, given
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases.pace import Pace

_OPEN = (Given.NOTHING, Given.BEGUN)


class Stopwatch(QObject):
    """One question at a time; only one that was open before and is answered now is noted."""

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._indicator: Indicator | None = None
        self._passed = 0.0
        self._since: float | None = None

        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Time is only measured while the page and its window are in front."""
        if event.type() == QEvent.Type.ActivationChange:
            (self.resume if self._page.isActiveWindow() else self.pause)()
        elif event.type() == QEvent.Type.Hide:
            self.finish()
        return False

    def start(self, indicator: Indicator) -> None:
        """Measure an indicator that is open, and note the one before it."""
        self.finish()
        if given(indicator, self._workspace.open_assessment) in _OPEN:
            self._indicator, self._passed, self._since = indicator, 0.0, monotonic()

    def pause(self) -> None:
        """The window is not in front."""
        if self._since is not None:
            self._passed += monotonic() - self._since
            self._since = None

    def resume(self) -> None:
        """The window is in front again."""
        if self._indicator is not None and self._since is None:
            self._since = monotonic()

    def settle(self) -> None:
        """Note the time now if the question is answered already; else go on measuring."""
        own, indicator = self._workspace.assessment, self._indicator
        if indicator is not None and own is not None and given(indicator, own) not in _OPEN:
            self.finish()

    def finish(self) -> None:
        """Note the measured time if the question was answered meanwhile, and stop."""
        self.pause()
        indicator, self._indicator = self._indicator, None
        own = self._workspace.assessment
        if indicator is None or own is None or indicator.id not in self._workspace.instrument:
            return
        if given(indicator, own) not in _OPEN:
            pace = Pace.load(self._workspace.data_dir)
            pace.note(indicator, self._passed)
            pace.save(self._workspace.data_dir)
