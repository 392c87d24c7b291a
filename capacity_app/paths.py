"""Where things live, from the source tree, installed, and frozen; nothing else says __file__."""

import os
import sys
from pathlib import Path

APP_FOLDER = "capacity-app"
DATABASE = "capacity.sqlite"


def _base() -> Path:
    """The folder that holds resources/ and assessments/."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent


def resources() -> Path:
    """Fonts, icons, catalogues, schemas and help."""
    return _base() / "resources"


def assessments() -> Path:
    """The question banks, one folder each."""
    return _base() / "assessments"


def migrations() -> Path:
    """The database's migration scripts."""
    return Path(__file__).resolve().parent / "store" / "migrations"


def user_data() -> Path:
    """The person's own folder for live data: local, never synchronised, never on the network."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / APP_FOLDER


def documents() -> Path:
    """The folder exports are first offered in."""
    folder = Path.home() / "Documents"
    return folder if folder.is_dir() else Path.home()
