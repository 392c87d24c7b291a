"""Kinds of columns: enums, exact decimals, moments and small lists, the same in both databases.

SQLite keeps whatever is written into a column, so what comes out is looked at: a value that no
version of this program writes raises :class:`Unknown`, and never reaches the model.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Dialect, Integer, String, Text, TypeDecorator

from capacity_app.i18n import Language
from capacity_app.model.assessment import ElementAnswer, Participants
from capacity_app.model.organisation import Authority, FormalAssessment, Registration, Scheme
from capacity_app.model.plan import PlanReview

_GARBLED = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
_MOST = 10**15


class Unknown(Exception):
    """A value that nothing here can mean; it is not repeated, because it may be private."""


class _Careful(TypeDecorator[Any]):
    """A column whose values are looked at when they are read."""

    __abstract__ = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        read = super().result_processor(dialect, coltype)
        kind = type(self).__name__

        def careful(value: Any) -> Any:
            try:
                return value if read is None else read(value)
            except _GARBLED:
                raise Unknown(kind) from None

        return careful


class Day(_Careful):
    """A date."""

    impl = Date
    cache_ok = True


class Whole(_Careful):
    """A whole number from ``least`` to ``most``."""

    impl = Integer
    cache_ok = True

    def __init__(self, least: int = 0, most: int = _MOST) -> None:
        super().__init__()
        self.least, self.most = least, most

    def process_result_value(self, value: Any | None, dialect: Dialect) -> int | None:
        return None if value is None else _count(value, self.least, self.most)


class YesNo(_Careful):
    """Yes or no."""

    impl = Boolean
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        read = super().result_processor(dialect, coltype)

        def careful(value: Any) -> Any:
            if value not in (None, 0, 1):  # anything else would pass for yes
                raise Unknown(type(self).__name__)
            return read(value)

        return careful


class Words(_Careful):
    """A text of any length."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else _text(value)


class Tongue(_Careful):
    """The code of one of the three languages."""

    impl = String(8)
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else Language.of(value).code


class Choice(_Careful):
    """An enum's value as text, so that a new choice needs no change of the table."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


class Exact(_Careful):
    """An exact decimal as text: SQLite's own numbers are binary fractions."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        number = Decimal(value)
        if not number.is_finite() or abs(number) >= _MOST:
            raise ValueError(value)
        return number


class Moment(_Careful):
    """A moment in UTC; comes back aware from both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Packed(_Careful):
    """A small list or dict of plain values as JSON, packed and unpacked by two functions."""

    impl = JSON
    cache_ok = False

    def __init__(self, pack: Callable[[Any], Any], unpack: Callable[[Any], Any]) -> None:
        super().__init__()
        self.pack = pack
        self.unpack = unpack

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> Any | None:
        return None if value is None else self.pack(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any | None:
        return None if value is None else self.unpack(value)


def codes() -> Packed:
    """A list of codes."""
    return Packed(lambda value: value, _texts)


def codes_by_code() -> Packed:
    """A code's list of codes."""
    return Packed(
        lambda value: value,
        lambda value: {_text(key): _texts(listed) for key, listed in value.items()},
    )


def levels_by_code() -> Packed:
    """A code's level."""
    return Packed(
        lambda value: value,
        lambda value: {_text(key): _count(level, 1, 4) for key, level in value.items()},
    )


def choices(kind: type[StrEnum]) -> Packed:
    """A list of an enum's members."""
    return Packed(
        lambda values: [value.value for value in values],
        lambda values: [kind(value) for value in values],
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(values: Any) -> list[str]:
    if not isinstance(values, list):
        raise TypeError(values)
    return [_text(value) for value in values]


def _count(value: Any, least: int = 0, most: int = _MOST) -> int:
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError(value)
    return value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


registrations = Packed(
    lambda items: [
        {
            "authority": item.authority.value,
            "number": item.number,
            "expires": item.expires and item.expires.isoformat(),
        }
        for item in items
    ],
    lambda items: [
        Registration(Authority(item["authority"]), _text(item["number"]), _day(item["expires"]))
        for item in items
    ],
)
formal_assessments = Packed(
    lambda items: [[item.scheme.value, item.year, item.result] for item in items],
    lambda items: [
        FormalAssessment(Scheme(scheme), None if year is None else _count(year), _text(text))
        for scheme, year, text in items
    ],
)
participants = Packed(
    lambda items: [[item.role, item.women, item.men] for item in items],
    lambda items: [
        Participants(_text(role), _count(women), _count(men)) for role, women, men in items
    ],
)
reviews = Packed(
    lambda items: [[item.month, item.held_on.isoformat(), item.by, item.note] for item in items],
    lambda items: [
        PlanReview(_count(month), date.fromisoformat(day), _text(by), _text(note))
        for month, day, by, note in items or []
    ],
)
elements = Packed(
    lambda given: {name: value.value for name, value in given.items()},
    lambda given: {name: ElementAnswer(value) for name, value in given.items()},
)
