"""From the first start to files in hand, as a person would: once by mouse, once by keyboard."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import ElementAnswer
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import ask, language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.pages.check import CheckPage
from capacity_app.ui.pages.documents import DocumentsPage
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.pages.setting import SettingPage
from capacity_app.ui.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.parametrize("code", ["en", "ar", "ckb"])


@pytest.fixture
def first_window(
    qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path
) -> Iterator[MainWindow]:
    settings = Settings(theme="light")
    language.install(qapp, words_of(settings))
    window = MainWindow(settings)
    window.use(Workspace(store, settings, tmp_path / "data", window.style_in_use))
    window.show()
    qtbot.waitUntil(window.isVisible)
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(window: QWidget, text: str) -> None:
    """Click the visible button with this text."""
    found = [b for b in window.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    assert found, f"no button {text!r} among {visible_buttons(window)}"
    QTest.mouseClick(found[0], LEFT)


def visible_buttons(window: QWidget) -> list[str]:
    return [b.text() for b in window.findChildren(QPushButton) if b.isVisible()]


def page_of(window: MainWindow, kind: type) -> QWidget:
    assert isinstance(window.current, kind), window.current
    return window.current


def choose_language(window: MainWindow, code: str) -> Callable[..., str]:
    press(window, {"en": "English", "ar": "العربية", "ckb": "کوردی"}[code])
    return language._


def answer_everything(window: MainWindow, by_key: bool) -> None:
    """Go through every question; PSEA elements are all answered yes, with a proof."""
    page = page_of(window, IndicatorPage)
    assert isinstance(page, IndicatorPage)
    total = len(window.workspace.instrument.indicators)
    for turn in range(total):
        if page.elements.isVisible():
            answer_standard(page, by_key)
        elif by_key:
            QTest.keyClick(page.cards.cards[0], Qt.Key(Qt.Key.Key_1 + turn % 4))
        else:
            QTest.mouseClick(page.cards.cards[turn % 4], LEFT)
        if by_key:
            QTest.keyClick(page, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(page.continue_button, LEFT)
        read_over(window, by_key)


def read_over(window: MainWindow, by_key: bool) -> None:
    """At the end of a section its answers are shown; go on from there."""
    if not isinstance(window.current, CheckPage):
        return
    assert window.current.changes
    if by_key:
        QTest.keyClick(window.current.go_on_button, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(window.current.go_on_button, LEFT)


def answer_standard(page: IndicatorPage, by_key: bool) -> None:
    for element in ("a", "b", "c", "d", "sustained"):
        if element in page.elements.rows:
            made = page.elements.row(element).button(ElementAnswer.YES)
            if by_key:
                made.setFocus()
                QTest.keyClick(made, Qt.Key.Key_Space)
            else:
                QTest.mouseClick(made, LEFT)
    page.evidence.open_form()
    page.evidence.keep_button.click()


@pytest.mark.parametrize("by_key", [False, True], ids=["mouse", "keyboard"])
def test_from_first_start_to_files_in_hand(
    first_window: MainWindow,
    store: Store,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    by_key: bool,
) -> None:
    window = first_window
    _ = choose_language(window, code)
    qtbot.waitUntil(lambda: _("Start an assessment") in visible_buttons(window))
    press(window, _("Start an assessment"))
    start = page_of(window, SettingPage)
    assert isinstance(start, SettingPage)
    start.name_field.setText("Example Health Organisation")
    QTest.mouseClick(start.start_button, LEFT)
    answer_everything(window, by_key)
    (made,) = store.summaries()
    assert (made.answered, made.applicable) == (44, 44)

    press(window, _("See the results"))
    press(window, _("Make a plan from the weakest"))
    press(window, _("Add suggestions for the five weakest"))
    plan = store.assessment(made.id).plan
    assert len(plan) >= 5
    assert all(action.action and action.deliverable for action in plan)

    window.show_page("documents", {})
    page = page_of(window, DocumentsPage)
    assert isinstance(page, DocumentsPage)
    for document, name in (("plan_pdf", "plan.pdf"), ("workbook", "plan.xlsx"), ("json", "a.json")):
        target = tmp_path / name
        monkeypatch.setattr(ask, "file_to_save", lambda *_a, target=target: target)
        page.choose("document", document)
        QTest.mouseClick(page.write_button, LEFT)
        qtbot.waitUntil(page.write_button.isEnabled, timeout=30_000)
        assert target.exists(), page.outcome.text()
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.worksheets[0].sheet_view.rightToLeft in ((None, False) if code == "en" else (True,))
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert len(document["answers"]) == 44
    assert len(document["plan"]) == len(plan)
    assert not list(tmp_path.glob("*.part"))
