"""The Unicode bidirectional algorithm (UAX #9): embedding levels of a text and the order of a line.

Bidi classes are kept as one letter per character, so that most rules are a regular expression.
The classes come from Python's `unicodedata`, hence from the Unicode version of that Python.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from capacity_app.report.bidi_rules import RunSequence, direction_of

_LETTER_OF = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "S", "ET": "T", "CS": "C",
    "NSM": "M", "BN": "b", "B": "P", "S": "s", "WS": "w", "ON": "O",
    "LRI": "i", "RLI": "r", "FSI": "f", "PDI": "p",
    "LRE": "e", "RLE": "m", "LRO": "o", "RLO": "q", "PDF": "x",
}  # fmt: skip
# DerivedBidiClass.txt: classes of code points not assigned yet, where they are not L.
_UNASSIGNED = re.compile(
    "(?P<A>[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff\U00010d00-\U00010d3f"
    "\U00010ec0-\U00010eff\U00010f30-\U00010f6f\U0001ec70-\U0001ecbf\U0001ed00-\U0001ed4f"
    "\U0001ee00-\U0001eeff])"
    "|(?P<R>[\u0590-\u05ff\u07c0-\u085f\ufb1d-\ufb4f\U00010800-\U00010fff\U0001e800-\U0001efff])"
    "|(?P<T>[\u20a0-\u20cf])"
    "|(?P<b>[\u2060-\u206f\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff])"
)
_ISOLATES = "irf"
_REMOVED = "emoqxb"  # rule X9
_EXPLICIT = re.compile("[irfpemoqxb]")
_MAX_DEPTH = 125
_ISOLATE_MARKS = ("\u2066", "\u2067", "\u2068")
_LAST_MARK = re.compile("[^\u2066-\u2069\u202a-\u202e]*\u2069\\Z")  # the only mark after the first


class _Classes(dict[int, str]):
    """Table for `str.translate` that learns each character when it is first seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        letter = _LETTER_OF.get(unicodedata.bidirectional(char), "")
        if not letter:
            found = _UNASSIGNED.match(char)
            letter = (found.lastgroup or "L") if found else "L"
        self[code] = letter
        return letter


_CLASSES = _Classes()
_NOT_PLAIN_LTR = re.compile("[RANmqr]")
_NOT_PLAIN_RTL = re.compile("[LENirfpemoqx]")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Levels of one paragraph: `levels` per character, `base` the paragraph's, `classes` as read.

    Characters that rule X9 removes carry the level of the character before them.
    """

    levels: list[int]
    base: int
    classes: str


def is_plain(text: str, rtl: bool) -> bool:
    """True if the whole text runs in its paragraph's direction, so that no algorithm is needed."""
    classes = text.translate(_CLASSES)
    return not (_NOT_PLAIN_RTL if rtl else _NOT_PLAIN_LTR).search(classes)


def without_outer_isolate(text: str, rtl: bool) -> tuple[str, bool]:
    """A line that is one isolate as a whole, as its content and direction: much less to resolve."""
    if text[:1] not in _ISOLATE_MARKS or _LAST_MARK.match(text, 1) is None:
        return text, rtl
    content = text[1:-1]
    first = text[0].translate(_CLASSES)
    return content, first == "r" or (first == "f" and paragraph_level(content) == 1)


def paragraph_level(text: str) -> int:
    """0 or 1 by the first strong character outside isolates (rules P2, P3); 0 if there is none."""
    return _first_strong(text.translate(_CLASSES))


def resolve(text: str, base: int | None = None) -> Resolved:
    """Embedding levels of one paragraph; `base` 0 is left-to-right, 1 right-to-left, None found."""
    classes = text.translate(_CLASSES)
    level = _first_strong(classes) if base is None else base
    if not _EXPLICIT.search(classes):
        edge = direction_of(level)
        sequence = RunSequence(text, classes, level, edge, edge)
        types = sequence.resolve(classes) if text else ""
        return Resolved([_implicit(level, kind) for kind in types], level, classes)
    return Resolved(_resolve_explicit(text, classes, level), level, classes)


def line_levels(resolved: Resolved, start: int, stop: int) -> list[int]:
    """Levels of the line [start, stop) with its trailing spaces and tabs reset (rule L1)."""
    levels = resolved.levels[start:stop]
    resetting = True
    for index in range(stop - 1, start - 1, -1):
        kind = resolved.classes[index]
        if kind in "sP":
            resetting = True
        elif kind not in "wirfpemoqxb":
            resetting = False
        if resetting:
            levels[index - start] = resolved.base
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Indices of the items of a line from left to right (rule L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level & 1), default=None)
    if lowest_odd is None:
        return order
    for level in range(max(levels), lowest_odd - 1, -1):
        _reverse_runs(order, levels, level)
    return order


