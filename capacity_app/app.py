"""The composition root: arguments, paths, log, store, language, and then a window or a command.

The window's way imports no database library before something is on the screen, and a command's
way imports no Qt.
"""

import builtins
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from capacity_app import cli, command_line, paths
from capacity_app.errors import UserError
from capacity_app.i18n import N_, Digits, Language, Words, flat
from capacity_app.journal import FILE_NAME as JOURNAL
from capacity_app.journal import keep_journal
from capacity_app.settings import Settings

if TYPE_CHECKING:
    from capacity_app.store.database import Store
    from capacity_app.store.glance import Glance
    from capacity_app.ui.main_window import MainWindow

Ready = Callable[["MainWindow"], object]

DONE: Final = 0
USAGE: Final = 2
WORLD: Final = 3
BUG: Final = 70

log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None, ready: Ready | None = None) -> int:
    """Run the program; returns the exit status of documents and scripts: 0, 2, 3 or 70.

    ``ready`` is called with the window once its first page stands, for measuring the start.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    hints = command_line.hints(given)
    data_dir = Path(hints.data_dir) if hints.data_dir else paths.user_data()
    settings = Settings.load(data_dir)
    words = _words(hints.language or settings.language, settings)
    with keep_journal(data_dir) as journal:
        try:
            args = command_line.parse(given, words)
            if args.command is not None:
                return cli.run(args, data_dir, words)
            chosen = replace(settings, language=args.language or settings.language)
            return _window(data_dir, chosen, ready)
        except SystemExit as done:  # --help and --version have said all there is to say
            return int(done.code or 0)
        except command_line.UsageError as error:
            _say(words.gettext(command_line.NOT_UNDERSTOOD, reason=error))
            return USAGE
        except UserError as error:
            _say(words.error(error))
            return WORLD
        except BrokenPipeError:  # whoever read our output has enough
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
            return DONE
        except Exception:
            log.critical("bug", exc_info=True)
            _say(words.gettext(_BUG, file=journal))
            return BUG


_BUG: Final = N_(
    "Something went wrong in the program itself. What was saved before is safe. Try again; if it "
    "happens again, send the file {file} to those who look after the program."
)


def _window(data_dir: Path, settings: Settings, ready: Ready | None) -> int:
    plain = builtins.__import__
    from capacity_app.ui.start import Doors, run_window

    sys.excepthook = partial(_note_bug, data_dir / JOURNAL)
    doors = Doors(
        glance=lambda: _glance(data_dir, settings),
        load=lambda: _load(plain),
        open=lambda: _open_store(data_dir),
    )
    return run_window(data_dir, settings, doors, ready)


def _glance(data_dir: Path, settings: Settings) -> "Glance | None":
    from capacity_app.store import glance

    return glance.take(data_dir / paths.DATABASE, settings.current_assessment)


def _load(plain_import: Callable[..., Any]) -> None:
    """Import what the store needs: the slow half of opening it, fit for another thread."""
    with _importing_with(plain_import):
        import capacity_app.store.database  # noqa: F401


def _open_store(data_dir: Path) -> "Store":
    from capacity_app.store.database import Store

    return Store.open(data_dir, paths.assessments())


@contextmanager
def _importing_with(plain_import: Callable[..., Any]) -> Iterator[None]:
    """Import as Python does: PySide6's own ``__import__`` costs SQLAlchemy a fifth more."""
    hooked = builtins.__import__
    builtins.__import__ = plain_import
    try:
        yield
    finally:
        builtins.__import__ = hooked


def _note_bug(journal: Path, kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Log a fault of the window's own and say so, once; what was saved is saved."""
    from capacity_app.ui import ask
    from capacity_app.ui.language import words

    if isinstance(error, UserError):
        ask.tell_error(error)
        return
    sys.excepthook = sys.__excepthook__  # one dialog, however many faults follow
    log.critical("bug", exc_info=(kind, error, trace))
    ask.tell(words().gettext(_BUG, file=journal))
    sys.excepthook = partial(_note_bug, journal)


def _words(code: str, settings: Settings) -> Words:
    known = {language.code: language for language in Language}
    digits = Digits.EASTERN if settings.digits == Digits.EASTERN else Digits.WESTERN
    return Words(known.get(code, Language.EN), digits)


def _write_utf8() -> None:
    """Results and messages in any of the languages, whatever the console is set to."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:  # a windowed program on Windows has no console
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(message: str) -> None:
    sys.stderr.write(flat(message) + "\n")
