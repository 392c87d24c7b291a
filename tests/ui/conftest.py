"""A real main window on a real store, in any language and theme."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capacity_app.i18n import Words
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.workspace import Workspace

OpenWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Every test begins in English, whatever the one before it spoke."""
    language.install(qapp, Words())


@pytest.fixture
def open_window(
    qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path
) -> Iterator[OpenWindow]:
    """Opens the main window on the store; ``assessment`` is the id of the one to open."""
    opened: list[MainWindow] = []

    def make(code: str = "en", theme: str = "light", assessment: str = "") -> MainWindow:
        settings = Settings(language=code, theme=theme, current_assessment=assessment)
        language.install(qapp, words_of(settings))
        window = MainWindow(settings)
        window.resize(1366, 728)
        window.use(Workspace(store, settings, tmp_path / "data", window.style_in_use))
        opened.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    # A window that lives on is styled again with every later one.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
