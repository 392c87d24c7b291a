"""Words made into PDF text operands: HarfBuzz shapes each different word of a document once.

An operand string is what stands inside `[ … ] TJ` with the font set to size 1, so that one string
serves every size; it may close and reopen the bracket to change font.
"""

import re
import unicodedata
from typing import NamedTuple

import uharfbuzz as hb

from capacity_app.report.fonts import (
    REPLACEMENT,
    Font,
    FontSet,
    GlyphBook,
    without_invisible,
)

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u00ad\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BROKEN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\ufeff]")
_TAB = "    "
# Text extractors reverse right-to-left runs letter by letter: one glyph must be one character.
_ONE_CHARACTER = {
    "\u0644\u0627": "\ufefb",
    "\u0644\u0623": "\ufef7",
    "\u0644\u0625": "\ufef9",
    "\u0644\u0622": "\ufef5",
    "\u0627\u0644\u0644\u0647": "\ufdf2",
}


class Shaped(NamedTuple):
    """A piece of text ready to show: operands, and width in thousandths of an em."""

    code: str
    width: int


class Cluster(NamedTuple):
    """Glyphs that cannot be parted, for breaking inside a word: end in the text, and width."""

    stop: int
    width: int


class _Run(NamedTuple):
    """Part of a word in one font; `missing` when no font has its characters."""

    start: int
    stop: int
    font: Font
    missing: bool


class _Glyph(NamedTuple):
    glyph: int
    text: str
    dx: int
    dy: int
    advance: int
    width: int  # how far the glyph moves the pen by itself


def clean(text: str) -> str:
    """`text` with line ends as newline, tabs as spaces, no control characters, lone surrogates
    and noncharacters as U+FFFD."""
    if not _HARMFUL.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    # A pair of surrogates that arrived as two characters is one character written badly.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", _BROKEN.sub(REPLACEMENT, text))


