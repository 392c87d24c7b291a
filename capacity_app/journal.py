"""The program's log: where faults happened, never what was being written, said or named."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

FILE_NAME: Final = "log.txt"
_MAX_BYTES: Final = 500_000


@contextmanager
def keep_journal(data_dir: Path) -> Iterator[Path]:
    """Log warnings and worse to a file of the data folder, made only when there is something."""
    handler = _File(data_dir / FILE_NAME)
    root = logging.getLogger("capacity_app")
    root.addHandler(handler)
    try:
        yield data_dir / FILE_NAME
    finally:
        root.removeHandler(handler)
        handler.close()


class _File(logging.Handler):
    """Makes the rotating file at the first fault.

    Only then is ``logging.handlers`` imported: it brings sockets along, before the first paint.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(logging.WARNING)
        self._path = file
        self._kept: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """A log that cannot be written is no reason to disturb anybody."""
        with suppress(OSError):
            if self._kept is None:
                self._kept = _rotating(self._path)
            self._kept.emit(record)

    def close(self) -> None:
        """Let go of the file."""
        if self._kept is not None:
            self._kept.close()
        super().close()


def _rotating(file: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    file.parent.mkdir(parents=True, exist_ok=True)
    made = RotatingFileHandler(file, maxBytes=_MAX_BYTES, backupCount=2, encoding="utf-8")
    made.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return made


class _Discreet(logging.Formatter):
    """Tracebacks as places and kinds only: what an error says may quote an answer or a name."""

    def formatException(self, ei: Any) -> str:
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines.append(type(error).__qualname__)
            lines += [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
