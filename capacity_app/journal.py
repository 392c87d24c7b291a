"""The program's log: where faults happened, never what was being written, said or named."""

import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
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


class _File(logging.FileHandler):
    """A file that starts anew when it has grown large, keeping the one before it.

    ``logging.handlers`` would do the same, and imports sockets to do it, before the first paint.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, encoding="utf-8", delay=True)
        self.setLevel(logging.WARNING)
        self.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def _open(self) -> Any:
        file = Path(self.baseFilename)
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _MAX_BYTES:
            os.replace(file, file.with_suffix(".old.txt"))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """A log that cannot be written is no reason to disturb anybody."""


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
