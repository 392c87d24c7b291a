"""Terms inside the texts of a question: marked, explained on hover and from the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.indicator import IndicatorPage

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


@pytest.fixture
def assessment(make_assessment: Make) -> Assessment:
    return make_assessment()


def at(window: MainWindow, indicator: str) -> IndicatorPage:
    window.show_page("indicator", {"indicator": indicator})
    page = window.current
    assert isinstance(page, IndicatorPage)
    window.grab()
    return page


@pytest.mark.parametrize(("code", "name"), [("en", "audit"), ("ar", "تدقيق"), ("ckb", "وردبینی")])
def test_pointing_at_a_term_on_a_card_explains_it(
    open_window: Open, assessment: Assessment, qtbot: QtBot, code: str, name: str
) -> None:
    page = at(open_window(code, assessment=assessment.id), "FUN-4.2")
    card = next(card for card in page.cards.cards if card.text_label.found)
    text = card.text_label
    spots = [
        QPoint(x, y)
        for y in range(0, text.height(), 4)
        for x in range(0, text.width(), 3)
        if text.term_at(QPoint(x, y)) == 0
    ]
    assert spots, "no place of the text is its term"
    place = QPointF(text.mapTo(card, spots[len(spots) // 2]))
    move(card, place)
    note = page.terms.note
    assert note.isVisible()
    assert note.name.text() == name
    assert note.meaning.text()
    assert note.window().rect().contains(note.geometry())
    move(card, QPointF(1, 1))
    qtbot.waitUntil(lambda: not note.isVisible())
    assert not card.isChecked()


def move(widget: object, place: QPointF) -> None:
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)  # type: ignore[call-overload]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_arrow_keys_go_through_every_term_and_escape_closes(
    open_window: Open, assessment: Assessment, qtbot: QtBot, code: str
) -> None:
    page = at(open_window(code, assessment=assessment.id), "FUN-4.2")
    stop, note = page.question.asked, page.terms.note
    assert stop.focusPolicy() == Qt.FocusPolicy.TabFocus
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    onward = Qt.Key.Key_Left if code == "ar" else Qt.Key.Key_Right
    labels = [stop, *(card.text_label for card in page.cards.cards)]
    every = [found.term.name[code] for label in labels for found in label.found]
    assert len(every) > 1
    seen = []
    for _ in every:
        assert note.isVisible()
        seen.append(note.name.text())
        qtbot.keyClick(stop, onward)
    assert seen == every
    qtbot.keyClick(stop, Qt.Key.Key_Escape)
    assert not note.isVisible()
    assert stop.hasFocus()
    qtbot.keyClick(stop, onward)
    page.cards.cards[0].setFocus()
    assert not note.isVisible()


def test_turning_the_page_closes_the_note(open_window: Open, assessment: Assessment) -> None:
    page = at(open_window(assessment=assessment.id), "FUN-4.2")
    page.question.asked.setFocus()
    assert page.terms.note.isVisible()
    page.go_on()
    assert not page.terms.note.isVisible()
