#!/usr/bin/env python3
"""The one door for every chore; needs nothing but Python, and sets up the rest in .venv.

python3 dev.py run          open the program (where there is no display: make the demo files)
python3 dev.py test         the whole test suite, offscreen; further words go to pytest
python3 dev.py check        format, lint, strict types and house rules
python3 dev.py bench        the program beside its floors
python3 dev.py demo         the sample organisation's files and pictures, in out/
python3 dev.py screenshots  the same, in out/screenshots/
python3 dev.py translations update the catalogues from the code, and compile them
python3 dev.py package      the frozen program, in dist/
python3 dev.py lock         pin the requirements anew from pyproject.toml (needs uv)

On Windows write "py dev.py" instead. Exit code 3: this machine lacks something, named in words.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging"))

from machine import (  # noqa: E402 - found through the line above
    LINUX,
    PYTHON,
    CannotGoOn,
    call,
    need_system,
    say,
    set_up,
    suitable_python,
)

# doors


def run(words: list[str]) -> int:
    """Open the program; without a display make the demo files instead."""
    shown = has_display()
    need_system(*(["offscreen", "window"] if shown else ["offscreen"]))
    set_up("app.txt")
    if shown or not wants_window(words):
        return program(*words)
    say("There is no display here, so no window can be opened.")
    say("Running this instead: capacity-app demo --out out/")
    return program(*words, "demo", "--out", "out/", QT_QPA_PLATFORM="offscreen")


def demo(words: list[str]) -> int:
    """Write the demo files."""
    return make_demo(words or ["--out", "out/"])


def screenshots(words: list[str]) -> int:
    """Write the demo files, with the pictures of every page, into a folder of their own."""
    return make_demo(words or ["--out", "out/screenshots/"])


def make_demo(words: list[str]) -> int:
    """Run the demo offscreen."""
    need_system("offscreen")
    set_up("app.txt")
    return program("demo", *words, QT_QPA_PLATFORM="offscreen")


def test(words: list[str]) -> int:
    """Run the tests that need a real window on a virtual screen, then the others offscreen.

    The others run on every core at once; ``-n 0`` among the words runs them one after the other.
    """
    need_system("offscreen", "window", "test")
    set_up("app.txt", "dev.txt", "hxl.txt")
    cores = [] if "-n" in words else ["-n", "auto", "--dist", "worksteal"]
    if "-m" in words:  # the person chooses among the marks
        return python("-m", "pytest", *cores, *words, QT_QPA_PLATFORM="offscreen")
    codes = [
        on_virtual_screen("-m", "pytest", "-m", "window", *words),
        python("-m", "pytest", *cores, "-m", "not window", *words, QT_QPA_PLATFORM="offscreen"),
    ]
    failed = [code for code in codes if code not in (0, 5)]  # 5: no such tests among those named
    return failed[0] if failed else min(codes)


def check(_words: list[str]) -> int:
    """Format, lint, types and rules; all are run, and the first failure is the exit code."""
    need_system("offscreen")
    set_up("app.txt", "dev.txt")
    codes = [
        python("-m", "ruff", "format", "--check", "."),
        python("-m", "ruff", "check", "."),
        python("-m", "mypy"),
        python("-m", "mypy", "dev.py", "packaging"),
        python("-m", "pytest", "-q", "tests/rules", QT_QPA_PLATFORM="offscreen"),
    ]
    return next((code for code in codes if code), 0)


def bench(words: list[str]) -> int:
    """Measure the program beside its floors."""
    need_system("offscreen")
    set_up("app.txt", "dev.txt")
    return python("-m", "bench", *words, QT_QPA_PLATFORM="offscreen")


def package(words: list[str]) -> int:
    """Freeze the program, and prove that the frozen one works."""
    need_system("offscreen", "package")
    set_up("app.txt", "package.txt")
    return python("packaging/build.py", *words)


def translations(_words: list[str]) -> int:
    """Bring every catalogue up to the code's messages, and compile it."""
    need_system()
    set_up("app.txt", "dev.txt")
    template = ROOT / "build" / "capacity_app.pot"
    template.parent.mkdir(exist_ok=True)
    marks = [word for mark in ("_", "N_", "gettext", "ngettext:1,2") for word in ("-k", mark)]
    steps = [["extract", "--no-default-keywords", *marks, "--sort-output", "--add-location=file"]]
    steps[0] += ["--project", "capacity-app", "--copyright-holder", "the capacity-app authors"]
    steps[0] += ["-o", str(template), "capacity_app"]
    for language in ("ar", "ckb"):
        place = ["-D", "capacity_app", "-d", "resources/i18n", "-l", language]
        if (ROOT / "resources" / "i18n" / language / "LC_MESSAGES" / "capacity_app.po").exists():
            tidy = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
            steps.append(["update", "-i", str(template), *place, *tidy])
        else:
            steps.append(["init", "-i", str(template), *place])
        steps.append(["compile", *place])
    for step in steps:
        if code := python("-m", "babel.messages.frontend", "-q", *step):
            return code
    return 0


