"""The board of effect and effort, through what a person sees, presses and drags."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.board import by_place, place_of, turn
from capacity_app.model.plan import Action, Priority
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.plan_board import PlanBoard
from capacity_app.ui.widgets.plan_tab_board import BoardTab
from capacity_app.usecases import assess, planning, revisions

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
ShowPlan = Callable[..., PlanPage]


def board_of(page: PlanPage) -> PlanBoard:
    """The board of a page."""
    tab = page.tab("board")
    assert isinstance(tab, BoardTab)
    return tab.board


def places(page: PlanPage) -> list[tuple[int, int] | None]:
    """Where the actions are, as the store has them."""
    workspace = page.workspace
    saved = workspace.store.assessment(workspace.open_assessment.id)
    return [place_of(action) for action in saved.plan]


def press(page: PlanPage, *keys: Qt.Key, ctrl: bool = False) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(page.focusWidget(), key, Ctrl if ctrl else Qt.KeyboardModifier.NoModifier)


def test_much_effect_for_little_effort_comes_first() -> None:
    turns = [[turn((effect, effort)) for effort in (1, 2, 3)] for effect in (3, 2, 1)]
    assert turns == [[0, 1, 2], [1, 2, 3], [2, 3, 4]]
    half = Action("1", effect=3)
    assert by_place([half, Action("2", effect=1, effort=3)])[None] == [half]


def test_a_card_is_carried_by_keys_and_saved_once(show_plan: ShowPlan, planned: Assessment) -> None:
    page = show_plan(planned, tab="board")
    board = board_of(page)
    page.current.first_focus().setFocus()
    assert board.cells[None].refs == [action.ref for action in planned.plan]
    press(page, Key.Key_Down, Key.Key_Space, Key.Key_Right, Key.Key_Up)
    assert "Much effect, Little effort: Do first" in board.said.text()
    assert places(page) == [None, None, None]
    press(page, Key.Key_Space)
    assert places(page) == [None, (3, 1), None]
    assert page.focusWidget() is board.cells[3, 1].cards
    assert board.cells[3, 1].current_ref == planned.plan[1].ref == page.arguments()["ref"]
    assert "is now here: Much effect" in board.said.text()


def test_escape_leaves_a_card_where_it_was(show_plan: ShowPlan, planned: Assessment) -> None:
    page = show_plan(planned, tab="board")
    page.current.first_focus().setFocus()
    press(page, Key.Key_Space, Key.Key_Right, Key.Key_Escape)
    assert places(page) == [None, None, None]
    press(page, Key.Key_Right)
    assert page.focusWidget() is board_of(page).cells[2, 1].cards


@pytest.mark.parametrize(("code", "forward"), [("en", Key.Key_Right), ("ar", Key.Key_Left)])
def test_ctrl_and_arrows_move_a_card_with_the_reading_direction(
    show_plan: ShowPlan, planned: Assessment, code: str, forward: Qt.Key
) -> None:
    page = show_plan(planned, code, tab="board")
    back = Key.Key_Left if forward is Key.Key_Right else Key.Key_Right
    page.current.first_focus().setFocus()
    press(page, forward, forward, Key.Key_Down, ctrl=True)
    assert places(page)[0] == (1, 2)
    press(page, forward, forward, Key.Key_Down, ctrl=True)
    assert places(page)[0] == (1, 3)
    press(page, back, back, back, ctrl=True)
    assert places(page)[0] is None
    cells = board_of(page).cells
    left = [cells[place].mapTo(page, QPoint(0, 0)).x() for place in (None, (2, 1), (2, 3))]
    assert left == sorted(left, reverse=code == "ar")


def test_a_card_is_dragged(show_plan: ShowPlan, qtbot: QtBot, planned: Assessment) -> None:
    page = show_plan(planned, tab="board")
    board = board_of(page)
    cards, target = board.cells[None].cards, board.cells[3, 2]
    grip = cards.visualItemRect(cards.item(2)).center()
    there = cards.viewport().mapFromGlobal(target.mapToGlobal(target.rect().center()))
    view = cards.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(view, grip + QPoint(40, 0))
    qtbot.mouseMove(view, there)
    assert target.property("card") == "soft"
    assert places(page)[2] is None
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=there)
    assert places(page) == [None, None, (3, 2)]
    assert target.property("card") == "true"


def test_a_click_moves_nothing_and_enter_opens_the_table(
    show_plan: ShowPlan, qtbot: QtBot, planned: Assessment
) -> None:
    page = show_plan(planned, tab="board")
    cards = board_of(page).cells[None].cards
    grip = cards.visualItemRect(cards.item(1)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    assert places(page) == [None, None, None]
    cards.setFocus()
    press(page, Key.Key_Return)
    assert page.arguments()["tab"] == "table"
    assert page.arguments()["ref"] == planned.plan[1].ref


def test_cards_say_everything_and_the_most_pressing_stands_first(
    show_plan: ShowPlan, store: Store, planned: Assessment
) -> None:
    critical = next(i for i in store.instrument_of(planned).indicators if i.funder_critical)
    fields = {"indicator": critical.id, "priority": Priority.HIGH}
    page = show_plan(planning.change_action(store, planned, planned.plan[2].ref, **fields))
    page.show_with(tab="board")
    cards = board_of(page).cells[None].cards
    heard = QAccessible.queryAccessibleInterface(cards).child(0).text(QAccessible.Text.Name)
    assert heard.startswith("Open an account")
    assert "High priority" in heard and "Critical for funders" in heard


def test_the_groups_estimates_can_be_changed_after_the_sign_off(
    show_plan: ShowPlan, store: Store, planned: Assessment
) -> None:
    final = revisions.sign_off(store, planned, "Director", "")
    page = show_plan(final, tab="board")
    page.current.first_focus().setFocus()
    press(page, Key.Key_Right, ctrl=True)
    assert places(page) == [(2, 1), None, None]
    changed = {(e.field, e.new) for e in store.history(final.id) if e.subject == final.plan[0].ref}
    assert changed == {("effect", "2"), ("effort", "1")}


def test_without_actions_it_says_what_to_do(
    show_plan: ShowPlan, store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = make_assessment(on=date.today())
    first = next(i for i in store.instrument_of(made).indicators if not i.is_psea)
    page = show_plan(assess.choose_level(store, made, first.id, 1), tab="board")
    step = page.current.first_focus()
    assert isinstance(step, QPushButton) and step.isVisible()
    assert not board_of(page).isVisible()
    step.click()
    assert page.arguments()["tab"] == "gaps"


def test_escape_ends_a_drag_that_goes_on(
    show_plan: ShowPlan, qtbot: QtBot, planned: Assessment
) -> None:
    page = show_plan(planned, tab="board")
    board = board_of(page)
    cards, target = board.cells[None].cards, board.cells[3, 2]
    grip = cards.visualItemRect(cards.item(0)).center()
    there = cards.viewport().mapFromGlobal(target.mapToGlobal(target.rect().center()))
    view = cards.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(view, there)
    qtbot.keyClick(cards, Key.Key_Escape)
    qtbot.mouseMove(view, there + QPoint(5, 5))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=there)
    assert places(page) == [None, None, None]


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_forty_cards_fit_a_small_screen(
    open_window: Callable[..., MainWindow], store: Store, planned: Assessment, code: str
) -> None:
    with store.writing() as writing:
        fresh = writing.assessment(planned.id)
        for n in range(40):
            effect, effort = 1 + n % 3, 1 + n // 3 % 3
            fresh.plan.append(Action(f"X/{n}", action="Do it " * 20, effect=effect, effort=effort))
    window = open_window(code, assessment=planned.id)
    window.show_page("plan", {"tab": "board"})
    page = window.findChild(PlanPage)
    cells = board_of(page).cells
    bottom = max(cell.mapTo(window, cell.rect().bottomLeft()).y() for cell in cells.values())
    assert bottom <= window.height()
    for cell in cells.values():
        assert cell.cards.height() >= cell.cards.sizeHintForRow(0)
        assert cell.mapTo(window, QPoint(0, 0)).x() >= 0


@pytest.mark.parametrize("tab", ["board", "timeline", "reviews"])
def test_every_control_has_a_name(show_plan: ShowPlan, planned: Assessment, tab: str) -> None:
    page = show_plan(planned, tab=tab)
    for opening in page.findChildren(Disclosure):
        opening.setChecked(True)
    unnamed = []
    for widget in page.findChildren(QWidget):
        if not (widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        heard = QAccessible.queryAccessibleInterface(widget)
        if heard is None or not heard.text(QAccessible.Text.Name):
            unnamed.append(f"{type(widget).__name__} {widget.objectName()}")
    assert not unnamed
