"""The glossary, which of its terms an indicator uses, and where they stand in a text."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from capacity_app import paths
from capacity_app.model.instrument import Indicator
from capacity_app.model.text import Text

_SHORT: Final = re.compile(r"\w*[A-Z]\w*[A-Z]\w*")
"""An abbreviation in brackets behind a name: DoH, PSEA, mhGAP."""
_BRACKETS: Final = re.compile(r"\s*\(([^)]*)\)")
_VOWEL_SIGNS: Final = "[\u064b-\u0652\u0640]*"
_ARABIC_BEFORE: Final = "(?:[وف]?(?:[بك]ال|لل|[بكل]|ال)?)"
"""What is written onto an Arabic word: and, so, with, like, for, the."""
_ARABIC_AFTER: Final = "(?:ها|هم|نا|ه|ين|ون|ات|ان|ية)?"
_KURDISH_AFTER: Final = "(?:ەکان|ەکە|ان|ێک|ەک|کان|کە|ی|یی|ە|دا|ن)*"
"""What is written onto a Kurdish word: the, a, plural, of."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its plain meaning."""

    id: str
    name: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Found:
    """A term as it stands in a text, from ``start`` up to ``end``, in code points."""

    start: int
    end: int
    term: Term


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """All terms, in the order they are kept."""
    file = paths.resources() / "glossary.json"
    entries = json.loads(file.read_text(encoding="utf-8"))
    return tuple(Term(e["id"], Text(**e["term"]), Text(**e["meaning"])) for e in entries)


def terms_in(indicator: Indicator, language: str, most: int = 8) -> list[Term]:
    """The terms whose English name an indicator's question, levels or elements use."""
    parts = [indicator.title, indicator.question, *indicator.levels.values()]
    parts += [element.text for element in indicator.elements]
    said = " ".join(part.en for part in parts).casefold()
    return [term for term in terms() if _stem(term) in said][:most]


@lru_cache(maxsize=2000)
def find(text: str, language: str) -> tuple[Found, ...]:
    """Where a text uses a term: the first time each, in the order of the text.

    Inflected words are found as far as their ending or prefix is written onto the word.
    """
    pattern, ordered = _pattern(language)
    found: dict[str, Found] = {}
    for match in pattern.finditer(text):
        term = ordered[(match.lastindex or 1) - 1]
        if term.id not in found:
            found[term.id] = Found(match.start(match.lastindex or 0), match.end(), term)
    return tuple(found.values())


def find_in(text: Text, language: str) -> tuple[Found, ...]:
    """The terms of a text in one language that its English words mean as well.

    One word may mean two things: Arabic calls a proof and a manual alike, Kurdish a reserve and a
    backup.
    """
    found = find(text[language], language)
    if language == "en":
        return found
    meant = {each.term.id for each in find(text.en, "en")}
    return tuple(each for each in found if each.term.id in meant)


@lru_cache(maxsize=3)
def _pattern(language: str) -> tuple[re.Pattern[str], list[Term]]:
    """One pattern for all terms, the longer first; its group n is the n-th term's."""
    ordered = sorted(terms(), key=lambda term: -len(_BRACKETS.sub("", term.name[language])))
    word = {"ar": _arabic, "ckb": _kurdish}.get(language, _english)
    options = [f"({_one(term.name[language], word(term.name[language]))})" for term in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})(?!\w)"), ordered


def _one(name: str, words: str) -> str:
    short = [
        re.escape(each) for inside in _BRACKETS.findall(name) for each in _SHORT.findall(inside)
    ]
    return "|".join([words, *short])


def _english(name: str) -> str:
    words = _BRACKETS.sub("", name).strip().split()
    each = [re.escape(word[:-1]) + "(?:y|ies)" if word.endswith("y") else f"{re.escape(word)}s?"
            for word in words]  # fmt: skip
    capitals = any(sum(letter.isupper() for letter in word) > 1 for word in words)
    return " ".join(each) if capitals else f"(?i:{' '.join(each)})"


def _arabic(name: str) -> str:
    """With or without the article on each word, other small words before it, an ending after."""
    words = [_bare(word) for word in _BRACKETS.sub("", name).strip().split()]
    first, *rest = [_VOWEL_SIGNS.join(map(re.escape, word)) for word in words]
    if words[-1].endswith("ة"):
        last = (rest or [first]).pop() if rest else first
        spelled = f"{last[: -len('ة')]}(?:ة|ت)"
        first, rest = (first, [*rest, spelled]) if len(words) > 1 else (spelled, [])
    middle = "".join(rf"\s+(?:ال)?{word}" for word in rest)
    return f"{_ARABIC_BEFORE}{first}{middle}{_VOWEL_SIGNS}{_ARABIC_AFTER}"


def _bare(word: str) -> str:
    return word.removeprefix("ال") if len(word) > 4 else word


def _kurdish(name: str) -> str:
    words = _BRACKETS.sub("", name).strip().split()
    return r"\s+".join(map(re.escape, words)) + _KURDISH_AFTER


def _stem(term: Term) -> str:
    """The English name without what stands in brackets."""
    return term.name.en.split("(")[0].strip().casefold()
