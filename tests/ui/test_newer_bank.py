"""A newer question bank is told of, and an assessment moves to it only when it is asked to."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from capacity_app import paths
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import ask, language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess, organise

BANK = "iraq-health-cso"


@pytest.fixture
def shown(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """The review page of an assessment whose bank was changed after it was made."""
    banks = tmp_path / "banks"
    shutil.copytree(paths.assessments() / BANK, banks / BANK)
    store = Store.open(tmp_path / "data", banks)
    organisation = organise.create_organisation(store, name_en="Example")
    made = assess.start(store, organisation.id, on=date(2026, 3, 9))
    made = assess.choose_level(store, made, "FUN-1.1", 3)
    made = assess.choose_level(store, made, "FUN-1.2", 2)
    store.close()
    publish_new_version(banks / BANK)
    store = Store.open(tmp_path / "data", banks)
    settings = Settings(language="en", theme="light", current_assessment=made.id)
    language.install(qapp, words_of(settings))
    window = MainWindow(settings)
    window.use(Workspace(store, settings, tmp_path / "data", window.style_in_use))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("review", {})
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()


def publish_new_version(home: Path) -> None:
    """Version 1.1.0: FUN-1.2 is gone, FUN-1.1 is worded anew."""
    manifest = json.loads((home / "instrument.json").read_text(encoding="utf-8"))
    manifest["version"] = "1.1.0"
    (home / "instrument.json").write_text(json.dumps(manifest), encoding="utf-8")
    area = json.loads((home / "areas" / "FUN-1.json").read_text(encoding="utf-8"))
    area["indicators"] = area["indicators"][:1]
    area["indicators"][0]["question"]["en"] = "Is the registration valid?"
    (home / "areas" / "FUN-1.json").write_text(json.dumps(area), encoding="utf-8")


def texts(window: MainWindow) -> str:
    return "\n".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def test_it_says_what_maps_and_changes_nothing_by_itself(shown: MainWindow) -> None:
    said = texts(shown)
    assert "version 1.1.0; this assessment uses version 1.0.0" in said
    assert "Answered anew or gone: FUN-1.2" in said
    assert shown.workspace.open_assessment.answers["FUN-1.2"].level == 2
    assert len(shown.workspace.instrument.indicators) == 44


def test_moving_keeps_what_maps(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_k: True)
    go = [b for b in shown.findChildren(QPushButton) if b.text().startswith("Move to the inst")]
    QTest.mouseClick(go[0], Qt.MouseButton.LeftButton)
    moved = shown.workspace.open_assessment
    assert (moved.instrument_version, moved.revision) == ("1.1.0", 2)
    assert moved.answers["FUN-1.1"].level == 3
    assert "FUN-1.2" not in moved.answers
    assert len(shown.workspace.instrument.indicators) == 43
    assert "this assessment uses version" not in texts(shown)
