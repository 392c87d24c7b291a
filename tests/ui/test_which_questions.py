"""Choosing between the full question bank and shorter ones when an assessment is started."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from capacity_app import paths
from capacity_app.exchange.bank_writing import write_bank
from capacity_app.settings import Settings
from capacity_app.store import instruments
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.pages.setting import SettingPage
from capacity_app.ui.widgets.choices import OneOf
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import bank_workbooks, banks

FULL = "iraq-health-cso"
Open = Callable[..., MainWindow]


def start_page(window: MainWindow) -> SettingPage:
    window.show_page("setting", {})
    page = window.current
    assert isinstance(page, SettingPage)
    page.name_field.setText("Example Health Organisation")
    return page


def test_the_full_bank_is_chosen_unless_another_is(open_window: Open) -> None:
    page = start_page(open_window())
    assert isinstance(page.bank_choice, OneOf)
    assert page.bank_choice.value() == FULL
    assert page.bank_choice.button(FULL).text() == "Full: 44 questions"
    assert page.bank_choice.button(f"{FULL}-rapid").text() == "Rapid: 24 questions"
    assert page.bank_choice.button(f"{FULL}-psea").text() == "PSEA only: 8 questions"
    assert page.services.isVisible()


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
@pytest.mark.parametrize(("name", "total"), [("rapid", 24), ("psea", 8)])
def test_a_shorter_bank_asks_for_no_services(
    open_window: Open, store: Store, code: str, name: str, total: int
) -> None:
    page = start_page(open_window(code))
    page.services.box("PHC").setChecked(True)
    assert isinstance(page.bank_choice, OneOf)
    QTest.mouseClick(page.bank_choice.button(f"{FULL}-{name}"), Qt.MouseButton.LeftButton)
    assert not page.services.isVisible()
    QTest.mouseClick(page.bank_choice.button(FULL), Qt.MouseButton.LeftButton)
    assert page.services.isVisible()
    QTest.mouseClick(page.bank_choice.button(f"{FULL}-{name}"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    (made,) = store.summaries()
    assert made.applicable == total
    assessment = store.assessment(made.id)
    assert (assessment.instrument_id, assessment.services) == (f"{FULL}-{name}", [])


def test_a_bank_of_ones_own_is_offered_by_its_title(
    open_window: Open, store: Store, tmp_path: Path
) -> None:
    content = instruments.read(f"{FULL}-psea", paths.assessments())
    content |= {"id": "mine"}
    content["title"]["en"] = "Questions of our network"
    write_bank(content, tmp_path / "mine.xlsx")
    own = banks.own_folder(tmp_path / "data")
    bank_workbooks.bring_in(tmp_path / "mine.xlsx", paths.assessments(), own)
    window = open_window()
    page = start_page(window)
    assert isinstance(page.bank_choice, QComboBox)  # too many to stand side by side
    assert page.bank_choice.currentData() == FULL
    page.bank_choice.setCurrentIndex(page.bank_choice.findData("mine"))
    assert page.bank_choice.currentText() == "Questions of our network: 8 questions"
    assert not page.services.isVisible()
    QTest.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    assert isinstance(window.current, IndicatorPage)
    assert store.assessment(store.summaries()[0].id).instrument_id == "mine"


def test_nothing_is_asked_where_there_is_one_bank(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    shutil.copytree(paths.assessments() / FULL, tmp_path / "banks" / FULL)
    only = Store.open(tmp_path / "there", tmp_path / "banks")
    window = open_window()
    window.use(Workspace(only, Settings(), tmp_path / "there", window.style_in_use))
    page = start_page(window)
    qtbot.waitUntil(page.services.isVisible)
    assert not page.bank_choice.isVisible()
    QTest.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    assert only.summaries()[0].applicable == 44
    window.close()
    only.close()
