"""What verifying a file comes to: its verdict, and each value that is not as it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from capacity_app.i18n import N_
from capacity_app.vocabulary import ACTION_FIELDS


class Kind(StrEnum):
    """What kind of file it is."""

    WORKBOOK = "workbook"
    PDF = "pdf"
    DOCUMENT = "document"
    BACKUP = "backup"


class Verdict(StrEnum):
    """Whole; changed since it was written; of another code than the one given; not as here."""

    WHOLE = "whole"
    CHANGED = "changed"
    OTHER_CODE = "other_code"
    DIFFERS = "differs"


class Here(StrEnum):
    """What this program holds of the file's assessment; UNKNOWN when it could not be asked."""

    SAME = "same"
    DIFFERS = "differs"
    OTHER_REVISION = "other_revision"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that is not as it should be.

    ``place`` is a sheet, or a message such as "Action plan"; ``row`` what its row is about, such as
    a ref or a code; ``field`` its heading, a message; ``cell`` its address in a sheet. ``old`` is
    None when it is not known or there was none (``added``), ``new`` when there is none now.
    """

    place: str
    cell: str = ""
    row: str = ""
    field: str = ""
    old: str | None = None
    new: str | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of a file. ``code`` is computed from its content, "" when it carries none.

    ``changes`` are against what the file was written with; ``differences`` against what this
    program holds. ``moved`` rows were only sorted. ``made`` and ``records`` are a backup's.
    """

    kind: Kind
    verdict: Verdict
    code: str = ""
    changes: tuple[Finding, ...] = ()
    differences: tuple[Finding, ...] = ()
    moved: int = 0
    here: Here = Here.UNKNOWN
    organisation: Mapping[str, str] | None = None
    day: date | None = None
    revision: int | None = None
    made: datetime | None = None
    records: int = 0


SECTIONS: Final = {
    "assessment": N_("Assessment"),
    "organisation": N_("Organisation"),
    "answers": N_("Answers"),
    "evidence": N_("Evidence"),
    "plan": N_("Action plan"),
}
_KEYS: Final = {"answers": "indicator", "evidence": "ref", "plan": "ref"}
_COUNTED: Final = ("answered", "applicable")  # of the answers, which are compared themselves
FIELDS: Final = {
    **ACTION_FIELDS,
    "level": N_("Level"),
    "not_applicable": N_("Not applicable"),
    "dont_know": N_("Don't know"),
    "without_evidence": N_("Reason without evidence"),
    "elements": N_("Answer"),
    "sustained": N_("Sustained"),
    "evidence": N_("Evidence"),
    "title": N_("Title"),
    "type": N_("Type"),
    "language": N_("Language"),
    "issued": N_("Issued"),
    "expires": N_("Expires"),
    "share": N_("May be sent"),
    "seen_on": N_("Seen on"),
    "indicator": N_("Indicator"),
    "targets": N_("Target"),
    "date": N_("Date"),
    "place": N_("Place"),
    "services": N_("Services assessed"),
    "participants": N_("Participants"),
    "kind": N_("Kind of assessment"),
    "mode": N_("Method"),
    "name_en": N_("Name"),
    "name_ar": N_("Name"),
    "name_ckb": N_("Name"),
}
"""Field of the content → the message that names it."""


def differences(here: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[Finding]:
    """Where the contents of two documents differ: what is here is ``old``, the file's ``new``."""
    for section, place in SECTIONS.items():
        ours, theirs = _rows(section, here), _rows(section, there)
        for key in {**ours, **theirs}:
            mine, other = ours.get(key), theirs.get(key)
            if mine is None or other is None:
                gone = None if mine is None else key
                yield Finding(
                    place, "", key, "", gone, None if other is None else key, mine is None
                )
                continue
            for field in {**mine, **other}:
                if mine.get(field) != other.get(field) and field not in _COUNTED:
                    old, new = shown(mine.get(field)), shown(other.get(field))
                    yield Finding(place, "", key, FIELDS.get(field, field), old, new)


def _rows(section: str, content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    found = content.get(section, {})
    if isinstance(found, Mapping):
        return {"": found}
    rows = [row for row in found if isinstance(row, Mapping)]
    return {str(row.get(_KEYS[section], "")): row for row in rows}


def shown(value: object) -> str:
    """A plain value as a short text."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    return str(value)
