"""From gaps to a plan that is carried out: by mouse, by keyboard alone, and by both."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment, ElementAnswer, State
from capacity_app.model.moved import Outcome
from capacity_app.model.plan import Action, Currency, Funding, Status
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import language
from capacity_app.ui.language import _, words
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.pages.results import ResultsPage
from capacity_app.ui.pages.review import ReviewPage
from capacity_app.ui.pages.setting import SettingPage
from capacity_app.ui.plan_columns import Column
from capacity_app.ui.widgets.plan_tab_board import BoardTab
from capacity_app.ui.widgets.plan_tab_gaps import GapsTab
from capacity_app.ui.widgets.plan_tab_table import TableTab
from capacity_app.ui.widgets.plan_tab_timeline import TimelineTab
from capacity_app.ui.widgets.plan_timeline_rows import TIME
from capacity_app.ui.widgets.result_compare import CompareCard
from capacity_app.ui.widgets.reviews_tab import ReviewsTab
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess
from capacity_app.vocabulary import word
from tests.journeys.hand import Hand, drag, said
from tests.journeys.money_said import compare_figures

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date.today()
BEGAN = TODAY - timedelta(days=100)
SIZE = 25
RATES = (Decimal(1310), Decimal(1308))
WAYS = [("en", "mouse"), ("ar", "keys"), ("ckb", "both")]


@pytest.fixture
def answered(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """Every question answered a hundred days ago, most of them low, PSEA in part."""
    made = make_assessment(on=BEGAN)
    for place, indicator in enumerate(store.instrument_of(made).indicators):
        for element in indicator.elements[:2]:
            given = ElementAnswer.YES if place % 2 else ElementAnswer.NO
            made = assess.choose_element(store, made, indicator.id, element.id, given)
        if not indicator.is_psea:
            made = assess.choose_level(store, made, indicator.id, 1 + place % 2)
    return made


@pytest.fixture
def open_plan(
    qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path, answered: Assessment
) -> Iterator[Callable[[str], MainWindow]]:
    """Opens the window in a language, at the results of the assessment."""
    opened: list[MainWindow] = []

    def make(code: str) -> MainWindow:
        settings = Settings(language=code, theme="light", current_assessment=answered.id)
        language.install(qapp, words_of(settings))
        window = MainWindow(settings)
        opened.append(window)
        window.resize(1366, 728)
        window.use(Workspace(store, settings, tmp_path / "data", window.style_in_use))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.show_page("results", {})
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def plan_page(window: MainWindow, tab: str = "") -> PlanPage:
    """The plan, at one of its tabs."""
    if tab:
        window.show_page("plan", {"tab": tab})
    assert isinstance(window.current, PlanPage)
    return window.current


def table_of(window: MainWindow) -> TableTab:
    made = plan_page(window, "table").current
    assert isinstance(made, TableTab)
    return made


def adopt(window: MainWindow, hand: Hand) -> None:
    """Suggestions from the gaps, and an action of one's own."""
    hand.press(hand.named(window.current, _("Make a plan from the weakest")))
    tab = plan_page(window).current
    assert isinstance(tab, GapsTab)
    hand.press(tab.list.weakest)
    hand.press(tab.list.more)
    for _turn in range(3):
        QApplication.sendPostedEvents()  # what was just put into a layout is shown
        adding = [b for b in tab.findChildren(QAbstractButton) if b.text() == _("Add to plan")]
        hand.press(next(each for each in adding if each.isVisible()))
    hand.press(hand.named(window.current, _("Add an action of your own")))
    made = plan_page(window).current
    assert isinstance(made, TableTab)
    action = window.workspace.open_assessment.plan[-1]
    hand.write(made.panel.form.widget("action"), "Repair the well")
    assert window.workspace.open_assessment.action(action.ref).action == "Repair the well"


