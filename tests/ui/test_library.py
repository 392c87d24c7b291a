"""Many assessments of several organisations: found by any spelling, opened by mouse and keys."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from capacity_app.model.assessment import Assessment, Kind
from capacity_app.model.evidence import EvidenceItem
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.home import HomePage
from capacity_app.ui.pages.profile import ProfilePage
from capacity_app.ui.widgets import organisation_menu
from capacity_app.ui.widgets.library_list import LibraryList
from capacity_app.usecases import assess, organise

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


@pytest.fixture
def several(store: Store) -> list[Assessment]:
    """Two organisations, eight assessments: the first of a year ago and seven of this month."""
    hope = organise.create_organisation(
        store, name_ar="منظمة الأمل", name_en="Al-Amal", acronym="AMO"
    )
    life = organise.create_organisation(store, name_ckb="ڕێکخراوی ژیان")
    made = [assess.start(store, hope.id, on=date(2025, 3, 9), kind=Kind.BASELINE)]
    for day in range(1, 8):
        made.append(assess.start(store, life.id, on=date(2026, 11, day), kind=Kind.FOLLOW_UP))
    return made


def library(window: MainWindow) -> LibraryList:
    page = window.current
    assert isinstance(page, HomePage) and page.library is not None
    return page.library


def texts(found: LibraryList) -> list[str]:
    model = found.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_rows_stand_under_their_organisation(open_window: Open, several: list[Assessment]) -> None:
    shown = library(open_window())
    assert texts(shown)[0] == "ڕێکخراوی ژیان"
    assert texts(shown)[1] == "Follow-up · 7 November 2026 · 0 of 44 · Draft"
    assert texts(shown)[8:] == ["Al-Amal", "Baseline · 9 March 2025 · 0 of 44 · Draft"]
    assert shown.found.text() == "8 assessments"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("امل", "1 found"),
        ("منظمه الامل", "1 found"),
        ("amo", "1 found"),
        ("ريكخراوي", "7 found"),
        ("٢٠٢٦", "7 found"),
        ("07 11 2026", "1 found"),
        ("follow-up november 3", "1 found"),
        ("baseline 2026", "Nothing found. Try fewer words."),
        ("", "8 assessments"),
    ],
)
def test_the_search_knows_every_spelling(
    open_window: Open, several: list[Assessment], query: str, said: str
) -> None:
    shown = library(open_window())
    shown.search.setText(query)
    assert shown.found.text() == said


def test_found_by_keys_alone(open_window: Open, several: list[Assessment]) -> None:
    window = open_window()
    page = window.current
    assert isinstance(page, HomePage)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    shown = library(window)
    assert shown.search.hasFocus()
    QTest.keyClicks(shown.search, "amal")
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    assert shown.rows.hasFocus()
    QTest.keyClick(shown.rows, Qt.Key.Key_Return)
    assert window.workspace.open_assessment.id == several[0].id


def test_one_press_opens_a_row_and_none_a_heading(
    open_window: Open, several: list[Assessment]
) -> None:
    window = open_window()
    rows = library(window).rows
    for row in (0, 1):
        place = rows.visualRect(rows.model().index(row, 0)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        opened = window.workspace.assessment
        assert (opened.id if opened else None) == (None, several[7].id)[row]


def test_what_is_searched_for_survives_a_change_of_language(
    open_window: Open, several: list[Assessment]
) -> None:
    window = open_window()
    library(window).search.setText("امل")
    window._choose_language("ckb")
    assert library(window).search.text() == "امل"
    assert library(window).model.found == 1


def actions(menu: QMenu) -> dict[str, Callable[[], None]]:
    return {action.text(): action.trigger for action in menu.actions() if action.text()}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen pop-ups
def test_the_menu_goes_to_another_organisation(
    open_window: Open, store: Store, several: list[Assessment]
) -> None:
    idle = organise.create_organisation(store, name_en="Idle")
    window = open_window(assessment=several[0].id)
    window.sidebar.organisation.click()
    offered = actions(window.organisation_menu)
    window.organisation_menu.close()
    assert list(offered) == [
        "Organisation profile",
        *("ڕێکخراوی ژیان", "Al-Amal", "Idle"),
        *("Find another assessment…", "Add an organisation…"),
    ]
    offered["ڕێکخراوی ژیان"]()
    assert window.workspace.open_assessment.id == several[7].id
    organisation_menu.go_to(window.workspace, idle.id)
    page = window.current
    assert isinstance(page, ProfilePage)
    assert page.arguments() == {"organisation": idle.id}


def test_one_organisation_needs_no_menu(open_window: Open, make_assessment: Make) -> None:
    window = open_window(assessment=make_assessment().id)
    window.sidebar.organisation.click()
    assert isinstance(window.current, ProfilePage)


def said(window: MainWindow) -> str:
    page = window.current
    assert page is not None
    return "\n".join(each.text() for each in page.findChildren(QLabel) if not each.isHidden())


def test_an_organisation_that_is_there_twice_is_pointed_out(
    open_window: Open, store: Store, several: list[Assessment]
) -> None:
    assert "the same name" not in said(open_window(assessment=several[0].id))
    twin = organise.create_organisation(store, name_ar="منظمه الامل")
    made = assess.start(store, twin.id, on=date(2026, 11, 9))
    window = open_window(assessment=made.id)
    assert "have the same name" in said(window)
    window.show_page("profile", {})
    assert "Another organisation here has this name, too: Al-Amal." in said(window)
    organise.save_profile(store, twin.id, name_ar="منظمة العمل")
    window.show_page("profile", {})
    assert "has this name, too" not in said(window)


def test_what_expires_before_the_next_report_is_on_home(
    open_window: Open, store: Store, make_assessment: Make
) -> None:
    made = make_assessment()
    for days in (30, 120, 200):
        item = EvidenceItem("", f"In {days}", expires=date.today() + timedelta(days=days))
        assess.add_evidence(store, made, item)
    window = open_window(assessment=made.id)
    assert "In 30: expires" in said(window) and "In 120" not in said(window)
    report = date.today() + timedelta(days=150)
    window.workspace.remember(next_report=report.isoformat())
    window.show_page("home", {})
    assert "expires before the report of" in said(window)
    assert "In 120: expires" in said(window) and "In 200" not in said(window)
