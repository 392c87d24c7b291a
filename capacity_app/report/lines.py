"""Text broken into lines: words from the shaper, filled to a width, put in visual order."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from capacity_app.report import bidi
from capacity_app.report.shaping import Shaped, Shaper, clean

_CONTEXT = 4  # letters beside a cut that decide how the letters at the cut join
# A line may also end after a hyphen or slash between letters, but not in a code such as TEC-MHP.2,
# and at a zero-width space.
_SOFT_BREAK = re.compile(r"(?<=[^\s][-/\u2013\u2014])(?<![A-Z]-)(?=[^\W\d_])|(?<=\u200b)")
_SOFT_SIGN = re.compile(r"[-/\u2013\u2014\u200b]")


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a paragraph with its own weight or colour (#RRGGBB); None takes the style's."""

    text: str
    bold: bool | None = None
    colour: str | None = None


class Look(NamedTuple):
    """How letters look: weight, and the PDF operator that sets their colour."""

    bold: bool
    paint: str


class Line(NamedTuple):
    """Operands of one line in visual order, and its width in thousandths of an em."""

    code: str
    width: int


class _Piece(NamedTuple):
    shaped: Shaped
    level: int
    look: Look


class _Token(NamedTuple):
    """What a line cannot part: [start, stop) of the text, and the space that follows it."""

    start: int
    stop: int
    pieces: tuple[_Piece, ...]
    width: int
    gap: int


def compose(
    shaper: Shaper, spans: Sequence[tuple[str, Look]], rtl: bool, base: Look
) -> list["Passage"]:
    """The passages (parts between newlines) of a paragraph, ready to be broken to a width."""
    if len(spans) == 1:
        text, look = spans[0]
        return [_passage(shaper, part, [(0, look)], rtl, base) for part in clean(text).split("\n")]
    passages = []
    text, looks = "", [(0, base)]
    for content, look in spans:
        first, *others = clean(content).split("\n")
        looks.append((len(text), look))
        text += first
        for part in others:
            passages.append(_passage(shaper, text, looks, rtl, base))
            text, looks = part, [(0, look)]
    return [*passages, _passage(shaper, text, looks, rtl, base)]


def _passage(
    shaper: Shaper, text: str, looks: list[tuple[int, Look]], rtl: bool, base: Look
) -> "Passage":
    if len(looks) == 1:
        text, rtl = bidi.without_outer_isolate(text, rtl)
    looks = _tidy(looks, len(text), base)
    if bidi.is_plain(text, rtl):
        levels = None
    else:
        levels = bidi.resolve(text, int(rtl)).levels
        parities = {level & 1 for level in levels}
        if len(parities) == 1:
            levels, rtl = None, parities == {1}
    if levels is None and len(looks) == 1 and looks[0][1] == base:
        return Passage(shaper, text, rtl, base)
    return _MixedPassage(shaper, text, levels or [int(rtl)] * len(text), looks, base)


def _tidy(looks: list[tuple[int, Look]], end: int, base: Look) -> list[tuple[int, Look]]:
    """Starts of looks, one per place and only where the look changes."""
    at = dict(looks)
    kept: list[tuple[int, Look]] = []
    for start, look in sorted(at.items()):
        if start < end and (not kept or kept[-1][1] != look):
            kept.append((start, look))
    return kept or [(0, base)]


class Passage:
    """Text in one direction and one look, the fast and usual case."""

    def __init__(self, shaper: Shaper, text: str, rtl: bool, base: Look) -> None:
        self.shaper, self.text, self.rtl, self.base = shaper, text, rtl, base
        self._space = shaper.word(" ", base.bold, False)
        self._tokens = self._tokenised()
        self._widest = max(token.width for token in self._tokens)

    def lines(self, limit: float) -> list[Line]:
        """Lines no wider than `limit` thousandths of an em, if a single letter fits."""
        tokens = self._tokens
        if self._widest > limit:
            tokens = [part for token in tokens for part in self._cut(token, limit)]
        return [self._line(_trimmed(tokens[a:b])) for a, b in _fill(tokens, limit)]

    def _tokenised(self) -> list[_Token]:
        tokens = []
        start = 0
        soft = _SOFT_SIGN.search(self.text) is not None
        words = self.text.split(" ")
        last = len(words) - 1
        for number, word in enumerate(words):
            stop = start + len(word)
            if soft:
                for found in _SOFT_BREAK.finditer(word):
                    tokens.append(self._token(start, stop - len(word) + found.start(), 0))
                    start = tokens[-1].stop
            gap = self._gap(stop) if number < last else 0
            tokens.append(self._token(start, stop, gap))
            start = stop + 1
        return tokens

    def _cut(self, token: _Token, limit: float) -> list[_Token]:
        """A word too wide for the line, cut between letters."""
        if token.width <= limit:
            return [token]
        parts: list[_Token] = []
        start, used, previous = token.start, 0, token.start
        for stop, width in self._clusters(token):
            if used + width > limit and previous > start:
                parts.append(self._token(start, previous, 0))
                start, used = previous, 0
            used += width
            previous = stop
        return [*parts, self._token(start, token.stop, token.gap)]

    def _context(self, start: int, stop: int) -> tuple[str, str]:
        """Letters joined to [start, stop) on either side."""
        text = self.text
        before = after = ""
        if start and text[start - 1] != " " and _joins(text[start - 1]):
            before = text[max(0, start - _CONTEXT) : start].rpartition(" ")[2]
        if stop < len(text) and text[stop] != " " and _joins(text[stop]):
            after = text[stop : stop + _CONTEXT].partition(" ")[0]
        return before, after

    def _token(self, start: int, stop: int, gap: int) -> _Token:
        word = self.text[start:stop]
        before, after = self._context(start, stop)
        shaped = self.shaper.word(word, self.base.bold, self.rtl, before, after)
        return _Token(start, stop, (_Piece(shaped, 0, self.base),), shaped.width, gap)

    def _gap(self, index: int) -> int:
        return self._space.width

    def _clusters(self, token: _Token) -> list[tuple[int, int]]:
        word = self.text[token.start : token.stop]
        found = self.shaper.clusters(word, self.base.bold, self.rtl)
        return [(token.start + cluster.stop, cluster.width) for cluster in found]

    def _line(self, tokens: Sequence[_Token]) -> Line:
        space = self._space.code
        codes = [
            token.pieces[0].shaped.code + space if token.gap else token.pieces[0].shaped.code
            for token in tokens
        ]
        if self.rtl:
            codes = [
                space + token.pieces[0].shaped.code if token.gap else token.pieces[0].shaped.code
                for token in reversed(tokens)
            ]
            codes[0] = tokens[-1].pieces[0].shaped.code
        else:
            codes[-1] = tokens[-1].pieces[0].shaped.code
        return Line("".join(codes).replace("><", ""), _width(tokens))


