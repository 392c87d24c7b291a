"""One spelling for all the ways a name can be typed in English, Arabic and Kurdish.

Folded text is only compared, never shown: what was typed stays as it was typed.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ALIKE: Final = {
    "ي": "یىېےێ",
    "ك": "کڪ",
    "ه": "ەةھہۃ",
    "ا": "ٱ",
    # Kurdish letters often typed without their mark, for want of a Kurdish keyboard.
    "و": "ۆ",
    "ر": "ڕ",
    "ل": "ڵ",
    "ف": "ڤ",
    "i": "ı",
}
_LEFT_OUT: Final = "ءـ'’‘`ʼʾʿ"
_FOLDED: Final = str.maketrans(
    {each: letter for letter, many in _ALIKE.items() for each in many}
    | dict.fromkeys(_LEFT_OUT, "")
)
_CARRIER: Final = re.compile(r"\bئ[اەه]")
"""No Arabic word begins so; Kurdish writes a first vowel so that Arabic writes as a bare alif."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text for comparing: one form of each letter, small, without marks, one space apart.

    Folds ي/ی/ى, ك/ک, ه/ە/ة, the hamza forms, a first ئا/ئە, tatweel, vowel marks and accents,
    invisible characters, all digits, capitals and punctuation.
    """
    seen = "".join(letter for letter in text if not _unseen(letter))
    bare = _CARRIER.sub("ا", unicodedata.normalize("NFKC", seen))
    # Taken apart, a hamza above or below is a mark like a vowel's.
    apart = unicodedata.normalize("NFKD", bare.casefold()).translate(_FOLDED)
    return " ".join("".join(_folded(letter) for letter in apart).split())


def matches(query: str, text: str) -> bool:
    """Whether every word of a query stands somewhere in a text, however both are spelled."""
    folded = fold(text)
    return all(word in folded for word in fold(query).split())


@lru_cache(maxsize=1024)
def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


@lru_cache(maxsize=1024)
def _folded(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind[0] == "M":
        return ""
    return letter if kind[0] in "LN" else " "
