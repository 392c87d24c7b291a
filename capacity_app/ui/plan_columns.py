"""The columns of the plan's table: their names, and what a cell says, sorts by and copies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Final

from capacity_app.i18n import N_
from capacity_app.model.folding import fold
from capacity_app.model.plan import Action, Funding, Status
from capacity_app.ui.language import _, words
from capacity_app.vocabulary import word

MISSING: Final = {
    "action": N_("what"),
    "deliverable": N_("proof"),
    "responsible": N_("who"),
    "due": N_("by when"),
    "cost": N_("cost"),
}


class Column(IntEnum):
    """The columns, in reading order."""

    REF = 0
    WHAT = 1
    WHO = 2
    DUE = 3
    COST = 4
    FUNDING = 5
    STATUS = 6


EDITABLE: Final = (
    *(Column.WHAT, Column.WHO, Column.DUE, Column.COST, Column.FUNDING, Column.STATUS),
)
FIELD: Final = {
    Column.WHAT: "action",
    Column.WHO: "responsible",
    Column.DUE: "due",
    Column.COST: "cost",
    Column.FUNDING: "funding",
    Column.STATUS: "status",
}
"""The field of an action that a column edits."""
COLUMN: Final = {field: column for column, field in FIELD.items()} | {"currency": Column.COST}
"""The column a field is shown in."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: its text, a quieter second line, and the tone of that line."""

    text: str
    note: str = ""
    tone: str = "muted"


def headings() -> list[str]:
    """The columns' names."""
    return [
        _("Ref"),
        _("What"),
        _("Who"),
        _("By when"),
        _("Cost"),
        _("Funding"),
        _("Status"),
    ]


def cell(action: Action, column: Column, today: date, clock: Callable[[Action], str]) -> Cell:
    """What a cell says; ``clock`` is the month of the PSEA plan clock in a few words, or ""."""
    if column is Column.REF:
        return Cell(action.ref, action.indicator)
    if column is Column.WHAT:
        return Cell(action.action or _("Not described yet"), missing(action), "attention")
    if column is Column.WHO:
        return Cell(action.responsible)
    if column is Column.DUE:
        return Cell(short(action.due), clock(action))
    if column is Column.COST:
        amount = "" if action.cost is None else words().money(action.cost, action.currency)
        return Cell(amount, word(action.funding, words()))
    if column is Column.FUNDING:
        return Cell(word(action.funding, words()))
    status = word(action.shown_status(today), words())
    return Cell(status, words().percent(action.percent) if action.percent else "")


def sort_key(action: Action, column: Column, today: date) -> Any:
    """What a column sorts by; None, which comes last both ways, for an empty cell."""
    if column is Column.WHAT:
        return fold(action.action) or None
    if column is Column.WHO:
        return fold(action.responsible) or None
    if column is Column.COST:
        return None if action.cost is None else (action.currency.value, action.cost)
    if column is Column.FUNDING:
        return list(Funding).index(action.funding)
    if column is Column.STATUS:
        return list(Status).index(action.shown_status(today))
    if column is Column.REF:
        return [int(part) if part.isdecimal() else -1 for part in action.ref.split("/")]
    return action.due


def typed_form(action: Action, column: Column) -> str:
    """What stands in a cell, written the way it is typed."""
    if column is Column.WHAT:
        return action.action
    if column is Column.WHO:
        return action.responsible
    if column is Column.DUE:
        return words().shown(f"{action.due:%d/%m/%Y}") if action.due else ""
    return "" if action.cost is None else words().number(action.cost)


def copied_form(action: Action, column: Column) -> str:
    """What a cell is in another program's table: ISO dates, plain digits, its own status."""
    if column is Column.DUE:
        return "" if action.due is None else action.due.isoformat()
    if column is Column.COST:
        return "" if action.cost is None else f"{action.cost:f} {action.currency.value}"
    if column is Column.FUNDING:
        return word(action.funding, words())
    if column is Column.STATUS:
        return word(action.status, words())
    return action.ref if column is Column.REF else typed_form(action, column)


def missing(action: Action) -> str:
    """Which of what a funder needs is still empty, in words; "" when nothing is."""
    names = [words().gettext(MISSING[name]) for name in action.missing]
    return _("Missing: {fields}", fields=_(", ").join(names)) if names else ""


def span(action: Action) -> str:
    """From when to when, in words."""
    if action.start and action.due:
        return _("{start} to {due}", start=short(action.start), due=short(action.due))
    if action.due:
        return _("due {due}", due=short(action.due))
    return _("No date yet")


def short(day: date | None) -> str:
    """A day as tables write it; "" for none."""
    return "" if day is None else words().short_date(day)
