"""The bidirectional algorithm against Unicode's own cases and against everyday lines."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from capacity_app.report import bidi

SAMPLE = Path(__file__).with_name("bidi_character_sample.txt.gz")
UNICODE = Path("/usr/share/unicode")
EVERY = 1 if os.environ.get("CAPACITY_FULL_BIDI") else 20  # all of BidiTest.txt takes a minute
BASE = {"0": 0, "1": 1, "2": None}
CHARACTER_OF = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "AN": "\u0661", "ES": "-", "ET": "%",
    "CS": ",", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "NSM": "\u0300", "BN": "\xad",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069", "LRE": "\u202a",
    "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c",
}  # fmt: skip


def outcome(text: str, base: int | None) -> tuple[int, list[str], list[int]]:
    """Paragraph level, levels and order in the form of Unicode's files."""
    resolved = bidi.resolve(text, base)
    levels = bidi.line_levels(resolved, 0, len(text))
    removed = [kind in "emoqxb" for kind in resolved.classes]
    shown = ["x" if gone else str(level) for gone, level in zip(removed, levels, strict=True)]
    order = [index for index in bidi.visual_order(levels) if not removed[index]]
    return resolved.base, shown, order


def character_failures(lines: Iterator[str]) -> tuple[int, list[str]]:
    count, failures = 0, []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        codes, direction, level, levels, order = line.strip().split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        expected = (int(level), levels.split(), [int(index) for index in order.split()])
        count += 1
        if outcome(text, BASE[direction]) != expected:
            failures.append(line)
    return count, failures


def test_character_sample() -> None:
    with gzip.open(SAMPLE, "rt", encoding="utf-8") as lines:
        count, failures = character_failures(lines)
    assert count > 10_000
    assert failures == []


@pytest.mark.skipif(not (UNICODE / "BidiCharacterTest.txt").exists(), reason="file not installed")
def test_character_file() -> None:
    with (UNICODE / "BidiCharacterTest.txt").open(encoding="utf-8") as lines:
        count, failures = character_failures(lines)
    assert count > 90_000
    assert failures == []


@pytest.mark.skipif(not (UNICODE / "BidiTest.txt").exists(), reason="file not installed")
def test_class_file() -> None:
    failures = []
    levels: list[str] = []
    order: list[int] = []
    with (UNICODE / "BidiTest.txt").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            name, _, rest = line.partition(":")
            if name == "@Levels":
                levels = rest.split()
            elif name == "@Reorder":
                order = [int(index) for index in rest.split()]
            elif line[0] not in "@#\n" and number % EVERY == 0:
                classes, _, bits = line.partition(";")
                text = "".join(CHARACTER_OF[name] for name in classes.split())
                for bit, base in ((1, None), (2, 0), (4, 1)):
                    if int(bits, 16) & bit and outcome(text, base)[1:] != (levels, order):
                        failures.append(line)
    assert failures == []


def shown(text: str, base: int) -> str:
    levels = bidi.line_levels(bidi.resolve(text, base), 0, len(text))
    letters = [text[index] for index in bidi.visual_order(levels)]
    return "".join(letter for letter in letters if not "\u2066" <= letter <= "\u2069")


def test_date_keeps_its_order_in_an_isolate() -> None:
    assert "2026-12-31" in shown("في \u20662026-12-31\u2069 تم", 1)
    assert "2026-12-31" not in shown("في 2026-12-31 تم", 1)


def test_name_keeps_its_full_stop_in_an_isolate() -> None:
    assert "Ahmed K." in shown("و\u2068Ahmed K.\u2069 كان", 1)


@pytest.mark.parametrize(
    ("text", "rtl", "plain"),
    [
        ("Plain (text) 2026-12-31.", False, True),
        ("with \u20682026\u2069 isolate", False, True),
        ("mixed سلام", False, False),
        ("سلام عليكم، نعم.", True, True),
        ("سلام 12", True, False),
        ("سلام abc", True, False),
    ],
)
def test_fast_path_is_taken_only_where_it_is_right(text: str, rtl: bool, plain: bool) -> None:
    assert bidi.is_plain(text, rtl) is plain
    if plain:
        order = bidi.visual_order(bidi.resolve(text, int(rtl)).levels)
        straight = list(range(len(text)))
        assert order == (straight[::-1] if rtl else straight)


@pytest.mark.parametrize(
    ("text", "content", "rtl"),
    [
        ("\u20662026-12-31\u2069", "2026-12-31", False),
        ("\u2068سلام\u2069", "سلام", True),
        ("\u2067abc\u2069", "abc", True),
        ("\u2068a\u2069 \u2068b\u2069", "\u2068a\u2069 \u2068b\u2069", True),
        ("", "", True),
    ],
)
def test_outer_isolate(text: str, content: str, rtl: bool) -> None:
    assert bidi.without_outer_isolate(text, True) == (content, rtl)


def test_spaces_at_the_end_of_a_line_take_the_level_of_the_paragraph() -> None:
    resolved = bidi.resolve("سلام abc  ", 1)
    assert bidi.line_levels(resolved, 0, 10)[-2:] == [1, 1]
    assert bidi.line_levels(resolved, 5, 8) == [2, 2, 2]


def test_many_brackets_and_deep_embeddings() -> None:
    for text in (
        "(" * 30_000,
        "()" * 15_000,
        "\u202b" * 500 + "a" + "\u202c" * 500,
        "\u2067" * 999,
    ):
        assert len(bidi.resolve(text, 1).levels) == len(text)
