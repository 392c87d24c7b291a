"""Tables that come from, and go to, other programs through the clipboard."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_, Language, Words
from capacity_app.model.folding import fold
from capacity_app.model.plan import Action
from capacity_app.ui.language import words
from capacity_app.ui.plan_input import read_field
from capacity_app.usecases.planning import TRACKED, check_action

MOST_ROWS: Final = 2_000
_QUOTED: Final = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)')
_PLAIN: Final = re.compile(r"[^\t\n]*")
_NEVER_EMPTY: Final = ("funding", "status", "priority", "currency")
# How a column may be named above what is pasted; the first are the table's own headings.
_NAMES: Final = {
    "ref": (N_("Ref"),),
    "action": (N_("What"), N_("Action")),
    "responsible": (N_("Who"), N_("Responsible (role)")),
    "due": (N_("By when"), N_("Due")),
    "cost": (N_("Cost"),),
    "funding": (N_("Funding"),),
    "status": (N_("Status"),),
    "deliverable": (N_("Proof that it is done"),),
    "gap": (N_("What is missing now"),),
    "priority": (N_("Priority"),),
    "reason": (N_("Why this priority"),),
    "supported_by": (N_("Supported by"),),
    "currency": (N_("Currency"),),
    "rate": (N_("Exchange rate"),),
    "rate_date": (N_("Date of the rate"),),
    "start": (N_("Start"),),
    "percent": (N_("Percent done"),),
    "completed_on": (N_("Completed on"),),
    "completion_evidence": (N_("Proof seen"),),
    "verified_by": (N_("Verified by"),),
    "verified_on": (N_("Verified on"),),
    "comments": (N_("Comments"),),
}


@dataclass(frozen=True)
class Refused:
    """A pasted cell that cannot be taken: for which field ("" for none), and why, in words."""

    field: str
    text: str
    why: str


@dataclass
class PastedRow:
    """What a pasted row sets, and what of it cannot be; ``ref`` is "" for a new action."""

    ref: str
    fields: dict[str, Any] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def read_table(text: str) -> list[list[str]]:
    """The cells of tab-separated text as spreadsheets copy it, at most MOST_ROWS + 1 rows.

    A cell in quotes may hold tabs, line breaks and doubled quotes; rows may be ragged.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at, end = 0, len(plain)
    while at <= end and len(rows) <= MOST_ROWS + 1:
        found = _QUOTED.match(plain, at)
        if found is not None:
            rows[-1].append(found[1].replace('""', '"'))
        else:
            found = _PLAIN.match(plain, at)
            assert found is not None
            rows[-1].append(found[0])
        at = found.end() + 1
        if at <= end and plain[at - 1] == "\n":
            rows.append([])
    return rows[: MOST_ROWS + 1]


def as_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as tab-separated text that spreadsheets and :func:`read_table` read."""
    return "\n".join("\t".join(map(_written, row)) for row in rows)


def named_fields(first: Sequence[str]) -> list[str]:
    """The fields that a first row of headings names, "" for unknown ones; [] when it is none."""
    names = [_fields().get(fold(cell), "") for cell in first]
    filled = [name for name, cell in zip(names, first, strict=True) if cell.strip()]
    is_heading = len(filled) > 1 and sum(map(bool, filled)) * 2 > len(filled)
    return names if is_heading else []


def heading_of(name: str) -> str:
    """The message that names a field's column; "" for none."""
    return _NAMES[name][0] if name in _NAMES else ""


def read_paste(
    table: Sequence[Sequence[str]],
    onto: Sequence[Action],
    fields: Sequence[str],
    today: date,
    locked: Callable[[Action], bool],
) -> list[PastedRow]:
    """What a pasted table sets: its rows over ``onto`` in order, those beyond as new actions.

    ``fields`` are the names its columns stand for. Where it brings headings of its own, those
    count, and rows that bring a ref are about that action. Everything that can be taken is,
    cell by cell; rows without a word in them are passed over.
    """
    headed = named_fields(table[0]) if table else []
    names = headed or list(fields)
    by_ref = {action.ref: action for action in onto} if "ref" in headed else None
    found = []
    for place, cells in enumerate(table[1:] if headed else table):
        if not any(cell.strip() for cell in cells) and place >= len(onto):
            continue
        action = onto[place] if place < len(onto) else None
        if by_ref is not None:
            action = by_ref.get(cells[names.index("ref")].strip() if cells else "")
        found.append(_read_row(action, cells, names, today, locked))
    return found


def _read_row(
    action: Action | None,
    cells: Sequence[str],
    names: Sequence[str],
    today: date,
    locked: Callable[[Action], bool],
) -> PastedRow:
    base = action or Action("")
    row = PastedRow(base.ref)
    is_locked = action is not None and locked(action)
    given: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    draft = replace(base)
    for name, text in _in_order(cells, names):
        texts[name] = text
        try:
            taken = _read_cell(draft, name, text, today, is_locked)
        except UserError as error:
            row.refused.append(Refused(name, text, words().error(error)))
            continue
        if taken:
            given[name] = taken
            _set(draft, taken)
    for name, why in _contradicting(base, given) if _why_not(draft, ()) else ():
        row.refused.append(Refused(name, texts[name], why))
        del given[name]
    for each in given.values():
        row.fields |= each
    return row


def _in_order(cells: Sequence[str], names: Sequence[str]) -> list[tuple[str, str]]:
    """Each cell with the field it is for; a currency before its cost, a percentage at last."""
    pairs = [
        (names[place] if place < len(names) else "", cell)
        for place, cell in enumerate(cells)
        if place < len(names) or cell.strip()
    ]
    return sorted(pairs, key=lambda pair: {"currency": 0, "percent": 2}.get(pair[0], 1))


def _read_cell(
    action: Action, name: str, text: str, today: date, is_locked: bool
) -> dict[str, Any]:
    """What one cell sets, maybe nothing; UserError when it cannot."""
    if not name:
        if text.strip():
            raise UserError(N_("There is no column for this."))
        return {}
    if name == "ref":
        given = text.strip()
        copied_row = not action.ref and "/" in given  # a new action gets a ref of its own
        if given and given != action.ref and not copied_row:
            raise UserError(N_("The ref of an action stays as it is."))
        return {}
    if name in _NEVER_EMPTY and not text.strip():
        return {}
    fields = read_field(action, name, text, today)
    if is_locked and name not in TRACKED and _changes(action, fields):
        raise UserError(N_("This was agreed at the sign-off, so it stays."))
    return fields


def _contradicting(base: Action, given: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """The fields to leave out so that the others go together, each with why; the fewest."""
    why = _why_not(base, list(given.values()))
    for name in reversed(given):
        if not _why_not(base, [each for key, each in given.items() if key != name]):
            return [(name, why)]
    left_out: list[tuple[str, str]] = []
    kept: list[dict[str, Any]] = []
    for name, each in given.items():
        if why := _why_not(base, [*kept, each]):
            left_out.append((name, why))
        else:
            kept.append(each)
    return left_out


def _why_not(base: Action, given: Sequence[dict[str, Any]]) -> str:
    draft = replace(base) if given else base
    for each in given:
        _set(draft, each)
    try:
        check_action(draft)
    except UserError as error:
        return words().error(error)
    return ""


def _set(draft: Action, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(draft, name, value)


def _changes(action: Action, given: dict[str, Any]) -> bool:
    return any(getattr(action, name) != value for name, value in given.items())


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    return {
        fold(Words(language).gettext(caption)): name
        for name, captions in _NAMES.items()
        for language in Language
        for caption in captions
    }


def _written(cell: str) -> str:
    if any(sign in cell for sign in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
