"""The plan's table in the real window: filtered, grouped, edited, copied, pasted and undone."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Action, Currency, Funding, Status
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.plan_columns import Column
from capacity_app.ui.plan_table import HEADING_ROLE
from capacity_app.ui.widgets.plan_tab_table import TableTab
from capacity_app.usecases import assess, plan_many, revisions

TODAY = date.today()
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
ROWS: list[dict[str, Any]] = [
    {"action": "كتابة الدليل", "responsible": "المدير", "indicator": "FUN-1.1", "cost": 500},
    {"action": "Train the board", "responsible": "Board", "due": TODAY - timedelta(days=3)},
    {"action": "Open an account", "responsible": "Board", "cost": 900, "indicator": "FUN-3.2"},
    {"action": "Buy a safe", "cost": 750_000, "currency": Currency.IQD, "funding": "secured"},
]


@pytest.fixture
def planned(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """A plan of four actions, in two currencies, one of them overdue."""
    rows: list[tuple[str, dict[str, object]]] = []
    for row in ROWS:
        cost = Decimal(row["cost"]) if "cost" in row else None
        funding = Funding(row.get("funding", "gap"))
        rows.append(("", {**row, "cost": cost, "funding": funding}))
    return plan_many.paste_actions(store, make_assessment(), rows, TODAY)


@pytest.fixture
def window(open_window: Callable[..., MainWindow], planned: Assessment) -> MainWindow:
    made = open_window(assessment=planned.id)
    made.show_page("plan", {"tab": "table"})
    return made


def table_of(window: MainWindow) -> TableTab:
    page = window.current
    assert isinstance(page, PlanPage)
    made = page.tab("table")
    assert isinstance(made, TableTab)
    return made


@pytest.fixture
def table(window: MainWindow) -> TableTab:
    return table_of(window)


def kept(store: Store, table: TableTab) -> list[Action]:
    return store.assessment(table.deeds.assessment.id).plan


def shown(table: TableTab) -> list[str]:
    return [action.action for action in table.model.actions]


def pick(box: QComboBox, text: str) -> None:
    """Choose from a list, as a person does."""
    row = box.findText(text)
    assert row >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(row)
    box.activated.emit(row)


def editor(table: TableTab) -> QWidget:
    """The one editor that is open."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox)
    found = [w for kind in kinds for w in table.view.viewport().findChildren(kind)]
    return next(widget for widget in found if widget.isVisible())


def at(table: TableTab, row: int, column: Column) -> QTableView:
    """The table, its keyboard in a cell."""
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(row, column))
    return table.view


