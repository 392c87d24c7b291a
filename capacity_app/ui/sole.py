"""One window for one data folder: a second start asks the first window to come forward."""

import logging
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

LOCK: Final = "window.lock"
ASKED: Final = "come-forward"
_PATIENCE: Final = 2.0  # seconds; a window that does not answer by then hangs or is gone
_PAUSE: Final = 0.05

log = logging.getLogger(__name__)


class Sole(QObject):
    """Holds the folder's window lock while it lives.

    The lock is only a hint about whom to ask: what keeps two programs from writing to one file
    is the database's own lock. A lock whose program is gone is taken over without a word.
    """

    asked_forward = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._asked = data_dir / ASKED
        with suppress(OSError):  # the store says in words what is wrong with the folder
            data_dir.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(data_dir / LOCK))
        self._lock.setStaleLockTime(0)
        self._held = self._lock.tryLock(0)
        self._watcher: QFileSystemWatcher | None = None
        if self._held:
            self._forget()

    @property
    def is_first(self) -> bool:
        """Whether no other window has this folder open, as far as can be told."""
        return self._held or self._lock.error() != QLockFile.LockError.LockFailedError

    def hand_over(
        self, patience: float = _PATIENCE, pause: Callable[[float], None] = time.sleep
    ) -> bool:
        """Ask the first window to come forward; whether it answered.

        There is no window of this start yet, so waiting here blocks nobody.
        """
        _let_come_forward()
        try:
            self._asked.write_bytes(b"")
            ends = time.monotonic() + patience
            while self._asked.exists() and time.monotonic() < ends:
                pause(_PAUSE)
            answered = not self._asked.exists()
        except OSError:
            log.warning("the first window could not be asked to come forward", exc_info=True)
            return False
        self._forget()
        return answered

    def listen(self) -> None:
        """From now on, tell when a second start asks."""
        if not self._held:
            return
        self._watcher = QFileSystemWatcher([str(self._asked.parent)], self)
        self._watcher.directoryChanged.connect(lambda _folder: self._look())
        self._look()

    def let_go(self) -> None:
        """The window is gone."""
        self._watcher = None
        if self._held:
            self._lock.unlock()
            self._held = False

    def _look(self) -> None:
        if self._asked.exists():
            self._forget()
            self.asked_forward.emit()

    def _forget(self) -> None:
        with suppress(OSError):
            self._asked.unlink(missing_ok=True)


def _let_come_forward() -> None:
    """Windows lets a window come forward only if the program in front allows it."""
    if sys.platform == "win32":
        import ctypes

        any_program = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_program)
