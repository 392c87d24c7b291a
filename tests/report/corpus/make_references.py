"""Writes the references of en.json, ar.json and ckb.json: the lines of each text at each width.

Nothing of the program takes part, and tests need nothing of this. ICU's C library (Debian
libicu72) breaks paragraphs and gives the visual order of each line; FriBidi's command (Debian
libfribidi-bin) must give the same order for the unbroken paragraph; HarfBuzz' command (Debian
libharfbuzz-bin) shapes each run in its paragraph; fontTools tells which font has a character.
Where ICU's line breaking is not followed: see `Paragraph._may_break`.

    python tests/report/corpus/make_references.py

A line is kept as [width in thousandths of an em, "R 12 40 S 7"]: glyph ids from left to right
after R for the text font and S for the symbols. Texts are written by people; only "lines" is ours.
"""

import ctypes
import json
import subprocess
import unicodedata
from ctypes.util import find_library
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FONTS = Path(__file__).parents[3] / "resources" / "fonts"
FILES = {"R": FONTS / "Vazirmatn-Regular.ttf", "S": FONTS / "DejaVuSymbols.ttf"}
COVERAGE = {name: frozenset(TTFont(path).getBestCmap()) for name, path in FILES.items()}
WIDTHS = {"unbroken": 10**9, "medium": 20_000, "narrow": 8_500}
RTL = {"en": False, "ar": True, "ckb": True}
CHARACTERS, LINES = 0, 2  # UBreakIteratorType
LIBRARY = find_library("icuuc") or ""
ICU = ctypes.CDLL(LIBRARY)
VERSION = LIBRARY.rpartition(".so.")[2]
# Default_Ignorable_Code_Point as far as the texts use it.
IGNORABLE = {0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)}


class Run(NamedTuple):
    """Part of a paragraph in one direction, script and font; `missing` when no font has it."""

    start: int
    stop: int
    rtl: bool
    script: str
    font: str
    missing: bool


