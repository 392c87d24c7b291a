"""What a hostile or clumsy neighbour sends, and where a file must never be put."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from capacity_app.errors import UserError
from capacity_app.exchange import document as exchange
from capacity_app.exchange.fields import MAX_ITEMS
from capacity_app.exchange.files import read_capped, refuse_place, write_checked
from capacity_app.exchange.place import clean
from capacity_app.exchange.plan_workbook_values import Reader
from capacity_app.i18n import Language, Words
from capacity_app.model.instrument import Instrument


def refusal(content: Any, bank: Instrument, file: str = "file.json") -> str:
    """What is said about a document that must not be read."""
    with pytest.raises(UserError) as caught:
        exchange.read(json.dumps(content).encode(), file, lambda *_: bank)
    return str(caught.value)


@pytest.mark.parametrize("member", ["evidence", "plan", "participants"])
def test_more_rows_than_anybody_makes_are_refused_soon(
    member: str, document: dict[str, Any], bank: Instrument
) -> None:
    rows = {"evidence": "id", "plan": "ref", "participants": "role"}
    document["answers"] = {}
    document[member] = [{rows[member]: f"E{number}"} for number in range(45_000)]
    started = time.process_time()
    assert f"at {member} is longer" in refusal(document, bank)
    assert time.process_time() - started < 2


def test_as_many_rows_as_allowed_are_read_soon(document: dict[str, Any], bank: Instrument) -> None:
    document["plan"] = [{"ref": f"P{number}"} for number in range(MAX_ITEMS)]
    started = time.process_time()
    read = exchange.read(json.dumps(document).encode(), "file.json", lambda *_: bank)
    assert len(read.plan) == MAX_ITEMS
    assert time.process_time() - started < 2
    document["plan"].append({"ref": "P7"})
    assert "plan is longer" in refusal(document, bank)
    document["plan"] = document["plan"][1:]
    assert "P7" in refusal(document, bank)


def test_a_shown_name_stays_on_its_line_and_keeps_its_spelling() -> None:
    assert clean("a\nb\x1b[31m\u202ec\u2066") == "a\ufffdb\ufffd[31m\ufffdc\ufffd"
    assert clean("نە\u200cخۆش") == "نە\u200cخۆش"


@pytest.mark.skipif(os.name == "nt", reason="no such file names there")
def test_a_file_name_cannot_break_the_message(tmp_path: Path, bank: Instrument) -> None:
    path = tmp_path / "new\nline\u202e.json"
    path.write_bytes(b"{")
    with pytest.raises(UserError) as caught:
        exchange.read_file(path, lambda *_: bank)
    assert "new\ufffdline\ufffd.json" in str(caught.value)
    with pytest.raises(UserError) as caught:
        read_capped(path / "x")
    assert "new\ufffdline\ufffd.json" in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="pipes have no file names there")
def test_a_pipe_or_device_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="could not be written"):
        write_checked(pipe, b"new", lambda _part: None)
    assert pipe.is_fifo()
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("name", ["capacity.sqlite", "CAPACITY.SQLITE-wal", "x/../capacity.sqlite"])
def test_the_database_is_never_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(UserError, match="could not be written"):
        refuse_place(tmp_path / name, tmp_path / "capacity.sqlite")
    refuse_place(tmp_path / "x" / "capacity.sqlite", tmp_path / "capacity.sqlite")
    refuse_place(tmp_path / "plan.pdf", tmp_path / "capacity.sqlite")


@pytest.mark.parametrize("name", ["nul\0", "n" * 300, "a\nb", "loop/a.json"])
def test_a_name_that_no_file_can_have_is_said(name: str, tmp_path: Path) -> None:
    if os.name != "nt":
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UserError, match="could not be written"):
        refuse_place(tmp_path / name, tmp_path / "capacity.sqlite")
    if name != "a\nb":  # possible, but no message could show it
        with pytest.raises(UserError, match="could not be written"):
            write_checked(tmp_path / name, b"new", lambda _part: None)


def test_an_amount_just_below_nothing_is_nothing_without_a_sign() -> None:
    assert str(Reader("en", False).amount(-1e-9)) == "0.0"


@pytest.mark.parametrize("language", Language)
def test_what_is_shown_of_a_fault_stays_on_its_line(language: Language) -> None:
    told = Words(language).error(UserError("{file} cannot be read", file="a\n\u202eb\x1b[31m"))
    assert len(told.splitlines()) == 1
    assert not {"\u202e", "\x1b"} & set(told)
    assert "a\ufffd\ufffdb\ufffd[31m" in told
