"""One indicator: choosing by mouse and by key, reasons, proofs, notes; all of it saved at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment, ElementAnswer
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.usecases import assess

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]
KEY = Qt.Key


@pytest.fixture
def assessment(make_assessment: Make) -> Assessment:
    return make_assessment(services=["MHP"])


def at(window: MainWindow, indicator: str) -> IndicatorPage:
    window.show_page("indicator", {"indicator": indicator})
    page = window.current
    assert isinstance(page, IndicatorPage)
    return page


def test_a_click_on_a_card_saves_the_level(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    page = at(open_window(assessment=assessment.id), "FUN-1.1")
    qtbot.mouseClick(page.cards.cards[2], Qt.MouseButton.LeftButton)
    assert store.assessment(assessment.id).answers["FUN-1.1"].level == 3
    assert "Saved" in page.status.text()


@pytest.mark.parametrize(("key", "level"), [(KEY.Key_1, 1), (KEY.Key_4, 4)])
def test_a_digit_chooses_a_level(
    open_window: Open,
    assessment: Assessment,
    store: Store,
    qtbot: QtBot,
    key: Qt.Key,
    level: int,
) -> None:
    page = at(open_window(assessment=assessment.id), "COO-2.1")
    qtbot.keyClick(page.cards.cards[0], key)
    assert store.assessment(assessment.id).answers["COO-2.1"].level == level


@pytest.mark.parametrize("typed", ["٣", "۳"])
def test_eastern_digits_choose_a_level(
    open_window: Open, assessment: Assessment, store: Store, typed: str
) -> None:
    page = at(open_window("ar", assessment=assessment.id), "COO-2.1")
    press(page, typed)
    assert store.assessment(assessment.id).answers["COO-2.1"].level == 3


@pytest.mark.parametrize("typed", ["?", "؟"])
def test_a_question_mark_means_dont_know(
    open_window: Open, assessment: Assessment, store: Store, typed: str
) -> None:
    page = at(open_window(assessment=assessment.id), "COO-2.1")
    press(page, typed)
    assert store.assessment(assessment.id).answers["COO-2.1"].dont_know


def press(page: IndicatorPage, typed: str) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, typed)
    QApplication.sendEvent(page.cards.cards[0], event)


def test_not_applicable_asks_for_its_reason_before_going_on(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=assessment.id)
    page = at(window, "FUN-6.1")
    qtbot.keyClick(page.cards.cards[0], KEY.Key_N)
    assert page.reason.isVisible()
    page.go_on()
    assert page.arguments() == {"indicator": "FUN-6.1"}
    qtbot.keyClicks(page.reason.field, "No grant allows it")
    page.go_on()
    assert page.arguments() == {"indicator": "FUN-6.2"}
    kept = store.assessment(assessment.id).answers["FUN-6.1"]
    assert kept.not_applicable == "No grant allows it"
    assert kept.level is None


def test_enter_goes_on_and_alt_arrow_goes_back(
    open_window: Open, assessment: Assessment, qtbot: QtBot
) -> None:
    page = at(open_window(assessment=assessment.id), "FUN-1.1")
    qtbot.keyClick(page.cards.cards[0], KEY.Key_Return)
    assert page.arguments() == {"indicator": "FUN-1.2"}
    qtbot.keyClick(page.cards.cards[0], KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.arguments() == {"indicator": "FUN-1.1"}


def test_back_is_the_other_arrow_from_right_to_left(
    open_window: Open, assessment: Assessment, qtbot: QtBot
) -> None:
    page = at(open_window("ckb", assessment=assessment.id), "FUN-1.2")
    qtbot.keyClick(page.cards.cards[0], KEY.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.arguments() == {"indicator": "FUN-1.1"}


def test_level_three_without_a_proof_asks_why(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    page = at(open_window(assessment=assessment.id), "FUN-3.1")
    qtbot.keyClick(page.cards.cards[0], KEY.Key_3)
    assert page.without.isVisible()
    qtbot.keyClicks(page.without.field, "Held by the board")
    page.leave()
    assert store.assessment(assessment.id).answers["FUN-3.1"].without_evidence
    page.evidence.add_button.click()
    page.evidence.proof_title.setText("Finance manual 2026")
    page.evidence.keep_button.click()
    assert not page.without.isVisible()
    kept = store.assessment(assessment.id)
    assert [item.title for item in kept.answers["FUN-3.1"].evidence] == ["Finance manual 2026"]


def test_psea_elements_make_the_level(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    page = at(open_window(assessment=assessment.id), "PSE-4")
    for element in "abc":
        page.elements.row(element).button(ElementAnswer.YES).click()
    page.elements.row("sustained").button(ElementAnswer.NO).click()
    kept = store.assessment(assessment.id).answers["PSE-4"]
    assert set(kept.elements.values()) == {ElementAnswer.YES}
    assert kept.sustained is ElementAnswer.NO
    assert page.elements.verdict.startswith("Not met. Level 2")
    page.evidence.add_button.click()
    page.evidence.keep_button.click()
    assert page.elements.verdict.startswith("Met. Level 3")


def test_a_note_is_kept_by_itself_and_names_are_warned_of(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    page = at(open_window(assessment=assessment.id), "PSE-5")
    qtbot.keyClicks(page.note, "Call 0750 123 45 67 about her")
    assert page.grounds.note.names_warning.isVisible()
    qtbot.waitUntil(lambda: bool(store.assessment(assessment.id).answers), timeout=4000)
    assert store.assessment(assessment.id).answers["PSE-5"].note.startswith("Call")


def test_a_huge_paste_is_cut_and_the_rest_kept(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    page = at(open_window(assessment=assessment.id), "FUN-1.1")
    page.note.setPlainText("ش" * 100_000)
    assert page.grounds.note.cut_warning.isVisible()
    page.leave()
    assert len(store.assessment(assessment.id).answers["FUN-1.1"].note) == 30_000


def test_what_cannot_be_saved_is_said_and_nothing_is_lost(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=assessment.id)
    page = at(window, "FUN-1.1")
    store.engine.dispose()
    assert store.file is not None
    moved = store.file.with_suffix(".moved")
    store.file.rename(moved)
    store.file.mkdir()
    qtbot.mouseClick(page.cards.cards[1], Qt.MouseButton.LeftButton)
    assert window.notice.isVisible()
    assert window.notice.text
    store.file.rmdir()
    moved.rename(store.file)
    qtbot.mouseClick(page.cards.cards[1], Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    assert store.assessment(assessment.id).answers["FUN-1.1"].level == 2


def test_a_signed_off_assessment_says_so(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    from capacity_app.model.assessment import State

    assess.change_setting(store, assessment, state=State.FINAL)
    window = open_window(assessment=assessment.id)
    page = at(window, "FUN-1.1")
    qtbot.mouseClick(page.cards.cards[1], Qt.MouseButton.LeftButton)
    assert "signed off" in window.notice.text
    assert not store.assessment(assessment.id).answers
