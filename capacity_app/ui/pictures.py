"""Pictures of the program's pages, for a demonstration where there is no screen."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from capacity_app.settings import Settings
from capacity_app.ui import language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.workspace import Workspace

if TYPE_CHECKING:
    from capacity_app.store.database import Store

SIZE: Final = (1366, 728)  # an office laptop's screen, less the system's bar
THEMES: Final = ("light", "dark")
_REST_MS: Final = 80
PLACES: Final[tuple[tuple[str, str, dict[str, object]], ...]] = (
    ("home", "home", {}),
    ("tasks", "tasks", {}),
    ("indicator", "indicator", {"indicator": "FUN-3.2"}),
    ("standard", "indicator", {"indicator": "PSE-5"}),
    ("review", "review", {}),
    ("results", "results", {}),
    ("plan", "plan", {}),
    ("gaps", "plan", {"suggest": True}),
    ("evidence", "evidence", {}),
    ("documents", "documents", {}),
    ("profile", "profile", {}),
    ("settings", "settings", {}),
    ("help", "help", {}),
)


def take(store: "Store", folder: Path, languages: Sequence[str]) -> Iterator[Path]:
    """Write a PNG of every page in each language and theme; yields each file when written.

    Shows the newest assessment made in each language.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    newest: dict[str, str] = {}
    for summary in store.summaries():
        newest.setdefault(store.assessment(summary.id).language, summary.id)
    for code in languages:
        for theme in THEMES:
            settings = Settings(code, theme=theme, current_assessment=newest.get(code, ""))
            yield from _of_window(app, store, settings, folder)


def _of_window(
    app: QApplication, store: "Store", settings: Settings, folder: Path
) -> Iterator[Path]:
    language.install(app, words_of(settings))
    window = MainWindow(settings)
    window.resize(*SIZE)
    data_dir = store.file.parent if store.file is not None else folder
    window.use(Workspace(store, settings, data_dir, window.style_in_use))
    window.show()
    for name, page, arguments in PLACES:
        window.show_page(page, dict(arguments))
        _settle()
        path = folder / f"page-{name}-{settings.language}-{settings.theme}.png"
        window.grab().save(str(path))
        yield path
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _settle() -> None:
    """Let layouts come to rest, with those that wait a moment before they measure themselves."""
    loop = QEventLoop()
    QTimer.singleShot(_REST_MS, loop.quit)
    loop.exec()
