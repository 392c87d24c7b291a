"""Runs a step iterator off the GUI thread, with progress and cancel."""

import logging
from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QObject, QThread, Signal

from capacity_app.errors import UserError

log = logging.getLogger(__name__)


class Progress(Protocol):
    """What a step reports: so many done of so many in all."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...


class _Worker(QThread):
    progressed = Signal(int, int)

    def __init__(self, steps: Iterator[Progress], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._cancelled = False
        self.error: Exception | None = None

    def cancel(self) -> None:
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def run(self) -> None:
        try:
            for step in self._steps:
                if self._cancelled:
                    break
                self.progressed.emit(step.done, step.total)
        except Exception as error:
            self.error = error
        finally:
            close = getattr(self._steps, "close", None)
            if close is not None:
                close()  # lets the iterator remove its part file


class Job(QObject):
    """One piece of long work. Exactly one of the three ends is emitted."""

    progressed = Signal(int, int)
    done = Signal()
    cancelled = Signal()
    failed = Signal(Exception)

    def __init__(self, steps: Iterator[Progress], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker(steps, self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished.connect(self._end)

    def start(self) -> None:
        """Begin; returns at once."""
        self._worker.start()

    def cancel(self) -> None:
        """Stop at the next step; nothing half-made is left behind."""
        self._worker.cancel()

    def wait(self) -> None:
        """Block until the thread has ended, for closing the program."""
        self._worker.wait()

    def _end(self) -> None:
        error = self._worker.error
        if error is not None:
            if not isinstance(error, UserError):
                log.error("job failed", exc_info=error)
            self.failed.emit(error)
        elif self._worker.cancelled:
            self.cancelled.emit()
        else:
            self.done.emit()
