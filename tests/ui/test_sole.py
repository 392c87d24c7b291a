"""A second start brings the first window forward; a lock left by a dead program is no hindrance."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from capacity_app.settings import Settings
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.sole import ASKED, LOCK, Sole

ROOT = Path(__file__).parents[2]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen has no front
def test_a_second_start_ends_and_the_first_window_comes_forward(
    tmp_path: Path, qtbot: QtBot
) -> None:
    first = Sole(tmp_path)
    window = MainWindow(Settings(language="en"))
    qtbot.addWidget(window)
    window.showMinimized()
    first.asked_forward.connect(window.come_forward)
    first.listen()
    words = [sys.executable, "-m", "capacity_app", "--data-dir", str(tmp_path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, cwd=ROOT) as second:
        try:
            with qtbot.waitSignal(first.asked_forward, timeout=60_000):
                pass
            assert second.wait(60) == 0
        finally:
            second.kill()  # one that went on by itself would never end
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert not (tmp_path / ASKED).exists()
    assert not (tmp_path / "capacity.sqlite").exists()  # it asked, and opened nothing
    first.let_go()


def test_a_first_window_that_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    first = Sole(tmp_path)  # and never listens
    second = Sole(tmp_path)
    assert first.is_first and not second.is_first
    waits: list[float] = []
    assert not second.hand_over(patience=0.05, pause=waits.append)
    assert waits
    assert not (tmp_path / ASKED).exists()
    first.let_go()
    assert Sole(tmp_path).is_first


def test_a_lock_left_by_a_dead_program_is_taken_over(tmp_path: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    left = f"{dead.stdout.strip()}\n{Path(sys.executable).name}\n{socket.gethostname()}\n\n\n"
    (tmp_path / LOCK).write_text(left, encoding="utf-8")
    (tmp_path / ASKED).write_bytes(b"")
    sole = Sole(tmp_path)
    assert sole.is_first
    assert not (tmp_path / ASKED).exists()
    sole.let_go()


def test_a_folder_that_refuses_is_left_to_the_store_to_say(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    sole = Sole(tmp_path / "file" / "data")
    assert sole.is_first
    sole.listen()
    sole.let_go()
