"""The plan page, through what a person sees and presses."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from capacity_app.i18n import Words
from capacity_app.model.assessment import Assessment, ElementAnswer
from capacity_app.model.plan import Currency, Funding, Status
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import ask, language, theme
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.plan_columns import Column
from capacity_app.ui.plan_table import ACTION_ROLE, NOTE_ROLE
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.plan_gaps import GapList
from capacity_app.ui.widgets.plan_tab_gaps import GapsTab
from capacity_app.ui.widgets.plan_tab_table import TableTab
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess, planning

TODAY = date.today()
Show = Callable[..., PlanPage]


@pytest.fixture
def assessment(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """Twelve answers at level 1 or 2, and one PSEA standard not met."""
    made = make_assessment(on=TODAY)
    indicators = store.instrument_of(made).indicators
    for place, indicator in enumerate([i for i in indicators if not i.is_psea][:12]):
        made = assess.choose_level(store, made, indicator.id, 1 + place % 2)
    for element in store.instrument_of(made).indicator("PSE-1").elements:
        made = assess.choose_element(store, made, "PSE-1", element.id, ElementAnswer.NO)
    return made


@pytest.fixture
def show(
    qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path, assessment: Assessment
) -> Iterator[Show]:
    """Shows the page of an assessment, in English."""
    language.install(qapp, Words())
    look = theme.apply(qapp, "light")
    opened: list[PlanPage] = []

    def shown(given: Assessment | None = None, **arguments: object) -> PlanPage:
        workspace = Workspace(store, Settings(language="en"), tmp_path, look)
        workspace.assessment = given or assessment
        page = PlanPage(workspace)
        workspace.setParent(page)
        opened.append(page)
        page.resize(look.chars(160), look.gap(140))
        workspace.undo_requested.connect(
            lambda: workspace.undo() and page.show_with(**page.arguments())
        )
        page.show_with(**arguments)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield shown
    for page in opened:
        page.close()
        page.deleteLater()
        # Without an event loop nothing is deleted, and every later test restyles what is left.
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


@pytest.fixture
def planned(store: Store, assessment: Assessment) -> Assessment:
    """A plan with three actions of one's own."""
    for what in ("Write the manual", "Train the board", "Open an account"):
        assessment = planning.add_action(store, assessment, TODAY, action=what)
    return assessment


def plan_of(page: PlanPage) -> list[Any]:
    """The plan as the store has it."""
    workspace = page.workspace
    return workspace.store.assessment(workspace.open_assessment.id).plan


def table(page: PlanPage) -> TableTab:
    """The tab with the table."""
    made = page.tab("table")
    assert isinstance(made, TableTab)
    return made


def gaps(page: PlanPage) -> GapList:
    """The list in the tab of gaps."""
    made = page.tab("gaps")
    assert isinstance(made, GapsTab)
    return made.list


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    """Press a button with the mouse."""
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def button(page: QWidget, text: str) -> QAbstractButton:
    """The visible button of that text or name."""
    found = [b for b in page.findChildren(QPushButton) if text in (b.text(), b.accessibleName())]
    return next(each for each in found if each.isVisible())


def write(page: PlanPage, name: str, text: str) -> None:
    """Type into a field of the form and leave it."""
    widget = table(page).panel.form.widget(name)
    if isinstance(widget, DateField):
        widget = widget.line
    widget.setFocus()
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
        table(page).panel.form.keep()
    else:
        assert isinstance(widget, QLineEdit)
        widget.selectAll()
        widget.insert(text)
        widget.textEdited.emit(widget.text())
        widget.editingFinished.emit()


def test_without_answers_the_page_leads_to_the_questions(
    show: Show, qtbot: QtBot, make_assessment: Callable[..., Assessment]
) -> None:
    page = show(make_assessment())
    with qtbot.waitSignal(page.workspace.page_requested) as asked:
        click(qtbot, button(page, "Go to the questions"))
    assert asked.args[0] == "tasks"


def test_gaps_stand_heaviest_first_with_level_target_and_reason(show: Show) -> None:
    page = show(suggest=True)
    found = planning.find_gaps(page.workspace.store, page.workspace.open_assessment)
    cards = [gaps(page).card(gap.indicator.id) for gap in found[:3]]
    tops = [card.mapTo(page, QPoint(0, 0)).y() for card in cards]
    assert tops == sorted(tops)
    said = " ".join(each.text() for each in cards[0].findChildren(QLabel))
    assert "High priority" in said and found[0].indicator.importance_reason.en in said
    assert cards[0].target.currentText() == "3 Meets the standard"


