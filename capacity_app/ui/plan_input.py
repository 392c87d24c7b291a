"""What is typed or pasted into a plan, in any of the three languages and digit styles."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_, Language, Words, western
from capacity_app.model.folding import fold
from capacity_app.model.plan import Action, Currency, Funding, Priority, Status
from capacity_app.ui.language import words
from capacity_app.ui.typed_date import read_date
from capacity_app.usecases.mending import LONGEST, storable
from capacity_app.usecases.planning import status_fields
from capacity_app.vocabulary import word

_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
_GAPS: Final = {ord(space): None for space in " \t\u00a0\u202f'"} | {ord("،"): ","}
_MINUS: Final = {ord("\u2212"): "-", ord("\u2013"): "-"}
_AMOUNT: Final = re.compile(r"(?P<before>[^\d-]*)(?P<amount>-?\d[\d,.]*)(?P<after>\D*)")
_NUMBER: Final = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_MIDNIGHT: Final = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$")
# How a currency may be written beside an amount, folded; longer forms begin with these.
_CURRENCIES: Final = (
    (Currency.USD, ("usd", "us$", "$", "دولار", "دۆلار")),
    (Currency.IQD, ("iqd", "د.ع", "دينار", "دینار")),
)


def read_field(action: Action, name: str, text: str, today: date) -> dict[str, Any]:
    """The fields of an action that a text typed for one of them sets; UserError says what to do.

    A currency typed behind a cost and what follows from a status are among them.
    """
    if len(text) > LONGEST:
        raise UserError(N_("The text is too long; at most {most} characters."), most=f"{LONGEST:,}")
    if name == "cost":
        cost, currency = read_amount(text)
        return {"cost": cost, "currency": currency or action.currency}
    if name == "status":
        return status_fields(action, Status(read_choice(text, Status)), today)
    if name in _CHOICES:
        return {name: read_choice(text, _CHOICES[name])}
    reader = _READERS.get(name)
    return {name: storable(text).strip() if reader is None else reader(text)}


def read_day(text: str) -> date | None:
    """A date, None when empty; one with the midnight that spreadsheets add is taken too."""
    try:
        return read_date(_MIDNIGHT.sub("", western(text.translate(_MARKS)).strip()))
    except ValueError:
        raise UserError(
            N_("Write day, month and year, for example {example}."),
            example=words().shown("25/03/2026"),
        ) from None


def read_amount(text: str) -> tuple[Decimal | None, Currency | None]:
    """An exact amount, and its currency when that was typed too; None and None when empty.

    Below zero is read as such, so that it can be said what is wrong with it.
    """
    plain = _plain(text)
    if not plain:
        return None, None
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise _no_amount()
    amount = _number(found["amount"].rstrip(".,"))
    return amount, _currency(found["before"] + found["after"])


def read_rate(text: str) -> Decimal | None:
    """Dinars for one dollar; None when empty."""
    plain = _plain(text)
    return _number(plain) if plain else None


def read_percent(text: str) -> int:
    """A whole percentage, with or without its sign; 0 when empty. Bounds are checked elsewhere."""
    plain = _plain(text).strip("%٪")
    if not plain:
        return 0
    if not re.fullmatch(r"-?\d{1,9}", plain):
        raise UserError(N_("Write the percentage in digits, from 0 to 100."))
    return int(plain)


def read_choice(text: str, kind: type[StrEnum]) -> StrEnum:
    """One of the choices of an enum, by its words in any of the languages, or by its key."""
    found = _choices(kind).get(fold(text))
    if found is None:
        offered = words().listed(word(each, words()) for each in kind)
        raise UserError(N_("Write one of these: {choices}."), choices=offered)
    return found


@lru_cache(maxsize=8)
def _choices(kind: type[StrEnum]) -> dict[str, StrEnum]:
    named = {fold(each.value): each for each in kind}
    for language in Language:
        named |= {fold(word(each, Words(language))): each for each in kind}
    return named


def _plain(text: str) -> str:
    return western(text.translate(_MARKS).translate(_MINUS).translate(_GAPS)).strip()


def _currency(name: str) -> Currency | None:
    """The currency of a name, None for no name; UserError for any other."""
    if not name:
        return None
    for currency, beginnings in _CURRENCIES:
        if name.casefold().startswith(beginnings):
            return currency
    raise UserError(N_("Only USD and IQD are known. Write one of them, or the amount alone."))


def _number(plain: str) -> Decimal:
    if not _NUMBER.fullmatch(plain):
        raise _no_amount()
    return Decimal(plain.replace(",", ""))


def _no_amount() -> UserError:
    return UserError(N_("Write the amount in digits, for example 1,250.50."))


_CHOICES: Final[dict[str, type[StrEnum]]] = {
    "funding": Funding,
    "priority": Priority,
    "currency": Currency,
}
_READERS: Final[dict[str, Callable[[str], Any]]] = {
    **{"due": read_day, "start": read_day, "rate_date": read_day},
    **{"completed_on": read_day, "verified_on": read_day},
    **{"percent": read_percent, "rate": read_rate},
}
