"""The timeline: bars that are dragged or moved by keys, saved once, refused in words."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.geometry import Weeks
from capacity_app.model.plan import Action
from capacity_app.model.psea import add_months
from capacity_app.store.database import Store
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.widgets.calendar import Calendar
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.plan_months import in_view, months, named, weeks
from capacity_app.ui.widgets.plan_tab_table import TableTab
from capacity_app.ui.widgets.plan_tab_timeline import TimelineTab
from capacity_app.ui.widgets.plan_timeline_rows import TIME
from capacity_app.usecases import planning

TODAY = date.today()
START, DUE = TODAY + timedelta(days=20), TODAY + timedelta(days=80)
Key, Keys = Qt.Key, Qt.KeyboardModifier
Days = tuple[date | None, date | None]
ShowPlan = Callable[..., PlanPage]


@pytest.fixture
def dated(store: Store, planned: Assessment) -> Assessment:
    """The second of three actions has dates."""
    return planning.change_action(store, planned, planned.plan[1].ref, start=START, due=DUE)


def tab_of(page: PlanPage) -> TimelineTab:
    """The timeline's tab, with the second action chosen."""
    tab = page.tab("timeline")
    assert isinstance(tab, TimelineTab)
    tab.timeline.setFocus()
    tab.timeline.setCurrentIndex(tab.model.index(1, TIME))
    return tab


def saved(page: PlanPage) -> Days:
    """The dates of the second action in the store."""
    workspace = page.workspace
    action = workspace.store.assessment(workspace.open_assessment.id).plan[1]
    return action.start, action.due


def spot(tab: TimelineTab, day: date) -> QPoint:
    """Where a day is in the second row, at the height of the bars."""
    view = tab.timeline
    room = view.visualRect(tab.model.index(1, TIME))
    at = round(view.scale.place(day) * (room.width() - 1))
    if view.isRightToLeft():
        at = room.width() - 1 - at
    return QPoint(room.left() + at, room.top() + view._theme.gap(3.5))