def row_of(number: int, action: Action | None) -> dict[str, str]:
    """A row as an office would have it in Excel, by field."""
    due = TODAY + timedelta(days=30 + 9 * number)
    in_dinars = number % 3 == 0
    cost = f"{number + 1},250,000" if in_dinars else f"{number + 1},250.{number:02}"
    return {
        "ref": action.ref if action else "",
        "action": (action.action if action else f"Own step {number}"),
        "responsible": ("Director", "Finance officer", "Board")[number % 3],
        "start": (TODAY + timedelta(days=number)).isoformat(),
        "due": f"{due:%d/%m/%Y}",
        "cost": cost.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if number % 2 else cost,
        "currency": word(Currency.IQD if in_dinars else Currency.USD, words()),
        "funding": word(list(Funding)[number // 2 % 3], words()),
        "rate": str(RATES[number % 2]) if in_dinars else "",
        "rate_date": TODAY.isoformat() if in_dinars else "",
        "deliverable": "A dated copy",
    }


def paste_from_excel(window: MainWindow, qtbot: QtBot) -> None:
    """A sheet with headings: what was planned, by its ref, and new rows; one cell is wrong."""
    headings = {
        "ref": _("Ref"), "action": _("What"), "responsible": _("Who"), "start": _("Start"),
        "due": _("By when"), "cost": _("Cost"), "currency": _("Currency"),
        "funding": _("Funding"), "rate": _("Exchange rate"), "rate_date": _("Date of the rate"),
        "deliverable": _("Proof that it is done"),
    }  # fmt: skip
    table, plan = table_of(window), window.workspace.open_assessment.plan
    actions = [*plan, *[None] * (SIZE - len(plan))]
    rows = [row_of(number, action) for number, action in enumerate(actions)]
    rows[4]["due"] = "31/02/2027"
    lines = [list(headings.values()), *([row[name] for name in headings] for row in rows)]
    text = "\r\n".join(
        "\t".join(f'"{cell}"' if "\n" in cell else cell for cell in line) for line in lines
    )
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, Column.WHAT))
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(table.view, KEY.Key_V, CONTROL)
    plan = window.workspace.open_assessment.plan
    assert len(plan) == SIZE
    assert all(each.cost and each.responsible and each.funding for each in plan)
    assert table.problems.list.count() == 1 and "31/02/2027" in table.problems.list.item(0).text()


def mend(window: MainWindow, qtbot: QtBot) -> None:
    """What was not taken is written again at its cell; undone, and done again."""
    table = table_of(window)
    ref = window.workspace.open_assessment.plan[4].ref
    table.view.choose(ref, Column.DUE)
    table.view.setFocus()
    qtbot.keyClick(table.view, KEY.Key_F2)
    editors = table.view.viewport().findChildren(QLineEdit)
    editor = next(each for each in editors if each.isVisible())
    assert editor.text() == "31/02/2027"
    QTest.keyClicks(editor, "28/02/2027")
    qtbot.keyClick(editor, KEY.Key_Return)

    def due() -> date | None:
        return window.workspace.open_assessment.action(ref).due

    assert due() == date(2027, 2, 28) and not table.problems.isVisible()
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert due() != date(2027, 2, 28)
    qtbot.keyClick(window, KEY.Key_Y, CONTROL)
    assert due() == date(2027, 2, 28)


def place(window: MainWindow, qtbot: QtBot, hand: Hand) -> None:
    """Two cards find their place on the board."""
    for target in ((3, 1), (2, 1)):
        tab = plan_page(window, "board").current
        assert isinstance(tab, BoardTab)
        cards = tab.board.cells[None].cards
        ref = tab.board.cells[None].refs[0]
        cards.setCurrentRow(0)
        cards.setFocus()
        if hand.by_mouse:
            goal = tab.board.cells[target]
            there = cards.viewport().mapFromGlobal(goal.mapToGlobal(goal.rect().center()))
            drag(qtbot, cards.viewport(), cards.visualItemRect(cards.item(0)).center(), there)
        else:
            forward = KEY.Key_Left if words().rtl else KEY.Key_Right
            steps = [KEY.Key_Space, forward, *[KEY.Key_Up] * (target[0] - 2), KEY.Key_Space]
            for key in steps:
                qtbot.keyClick(QApplication.focusWidget(), key)
        action = window.workspace.open_assessment.action(ref)
        assert (action.effect, action.effort) == target


