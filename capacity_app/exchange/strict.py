"""A strict JSON reader with caps, because the file may come from anybody.

It refuses what JSON forbids and most readers let pass (NaN, doubled names, lone surrogates), and
counts while it reads, so that a small file cannot become a large heap.
"""

import json
import re
from typing import Final, NoReturn

from capacity_app.exchange.place import Place, short
from capacity_app.i18n import N_

MAX_BYTES: Final = 20_000_000
MAX_DEPTH: Final = 16
MAX_VALUES: Final = 100_000
MAX_STRING: Final = 100_000
MAX_NUMBER: Final = 24

_SPACE = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
_WHITE: Final = frozenset(" \t\r\n")
_WORDS: Final = {"true": True, "false": False, "null": None}


def parse(data: bytes, file: str) -> object:
    """The one JSON value in ``data``; UserError, naming the place, for anything else."""
    at = Place(file)
    if len(data) > MAX_BYTES:
        too_big(at)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at.refuse(
            N_(
                "{file} is not a text file in UTF-8 (byte {position}), so it cannot be read. "
                "Nothing was changed. Ask its sender for the file as this program exports it."
            ),
            position=error.start,
        )
    return _Reader(text, at).document()


def too_big(at: Place) -> NoReturn:
    """Refuse a file over the size cap."""
    at.refuse(
        N_(
            "{file} is larger than {limit} MB, which no assessment is, so it was not read. "
            "Nothing was changed. Check that it is the right file."
        ),
        limit=MAX_BYTES // 1_000_000,
    )


def too_much(at: Place) -> NoReturn:
    """Refuse what is over any other cap."""
    at.refuse(
        N_(
            "In {file}, what stands at {path} is longer, deeper or more than an assessment "
            "can hold, so it was not read. Nothing was changed. Check that it is the right "
            "file."
        )
    )


class _Reader:
    """Reads one value; ``path`` is the way to the value being read, made a place if refused."""

    def __init__(self, text: str, at: Place) -> None:
        self.text = text
        self.root = at
        self.path: list[str | int] = []
        self.position = 0
        self.values = 0

    def document(self) -> object:
        value = self._value()
        if self.position != len(self.text):
            self._broken()
        return value

    def _value(self) -> object:
        self.values += 1
        if len(self.path) > MAX_DEPTH or self.values > MAX_VALUES:
            self._too_much()
        mark = self._next()
        if mark == "{":
            value: object = self._object()
        elif mark == "[":
            value = self._list()
        elif mark == '"':
            value = self._string()
        else:
            value = self._number_or_word()
        self._next()
        return value

    def _next(self) -> str:
        """The next mark that is not white space; "" at the end."""
        mark = self.text[self.position : self.position + 1]
        if mark in _WHITE:
            match = _SPACE.match(self.text, self.position)
            self.position = match.end() if match else self.position
            mark = self.text[self.position : self.position + 1]
        return mark

    def _take(self, mark: str) -> bool:
        found = self._next() == mark
        self.position += found
        return found

    def _object(self) -> dict[str, object]:
        self.position += 1
        members: dict[str, object] = {}
        if self._take("}"):
            return members
        while True:
            if self._next() != '"':
                self._broken()
            name = self._string()
            self.path.append(name)
            if name in members:
                self._doubled()
            if not self._take(":"):
                self._broken()
            members[name] = self._value()
            self.path.pop()
            if self._take("}"):
                return members
            if not self._take(","):
                self._broken()

    def _list(self) -> list[object]:
        self.position += 1
        items: list[object] = []
        if self._take("]"):
            return items
        while True:
            self.path.append(len(items))
            items.append(self._value())
            self.path.pop()
            if self._take("]"):
                return items
            if not self._take(","):
                self._broken()

    def _string(self) -> str:
        match = _STRING.match(self.text, self.position)
        if match is None:
            self._broken()
        if match.end() - match.start() > 6 * MAX_STRING + 2:  # six marks may write one: \u0041
            self._too_much()
        try:
            value = str(json.loads(match[0]))
        except ValueError:
            self._broken()
        if len(value) > MAX_STRING:
            self._too_much()
        if not _is_text(value):
            self._no_text()
        self.position = match.end()
        return value

    def _number_or_word(self) -> int | float | bool | None:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return value
        match = _NUMBER.match(self.text, self.position)
        if match is None:
            self._broken()
        if match.end() - match.start() > MAX_NUMBER:
            self._too_much()
        self.position = match.end()
        number = float(match[0])
        if number in (float("inf"), float("-inf")):
            self._too_much()
        # 3.0 and 3 are the same number in JSON
        whole = number.is_integer() and abs(number) < 2**53
        return int(number) if whole else number

    def _at(self) -> Place:
        at = self.root
        for step in self.path:
            at = at.key(step) if isinstance(step, str) else at.item(step)
        return at

    def _broken(self) -> NoReturn:
        before = self.text[: self.position]
        self.root.refuse(
            N_(
                "{file} is not a complete JSON document: it cannot be read at line {line}, "
                "column {column}, before {rest}. Nothing was changed. It may have been cut off "
                "or edited; ask its sender for it again."
            ),
            line=before.count("\n") + 1,
            column=self.position - (before.rfind("\n") + 1) + 1,
            rest=short(self.text[self.position : self.position + 20]) or "…",
        )

    def _no_text(self) -> NoReturn:
        self._at().refuse(
            N_(
                "In {file}, the text at {path} holds a character that is none (half a pair, or "
                "NUL). Nothing was changed. Write that text again, or ask for a new file."
            )
        )

    def _doubled(self) -> NoReturn:
        self._at().refuse(
            N_(
                "In {file}, {path} is given twice, so it is not clear which one counts. Nothing "
                "was changed. Take one of them out, or ask its sender for a new file."
            )
        )

    def _too_much(self) -> NoReturn:
        too_much(self._at())


def _is_text(value: str) -> bool:
    """Whether it is text that any file and database can hold."""
    if "\0" in value:
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
