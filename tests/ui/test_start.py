"""Starting: home from a glance, the store behind it, and what is asked for meanwhile."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capacity_app import app, paths
from capacity_app.errors import UserError
from capacity_app.journal import keep_journal
from capacity_app.settings import Settings
from capacity_app.store import glance
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.ui import ask, language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.pages.home import HomePage
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.start import Doors, Start
from capacity_app.usecases import sample


@pytest.fixture
def settings(tmp_path: Path, qapp: QApplication) -> Settings:
    store = Store.open(tmp_path, paths.assessments())
    made = sample.make_sample(store, "en")
    store.close()
    chosen = Settings(language="en", theme="light", current_assessment=made.id)
    language.install(qapp, words_of(chosen))
    return chosen


@pytest.fixture(autouse=True)
def waits_go_on(qapp: QApplication) -> Iterator[None]:
    """A program told to end refuses every later wait in its process, until it runs again."""
    yield
    QTimer.singleShot(0, qapp.quit)
    qapp.exec()


def wait_for(gate: threading.Event) -> None:
    assert gate.wait(10)


def begin(folder: Path, settings: Settings, gate: threading.Event) -> Start:
    doors = Doors(
        glance=lambda: glance.take(folder / FILE_NAME, settings.current_assessment),
        load=lambda: wait_for(gate),
        open=lambda: Store.open(folder, paths.assessments()),
    )
    return Start(folder, settings, doors, None)


def end(start: Start) -> None:
    start.window.close()
    start.finish()
    start.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_is_asked_for_before_the_store_is_open_is_shown_after(
    tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    gate = threading.Event()
    start = begin(tmp_path, settings, gate)
    window: MainWindow = start.window
    window.show()
    qtbot.waitUntil(lambda: isinstance(window.current, HomePage))
    assert not window.workspace.is_ready
    button = window.current.first_focus() if window.current is not None else None
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(window.current, HomePage)
    with qtbot.waitSignal(window.adopted):
        gate.set()
    assert window.workspace.is_ready
    assert isinstance(window.current, IndicatorPage)
    end(start)


def test_the_store_takes_the_glance_s_place(
    tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    gate = threading.Event()
    gate.set()
    start = begin(tmp_path, settings, gate)
    with qtbot.waitSignal(start.window.adopted):
        start.window.show()
    assert isinstance(start.window.current, HomePage)
    assert start.window.workspace.assessment is not None
    assert start.window.workspace.assessment.plan
    end(start)


def test_what_stands_in_the_way_is_said_and_the_program_ends(
    tmp_path: Path, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[UserError] = []
    monkeypatch.setattr(ask, "tell_error", said.append)
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 100)
    gate = threading.Event()
    gate.set()
    start = begin(tmp_path, settings, gate)
    start.window.show()
    qtbot.waitUntil(lambda: bool(said))
    assert "damaged" in str(said[0])
    assert start.status == 3
    end(start)


def test_a_whole_start_in_a_process_of_its_own(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}

    def run(script: str) -> str:
        words = [sys.executable, str(root / "bench" / script), str(tmp_path / "data")]
        done = subprocess.run(
            words, env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        return done.stdout

    run("floors/make_data.py")
    told = run("start_program.py").splitlines()
    assert len(told) == 3, told  # painted, home with its data, the store open behind it
    assert not (tmp_path / "data" / "log.txt").exists()


def test_a_fault_in_the_window_is_said_and_logged(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(ask, "tell", said.append)
    with keep_journal(tmp_path) as file:
        try:
            raise KeyError("a name")
        except KeyError as error:
            app._note_bug(file, KeyError, error, error.__traceback__)
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    assert "What was saved before is safe" in said[0]
    log = file.read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "a name" not in log
