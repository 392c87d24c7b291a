"""The words on a PDF's pages against the content that is attached to it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from capacity_app.i18n import N_, Language, Words, western
from capacity_app.model.scoring import rounded
from capacity_app.report.pdf_reading import Reading
from capacity_app.usecases.verify_findings import FIELDS, SECTIONS, Finding

_FIGURE: Final = re.compile(r"\d[\d.,/]*\d|\d")
_CODE: Final = re.compile(r"\b[0-9A-F]{4}(?:-[0-9A-F]{4}){3}\b")
_PARTS: Final = re.compile(r"[0-9A-F-]+")
_MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WITH_PLAN: Final = ("Capacity development action plan", "Capacity assessment report")


def tells_a_code(reading: Reading) -> bool:
    """Whether a content code is printed anywhere, its parts in whatever order."""
    words = (word for page in reading.pages for word in page.split())
    return any(
        len(word) == 19 and _PARTS.fullmatch(word) and word.count("-") == 3 for word in words
    )


def against_pages(reading: Reading, content: Mapping[str, Any], code: str) -> Iterator[Finding]:
    """What the content says and the pages do not: the code, scores, costs and dates."""
    text = western(_MARKS.sub("", "\n".join(reading.pages)))
    words = {_letters(word) for word in text.split()}
    if _letters(code) not in words:
        printed = next(iter(_CODE.findall(text)), None)
        yield Finding(N_("Pages"), "", "", N_("Content code"), code, printed)
    if _is_of(reading.title):
        figures = Counter(_FIGURE.findall(text))
        yield from _scores(content, figures)
        yield from _plan(content, words, figures)


def _is_of(title: str) -> bool:
    """Whether the document is one with the scores and the whole plan in it."""
    languages = [Words(language) for language in Language]
    return any(words.gettext(name) in title for words in languages for name in _WITH_PLAN)


def _scores(content: Mapping[str, Any], figures: "Counter[str]") -> Iterator[Finding]:
    for key, score in content["domains"].items():
        if score["score"] is not None:
            shown = rounded(Fraction(score["score"]))
            if not figures[shown]:
                yield Finding(N_("Pages"), "", key, N_("Score"), shown, None)
            figures[shown] -= 1


def _letters(word: str) -> str:
    """The letters of a word whatever their order: in lines from right to left it gets lost."""
    return "".join(sorted(word))


def _plan(
    content: Mapping[str, Any], words: set[str], figures: "Counter[str]"
) -> Iterator[Finding]:
    for action in content["plan"]:
        ref = str(action["ref"])
        if not {_letters(word) for word in ref.split()} <= words:
            yield Finding(SECTIONS["plan"], "", ref, "", ref, None)
        for field, shown in _figures(action):
            if figures[shown] <= 0:
                yield Finding(SECTIONS["plan"], "", ref, FIELDS[field], shown, None)
            figures[shown] -= 1


def _figures(action: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The figures of an action as the pages write them."""
    if action["cost"] is not None:
        decimals = 0 if action["currency"] == "IQD" else 2
        yield "cost", f"{Decimal(action['cost']):,.{decimals}f}"
    for field in ("start", "due"):
        if action[field]:
            yield field, f"{date.fromisoformat(action[field]):%d/%m/%Y}"
