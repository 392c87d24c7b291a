"""Hard sentences in three languages: glyph order as ICU and HarfBuzz give it, words read back.

How the references were made stands in corpus/make_references.py.
"""

import io
import json
import re
import shutil
import struct
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pypdfium2 as pdfium
import pytest
import uharfbuzz as hb

from capacity_app import paths
from capacity_app.model.text import LANGUAGES
from capacity_app.report.fonts import UNITS, FontSet
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Meta
from capacity_app.report.typesetter import TextStyle, Typesetter
from capacity_app.store import instruments

FONTS = FontSet.in_folder(Path(__file__).parents[2] / "resources" / "fonts")
STYLE = TextStyle(size=10)
LIMITS = {"unbroken": 10**9, "medium": 20_000, "narrow": 8_500}
PAGE = (600.0, 800.0)
NAMES = {"FR": "R", "FS": "S"}


class Glyph(NamedTuple):
    """A glyph in a PDF: its font's letter in the references, its number, what it is copied as."""

    font: str
    number: int
    text: str


@cache
def corpus(language: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name("corpus") / f"{language}.json"
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return entries


@cache
def document(language: str, limits: tuple[int, ...], texts: tuple[str, ...]) -> bytes:
    """A PDF with a page for each text, set once at each limit."""
    setter = Typesetter(FONTS, language, language != "en")
    out = io.BytesIO()
    sheet = Sheet(out, setter, PAGE)
    for text in texts:
        for limit in limits:
            lines = setter.lines(text, STYLE, limit * STYLE.size / UNITS)
            sheet.show([(40.0, line) for line in lines], 700.0, STYLE)
        sheet.next_page()
    sheet.finish(Meta("Corpus", "Author", language, language != "en"))
    return out.getvalue()


def fonts_of(page: Any) -> dict[str, Callable[[int], Glyph]]:
    """For each font of a page, what a character id stands for, as the file itself tells it."""
    return {
        name[1:]: reading(NAMES[name[1:]], font.get_object())
        for name, font in page["/Resources"]["/Font"].items()
        if name[1:] in NAMES
    }


def reading(name: str, font: Any) -> Callable[[int], Glyph]:
    table = font["/DescendantFonts"][0].get_object()["/CIDToGIDMap"]
    numbers = b"" if table == "/Identity" else table.get_object().get_data()
    own = {"R": FONTS.regular, "S": FONTS.symbols}[name].face.glyph_count
    file = font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
    found = re.findall(r"<(\w{4})> <(\w+)>", font["/ToUnicode"].get_data().decode("ascii"))
    texts = {int(cid, 16): bytes.fromhex(text).decode("utf-16-be") for cid, text in found}

    def glyph(cid: int) -> Glyph:
        number = int.from_bytes(numbers[2 * cid : 2 * cid + 2], "big") if numbers else cid
        if number >= own:  # a copy at another place
            number = copied(file, number)[0]
        return Glyph(name, number, texts.get(cid, ""))

    return glyph


def copied(font: bytes, number: int) -> tuple[int, int, int]:
    """Of a composite glyph of one part in a font file: the part's number, right, up."""
    (count,) = struct.unpack_from(">H", font, 4)
    rows = (struct.unpack_from(">4sLLL", font, 12 + 16 * row) for row in range(count))
    start_of = {tag: start for tag, _, start, _ in rows}
    (start,) = struct.unpack_from(">L", font, start_of[b"loca"] + 4 * number)
    found = struct.unpack_from(">Hhh", font, start_of[b"glyf"] + start + 12)
    return found[0], found[1], found[2]


def drawn(page: Any) -> list[list[list[Glyph]]]:
    """The glyphs of a page, for each limit and line, from left to right."""
    fonts = fonts_of(page)
    content = page.get_contents().get_data().decode("latin-1")
    made = []
    for block in re.findall(r"BT (.*?) ET", content, re.S):
        lines: list[list[Glyph]] = []
        for move, font, signs in re.findall(r"(Tm)\[|/(\w+) 1 Tf|<([0-9A-F]+)>", block):
            if move:
                lines.append([])
            elif font:
                current = font
            else:
                cids = (int(signs[at : at + 4], 16) for at in range(0, len(signs), 4))
                lines[-1] += [fonts[current](cid) for cid in cids]
        made.append(lines)
    return made


def as_kept(line: Sequence[Glyph]) -> str:
    """A line in the form of the references, without the blanks that stand for letters of a
    ligature beside its glyph."""
    blank = {name: FONTS.regular.hb.get_nominal_glyph(ord(" ")) for name in "R"}
    real = [
        glyph
        for glyph in line
        if glyph.number != blank.get(glyph.font) or glyph.text in (" ", "\u00a0")
    ]
    parts = []
    for font, group in groupby(real, key=lambda glyph: glyph.font):
        parts += [font, *(str(glyph.number) for glyph in group)]
    return " ".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_glyphs_stand_in_the_order_of_the_reference(language: str) -> None:
    texts = tuple(entry["text"] for entry in corpus(language))
    data = document(language, tuple(LIMITS.values()), texts)
    wrong = []
    for entry, page in zip(corpus(language), pypdf.PdfReader(io.BytesIO(data)).pages, strict=True):
        for (name, lines), mine in zip(entry["lines"].items(), drawn(page), strict=True):
            wanted = [glyphs for _, glyphs in lines if glyphs]
            if [as_kept(line) for line in mine] != wanted:
                wrong.append((name, entry["text"]))
    assert len(texts) >= 40
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_as_wide_as_the_reference(language: str) -> None:
    setter = Typesetter(FONTS, language, language != "en")
    for entry in corpus(language):
        for name, limit in LIMITS.items():
            lines = setter.lines(entry["text"], STYLE, limit * STYLE.size / UNITS)
            widths = [line.width for line in lines]
            assert widths == [width for width, _ in entry["lines"][name]], entry["text"]


def test_marks_stand_where_the_font_puts_them() -> None:
    """Marks are copies of glyphs at another place, so that the pen stays on the line."""
    text, font = "لِلَّٰهِ", FONTS.regular
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(font.face), buffer)
    wanted = [
        (info.codepoint, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        if place.x_offset or place.y_offset
    ]
    (page,) = pypdf.PdfReader(io.BytesIO(document("ar", (10**9,), (text,)))).pages
    content = page.get_contents().get_data()
    assert b" Ts" not in content
    embedded = page["/Resources"]["/Font"]["/FR"]["/DescendantFonts"][0]
    file = embedded["/FontDescriptor"]["/FontFile2"].get_data()
    assert embedded["/CIDToGIDMap"] == "/Identity"
    cids = re.findall(r"[0-9A-F]{4}", "".join(re.findall(r"<(\w+)>", content.decode("latin-1"))))
    gids = [int(cid, 16) for cid in cids]
    copies = [copied(file, gid) for gid in gids if gid >= font.face.glyph_count]
    assert len(copies) == len(wanted) >= 4
    for mine, theirs in zip(copies, wanted, strict=True):
        assert mine[0] == theirs[0]
        assert abs(mine[1] - theirs[1]) <= 2
        assert abs(mine[2] - theirs[2]) <= 2


def words(text: str) -> Counter[str]:
    """Words and numbers, compatibility forms unified, without what cannot be seen."""
    unified = unicodedata.normalize("NFKC", text)
    seen = "".join(char for char in unified if unicodedata.category(char) != "Cf")
    return Counter(re.findall(r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670])+|\d+", seen))


def by_pdfium(data: bytes) -> list[str]:
    with pdfium.PdfDocument(data) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def by_poppler(data: bytes) -> list[str]:
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    out = subprocess.run(command, input=data, capture_output=True, check=True)
    return out.stdout.decode("utf-8").split("\f")[:-1]


ENGINES = {"pdfium": by_pdfium, "poppler": by_poppler, "pypdf": by_pypdf}
TWO = ("pdfium", "poppler" if shutil.which("pdftotext") else "pypdf")
# Per cent of words recovered, whole numbers below what was measured: of the question bank's own
# sentences, and of the hard ones, whose overrides no reader gives back.
LEAST_OF_BANK = {
    "en": {"pdfium": 100, "poppler": 100, "pypdf": 100},
    "ar": {"pdfium": 98, "poppler": 99, "pypdf": 99},
    "ckb": {"pdfium": 100, "poppler": 99, "pypdf": 99},
}
LEAST_OF_CORPUS = {
    "en": {"pdfium": 99, "poppler": 95, "pypdf": 93},
    "ar": {"pdfium": 97, "poppler": 94, "pypdf": 85},
    "ckb": {"pdfium": 99, "poppler": 93, "pypdf": 86},
}


def recovered(language: str, engine: str, texts: tuple[str, ...]) -> float:
    """Per cent of the words of the texts that come out of a PDF of them."""
    pages = ENGINES[engine](document(language, (50_000,), texts))
    total = found = 0
    for text, page in zip(texts, pages, strict=True):
        wanted = words(text)
        total += wanted.total()
        found += (wanted & words(page)).total()
    return 100 * found / total


@cache
def bank(language: str) -> tuple[str, ...]:
    """Every third sentence of the question bank."""
    own = instruments.load("iraq-health-cso", paths.assessments())
    texts = [
        getattr(text, language)
        for indicator in own.indicators
        for text in (indicator.title, indicator.question, *indicator.levels.values())
    ]
    return tuple(dict.fromkeys(text for text in texts if text))[::3]


@pytest.mark.parametrize("engine", TWO)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_come_out_again(language: str, engine: str) -> None:
    hard = tuple(entry["text"] for entry in corpus(language))
    shares = recovered(language, engine, bank(language)), recovered(language, engine, hard)
    assert shares[0] >= LEAST_OF_BANK[language][engine]
    assert shares[1] >= LEAST_OF_CORPUS[language][engine]
