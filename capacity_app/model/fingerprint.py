"""The fingerprint of a value: the same however a spreadsheet program wrote the cell."""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Final

EPOCH: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar."""
_DIGITS: Final = 8

Value = str | int | float | Decimal | date


def fingerprint(value: Value) -> str:
    """Eight hexadecimal digits of the SHA-256 over a value.

    Spreadsheet programs keep 15 digits of a number, write dates as days, and end lines either way.
    """
    told = _told(value).encode("utf-8", "replace")
    return hashlib.sha256(told).hexdigest()[:_DIGITS]


def _told(value: Value) -> str:
    if isinstance(value, str):
        return "t" + value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, date):
        return f"n{(value - EPOCH).days}"
    return f"n{float(value):.15g}"
