"""What is typed into a plan: amounts, rates and percentages, in any of the three digit styles."""

import re
from decimal import Decimal
from typing import Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_, western
from capacity_app.model.plan import Currency

_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
_GAPS: Final = {ord(space): None for space in " \t\u00a0\u202f'"} | {ord("،"): ","}
_AMOUNT: Final = re.compile(r"(?P<before>\D*)(?P<amount>\d[\d,.]*)(?P<after>\D*)")
_NUMBER: Final = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
# How a currency may be written beside an amount, folded; longer forms begin with these.
_CURRENCIES: Final = (
    (Currency.USD, ("usd", "us$", "$", "دولار", "دۆلار")),
    (Currency.IQD, ("iqd", "د.ع", "دينار", "دینار")),
)


def read_amount(text: str) -> tuple[Decimal | None, Currency | None]:
    """An exact amount, and its currency when that was typed too; None and None when empty."""
    plain = _plain(text)
    if not plain:
        return None, None
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise _no_amount()
    currency = _currency(found["before"] + found["after"])
    return _number(found["amount"].rstrip(".,")), currency


def read_rate(text: str) -> Decimal | None:
    """Dinars for one dollar; None when empty."""
    plain = _plain(text)
    return _number(plain) if plain else None


def read_percent(text: str) -> int:
    """A whole percentage, with or without its sign; 0 when empty. Bounds are checked elsewhere."""
    plain = _plain(text).strip("%٪")
    if not plain:
        return 0
    if not re.fullmatch(r"\d{1,9}", plain):
        raise UserError(N_("Write the percentage in digits, from 0 to 100."))
    return int(plain)


def _plain(text: str) -> str:
    return western(text.translate(_MARKS).translate(_GAPS)).strip()


def _currency(name: str) -> Currency | None:
    """The currency of a name, None for no name; UserError for any other."""
    if not name:
        return None
    for currency, beginnings in _CURRENCIES:
        if name.casefold().startswith(beginnings):
            return currency
    raise _no_amount()


def _number(plain: str) -> Decimal:
    if not _NUMBER.fullmatch(plain):
        raise _no_amount()
    return Decimal(plain.replace(",", ""))


def _no_amount() -> UserError:
    return UserError(N_("Write the amount in digits, for example 1,250.50."))