def test_suggestions_for_the_five_weakest_come_in_one_step(show: Show, qtbot: QtBot) -> None:
    page = show(suggest=True)
    store, before = page.workspace.store, page.workspace.open_assessment
    expected = [s.text.en for _gap, s in planning.open_suggestions(store, before)]
    click(qtbot, button(page, "Add suggestions for the five weakest"))
    assert [action.action for action in plan_of(page)] == expected
    assert gaps(page).weakest.isHidden()
    assert button(page, "See the plan").isVisible()


def test_one_suggestion_is_added_and_marked_as_planned(show: Show, qtbot: QtBot) -> None:
    page = show(suggest=True)
    gap = planning.find_gaps(page.workspace.store, page.workspace.open_assessment)[0]
    card = gaps(page).card(gap.indicator.id)
    click(qtbot, button(card, f"Add to plan: {gap.suggestions[0].text.en}"))
    assert [action.target for action in plan_of(page)] == [gap.suggestions[0].reaches]
    said = " ".join(each.text() for each in card.findChildren(QPushButton))
    assert "In the plan:" in said


def test_another_target_changes_what_is_suggested(show: Show, qtbot: QtBot) -> None:
    page = show(suggest=True)
    gap = planning.find_gaps(page.workspace.store, page.workspace.open_assessment)[0]
    card = gaps(page).card(gap.indicator.id)
    card.target.setCurrentIndex(card.target.findData("4"))
    card.target.activated.emit(card.target.currentIndex())
    assert page.workspace.open_assessment.targets == {gap.indicator.id: 4}

    def offered() -> int:
        return sum(b.text() == "Add to plan" for b in card.findChildren(QPushButton))

    qtbot.waitUntil(lambda: offered() == len(gap.suggestions) + 1)


def test_half_filled_rows_say_what_is_missing(show: Show, planned: Assessment) -> None:
    page = show(planned)
    assert (
        table(page).model.index(0, Column.WHAT).data(NOTE_ROLE)
        == "Missing: proof, who, by when, cost"
    )
    assert "Missing: proof, who, by when, cost" in table(page).panel.remarks


@pytest.mark.parametrize(
    ("column", "typed", "field", "kept"),
    [
        (Column.WHO, "Director", "responsible", "Director"),
        (Column.DUE, "31/12/2030", "due", date(2030, 12, 31)),
        (Column.COST, "1,250.50", "cost", Decimal("1250.50")),
    ],
)
def test_cells_are_edited_with_keys(
    show: Show, qtbot: QtBot, planned: Assessment, column: Column, typed: str, field: str, kept: Any
) -> None:
    page = show(planned)
    table(page).view.setCurrentIndex(table(page).model.index(1, column))
    table(page).view.setFocus()
    qtbot.keyClick(table(page).view, Qt.Key.Key_Return)
    editor = table(page).view.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: getattr(plan_of(page)[1], field) == kept)
    assert table(page).panel.form._fields[field].read() == kept


def test_status_chosen_in_the_table_fills_percent_and_day(show: Show, planned: Assessment) -> None:
    page = show(planned)
    assert table(page).model.setData(table(page).model.index(0, Column.STATUS), "completed")
    done = plan_of(page)[0]
    assert (done.status, done.percent, done.completed_on) == (Status.COMPLETED, 100, TODAY)


@pytest.mark.parametrize(
    ("column", "typed", "why"),
    [
        (Column.DUE, "31/02/2030", "day, month and year"),
        (Column.COST, "a lot", "Write the amount in digits"),
        (Column.COST, "1.5 IQD", "without decimals"),
    ],
)
def test_what_makes_no_sense_in_a_cell_is_said_and_not_kept(
    show: Show, planned: Assessment, column: Column, typed: str, why: str
) -> None:
    page = show(planned)
    table(page).view.choose(planned.plan[0].ref, column)
    assert not table(page).model.setData(table(page).model.index(0, column), typed)
    assert why in table(page).view.saying.text
    assert (plan_of(page)[0].due, plan_of(page)[0].cost) == (None, None)


def test_arabic_digits_and_a_typed_currency_are_understood(show: Show, planned: Assessment) -> None:
    page = show(planned)
    assert table(page).model.setData(table(page).model.index(0, Column.COST), "٢٬٥٠٠٬٠٠٠ د.ع")
    write(page, "percent", "٤٠")
    action = plan_of(page)[0]
    assert (action.cost, action.currency) == (Decimal(2500000), Currency.IQD)
    assert action.percent == 40