class Paragraph:
    """A paragraph as ICU sees it; positions are code points."""

    def __init__(self, text: str, rtl: bool, language: str) -> None:
        self.text, self.rtl, self.language = text, rtl, language
        self.units = text.encode("utf-16-le")
        self.length = len(self.units) // 2
        self.buffer = ctypes.create_string_buffer(self.units + b"\0\0")
        self.index_of = self._indices()
        self.bidi = ctypes.c_void_p(icu("ubidi_open", ctypes.c_void_p))
        level = ctypes.c_uint8(int(rtl))
        checked("ubidi_setPara", self.bidi, self.buffer, self.length, level, None)
        self.scripts = scripts_of(text)
        self.graphemes = self._boundaries(CHARACTERS)
        self.opportunities = frozenset(self._boundaries(LINES))
        self.breaks = [place for place in range(1, len(text) + 1) if self._may_break(place)]

    def _indices(self) -> dict[int, int]:
        """Place of a UTF-16 unit → place of its character."""
        places, unit = {}, 0
        for index, char in enumerate(self.text):
            places[unit] = index
            unit += len(char.encode("utf-16-le")) // 2
        return {**places, unit: len(self.text)}

    def _unit(self, index: int) -> int:
        return len(self.text[:index].encode("utf-16-le")) // 2

    def _boundaries(self, kind: int) -> list[int]:
        opened = icu_pointer("ubrk_open", kind, b"en", self.buffer, self.length)
        found = []
        while (unit := icu("ubrk_next", ctypes.c_int32, opened)) != -1:
            found.append(self.index_of[unit])
        return found

    def _may_break(self, place: int) -> bool:
        """As ICU says, but codes such as ACR/2026/01 stay whole, and any space ends a line."""
        before, after = self.text[place - 1], self.text[place : place + 1]
        if before == " " and after != " ":
            return True
        in_code = before in "-/\u2013\u2014" and after and not after.isalpha()
        return place in self.opportunities and not in_code

    def visual_runs(self, start: int, stop: int) -> list[tuple[int, int, bool]]:
        """Runs of the line [start, stop) from left to right."""
        if stop == start:
            return []
        line = ctypes.c_void_p(icu("ubidi_open", ctypes.c_void_p))
        first = self._unit(start)
        checked("ubidi_setLine", self.bidi, first, self._unit(stop), line)
        runs = []
        for number in range(checked("ubidi_countRuns", line)):
            begin, size = ctypes.c_int32(), ctypes.c_int32()
            places = (ctypes.byref(begin), ctypes.byref(size))
            rtl = icu("ubidi_getVisualRun", ctypes.c_int, line, number, *places) == 1
            ends = (first + begin.value, first + begin.value + size.value)
            runs.append((self.index_of[ends[0]], self.index_of[ends[1]], rtl))
        return runs

    def line(self, start: int, stop: int) -> list[tuple[str, int, int]]:
        """Glyphs of a line from left to right: font, glyph, advance."""
        glyphs = []
        for begin, end, rtl in self.visual_runs(start, stop):
            runs = self._itemised(begin, end, rtl)
            for run in reversed(runs) if rtl else runs:
                glyphs += self._shaped(run)
        return glyphs

    def _itemised(self, start: int, stop: int, rtl: bool) -> list[Run]:
        runs = []
        keys = [(self.scripts[index], *font_of(self.text, index)) for index in range(start, stop)]
        at = start
        for (script, font, missing), same in groupby(keys):
            size = len(list(same))
            runs.append(Run(at, at + size, rtl, script, font, missing))
            at += size
        return runs

    def _shaped(self, run: Run) -> list[tuple[str, int, int]]:
        text = self.text[run.start : run.stop]
        if run.missing:
            text = "\ufffd" * len(text)
        around = (self.text[max(0, run.start - 9) : run.start], self.text[run.stop :][:9])
        given = (text, *around, run.rtl, run.script, self.language, run.font)
        return [(run.font, glyph, advance) for glyph, advance in shaped(*given)]

    def lines(self, limit: int) -> list[list[tuple[str, int, int]]]:
        """The lines, each as full as the limit allows; spaces hang over the end."""
        made, start, end = [], 0, len(self.text)
        while start < end:
            stop = self._fitting(start, limit, self.breaks)
            stop = stop or self._fitting(start, limit, self.graphemes)
            stop = stop or next(place for place in self.graphemes if place > start)
            made.append(self.line(start, self._trimmed(start, stop)))
            start = stop
        return made or [[]]

    def _fitting(self, start: int, limit: int, places: list[int]) -> int:
        best = 0
        for stop in places:
            if stop > start:
                glyphs = self.line(start, self._trimmed(start, stop))
                if sum(advance for _, _, advance in glyphs) > limit:
                    break
                best = stop
        return best

    def _trimmed(self, start: int, stop: int) -> int:
        return start + len(self.text[start:stop].rstrip(" "))


def icu(name: str, result: type, *given: object) -> int:
    function = getattr(ICU, f"{name}_{VERSION}")
    function.restype = result
    return function(*given)


def checked(name: str, *given: object) -> int:
    """Call a function that reports errors through its last argument."""
    error = ctypes.c_int(0)
    found = icu(name, ctypes.c_int, *given, ctypes.byref(error))
    assert error.value <= 0, (name, error.value)
    return found


def icu_pointer(name: str, *given: object) -> ctypes.c_void_p:
    error = ctypes.c_int(0)
    found = icu(name, ctypes.c_void_p, *given, ctypes.byref(error))
    assert error.value <= 0, (name, error.value)
    return ctypes.c_void_p(found)


def scripts_of(text: str) -> list[str]:
    """ISO 15924 script of each character; what has none takes that of the text before it."""
    found = [script_of(char) for char in text]
    last = next((script for script in found if script), "Zyyy")
    for index, script in enumerate(found):
        last = found[index] = script or last
    return found


def script_of(char: str) -> str:
    code = checked("uscript_getScript", ord(char))
    name = ctypes.string_at(icu("uscript_getShortName", ctypes.c_void_p, code)).decode()
    return "" if name in ("Zyyy", "Zinh", "Zzzz") else name