def paste(qtbot: QtBot, view: QTableView, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(view, KEY.Key_V, CONTROL)


def test_search_folds_spellings_and_says_how_many_are_shown(table: TableTab, qtbot: QtBot) -> None:
    qtbot.keyClick(table.view, KEY.Key_F, CONTROL)
    qtbot.waitUntil(table.filter.search.hasFocus)
    table.filter.search.setText("كتابه الدلیل")
    assert shown(table) == [ROWS[0]["action"]]
    assert table.filter.count.text() == "1 of 4 shown" and table.filter.count.isVisible()
    table.filter.all.click()
    assert len(shown(table)) == 4 and not table.filter.count.isVisible()


@pytest.mark.parametrize(
    ("box", "choice", "rows"),
    [
        ("only", "Past their due date", [1]),
        ("only", "Incomplete", [0, 1, 2, 3]),
        ("only", "Critical for funders", [0, 2]),
        ("only", "Delayed", [1]),
        ("funding", "Secured", [3]),
    ],
)
def test_the_plan_is_filtered(table: TableTab, box: str, choice: str, rows: list[int]) -> None:
    pick(getattr(table.filter, box), choice)
    critical = [
        row
        for row in rows
        if choice != "Critical for funders"
        or table.deeds.workspace.instrument.indicator(ROWS[row]["indicator"]).funder_critical
    ]
    assert shown(table) == [ROWS[row]["action"] for row in critical]


def test_headings_count_and_sum_by_currency(table: TableTab, qtbot: QtBot) -> None:
    pick(table.filter.group, "Group by who")
    rows = [table.model.index(row, 0) for row in range(table.model.rowCount())]
    said = [index.data() for index in rows if index.data(HEADING_ROLE) is not None]
    assert said == [
        "Board · 2 actions · 900.00 USD",
        "المدير · 1 action · 500.00 USD",
        "Nobody named yet · 1 action · 750,000 IQD",
    ]
    pick(table.filter.group, "Group by month")
    assert table.model.index(1, Column.WHAT).data() == "Train the board"
    pick(table.filter.group, "Group by domain")
    assert table.model.index(0, 0).data(HEADING_ROLE).says.startswith("2 actions")
    view = at(table, 1, Column.WHO)
    for _press in range(3):
        qtbot.keyClick(view, KEY.Key_Down)
    assert table.view.current_ref() == table.model.actions[2].ref


def test_an_edit_moves_no_row_until_the_page_is_shown_again(
    window: MainWindow, table: TableTab
) -> None:
    pick(table.filter.order, "Order: Who")
    pick(table.filter.group, "Group by who")
    before = shown(table)
    row = table.model.row_of(table.model.actions[0].ref)
    assert table.model.setData(table.model.index(row, Column.WHO), "Zebra")
    assert shown(table) == before
    window.show_page("home", {})
    window.show_page("plan", {"tab": "table"})
    assert shown(table) != before
    assert table.filter.order.currentText() == "Order: Who"


def test_a_row_that_no_longer_fits_stays_while_it_is_edited(table: TableTab) -> None:
    pick(table.filter.funding, "Not yet funded")
    assert table.model.setData(table.model.index(0, Column.FUNDING), "secured")
    assert len(shown(table)) == 3
    table.show_plan(table.deeds.assessment)
    assert len(shown(table)) == 2


def test_a_new_action_is_shown_whatever_is_chosen(table: TableTab) -> None:
    pick(table.filter.funding, "Secured")
    assert table.deeds.add()
    assert len(shown(table)) == 2


def test_the_choice_survives_another_language(window: MainWindow, table: TableTab) -> None:
    pick(table.filter.group, "Group by domain")
    pick(table.filter.only, "Incomplete")
    choice = table.model.choice
    window.workspace.remember(language="ar")
    window.rebuild()
    assert table_of(window).model.choice == choice


def test_headings_of_columns_sort_by_mouse(table: TableTab, qtbot: QtBot) -> None:
    heads = table.view.horizontalHeader()
    middle = heads.sectionViewportPosition(Column.COST) + heads.sectionSize(Column.COST) // 2
    for order in ([3, 0, 2, 1], [2, 0, 3, 1]):
        spot = QPoint(middle, heads.height() // 2)
        qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert shown(table) == [ROWS[row]["action"] for row in order]
    assert table.filter.order.currentText() == "Order: Cost, last first"


def test_cells_are_copied_as_other_programs_read_them(table: TableTab, qtbot: QtBot) -> None:
    view = at(table, 2, Column.WHO)
    qtbot.keyClick(view, KEY.Key_Right, SHIFT)
    qtbot.keyClick(view, KEY.Key_Right, SHIFT)
    qtbot.keyClick(view, KEY.Key_Down, SHIFT)
    qtbot.keyClick(view, KEY.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Board\t\t900 USD\n\t\t750000 IQD"
    at(table, 1, Column.WHO)
    qtbot.keyClick(view, KEY.Key_Space, SHIFT)
    qtbot.keyClick(view, KEY.Key_C, CONTROL)
    row = QGuiApplication.clipboard().text().split("\t")
    assert row[0] == table.model.actions[1].ref
    assert (TODAY - timedelta(days=3)).isoformat() in row


def test_a_paste_is_taken_cell_by_cell_in_one_step(
    window: MainWindow, table: TableTab, store: Store, qtbot: QtBot
) -> None:
    first = [(a.action, a.responsible, a.cost) for a in kept(store, table)]
    view = at(table, 2, Column.WHO)
    text = "Nurse\t٢٠٣٠/٠٥/٠١\t12 EUR\nمدير\tsoon\t1,500 USD\nNew one\t2031-01-01"
    paste(qtbot, view, text)
    plan = kept(store, table)
    assert [a.responsible for a in plan] == ["المدير", "Board", "Nurse", "مدير", "New one"]
    assert (plan[2].due, plan[2].cost) == (date(2030, 5, 1), Decimal(900))
    assert (plan[3].cost, plan[3].currency) == (Decimal(1500), Currency.USD)
    assert table.problems.title.text().startswith("2 cells were not taken")
    assert set(table.model.problems) == {
        (plan[2].ref, Column.COST),
        (plan[3].ref, Column.DUE),
    }
    window.show_page("home", {})
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert [(a.action, a.responsible, a.cost) for a in kept(store, table)] == first
    assert isinstance(window.current, PlanPage)
    qtbot.keyClick(window, KEY.Key_Y, CONTROL)
    assert len(kept(store, table)) == 5


def test_a_plan_begins_with_a_paste(
    open_window: Callable[..., MainWindow],
    store: Store,
    make_assessment: Callable[..., Assessment],
    qtbot: QtBot,
) -> None:
    weak = assess.choose_level(store, make_assessment(), "FUN-1.1", 1)
    window = open_window(assessment=weak.id)
    window.show_page("plan", {"tab": "table"})
    table = table_of(window)
    QGuiApplication.clipboard().setText("Write it\tNurse\nBuy it\tBoard\t31/12/2030")
    table.no_actions.step.setFocus()
    qtbot.keyClick(table.no_actions.step, KEY.Key_V, CONTROL)
    plan = [(a.action, a.responsible, a.due) for a in kept(store, table)]
    assert plan == [("Write it", "Nurse", None), ("Buy it", "Board", date(2030, 12, 31))]
    assert table.view.isVisible() and not table.problems.isVisible()


def test_what_was_not_taken_leads_to_its_cell_and_can_be_mended(
    table: TableTab, store: Store, qtbot: QtBot
) -> None:
    paste(qtbot, at(table, 0, Column.DUE), "31/02/2030\t-5")
    item = table.problems.list.item(0)
    assert "By when" in item.text() and "31/02/2030" in item.text()
    table.problems.list.itemActivated.emit(item)
    assert table.view.currentIndex() == table.model.index(0, Column.DUE)
    assert "day, month and year" in table.view.saying.text
    QGuiApplication.clipboard().clear()
    table.problems.copy.click()
    assert QGuiApplication.clipboard().text() == "31/02/2030\t-5"
    qtbot.keyClick(table.view, KEY.Key_F2)
    line = editor(table)
    assert isinstance(line, QLineEdit) and line.text() == "31/02/2030"
    line.setText("28/02/2030")
    qtbot.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: kept(store, table)[0].due == date(2030, 2, 28))
    assert table.problems.list.count() == 1
    assert table.view.saying.text == ""
    table.problems.close_button.click()
    assert not table.model.problems and not table.problems.isVisible()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12 EUR", "Only USD and IQD"),
        ("-5", "0 or more"),
        ("10,000,000,000,000", "less than"),
        ("1.005", "two decimals"),
    ],
)
def test_an_editor_stays_open_with_what_was_typed_and_why(
    table: TableTab, store: Store, qtbot: QtBot, typed: str, why: str
) -> None:
    view = at(table, 0, Column.COST)
    qtbot.keyClick(view, KEY.Key_Return)
    line = editor(table)
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, KEY.Key_Return)
    assert line.isVisible() and line.text() == typed
    assert why in table.view.saying.text and why in line.accessibleDescription()
    table.filter.search.setFocus()
    qtbot.waitUntil(lambda: (table.model.actions[0].ref, Column.COST) in table.model.problems)
    assert kept(store, table)[0].cost == Decimal(500)
    qtbot.keyClick(at(table, 0, Column.COST), KEY.Key_F2)
    again = editor(table)
    assert isinstance(again, QLineEdit) and again.text() == typed


