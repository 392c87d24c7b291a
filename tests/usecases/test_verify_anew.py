"""Rows taken away or put in, with the fingerprints made anew: the content behind the code knows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from capacity_app import paths
from capacity_app.model.fingerprint import fingerprint
from capacity_app.store.database import Store
from capacity_app.usecases.export import prepare
from capacity_app.usecases.sample import make_sample
from capacity_app.usecases.verify import verify
from capacity_app.usecases.verify_findings import Verdict

OWN = "Verification"


def lines_of(book: Any, title: str, row: int = 0) -> list[Any]:
    """The lines of fingerprints about a sheet, or about one of its rows."""
    listed = book[OWN].iter_rows(min_row=5)
    return [line for line in listed if line[1].value == title and row in (0, line[2].value)]


def take_away(book: Any, title: str) -> None:
    """Remove a sheet and all that is listed of it."""
    numbers = [line[0].row for line in lines_of(book, title)]
    for number in reversed(numbers):
        book[OWN].delete_rows(number)
    book.remove(book[title])


def rename_action(book: Any) -> None:
    """Give an action a ref that nobody planned."""
    book["Action plan"]["A7"].value = "ACR/2026/99"
    for line in lines_of(book, "Action plan", 7):
        parts = line[3].value.split()
        parts[0] = f"A:{fingerprint('ACR/2026/99')}"
        line[3].value = " ".join(parts)


def forget_level(book: Any) -> None:
    """Remove the level of an indicator with its row."""
    for line in lines_of(book, "Scores", 6):
        book[OWN].delete_rows(line[0].row)
    for cell in book["Scores"][6]:
        cell.value = None


DEEDS: dict[str, tuple[Callable[[Any], None], tuple[str, str]]] = {
    "a made-up action": (rename_action, ("Action plan", "ACR/2026/99")),
    "a level less": (forget_level, ("Scores", "FUN-1.1")),
    "no plan": (lambda book: take_away(book, "Action plan"), ("Action plan", "")),
    "no scores": (lambda book: take_away(book, "Scores"), ("Answers", "")),
}


@pytest.mark.parametrize("name", DEEDS)
def test_it_is_named(store: Store, tmp_path: Path, name: str) -> None:
    path, (deed, wanted) = tmp_path / "a.xlsx", DEEDS[name]
    own = make_sample(store, "en").id
    for _step in prepare(store, own, format="xlsx", path=path, language="en", tier="funder"):
        pass
    book = load_workbook(path)
    deed(book)
    book.save(path)
    found = verify(path, None, (paths.assessments(),))
    assert found.verdict is Verdict.CHANGED
    assert wanted in {(each.place, each.row) for each in found.changes}
