"""Files dropped on the register and on an indicator, and the copies kept of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.store.database import Store
from capacity_app.ui import ask
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.evidence import EvidencePage
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.usecases import assess
from capacity_app.usecases.evidence_copies import FOLDER

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


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    file = tmp_path / "bank_reconciliation March 2026.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF\n")
    return file


def drop(widget: QWidget, *files: Path) -> bool:
    """Drag files over a widget and let go; whether it took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    what = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    over = QDragEnterEvent(widget.rect().center(), *what, Qt.KeyboardModifier.NoModifier)
    over.ignore()
    QApplication.sendEvent(widget, over)
    if over.isAccepted():
        place = QPointF(widget.rect().center())
        QApplication.sendEvent(widget, QDropEvent(place, *what, Qt.KeyboardModifier.NoModifier))
    return over.isAccepted()


def evidence(store: Store, made: Assessment) -> list[EvidenceItem]:
    return store.assessment(made.id).evidence


def open_register(window: MainWindow) -> EvidencePage:
    window.show_page("evidence", {})
    assert isinstance(window.current, EvidencePage)
    return window.current


def test_a_dropped_file_becomes_an_item_with_a_copy_and_goes_again(
    open_window: Open,
    make_assessment: Make,
    store: Store,
    qtbot: QtBot,
    asked: list[str],
    proof: Path,
) -> None:
    made = make_assessment()
    window = open_window(assessment=made.id)
    page = open_register(window)
    assert drop(page, proof)
    qtbot.waitUntil(
        lambda: bool(evidence(store, made)) and bool(evidence(store, made)[0].copy_name)
    )
    [item] = evidence(store, made)
    assert item.title == "bank reconciliation March 2026"
    assert asked == [f"Keep a copy of {proof.name} here?"]
    assert page.copies is not None and "Copy on this computer" in page.copies.said.text()
    kept = window.workspace.data_dir / FOLDER
    assert [each.suffix for each in kept.iterdir()] == [".pdf"]
    assert page.table is not None
    assert page.table.model().index(0, 4).data() == "Copy on this computer"
    page.copies.remove_button.click()
    assert [each.copy_sha256 for each in evidence(store, made)] == [""]
    assert list(kept.iterdir()) == []
    assert proof.exists()


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_the_first_item_is_chosen_and_its_copy_offered(
    open_window: Open, make_assessment: Make, store: Store, code: str
) -> None:
    made = assess.add_evidence(store, make_assessment(), EvidenceItem("", "Policy"))
    page = open_register(open_window(code, assessment=made.id))
    assert page.table is not None and page.table.chosen() == "E1"
    assert page.copies is not None and not page.copies.keep_button.isHidden()
    assert page.edit_button.isEnabled()


def test_without_a_yes_only_the_title_is_noted(
    open_window: Open,
    make_assessment: Make,
    store: Store,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    proof: Path,
) -> None:
    monkeypatch.setattr(ask, "confirm", lambda *_texts, **_options: False)
    made = make_assessment()
    window = open_window(assessment=made.id)
    assert drop(open_register(window), proof)
    qtbot.waitUntil(lambda: bool(evidence(store, made)))
    assert evidence(store, made)[0].copy_name == ""
    assert not (window.workspace.data_dir / FOLDER).exists()


def test_what_cannot_be_taken_is_said_on_the_page(
    open_window: Open, make_assessment: Make, store: Store, tmp_path: Path, proof: Path
) -> None:
    made = make_assessment()
    page = open_register(open_window(assessment=made.id))
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    for dropped, said in (
        ([tmp_path], "is a folder"),
        ([proof, proof], "Drop one file at a time"),
        ([huge], "larger than 20 MB"),
        ([tmp_path / "gone.pdf"], "cannot be read"),
    ):
        page.take_in(dropped)
        assert said in page._wrong.text() and not page._wrong.isHidden()
    assert evidence(store, made) == []


def test_a_file_dropped_on_an_indicator_is_its_proof(
    open_window: Open,
    make_assessment: Make,
    store: Store,
    qtbot: QtBot,
    asked: list[str],
    proof: Path,
) -> None:
    made = make_assessment()
    window = open_window(assessment=made.id)
    window.show_page("indicator", {"indicator": "FUN-1.1"})
    page = window.current
    assert isinstance(page, IndicatorPage)
    page.drops.take([proof, proof])
    assert page.evidence._not_taken.text() == "Drop one file at a time. Nothing was changed."
    assert drop(page.evidence, proof)
    qtbot.waitUntil(
        lambda: bool(evidence(store, made)) and bool(evidence(store, made)[0].copy_name)
    )
    fresh = store.assessment(made.id)
    assert [item.ref for item in fresh.answer("FUN-1.1").evidence] == ["E1"]
    assert page.evidence._not_taken.isHidden()


class Opened(QObject):
    """Stands where the system would open a file."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.files.append(url.toLocalFile())


def test_a_copy_is_opened_by_the_system_after_a_warning(
    open_window: Open,
    make_assessment: Make,
    store: Store,
    qtbot: QtBot,
    asked: list[str],
    proof: Path,
) -> None:
    made = make_assessment()
    assess.add_evidence(store, made, EvidenceItem("", "Policy"))
    window = open_window(assessment=made.id)
    page = open_register(window)
    assert page.copies is not None
    page.copies.offer("E1", proof)
    qtbot.waitUntil(lambda: bool(evidence(store, made)[0].copy_name))
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        page.copies.open_button.click()
        assert asked[-1].startswith(f"Open {proof.name} with")
        [file] = opened.files
        assert Path(file).read_bytes() == proof.read_bytes()
        Path(file).chmod(0o600)
        Path(file).write_bytes(b"%PDF-another")
        page.copies.open_button.click()
        assert "changed or damaged" in page.copies.said.text()
        assert len(opened.files) == 1
    finally:
        QDesktopServices.unsetUrlHandler("file")