def _reverse_runs(order: list[int], levels: Sequence[int], level: int) -> None:
    start = 0
    while start < len(order):
        stop = start
        while stop < len(order) and levels[order[stop]] >= level:
            stop += 1
        order[start:stop] = order[start:stop][::-1]
        start = stop + 1


def _first_strong(classes: Iterable[str]) -> int:
    depth = 0
    for kind in classes:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "p":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in "LRA":
            return 0 if kind == "L" else 1
    return 0


def _implicit(level: int, kind: str) -> int:
    """Rules I1 and I2."""
    if level & 1:
        return level if kind == "R" else level + 1
    return level + (kind == "R" or 2 * (kind in "EN"))


def _matching_isolates(classes: str) -> dict[int, int]:
    """Position of each isolate initiator that is closed → position of its PDI (BD9)."""
    matches: dict[int, int] = {}
    open_isolates: list[int] = []
    for index, kind in enumerate(classes):
        if kind in _ISOLATES:
            open_isolates.append(index)
        elif kind == "p" and open_isolates:
            matches[open_isolates.pop()] = index
    return matches


class _Embeddings:
    """The directional status stack of rules X1 to X8."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    @property
    def level(self) -> int:
        return self.stack[-1][0]

    @property
    def override(self) -> str:
        return self.stack[-1][1]

    def _next_level(self, rtl: bool) -> int | None:
        level = (self.level + 1) | 1 if rtl else (self.level + 2) & ~1
        fits = level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings
        return level if fits else None

    def embed(self, kind: str) -> None:
        level = self._next_level(kind in "mq")
        if level is not None:
            self.stack.append((level, {"o": "L", "q": "R"}.get(kind, ""), False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, rtl: bool) -> None:
        level = self._next_level(rtl)
        if level is None:
            self.overflow_isolates += 1
        else:
            self.valid_isolates += 1
            self.stack.append((level, "", True))

    def end_isolate(self) -> None:
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1][2]:
            self.stack.pop()


def _explicit_levels(
    classes: str, base: int, matches: dict[int, int]
) -> tuple[list[int], list[str]]:
    """Rules X1 to X8: level and (perhaps overridden) class of each character."""
    state = _Embeddings(base)
    levels, types = [base] * len(classes), list(classes)
    for index, kind in enumerate(classes):
        if kind in "emoq":
            state.embed(kind)
            continue
        if kind == "x":
            state.end_embedding()
            continue
        if kind in "Pb":
            continue
        if kind == "p":
            state.end_isolate()
        levels[index] = state.level
        types[index] = state.override or kind
        if kind in _ISOLATES:
            inside = classes[index + 1 : matches.get(index, len(classes))]
            state.isolate(kind == "r" or (kind == "f" and _first_strong(inside) == 1))
    return levels, types


def _isolating_runs(
    kept: list[int], levels: list[int], classes: str, matches: dict[int, int]
) -> list[list[int]]:
    """Rule X10: the level runs, joined across each isolate."""
    runs: list[list[int]] = []
    for index in kept:
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    run_at = {run[0]: run for run in runs}
    closed = set(matches.values())
    sequences = []
    for run in runs:
        if classes[run[0]] == "p" and run[0] in closed:
            continue
        sequence = list(run)
        while (follower := matches.get(sequence[-1])) in run_at and follower is not None:
            sequence += run_at[follower]
        sequences.append(sequence)
    return sequences


def _resolve_explicit(text: str, classes: str, base: int) -> list[int]:
    matches = _matching_isolates(classes)
    levels, types = _explicit_levels(classes, base, matches)
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    place = {index: number for number, index in enumerate(kept)}
    explicit = levels.copy()
    for sequence in _isolating_runs(kept, explicit, classes, matches):
        level = explicit[sequence[0]]
        before, after = place[sequence[0]] - 1, place[sequence[-1]] + 1
        left = explicit[kept[before]] if before >= 0 else base
        open_ended = classes[sequence[-1]] in _ISOLATES and sequence[-1] not in matches
        right = base if open_ended or after >= len(kept) else explicit[kept[after]]
        run = RunSequence(
            "".join(text[index] for index in sequence),
            "".join(classes[index] for index in sequence),
            level,
            direction_of(max(level, left)),
            direction_of(max(level, right)),
        )
        resolved = run.resolve("".join(types[index] for index in sequence))
        for index, kind in zip(sequence, resolved, strict=True):
            levels[index] = _implicit(level, kind)
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            levels[index] = levels[index - 1] if index else base
    return levels
