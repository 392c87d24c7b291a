"""Makes a fresh machine ready: the system's packages, and .venv with the pinned requirements.

Standard library only, and read by whatever Python the machine has.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "capacity-app-setup.json"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
OLDEST = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11")
LINUX = sys.platform.startswith("linux")


class CannotGoOn(Exception):
    """This machine lacks something; the text says what, and what to do."""


def say(text: str) -> None:
    """Tell the person what is going on."""
    print(text, file=sys.stderr, flush=True)


def call(
    command: list[str], folder: Path | None = ROOT, variables: dict[str, str] | None = None
) -> int:
    """Run a command; its exit code, or 128 and the signal that ended it."""
    environment = {**os.environ, **(variables or {})}
    code = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
    return code if code >= 0 else 128 - code


def quietly(command: list[str]) -> int:
    """The exit code of a command that is tried, its output left out."""
    return subprocess.run(command, capture_output=True, check=False).returncode


def suitable_python() -> str:
    """The Python to set up with: this one, unless it is too old or is .venv's own."""
    if sys.version_info < OLDEST:
        found = next(filter(works, CANDIDATES), None)
        if found is None and LINUX and shutil.which("apt-get"):
            install(["python3.11", "python3.11-venv"])
            found = "python3.11"
        if found is None:
            raise CannotGoOn("This program needs Python 3.11 or later. Install it, then try again.")
        return str(shutil.which(found))
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    return str(getattr(sys, "_base_executable", sys.executable)) if inside else sys.executable


def works(name: str) -> bool:
    """Whether a Python of that name is there and runs."""
    return shutil.which(name) is not None and quietly([name, "-c", ""]) == 0


# the system's packages


def listed_packages(sections: list[str]) -> list[str]:
    """The system packages of these sections of packaging/system-packages.txt."""
    found: list[str] = []
    section = ""
    own_python = sys.base_prefix == "/usr"  # another Python brings its own parts
    text = (ROOT / "packaging" / "system-packages.txt").read_text(encoding="utf-8")
    for line in (line.partition("#")[0].strip() for line in text.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and section in sections and ("{version}" not in line or own_python):
            found.append(line.format(version="{}.{}".format(*sys.version_info)))
    return found


def installed_packages() -> set[str]:
    """Names of the installed Debian packages, with the names they provide."""
    form = "${db:Status-Status} ${Package}, ${Provides}\n"
    query = ["dpkg-query", "-W", "-f", form]
    lines = subprocess.run(query, capture_output=True, text=True, check=True).stdout.splitlines()
    names = (line.partition(" ")[2] for line in lines if line.startswith("installed "))
    return {part.split()[0] for line in names for part in line.split(",") if part.strip()}


def need_system(*sections: str) -> None:
    """See to the system packages of these sections: install what is missing, or name it."""
    if not LINUX:
        return
    if kept_stamp() is None and importlib.util.find_spec("ensurepip") is None:
        sections = ("python", *sections)
    wanted = listed_packages(list(sections))
    if not shutil.which("dpkg-query"):
        if not PYTHON.exists():
            say(f"This is not Debian or Ubuntu: if Qt does not start, look for {' '.join(wanted)}.")
        return
    present = installed_packages()
    install([name for name in wanted if name not in present])


def install(missing: list[str]) -> None:
    """Install Debian packages, or raise CannotGoOn naming the command that does."""
    if not missing:
        return
    apt = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    by_hand = f"sudo apt-get update && sudo {' '.join(apt)}"
    rights = administrator()
    if rights is None:
        raise CannotGoOn(
            f"Some system packages are missing. Install them, then try again:\n\n  {by_hand}\n"
        )
    say(f"Installing system packages: {' '.join(missing)}")
    apt_get = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", *apt[:1], "-qq"]
    if quietly([*apt_get, *apt[1:]]) == 0:
        return
    call([*apt_get, "update"])
    if call([*apt_get, *apt[1:]]) != 0:
        raise CannotGoOn(
            f"The system packages could not be installed (see above). By hand:\n\n  {by_hand}\n"
        )


def administrator() -> list[str] | None:
    """What to put before a command to run it as root without a question; None: not possible."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n"]
    return None


# the virtual environment


def set_up(*files: str) -> None:
    """Have a .venv that holds the pinned packages of these requirement files."""
    wanted = {name: digest(ROOT / "requirements" / name) for name in files}
    done = kept_stamp()
    if done is not None and wanted.items() <= done.items():
        return
    if done is None:
        make_venv()
    STAMP.unlink(missing_ok=True)  # an install that is broken off is made anew next time
    for name in files:
        if (done or {}).get(name) != wanted[name]:
            pip_install(name)
    stamp = {"made": made_by(), "files": {**(done or {}), **wanted}}
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def kept_stamp() -> dict[str, str] | None:
    """What .venv holds; None when it has to be made: none, broken off, moved, other Python."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        made, files = stamp["made"], dict(stamp["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return files if made == made_by() and PYTHON.exists() else None


def made_by() -> list[str]:
    """What a .venv depends on: the Python it was made from, and the folder it is in."""
    return ["{}.{}".format(*sys.version_info), sys.base_prefix, str(ROOT)]


def make_venv() -> None:
    """An empty virtual environment in which the project can be imported."""
    say("Setting up .venv (once; needs the internet or a package mirror, and about 500 MB)")
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise CannotGoOn(f"The virtual environment could not be made in {VENV} (see above).")
    base = {"base": str(VENV), "platbase": str(VENV)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=base))
    back = os.path.relpath(ROOT, packages)  # relative, so that any folder name will do
    (packages / "capacity-app.pth").write_text(back + "\n", encoding="ascii")


# Packages that exist as source only. They are built with what requirements/dev.txt pins, so that
# nothing is fetched whose hash is not written down.
SOURCES = {"hxl.txt": "libhxl,python-io-wrapper"}


def pip_install(name: str) -> None:
    """Install one requirement file, every package checked against its hash."""
    say(f"Installing requirements/{name}")
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--quiet"]
    if name in SOURCES:
        options += ["--no-binary", SOURCES[name], "--no-build-isolation"]
    options += ["--disable-pip-version-check", "--no-input", "-r", f"requirements/{name}"]
    if call([str(PYTHON), "-m", "pip", "install", *options]) != 0:
        raise CannotGoOn(
            "The Python packages could not be installed (see above). Check the connection to the\n"
            "package index, then start the same command again: it begins anew."
        )


def digest(path: Path) -> str:
    """SHA-256 of a text file, the same on every system."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
