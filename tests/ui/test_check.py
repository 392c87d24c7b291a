"""Reading a section over: words, proofs, doubts, and "change" that comes back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment, ElementAnswer
from capacity_app.model.evidence import EvidenceItem
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.check import CheckPage
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.pages.review import ReviewPage
from capacity_app.ui.pages.tasks import TasksPage
from capacity_app.usecases import assess, organise

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


@pytest.fixture
def assessment(make_assessment: Make) -> Assessment:
    return make_assessment()


def said(page: object) -> list[str]:
    assert isinstance(page, CheckPage | ReviewPage | IndicatorPage)
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]


def test_the_last_question_of_a_section_leads_to_its_answers(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=assessment.id)
    window.show_page("indicator", {"indicator": "FUN-1.2"})
    page = window.current
    assert isinstance(page, IndicatorPage)
    qtbot.keyClick(page.cards.cards[0], Qt.Key.Key_2)
    qtbot.keyClick(page.cards.cards[1], Qt.Key.Key_Return)
    check = window.current
    assert isinstance(check, CheckPage)
    assert check.arguments() == {"section": "FUN-1"}
    assert list(check.changes) == ["FUN-1.1", "FUN-1.2"]
    assert "2 · In progress" in said(check)
    qtbot.keyClick(check.go_on_button, Qt.Key.Key_Return)
    assert window.current is page
    assert page.arguments() == {"indicator": "FUN-2.1"}


def test_change_goes_to_the_question_and_comes_back(
    open_window: Open, assessment: Assessment, store: Store, qtbot: QtBot
) -> None:
    window = open_window(assessment=assessment.id)
    window.show_page("check", {"section": "FUN"})
    check = window.current
    assert isinstance(check, CheckPage)
    check.changes["FUN-3.1"].click()
    page = window.current
    assert isinstance(page, IndicatorPage)
    qtbot.keyClick(page.cards.cards[0], Qt.Key.Key_1)
    window.rebuild()
    page = window.current
    assert isinstance(page, IndicatorPage)
    page.go_on()
    assert window.current is not None
    assert (window.current.name, window.current.arguments()) == ("check", {"section": "FUN"})
    assert "1 · Absent" in said(window.current)


def test_it_says_what_each_answer_rests_on(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    assess.choose_level(store, assessment, "FUN-6.1", 3)
    assess.write_reason(store, assessment, "FUN-6.1", "Only shown on site")
    assess.write_note(store, assessment, "FUN-6.1", "See the 2025 accounts")
    assess.mark_not_applicable(store, assessment, "FUN-6.2", "No staff yet")
    window = open_window(assessment=assessment.id)
    window.show_page("check", {"section": "FUN-6"})
    texts = " | ".join(said(window.current))
    for part in ("No proof, because: Only shown on site", "Note: ", "2025 accounts"):
        assert part in texts
    assert "Because: No staff yet" in texts


def test_the_statements_of_a_standard_are_listed(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    assess.choose_element(store, assessment, "PSE-1", "b", ElementAnswer.NO)
    window = open_window(assessment=assessment.id)
    window.show_page("check", {"section": "PSE-P"})
    assert any("\u2066b\u2069 No" in text for text in said(window.current))


def test_what_does_not_fit_is_asked_on_every_page_that_shows_the_answer(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    organise.save_profile(store, assessment.organisation.id, bank_account=False)
    assess.choose_level(store, assessment, "FUN-3.2", 3)
    item = EvidenceItem("", "Cash book", held_at="File 2")
    assess.add_evidence(store, assessment, item, ["FUN-3.2"])
    window = open_window(assessment=assessment.id)
    places: list[tuple[str, dict[str, object]]] = [
        ("check", {"section": "FUN-3"}),
        ("review", {}),
        ("indicator", {"indicator": "FUN-3.2"}),
    ]
    for name, arguments in places:
        window.show_page(name, arguments)
        assert any("no bank account" in text for text in said(window.current)), name
    page = window.current
    assert isinstance(page, IndicatorPage)
    page.cards.choose(2)
    assert not page.grounds.doubts.isVisible()


def test_a_finished_section_opens_its_answers_from_the_list(
    open_window: Open, assessment: Assessment, store: Store
) -> None:
    assess.choose_level(store, assessment, "FUN-1.1", 1)
    window = open_window(assessment=assessment.id)
    window.show_page("tasks", {})
    tasks = window.current
    assert isinstance(tasks, TasksPage)
    tasks.row("FUN-1").click()
    assert window.current is not None
    assert window.current.arguments() == {"indicator": "FUN-1.2"}
    assess.choose_level(store, window.workspace.open_assessment, "FUN-1.2", 1)
    window.show_page("tasks", {})
    tasks.row("FUN-1").click()
    assert (window.current.name, window.current.arguments()) == ("check", {"section": "FUN-1"})


def test_time_left_is_said_once_enough_was_measured(
    open_window: Open, assessment: Assessment, qtbot: QtBot
) -> None:
    window = open_window(assessment=assessment.id)
    window.show_page("indicator", {"indicator": "FUN-1.1"})
    page = window.current
    assert isinstance(page, IndicatorPage)
    for turn in range(8):
        window.show_page("tasks", {})
        rows = [row.accessibleName() for row in map(tasks_of(window).row, ("FUN-6", "PSE-P"))]
        assert not any("left" in row for row in rows), turn
        ids = [each.id for each in window.workspace.instrument.indicators]
        window.show_page("indicator", {"indicator": ids[turn]})
        page.cards.choose(1)
    window.show_page("tasks", {})
    assert "about 1 minute left" in tasks_of(window).row("FUN-6").accessibleName()
    assert "left" not in tasks_of(window).row("PSE-P").accessibleName()


def tasks_of(window: MainWindow) -> TasksPage:
    assert isinstance(window.current, TasksPage)
    return window.current