class _MixedPassage(Passage):
    """Text with several directions or looks, reordered line by line."""

    def __init__(
        self,
        shaper: Shaper,
        text: str,
        levels: list[int],
        looks: list[tuple[int, Look]],
        base: Look,
    ) -> None:
        self._levels = levels
        self._look_starts = [start for start, _ in looks]
        self._looks = [look for _, look in looks]
        changes = {index for index in range(1, len(text)) if levels[index] != levels[index - 1]}
        self._changes = sorted(changes.union(self._look_starts))
        super().__init__(shaper, text, False, base)

    def _look(self, index: int) -> Look:
        return self._looks[max(0, bisect_right(self._look_starts, index) - 1)]

    def _parts(self, start: int, stop: int) -> list[tuple[int, int]]:
        first, last = bisect_right(self._changes, start), bisect_right(self._changes, stop - 1)
        edges = [start, *self._changes[first:last], stop]
        return list(pairwise(edges)) if stop > start else []

    def _piece(self, start: int, stop: int) -> _Piece:
        level, look = self._levels[start], self._look(start)
        before, after = self._context(start, stop)
        word = self.text[start:stop]
        shaped = self.shaper.word(word, look.bold, bool(level & 1), before, after)
        return _Piece(shaped, level, look)

    def _token(self, start: int, stop: int, gap: int) -> _Token:
        pieces = tuple(self._piece(a, b) for a, b in self._parts(start, stop))
        return _Token(start, stop, pieces, sum(piece.shaped.width for piece in pieces), gap)

    def _gap(self, index: int) -> int:
        return self.shaper.word(" ", self._look(index).bold, False).width

    def _clusters(self, token: _Token) -> list[tuple[int, int]]:
        return [
            (start + cluster.stop, cluster.width)
            for start, stop in self._parts(token.start, token.stop)
            for cluster in self.shaper.clusters(
                self.text[start:stop], self._look(start).bold, bool(self._levels[start] & 1)
            )
        ]

    def _line(self, tokens: Sequence[_Token]) -> Line:
        pieces: list[_Piece] = []
        for token in tokens[:-1]:
            pieces += token.pieces
            if token.gap:
                look = self._look(token.stop)
                space = self.shaper.word(" ", look.bold, False)
                pieces.append(_Piece(space, self._levels[token.stop], look))
        pieces += tokens[-1].pieces
        order = bidi.visual_order([piece.level for piece in pieces])
        return Line(self._code([pieces[index] for index in order]), _width(tokens))

    def _code(self, pieces: list[_Piece]) -> str:
        current = self.base
        parts = []
        for piece in pieces:
            if piece.look != current:
                parts.append(self._switch(piece.look))
                current = piece.look
            parts.append(piece.shaped.code)
        if current != self.base:
            parts.append(self._switch(self.base))
        return "".join(parts).replace("><", "")

    def _switch(self, look: Look) -> str:
        return f"]TJ /{self.shaper.fonts.text(look.bold).resource} 1 Tf {look.paint}["


def _joins(char: str) -> bool:
    """Whether letters join to it or through it: letters, marks, zero-width signs."""
    return char.isalpha() or unicodedata.category(char) in ("Mn", "Cf")


def _trimmed(tokens: list[_Token]) -> list[_Token]:
    """A line without the spaces at its end, which would shift it when it is not at the start."""
    while len(tokens) > 1 and tokens[-1].start == tokens[-1].stop:
        tokens.pop()
    return tokens


def _width(tokens: Sequence[_Token]) -> int:
    return sum(token.width + token.gap for token in tokens) - tokens[-1].gap


def _fill(tokens: list[_Token], limit: float) -> list[tuple[int, int]]:
    """Greedy lines as [start, stop) of tokens."""
    lines = []
    start, used = 0, 0
    for index, token in enumerate(tokens):
        if used + token.width > limit and index > start:
            lines.append((start, index))
            start, used = index, 0
        used += token.width + token.gap
    lines.append((start, len(tokens)))
    return lines
