"""Kinds of columns: enums, exact decimals, moments and small lists, the same in both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, String, TypeDecorator

from capacity_app.model.assessment import ElementAnswer, Participants
from capacity_app.model.organisation import Authority, FormalAssessment, Registration, Scheme
from capacity_app.model.plan import PlanReview


class Choice(TypeDecorator[StrEnum]):
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


class Exact(TypeDecorator[Decimal]):
    """An exact decimal as text: SQLite's own numbers are binary fractions."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; comes back aware from both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Packed(TypeDecorator[Any]):
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


def plain() -> Packed:
    """Plain values as they are."""
    return Packed(lambda value: value, lambda value: value)


def choices(kind: type[StrEnum]) -> Packed:
    """A list of an enum's members."""
    return Packed(
        lambda values: [value.value for value in values],
        lambda values: [kind(value) for value in values],
    )


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
        Registration(Authority(item["authority"]), item["number"], _day(item["expires"]))
        for item in items
    ],
)
formal_assessments = Packed(
    lambda items: [[item.scheme.value, item.year, item.result] for item in items],
    lambda items: [FormalAssessment(Scheme(scheme), year, text) for scheme, year, text in items],
)
participants = Packed(
    lambda items: [[item.role, item.women, item.men] for item in items],
    lambda items: [Participants(role, women, men) for role, women, men in items],
)
reviews = Packed(
    lambda items: [[item.month, item.held_on.isoformat(), item.by, item.note] for item in items],
    lambda items: [
        PlanReview(month, date.fromisoformat(day), by, note) for month, day, by, note in items or []
    ],
)
elements = Packed(
    lambda given: {name: value.value for name, value in given.items()},
    lambda given: {name: ElementAnswer(value) for name, value in given.items()},
)