def move_in_time(window: MainWindow, qtbot: QtBot, hand: Hand) -> None:
    """An action goes two weeks on, start and due date alike."""
    tab = plan_page(window, "timeline").current
    assert isinstance(tab, TimelineTab)
    before = window.workspace.open_assessment.plan[1]
    assert before.start is not None and before.due is not None
    tab.choose(before.ref)
    hand.press(tab.by_weeks)
    view = tab.timeline
    if hand.by_mouse:
        room = view.visualRect(tab.model.index(1, TIME))
        middle = before.start + timedelta(days=10)

        def spot(day: date) -> QPoint:
            at = round(view.scale.place(day) * (room.width() - 1))
            at = room.width() - 1 - at if words().rtl else at
            return QPoint(room.left() + at, room.top() + window.workspace.theme.gap(3.5))

        drag(qtbot, view.viewport(), spot(middle), spot(middle + timedelta(days=14)))
    else:
        view.setFocus()
        forward = KEY.Key_Left if words().rtl else KEY.Key_Right
        for key in (forward, forward, KEY.Key_Return):
            qtbot.keyClick(view, key)
    after = window.workspace.open_assessment.plan[1]
    assert after.start is not None and after.due is not None
    assert abs((after.start - before.start).days - 14) <= 1  # a day is a few pixels
    assert after.due - after.start == before.due - before.start


def sign(window: MainWindow, hand: Hand) -> None:
    window.show_page("review", {})
    page = window.current
    assert isinstance(page, ReviewPage)
    hand.write(page.sign_off.director, "Director")
    hand.press(page.sign_off.sign_button)
    assert window.workspace.open_assessment.state is State.FINAL


def done_first(window: MainWindow) -> list[Action]:
    """The first actions for two questions that are answered by a level."""
    levels = {each.id for each in window.workspace.instrument.indicators if not each.is_psea}
    planned = window.workspace.open_assessment.plan
    by_question = {each.indicator: each for each in reversed(planned) if each.indicator in levels}
    return sorted(by_question.values(), key=planned.index)[:2]


def carry_out(window: MainWindow, hand: Hand) -> list[Action]:
    """Two actions are completed and checked, one of them not adequate; agreed words stay."""
    done = done_first(window)
    for action, adequate in zip(done, (_("Yes"), _("No")), strict=True):
        table = table_of(window)
        table.view.choose(action.ref, Column.STATUS)
        form = table.panel.form
        assert not table.model.flags(table.model.index(0, Column.WHAT)) & Qt.ItemFlag.ItemIsEditable
        status, judged = form.widget("status"), form.widget("adequate")
        assert isinstance(status, QComboBox) and isinstance(judged, QComboBox)
        hand.choose(status, word(Status.COMPLETED, words()))
        hand.write(form.widget("completion_evidence"), "Minutes of 3 May, file 4")
        hand.write(form.widget("verified_by"), "Board")
        hand.write(form.widget("verified_on"), f"{TODAY:%d/%m/%Y}")
        hand.choose(judged, adequate)
        kept = window.workspace.store.assessment(table.deeds.assessment.id).action(action.ref)
        assert (kept.status, kept.percent) == (Status.COMPLETED, 100)
        assert (kept.completed_on, kept.verified_on) == (TODAY, TODAY)
        assert (kept.verified_by, kept.adequate) == ("Board", adequate == _("Yes"))
    return done


