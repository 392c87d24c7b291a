"""The page where a returned plan workbook is looked at, ticked, taken over and undone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Funding
from capacity_app.model.plan_sheet import TAGS
from capacity_app.store.database import Store
from capacity_app.ui import ask
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.returned import ReturnedPage
from capacity_app.usecases import export, planning

Open = Callable[..., MainWindow]
TODAY = date(2026, 8, 31)
FIRST = "ACR/2026/01"


@pytest.fixture
def planned(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    made = make_assessment(instrument_id="iraq-health-cso-psea")
    return planning.add_action(store, made, TODAY, action="Renew", responsible="Director")


@pytest.fixture
def edited(store: Store, planned: Assessment, tmp_path: Path) -> Path:
    """A workbook whose funding, cost and supporter a funder changed, the cost unreadably."""
    path = tmp_path / "plan.xlsx"
    for _ in export.prepare(store, planned.id, format="xlsx", path=path, tier="funder"):
        pass
    book = load_workbook(path)
    sheet = book["Action plan"]
    columns = {cell.value: cell.column for cell in sheet[5]}
    for name, value in (("funding", "Secured"), ("cost", "much"), ("supported_by", "UN agency")):
        sheet.cell(6, columns[TAGS[name]]).value = value
    book.save(path)
    return path


@pytest.fixture
def page(
    open_window: Open, planned: Assessment, edited: Path, qtbot: QtBot
) -> Callable[..., ReturnedPage]:
    """Opens the page, with the workbook read."""

    def show(code: str = "en") -> ReturnedPage:
        window = open_window(code, "light", planned.id)
        window.show_page("returned", {"path": str(edited)})
        current = window.current
        assert isinstance(current, ReturnedPage)
        qtbot.waitUntil(lambda: current.lines is not None, timeout=10_000)
        return current

    return show


def texts(page: ReturnedPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_the_lines_are_ticked_taken_over_and_undone(
    page: Callable[..., ReturnedPage], store: Store, planned: Assessment, qtbot: QtBot
) -> None:
    own = page()
    assert own.lines is not None
    assert "2 lines differ" in texts(own)
    assert own.take.text() == "Take over 2 lines"
    own.lines.box(f"{FIRST} supported_by").setChecked(False)
    assert own.take.text() == "Take over 1 line"
    qtbot.mouseClick(own.take, Qt.MouseButton.LeftButton)
    assert store.assessment(planned.id).action(FIRST).funding is Funding.SECURED
    assert own.workspace.open_assessment.action(FIRST).funding is Funding.SECURED
    qtbot.waitUntil(lambda: "1 line of plan.xlsx was taken over" in texts(own))
    assert own.take.text() == "Take over 0 lines"
    assert not own.take.isEnabled()
    qtbot.mouseClick(own.undo, Qt.MouseButton.LeftButton)
    assert store.assessment(planned.id).action(FIRST).funding is Funding.GAP
    assert own.take.text() == "Take over 2 lines"


def test_all_can_be_ticked_and_unticked(page: Callable[..., ReturnedPage]) -> None:
    own = page()
    own.none.click()
    assert not own.take.isEnabled()
    own.all.click()
    assert own.take.text() == "Take over 2 lines"


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_every_box_says_its_whole_line(page: Callable[..., ReturnedPage], code: str) -> None:
    own = page(code)
    boxes = own.findChildren(QCheckBox)
    assert len(boxes) == 2
    assert all(FIRST in box.accessibleName() for box in boxes)
    assert any("UN agency" in box.accessibleName() for box in boxes)
    assert own.arguments()["path"]


def test_what_could_not_be_read_is_told_when_asked(page: Callable[..., ReturnedPage]) -> None:
    own = page()
    assert own.lines is not None
    assert "much" not in texts(own)
    own.lines.faults.click()
    assert "much cannot be read as an amount" in texts(own)


def test_a_dropped_file_is_read_and_a_bad_one_said_in_words(
    open_window: Open, planned: Assessment, edited: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window("en", "light", planned.id)
    window.show_page("returned", {})
    own = window.current
    assert isinstance(own, ReturnedPage)
    for path, said in ((tmp_path, "cannot be read"), (edited, "2 lines differ")):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
        enter = QDragEnterEvent(QPointF().toPoint(), *given, Qt.KeyboardModifier.NoModifier)
        own.dragEnterEvent(enter)
        assert enter.isAccepted()
        own.dropEvent(QDropEvent(QPointF(), *given, Qt.KeyboardModifier.NoModifier))
        qtbot.waitUntil(lambda said=said: said in texts(own), timeout=10_000)


def test_the_file_is_asked_for(
    open_window: Open,
    planned: Assessment,
    edited: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window("en", "light", planned.id)
    window.show_page("returned", {})
    own = window.current
    assert isinstance(own, ReturnedPage)
    monkeypatch.setattr(ask, "file_to_open", lambda *_: edited)
    button = own.first_focus()
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 lines differ" in texts(own), timeout=10_000)


def test_without_an_assessment_the_page_says_what_to_do(open_window: Open) -> None:
    window = open_window()
    window.show_page("returned", {})
    own = window.current
    assert isinstance(own, ReturnedPage)
    assert "Open the assessment" in texts(own)
