"""The sidebar in a small window, as at 200 %, and which page it says is open."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

from capacity_app.model.assessment import Assessment
from capacity_app.ui.main_window import MainWindow

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


@pytest.mark.parametrize("code", ["en", "ckb"])
def test_a_small_screen_at_200_percent_has_room(
    open_window: Open, make_assessment: Make, code: str
) -> None:
    window = open_window(code, assessment=make_assessment().id)
    wide = window.sidebar.width()
    assert window.sidebar.button("plan").text()
    window.resize(683, 364)  # 1366 by 728 pixels
    assert (window.width(), window.height()) == (683, 364)
    assert window.sidebar.width() * 2 < wide
    for each in window.sidebar.findChildren(QPushButton):
        assert not each.text() and each.accessibleName() and each.toolTip()
        assert min(each.width(), each.height()) >= 24
    window.resize(1366, 728)
    assert window.sidebar.width() == wide
    assert window.sidebar.button("plan").text()


def test_the_open_page_is_said(open_window: Open, make_assessment: Make) -> None:
    window = open_window(assessment=make_assessment().id)
    window.sidebar.button("settings").click()
    said = {
        name: window.sidebar.button(name).accessibleDescription()
        for name in ("home", "settings", "help")
    }
    assert said == {"home": "", "settings": "This page is open.", "help": ""}
