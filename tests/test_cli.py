"""The command line: its JSON, its exit statuses, and what it says when the world is in the way."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from capacity_app import cli, paths
from capacity_app.app import main
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import assess
from capacity_app.usecases.sample import make_sample
from capacity_app.usecases.transfer import export_document


class Said(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """The result, which is one JSON value."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def run(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on that folder."""

    def command(*words: object) -> Said:
        capsys.readouterr()
        status = main(["--data-dir", str(data_dir), *map(str, words)])
        return Said(status, *capsys.readouterr())

    return command


@pytest.fixture
def sample_id(data_dir: Path) -> str:
    """The id of an assessment in that folder."""
    store = Store.open(data_dir, paths.assessments())
    made = make_sample(store, "ckb")
    store.close()
    return made.id


@pytest.fixture
def exported(sample_id: str, data_dir: Path, tmp_path: Path) -> Path:
    """That assessment as a document."""
    store = Store.open(data_dir, paths.assessments())
    path = export_document(store, sample_id, tmp_path / "sample.json")
    store.close()
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte by byte."""
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_instruments_are_told_without_a_data_folder(run: Run, data_dir: Path) -> None:
    assert run("instrument").out.startswith("iraq-health-cso\t1.0.0\t")
    found = run("instrument", "--json").json()
    names = ("iraq-health-cso", "iraq-health-cso-psea", "iraq-health-cso-rapid")
    assert [(bank["id"], bank["version"]) for bank in found] == [(name, "1.0.0") for name in names]
    assert not data_dir.exists()


def test_an_instrument_is_told_whole(run: Run) -> None:
    bank = run("instrument", "iraq-health-cso", "--json").json()
    areas = [area for domain in bank["domains"] for area in domain["areas"]]
    modules = {area["id"]: area["service"] for area in areas if "service" in area}
    assert len(areas) == 28
    assert len(modules) == 9
    assert modules["TEC-MHP"] == "MHP"
    indicators = [indicator for area in areas for indicator in area["indicators"]]
    assert len(indicators) == 71
    for indicator in indicators:
        assert set(indicator["title"]) == {"en", "ar", "ckb"}
        assert set(indicator["levels"]) == {"1", "2", "3", "4"}
        assert {action["step"] for action in indicator["actions"]} >= {"1-2", "2-3", "3-4"}
        for element in indicator.get("elements", []):
            assert set(element) == {"id", "text", "may_be_na"}
    psea = next(indicator for indicator in indicators if indicator["id"] == "PSE-2")
    assert psea["sustained"]["text"]["ar"]


def test_a_document_is_brought_in_listed_scored_and_sent_out(
    run: Run, exported: Path, tmp_path: Path, data_dir: Path, sample_id: str
) -> None:
    there = ("--data-dir", tmp_path / "there")
    done = run("import", exported, "--json", *there).json()
    assert (done["assessment"], done["result"]) == (sample_id, "made")
    assert run("import", exported, *there).out == f"{sample_id}\n"

    [listed] = run("list", "--json", *there).json()
    assert listed["organisation"] == {
        "id": done["organisation"],
        "names": listed["organisation"]["names"],
    }
    expected = {"id": sample_id, "kind": "baseline", "state": "draft", "revision": 1}
    assert {name: listed[name] for name in expected} == expected
    assert 0.9 < listed["completeness"] < 1

    found = run("score", sample_id, "--json", *there).json()
    assert found == run("score", sample_id, "--json").json()
    assert found["psea"]["capacity"] == "medium"

    out = tmp_path / "out.json"
    sent = run("export", sample_id, "--format", "json", "--out", out, *there)
    assert (sent.status, sent.out) == (0, f"{out}\n")
    assert sent.err
    assert out.read_bytes() == exported.read_bytes()


def test_plain_text_is_given_without_json(run: Run, sample_id: str) -> None:
    assert f"{sample_id}\t" in run("list").out
    lines = run("score", sample_id).out.splitlines()
    assert "PSE-1\tmet" in lines
    assert any(line.startswith("FUN\t") for line in lines)
    assert run("check").out.count("\t") >= 10
    assert "FUN-1.1\t" in run("instrument", "iraq-health-cso", "--language", "ar").out


def test_options_may_stand_before_the_command_or_after_it(
    sample_id: str, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ["--data-dir", str(data_dir), "list", "--json"],
        ["list", "--data-dir", str(data_dir), "--json"],
        [f"--data-dir={data_dir}", "--language", "en", "list", "--json"],
    ):
        assert main(words) == 0
        assert json.loads(capsys.readouterr().out)[0]["id"] == sample_id


def test_the_check_finds_everything_in_its_place(run: Run) -> None:
    found = run("check", "--json")
    names = {entry["name"]: entry["ok"] for entry in found.json()["checks"]}
    assert {"database", "instruments", "fonts", "data_folder"} <= set(names)
    assert [name for name, ok in names.items() if not ok] == []
    assert set(found.json()["versions"]) >= {"program", "python", "qt", "sqlalchemy"}
    assert found.status == 0


def test_the_check_fails_in_words_on_a_damaged_database(run: Run, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / FILE_NAME).write_bytes(b"not a database" * 99)
    before = snapshot(data_dir)
    found = run("check", "--json")
    failed = [entry["name"] for entry in found.json()["checks"] if not entry["ok"]]
    assert failed == ["database"]
    assert (found.status, found.json()["ok"]) == (3, False)
    assert {name: data for name, data in snapshot(data_dir).items() if name in before} == before


def test_a_backup_brings_back_what_was_there(
    run: Run, sample_id: str, tmp_path: Path, data_dir: Path
) -> None:
    saved = tmp_path / "saved.zip"
    assert run("backup", saved).out == f"{saved}\n"
    store = Store.open(data_dir, paths.assessments())
    assess.delete(store, store.assessment(sample_id))
    store.close()
    assert run("list", "--json").json() == []
    assert run("restore", saved).status == 0
    assert [entry["id"] for entry in run("list", "--json").json()] == [sample_id]


USAGE = [
    ["frobnicate"],
    ["list", "extra"],
    ["list", "--unknown"],
    ["export"],
    ["export", "x", "--format", "docx", "--out", "y"],
    ["export", "x", "--format", "pdf"],
    ["export", "x", "--format", "pdf", "--out", "y", "--tier", "secret"],
    ["export", "x", "--format", "pdf", "--out", "y", "--report", "long"],
    ["score"],
    ["import"],
    ["demo"],
    ["--language", "ku", "list"],
    ["--language"],
    ["list", "--data-dir"],
    ["verify"],
    ["--jso", "list"],
    ["list", "a\nb\x1b[31m"],
    ["score", ""],
    ["score", "\udcff"],
    ["score", "x" * 99_999],
    ["backup", ""],
    ["backup", "a\0b"],
    ["backup", "n" * 400],
    ["export", "x", "--format", "pdf", "--out", "n" * 400],
    ["instrument", "iraq-health-cso", "--to", "a\0b.xlsx"],
    ["demo", "--out", "a\0b"],
    ["list", "--data-dir", ""],
    ["check", "--data-dir", "a\0b"],
    ["check", "--data-dir", "\udcff"],
    ["instrument", "--data-dir", "n" * 400],
]


@pytest.mark.parametrize("words", USAGE, ids=lambda words: ascii(" ".join(words))[:60])
def test_a_wrong_command_line_is_said_in_one_line(
    words: list[str], run: Run, data_dir: Path
) -> None:
    said = run(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "Nothing was done" in said.err
    assert not data_dir.exists()


def test_help_and_version_are_results(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "export" in capsys.readouterr().out
    assert main(["export", "--help"]) == 0
    assert "--tier" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out[0].isdigit()


WORLD = {
    "an assessment that is not there": ["score", "none", "--json"],
    "an export of what is not there": ["export", "none", "--format", "json", "--out", "OUT/a.json"],
    "a file that is not there": ["import", "OUT/none.json"],
    "a folder for a file": ["import", "OUT"],
    "a foreign file": ["import", "OUT/foreign.json"],
    "a bank that is not there": ["instrument", "none", "--json"],
    "a bank outside": ["instrument", "../assessments/iraq-health-cso"],
    "a backup that is none": ["restore", "OUT/foreign.json"],
    "a place that takes no backup": ["backup", "OUT/none/a.zip"],
    "a demonstration where a file is": ["demo", "--out", "OUT/foreign.json"],
}


@pytest.mark.parametrize("name", WORLD)
def test_the_worlds_faults_are_said_and_change_nothing(
    name: str, run: Run, sample_id: str, data_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "foreign.json").write_text("{}")
    before = snapshot(tmp_path)
    said = run(*(word.replace("OUT", str(tmp_path / "out")) for word in WORLD[name]))
    assert (said.status, said.out) == (3, "")
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("data", [b"not a database" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_database_is_said_and_left_alone(data: bytes, run: Run, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / FILE_NAME).write_bytes(data)
    said = run("list", "--json")
    assert (said.status, said.out) == (3, "")
    assert FILE_NAME in said.err
    assert (data_dir / FILE_NAME).read_bytes() == data


def test_a_folder_that_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--data-dir", str(tmp_path / "file" / "data"), "list"]) == 3
    assert str(tmp_path / "file") in capsys.readouterr().err


def test_an_open_window_is_said(run: Run, sample_id: str, data_dir: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from capacity_app import paths;"
        "from capacity_app.store.database import Store;"
        f"store = Store.open(Path({str(data_dir)!r}), paths.assessments());"
        "store.summaries(); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        said = run("list")
        other.communicate(b"")
    assert said.status == 3
    assert "already open" in said.err
    assert run("list").status == 0


def test_a_bug_is_logged_without_what_it_was_about(
    run: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_given: object) -> int:
        raise RuntimeError("answer of Example Person")

    monkeypatch.setattr(cli, "run", stumble)
    said = run("list")
    assert (said.status, said.out) == (70, "")
    assert len(said.err.splitlines()) == 1
    logged = (data_dir / "log.txt").read_text(encoding="utf-8")
    assert "RuntimeError" in logged
    assert "stumble" in logged
    assert "Example Person" not in logged + said.err


def test_a_refused_import_leaves_nothing_of_it_in_the_log(
    run: Run, exported: Path, data_dir: Path
) -> None:
    content = json.loads(exported.read_text(encoding="utf-8"))
    content["answers"]["FUN-1.1"] = {"level": "Example Person"}
    exported.write_text(json.dumps(content), encoding="utf-8")
    assert run("import", exported).status == 3
    log = data_dir / "log.txt"
    assert not log.exists() or "Example Person" not in log.read_text(encoding="utf-8")


def in_a_process(*words: str, **given: Any) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, with no language or encoding set."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words],
        cwd=Path(__file__).parents[1],
        env={**environment, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=60,
        **given,
    )


def test_results_are_utf8_whatever_the_console_is(data_dir: Path) -> None:
    words = ("--data-dir", str(data_dir), "instrument", "iraq-health-cso", "--language", "ckb")
    done = in_a_process("-m", "capacity_app", *words)
    assert done.returncode == 0
    assert "ڕ" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_command_imports_no_qt_and_no_document_library(sample_id: str, data_dir: Path) -> None:
    script = (
        "import sys; from capacity_app.app import main;"
        f"status = main(['--data-dir', {str(data_dir)!r}, 'score', {sample_id!r}]);"
        "heavy = {'PySide6', 'reportlab', 'openpyxl', 'alembic', 'uharfbuzz'};"
        "print(status, sorted(heavy & set(sys.modules)))"
    )
    done = in_a_process("-c", script)
    assert done.stdout.decode().splitlines()[-1] == "0 []"


def test_telling_the_instruments_imports_no_database_library(data_dir: Path) -> None:
    script = (
        "import sys; from capacity_app.app import main; main(['instrument', '--json']);"
        "print('sqlalchemy' in sys.modules)"
    )
    assert in_a_process("-c", script).stdout.decode().splitlines()[-1] == "False"


@pytest.mark.skipif(os.name != "posix", reason="closing a pipe early is told otherwise on Windows")
def test_a_reader_who_has_enough_is_no_fault(data_dir: Path) -> None:
    script = f"{sys.executable} -m capacity_app instrument iraq-health-cso --json | head -c 5"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
