"""Rules W1 to N2 of the Unicode bidirectional algorithm, for one isolating run sequence.

Bidi classes are one letter per character, as `bidi` makes them.
"""

import re
from typing import NamedTuple

_NEUTRALS = re.compile("[OPswirfp]+")
_MARKS = re.compile("([^M])(M+)")
_SUMS = re.compile("(?<=E)S(?=E)|(?<=E)C(?=E)")
_ARABIC_SUMS = re.compile("(?<=N)C(?=N)")
_TERMINATORS = re.compile("(?<=E)T+|T+(?=E)")
_AFTER_ARABIC = re.compile("A[^LRA]*")
_AFTER_LATIN = re.compile("L[^LR]*")
_TO_NEUTRAL = str.maketrans("STC", "OOO")
_DIRECTION_OF = {"L": "L", "R": "R", "E": "R", "N": "R"}
_MAX_BRACKETS = 63

# BidiBrackets.txt: the closing bracket follows its opening one, but for six pairs.
_OPENING = (
    "28 F3A F3C 169B 2045 207D 208D 2308 230A 2329 2768 276A 276C 276E 2770 2772 2774 27C5 27E6 "
    "27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 2991 2993 2995 2997 29D8 29DA 29FC 2E22 2E24 "
    "2E26 2E28 2E55 2E57 2E59 2E5B 3008 300A 300C 300E 3010 3014 3016 3018 301A FE59 FE5B FE5D "
    "FF08 FF5F FF62"
)
_CLOSING_OF = {chr(int(code, 16)): chr(int(code, 16) + 1) for code in _OPENING.split()} | {
    "[": "]", "{": "}", "\u298d": "\u2990", "\u298f": "\u298e", "\uff3b": "\uff3d",
    "\uff5b": "\uff5d",
}  # fmt: skip
_CLOSING = set(_CLOSING_OF.values())
_CANONICAL = {"\u232a": "\u3009"}
_BRACKET = re.compile("[" + re.escape("".join(_CLOSING)) + "]")


def direction_of(level: int) -> str:
    """L for even levels, R for odd ones."""
    return "R" if level & 1 else "L"


class RunSequence(NamedTuple):
    """An isolating run sequence between the directions `start` and `end` (rule X10)."""

    text: str
    classes: str
    level: int
    start: str
    end: str

    def resolve(self, types: str) -> str:
        """Rules W1 to N2 over `types`, the classes after overrides."""
        types = _weak(types, self.start)
        own = direction_of(self.level)
        if "O" in types and _BRACKET.search(self.text):
            types = _brackets(self, types, own)
        return _neutral(types, own, self.start, self.end)


def _spread_marks(found: re.Match[str]) -> str:
    before, marks = found.groups()
    return str(before) + ("O" if before in "irfp" else str(before)) * len(marks)


def _weak(types: str, start: str) -> str:
    """Rules W1 to W7; `start` stands before the text while they run."""
    types = start + types
    if "M" in types:
        types = _MARKS.sub(_spread_marks, types)
    if "A" in types:
        types = _AFTER_ARABIC.sub(lambda found: found[0].replace("E", "N"), types)
        types = types.replace("A", "R")
    if "E" in types or "N" in types:
        types = _ARABIC_SUMS.sub("N", _SUMS.sub("E", types))
        types = _TERMINATORS.sub(lambda found: "E" * len(found[0]), types)
    types = types.translate(_TO_NEUTRAL)
    if "E" in types:
        types = _AFTER_LATIN.sub(lambda found: found[0].replace("E", "L"), types)
    return types[1:]


def _bracket_pairs(text: str, types: str) -> list[tuple[int, int]]:
    """BD16: matching brackets that are still neutral, in order of their opening."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(text):
        if types[index] != "O":
            continue
        if char in _CLOSING_OF:
            if len(opened) == _MAX_BRACKETS:
                break
            closing = _CLOSING_OF[char]
            opened.append((_CANONICAL.get(closing, closing), index))
        elif char in _CLOSING:
            wanted = _CANONICAL.get(char, char)
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == wanted:
                    pairs.append((opened[depth][1], index))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _brackets(run: RunSequence, types: str, own: str) -> str:
    """Rule N0: both brackets of a pair take one direction."""
    kinds = list(types)
    for opening, closing in _bracket_pairs(run.text, types):
        inside = {_DIRECTION_OF.get(kind) for kind in kinds[opening + 1 : closing]}
        if own in inside:
            chosen = own
        elif inside - {None}:
            before = (_DIRECTION_OF.get(kinds[i]) for i in range(opening - 1, -1, -1))
            chosen = next((kind for kind in before if kind), run.start)
        else:
            continue
        for index in (opening, closing):
            kinds[index] = chosen
            after = index + 1
            while after < len(kinds) and run.classes[after] == "M":
                kinds[after] = chosen
                after += 1
    return "".join(kinds)


def _neutral(types: str, own: str, start: str, end: str) -> str:
    """Rules N1 and N2."""

    def between(found: re.Match[str]) -> str:
        left = _DIRECTION_OF[types[found.start() - 1]] if found.start() else start
        right = _DIRECTION_OF[types[found.end()]] if found.end() < len(types) else end
        return (left if left == right else own) * len(found[0])

    return _NEUTRALS.sub(between, types)
