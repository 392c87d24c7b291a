"""The plan page in small windows: nothing scrolls that need not, nothing is out of reach."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Currency
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.plan import KEYS, PlanPage
from capacity_app.ui.plan_columns import Column
from capacity_app.ui.widgets.plan_tab_board import BoardTab
from capacity_app.ui.widgets.plan_tab_table import TableTab
from capacity_app.usecases import planning

Open = Callable[..., MainWindow]
SMALL = (1093, 582)  # a screen of 1366 × 728 whose texts are shown at 125 %
TINY = (683, 364)  # the same at 200 %


@pytest.fixture
def planned(store: Store, planned: Assessment) -> Assessment:
    """Two currencies; the first action is whole, the others are not."""
    whole = {"deliverable": "Proof", "responsible": "Board", "due": date(2030, 1, 1)}
    first, second, _third = (action.ref for action in planned.plan)
    planned = planning.change_action(store, planned, first, cost=Decimal(5), **whole)
    dinars = {"cost": Decimal(1000), "currency": Currency.IQD}
    return planning.change_action(store, planned, second, **dinars)


def plan_page(window: MainWindow, size: tuple[int, int], tab: str) -> PlanPage:
    window.resize(*size)
    window.show_page("plan", {"tab": tab})
    assert isinstance(window.current, PlanPage)
    return window.current


def table_of(page: PlanPage) -> TableTab:
    made = page.tab("table")
    assert isinstance(made, TableTab)
    return made


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_no_tab_scrolls_the_page_of_a_laptop(
    open_window: Open, qtbot: QtBot, planned: Assessment, code: str
) -> None:
    window = open_window(code, assessment=planned.id)
    for tab in (*KEYS, *KEYS):  # also once all of them are made
        page = plan_page(window, SMALL, tab)
        bar = page._area.verticalScrollBar()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() == 0)


@pytest.mark.parametrize("code", ["en", "ckb"])
@pytest.mark.parametrize("tab", KEYS)
def test_only_the_names_of_the_tabs_may_be_wider_at_twice_the_size(
    open_window: Open, qtbot: QtBot, planned: Assessment, code: str, tab: str
) -> None:
    page = plan_page(open_window(code, assessment=planned.id), TINY, tab)
    across, names = page._area.horizontalScrollBar(), page.line.tabs
    qtbot.waitUntil(lambda: page.line.add.y() > names.geometry().bottom())
    assert across.maximum() <= max(0, names.sizeHint().width() - page._area.viewport().width()) + (
        page.theme.gap(3)  # beside the scroll bar
    )


def test_what_is_not_placed_yet_stands_above_the_board_at_twice_the_size(
    open_window: Open, qtbot: QtBot, planned: Assessment
) -> None:
    tab = plan_page(open_window(assessment=planned.id), TINY, "board").current
    assert isinstance(tab, BoardTab)
    tray, best = tab.board.cells[None], tab.board.cells[3, 1]
    qtbot.waitUntil(lambda: 0 < tray.geometry().bottom() < best.geometry().top())


def test_in_a_narrow_window_the_form_opens_below_when_it_is_wanted(
    open_window: Open, qtbot: QtBot, planned: Assessment
) -> None:
    page = plan_page(open_window(assessment=planned.id), SMALL, "table")
    table = table_of(page)
    qtbot.waitUntil(lambda: table.beside.narrow)
    assert not table.panel.isVisible()
    qtbot.mouseClick(table.beside.opener, Qt.MouseButton.LeftButton)
    assert table.panel.isVisible() and table.beside.opener.text() == "Hide the form"
    qtbot.mouseClick(table.beside.opener, Qt.MouseButton.LeftButton)
    assert not table.panel.isVisible()
    table.view.setCurrentIndex(table.model.index(0, Column.REF))
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert table.panel.isVisible() and table.panel.form.widget("action").hasFocus()


def test_only_a_row_that_has_more_to_say_is_higher(open_window: Open, planned: Assessment) -> None:
    page = plan_page(open_window(assessment=planned.id), (1366, 728), "table")
    table = table_of(page)
    whole, half = table.view.rowHeight(0), table.view.rowHeight(1)
    assert whole < half
    for column, typed in ((Column.WHO, "Board"), (Column.DUE, "01/02/2030")):
        assert table.model.setData(table.model.index(1, column), typed)
    page.deeds.change(planned.plan[1].ref, {"deliverable": "A copy"})
    assert table.view.rowHeight(1) == whole