class Shaper:
    """Shapes the text of one document in one language and keeps account of its glyphs."""

    def __init__(self, fonts: FontSet, language: str) -> None:
        self.fonts = fonts
        self.language = language
        self._books = {
            font.resource: GlyphBook(font) for font in (fonts.regular, fonts.bold, fonts.symbols)
        }
        self._words: dict[tuple[str, bool, bool, str, str], Shaped] = {}
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        self._buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES

    def books(self) -> list[GlyphBook]:
        """The glyphs to embed once everything is shaped."""
        return list(self._books.values())

    def word(self, text: str, bold: bool, rtl: bool, before: str = "", after: str = "") -> Shaped:
        """`text` shaped in one direction; letters join to those of `before` and `after`."""
        key = (text, bold, rtl, before, after)
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = self._shape_word(text, bold, rtl, before, after)
        return found

    def clusters(self, text: str, bold: bool, rtl: bool) -> list[Cluster]:
        """The places where `text` can be cut, in logical order."""
        found: list[Cluster] = []
        for run in self._runs(text, bold):
            widths: dict[int, int] = {}
            for glyph, cluster in self._shape_run(text, run, rtl):
                widths[cluster] = widths.get(cluster, 0) + glyph.advance
            if not widths:  # nothing of the run is drawn, such as joiners alone
                found.append(Cluster(run.stop, 0))
                continue
            starts = sorted(widths)
            stops = [*starts[1:], run.stop]
            found += [Cluster(b, widths[a]) for a, b in zip(starts, stops, strict=True)]
        return found

    def _shape_word(self, text: str, bold: bool, rtl: bool, before: str, after: str) -> Shaped:
        whole = before + text + after
        begin, end = len(before), len(before) + len(text)
        base = self.fonts.text(bold)
        parts = []
        width = 0
        runs = [
            _Run(max(run.start, begin), min(run.stop, end), run.font, run.missing)
            for run in self._runs(whole, bold)
            if run.start < end and run.stop > begin
        ]
        for run in reversed(runs) if rtl else runs:
            code, advance = self._run_code(whole, run, rtl)
            if run.font is not base:
                code = f"]TJ /{run.font.resource} 1 Tf[{code}]TJ /{base.resource} 1 Tf["
            parts.append(code)
            width += advance
        return Shaped("".join(parts), width)

    def _run_code(self, text: str, run: _Run, rtl: bool) -> Shaped:
        if not run.missing:
            self._shape(text, run, rtl)
            if found := self._one_to_one(text, run, rtl):
                return found
        glyphs = [glyph for glyph, _ in self._shape_run(text, run, rtl)]
        return Shaped(self._operands(glyphs, run.font), sum(glyph.advance for glyph in glyphs))

    def _one_to_one(self, text: str, run: _Run, rtl: bool) -> Shaped | None:
        """The usual case, without the detours: each letter of the run has its own glyph, unmoved.

        None where a glyph stands for several letters, or is raised or moved aside.
        """
        infos = self._buffer.glyph_infos
        if len(infos) != run.stop - run.start:
            return None
        book = self._books[run.font.resource]
        index, step = (run.stop - 1, -1) if rtl else (run.start, 1)
        parts: list[str] = []
        shift = width = 0
        for info, place in zip(infos, self._buffer.glyph_positions, strict=True):
            if info.cluster != index or place.x_offset or place.y_offset:
                return None
            sign, own = book.sign(info.codepoint, text[index])
            parts.append(f">{-shift}<{sign}" if shift else sign)
            advance = place.x_advance
            shift = advance - own
            width += advance
            index += step
        return Shaped(f"<{''.join(parts)}>{_moved(shift)}", width)

    def _runs(self, text: str, bold: bool) -> list[_Run]:
        """Cut `text` where the font changes; marks stay with their letter when they can."""
        base = self.fonts.text(bold)
        if base.letters.issuperset(text):
            return [_Run(0, len(text), base, False)] if text else []
        runs: list[_Run] = []
        for index, char in enumerate(text):
            font = self.fonts.for_char(char, bold)
            if font is base and runs and _belongs_to_last(char, runs[-1]):
                font = runs[-1].font
            chosen, missing = font or self.fonts.symbols, font is None
            last = runs[-1] if runs else None
            if last and last.font is chosen and last.missing == missing:
                runs[-1] = last._replace(stop=index + 1)
            else:
                runs.append(_Run(index, index + 1, chosen, missing))
        return runs

    def _shape_run(self, text: str, run: _Run, rtl: bool) -> list[tuple[_Glyph, int]]:
        """Glyphs of a run from left to right, each with the start of its cluster."""
        if run.missing:
            return self._missing(text, run, rtl)
        self._shape(text, run, rtl)
        infos, positions = self._buffer.glyph_infos, self._buffer.glyph_positions
        texts = _texts([info.cluster for info in infos], text, run.stop, rtl)
        glyphs: list[tuple[_Glyph, int]] = []
        for info, place, letters in zip(infos, positions, texts, strict=True):
            width = run.font.advance(info.codepoint)
            offset = (place.x_offset, place.y_offset)
            glyph = _Glyph(info.codepoint, letters, *offset, place.x_advance, width)
            parts = _parted(glyph, run.font) if rtl and len(letters) > 1 else [glyph]
            glyphs += [(part, info.cluster) for part in parts]
        return glyphs

    def _shape(self, text: str, run: _Run, rtl: bool) -> None:
        """Leave the glyphs of a run in the buffer."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text, run.start, run.stop - run.start)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.guess_segment_properties()
        buffer.language = self.language
        hb.shape(run.font.hb, buffer)

    def _missing(self, text: str, run: _Run, rtl: bool) -> list[tuple[_Glyph, int]]:
        """A visible sign per character that still copies as the character."""
        sign = self.fonts.symbols.hb.get_nominal_glyph(ord(REPLACEMENT)) or 0
        advance = self.fonts.symbols.advance(sign)
        order = range(run.start, run.stop)
        return [
            (_Glyph(sign, text[index], 0, 0, advance, advance), index)
            for index in (reversed(order) if rtl else order)
        ]

    def _operands(self, glyphs: list[_Glyph], font: Font) -> str:
        book = self._books[font.resource]
        parts: list[str] = []
        shift = 0  # moves the pen right, in thousandths of an em
        for glyph in glyphs:
            width = max(0, glyph.advance) if glyph.dx or glyph.dy else glyph.width
            cid = book.id_of(glyph.glyph, glyph.text, width, glyph.dx, glyph.dy)
            parts.append(f"{_moved(shift)}<{cid:04X}>")
            shift = glyph.advance - width
        return ("".join(parts) + _moved(shift)).replace("><", "")


def _parted(glyph: _Glyph, font: Font) -> list[_Glyph]:
    """A right-to-left ligature as its glyph and blanks, each for one letter and a part of the
    width: text extractors reverse the order of glyphs, but not the letters of one glyph."""
    if any(unicodedata.combining(letter) for letter in glyph.text):
        return [glyph]
    others, last = glyph.text[:-1], glyph.text[-1]
    blank = font.hb.get_nominal_glyph(ord(" ")) or 0
    part = glyph.width // len(glyph.text)
    rest = glyph.advance - glyph.width
    first = glyph._replace(text=last, advance=part, width=part)
    blanks = [_Glyph(blank, letter, 0, 0, part, part) for letter in reversed(others)]
    short = glyph.width - part * len(glyph.text) + rest
    return [first, *blanks[:-1], blanks[-1]._replace(advance=part + short)]


def _moved(shift: int) -> str:
    return str(-shift) if shift else ""


def _belongs_to_last(char: str, last: _Run) -> bool:
    if last.missing or not unicodedata.combining(char):
        return False
    return ord(char) in last.font.coverage


def _texts(clusters: list[int], text: str, stop: int, rtl: bool) -> list[str]:
    """What each glyph stands for: its cluster's text, shared out when the cluster has several."""
    order = list(reversed(clusters)) if rtl else clusters
    texts: list[str] = []
    index = 0
    while index < len(order):
        size = 1
        while index + size < len(order) and order[index + size] == order[index]:
            size += 1
        end = order[index + size] if index + size < len(order) else stop
        texts += _shared_out(text[order[index] : end], size)
        index += size
    return texts[::-1] if rtl else texts


def _shared_out(letters: str, size: int) -> list[str]:
    visible = without_invisible(letters)
    if size == 1:
        composed = unicodedata.normalize("NFC", visible)
        return [_ONE_CHARACTER.get(composed, composed)]
    return [visible[number : number + 1] for number in range(size - 1)] + [visible[size - 1 :]]
