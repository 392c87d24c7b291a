"""The documents page: looked at first, written, and noted to whom it went."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store
from capacity_app.ui import ask
from capacity_app.ui.language import _
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.documents import DocumentsPage

LEFT = Qt.MouseButton.LeftButton
OpenWindow = Callable[..., MainWindow]
WAIT = 30_000


@pytest.fixture
def show(
    open_window: OpenWindow, planned: Assessment, qtbot: QtBot
) -> Callable[..., DocumentsPage]:
    """Shows the page, once its first document is there to be looked at."""

    def shown(code: str = "en") -> DocumentsPage:
        window = open_window(code, assessment=planned.id)
        window.show_page("documents", {})
        page = window.current
        assert isinstance(page, DocumentsPage)
        qtbot.waitUntil(lambda: page.preview.is_made, timeout=WAIT)
        return page

    return shown


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_pages_of_the_real_document_can_be_turned(
    show: Callable[..., DocumentsPage], code: str
) -> None:
    page = show(code)
    paper = page.preview.picture
    first = paper.pixmap().toImage()
    assert "1" in paper.accessibleName()
    assert paper.accessibleName() == page.preview.place.text()
    paper.setFocus()
    QTest.keyClick(paper, Qt.Key.Key_Left if code == "ar" else Qt.Key.Key_Right)
    assert paper.pixmap().toImage() != first
    QTest.keyClick(paper, Qt.Key.Key_PageUp)
    assert paper.pixmap().toImage() == first
    assert not page.preview.back.isEnabled()


def test_pages_are_read_larger(show: Callable[..., DocumentsPage]) -> None:
    page = show()
    QTest.mouseClick(page.preview.larger, LEFT)
    large = page.preview.large
    assert large.isVisible()
    assert large.place.text() == page.preview.place.text()
    QTest.keyClick(large, Qt.Key.Key_PageDown)
    assert large.place.text() != page.preview.place.text()
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert page.isVisible()


def test_another_choice_is_another_document(
    show: Callable[..., DocumentsPage], qtbot: QtBot
) -> None:
    page = show()
    page.choose("document", "workbook")
    assert not page.preview.is_made
    qtbot.waitUntil(lambda: page.preview.is_made, timeout=WAIT)
    assert "README" in page.preview.picture.text()
    assert page.preview.back.isHidden()
    page.choose("tier", "aggregate")
    page.choose("document", "json")
    qtbot.waitUntil(lambda: "JSON" in page.preview.picture.text(), timeout=WAIT)


def test_what_is_seen_follows_the_choice(show: Callable[..., DocumentsPage]) -> None:
    page = show()
    assert "notes" in page._unseen.text()
    page.with_names.setChecked(True)
    assert "names and roles" in page._seen.text()
    page.choose("tier", "internal")
    assert page._unseen.isHidden()
    assert page.with_names.isHidden()


def test_leaving_takes_what_was_made_to_be_looked_at(
    show: Callable[..., DocumentsPage], tmp_path: Path
) -> None:
    page = show()
    folder = page.workspace.data_dir / "preview"
    assert list(folder.iterdir())
    page.workspace.go("home")
    assert list(folder.iterdir()) == []


def test_written_then_noted_who_received_it(
    show: Callable[..., DocumentsPage],
    store: Store,
    planned: Assessment,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, target = show("ckb"), tmp_path / "plan.pdf"
    monkeypatch.setattr(ask, "file_to_save", lambda *_given: target)
    page.beside.setChecked(True)
    QTest.mouseClick(page.write_button, LEFT)
    qtbot.waitUntil(page.write_button.isEnabled, timeout=WAIT)
    assert target.read_bytes().startswith(b"%PDF"), page.outcome.text()
    assert not page.open_button.isHidden()
    QTest.mouseClick(page.handover.note_button, LEFT)
    assert page.handover.refusal.text() == _("Write which organisation received it.")
    page.handover.receiver.setText("UN agency")
    QTest.keyClick(page.handover.receiver, Qt.Key.Key_Return)
    (noted,) = store.handovers(planned.id)
    assert (noted.receiver, noted.document, noted.language) == ("UN agency", "plan_pdf", "ckb")
    assert noted.code in page.outcome.text()
    assert page.handover.isHidden()
