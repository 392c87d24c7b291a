"""The backup file: whole ones read back, damaged, foreign and forged ones are refused in words."""

import hashlib
import json
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from capacity_app import __version__, paths
from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.store import backup, schema
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import assess

SEAL = 64


@pytest.fixture(scope="session")
def made(template: tuple[Path, Assessment], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of the filled database, made once."""
    path = tmp_path_factory.mktemp("made") / "backup.zip"
    store = Store.open(template[0], paths.assessments())
    backup.write(store, path)
    store.close()
    return path.read_bytes()


@pytest.fixture
def archive(made: bytes, tmp_path: Path) -> Path:
    """A backup of the filled database, to be harmed."""
    (tmp_path / "backup.zip").write_bytes(made)
    return tmp_path / "backup.zip"


def refused(archive: Path, match: str = "Nothing was changed") -> None:
    out = archive.with_name("out.sqlite")
    with pytest.raises(UserError, match=match) as caught:
        backup.unpack(archive, out)
    assert str(archive) in str(caught.value)


def forge(archive: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Change members, as somebody who knows the format would, and seal it again."""
    with zipfile.ZipFile(archive) as old:
        members, comment = {name: old.read(name) for name in old.namelist()}, old.comment
    change(members)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
        new.comment = comment
    return seal(archive)


def seal(archive: Path) -> Path:
    body = archive.read_bytes()[:-SEAL]
    archive.write_bytes(body + hashlib.sha256(body).hexdigest().encode())
    return archive


def said(members: dict[str, bytes], **changes: Any) -> None:
    """Change keys of the manifest."""
    manifest = {**json.loads(members["manifest.json"]), **changes}
    members["manifest.json"] = json.dumps(manifest).encode()


def with_database(archive: Path, change: str) -> Path:
    """Run SQL on the database inside, and make manifest and seal fit again."""
    inside = archive.with_name("inside.sqlite")

    def forged(members: dict[str, bytes]) -> None:
        inside.write_bytes(members["data.sqlite"])
        with closing(sqlite3.connect(inside)) as connection, connection:
            connection.executescript(change)
        content = inside.read_bytes()
        members["data.sqlite"] = content
        said(members, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))

    return forge(archive, forged)


def test_it_is_one_zip_with_what_the_manifest_says(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        assert opened.namelist() == ["manifest.json", "data.sqlite"]
        manifest = json.loads(opened.read("manifest.json"))
        content = opened.read("data.sqlite")
    assert (manifest["format"], manifest["format_version"]) == ("capacity-backup", 1)
    assert (manifest["program"], manifest["schema"]) == (__version__, schema.HEAD)
    assert manifest["sha256"] == hashlib.sha256(content).hexdigest()
    assert manifest["rows"] == {
        "action": 1,
        "answer": 4,
        "answer_evidence": 3,
        "assessment": 1,
        "evidence": 2,
        "handover": 0,
        "history": 0,
        "instrument": 1,
        "organisation": 1,
    }


def test_it_leaves_nothing_beside_it(store: Store, tmp_path: Path) -> None:
    backup.write(store, tmp_path / "b.zip")
    assert {p.name for p in tmp_path.iterdir()} == {"b.zip", "data"}


def test_a_backup_of_an_open_store_has_the_last_answer(
    store: Store, tmp_path: Path, fill: Callable[[Store], Assessment]
) -> None:
    assessment = fill(store)
    assess.choose_level(store, assessment, "COO-6.1", 2)
    backup.write(store, tmp_path / "b.zip")
    assess.choose_level(store, assessment, "COO-6.1", 4)
    (tmp_path / "other").mkdir()
    backup.unpack(tmp_path / "b.zip", tmp_path / "other" / FILE_NAME)
    other = Store.open(tmp_path / "other", paths.assessments())
    assert other.assessment(assessment.id).answer("COO-6.1").level == 2
    other.close()


def test_forty_truncations_are_refused(archive: Path) -> None:
    whole, chance = archive.read_bytes(), random.Random(3)
    for size in [0, 1, 21, 22, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(35))]:
        archive.write_bytes(whole[:size])
        refused(archive)


def test_two_hundred_flipped_bits_are_refused(archive: Path) -> None:
    whole, chance = archive.read_bytes(), random.Random(5)
    ends = [*range(30), *range(len(whole) - 120, len(whole))]  # zip's own fields, and the seal
    for n in range(200):
        place = chance.choice(ends) if n % 2 else chance.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        archive.write_bytes(flipped)
        refused(archive)
    archive.write_bytes(whole)
    backup.unpack(archive, archive.with_name("out.sqlite"))


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x05\x06" + b"\0" * 18, b"\0" * 5000])
def test_what_is_not_a_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    refused(tmp_path / "b.zip")


def test_what_is_not_there_or_a_folder_is_said(tmp_path: Path) -> None:
    refused(tmp_path / "none.zip", "cannot be read")
    (tmp_path / "folder").mkdir()
    refused(tmp_path / "folder", "backup")