def font_of(text: str, index: int) -> tuple[str, bool]:
    """The first font that has the character, and whether none has it."""
    code = ord(text[index])
    for name, codes in COVERAGE.items():
        if code in codes or code in IGNORABLE:
            return name, False
    return "S", True


@cache
def shaped(
    text: str, before: str, after: str, rtl: bool, script: str, language: str, font: str
) -> list[tuple[int, int]]:
    """Glyphs with their advances, from left to right, as HarfBuzz' command gives them."""
    command = ["hb-shape", "--font-size=1000", "--output-format=json", "--no-glyph-names"]
    command += ["--remove-default-ignorables", f"--direction={'rtl' if rtl else 'ltr'}"]
    command += [f"--script={script}", f"--language={language}", f"--unicodes={codes(text)}"]
    command += [f"--unicodes-before={codes(before)}"] if before else []
    command += [f"--unicodes-after={codes(after)}"] if after else []
    out = subprocess.run([*command, str(FILES[font])], capture_output=True, check=True, text=True)
    return [(glyph["g"], glyph["ax"]) for glyph in json.loads(out.stdout.strip() or "[]")]


def codes(text: str) -> str:
    return ",".join(f"U+{ord(char):04X}" for char in text)


def same_in_fribidi(paragraph: Paragraph) -> bool:
    """Whether FriBidi puts the characters of the whole paragraph in the same order.

    Left aside: marks, which it puts after their letters, and embeddings, whose place is free.
    """
    aside = {
        index
        for index, char in enumerate(paragraph.text)
        if unicodedata.combining(char) or "\u202a" <= char <= "\u202e"
    }
    runs = paragraph.visual_runs(0, len(paragraph.text))
    order = [n for a, b, rtl in runs for n in (range(b - 1, a - 1, -1) if rtl else range(a, b))]
    options = ["--nopad", "--nobreak", "--novisual", "--vtol"]
    options.append("--rtl" if paragraph.rtl else "--ltr")
    command = ["fribidi", "--charset=UTF-8", *options]
    out = subprocess.run(command, input=paragraph.text, capture_output=True, check=True, text=True)
    theirs = [int(place) for place in out.stdout.split()]
    return [n for n in theirs if n not in aside] == [n for n in order if n not in aside]


def as_text(glyphs: list[tuple[str, int, int]]) -> list[int | str]:
    """A line as it is kept."""
    parts = []
    for font, group in groupby(glyphs, key=lambda glyph: glyph[0]):
        parts += [font, *(str(glyph) for _, glyph, _ in group)]
    return [sum(advance for _, _, advance in glyphs), " ".join(parts)]


def main() -> None:
    for language, rtl in RTL.items():
        path = HERE / f"{language}.json"
        entries = json.loads(path.read_text(encoding="utf-8"))
        for entry in entries:
            paragraphs = [Paragraph(part, rtl, language) for part in entry["text"].split("\n")]
            for paragraph in paragraphs:
                if not same_in_fribidi(paragraph):
                    print(language, "FriBidi differs:", ascii(paragraph.text))
            entry["lines"] = {
                name: [as_text(line) for part in paragraphs for line in part.lines(limit)]
                for name, limit in WIDTHS.items()
            }
        path.write_text(written(entries), encoding="utf-8")


def written(entries: list[dict[str, object]]) -> str:
    """One line for each text and each of its widths; what cannot be seen is escaped."""
    parts = []
    for entry in entries:
        rows = ",\n".join(
            f'   "{name}": {json.dumps(lines)}' for name, lines in entry["lines"].items()
        )
        text = json.dumps(entry["text"], ensure_ascii=False)
        for code in IGNORABLE | {0xA0}:
            text = text.replace(chr(code), f"\\u{code:04x}")
        parts.append(f' {{"text": {text},\n  "lines": {{\n{rows}}}}}')
    return "[\n" + ",\n".join(parts) + "\n]\n"


if __name__ == "__main__":
    main()
