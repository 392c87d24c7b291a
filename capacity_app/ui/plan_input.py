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
_CURRENCIES: Final = {
    "": None,
    "usd": Currency.USD,
    "us$": Currency.USD,
    "$": Currency.USD,
    "دولار": Currency.USD,
    "دۆلار": Currency.USD,
    "iqd": Currency.IQD,
    "د.ع": Currency.IQD,
    "د.ع.": Currency.IQD,
    "دينار": Currency.IQD,
    "دینار": Currency.IQD,
}


def read_amount(text: str) -> tuple[Decimal | None, Currency | None]:
    """An exact amount, and its currency when that was typed too; None and None when empty."""
    plain = _plain(text)
    if not plain:
        return None, None
    found = _AMOUNT.fullmatch(plain)
    names = (found["before"], found["after"]) if found else ("?", "?")
    if found is None or "" not in names or not _known(names):
        raise _no_amount()
    return _number(found["amount"].rstrip(".,")), _CURRENCIES["".join(names).casefold()]


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


def _known(names: tuple[str, str]) -> bool:
    return "".join(names).casefold() in _CURRENCIES


def _number(plain: str) -> Decimal:
    if not _NUMBER.fullmatch(plain):
        raise _no_amount()
    return Decimal(plain.replace(",", ""))


def _no_amount() -> UserError:
    return UserError(N_("Write the amount in digits, for example 1,250.50."))