def look_back(window: MainWindow, hand: Hand) -> None:
    """The review at three months is due, says what is not adequate, and is held."""
    tab = plan_page(window, "reviews").current
    assert isinstance(tab, ReviewsTab)
    wanted = _("{what}: {n}", what=_("Checked, and not adequate"), n=words().number(1))
    assert wanted in said(tab)
    card = tab.cards[3]
    hand.press(card.write)
    hand.write(card.form.by, "Director")
    hand.write(card.form.note, "One step is not good enough yet.")
    hand.press(card.keep_button)
    (kept,) = window.workspace.store.assessment(window.workspace.open_assessment.id).reviews
    assert (kept.month, kept.held_on, kept.by) == (3, TODAY, "Director")


def follow_up(window: MainWindow, hand: Hand, done: list[Action]) -> None:
    """The next assessment: what the first completed action was about went up."""
    window.show_page("review", {})
    review = window.current
    assert isinstance(review, ReviewPage)
    hand.press(review.signed_off.follow_up_button)
    setting = window.current
    assert isinstance(setting, SettingPage)
    hand.press(setting.start_button)
    workspace = window.workspace
    before = workspace.store.assessment(workspace.open_assessment.previous_id)
    open_ones = {each.ref for each in before.plan} - {each.ref for each in done}
    assert {each.ref for each in workspace.open_assessment.plan} == open_ones
    for action, level in zip(done, (3, action_level(before, done[1])), strict=True):
        window.show_page("indicator", {"indicator": action.indicator})
        page = window.current
        assert isinstance(page, IndicatorPage)
        hand.press(page.cards.cards[level - 1])
    for id, answer in before.answers.items():
        if answer.level and id not in {each.indicator for each in done}:
            again = partial(assess.choose_level, workspace.store, indicator=id, level=answer.level)
            assert workspace.do(lambda own, again=again: again(assessment=own))


def action_level(assessment: Assessment, action: Action) -> int:
    level = assessment.answers[action.indicator].level
    assert level is not None
    return level


def see_what_moved(window: MainWindow, qtbot: QtBot, hand: Hand, done: list[Action]) -> None:
    """One up with its action, one done and not moved; what was answered twice is compared."""
    window.show_page("results", {})
    page = window.current
    assert isinstance(page, ResultsPage)
    qtbot.waitUntil(lambda: page.whole)
    text = said(page)
    moved = text[text.index(_("What the plan moved")) :]
    for outcome in (Outcome.MOVED_WITH, Outcome.DONE_NOT_MOVED):
        assert f"{word(outcome, words())} ({words().number(1)})" in moved
    counted = _(
        "Plan of {date}: {done} of {all} actions completed.",
        date=words().date(BEGAN), done=words().number(2), all=words().number(SIZE),
    )  # fmt: skip
    assert counted in moved
    compared = page.findChild(CompareCard)
    indicators = window.workspace.instrument.indicators
    twice = sum(not each.is_psea for each in indicators)
    wanted = _(
        "Comparable: {n} of {all} questions, answered both times. "
        "{up} moved up, {same} the same, {down} moved down.",
        n=words().number(twice), all=words().number(len(indicators)),
        up=words().number(1), same=words().number(twice - 1), down=words().number(0),
    )  # fmt: skip
    assert wanted in said(compared)
    hand.press(hand.named(compared, f"{_('Moved up')} ({words().number(1)})"))
    assert done[0].indicator in said(compared)


@pytest.mark.parametrize(("code", "way"), WAYS, ids=[f"{code}-{way}" for code, way in WAYS])
def test_a_plan_is_made_from_the_gaps_and_carried_out(
    open_plan: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path, code: str, way: str
) -> None:
    window, hand = open_plan(code), Hand(qtbot, way)
    adopt(window, hand)
    paste_from_excel(window, qtbot)
    mend(window, qtbot)
    place(window, qtbot, hand)
    move_in_time(window, qtbot, hand)
    compare_figures(plan_page(window, "table"), hand, tmp_path, TODAY)
    sign(window, hand)
    done = carry_out(window, hand)
    look_back(window, hand)
    follow_up(window, hand, done)
    see_what_moved(window, qtbot, hand, done)
