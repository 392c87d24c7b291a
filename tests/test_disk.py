"""Part files, renames and digests."""

import hashlib
from pathlib import Path

import pytest

from capacity_app import disk


def test_a_part_never_takes_a_name_that_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    (tmp_path / "plan.pdf.part").write_bytes(b"somebody's")
    (tmp_path / "plan.pdf.2.part").symlink_to(tmp_path / "nowhere")
    parts = [disk.new_part(file), disk.new_part(file)]
    assert [part.name for part in parts] == ["plan.pdf.3.part", "plan.pdf.4.part"]
    assert (tmp_path / "plan.pdf.part").read_bytes() == b"somebody's"
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_refuses_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"plan\.pdf\.part"):
        disk.new_part(tmp_path / "missing" / "plan.pdf")


def test_a_part_takes_the_place_of_the_older_file(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"older")
    part = disk.new_part(file)
    part.write_bytes(b"newer")
    disk.sync(part)
    disk.replace(part, file)
    assert file.read_bytes() == b"newer"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_digest_is_of_every_byte(tmp_path: Path) -> None:
    file = tmp_path / "large"
    for data in (b"", b"x", bytes(range(256)) * 12_345):
        file.write_bytes(data)
        assert disk.sha256(file) == hashlib.sha256(data).hexdigest()
