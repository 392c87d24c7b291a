"""Checking, signing off, reopening, the history, older revisions and following up in the window."""

from collections.abc import Callable
from datetime import date
from typing import Any
from unicodedata import bidirectional

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment, Changed, Kind, State
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.plan import Status
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.pages.review import ReviewPage
from capacity_app.ui.pages.setting import SettingPage
from capacity_app.usecases import assess, planning, revisions

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]
KEY = Qt.Key


@pytest.fixture
def assessment(store: Store, make_assessment: Make) -> Assessment:
    made = make_assessment()
    assess.choose_level(store, made, "FUN-1.1", 2)
    assess.write_note(store, made, "FUN-1.1", "Renewal is late")
    return store.assessment(made.id)


@pytest.fixture
def signed(store: Store, assessment: Assessment) -> Assessment:
    return revisions.sign_off(store, assessment, "Director")


def review(window: MainWindow, **arguments: Any) -> ReviewPage:
    window.show_page("review", arguments)
    page = window.current
    assert isinstance(page, ReviewPage)
    return page


def said(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def press(page: QWidget, text: str) -> None:
    found = [b for b in page.findChildren(QPushButton) if b.isVisible() and text in b.text()]
    assert found, [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    found[0].click()


def test_signing_off_wants_a_role_and_locks(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=assessment.id)
    page = review(window)
    assert "FUN-1.2" in said(page.sign_off)
    assert "provisional" in said(page.sign_off)
    page.sign_off.sign_button.click()
    assert "Write the role" in said(page.sign_off)
    assert store.assessment(assessment.id).state is State.DRAFT
    qtbot.keyClicks(page.sign_off.director, "Director")
    page.sign_off.sign_button.click()
    kept = store.assessment(assessment.id)
    assert (kept.state, kept.director_role) == (State.FINAL, "Director")
    qtbot.waitUntil(lambda: "Revision 1 is signed off" in said(page))
    assert "Director" in said(page.signed_off)


def test_a_locked_question_can_be_read_and_not_changed(
    open_window: Open, signed: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=signed.id)
    window.show_page("indicator", {"indicator": "FUN-1.1"})
    page = window.current
    assert isinstance(page, IndicatorPage)
    assert page.question.locked.isVisible()
    assert page.note.isReadOnly()
    assert not page.evidence.add_button.isVisible()
    qtbot.keyClick(page.cards.cards[0], KEY.Key_4)
    assert page.cards.group.checkedId() == 2
    assert "signed off" in window.notice.text
    window.show_page("indicator", {"indicator": "PSE-1"})
    page.elements.row("a").button("yes").click()
    assert page.elements.row("a").value() == ""
    press(page.question, "See the sign-off")
    assert isinstance(window.current, ReviewPage)


def test_reopening_asks_why_and_by_whom(
    open_window: Open, signed: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=signed.id)
    page = review(window)
    page.signed_off.reopen.click()
    page.signed_off.reopen_button.click()
    assert "Write why" in said(page.signed_off)
    qtbot.keyClicks(page.signed_off.reason, "One answer was wrong")
    page.signed_off.reopen_button.click()
    assert "Write the role" in said(page.signed_off)
    qtbot.keyClicks(page.signed_off.role, "Finance officer")
    page.signed_off.reopen_button.click()
    kept = store.assessment(signed.id)
    assert (kept.revision, kept.state, kept.revision_by) == (2, State.DRAFT, "Finance officer")
    qtbot.waitUntil(lambda: "One answer was wrong" in said(page))


def test_an_older_revision_can_be_read_only(
    open_window: Open, signed: Assessment, store: Store, qtbot: QtBot
) -> None:
    again = revisions.reopen(store, signed, "Why", "Director")
    assess.choose_level(store, again, "FUN-1.1", 4)
    assess.write_note(store, again, "FUN-1.1", "Renewed")
    window = open_window(assessment=signed.id)
    page = review(window)
    press(page, "Look at revision 1")
    qtbot.waitUntil(lambda: "Renewal is late" in said(page))
    assert page.title.text() == "Revision 1"
    assert "2 · In progress" in said(page)
    assert not [b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == "Change"]
    assert page.arguments() == {"revision": 1}
    press(page, "Back to the present")
    assert page.title.text() == "Check your answers"
    assert window.workspace.open_assessment.revision == 2


def test_the_history_is_told_in_words(open_window: Open, signed: Assessment, store: Store) -> None:
    again = revisions.reopen(store, signed, "Checked again", "Finance officer")
    assess.choose_level(store, again, "FUN-1.1", 3)
    assess.write_note(store, again, "FUN-1.1", "Other")
    assess.mark_not_applicable(store, again, "TEC-2.3", "None")
    assess.add_evidence(store, again, EvidenceItem("", "Paper"), [])
    planning.add_action(store, again, date(2026, 3, 9), action="New")
    planning.change_action(store, again, "ACR/2026/01", due=date(2026, 9, 9), status=Status.ONGOING)
    page = review(open_window(assessment=signed.id))
    page.history.click()
    lines = said(page.history.panel).split("\n")
    assert "as it was written" in lines[0]
    text = "\n".join(lines)
    for part in (
        "Signed off; fingerprint",
        "Revision 1 reopened as revision 2",
        "because: Checked again",
        "level: from 2 to 3",
        "note: rewritten",
        "level: Not applicable",
        "added",
        "due: 09/09/2026",
        "status: from Not started to Ongoing",
        "Finance officer",
    ):
        assert part in text, part


def test_a_changed_history_is_said(open_window: Open, signed: Assessment, store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE history SET who='Somebody'")
    page = review(open_window(assessment=signed.id))
    page.history.click()
    assert "not as they were written" in said(page.history.panel)


def test_participants_are_kept_when_a_number_is_left(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    page = review(open_window(assessment=assessment.id))
    page.people.click()
    women, _men = page.participants.fields("board")
    women.setFocus()
    qtbot.keyClick(women, KEY.Key_Up)
    qtbot.keyClick(women, KEY.Key_Return)
    [people] = store.assessment(assessment.id).participants
    assert (people.role, people.women, people.men) == ("board", 1, 0)


def test_a_follow_up_starts_from_what_was_signed_and_shows_last_time(
    open_window: Open, signed: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=signed.id)
    review(window).signed_off.follow_up_button.click()
    setting = window.current
    assert isinstance(setting, SettingPage)
    assert "Follows the assessment of 9 March 2026" in said(setting)
    setting.start_button.click()
    page = window.current
    assert isinstance(page, IndicatorPage)
    fresh = window.workspace.open_assessment
    assert (fresh.previous_id, fresh.kind) == (signed.id, Kind.FOLLOW_UP)
    assert "last time: 2" in page.cards.last_time.text()
    assert "Renewal is late" in said(page.last_time)
    assert page.last_time.why is None
    qtbot.keyClick(page.cards.cards[0], KEY.Key_3)
    assert page.last_time.why is not None
    page.last_time.why.button(Changed.PRACTICE).click()
    assert store.assessment(fresh.id).answers["FUN-1.1"].changed is Changed.PRACTICE
    qtbot.keyClick(page.cards.cards[0], KEY.Key_2)
    assert page.last_time.why is None
    page.go_on()
    assert not page.last_time.isVisible()
    assert "1 the same" in said(review(window))


def test_a_baseline_starts_from_nothing(open_window: Open, signed: Assessment) -> None:
    window = open_window(assessment=signed.id)
    window.show_page("setting", {"follow": True})
    setting = window.current
    assert isinstance(setting, SettingPage)
    press(setting, "Baseline")
    assert "Follows" not in said(setting)
    setting.start_button.click()
    assert window.workspace.open_assessment.previous_id == ""


def test_a_line_of_isolated_parts_reads_from_the_right(
    open_window: Open, signed: Assessment, store: Store
) -> None:
    revisions.reopen(store, signed, "سبب", "المدير")
    page = review(open_window("ar", assessment=signed.id))
    lines = [each for each in page.findChildren(QLabel) if "سبب" in each.text()]
    assert lines
    assert all(is_right_to_left(each.text()) for each in lines)


def is_right_to_left(text: str) -> bool:
    """As QLabel decides: by the first letter outside isolates."""
    depth = 0
    for mark in text:
        kind = bidirectional(mark)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif depth == 0 and kind in ("L", "R", "AL"):
            return kind != "L"
    return False
