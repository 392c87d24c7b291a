"""Typing a paper form by keys alone: the number pad, mistakes on their line, every line saved."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment, ElementAnswer, State
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.fast import FastPage
from capacity_app.ui.widgets.entry_lines import Column
from capacity_app.usecases import assess

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]
KEY = Qt.Key
PAD = Qt.KeyboardModifier.KeypadModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def assessment(make_assessment: Make) -> Assessment:
    return make_assessment()


def at(window: MainWindow, indicator: str = "") -> FastPage:
    window.show_page("fast", {"indicator": indicator} if indicator else {})
    page = window.current
    assert isinstance(page, FastPage)
    return page


def key(code: Qt.Key, typed: str = "", how: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is, as a keyboard would."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, code, how, typed))


def type_line(text: str) -> None:
    for sign in text:
        key(KEY(ord(sign)) if sign.isascii() else KEY.Key_unknown, sign, PAD)
    key(KEY.Key_Enter, "\r", PAD)


def field() -> QLineEdit:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    return focused


def test_two_keys_a_line_on_the_number_pad(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    page = at(open_window(assessment=assessment.id))
    for typed in ("1", "2", "2", "1", "2"):
        type_line(typed)
    kept = store.assessment(assessment.id)
    assert [kept.answers[key].level for key in ("FUN-1.1", "FUN-1.2", "FUN-2.1")] == [1, 2, 2]
    assert page.arguments() == {"indicator": "FUN-3.1"}
    assert page.count.text().startswith("5 of")
    assert page.session.text().startswith("5 lines written since")


def test_level_three_asks_for_its_proof_and_then_for_the_reason(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    page = at(open_window(assessment=assessment.id))
    type_line("3")
    assert page.table.currentIndex().column() == Column.PROOF
    type_line("Certificate 2026")
    assert page.arguments() == {"indicator": "FUN-1.2"}
    type_line("4")
    type_line("E1")
    type_line("3")
    type_line("")
    assert page.table.currentIndex().column() == Column.REASON
    type_line("Held by the board")
    kept = store.assessment(assessment.id)
    assert [len(kept.answers[each].evidence) for each in ("FUN-1.1", "FUN-1.2")] == [1, 1]
    assert kept.answers["FUN-2.1"].without_evidence == "Held by the board"
    assert page.arguments() == {"indicator": "FUN-2.2"}


def test_not_applicable_asks_why_and_can_be_left_for_later(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    page = at(open_window(assessment=assessment.id), "FUN-6.1")
    type_line("0")
    assert page.table.currentIndex().column() == Column.REASON
    type_line("")
    row = page.table.currentIndex().row()
    assert "why it does not apply" in page.table.note_under(row)
    type_line("No grant allows it")
    assert store.assessment(assessment.id).answers["FUN-6.1"].not_applicable == "No grant allows it"
    type_line("n")
    key(KEY.Key_Down)
    assert page.arguments() == {"indicator": "COO-1.1"}
    assert store.assessment(assessment.id).answers["FUN-6.2"].not_applicable == ""


def test_a_mistake_is_said_on_its_line_and_nothing_is_lost(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    page = at(open_window(assessment=assessment.id))
    type_line("7")
    assert page.arguments() == {"indicator": "FUN-1.1"}
    row = page.table.currentIndex().row()
    assert "“7”" in page.table.note_under(row)
    assert field().text() == "7"
    assert not store.assessment(assessment.id).answers
    key(KEY.Key_Down)
    assert page.arguments() == {"indicator": "FUN-1.2"}
    key(KEY.Key_Up)
    assert field().text() == "7"
    key(KEY.Key_Escape)
    assert page.table.lines.mistake(row) is None
    type_line("2")
    assert store.assessment(assessment.id).answers["FUN-1.1"].level == 2


def test_the_arrows_go_up_to_mend_a_line_and_one_undo_takes_it_back(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=assessment.id)
    page = at(window)
    type_line("1")
    type_line("2")
    key(KEY.Key_Up)
    assert field().text() == "2"
    type_line("1")
    assert store.assessment(assessment.id).answers["FUN-1.2"].level == 1
    assert page.undo_link.isVisible()
    page.undo_link.click()
    assert store.assessment(assessment.id).answers["FUN-1.2"].level == 2
    key(KEY.Key_Up)
    field().selectAll()
    key(KEY.Key_Backspace)
    key(KEY.Key_Enter, "\r", PAD)
    assert store.assessment(assessment.id).answer("FUN-1.2").level is None


@pytest.mark.parametrize(("code", "typed"), [("ar", "ننلن"), ("ckb", "۱۱۲۱")])
def test_a_standard_is_typed_in_the_letters_of_the_language(
    open_window: Open, assessment: Assessment, store: Store, code: str, typed: str
) -> None:
    page = at(open_window(code, assessment=assessment.id), "PSE-1")
    assert page.table.isRightToLeft()
    type_line(typed)
    kept = store.assessment(assessment.id).answers["PSE-1"]
    assert list(kept.elements.values()) == [
        ElementAnswer.YES,
        ElementAnswer.YES,
        ElementAnswer.NO,
    ]
    assert kept.sustained is ElementAnswer.YES
    assert page.arguments() == {"indicator": "PSE-2"}


def test_tab_goes_through_the_fields_and_out(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    page = at(open_window(assessment=assessment.id))
    columns = []
    for _ in range(3):
        columns.append(page.table.currentIndex().column())
        key(KEY.Key_Tab, "\t")
    assert columns == [Column.ANSWER, Column.PROOF, Column.NOTE]
    outside: QWidget | None = QApplication.focusWidget()
    assert outside is not None and not page.table.isAncestorOf(outside)


def test_a_note_is_kept_when_the_page_is_left(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    window = open_window(assessment=assessment.id)
    at(window)
    key(KEY.Key_Tab, "\t")
    key(KEY.Key_Tab, "\t")
    for sign in "file 12":
        key(KEY(ord(sign.upper())), sign)
    window.show_page("tasks", {})
    assert store.assessment(assessment.id).answers["FUN-1.1"].note == "file 12"


def test_the_last_line_leads_to_the_check_of_everything(
    open_window: Open, assessment: Assessment
) -> None:
    page = at(open_window(assessment=assessment.id), "PSE-8")
    type_line("222")
    assert page.check_button.hasFocus()


def test_a_signed_off_assessment_can_only_be_read(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    assess.change_setting(store, assessment, state=State.FINAL)
    page = at(open_window(assessment=assessment.id))
    assert page.session.text().startswith("Signed off")
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
