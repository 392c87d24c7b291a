"""The three languages: their words, digits, numbers, dates and directions."""

import datetime
import gettext
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Final

from capacity_app import paths
from capacity_app.errors import UserError

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_KEPT: Final = f"{LRI}{RLI}{FSI}{PDI}\u200c\u200d"  # ours, and what joins letters or parts them
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_TO_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")

_FIELD = re.compile(r"\{\w*\}")
_LETTER = re.compile(r"[^\W\d_]")

_MONTHS: Final = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ar": [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
    "ckb": [
        "کانوونی دووەم",
        "شوبات",
        "ئازار",
        "نیسان",
        "ئایار",
        "حوزەیران",
        "تەمموز",
        "ئاب",
        "ئەیلوول",
        "تشرینی یەکەم",
        "تشرینی دووەم",
        "کانوونی یەکەم",
    ],
}


class Digits(StrEnum):
    """Which digits are shown: 0-9, or the Arabic-Indic ones in Arabic and Kurdish."""

    WESTERN = "western"
    EASTERN = "eastern"


class Language(Enum):
    """A language of the program: code, own name, whether it is written right to left."""

    EN = ("en", "English", False)
    AR = ("ar", "العربية", True)
    CKB = ("ckb", "کوردی", True)

    def __init__(self, code: str, own_name: str, rtl: bool) -> None:
        self.code = code
        self.own_name = own_name
        self.rtl = rtl

    @classmethod
    def of(cls, code: str) -> "Language":
        """The language of a code; KeyError for any other code."""
        for language in cls:
            if language.code == code:
                return language
        raise KeyError(code)


def N_(message: str) -> str:
    """Mark a message for translation where it is defined, to be translated where it is shown."""
    return message


def isolate(text: object) -> str:
    """Text of unknown direction, kept from disturbing the sentence it is put into."""
    return f"{FSI}{text}{PDI}"


def ltr(text: object) -> str:
    """A code, number or date that always reads left to right."""
    return f"{LRI}{text}{PDI}"


def rtl(text: object) -> str:
    """Words and digits that together read right to left, such as a date in words."""
    return f"{RLI}{text}{PDI}"


def _set_apart(value: object) -> str:
    """A value for a right-to-left sentence.

    One that begins with an isolated value, such as a list, has no first letter to take its
    direction from, so it is given the language's.
    """
    text = str(value)
    return rtl(text) if text[:1] in (FSI, LRI, RLI) else isolate(text)


def flat(text: object) -> str:
    """Text on one line, without marks that turn, hide or colour what stands around it."""
    return "".join(
        mark if mark.isprintable() or mark in _KEPT else "\N{REPLACEMENT CHARACTER}"
        for mark in str(text)
    )


def western(text: str) -> str:
    """Typed text with Arabic-Indic and Persian digits and separators made 0-9."""
    return text.translate(_TO_WESTERN)


@lru_cache(maxsize=4)
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(
        "capacity_app", paths.resources() / "i18n", languages=[code], fallback=code == "en"
    )


@dataclass(frozen=True)
class Words:
    """How a language says and writes things; handed to whatever makes text."""

    language: Language = Language.EN
    digits: Digits = Digits.WESTERN

    @property
    def rtl(self) -> bool:
        """Whether this language is written right to left."""
        return self.language.rtl

    @property
    def code(self) -> str:
        """The language's code."""
        return self.language.code

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language, its named fields filled with isolated values."""
        text = _catalogue(self.code).gettext(message) if message else ""
        return self.fill(text, values)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """The plural form for n; field ``{n}`` is n in this language's digits."""
        text = _catalogue(self.code).ngettext(one, many, n)
        return self.fill(text, {"n": self.number(n), **values})

    def fill(self, text: str, values: dict[str, object]) -> str:
        """Fill named fields; in right-to-left sentences every value is isolated.

        A sentence of fields alone has then no letter of its own to take its direction from.
        """
        if not values:
            return text
        if not self.rtl:
            return text.format(**values)
        filled = text.format(**{name: _set_apart(value) for name, value in values.items()})
        return filled if _LETTER.search(_FIELD.sub("", text)) else rtl(filled)

    def listed(self, parts: Iterable[str]) -> str:
        """Several texts in one line, parted by middle dots, none disturbing another."""
        if not self.rtl:
            return " · ".join(parts)
        return " · ".join(_set_apart(part) for part in parts)

    def error(self, error: UserError) -> str:
        """What a UserError says, in this language."""
        return self.gettext(error.message, **{key: flat(e) for key, e in error.fields.items()})

    def shown(self, text: str) -> str:
        """Digits of a text in the chosen style (codes such as FUN-1.1 are not passed here)."""
        eastern = self.rtl and self.digits is Digits.EASTERN
        return text.translate(_EASTERN) if eastern else text

    def number(self, value: int | Decimal | str, decimals: int | None = None) -> str:
        """A number with thousands separators; ``decimals`` fixes the digits after the point."""
        if isinstance(value, str):
            return self.shown(value)
        return self.shown(f"{value:,}" if decimals is None else f"{value:,.{decimals}f}")

    def money(self, value: Decimal, currency: str) -> str:
        """An amount with its currency; dinars without decimals."""
        amount = self.number(value, 0 if currency == "IQD" else 2)
        return f"{ltr(amount) if self.rtl else amount} {currency_name(currency, self)}"

    def percent(self, value: int) -> str:
        """A whole percentage."""
        text = self.shown(f"{value}%")
        return ltr(text) if self.rtl else text

    def date(self, day: datetime.date) -> str:
        """A date in words: 9 March 2026, ٩ آذار ٢٠٢٦, 9ی ئازاری 2026."""
        month = _MONTHS[self.code][day.month - 1]
        number, year = self.shown(str(day.day)), self.shown(str(day.year))
        if self.language is Language.CKB:
            return rtl(f"{number}ی {month}ی {year}")
        return rtl(f"{number} {month} {year}") if self.rtl else f"{number} {month} {year}"

    def short_date(self, day: datetime.date) -> str:
        """A date for tables, day first with the year last: 09/03/2026."""
        text = self.shown(f"{day:%d/%m/%Y}")
        return ltr(text) if self.rtl else text


def currency_name(currency: str, words: Words) -> str:
    """The currency as an office writes it."""
    return words.gettext(N_("USD") if currency == "USD" else N_("IQD"))
