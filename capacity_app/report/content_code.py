"""The content code: a short fingerprint of one revision, the same in every language and format."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.organisation import Organisation
from capacity_app.model.plan import Action
from capacity_app.model.scoring import Score, Scores
from capacity_app.model.tier import Tier
from capacity_app.report.tiers import Sight

_GROUPS: Final = 4
_SIGHT: Final = Sight(Tier.FUNDER)


def content_hash(assessment: Assessment, scores: Scores) -> str:
    """SHA-256 in hexadecimal over the figures and texts of a revision."""
    return hashlib.sha256(content_text(assessment, scores).encode("ascii")).hexdigest()


def content_code(assessment: Assessment, scores: Scores) -> str:
    """The code of an assessment as it is, such as ``7F3A-91C2-08BD-44E1``."""
    return code_of(content_text(assessment, scores))


def content_text(assessment: Assessment, scores: Scores) -> str:
    """The text the code is of: one line of JSON in ASCII, which any program leaves as it is.

    Only what a funder sees goes in, so that nothing private can be guessed from the code, and
    so that every tier, language and format of one revision carries the same code.
    """
    content = canonical(assessment, scores)
    return json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def code_of(text: str) -> str:
    """The first 16 digits of a content text's SHA-256, in groups."""
    digits = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest().upper()
    return "-".join(digits[start : start + 4] for start in range(0, _GROUPS * 4, 4))


def canonical(assessment: Assessment, scores: Scores) -> dict[str, Any]:
    """The content the hash is over, as plain values in a fixed order."""
    listed = sorted(
        (item for item in assessment.evidence if _SIGHT.tells_of(item.share)), key=lambda e: e.ref
    )
    return {
        "format": 1,
        "assessment": _fields("assessment", assessment),
        "organisation": _organisation(assessment.organisation),
        "answers": [_answer(assessment.answers[key]) for key in sorted(assessment.answers)],
        "evidence": [_fields("evidence", item) for item in listed],
        "plan": [_fields("action", a) for a in sorted(assessment.plan, key=lambda a: a.ref)],
        "domains": {key: _score(score) for key, score in scores.domains.items()},
        "areas": {key: _score(score) for key, score in scores.areas.items()},
        "psea": None if scores.psea is None else scores.psea.capacity.value,
    }


_STRUCTURE: Final = ("organisation", "answers", "evidence", "plan")
# Signing off and superseding change no content.
_SIGNING: Final = ("state", "signed_at", "agreed")


def _fields(name: str, thing: Assessment | Answer | EvidenceItem | Action) -> dict[str, Any]:
    """The seen fields, without those that signing off sets."""
    left_out = _STRUCTURE + _SIGNING if name == "assessment" else ("agreed",)
    own = [f.name for f in fields(thing) if f.name not in left_out]
    return {key: _plain(getattr(thing, key)) for key in own if _SIGHT.sees(f"{name}.{key}")}


def _organisation(organisation: Organisation) -> dict[str, Any]:
    """Its id and names: the rest of the profile changes without the assessment changing."""
    return {name: getattr(organisation, name) for name in ("id", "name_en", "name_ar", "name_ckb")}


def _answer(answer: Answer) -> dict[str, Any]:
    shown = _fields("answer", answer)
    if answer.elements:
        shown["not_applicable"] = answer.not_applicable is not None
        shown["without_evidence"] = ""
    shown["evidence"] = sorted(i.ref for i in answer.evidence if _SIGHT.tells_of(i.share))
    return shown


def _score(score: Score) -> dict[str, Any]:
    return {
        "score": _plain(score.score),
        "band": score.band,
        "answered": score.answered,
        "applicable": score.applicable,
        "evidenced": score.evidenced,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # 1500.00 and 1500 are the same money
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value
