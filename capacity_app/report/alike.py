"""Two texts of one document in two languages: what is the same in both, and what is not."""

from dataclasses import replace
from typing import Final, TypeAlias

from capacity_app.i18n import isolate, western
from capacity_app.report.lines import Span
from capacity_app.report.shaping import clean
from capacity_app.report.typesetter import Text

BESIDE: Final = " · "
"""Between two languages on one line."""
_UNSEEN: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))

Line: TypeAlias = list[Span | str]
"""The parts of one line of a text."""


def parts(text: Text) -> Line:
    """A text as a list of its parts."""
    return [text] if isinstance(text, str) else list(text)


def plain(text: Text) -> str:
    """What a text says, without marks, looks, spaces and the choice of digits."""
    whole = "".join(part if isinstance(part, str) else part.text for part in parts(text))
    return "".join(western(clean(whole).translate(_UNSEEN)).split())


def alike(ours: Text, theirs: Text) -> bool:
    """Whether two texts say the same, or there is no second one."""
    other = plain(theirs)
    return not other or plain(ours) == other


def paired(ours: Text, theirs: Text) -> list[tuple[Line, Line]]:
    """Lines of two texts beside each other; whole texts when they have not as many lines."""
    one, other = _lines(ours), _lines(theirs)
    if len(one) != len(other):
        return [(parts(ours), parts(theirs))]
    return list(zip(one, other, strict=True))


def _lines(text: Text) -> list[Line]:
    """A text cut at its line ends."""
    lines: list[Line] = [[]]
    for part in parts(text):
        said = part if isinstance(part, str) else part.text
        first, *others = clean(said).split("\n")
        for number, piece in enumerate((first, *others)):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(piece if isinstance(part, str) else replace(part, text=piece))
    return lines


def without_shared(ours: Line, theirs: Line) -> Line:
    """The second text without the parts it shares with the first: a code, what was typed."""
    if len(ours) != len(theirs):
        return theirs
    own = [b for a, b in zip(ours, theirs, strict=True) if not _shared(a, b)]
    if own and isinstance(own[0], str):
        own[0] = own[0].lstrip()
    return own


def under_both_labels(ours: Line, theirs: Line) -> Line | None:
    """A label and what was typed, with the label in both languages; None for other texts."""
    own = without_shared(ours, theirs)
    if len(ours) < 2 or len(own) != 1 or own[0] is not theirs[0]:
        return None
    one, other = (part if isinstance(part, str) else part.text for part in (ours[0], theirs[0]))
    name, colon, _ = one.rpartition(":")
    second, also, _ = other.rpartition(":")
    if not colon or not also:
        return None
    label = f"{name}{BESIDE}{isolate(second)}: "
    first = ours[0]
    return [label if isinstance(first, str) else replace(first, text=label), *ours[1:]]


def _shared(one: Span | str, other: Span | str) -> bool:
    """Whether two parts are the same words; what only parts others is needed in both."""
    said = plain([one])
    return said == plain([other]) and any(mark.isalnum() for mark in said)
