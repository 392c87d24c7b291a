"""Shift three times hides everything, and the same place, focus and text come back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.ui.hiding import Curtain, ThreeShifts
from capacity_app.ui.main_window import MainWindow

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


def shift(window: QWidget, times: int = 3) -> None:
    for _ in range(times):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)


def test_the_same_place_comes_back(open_window: Open, make_assessment: Make) -> None:
    window = open_window("ar", assessment=make_assessment().id)
    window.show_page("profile", {})
    page = window.current
    assert page is not None
    field = page.findChildren(QLineEdit)[3]
    field.setFocus()
    QTest.keyClicks(field, "AM")
    field.setCursorPosition(1)
    title = window.windowTitle()
    shift(window)
    assert window.hiding.hidden
    assert not page.isVisible() and not window.sidebar.isVisible()
    assert window.windowTitle() != title
    seen = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert len(seen) == 1 and "Shift" in seen[0]
    curtain = QApplication.focusWidget()
    assert isinstance(curtain, Curtain) and curtain.size() == window.size()
    QTest.keyClick(curtain, Qt.Key.Key_Tab)
    QTest.keyClicks(curtain, "x")
    assert curtain.hasFocus()
    shift(window)
    assert window.current is page and page.isVisible()
    assert field.hasFocus() and (field.text(), field.cursorPosition()) == ("AM", 1)
    assert window.windowTitle() == title


def test_a_press_lifts_it_and_the_button_hides(open_window: Open) -> None:
    window = open_window()
    window.sidebar.hide_button.click()
    assert window.hiding.hidden
    window.resize(900, 600)
    [curtain] = window.findChildren(Curtain)
    assert curtain.size() == window.size()
    QTest.mouseClick(curtain, Qt.MouseButton.LeftButton)
    assert not window.hiding.hidden and window.sidebar.isVisible()


def test_a_dialog_in_front_is_covered_too(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    dialog = QInputDialog(window)
    dialog.open()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() == dialog.windowHandle())
    shift(dialog)
    [curtain] = dialog.findChildren(Curtain)
    assert curtain.isVisible() and curtain.size() == dialog.size()
    assert not window.sidebar.isVisible()
    shift(dialog)
    assert not window.hiding.hidden and window.sidebar.isVisible()
    dialog.close()


@pytest.mark.parametrize("between", [Qt.Key.Key_A, Qt.Key.Key_Control])
def test_typing_capitals_does_not_hide(qtbot: QtBot, open_window: Open, between: Qt.Key) -> None:
    window = open_window()
    for _ in range(4):
        shift(window, 2)
        QTest.keyClick(window.windowHandle(), between)
    assert not window.hiding.hidden


def test_three_slow_presses_are_none(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    moments = iter([0.0, 0.6, 1.2, 1.3, 1.4])
    monkeypatch.setattr("capacity_app.ui.hiding.monotonic", lambda: next(moments))
    shift(window)
    assert not window.hiding.hidden
    shift(window, 1)
    assert window.hiding.hidden
    assert ThreeShifts(window).parent() is window