def test_sorting_puts_empty_cells_last_and_keeps_the_chosen_action(
    show: Show, store: Store, planned: Assessment
) -> None:
    second, third = planned.plan[1].ref, planned.plan[2].ref
    planning.change_action(store, planned, second, cost=Decimal(900))
    page = show(planning.change_action(store, planned, third, cost=Decimal(1000)))
    table(page).view.choose(third)
    table(page).view.sortByColumn(Column.COST, Qt.SortOrder.DescendingOrder)
    refs = [table(page).model.index(row, 0).data(ACTION_ROLE).ref for row in range(3)]
    assert refs == [third, second, planned.plan[0].ref]
    assert table(page).view.current_ref() == third


def test_what_is_being_typed_is_kept_when_the_page_or_the_row_is_left(
    show: Show, planned: Assessment
) -> None:
    page = show(planned)
    area = table(page).panel.form.widget("action")
    assert isinstance(area, QPlainTextEdit)
    area.setPlainText("First, typed")
    table(page).view.choose(planned.plan[1].ref)
    area.setPlainText("Second, typed")
    page.leave()
    assert [action.action for action in plan_of(page)[:2]] == ["First, typed", "Second, typed"]


def test_text_is_kept_after_a_pause(show: Show, qtbot: QtBot, planned: Assessment) -> None:
    page = show(planned)
    area = table(page).panel.form.widget("comments")
    area.setFocus()
    qtbot.keyClicks(area, "while typing")
    qtbot.waitUntil(lambda: plan_of(page)[0].comments == "while typing")


def test_totals_say_what_to_ask_for(show: Show, store: Store, planned: Assessment) -> None:
    costs = [(Decimal("100.10"), Funding.GAP), (Decimal("50"), Funding.REQUESTED)]
    for action, (cost, funding) in zip(planned.plan, costs, strict=False):
        planned = planning.change_action(store, planned, action.ref, cost=cost, funding=funding)
    page = show(planned)
    assert "To ask for: 150.10 USD" in page.totals.text
    assert "In all: 150.10 USD" in page.totals.text
    assert "1 action has no cost yet" in page.totals.text
    table(page).model.setData(table(page).model.index(2, Column.COST), "1,000,000 IQD")
    assert "To ask for: 1,000,000 IQD" in page.totals.text


def test_removal_is_asked_about_and_can_be_undone(
    show: Show, qtbot: QtBot, planned: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(planned)
    asked: list[tuple[Any, ...]] = []
    answers = [False, True]
    monkeypatch.setattr(ask, "confirm", lambda *a, **k: asked.append(a) or answers.pop(0))
    click(qtbot, button(page, "Remove this action"))
    assert len(plan_of(page)) == 3
    table(page).view.setFocus()
    qtbot.keyClick(table(page).view, Qt.Key.Key_Delete)
    assert [action.action for action in plan_of(page)] == ["Train the board", "Open an account"]
    assert "Write the manual" in asked[1]
    click(qtbot, button(page, "Undo"))
    back = {action.ref: action.action for action in plan_of(page)}
    assert back[planned.plan[0].ref] == "Write the manual"


def test_own_action_is_added_and_ready_to_be_written(show: Show, qtbot: QtBot) -> None:
    page = show()
    click(qtbot, button(page, "Add an action of your own"))
    assert len(plan_of(page)) == 1
    assert page.focusWidget() is table(page).panel.form.widget("action")


def test_psea_actions_show_their_month_of_the_clock(
    show: Show, store: Store, assessment: Assessment
) -> None:
    due = TODAY + timedelta(days=1)
    made = planning.add_action(store, assessment, TODAY, indicator="PSE-1", due=due)
    page = show(made)
    assert table(page).model.index(0, Column.DUE).data(NOTE_ROLE) == "Month 1 of 6"
    assert "at the latest by month 9" in table(page).panel.remarks
    assert "Do not write names or cases." in table(page).panel.remarks


def test_past_its_due_date_an_action_is_delayed(
    show: Show, store: Store, planned: Assessment
) -> None:
    late = TODAY - timedelta(days=1)
    page = show(planning.change_action(store, planned, planned.plan[0].ref, due=late))
    assert table(page).model.index(0, Column.STATUS).data() == "Delayed"
    assert "shown as delayed" in table(page).panel.remarks


@pytest.mark.parametrize("tab", ["gaps", "table", "timeline"])
def test_every_control_has_a_name(show: Show, planned: Assessment, tab: str) -> None:
    page = show(planned, tab=tab)
    unnamed = []
    for widget in page.findChildren(QWidget):
        focusable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (widget.isVisible() and focusable):
            continue
        heard = QAccessible.queryAccessibleInterface(widget)
        if heard is None or not heard.text(QAccessible.Text.Name):
            unnamed.append(f"{type(widget).__name__} {widget.objectName()}")
    assert not unnamed
