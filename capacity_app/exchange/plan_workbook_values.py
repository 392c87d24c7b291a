"""What stands in the cells of an edited plan, as people write it: words, dates, amounts, shares."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NoReturn

from capacity_app.errors import UserError
from capacity_app.exchange.bank_cells import Value
from capacity_app.exchange.bank_table import clean
from capacity_app.exchange.fields import FIRST_DAY, LAST_DAY
from capacity_app.exchange.place import short
from capacity_app.i18n import N_, Language, Words, western
from capacity_app.model.folding import fold
from capacity_app.model.plan import (
    Currency,
    Funding,
    Priority,
    Status,
    Support,
    SupporterKind,
)
from capacity_app.model.text import LANGUAGES
from capacity_app.vocabulary import word

_EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:[T ].*)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_IN_WORDS: Final = re.compile(r"(\d{1,2})\D+(\d{4})")
_NUMBER: Final = re.compile(r"(\d{1,13}|\d{1,3}(,\d{3}){1,4})(\.\d{1,6})?")
_GAPS: Final = {ord(gap): None for gap in " \t\u00a0\u202f\u200e\u200f\u061c'"} | {ord("،"): ","}
_BREAKS: Final = re.compile(r"[,،;؛\n]")
_MOST: Final = 10**13

_KINDS: Final[Mapping[str, type[StrEnum]]] = {
    "priority": Priority,
    "support": Support,
    "supporter_kind": SupporterKind,
    "currency": Currency,
    "funding": Funding,
    "status": Status,
}


class Unreadable(Exception):
    """Why a cell means nothing; ``message`` is a message id with fields sheet, cell and given."""

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message, self.fields = message, fields

    def at(self, sheet: str, cell: str, given: Value) -> UserError:
        """The same with its place, to be shown."""
        shown = short(str(given))
        return UserError(
            self.message, sheet=short(sheet), cell=cell, given=shown or "…", **self.fields
        )


class Reader:
    """Reads cells of a workbook in a language, whose days count from 1900 or from 1904."""

    def __init__(self, language: str, from_1904: bool) -> None:
        self._words = Words(Language.of(language))
        self._epoch = _EPOCHS[from_1904]
        self._kinds = {name: self._known(kind) for name, kind in _KINDS.items()}
        self._yes_no = {fold(text): value for text, value in _yes_and_no(language)}

    def read(self, field: str, value: Value) -> Any:
        """The value of a field in a cell that is not empty; :class:`Unreadable` if it has none."""
        if field == "support":
            return self._several(value)
        if field in _KINDS:
            return self._one(field, value)
        special = _SPECIAL.get(field)
        return _text(value) if special is None else special(self, value)

    def _known(self, kind: type[StrEnum]) -> dict[str, StrEnum]:
        """Folded word → choice, in every language; the workbook's own goes before the others."""
        own = self._words.code
        found: dict[str, StrEnum] = {fold(member.value): member for member in kind}
        for code in sorted(LANGUAGES, key=lambda code: code == own):
            words = Words(Language.of(code))
            found |= {fold(word(member, words)): member for member in kind}
        return found

    def _one(self, field: str, value: Value) -> StrEnum:
        found = self._kinds[field].get(fold(str(value)))
        if found is None:
            allowed = [word(member, self._words) for member in _KINDS[field]]
            _none_of(", ".join(allowed))
        return found

    def _several(self, value: Value) -> list[StrEnum]:
        parts = [part for part in _BREAKS.split(str(value)) if part.strip()]
        chosen = {self._one("support", part) for part in parts}
        return [member for member in Support if member in chosen]

    def adequate(self, value: Value) -> bool:
        """Yes or no."""
        if isinstance(value, bool):
            return value
        found = self._yes_no.get(fold(str(value)))
        if found is None:
            _none_of(", ".join(self._words.gettext(text) for text in (N_("Yes"), N_("No"))))
        return found

    def day(self, value: Value) -> date:
        """A date: a real one, or written as 31/12/2026, 2026-12-31 or 31 December 2026."""
        if isinstance(value, str):
            found = _written_day(western(clean(value)))
        elif isinstance(value, bool) or not 0 < value < 3_000_000:
            found = None
        else:
            found = self._epoch + timedelta(days=int(value))
        if found is None or not FIRST_DAY <= found <= LAST_DAY:
            raise Unreadable(
                N_(
                    "Sheet {sheet}, cell {cell}: {given} cannot be read as a date, so it was left "
                    "out. Write it like 31/12/2026."
                )
            )
        return found

    def amount(self, value: Value) -> Decimal:
        """An amount of 0 or more."""
        number = _number(value)
        if number is None or number >= _MOST:
            raise Unreadable(
                N_(
                    "Sheet {sheet}, cell {cell}: {given} cannot be read as an amount, so it was "
                    "left out. Write digits only, like 1500.50."
                )
            )
        return number

    def rate(self, value: Value) -> Decimal:
        """An exchange rate of more than 0."""
        number = self.amount(value)
        if not number:
            raise Unreadable(
                N_(
                    "Sheet {sheet}, cell {cell}: an exchange rate is more than 0, so {given} was "
                    "left out."
                )
            )
        return number

    def level(self, value: Value) -> int:
        """A level, 1 to 4."""
        number = _number(value)
        if number not in (1, 2, 3, 4):
            _none_of("1, 2, 3, 4")
        return int(number)

    def percent(self, value: Value) -> int:
        """A whole percentage: a share of 0 to 1, or written as 40%."""
        text = clean(value).rstrip("%٪ ") if isinstance(value, str) else None
        number = _number(value if text is None else text)
        if number is not None and text is None and number <= 1:
            number *= 100
        if number is None or number > 100:
            raise Unreadable(
                N_(
                    "Sheet {sheet}, cell {cell}: {given} is no share of 0% to 100%, so it was left "
                    "out."
                )
            )
        return round(number)


