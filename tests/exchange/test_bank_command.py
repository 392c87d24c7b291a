"""The command line's way from a question bank to Excel and back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from capacity_app.app import main

PSEA = "iraq-health-cso-psea"


class Said(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command ``instrument`` on a data folder that does not exist yet."""

    def command(*words: object) -> Said:
        capsys.readouterr()
        status = main(["--data-dir", str(tmp_path / "data"), "instrument", *map(str, words)])
        return Said(status, *capsys.readouterr())

    return command


def edit(book: Path, version: str, bank_id: str = PSEA, title: str = "") -> None:
    found = openpyxl.load_workbook(book)
    for row in found["Instrument"]:
        if row[0].value in ("id", "version"):
            row[1].value = {"id": bank_id, "version": version}[row[0].value]
    if title:
        found["Texts"]["B2"].value = title
    found.save(book)


def test_a_text_is_corrected_in_excel(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "psea.xlsx"
    assert run(PSEA, "--to", book) == (0, f"{book}\n", "")
    assert not (tmp_path / "data").exists()
    assert run("--from", book) == (0, f"{PSEA}\t1.0.0\tunchanged\n", "")

    edit(book, "1.0.0", title="A better title")
    said = run("--from", book)
    assert (said.status, said.out) == (3, "")
    assert "sheet Texts, row 2: title" in said.err
    assert "write 1.0.0-1" in said.err

    edit(book, "1.0.0-1")
    done = json.loads(run("--from", book, "--json").out)
    assert done == {"id": PSEA, "version": "1.0.0-1", "result": "changed"}
    shown = json.loads(run(PSEA, "--json").out)
    assert (shown["title"]["en"], shown["version"]) == ("A better title", "1.0.0-1")
    assert f"{PSEA}\t1.0.0-1\tA better title\n" in run().out
    assert run(PSEA, "--to", tmp_path / "again.xlsx").status == 0
    assert run("--from", tmp_path / "again.xlsx").out.endswith("unchanged\n")


def test_a_bank_of_ones_own_is_listed(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "mine.xlsx"
    run(PSEA, "--to", book)
    edit(book, "1.0.0", "mine")
    assert run("--from", book).out == "mine\t1.0.0\tmade\n"
    assert [line.split("\t")[0] for line in run().out.splitlines()] == [
        *("iraq-health-cso", PSEA, "iraq-health-cso-rapid", "mine"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("--to", "x.xlsx"),
        (PSEA, "--from", "x.xlsx"),
        (PSEA, "--to", "x.xlsx", "--from", "y.xlsx"),
        ("--from",),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert (said.status, said.out) == (2, "")
    assert "Nothing was done" in said.err


def test_the_worlds_faults_are_said_in_the_persons_language(run: Run, tmp_path: Path) -> None:
    assert run("nowhere", "--to", tmp_path / "x.xlsx").status == 3
    (tmp_path / "folder.xlsx").mkdir()
    for words in ((PSEA, "--to", tmp_path / "folder.xlsx"), ("--from", tmp_path / "absent.xlsx")):
        said = run(*words, "--language", "ar")
        assert (said.status, said.out) == (3, "")
        assert "Traceback" not in said.err
        assert "لم" in said.err
    assert not list(tmp_path.rglob("*.part"))
