"""The reviews of the plan, and what happened to one action."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.history import What
from capacity_app.model.plan import Funding, PlanReview, Status
from capacity_app.store.database import Store
from capacity_app.ui import ask, theme
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.home import HomePage
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.widgets.action_history import ActionHistory
from capacity_app.ui.widgets.history_list import HistoryList
from capacity_app.ui.widgets.reviews_tab import ReviewsTab
from capacity_app.usecases import plan_reviews, planning, revisions

TODAY = date.today()
ShowPlan = Callable[..., PlanPage]


@pytest.fixture
def old(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """An assessment of a hundred days ago with an action that is late."""
    made = make_assessment(on=TODAY - timedelta(days=100))
    late = {"action": "Train the board", "due": TODAY - timedelta(days=1)}
    return planning.add_action(store, made, TODAY, **late)


def tab_of(page: PlanPage) -> ReviewsTab:
    """The tab of reviews."""
    tab = page.tab("reviews")
    assert isinstance(tab, ReviewsTab)
    return tab


def texts(widget: QWidget) -> str:
    """Everything that is written there and seen."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_the_next_review_says_when_and_what_to_look_at(
    show_plan: ShowPlan, qtbot: QtBot, old: Assessment
) -> None:
    page = show_plan(old, tab="reviews")
    tab = tab_of(page)
    assert "Was due on" in tab.cards[3].state.text()
    assert "Due on" in tab.cards[6].state.text()
    assert "Delayed: 1" in texts(tab) and "Train the board" in texts(tab)
    link = next(b for b in tab.looks.findChildren(QPushButton) if old.plan[0].ref in b.text())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.arguments()["ref"] == old.plan[0].ref


def test_a_review_is_written_down_and_can_be_corrected(
    show_plan: ShowPlan, qtbot: QtBot, store: Store, old: Assessment
) -> None:
    page = show_plan(old, tab="reviews")
    card = tab_of(page).cards[3]
    card.write.click()
    card.form.by.setText("Director")
    card.form.note.setPlainText("Two are late.")
    card.keep_button.click()
    assert store.assessment(old.id).reviews == [PlanReview(3, TODAY, "Director", "Two are late.")]
    assert "Held on" in card.state.text() and "Director" in card.state.text()
    assert card.note.text() == "Two are late."
    assert tab_of(page).looks.parent() is not None
    assert tab_of(page).cards[6].isAncestorOf(tab_of(page).looks)
    card.write.click()
    assert card.form.by.text() == "Director"
    card.form.by.setText("Board")
    card.keep_button.click()
    assert store.assessment(old.id).reviews[0].by == "Board"


