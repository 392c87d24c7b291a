"""The history of an assessment: what changed, by whom, when, each row sealed to the one before.

Words people wrote freely are not repeated in it, only that they changed: a name that was taken
out of a note must be gone. What a revision said when it was signed off stays in that revision.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from capacity_app.model.assessment import Changed, ElementAnswer, Kind, Mode
from capacity_app.model.evidence import Share
from capacity_app.model.plan import Currency, Funding, Priority, Support, SupporterKind

if TYPE_CHECKING:
    from capacity_app.model.assessment import Answer, Assessment
    from capacity_app.model.plan import Action

WRITTEN: Final = "…"
"""Stands for words that are not repeated."""


class What(StrEnum):
    """What a row of the history is about."""

    ANSWER = "answer"
    EVIDENCE = "evidence"
    PLAN = "plan"
    TARGET = "target"
    SETTING = "setting"
    SIGNED_OFF = "signed_off"
    REOPENED = "reopened"
    FOLLOW_UP = "follow_up"
    BINNED = "binned"
    RESTORED = "restored"
    REVIEW = "review"
    HANDED_OVER = "handed_over"


CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    "level": ElementAnswer,  # "not applicable" and "don't know" are said in the same words
    "sustained": ElementAnswer,
    "adequate": ElementAnswer,
    "changed": Changed,
    "share": Share,
    "priority": Priority,
    "support": Support,
    "supporter_kind": SupporterKind,
    "currency": Currency,
    "funding": Funding,
    "kind": Kind,
    "mode": Mode,
}
"""Fields whose values are choices, kept as the choice's own value."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: of which indicator, item or action, which field, from what to what.

    An item or action that came or went as a whole has no ``field``.
    """

    what: What
    subject: str = ""
    field: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in its place in the history. ``sequence`` orders; clocks jump, so ``at`` does not.

    ``who`` is a role as it was typed, or "". ``hash`` is SHA-256 over ``previous``, the hash of
    the entry before, and everything else here.
    """

    assessment_id: str
    sequence: int
    revision: int
    at: datetime
    who: str
    what: What
    subject: str
    field: str
    old: str
    new: str
    reason: str
    previous: str = ""
    hash: str = ""


def sealed(entry: Entry, before: Entry | None) -> Entry:
    """The entry in its place after another one, sealed to it."""
    previous = before.hash if before else ""
    placed = replace(entry, sequence=(before.sequence if before else 0) + 1, previous=previous)
    return replace(placed, hash=_seal(placed))


def first_broken(entries: Sequence[Entry]) -> int | None:
    """The place of the first entry that is not as it was written; None when all are.

    A chain cannot show that its last rows were cut off.
    """
    previous = ""
    for place, entry in enumerate(entries, start=1):
        right = (entry.sequence, entry.previous, entry.hash) == (place, previous, _seal(entry))
        if not right:
            return place
        previous = entry.hash
    return None


def _seal(entry: Entry) -> str:
    parts = [
        *(entry.previous, entry.assessment_id, entry.sequence, entry.revision),
        *(entry.at.astimezone(UTC).isoformat(), entry.who, entry.what.value, entry.subject),
        *(entry.field, entry.old, entry.new, entry.reason),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()


Key = tuple[What, str, str]
Facts = dict[Key, tuple[str, str]]
"""What can change, by what, subject and field: the value itself, and how the history shows it."""

_ITEM: Final = (
    "type",
    "language",
    "issued",
    "expires",
    "share",
    "status",
    "seen_on",
    "copy_sha256",
)
_ITEM_WORDS: Final = ("title", "held_at", "seen_by")
_ACTION: Final = (
    *("indicator", "baseline", "target", "priority", "support", "supporter_kind", "cost"),
    *("currency", "rate", "rate_date", "funding", "start", "due", "status", "percent"),
    *("completed_on", "verified_on", "adequate", "effect", "effort"),
)
_ACTION_WORDS: Final = (
    *("gap", "action", "deliverable", "reason", "responsible", "supported_by"),
    *("completion_evidence", "verified_by", "comments"),
)
_SETTING: Final = ("kind", "mode", "date", "services", "place")
_SETTING_WORDS: Final = ("facilitator", "facilitator_organisation")


def facts(assessment: "Assessment") -> Facts:
    """Everything of an assessment that its history follows."""
    found: Facts = {}
    for answer in assessment.answers.values():
        found |= answer_facts(answer)
    for item in assessment.evidence:
        found[What.EVIDENCE, item.ref, ""] = (item.ref, item.ref)
        found |= _read(What.EVIDENCE, item.ref, item, _ITEM, _ITEM_WORDS)
    for action in assessment.plan:
        found |= action_facts(action)
    for indicator, target in assessment.targets.items():
        found[What.TARGET, indicator, "target"] = (str(target), str(target))
    found |= _read(What.SETTING, "", assessment, _SETTING, _SETTING_WORDS)
    people = ", ".join(f"{p.role} {p.women}+{p.men}" for p in assessment.participants)
    found[What.SETTING, "", "participants"] = (people, people)
    for review in assessment.reviews:
        held = review.held_on.isoformat()
        found[What.REVIEW, str(review.month), "held_on"] = (held, held)
    return found


def answer_facts(answer: "Answer") -> Facts:
    """Everything of one answer that the history follows."""
    about = answer.indicator
    said = "dont_know" if answer.dont_know else _plain(answer.level)
    if answer.not_applicable is not None:
        said = "not_applicable"
    refs = ", ".join(sorted(item.ref for item in answer.evidence))
    shown = {"level": said, "evidence": refs}
    shown |= {f"element {name}": given.value for name, given in answer.elements.items()}
    found: Facts = {(What.ANSWER, about, name): (text, text) for name, text in shown.items()}
    plain, free = ("sustained", "changed"), ("note", "not_applicable", "without_evidence")
    return found | _read(What.ANSWER, about, answer, plain, free)


def action_facts(action: "Action") -> Facts:
    """Everything of one action that the history follows."""
    ref = action.ref
    return {(What.PLAN, ref, ""): (ref, ref)} | _read(
        What.PLAN, ref, action, _ACTION, _ACTION_WORDS
    )


def plan_refs(assessment: "Assessment") -> Facts:
    """Which actions there are, for when one comes or goes: a long plan need not be read."""
    return {(What.PLAN, action.ref, ""): (action.ref, action.ref) for action in assessment.plan}


def differences(before: Facts, after: Facts) -> list[Change]:
    """What changed between two looks; what came or went as a whole is one change."""
    found = []
    for key in dict.fromkeys([*after, *before]):
        what, subject, name = key
        (old, old_shown), (new, new_shown) = before.get(key, _NONE), after.get(key, _NONE)
        whole = (what, subject, "")
        if old != new and (not name or (whole in before) == (whole in after)):
            found.append(Change(what, subject, name, old_shown, new_shown))
    return found


_NONE: Final = ("", "")


def _read(
    what: What, subject: str, thing: object, plain: Iterable[str], free: Iterable[str]
) -> Facts:
    found: Facts = {}
    for name in plain:
        text = _plain(getattr(thing, name))
        found[what, subject, name] = (text, text)
    for name in free:
        text = getattr(thing, name) or ""
        found[what, subject, name] = (text, WRITTEN if text else "")
    return found


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
