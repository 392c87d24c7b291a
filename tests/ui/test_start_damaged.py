"""Starting with a database that was changed by something else: the newest backup is offered."""

import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capacity_app import paths
from capacity_app.errors import DamagedError
from capacity_app.settings import Settings
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.ui import ask, language
from capacity_app.ui.main_window import words_of
from capacity_app.ui.start import Doors, Start
from capacity_app.usecases import safekeeping, sample


@pytest.fixture
def start(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Start:
    """A start, not shown yet, with a backup of a whole database and a damaged one in its place."""
    # Leaving for good would stop the waiting of the tests that follow in this process.
    monkeypatch.setattr(QApplication, "exit", lambda _status: None)
    store = Store.open(tmp_path, paths.assessments())
    made = sample.make_sample(store, "en")
    assert safekeeping.automatic(store, tmp_path)
    store.close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("UPDATE assessment SET state='unheard of'")
        connection.commit()
    chosen = Settings(language="en", theme="light", current_assessment=made.id)
    language.install(qapp, words_of(chosen))
    doors = Doors(
        glance=lambda: None,
        load=lambda: None,
        open=lambda: Store.open(tmp_path, paths.assessments()),
    )
    return Start(tmp_path, chosen, doors, None)


def end(start: Start) -> None:
    start.window.close()
    start.finish()
    start.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def states(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return [row[0] for row in connection.execute("SELECT state FROM assessment")]


@pytest.mark.parametrize("wanted", [True, False])
def test_the_newest_backup_is_offered_and_nothing_damaged_is_backed_up(
    wanted: bool, start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    told: list[str] = []

    def confirm(*question: str, dangerous: bool) -> bool:
        asked.append(question)
        return wanted

    monkeypatch.setattr(ask, "confirm", confirm)
    monkeypatch.setattr(ask, "tell", lambda text, _detail="": told.append(text))
    start.window.show()
    qtbot.waitUntil(lambda: bool(asked) and (bool(told) or not wanted))
    end(start)
    assert "values that nobody can read" in asked[0][0]
    assert asked[0][1].startswith("Bring back the backup of ")
    assert (states(tmp_path) == ["draft"]) is wanted
    assert len(list(tmp_path.glob("capacity-before-restore-*.sqlite"))) == wanted
    assert start.status == (0 if wanted else 3)
    assert len(safekeeping.backups(tmp_path)) == 1


def test_what_is_found_damaged_later_is_offered_too(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_on: list[object] = []
    monkeypatch.setattr(ask, "confirm", lambda *_question, dangerous: True)
    monkeypatch.setattr(ask, "tell", lambda _text, _detail="": None)
    monkeypatch.setattr(
        sys, "excepthook", partial(start.fault, lambda *each: passed_on.append(each))
    )
    sys.excepthook(ValueError, ValueError(), None)
    assert len(passed_on) == 1
    error = DamagedError("damaged")
    sys.excepthook(DamagedError, error, None)
    assert len(passed_on) == 1
    assert states(tmp_path) == ["draft"]
    end(start)
