"""The strict JSON reader: what it takes equals the standard reader's, what it refuses is named."""

import json
import random
import time
import tracemalloc
from typing import Any

import pytest

from capacity_app.errors import UserError
from capacity_app.exchange import strict
from capacity_app.exchange.strict import parse


def said(data: bytes) -> str:
    """What is said about bytes that must not be read."""
    with pytest.raises(UserError) as caught:
        parse(data, "file.json")
    return str(caught.value)


GOOD = [
    b"{}",
    b" [ ] ",
    b'{"a": [1, -2, 3.5, 1e3, true, false, null, ""]}',
    b'"\\u00e9\\n\\"\\\\\\/\\ud83d\\ude42"',
    '"ە ێ \u200c 🙂"'.encode(),
    b"\xef\xbb\xbf{}",
    b"[[], {}, [[]]]",
    b"0",
]


@pytest.mark.parametrize("data", GOOD)
def test_reads_what_the_standard_reader_reads(data: bytes) -> None:
    assert parse(data, "file.json") == json.loads(data.decode("utf-8-sig"))


def test_random_values_are_read_as_they_were_written() -> None:
    rng = random.Random(7)

    def value(depth: int) -> Any:
        kind = rng.randrange(8 if depth else 6)
        if kind < 6:
            return [None, True, rng.randrange(-999, 999), 0.25, "ڕێکخراو\n\t\x01", ""][kind]
        if kind == 6:
            return [value(depth - 1) for _ in range(rng.randrange(4))]
        return {f"k{i} 🙂": value(depth - 1) for i in range(rng.randrange(4))}

    for _ in range(300):
        given = value(5)
        data = json.dumps(given, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, 2]))
        assert parse(data.encode(), "file.json") == given


BROKEN = [
    b"",
    b"   ",
    b"{",
    b"[1,]",
    b'{"a":1,}',
    b"{a:1}",
    b"{'a':1}",
    b'{"a" 1}',
    b"[1 2]",
    b"{} {}",
    b"nul",
    b"trueish",
    b"NaN",
    b"-Infinity",
    b"01",
    b"1.",
    b".5",
    b"+1",
    b"0x10",
    b'"a\nb"',
    b'"\\x41"',
    b'"\\u12g4"',
    b'"unfinished',
    b"// comment\n{}",
    b"\x00",
]


@pytest.mark.parametrize("data", BROKEN)
def test_broken_json_is_refused_with_line_and_column(data: bytes) -> None:
    assert "line 1, column" in said(data).replace("line 2", "line 1")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b'{"a": {"b": 1, "b": 2}}', "a.b is given twice"),
        (b'{"FUN-1.1": 1, "FUN-1.1": 1}', '"FUN-1.1" is given twice'),
        (b'{"a": ["\\ud800"]}', "a[0]"),
        (b'{"a": "\\udc00\\ud800"}', "at a "),
        (b'{"a": "\\u0000"}', "at a "),
        (b'{"a": 1e999}', "at a "),
        (b'{"a": 1234567890123456789012345}', "at a "),
        (b'{"a": "\xff"}', "UTF-8 (byte 7)"),
        (b"\xed\xa0\x80", "UTF-8"),
        ("{}".encode("utf-16"), "UTF-8"),
    ],
)
def test_what_json_forbids_is_refused_with_its_place(data: bytes, named: str) -> None:
    assert named in said(data)


TORTURE = {
    "deep lists": b"[" * 5_000_000,
    "deep objects": b'{"a":' * 3_000_000,
    "many values": b"[" + b"0," * 9_000_000 + b"0]",
    "many empty lists": b"[" + b"[]," * 6_000_000 + b"[]]",
    "many members": b"{" + b",".join(b'"%d":0' % i for i in range(900_000)) + b"}",
    "long text": b'"' + b"x" * 19_000_000 + b'"',
    "long escaped text": b'"' + b"\\n" * 9_000_000 + b'"',
    "long unfinished text": b'"' + b"\\\\" * 9_000_000,
    "long number": b"1" * 19_000_000,
    "long name": b'{"' + b"x" * 19_000_000 + b'":1}',
    "white space": b" " * 19_900_000,
    "too many bytes": b"[" + b" " * 20_000_000 + b"]",
    "wide characters": ("🙂" * 4_900_000).encode(),
}


@pytest.mark.parametrize("name", TORTURE)
def test_torture_is_refused_soon_and_in_little_memory(name: str) -> None:
    started = time.process_time()
    assert "file.json" in said(TORTURE[name])
    spent = time.process_time() - started
    assert spent < 2
    if name.startswith("many"):
        return  # tracing each of them takes long, and it is the cap on their number that counts
    tracemalloc.start()
    said(TORTURE[name])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 250_000_000


def test_a_text_as_long_as_allowed_is_read() -> None:
    text = "ە" * strict.MAX_STRING
    assert parse(json.dumps(text).encode(), "file.json") == text
    assert "longer" in said(json.dumps(text + "x").encode())


def test_every_cut_of_a_document_is_refused() -> None:
    data = json.dumps({"a": [1, {"b": "ێ\\"}, None, True], "c": -2.5e3}).encode()
    for end in range(len(data)):
        said(data[:end])
