"""The glossary, and which of its terms an indicator uses."""

import json
from dataclasses import dataclass
from functools import lru_cache

from capacity_app import paths
from capacity_app.model.instrument import Indicator
from capacity_app.model.text import Text


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its plain meaning."""

    id: str
    name: Text
    meaning: Text


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


def _stem(term: Term) -> str:
    """The English name without what stands in brackets."""
    return term.name.en.split("(")[0].strip().casefold()
