"""Reading one JSON object by asking for each of its members; what nobody asked for is refused."""

import json
import re
import uuid
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, NoReturn, TypeVar

from capacity_app.exchange.place import Place, short
from capacity_app.exchange.strict import too_much
from capacity_app.i18n import N_

E = TypeVar("E", bound=StrEnum)

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)  # clocks count years onwards from an assessment's date
MAX_ITEMS: Final = 2000  # each becomes a row of the database; nobody makes as many by hand
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_MONEY = re.compile(r"\d{1,13}(\.\d{1,10})?", re.ASCII)
_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TYPES: Final = {str: "text", int: "whole number", bool: "true/false", dict: "{…}", list: "[…]"}


class Fields:
    """One JSON object being read. ``null`` means the same as an absent member.

    Every method raises UserError, with the file and the path, for a value of the wrong kind.
    """

    def __init__(self, value: object, at: Place) -> None:
        if not isinstance(value, dict):
            wrong_type(value, dict, at)
        self._given: dict[str, object] = value
        self._asked: list[str] = []
        self.at = at

    def take(self, name: str) -> tuple[object, Place]:
        """A member as it is, None when absent, and its place."""
        self._asked.append(name)
        return self._given.get(name), self.at.key(name)

    def needed(self, name: str) -> tuple[object, Place]:
        """A member that has to be there, and its place."""
        value, at = self.take(name)
        if value is None:
            missing(at)
        return value, at

    def text(self, name: str, limit: int | None = None) -> str:
        """A text, "" when absent."""
        value, at = self.take(name)
        return "" if value is None else text_of(value, at, limit)

    def name(self, name: str, limit: int | None = None) -> str:
        """A name or title: a text without marks that would turn what stands around it."""
        return _DIRECTING.sub("", self.text(name, limit))

    def key(self, name: str, limit: int) -> str:
        """A name that other parts of the file refer to; it has to be there."""
        value, at = self.needed(name)
        text = text_of(value, at, limit)
        if not text.strip():
            missing(at)
        return text

    def id(self, name: str) -> str:
        """A UUID in its usual form; it has to be there."""
        value, at = self.needed(name)
        text = text_of(value, at).lower()
        try:
            right = str(uuid.UUID(text)) == text
        except ValueError:
            right = False
        if not right:
            _not_a(at, value, "UUID: 01234567-89ab-cdef-0123-456789abcdef")
        return text

    def number(self, name: str, low: int, high: int) -> int | None:
        """A whole number from ``low`` to ``high``."""
        value, at = self.take(name)
        return None if value is None else number_of(value, at, low, high)

    def flag(self, name: str) -> bool | None:
        """True or false."""
        value, at = self.take(name)
        if value is not None and type(value) is not bool:
            wrong_type(value, bool, at)
        return value

    def choice(self, name: str, kind: type[E]) -> E | None:
        """One of an enum's values."""
        value, at = self.take(name)
        return None if value is None else choice_of(value, kind, at)

    def choices(self, name: str, kind: type[E]) -> list[E]:
        """A list of different values of an enum."""
        return [kind(code) for code in self.codes(name, [member.value for member in kind])]

    def code(self, name: str, allowed: Collection[str]) -> str:
        """One of the allowed texts, "" when absent."""
        value, at = self.take(name)
        return "" if value is None else code_of(value, allowed, at)

    def codes(self, name: str, allowed: Collection[str]) -> list[str]:
        """A list of different ones of the allowed texts."""
        value, at = self.take(name)
        return [] if value is None else codes_of(value, allowed, at)

    def day(self, name: str) -> date | None:
        """A date written year-month-day."""
        value, at = self.take(name)
        return None if value is None else _day(value, at)

    def money(self, name: str) -> Decimal | None:
        """An exact amount of 0 or more, written as a text such as "1500.00"."""
        value, at = self.take(name)
        if value is None:
            return None
        if type(value) is not str or not _MONEY.fullmatch(value):
            _not_a(at, value, '"1500.00"')
        return Decimal(value)

    def moment(self, name: str) -> datetime | None:
        """A moment in UTC, written like 2026-03-09T10:30:00Z."""
        value, at = self.take(name)
        return None if value is None else _moment(value, at)

    def inner(self, name: str) -> "Fields":
        """An object inside this one, empty when absent."""
        value, at = self.take(name)
        return Fields({} if value is None else value, at)

    @property
    def given(self) -> bool:
        """Whether anything at all stands in it."""
        return bool(self._given)

    def items(self, name: str) -> Iterator[tuple[object, Place]]:
        """The items of a list, each with its place; none when absent."""
        value, at = self.take(name)
        yield from () if value is None else items_of(value, at)

    def entries(self, name: str) -> Iterator[tuple[str, object, Place]]:
        """The members of an object with free names, each with its place; none when absent."""
        value, at = self.take(name)
        if value is None:
            return
        if not isinstance(value, dict):
            wrong_type(value, dict, at)
        for key, member in value.items():
            yield key, member, at.key(key)

    def close(self) -> None:
        """Refuse the members nobody asked for."""
        for name in self._given:
            if name not in self._asked:
                self.at.key(name).refuse(
                    N_(
                        "In {file}, {path} is not a name this program knows. Nothing was "
                        "changed. Names that may stand there: {allowed}."
                    ),
                    allowed=", ".join(self._asked),
                )


