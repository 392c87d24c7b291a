"""Undo and redo of answers: by key, by link, over pages; text fields keep their own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.undo import LIMIT, Changes
from capacity_app.usecases import assess, revisions
from capacity_app.usecases.undoing import moment

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]
KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: Open, make_assessment: Make) -> MainWindow:
    made = open_window(assessment=make_assessment().id)
    made.show_page("indicator", {"indicator": "FUN-1.1"})
    return made


def page_of(window: MainWindow) -> IndicatorPage:
    page = window.current
    assert isinstance(page, IndicatorPage)
    return page


def kept(store: Store, window: MainWindow, indicator: str = "FUN-1.1") -> Answer:
    return store.assessment(window.workspace.open_assessment.id).answer(indicator)


def test_keys_take_back_and_do_again(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    page = page_of(window)
    card = page.cards.cards[0]
    for key in (KEY.Key_2, KEY.Key_4):
        qtbot.keyClick(card, key)
    qtbot.keyClick(card, KEY.Key_Z, CONTROL)
    assert (kept(store, window).level, page.cards.group.checkedId()) == (2, 2)
    assert store.assessment(window.workspace.open_assessment.id).answered == 1
    qtbot.keyClick(card, KEY.Key_Z, CONTROL)
    assert (kept(store, window).level, page.cards.group.checkedId()) == (None, -1)
    assert store.assessment(window.workspace.open_assessment.id).answered == 0
    qtbot.keyClick(card, KEY.Key_Z, CONTROL)
    qtbot.keyClick(card, KEY.Key_Y, CONTROL)
    qtbot.keyClick(card, KEY.Key_Y, CONTROL)
    assert kept(store, window).level == 4
    qtbot.keyClick(card, KEY.Key_Y, CONTROL)
    assert kept(store, window).level == 4


def test_undo_goes_to_the_question_it_changes(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    page = page_of(window)
    qtbot.keyClick(page.cards.cards[0], KEY.Key_3)
    page.go_on()
    assert page.arguments() == {"indicator": "FUN-1.2"}
    page.undo_link.click()
    assert page.arguments() == {"indicator": "FUN-1.1"}
    assert kept(store, window).level is None
    assert not page.undo_link.isVisible()


def test_a_new_change_ends_redo(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    card = page_of(window).cards.cards[0]
    qtbot.keyClick(card, KEY.Key_2)
    qtbot.keyClick(card, KEY.Key_Z, CONTROL)
    qtbot.keyClick(card, KEY.Key_1)
    qtbot.keyClick(card, KEY.Key_Y, CONTROL)
    assert kept(store, window).level == 1


def test_a_text_field_undoes_its_own_typing(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    page = page_of(window)
    qtbot.keyClick(page.cards.cards[0], KEY.Key_2)
    page.note.setFocus()
    qtbot.keyClicks(page.note, "abc")
    qtbot.keyClick(page.note, KEY.Key_Z, CONTROL)
    assert page.note.toPlainText() == ""
    assert kept(store, window).level == 2


def test_typing_a_note_is_one_step(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    page = page_of(window)
    qtbot.keyClick(page.cards.cards[0], KEY.Key_2)
    for text in ("One", "One two", "One two three"):
        page.note.setPlainText(text)
        page.note.keep()
    page.undo_link.click()
    assert (kept(store, window).note, page.note.toPlainText()) == ("", "")
    assert kept(store, window).level == 2


def test_a_change_of_language_keeps_the_steps(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(page_of(window).cards.cards[0], KEY.Key_2)
    window.workspace.remember(language="ar")
    window.rebuild()
    page_of(window).undo_link.click()
    assert kept(store, window).level is None


def test_what_is_signed_off_is_not_undone(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    page = page_of(window)
    qtbot.keyClick(page.cards.cards[0], KEY.Key_2)
    window.workspace.do(lambda a: revisions.sign_off(store, a, "Director"))
    qtbot.keyClick(page.cards.cards[0], KEY.Key_Z, CONTROL)
    assert kept(store, window).level == 2
    window.workspace.do(lambda a: revisions.reopen(store, a, "Why", "Director"))
    assert window.workspace.undoable == ""


def test_another_assessment_has_steps_of_its_own(
    window: MainWindow, make_assessment: Make, qtbot: QtBot
) -> None:
    qtbot.keyClick(page_of(window).cards.cards[0], KEY.Key_2)
    assert window.workspace.undoable == "FUN-1.1"
    window.workspace.open(make_assessment("Other").id)
    assert window.workspace.undoable == ""


def test_the_last_twenty_are_kept(store: Store, make_assessment: Make) -> None:
    assessment, changes = make_assessment(), Changes()
    for turn in range(30):
        before = moment(assessment)
        assess.choose_level(store, assessment, "FUN-1.1", turn % 4 + 1)
        changes.note(before, assessment)
    steps = 0
    while changes.last is not None:
        steps += 1
        changes.moved_back()
    assert steps == LIMIT
    assert changes.next is not None
    assert changes.next.before.answers["FUN-1.1"].level == 10 % 4