def lock(_words: list[str]) -> int:
    """Pin the requirements anew: hashed, without addresses, for every system and Python."""
    uv = shutil.which("uv", path=os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")]))
    if uv is None:
        raise CannotGoOn("Pinning needs uv; install it, for example with: pip install uv")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"]
    options += ["--no-emit-index-url", "--quiet", "--custom-compile-command", "python3 dev.py lock"]
    files: dict[str, list[str]] = {
        "app.txt": [],
        "dev.txt": ["--group", "dev"],
        "hxl.txt": ["--group", "hxl"],
        "package.txt": ["--group", "package"],
    }
    for name, group in files.items():
        pins = [] if name == "app.txt" else ["-c", "requirements/app.txt"]
        pins += ["-c", "requirements/dev.txt"] if name == "hxl.txt" else []
        command = [uv, "pip", "compile", "pyproject.toml", *options, *group, *pins]
        if code := call([*command, "-o", f"requirements/{name}"]):
            return code
    return 0


# helpers of the doors


def python(*words: str, **variables: str) -> int:
    """Run the environment's Python."""
    return call([str(PYTHON), *words], variables=variables)


def program(*words: str, **variables: str) -> int:
    """Run the program itself, in the folder the person is in."""
    return call([str(PYTHON), "-m", "capacity_app", *words], folder=None, variables=variables)


def has_display() -> bool:
    """Whether a window could be shown."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def wants_window(words: list[str]) -> bool:
    """Whether these words of the command line hold options only, and no command."""
    rest = list(words)
    while rest and rest[0].startswith("--"):
        rest = rest[1:] if "=" in rest[0] else rest[2:]
    return not rest


def on_virtual_screen(*words: str) -> int:
    """Run the environment's Python with a real window system that nobody sees."""
    if not shutil.which("Xvfb"):
        if LINUX:
            say("Xvfb is not installed: the tests of a real window are left out.")
        return 5
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as screen:
        number = screen.stdout.readline().decode().strip() if screen.stdout else ""
        if not number:
            say("Xvfb does not start, so the tests of a real window cannot run.")
            return 1
        try:
            return python(*words, QT_QPA_PLATFORM="xcb", DISPLAY=f":{number}")
        finally:
            screen.terminate()


DOORS = {
    door.__name__: door
    for door in (run, test, check, bench, demo, screenshots, translations, package, lock)
}


def main(words: list[str]) -> int:
    """Open the door that is named first; the rest is for what is behind it."""
    if not words or words[0] not in DOORS:
        print(__doc__)
        return 0 if words and words[0] in ("-h", "--help", "help") else 2
    try:
        chosen = suitable_python()
        if chosen != sys.executable:
            return call([chosen, __file__, *words], folder=None)
        return DOORS[words[0]](words[1:])
    except CannotGoOn as reason:
        say(str(reason))
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