def text_of(value: object, at: Place, limit: int | None = None) -> str:
    """A text of at most ``limit`` characters."""
    if type(value) is not str:
        wrong_type(value, str, at)
    if limit is not None and len(value) > limit:
        at.refuse(
            N_(
                "In {file}, the text at {path} is longer than {limit} characters. Nothing was "
                "changed. Shorten it, or ask its sender for a new file."
            ),
            limit=limit,
        )
    return value


def number_of(value: object, at: Place, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``."""
    if type(value) is not int:
        wrong_type(value, int, at)
    if not low <= value <= high:
        _not_a(at, value, f"{low} – {high}")
    return value


def choice_of(value: object, kind: type[E], at: Place) -> E:
    """One of an enum's values."""
    return kind(code_of(value, [member.value for member in kind], at))


def code_of(value: object, allowed: Collection[str], at: Place) -> str:
    """One of the allowed texts."""
    if type(value) is not str or value not in allowed:
        at.refuse(
            N_(
                "In {file}, {path} is {given}, which is not known. Nothing was changed. What may "
                "stand there: {allowed}."
            ),
            given=_shown(value),
            allowed=short(", ".join(allowed), 300),
        )
    return value


def codes_of(value: object, allowed: Collection[str], at: Place) -> list[str]:
    """A list of different ones of the allowed texts."""
    codes: dict[str, None] = {}
    for item, place in items_of(value, at):
        code = code_of(item, allowed, place)
        if code in codes:
            doubled(place, code)
        codes[code] = None
    return list(codes)


def items_of(value: object, at: Place) -> Iterator[tuple[object, Place]]:
    """The items of a list, each with its place."""
    if not isinstance(value, list):
        wrong_type(value, list, at)
    if len(value) > MAX_ITEMS:
        too_much(at)
    for index, item in enumerate(value):
        yield item, at.item(index)


def _day(value: object, at: Place) -> date:
    text = value if type(value) is str else ""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        _not_a(at, value, '"2027-03-31"')
    return day


def _moment(value: object, at: Place) -> datetime:
    text = value if type(value) is str else ""
    try:
        found = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or not FIRST_DAY <= found.date() <= LAST_DAY:
        _not_a(at, value, '"2027-03-31T09:30:00Z"')
    return found.astimezone(UTC)


def missing(at: Place) -> NoReturn:
    """Refuse because something is not there."""
    at.refuse(
        N_(
            "In {file}, {path} is missing. Nothing was changed. Ask its sender for the file as "
            "this program exports it."
        )
    )


def doubled(at: Place, given: object) -> NoReturn:
    """Refuse because something stands twice where each may stand once."""
    at.refuse(
        N_(
            "In {file}, {given} at {path} is there twice. Nothing was changed. Take one of them "
            "out, or ask its sender for a new file."
        ),
        given=_shown(given),
    )


def wrong_type(value: object, wanted: type, at: Place) -> NoReturn:
    """Refuse because a value is of another type than it has to be."""
    _not_a(at, value, _TYPES[wanted])


def _not_a(at: Place, value: object, wanted: str) -> NoReturn:
    at.refuse(
        N_(
            "In {file}, {path} is {given}, which cannot stand there. Nothing was changed. What "
            "belongs there looks like this: {wanted}."
        ),
        given=_shown(value),
        wanted=wanted,
    )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, str):
        return f'"{short(value, 40)}"'
    return short(json.dumps(value), 40)
