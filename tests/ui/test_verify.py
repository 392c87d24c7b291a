"""The page that verifies a file: what it says of whole, changed and impossible ones."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store
from capacity_app.ui import ask
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.verify import VerifyPage
from capacity_app.ui.widgets.findings_table import FindingsTable
from capacity_app.usecases import export
from capacity_app.usecases.sample import make_sample

TODAY = date(2026, 12, 20)


@pytest.fixture
def own(store: Store) -> Assessment:
    """The sample organisation's assessment."""
    return make_sample(store, "en")


@pytest.fixture
def page(open_window: Callable[..., MainWindow], own: Assessment) -> VerifyPage:
    """The page, shown."""
    window = open_window(assessment=own.id)
    window.show_page("verify", {})
    assert isinstance(window.current, VerifyPage)
    return window.current


@pytest.fixture
def book(store: Store, own: Assessment, tmp_path: Path) -> Path:
    """A workbook of it for a funder."""
    path = tmp_path / "book.xlsx"
    list(export.prepare(store, own.id, format="xlsx", path=path, tier="funder", today=TODAY))
    return path


def said(page: VerifyPage) -> str:
    """Everything the page says."""
    return "\n".join(each.text() for each in page.findChildren(QLabel) if not each.isHidden())


def opened(page: VerifyPage, path: Path, qtbot: QtBot) -> str:
    """What the page says once a file was read."""
    page.open(path)
    qtbot.waitUntil(lambda: page._job is None)
    return said(page)


def dropped(page: VerifyPage, *paths: Path) -> None:
    """Drop files on the page."""
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, given, left, none))


def test_a_whole_workbook_is_said_to_be_whole(page: VerifyPage, book: Path, qtbot: QtBot) -> None:
    text = opened(page, book, qtbot)
    assert "book.xlsx is as it was written" in text
    assert "exactly what this program holds" in text
    assert not page.findChildren(FindingsTable)


def test_changed_values_are_listed(page: VerifyPage, book: Path, qtbot: QtBot) -> None:
    changed = load_workbook(book)
    changed["Scores"]["D6"] = 4
    changed.save(book)
    assert "1 value was changed" in opened(page, book, qtbot)
    [table] = page.findChildren(FindingsTable)
    model = table.model()
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row == ["Scores", "D6", "FUN-1.1", "Level", "3", "4"]
    assert table.accessibleName()


def test_a_typed_code_is_compared(page: VerifyPage, book: Path, qtbot: QtBot) -> None:
    opened(page, book, qtbot)
    for typed, expected in (
        ("1234-5678-9ABC-DEF0", "does not belong to that code"),
        ("12", "12 is not a content code"),
        ("", "is as it was written"),
    ):
        page.code.setText(typed)
        page.code.editingFinished.emit()
        assert expected in said(page)
    assert page._examined is not None
    page.code.setText(page._examined.found.code.lower())
    page.code.editingFinished.emit()
    assert "It is the code you typed." in said(page)


def test_what_cannot_be_verified_is_said(page: VerifyPage, tmp_path: Path, qtbot: QtBot) -> None:
    dropped(page, tmp_path)
    assert "Drop one file" in said(page)
    (tmp_path / "a.txt").write_text("nothing")
    dropped(page, tmp_path / "a.txt", tmp_path / "a.txt")
    assert "Drop one file" in said(page)
    with (tmp_path / "big.pdf").open("wb") as file:
        file.truncate(2_000_000_000)
    for name in ("a.txt", "big.pdf", "none.xlsx"):
        dropped(page, tmp_path / name)
        qtbot.waitUntil(lambda: page._job is None)
        assert name in said(page)
        assert "is as it was written" not in said(page)


def test_a_chosen_file_is_read(
    page: VerifyPage, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "file_to_open", lambda *_: book)
    qtbot.mouseClick(page.choose_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._job is None)
    assert "is as it was written" in said(page)
    assert page.arguments() == {"path": str(book)}
