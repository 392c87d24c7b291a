"""A real main window on a real store, in any language and theme."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capacity_app.i18n import Words
from capacity_app.model.assessment import Assessment
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import language, theme
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import planning

if TYPE_CHECKING:
    from capacity_app.ui.pages.plan import PlanPage

OpenWindow = Callable[..., MainWindow]
ShowPlan = Callable[..., "PlanPage"]


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


@pytest.fixture
def show_plan(
    qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path
) -> Iterator["ShowPlan"]:
    """Shows the plan page of an assessment by itself, in any language."""
    from capacity_app.ui.pages.plan import PlanPage

    opened: list[PlanPage] = []

    def shown(assessment: Assessment, code: str = "en", **arguments: object) -> PlanPage:
        settings = Settings(language=code)
        language.install(qapp, words_of(settings))
        workspace = Workspace(store, settings, tmp_path, theme.apply(qapp, "light"))
        workspace.assessment = assessment
        page = PlanPage(workspace)
        workspace.setParent(page)
        opened.append(page)
        page.resize(page.theme.chars(160), page.theme.gap(140))
        page.show_with(**arguments)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield shown
    for page in opened:
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


@pytest.fixture
def planned(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """An assessment of today with three actions of one's own."""
    made = make_assessment(on=date.today())
    for what in ("Write the manual", "Train the board", "Open an account"):
        made = planning.add_action(store, made, date.today(), action=what)
    return made
