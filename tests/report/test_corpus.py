"""Hard sentences in three languages: glyph order as ICU and HarfBuzz give it, words read back.

How the references were made stands in corpus/make_references.py.
"""

import io
import json
import re
import shutil
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

from capacity_app.model.text import LANGUAGES
from capacity_app.report.fonts import UNITS, FontSet
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Meta
from capacity_app.report.typesetter import TextStyle, Typesetter

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
    found = re.findall(r"<(\w{4})> <(\w+)>", font["/ToUnicode"].get_data().decode("ascii"))
    texts = {int(cid, 16): bytes.fromhex(text).decode("utf-16-be") for cid, text in found}

    def glyph(cid: int) -> Glyph:
        number = int.from_bytes(numbers[2 * cid : 2 * cid + 2], "big") if numbers else cid
        return Glyph(name, number, texts.get(cid, ""))

    return glyph


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


def words(text: str) -> Counter[str]:
    """Words to compare: compatibility forms unified, what cannot be seen left out."""
    unified = unicodedata.normalize("NFKC", text)
    seen = "".join(char for char in unified if unicodedata.category(char) not in ("Cf", "Cc")
                   or char.isspace())
    return Counter(seen.split())


def by_pdfium(data: bytes) -> list[str]:
    with pdfium.PdfDocument(data) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def by_poppler(data: bytes) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    out = subprocess.run(command, input=data, capture_output=True, check=True)
    return out.stdout.decode("utf-8").split("\f")[:-1]