FORGED: dict[str, Callable[[dict[str, bytes]], object]] = {
    "another format": lambda m: said(m, format="other"),
    "unknown key": lambda m: said(m, more=1),
    "no key": lambda m: m.update({"manifest.json": b"{}"}),
    "no manifest": lambda m: m.pop("manifest.json"),
    "not json": lambda m: m.update({"manifest.json": b"\xff"}),
    "list": lambda m: m.update({"manifest.json": b"[]"}),
    "deep": lambda m: m.update({"manifest.json": b"[" * 60_000}),
    "long manifest": lambda m: m.update({"manifest.json": b" " * 70_000}),
    "no zone": lambda m: said(m, made_at="2026-01-01T00:00:00"),
    "no moment": lambda m: said(m, made_at="yesterday"),
    "wrong rows": lambda m: said(m, rows={"answer": 5}),
    "wrong digest": lambda m: said(m, sha256="0" * 64),
    "wrong content": lambda m: said(m, content="0" * 64),
    "wrong size": lambda m: said(m, bytes=4096),
    "another member": lambda m: m.update({"../evil.txt": b"x"}),
    "no database": lambda m: m.pop("data.sqlite"),
    "not a database": lambda m: m.update({"data.sqlite": b"x" * 5000}),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_backup_is_refused(archive: Path, what: str) -> None:
    forge(archive, FORGED[what])
    refused(archive)


def test_a_zip_bomb_is_refused_while_unpacking(archive: Path) -> None:
    bomb = b"\0" * 30_000_000

    def forged(members: dict[str, bytes]) -> None:
        members["data.sqlite"] = bomb
        said(members, sha256=hashlib.sha256(bomb).hexdigest(), bytes=len(bomb))

    refused(forge(archive, forged), r"\(> \d+\)")


@pytest.mark.parametrize("changes", [{"format_version": 2}, {"schema": "9999"}])
def test_a_newer_backup_is_refused_as_newer(archive: Path, changes: dict[str, Any]) -> None:
    forge(archive, lambda members: said(members, **changes))
    refused(archive, "newer version")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM evidence; END",
        "CREATE VIEW v AS SELECT * FROM answer",
        "PRAGMA foreign_keys=OFF; DELETE FROM organisation",
        "UPDATE answer SET level = 4",
        "DROP TABLE answer",
    ],
)
def test_a_forged_database_is_refused(archive: Path, sql: str) -> None:
    refused(with_database(archive, sql))


def test_doubled_members_are_refused(archive: Path) -> None:
    with (
        zipfile.ZipFile(archive, "a") as opened,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        opened.writestr("data.sqlite", b"x")
    refused(seal(archive))


def test_a_damaged_database_never_replaces_a_good_backup(
    data: Path, filled: Assessment, archive: Path
) -> None:
    good = archive.read_bytes()
    file = data / FILE_NAME
    bytes_ = bytearray(file.read_bytes())
    middle = len(bytes_) // 2 // 4096 * 4096
    bytes_[middle : middle + 4096 * 10] = b"\xff" * 4096 * 10
    file.write_bytes(bytes_)
    store = Store.open(data, paths.assessments())
    with pytest.raises(UserError, match="no backup was made"):
        backup.write(store, archive)
    store.close()
    assert archive.read_bytes() == good
    assert {p.name for p in archive.parent.iterdir()} == {"backup.zip", "data"}


def test_broken_links_between_rows_are_not_backed_up(store: Store, tmp_path: Path) -> None:
    with store.engine.connect() as connection:
        bare = connection.connection.driver_connection
        assert isinstance(bare, sqlite3.Connection)
        bare.execute("PRAGMA foreign_keys=OFF")
        bare.execute("INSERT INTO answer_evidence VALUES (5, 'x', 5)")
    with pytest.raises(UserError, match="no backup was made"):
        backup.write(store, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_a_place_that_refuses_is_said(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "b.zip", tmp_path / "nowhere" / "b.zip"):
        with pytest.raises(UserError, match="not affected"):
            backup.write(store, path)
    assert store.integrity() == "ok"


def test_a_full_drive_is_said_and_leaves_the_old_backup(
    store: Store, tmp_path: Path, fill: Callable[[Store], Assessment]
) -> None:
    resource = pytest.importorskip("resource", reason="this system has no such limits")
    fill(store)
    target = tmp_path / "b.zip"
    backup.write(store, target)
    good, kept = target.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, kept[1]))
    try:
        with pytest.raises(UserError, match="not affected"):
            backup.write(store, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
    assert target.read_bytes() == good
    assert not list(tmp_path.glob("*.part"))


def test_a_part_file_of_somebody_elses_stays(store: Store, tmp_path: Path) -> None:
    for name in ("b.zip.part", "b.zip.sqlite.part"):
        (tmp_path / name).write_text("mine")
    backup.write(store, tmp_path / "b.zip")
    assert backup.seal_holds(tmp_path / "b.zip")
    assert {part.read_text() for part in tmp_path.glob("*.part")} == {"mine"}
    assert len(list(tmp_path.glob("*.part"))) == 2


def test_a_server_is_backed_up_where_it_runs(server: str, tmp_path: Path) -> None:
    store = Store.open(server, paths.assessments())
    with pytest.raises(UserError, match="on the server"):
        backup.write(store, tmp_path / "b.zip")
    store.close()


def test_the_seal_needs_no_unpacking(archive: Path) -> None:
    copy = Path(shutil.copy(archive, archive.with_name("copy.zip")))
    assert backup.seal_holds(copy)
    assert backup.describe(copy).rows["answer"] == 4
