"""What starting costs: libraries that are used later are not loaded before the first window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from capacity_app.store.database import Store

# Each costs about as much as a bare window, or more.
LATER = {"reportlab", "openpyxl", "pypdfium2", "alembic", "uharfbuzz", "jsonschema", "babel", "PIL"}

WINDOW = """
import json, sys
from pathlib import Path
import capacity_app.app
loaded = [sorted(sys.modules)]
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from capacity_app import paths
from capacity_app.settings import Settings
from capacity_app.ui.start import Doors, run_window

def open_store():
    loaded.append(sorted(sys.modules))
    from capacity_app.store.database import Store
    return Store.open(Path(sys.argv[1]), paths.assessments())

def ready(window):
    loaded.append(sorted(sys.modules))
    QTimer.singleShot(0, QApplication.quit)

doors = Doors(glance=lambda: None, load=lambda: None, open=open_store)
code = run_window(Path(sys.argv[1]), Settings(language="en"), doors, ready=ready)
print(json.dumps(loaded))
sys.exit(code)
"""

REPEATED_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for _ in range(30_000):
    label.setText("x")
"""


def run_child(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, on the screen the tests run on."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.fixture
def stages(store: Store, tmp_path: Path) -> list[set[str]]:
    """Libraries loaded after the import of the app, at the first paint, and with the first page."""
    store.close()
    child = run_child("-c", WINDOW, str(tmp_path / "data"))
    assert child.returncode == 0, child.stderr
    return [{name.partition(".")[0] for name in names} for names in json.loads(child.stdout)]


def test_the_window_is_shown_without_what_is_used_later(stages: list[set[str]]) -> None:
    imported, painted, ready = stages
    assert not imported & {"PySide6", "sqlalchemy"}, "app.py imports these when it knows it must"
    assert "sqlalchemy" not in painted, "the first paint must not wait for the database's library"
    assert "sqlalchemy" in ready
    assert not ready & LATER, "import it in the function that uses it"


@pytest.mark.window
def test_the_window_opens_on_a_real_screen(stages: list[set[str]]) -> None:
    assert "PySide6" in stages[-1]


def test_the_command_line_does_without_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from capacity_app.app import main; "
        f"main(['--data-dir', {str(tmp_path)!r}, 'list', '--json']); "
        "sys.exit('PySide6' in sys.modules)"
    )
    child = run_child("-c", code)
    assert child.returncode == 0, child.stderr or "PySide6 was imported"
    assert json.loads(child.stdout) == []


def test_qt_survives_many_calls_that_return_nothing() -> None:
    """PySide6 6.12.0 loses a reference to None at each; it aborts after about 7,000."""
    child = run_child("-c", REPEATED_CALLS)
    assert child.returncode == 0, child.stderr
