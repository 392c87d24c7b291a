"""The one door, tried in a small project of its own: set-up, what is kept, and how it says no."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAMP = ".venv/capacity-app-setup.json"
PROGRAM = "import sys; print(sys.argv[1:]); sys.exit(7)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that needs no packages, whose program prints its words and ends with 7; set up."""
    home = tmp_path_factory.mktemp("dev") / "a project ێ"
    for folder in ("capacity_app", "requirements", "packaging"):
        (home / folder).mkdir(parents=True)
    shutil.copy(ROOT / "dev.py", home)
    shutil.copy(ROOT / "packaging" / "machine.py", home / "packaging")
    (home / "packaging" / "system-packages.txt").write_text("[offscreen]\n", encoding="utf-8")
    (home / "requirements" / "app.txt").write_text("# none\n", encoding="utf-8")
    (home / "capacity_app" / "__init__.py").touch()
    (home / "capacity_app" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    first = dev(home, "run", "list", "--json")
    assert (first.returncode, first.stdout) == (7, "['list', '--json']\n"), first.stderr
    assert "Setting up .venv" in first.stderr
    return home


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Iterator[Path]:
    """The project at its own place, its set-up restored after each test."""
    shutil.copy(made / STAMP, tmp_path / "stamp")
    yield made
    shutil.copy(tmp_path / "stamp", made / STAMP)


def dev(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run dev.py with the system's Python, without a display."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys._base_executable, str(project / "dev.py"), *words],  # type: ignore[attr-defined]
        cwd=project,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def keeps_its_set_up(project: Path) -> bool:
    """Whether the next door would use .venv as it is."""
    code = "import machine, sys; sys.exit(0 if machine.kept_stamp() is not None else 9)"
    command = [sys._base_executable, "-B", "-c", code]  # type: ignore[attr-defined]
    done = subprocess.run(command, cwd=project / "packaging", check=False)
    assert done.returncode in (0, 9)
    return done.returncode == 0


def test_a_second_run_starts_at_once(project: Path) -> None:
    second = dev(project, "run", "list")
    assert (second.returncode, second.stderr) == (7, "")
    assert keeps_its_set_up(project)


def test_an_install_that_was_broken_off_is_made_anew(project: Path) -> None:
    (project / STAMP).write_text('{"made', encoding="utf-8")
    assert not keeps_its_set_up(project)
    (project / STAMP).unlink()
    assert not keeps_its_set_up(project)


def test_another_python_makes_it_anew(project: Path) -> None:
    stamp = json.loads((project / STAMP).read_text(encoding="utf-8"))
    stamp["made"][0] = "3.10"
    (project / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    assert not keeps_its_set_up(project)


def test_another_folder_makes_it_anew(project: Path) -> None:
    moved = project.rename(project.with_name("moved"))
    try:
        assert not keeps_its_set_up(moved)
    finally:
        moved.rename(project)


def test_requirements_that_cannot_be_installed_are_said_in_words(project: Path) -> None:
    file = project / "requirements" / "app.txt"
    before = file.read_text(encoding="utf-8")
    file.write_text("=== broken\n", encoding="utf-8")
    refused = dev(project, "run", "list")
    file.write_text(before, encoding="utf-8")
    assert refused.returncode == 3
    assert "start the same command again" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not keeps_its_set_up(project), "a half-done set-up must not pass for a whole one"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_the_demo_is_run(project: Path) -> None:
    done = dev(project, "run", "--language", "ar")
    assert done.returncode == 7
    assert done.stdout == "['--language', 'ar', 'demo', '--out', 'out/']\n"
    assert "There is no display here" in done.stderr


@pytest.mark.parametrize("words", [[], ["fly"]])
def test_an_unknown_door_shows_the_doors(words: list[str]) -> None:
    done = dev(ROOT, *words)
    assert done.returncode == 2
    assert "python3 dev.py run " in done.stdout


def test_the_readme_begins_with_the_two_commands_and_names_every_door() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first = text.partition("```\n")[2].partition("```")[0]
    assert re.findall(r"^python3 dev.py (\w+)", first, re.M) == ["run", "test"]
    doors = set(re.findall(r"^python3 dev.py (\w+)", dev(ROOT, "help").stdout, re.M))
    table = re.findall(r"^\| (`.*?) \|", text, re.M)
    assert {name for row in table for name in re.findall(r"`(\w+)`", row)} == doors


def test_links_of_the_documents_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert not broken, broken
