"""The first-run tour: once, beside real places, by keyboard, skipped, and seen again from help."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.widgets.tour import Tour
from capacity_app.ui.workspace import Workspace

Open = Callable[..., MainWindow]
FIRST = {"en": "Everything is reached from here", "ar": "من هنا تصلون إلى كل شيء"}


@pytest.fixture
def first_window(
    qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path
) -> Iterator[MainWindow]:
    settings = Settings(theme="light")
    language.install(qapp, words_of(settings))
    window = MainWindow(settings)
    window.resize(1366, 728)
    window.use(Workspace(store, settings, tmp_path / "data", window.style_in_use))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(window: MainWindow, text: str) -> None:
    QApplication.sendPostedEvents()  # a window built anew shows its parts by and by
    found = [b for b in window.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    found[0].click()


def tour_of(window: MainWindow) -> Tour | None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [each for each in window.findChildren(Tour) if each.isVisible()]
    return found[0] if found else None


@pytest.mark.parametrize(("code", "own"), [("en", "English"), ("ar", "العربية")])
def test_it_begins_once_after_the_language_is_chosen(
    first_window: MainWindow, tmp_path: Path, qtbot: QtBot, code: str, own: str
) -> None:
    press(first_window, own)
    tour = tour_of(first_window)
    assert tour is not None
    assert tour.title.text() == FIRST[code]
    assert tour.isRightToLeft() == (code == "ar")
    assert Settings.load(tmp_path / "data").tour == "seen"
    for _ in range(5):
        assert QApplication.focusWidget() is tour.next_button
        assert first_window.rect().contains(tour.geometry())
        assert tour.accessibleName()
        assert tour.accessibleDescription()
        qtbot.keyClick(tour.next_button, Qt.Key.Key_Return)
    assert tour_of(first_window) is None
    first_window.rebuild()
    assert tour_of(first_window) is None


def test_escape_skips_it_and_nothing_stays_in_the_way(
    first_window: MainWindow, qtbot: QtBot
) -> None:
    press(first_window, "English")
    tour = tour_of(first_window)
    assert tour is not None
    qtbot.keyClick(tour.next_button, Qt.Key.Key_Escape)
    assert tour_of(first_window) is None
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Start an assessment"


def test_working_on_ends_it(first_window: MainWindow) -> None:
    press(first_window, "English")
    press(first_window, "Start an assessment")
    assert tour_of(first_window) is None
    assert first_window.current is not None
    assert first_window.current.name == "setting"


def test_it_can_be_seen_again_from_help_and_gone_back_in(open_window: Open) -> None:
    window = open_window()
    window.show_page("help", {})
    press(window, "Show the tour again")
    tour = tour_of(window)
    assert tour is not None
    assert window.current is not None
    assert window.current.name == "home"
    first = tour.title.text()
    assert not tour.back_button.isEnabled()
    tour.next_button.click()
    assert tour.title.text() != first
    tour.back_button.click()
    assert tour.title.text() == first
