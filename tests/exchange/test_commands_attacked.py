"""Commands and typed texts that must neither destroy anything nor end in a fault of ours."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from capacity_app import paths
from capacity_app.app import main
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.psea import add_months
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import assess
from capacity_app.usecases.mending import storable
from capacity_app.usecases.sample import make_sample
from capacity_app.usecases.transfer import export_document, import_document


@pytest.fixture
def sample(tmp_path: Path) -> str:
    """The id of an assessment in the folder "data"."""
    store = Store.open(tmp_path / "data", paths.assessments())
    made = make_sample(store, "en")
    store.close()
    return made.id


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte by byte."""
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


ONTO = ("export", "backup", "instrument")


def aimed(command: str, sample: str, target: Path) -> list[str]:
    """A command that writes one file there."""
    return {
        "export": ["export", sample, "--format", "json", "--out", str(target)],
        "backup": ["backup", str(target)],
        "instrument": ["instrument", "iraq-health-cso", "--to", str(target)],
    }[command]


@pytest.mark.parametrize("command", ONTO)
@pytest.mark.parametrize("name", [FILE_NAME, f"{FILE_NAME}-wal", f"../data/{FILE_NAME.upper()}"])
def test_nothing_is_written_onto_the_database(
    command: str, name: str, sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    before = snapshot(tmp_path)
    assert main(["--data-dir", str(data), *aimed(command, sample, data / name)]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert snapshot(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="pipes have no file names there")
@pytest.mark.parametrize("command", ONTO)
def test_nothing_takes_the_place_of_a_pipe_or_device(
    command: str, sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert main(["--data-dir", str(tmp_path / "data"), *aimed(command, sample, pipe)]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert pipe.is_fifo()


def test_a_bank_of_a_misleading_name_is_shown_harmlessly(
    sample: str, document: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document["instrument"] = {"id": "x\n\u202e\x1b[31m", "version": "1\r"}
    path = tmp_path / "a\nb.json" if os.name != "nt" else tmp_path / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert main(["--data-dir", str(tmp_path / "data"), "import", str(path)]) == 3
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_name_of_several_lines_is_one_line_of_the_list(
    document: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document["organisation"]["names"] = {"en": "Example\nother\tfinal\u2028\x1b[2J"}
    data, path = ["--data-dir", str(tmp_path / "data")], tmp_path / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert main([*data, "import", str(path)]) == 0
    capsys.readouterr()
    assert main([*data, "list"]) == 0
    said = capsys.readouterr().out
    assert said.count("\t") == 3
    assert len(said.splitlines()) == 1
    document["place"] = "Elsewhere"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert main([*data, "import", str(path)]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


HALF = "before \ud83d\0 after \udc00 whole \ud83d\ude42"
MENDED = "before \ufffd\ufffd after \ufffd whole 🙂"


def test_half_a_character_is_mended() -> None:
    assert storable(HALF) == MENDED
    assert storable("ڕێکخراو\u200c🙂\n") == "ڕێکخراو\u200c🙂\n"


def test_typed_halves_of_characters_are_kept_and_go_out_and_in(sample: str, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data", paths.assessments())
    there = Store.open(tmp_path / "there", paths.assessments())
    try:
        own = store.assessment(sample)
        assess.write_note(store, own, "FUN-1.1", HALF)
        assess.write_reason(store, own, "FUN-1.2", HALF)
        own = assess.add_evidence(store, own, EvidenceItem("", HALF), ["COO-1.1"])
        own = assess.change_evidence(store, own, own.evidence[-1].ref, held_at=HALF)
        own = assess.change_setting(store, own, place=HALF)
        kept = store.assessment(sample)
        assert kept.answers["FUN-1.1"].note == MENDED
        assert kept.answers["FUN-1.2"].without_evidence == MENDED
        assert (kept.evidence[-1].title, kept.evidence[-1].held_at) == (MENDED, MENDED)
        assert kept.place == MENDED
        import_document(there, export_document(store, sample, tmp_path / "a.json"))
        assert there.assessment(sample).answers["FUN-1.1"].note == MENDED
    finally:
        store.close()
        there.close()


def test_no_clock_runs_past_the_calendar() -> None:
    assert add_months(date(9999, 12, 31), 60) == date.max
    assert add_months(date(9999, 6, 30), 6) == date(9999, 12, 30)
    assert add_months(date(1, 1, 31), 1) == date(1, 2, 28)
