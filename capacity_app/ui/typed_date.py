"""A date as people type it, in any order and digits they use."""

import datetime
import re
from typing import Final

from capacity_app.i18n import western

_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/., ]+(\d{1,2})[-/., ]+(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/., ]+(\d{1,2})[-/., ]+(\d{1,2})")
# Marks that come along when a date is copied out of a right-to-left sentence.
_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
_YEARS: Final = range(1900, 2101)


def read_date(text: str) -> datetime.date | None:
    """The date a text means, None when it is empty; ValueError when it means none.

    Read are day/month/year and year-month-day with any usual separator, in Western,
    Arabic-Indic or Persian digits, with the year in four digits (1900 to 2100).
    """
    plain = western(text.translate(_MARKS)).strip()
    if not plain:
        return None
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, found.groups())
    else:
        raise ValueError(text)
    if year not in _YEARS:
        raise ValueError(text)
    return datetime.date(year, month, day)
