"""Verifying and bringing back files on the command line, and its words in three languages."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from capacity_app import paths
from capacity_app.app import main
from capacity_app.store.database import Store
from capacity_app.usecases.sample import make_sample


@pytest.fixture
def made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path, str]:
    """A data folder, a workbook written from it, and the id of its assessment."""
    data = tmp_path / "data"
    store = Store.open(data, paths.assessments())
    own = make_sample(store, "en").id
    store.close()
    book = tmp_path / "book.xlsx"
    assert (
        main(["--data-dir", str(data), "export", own, "--format", "xlsx", "--out", str(book)]) == 0
    )
    capsys.readouterr()
    return data, book, own


def test_a_file_is_verified_and_its_changes_are_listed(
    made: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, book, _ = made
    there = ["--data-dir", str(tmp_path / "nothing-here")]
    assert main([*there, "verify", str(book), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["verified"], found["here"], found["changes"]) == (True, "unknown", [])
    assert not (tmp_path / "nothing-here").exists()
    assert main(["--data-dir", str(data), "verify", str(book), "--code", found["code"]]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "It is the code you typed." in told.err

    other = found["code"][:-1] + ("0" if found["code"][-1] != "0" else "1")
    assert main([*there, "verify", str(book), "--code", other]) == 3
    assert found["code"] in capsys.readouterr().err

    changed = load_workbook(book)
    changed["Scores"]["D6"] = 4
    changed.save(book)
    assert main([*there, "verify", str(book)]) == 3
    told = capsys.readouterr()
    assert told.out == "Scores\tD6\tFUN-1.1\tLevel\t3\t4\n"
    assert told.err.count("\n") == 1
    assert "FUN-1.1" in told.err


def test_a_plans_workbook_is_brought_back(
    made: tuple[Path, Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, book, own = made
    edited = load_workbook(book)
    sheet = edited["Action plan"]
    tags = {cell.value: cell.column for row in sheet.iter_rows(max_row=10) for cell in row}
    row = next(each[0].row for each in sheet.iter_rows() if each[0].value == "ACR/2026/02")
    sheet.cell(row, tags["#status+num+percent"]).value = 0.35
    edited.save(book)
    assert main(["--data-dir", str(data), "import", str(book)]) == 0
    assert capsys.readouterr().out.splitlines() == [own, "ACR/2026/02"]
    store = Store.open(data, paths.assessments())
    assert store.assessment(own).action("ACR/2026/02").percent == 35
    store.close()


@pytest.mark.parametrize(
    ("code", "word"), [("ar", "طريقة الاستخدام"), ("ckb", "شێوازی بەکارهێنان")]
)
def test_the_parser_speaks_the_language_too(
    code: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--language", code, "verify", "--help"]) == 0
    told = capsys.readouterr().out
    assert word in told
    assert "usage" not in told and "options" not in told
    assert main(["--language", code, "verify"]) == 2
    assert "required" not in capsys.readouterr().err
    assert main(["--help"]) == 0
    assert "usage: capacity-app" in capsys.readouterr().out