def test_what_was_agreed_is_grey_and_says_so(
    window: MainWindow, table: TableTab, store: Store, qtbot: QtBot
) -> None:
    window.workspace.do(lambda a: revisions.sign_off(store, a, "Director", "Facilitator"))
    window.show_page("plan", {"tab": "table"})
    view = at(table, 0, Column.COST)
    qtbot.keyClick(view, KEY.Key_Return)
    assert "Agreed at sign-off" in table.view.saying.text
    paste(qtbot, view, "77\tOngoing")
    assert kept(store, table)[0].cost == Decimal(500)
    assert kept(store, table)[0].status is Status.ONGOING
    form = table.panel.form
    action = form.widget("action")
    assert isinstance(action, QPlainTextEdit) and action.isReadOnly()
    assert not form.widget("currency").isEnabled() and form.widget("status").isEnabled()
    assert "agreed at sign-off" in table.panel.remarks


def test_a_whole_row_by_keyboard_and_back(
    window: MainWindow, table: TableTab, store: Store, qtbot: QtBot
) -> None:
    view = at(table, 1, Column.WHAT)
    typed = {
        Column.WHAT: "Train them",
        Column.WHO: "Trainer",
        Column.DUE: "31/12/2030",
        Column.COST: "1,200 USD",
    }
    for text in typed.values():
        qtbot.keyClick(view, KEY.Key_F2)
        widget = editor(table)
        qtbot.keyClicks(widget, text)
        qtbot.keyClick(widget, KEY.Key_Return)
        qtbot.keyClick(view, KEY.Key_Right)
    qtbot.keyClick(view, KEY.Key_Right)
    qtbot.keyClick(view, KEY.Key_F2)
    box = editor(table)
    assert isinstance(box, QComboBox)
    qtbot.keyClick(box, KEY.Key_Down)
    qtbot.keyClick(box, KEY.Key_Return)
    action = kept(store, table)[1]
    assert (action.action, action.responsible) == ("Train them", "Trainer")
    assert (action.due, action.cost) == (date(2030, 12, 31), Decimal(1200))
    assert action.status is Status.ONGOING
    for _step in range(5):
        qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    action = kept(store, table)[1]
    assert (action.action, action.responsible, action.cost) == ("Train the board", "Board", None)
    assert table.view.current_ref() == action.ref
    qtbot.keyClick(window, KEY.Key_Y, CONTROL)
    assert kept(store, table)[1].action == "Train them"