_SPECIAL: Final[Mapping[str, Callable[[Reader, Value], Any]]] = {
    **dict.fromkeys(("baseline", "target"), Reader.level),
    **dict.fromkeys(("start", "due", "rate_date", "completed_on", "verified_on"), Reader.day),
    "cost": Reader.amount,
    "rate": Reader.rate,
    "percent": Reader.percent,
    "adequate": Reader.adequate,
}


def _text(value: Value) -> str:
    """A text without marks that hide or turn what stands around them."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        raise Unreadable(N_("Sheet {sheet}, cell {cell}: {given} is no text; it was left out."))
    return str(value)


def _number(value: Value) -> Decimal | None:
    """A number of 0 or more; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        plain = western(clean(value).translate(_GAPS))
        return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None
    # Spreadsheets add up in binary: 1500.3500000000001 was written as 1500.35.
    number = Decimal(repr(round(value, 6)))
    return abs(number) if number.is_finite() and number >= 0 else None  # no -0


def _written_day(text: str) -> date | None:
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return _day_in_words(text)
    except ValueError:
        return None


def _day_in_words(text: str) -> date | None:
    """A date with its month's name, as the program writes it in any of its languages."""
    found = _IN_WORDS.fullmatch(text)
    if found is None:
        return None
    day, year, given = int(found[1]), int(found[2]), fold(text)
    for month in range(1, 13):
        tried = date(year, month, 1).replace(day=min(day, 28))
        names = (Words(language).date(tried) for language in Language)
        if given in {fold(name.replace(str(tried.day), str(day), 1)) for name in names}:
            return date(year, month, day)
    return None


def _yes_and_no(language: str) -> list[tuple[str, bool]]:
    found = [("yes", True), ("no", False)]
    for code in sorted(LANGUAGES, key=lambda code: code == language):
        words = Words(Language.of(code))
        found += [(words.gettext(N_("Yes")), True), (words.gettext(N_("No")), False)]
    return found


def _none_of(allowed: str) -> NoReturn:
    raise Unreadable(
        N_(
            "Sheet {sheet}, cell {cell}: {given} is not one of the words that can stand there "
            "({allowed}), so it was left out."
        ),
        allowed=allowed,
    )
