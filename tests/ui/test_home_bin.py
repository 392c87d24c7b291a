"""Deleting from the home page, and the bin at its end."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store
from capacity_app.ui import ask
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.home import HomePage
from capacity_app.usecases import assess, bin, sample

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; every question is answered with yes."""
    questions: list[str] = []

    def yes(text: str, *_more: object, **_options: object) -> bool:
        questions.append(text)
        return True

    monkeypatch.setattr(ask, "confirm", yes)
    return questions


def home(window: MainWindow) -> HomePage:
    window.show_page("home", {})
    page = window.current
    assert isinstance(page, HomePage)
    return page


def press(page: HomePage, name: str) -> None:
    found = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name]
    assert found, [b.accessibleName() for b in page.findChildren(QPushButton)]
    found[0].click()


def test_deleting_names_what_and_how_much_and_can_be_taken_back(
    open_window: Open, make_assessment: Make, store: Store, asked: list[str]
) -> None:
    made = make_assessment("Mine")
    assess.choose_level(store, made, "FUN-1.1", 2)
    window = open_window(assessment=made.id)
    press(home(window), "Delete this assessment")
    assert asked == ["Delete Mine · Baseline · 9 March 2026 with its 1 answer?"]
    assert window.workspace.assessment is None
    assert store.summaries() == []
    page = home(window)
    assert page.bin.head.text() == "Bin (1)"
    page.bin.head.click()
    press(page, "Take back Mine · Baseline · 9 March 2026")
    assert [s.id for s in store.summaries()] == [made.id]
    assert bin.contents(store) == []


def test_nothing_is_deleted_without_a_yes(
    open_window: Open, make_assessment: Make, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "confirm", lambda *_texts, **_options: False)
    made = make_assessment("Mine")
    window = open_window(assessment=made.id)
    press(home(window), "Delete this assessment")
    assert [s.id for s in store.summaries()] == [made.id]
    assert window.workspace.assessment is not None


def test_deleted_for_good_asks_again(
    open_window: Open, make_assessment: Make, store: Store, asked: list[str]
) -> None:
    kept, gone = make_assessment("Kept"), make_assessment("Gone")
    window = open_window(assessment=kept.id)
    library = home(window).library
    assert library is not None
    QTest.keyClick(library.rows, Qt.Key.Key_Delete)
    page = home(window)
    page.bin.head.click()
    press(page, "Delete Gone · Baseline · 9 March 2026 for good")
    assert len(asked) == 2
    assert "for good" in asked[1]
    assert [s.id for s in store.summaries()] == [kept.id]
    assert bin.contents(store) == []
    assert window.workspace.open_assessment.id == kept.id
    assert gone.id != kept.id


def test_the_sample_needs_no_bin(open_window: Open, store: Store, asked: list[str]) -> None:
    window = open_window(assessment=sample.make_sample(store, "en").id)
    press(home(window), "Delete this assessment")
    assert store.summaries() == []
    assert bin.contents(store) == []
    assert len(asked) == 1
