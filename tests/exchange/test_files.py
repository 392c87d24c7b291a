"""Writing a file so that nobody ever finds half of it."""

from pathlib import Path

import pytest

from capacity_app.errors import UserError
from capacity_app.exchange.files import read_capped, write_checked
from capacity_app.exchange.strict import MAX_BYTES
from capacity_app.i18n import N_


def refuse(_part: Path) -> None:
    """A check that is never content."""
    raise UserError(N_("no"))


def test_what_is_written_is_checked_before_it_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    seen: list[tuple[bytes, bool]] = []
    write_checked(path, b"new", lambda part: seen.append((part.read_bytes(), path.exists())))
    assert seen == [(b"new", False)]
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_what_fails_its_check_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(UserError):
        write_checked(path, b"new", refuse)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("where", ["missing/a.json", "file/a.json", "folder", "n" * 300])
def test_a_place_that_cannot_be_written_to_is_said(where: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="could not be written"):
        write_checked(tmp_path / where, b"new", lambda _part: None)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.parametrize("where", ["missing", ".", "file/below", "nul\0"])
def test_a_file_that_cannot_be_read_is_said(where: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="cannot be read"):
        read_capped(tmp_path / where)


def test_a_file_over_the_cap_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UserError, match="20 MB"):
        read_capped(path)
