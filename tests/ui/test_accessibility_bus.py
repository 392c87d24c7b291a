"""The real window over the accessibility bus: names, roles, states and sizes of the main pages."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
PAGES = ["Assess", "Plan", "Evidence", "Settings"]
CONTROLS = {"push button", "check box", "radio button", "text", "combo box", "spin button"}
TARGET = 24  # pixels

Node = dict[str, Any]


def why_not() -> str:
    """What this machine lacks for the bus, in words; "" when nothing."""
    if not shutil.which("dbus-run-session"):
        return "dbus-run-session is not installed"
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not Path(SYSTEM_PYTHON).exists():
        return "there is no system Python"
    known = subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True, check=False)
    return "" if known.returncode == 0 else "the bus's library (gir1.2-atspi-2.0) is not installed"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Node]]:
    """What the bus tells of each main page, reached by pressing its button over the bus."""
    if lacking := why_not():
        pytest.skip(lacking)
    folder = tmp_path_factory.mktemp("bus")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    make = [sys.executable, str(ROOT / "bench" / "floors" / "make_data.py"), str(folder)]
    subprocess.run(make, env=environment, check=True, timeout=60)
    script = (
        f'"{sys.executable}" -m capacity_app --data-dir "{folder}" --language en & program=$!; '
        f'"{SYSTEM_PYTHON}" -W ignore tests/ui/read_bus.py {" ".join(PAGES)}; code=$?; '
        "kill $program; wait $program; exit $code"
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[{")]
    return dict(zip(PAGES, told, strict=True))


@pytest.mark.window
@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_a_state_and_room(pages: dict[str, list[Node]], page: str) -> None:
    controls = [node for node in pages[page] if node["role"] in CONTROLS]
    assert len(controls) > 8
    for node in controls:
        assert node["name"].strip(), node
        assert "enabled" not in node["states"] or "focusable" in node["states"], node
        assert min(node["size"]) >= TARGET, node


@pytest.mark.window
def test_the_open_page_is_told(pages: dict[str, list[Node]]) -> None:
    for page, nodes in pages.items():
        opened = [node for node in nodes if node["description"] == "This page is open."]
        assert [node["name"].partition(",")[0] for node in opened] == [page]
        assert {node["role"] for node in opened} == {"push button"}


@pytest.mark.window
def test_one_of_several_is_a_radio_button_and_says_which(pages: dict[str, list[Node]]) -> None:
    radios = [node for node in pages["Settings"] if node["role"] == "radio button"]
    checked = [node["name"] for node in radios if "checked" in node["states"]]
    assert {"English", "العربية", "کوردی"} <= {node["name"] for node in radios}
    assert "English" in checked and "العربية" not in checked


@pytest.mark.window
def test_the_register_is_a_table_with_headings(pages: dict[str, list[Node]]) -> None:
    roles = [node["role"] for node in pages["Evidence"]]
    assert roles.count("table") == 1
    assert roles.count("table column header") == 8
    cells = [node["name"] for node in pages["Evidence"] if node["role"] == "table cell"]
    assert any(name.startswith("Title: ") for name in cells)
