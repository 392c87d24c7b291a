"""The table of rooms: who may import whom, and which outside package lives where."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "capacity_app"
GROUND = {"paths", "settings", "i18n", "errors", "journal", "vocabulary", "disk", "__version__"}
TOP = {"app", "cli", "command_line", "__main__"}
ROOMS = {"model", "store", "report", "exchange", "usecases", "ui"}

# A room and the rooms it may use at run time; the ground files are open to all but the model.
MAY_USE = {
    "model": set[str](),
    "store": {"model"},
    "report": {"model"},
    "exchange": {"model"},
    "usecases": {"store", "report", "exchange", "model"},
    "ui": {"usecases", "model"},
}
# Rooms further down, of which a room may name types only (under TYPE_CHECKING).
MAY_NAME = {"ui": {"store", "report", "exchange"}}

LIVES_IN = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "reportlab": {"report"},
    "uharfbuzz": {"report"},
    "openpyxl": {"report", "exchange"},
    "pypdfium2": {"report"},
}


class Import(NamedTuple):
    """One import: the module it names, its line, and whether it is for type checkers only."""

    module: str
    line: int
    types_only: bool


def imports(source: str, module: str = "capacity_app.x") -> Iterator[Import]:
    """Every import of a source text, in functions and by literal name too."""
    yield from _walk(ast.parse(source), module, False)


def _walk(node: ast.AST, module: str, types_only: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        for name in _named(child, module):
            yield Import(name, getattr(child, "lineno", 0), types_only)
        guarded = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        yield from _walk(child, module, types_only or guarded)


def _named(node: ast.AST, module: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        home = module.split(".")[: -node.level] if node.level else []
        base = ".".join([*home, *([node.module] if node.module else [])])
        is_package = base == "capacity_app"
        return [f"{base}.{alias.name}" for alias in node.names] if is_package else [base]
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = ast.unparse(node.func)
        if called.endswith("import_module") or called == "__import__":
            return [str(node.args[0].value)]
    return []


def violation(found: Import, home: str) -> str | None:
    """What is wrong with an import made in a room or file, or None."""
    top, _, rest = found.module.partition(".")
    if top == "capacity_app":
        return _inside(rest.partition(".")[0], home, found.types_only)
    if top in sys.stdlib_module_names:
        return None
    if top not in LIVES_IN:
        return f"{top} has no room: do without it, or give it one in LIVES_IN"
    if home in LIVES_IN[top]:
        return None
    rooms = " and ".join(sorted(LIVES_IN[top]))
    return f"{top} lives in {rooms}: call a function there, or hand its result in"


def _inside(target: str, home: str, types_only: bool) -> str | None:
    if home in TOP or target in {home, ""}:
        return None
    if target in TOP:
        return f"nothing imports {target}: it builds the rest and hands it down"
    if target in GROUND:
        return f"model knows only the standard library, not {target}" if home == "model" else None
    if home in GROUND | {"__init__"}:
        return f"the ground files import no room, so not {target}: let the room call this instead"
    if target not in ROOMS:
        return f"{target} is not a room: put the code into one, or add it to the table"
    allowed = MAY_USE[home] | (MAY_NAME.get(home, set()) if types_only else set())
    if target in allowed:
        return None
    return f"{home} may not use {target}: imports go down only; hand in what it needs"


def home_of(path: Path) -> str:
    """The room, ground file or top file that a source file is."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE.parent]


def test_imports_follow_the_table_of_rooms() -> None:
    found = []
    for path in SOURCES:
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for each in imports(path.read_text(encoding="utf-8"), module):
            if fault := violation(each, home_of(path)):
                found.append(f"{path.relative_to(PACKAGE.parent)}:{each.line}: {fault}")
    assert not found, "\n" + "\n".join(found)


def test_every_folder_and_file_has_its_place() -> None:
    homes = {home_of(path) for path in SOURCES} - {"__init__"}
    assert homes <= GROUND | TOP | ROOMS, "a new room goes into the table and docs/architecture.md"


def test_a_room_is_said_in_one_sentence() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        if path.parent != PACKAGE:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert ast.get_docstring(tree), f"{path}: say in one sentence what the room is"
            assert len(tree.body) == 1, f"{path}: nothing but its sentence belongs here"


@pytest.mark.parametrize(
    ("home", "source"),
    [
        ("model", "from capacity_app.store import tables"),
        ("model", "from capacity_app.i18n import N_"),
        ("model", "import sqlalchemy"),
        ("store", "def f():\n    from capacity_app.usecases import assess"),
        ("store", "from ..usecases import assess"),
        ("report", "import importlib\nimportlib.import_module('capacity_app.store.database')"),
        ("report", "from PySide6.QtGui import QPdfWriter"),
        ("usecases", "from capacity_app import ui"),
        ("usecases", "import openpyxl"),
        ("exchange", "from capacity_app.report import content"),
        ("ui", "from capacity_app.store.database import Store"),
        ("ui", "import requests"),
        ("ui", "from capacity_app.cli import main"),
        ("i18n", "from capacity_app.model.text import Text"),
        ("model", "if TYPE_CHECKING:\n    from capacity_app.store.database import Store"),
    ],
)
def test_the_table_notices(home: str, source: str) -> None:
    module = f"capacity_app.{home}.x"
    assert any(violation(each, home) for each in imports(source, module))


@pytest.mark.parametrize(
    ("home", "source"),
    [
        ("usecases", "from capacity_app.store.database import Store\nimport json"),
        ("ui", "if TYPE_CHECKING:\n    from capacity_app.store.database import Store"),
        ("ui", "from PySide6.QtWidgets import QWidget"),
        ("exchange", "import openpyxl"),
        ("app", "from capacity_app.ui.start import run_window"),
    ],
)
def test_the_table_allows(home: str, source: str) -> None:
    assert not any(violation(each, home) for each in imports(source, f"capacity_app.{home}.x"))