def test_a_review_written_by_mistake_is_taken_back_once_that_was_asked(
    show_plan: ShowPlan, store: Store, old: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show_plan(plan_reviews.hold_review(store, old, 3, TODAY, "Director"), tab="reviews")
    card = tab_of(page).cards[3]
    for sure, left in ((False, 1), (True, 0)):
        monkeypatch.setattr(ask, "confirm", lambda *_a, sure=sure, **_k: sure)
        card.write.setChecked(True)
        card.back_button.click()
        assert len(store.assessment(old.id).reviews) == left
    assert "Was due on" in card.state.text()
    card.write.setChecked(True)
    assert not card.back_button.isVisible()


def test_a_day_that_cannot_be_is_said_beside_it_and_nothing_is_lost(
    show_plan: ShowPlan, store: Store, old: Assessment
) -> None:
    page = show_plan(old, tab="reviews")
    card = tab_of(page).cards[3]
    card.write.click()
    card.form.note.setPlainText("Two are late.")
    card.form.day.set_date(TODAY + timedelta(days=1))
    card.keep_button.click()
    assert "future" in texts(tab_of(page))
    page.show_with(tab="timeline")
    page.show_with(tab="reviews")
    assert card.form.note.toPlainText() == "Two are late."
    assert store.assessment(old.id).reviews == []


def test_what_happened_to_an_action_is_told_newest_first(
    qapp: QApplication, qtbot: QtBot, store: Store, planned: Assessment
) -> None:
    own, other = planned.plan[0].ref, planned.plan[1].ref
    final = revisions.sign_off(store, planned, "Director", "")
    change = planning.change_action
    final = change(store, final, own, funding=Funding.SECURED)
    final = change(store, final, other, percent=50)
    change(store, final, own, status=Status.ONGOING, comments="A name that must not be repeated")
    shown = ActionHistory(theme.apply(qapp, "light"), lambda: store.history(final.id))
    qtbot.addWidget(shown)
    shown.show_action(own)
    said = [line.split(" · ", 1)[1] for line in shown.lines]
    assert sorted(said[:2]) == [
        "comments: written",
        "status: from Not started to Ongoing",
    ]
    assert said[2:] == ["funding: from Not yet funded to Secured"]
    shown.opening.setChecked(True)
    assert len(shown.opening.panel.findChildren(QLabel)) == 3
    change(store, final, own, percent=5)
    shown.show_action(own)
    assert shown.opening.isChecked()
    assert "percent done" in shown.lines[0]


def test_the_workbook_a_change_came_from_is_named_and_a_reopening_is_not_repeated(
    qapp: QApplication, qtbot: QtBot, store: Store, planned: Assessment
) -> None:
    final = revisions.sign_off(store, planned, "Director", "")
    again = revisions.reopen(store, final, "a proof came late", "Director")
    ref = again.plan[0].ref
    planning.change_action(store, again, ref, percent=5)
    told = store.history(again.id)
    told.append(replace(told[-1], sequence=told[-1].sequence + 1, reason="plan.xlsx"))
    shown = ActionHistory(theme.apply(qapp, "light"), lambda: told)
    qtbot.addWidget(shown)
    shown.show_action(ref)
    assert shown.lines[0].endswith("from plan.xlsx")
    assert "proof came late" not in shown.lines[1]


def test_before_the_first_sign_off_nothing_is_recorded_and_that_is_said(
    qapp: QApplication, qtbot: QtBot, store: Store, planned: Assessment
) -> None:
    shown = ActionHistory(theme.apply(qapp, "light"), lambda: store.history(planned.id))
    qtbot.addWidget(shown)
    shown.show_action(planned.plan[0].ref)
    shown.opening.setChecked(True)
    assert "first sign-off" in shown.opening.panel.findChildren(QLabel)[0].text()


def test_home_announces_a_review_thirty_days_before(
    open_window: Callable[..., MainWindow], store: Store, old: Assessment
) -> None:
    window = open_window(assessment=old.id)
    page = window.findChild(HomePage)
    opening = next(b for b in page.findChildren(QPushButton) if b.text() == "Open the reviews")
    assert "Was due on" in texts(page)
    opening.click()
    shown = window.findChild(PlanPage)
    assert shown.arguments()["tab"] == "reviews"
    plan_reviews.hold_review(store, old, 3, TODAY)
    window.show_page("home", {})
    window.workspace.assessment = store.assessment(old.id)
    window.show_page("home", {})
    assert "Was due on" not in texts(page)


def test_the_whole_history_names_reviews_and_hand_overs(
    qapp: QApplication, qtbot: QtBot, store: Store, old: Assessment
) -> None:
    final = revisions.sign_off(store, old, "Director", "")
    plan_reviews.hold_review(store, final, 3, TODAY)
    entries = store.history(final.id)
    handed = replace(entries[-1], what=What.HANDED_OVER, subject="plan", field="code", new="AB12")
    shown = HistoryList(theme.apply(qapp, "light"), [*entries, handed], [])
    qtbot.addWidget(shown)
    said = "\n".join(each.text() for each in shown.findChildren(QLabel))
    said = said.replace("\u2066", "").replace("\u2069", "")
    assert f"Review after 3 months · held on: {TODAY:%d/%m/%Y}" in said
    assert "Handed over; content code" in said and "AB12" in said
