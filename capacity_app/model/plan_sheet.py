"""What the plan's sheet of a workbook says of each action, whatever its language.

The columns are known by their tags. Beside them each row carries marks of its values as they
were sent, so that what a receiver changed can be told from what changed here meanwhile.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

REF: Final = "#activity+code"
ASSESSMENT: Final = "#meta+id"
REVISION: Final = "#meta+revision"
SENT: Final = "#meta+sent"

TAGS: Final[Mapping[str, str]] = {
    "indicator": "#indicator+code",
    "gap": "#need+name",
    "baseline": "#capacity+num",
    "target": "#capacity+target+num",
    "action": "#activity+name",
    "deliverable": "#output+name",
    "priority": "#severity+name",
    "reason": "#description+reason",
    "responsible": "#contact+name",
    "support": "#modality+name",
    "supported_by": "#org+funder",
    "supporter_kind": "#org+funder+type",
    "cost": "#value+planned",
    "currency": "#currency+code",
    "rate": "#value+rate",
    "rate_date": "#date+rate",
    "funding": "#status+funding",
    "start": "#date+start",
    "due": "#date+end",
    "status": "#status+name",
    "percent": "#status+num+percent",
    "completed_on": "#date+completed",
    "completion_evidence": "#output+evidence",
    "verified_by": "#contact+verified",
    "verified_on": "#date+verified",
    "adequate": "#status+adequate",
    "comments": "#description+comments",
}
"""Field of an action → tag of its column, after the Humanitarian Exchange Language 1.1."""

_DIGITS: Final = 8
# What a spreadsheet cannot hold or a reader of files takes out; it is no part of what was said.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffd\ufffe\uffff]"
)


def plain(value: object) -> str:
    """A value as it is compared: the same in every language, format and currency style."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return " ".join(sorted(plain(item) for item in value))
    return " ".join(_UNSEEN.sub("", str(value)).split())


def mark(assessment_id: str, ref: str, field: str, value: object) -> str:
    """A short fingerprint of one value of one action: 8 hexadecimal digits."""
    text = "\n".join((assessment_id, plain(ref), field, plain(value)))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]


def marks(assessment_id: str, action: object, fields: Iterable[str]) -> str:
    """The marks of an action's fields, such as ``status:1f2e3d4c funding:5b6a7988``."""
    ref = str(getattr(action, "ref", ""))
    given = ((name, mark(assessment_id, ref, name, getattr(action, name))) for name in fields)
    return " ".join(f"{name}:{digits}" for name, digits in given)


def read_marks(text: str) -> dict[str, str]:
    """Field → mark, from what :func:`marks` wrote; what is no such pair is left out."""
    pairs = (part.partition(":") for part in text.split())
    return {name: digits for name, _, digits in pairs if name in TAGS and len(digits) == _DIGITS}
