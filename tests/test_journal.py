"""The log: made when there is something to say, small, and silent about people."""

import logging
from pathlib import Path

from capacity_app.journal import FILE_NAME, keep_journal

log = logging.getLogger("capacity_app.test")


def test_nothing_to_say_makes_no_file(tmp_path: Path) -> None:
    with keep_journal(tmp_path / "data"):
        log.info("started")
    assert not (tmp_path / "data").exists()


def test_a_traceback_tells_places_and_kinds_only(tmp_path: Path) -> None:
    with keep_journal(tmp_path / "data") as file:
        try:
            try:
                raise ValueError("a note")
            except ValueError as error:
                raise KeyError("a name") from error
        except KeyError:
            log.warning("could not", exc_info=True)
    text = file.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_a_traceback_tells_places_and_kinds_only" in text
    assert "a note" not in text
    assert "a name" not in text


def test_a_folder_that_refuses_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with keep_journal(tmp_path / "file"):
        log.warning("cannot be kept")


def test_it_stays_small(tmp_path: Path) -> None:
    with keep_journal(tmp_path):
        for _ in range(3000):
            log.warning("x" * 1000)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [FILE_NAME, f"{FILE_NAME}.1", f"{FILE_NAME}.2"]
    assert all(path.stat().st_size <= 500_000 for path in tmp_path.iterdir())