def drag(qtbot: QtBot, tab: TimelineTab, start: QPoint, end: QPoint, release: bool = True) -> None:
    """Drag with the left button."""
    view, button = tab.timeline.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(view, button, pos=start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    if release:
        qtbot.mouseRelease(view, button, pos=end)


@pytest.mark.parametrize("code", ["en", "ckb"])
def test_a_bar_is_dragged_with_both_its_dates(
    show_plan: ShowPlan, qtbot: QtBot, dated: Assessment, code: str
) -> None:
    page = show_plan(dated, code, tab="timeline")
    tab = tab_of(page)
    tab.by_weeks.click()
    saves = []
    page.workspace.saved.connect(lambda: saves.append(1))
    middle = START + timedelta(days=30)
    drag(qtbot, tab, spot(tab, middle), spot(tab, middle + timedelta(days=14)))
    start, due = saved(page)
    assert start is not None and due is not None
    assert abs((start - START).days - 14) <= 1  # a day is a few pixels
    assert due - start == DUE - START
    assert len(saves) == 1


@pytest.mark.parametrize(("end", "days"), [("start", -10), ("due", 12)])
def test_an_end_of_a_bar_is_dragged_alone(
    show_plan: ShowPlan, qtbot: QtBot, dated: Assessment, end: str, days: int
) -> None:
    page = show_plan(dated, tab="timeline")
    tab = tab_of(page)
    tab.by_weeks.click()
    day = START if end == "start" else DUE
    drag(qtbot, tab, spot(tab, day), spot(tab, day + timedelta(days=days)))
    start, due = saved(page)
    assert start is not None and due is not None
    moved = (start - START).days if end == "start" else (due - DUE).days
    assert abs(moved - days) <= 1
    assert (due == DUE) if end == "start" else (start == START)


def test_a_due_date_before_the_start_is_refused_in_words(
    show_plan: ShowPlan, qtbot: QtBot, dated: Assessment
) -> None:
    page = show_plan(dated, tab="timeline")
    tab = tab_of(page)
    drag(qtbot, tab, spot(tab, DUE), spot(tab, START - timedelta(days=40)))
    assert "before the start" in tab.said.text() and "kept" in tab.said.text()
    assert saved(page) == (START, DUE)
    assert tab.timeline.dates_of(dated.plan[1]) == (START, DUE)


def test_escape_ends_a_drag_without_a_change(
    show_plan: ShowPlan, qtbot: QtBot, dated: Assessment
) -> None:
    page = show_plan(dated, tab="timeline")
    tab = tab_of(page)
    end = spot(tab, DUE + timedelta(days=9))
    drag(qtbot, tab, spot(tab, START + timedelta(days=30)), end, release=False)
    assert tab.timeline.moving is not None
    qtbot.keyClick(tab.timeline, Key.Key_Escape)
    qtbot.mouseRelease(tab.timeline.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert saved(page) == (START, DUE)


@pytest.mark.parametrize(
    ("keys", "start", "due"),
    [
        (Keys.NoModifier, 14, 14),
        (Keys.ShiftModifier, 0, 14),
        (Keys.ShiftModifier | Keys.ControlModifier, 14, 0),
    ],
)
@pytest.mark.parametrize(("code", "later"), [("en", Key.Key_Right), ("ar", Key.Key_Left)])
def test_arrow_keys_move_by_weeks_and_enter_keeps(
    show_plan: ShowPlan,
    qtbot: QtBot,
    dated: Assessment,
    keys: Qt.KeyboardModifier,
    start: int,
    due: int,
    code: str,
    later: Qt.Key,
) -> None:
    page = show_plan(dated, code, tab="timeline")
    tab = tab_of(page)
    qtbot.keyClick(tab.timeline, later, keys)
    qtbot.keyClick(tab.timeline, later, keys)
    assert saved(page) == (START, DUE)
    qtbot.keyClick(tab.timeline, Key.Key_Return)
    assert saved(page) == (START + timedelta(days=start), DUE + timedelta(days=due))
    assert page.arguments()["tab"] == "timeline"


def test_leaving_the_row_keeps_and_escape_takes_back(
    show_plan: ShowPlan, qtbot: QtBot, dated: Assessment
) -> None:
    page = show_plan(dated, tab="timeline")
    tab = tab_of(page)
    qtbot.keyClick(tab.timeline, Key.Key_Right)
    qtbot.keyClick(tab.timeline, Key.Key_Escape)
    qtbot.keyClick(tab.timeline, Key.Key_Down)
    assert saved(page) == (START, DUE)
    qtbot.keyClick(tab.timeline, Key.Key_Right)
    assert "no date yet" in tab.said.text()
    qtbot.keyClick(tab.timeline, Key.Key_Up)
    qtbot.keyClick(tab.timeline, Key.Key_Right)
    qtbot.keyClick(tab.timeline, Key.Key_Down)
    assert saved(page) == (START + timedelta(days=7), DUE + timedelta(days=7))


def test_it_says_dates_and_opens_the_table(
    show_plan: ShowPlan, qtbot: QtBot, dated: Assessment
) -> None:
    page = show_plan(dated, tab="timeline")
    tab = tab_of(page)
    assert tab.model.index(1, TIME).data() == f"{START:%d/%m/%Y} to {DUE:%d/%m/%Y}"
    qtbot.keyClick(tab.timeline, Key.Key_Return)
    assert page.arguments()["tab"] == "table"
    assert page.arguments()["ref"] == dated.plan[1].ref


def test_psea_deadlines_are_marked_only_where_they_matter(
    show_plan: ShowPlan, store: Store, dated: Assessment
) -> None:
    page = show_plan(dated, tab="timeline")
    assert tab_of(page).timeline.deadlines == []
    assert tab_of(page).clock.text() == ""
    page.workspace.assessment = planning.change_action(
        store, dated, dated.plan[0].ref, indicator="PSE-1"
    )
    page.show_with(tab="timeline")
    tab = tab_of(page)
    six, nine = add_months(TODAY, 6), add_months(TODAY, 9)
    assert tab.timeline.deadlines == [(six, "PSEA: month 6"), (nine, "PSEA: month 9")]
    assert in_view(tab.timeline.scale, nine)
    assert f"{nine:%d/%m/%Y}" in tab.clock.text()


def test_from_near_by_weeks_begin_on_saturday_and_can_be_turned(
    show_plan: ShowPlan, dated: Assessment
) -> None:
    page = show_plan(dated, tab="timeline")
    tab = tab_of(page)
    assert not tab.later.isEnabled()
    tab.by_weeks.click()
    near = tab.timeline.scale
    assert isinstance(near, Weeks) and near.first.isoweekday() == 6
    assert in_view(near, START)
    tab.later.click()
    assert isinstance(tab.timeline.scale, Weeks)
    assert tab.timeline.scale.first == near.first + timedelta(weeks=4)
    tab.choose(dated.plan[1].ref)
    assert in_view(tab.timeline.scale, START)
    kept = tab.choices()
    tab.by_months.click()
    tab.take_choices(kept)
    assert isinstance(tab.timeline.scale, Weeks)


def test_months_hold_today_and_everything_but_a_mistyped_year() -> None:
    today = date(2026, 3, 1)
    plan = [Action("1", start=date(2026, 1, 20), due=date(2026, 5, 2)), Action("2")]
    scale = months(plan, today)
    assert [mark.month for mark in scale.marks] == [1, 2, 3, 4, 5]
    far = months([Action("1", start=date(1, 1, 1), due=date(9999, 1, 1))], today)
    assert far.months <= 125
    assert in_view(far, today)
    assert months([], today).months == 3
    assert [text for _day, text in named(scale, 2)] == ["01/2026", "04/2026"]
    assert [text for _day, text in named(weeks(date(2026, 11, 22)), 5)][:2] == ["14/11", "05/12"]


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_dates_of_the_plan_are_picked_in_weeks_from_saturday(
    show_plan: ShowPlan, dated: Assessment, code: str
) -> None:
    page = show_plan(dated, code, tab="table")
    tab = page.tab("table")
    assert isinstance(tab, TableTab)
    for name in ("start", "due", "rate_date", "completed_on", "verified_on"):
        field = tab.panel.form.widget(name)
        assert isinstance(field, DateField)
    calendar = Calendar(page.theme, date(2026, 11, 22), page)  # a Sunday
    first_days = [calendar._at(7 * week).isoweekday() for week in range(6)]
    assert first_days == [6] * 6
    heads = [each.text() for each in calendar.findChildren(QLabel) if each.text()]
    assert {"en": "Sat", "ar": "السبت", "ckb": "شەممە"}[code] in heads
