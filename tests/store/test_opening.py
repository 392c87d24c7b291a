"""Opening a database: how it is held, and what is said when something is in the way."""

import hashlib
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.store.connection import without_password
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import assess, organise

Fill = Callable[[Store], Assessment]


def opened(folder: Path) -> Store:
    return Store.open(folder, paths.assessments())


def bytes_in(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of its bytes."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_it_is_held_by_one_exclusive_connection_and_fully_synced(store: Store) -> None:
    with store.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "locking_mode", "foreign_keys")
        }
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
    }


def test_closing_leaves_one_file(store: Store, data: Path, fill: Fill) -> None:
    fill(store)
    store.close()
    assert {p.name for p in data.iterdir()} - {"making.lock"} == {FILE_NAME}


def test_a_second_window_is_told_in_words(store: Store, data: Path, fill: Fill) -> None:
    assessment = fill(store)
    with pytest.raises(UserError, match="already open in another window"):
        opened(data)
    assess.choose_level(store, assessment, "FUN-1.2", 2)
    assert store.assessment(assessment.id).answer("FUN-1.2").level == 2


def test_a_second_program_is_told_in_words(store: Store, data: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from capacity_app import paths\n"
        "from capacity_app.errors import UserError\n"
        "from capacity_app.store.database import Store\n"
        "try: Store.open(Path(sys.argv[1]), paths.assessments())\n"
        "except UserError as error: print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(data)], capture_output=True, text=True, check=False
    )
    assert "already open in another window" in said.stdout


def test_a_newer_database_is_refused_and_every_byte_stays(data: Path, filled: Assessment) -> None:
    file = data / FILE_NAME
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = bytes_in(data)
    assert set(before) - {"making.lock"} == {FILE_NAME}
    with pytest.raises(UserError, match="newer version") as caught:
        opened(data)
    assert str(file) in str(caught.value)
    assert bytes_in(data) == before


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3\0", b"%PDF-1.7\n" * 500])
def test_what_is_not_a_database_is_refused_and_stays(data: Path, content: bytes) -> None:
    data.mkdir()
    (data / FILE_NAME).write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        opened(data)
    assert bytes_in(data) == {FILE_NAME: hashlib.sha256(content).hexdigest()}


def test_another_programs_database_is_refused_and_stays(data: Path) -> None:
    data.mkdir()
    with closing(sqlite3.connect(data / FILE_NAME)) as other, other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = bytes_in(data)
    with pytest.raises(UserError, match="not a database"):
        opened(data)
    assert bytes_in(data) == before


def test_an_empty_file_becomes_a_new_database(data: Path) -> None:
    data.mkdir()
    (data / FILE_NAME).touch()
    store = opened(data)
    assert store.summaries() == []
    assert store.integrity() == "ok"
    store.close()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_database_is_refused_and_stays(
    data: Path, filled: Assessment, share: float
) -> None:
    file = data / FILE_NAME
    os.truncate(file, int(file.stat().st_size * share))
    before = bytes_in(data)
    with pytest.raises(UserError, match="damaged"):
        opened(data).assessment(filled.id)
    assert bytes_in(data)[FILE_NAME] == before[FILE_NAME]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="Check that the folder exists"):
        opened(tmp_path / "file" / "data")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    with pytest.raises(UserError, match="you may write to it"):
        opened(locked)


@pytest.mark.parametrize("name", ["q?a#b", "per%20cent%", "كلمة", "it's", "semi;&=x y"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    for expected in (1, 2):
        store = opened(tmp_path / name)
        organise.create_organisation(store, name_en="x")
        assert len(store.organisations()) == expected
        store.close()
    assert (tmp_path / name / FILE_NAME).exists()


def test_a_folder_may_be_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Fill
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        store = opened(Path("here"))
        fill(store)
        store.close()
    assert (tmp_path / "here" / FILE_NAME).exists()


def test_a_log_whose_database_is_gone_does_not_harm_the_new_one(
    store: Store, data: Path, tmp_path: Path, fill: Fill
) -> None:
    fill(store)
    shutil.copytree(data, tmp_path / "left")  # as a killed program leaves it
    (tmp_path / "left" / FILE_NAME).unlink()
    new = opened(tmp_path / "left")
    assert (new.integrity(), new.summaries()) == ("ok", [])
    new.close()


def test_what_a_killed_program_left_in_the_log_is_there(
    store: Store, data: Path, tmp_path: Path, fill: Fill
) -> None:
    assessment = fill(store)
    shutil.copytree(data, tmp_path / "left")
    assert (tmp_path / "left" / f"{FILE_NAME}-wal").stat().st_size > 0
    again = opened(tmp_path / "left")
    assert again.assessment(assessment.id).answer("FUN-1.1").level == 3
    again.close()


def test_two_first_starts_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from capacity_app import paths\n"
        "from capacity_app.errors import UserError\n"
        "from capacity_app.store.database import Store\n"
        "from capacity_app.usecases import organise\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "try: store = Store.open(Path(sys.argv[1]), paths.assessments())\n"
        "except UserError: sys.exit()\n"
        "print(organise.create_organisation(store, name_en='x').id, flush=True)\n"
        "store.close()\n"
    )
    for attempt in range(2):
        folder = tmp_path / str(attempt)
        command = [sys.executable, "-c", code, str(folder)]
        pipe = subprocess.PIPE
        both = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
        for one in both:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        said = [one.communicate("\n")[0].split() for one in both]
        assert [one.returncode for one in both] == [0, 0]
        promised = {name for words in said for name in words}
        store = opened(folder)
        assert promised
        assert {o.id for o in store.organisations()} == promised
        store.close()


def test_a_full_drive_is_said_and_the_log_holds_no_answers(
    store: Store, fill: Fill, caplog: pytest.LogCaptureFixture
) -> None:
    assessment = fill(store)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with caplog.at_level(logging.DEBUG), pytest.raises(UserError, match="no space left"):
        assess.write_note(store, assessment, "COO-1.2", "canary " * 4000)
    assert caplog.records
    assert "canary" not in caplog.text
    assert store.assessment(assessment.id).answer("COO-1.2").note == ""
    assert assessment.answer("COO-1.2").note == ""


def test_a_servers_password_is_never_shown() -> None:
    url = "postgresql+psycopg://user:secret@/nothing?host=/nowhere"
    assert "secret" not in without_password(url)
    pytest.importorskip("psycopg")
    with pytest.raises(UserError) as caught:
        Store.open(url, paths.assessments())
    assert "secret" not in str(caught.value)


def test_what_is_not_there_is_said_in_words(store: Store) -> None:
    for look in (store.assessment, store.organisation, store.instrument):
        with pytest.raises(UserError, match="nothing-of-t"):
            look("nothing-of-this-id")


def test_integrity_says_what_is_wrong(data: Path, filled: Assessment) -> None:
    file = data / FILE_NAME
    whole = bytearray(file.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 4096 * 20] = b"\xff" * 4096 * 20
    file.write_bytes(whole)
    store = opened(data)
    assert store.integrity() != "ok"
    store.close()


def test_opening_again_keeps_what_was_there(data: Path) -> None:
    store = opened(data)
    organisation = organise.create_organisation(store, name_en="x")
    store.close()
    store = opened(data)
    assert [o.id for o in store.organisations()] == [organisation.id]
    store.close()
