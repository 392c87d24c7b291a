"""Laying a returned plan beside the one that is kept: which lines differ, and who changed them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from capacity_app.exchange.plan_workbook import PlanRow
from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Action
from capacity_app.model.plan_sheet import TAGS, mark, plain
from capacity_app.report.excel_text import CELL_LIMIT, units
from capacity_app.usecases.planning import TRACKED, is_agreed

_NEEDED: Final = ("priority", "currency", "funding", "status", "percent")  # never empty
_BLANK: Final = Action("")


class Standing(StrEnum):
    """How a line of the workbook stands to what is here.

    PLAIN: only the workbook changed it. CONFLICT: it was changed here too. UNSURE: the row no
    longer says what it was sent with. LOCKED: agreed at the sign-off, so it stays.
    """

    PLAIN = "plain"
    CONFLICT = "conflict"
    UNSURE = "unsure"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one action that the workbook says otherwise; ``joined``: both are kept."""

    ref: str
    field: str
    old: Any
    new: Any
    standing: Standing
    joined: bool = False

    @property
    def key(self) -> str:
        """What the line is called among all lines of a workbook."""
        return f"{self.ref} {self.field}"

    @property
    def suggested(self) -> bool:
        """Whether it can be taken over without a second look."""
        return self.standing is Standing.PLAIN


@dataclass(frozen=True, slots=True)
class Added:
    """A row that is no action here; ``ref`` is what the workbook calls it, "" for a new row."""

    row: int
    ref: str
    action: Action

    @property
    def key(self) -> str:
        """What the row is called among all lines of a workbook."""
        return f"+{self.row}"

    @property
    def suggested(self) -> bool:
        """Whether it can be taken over without a second look: not if it once was an action."""
        return not self.ref


def lines_of(assessment: Assessment, action: Action, row: PlanRow, today: date) -> Iterator[Line]:
    """The fields that a row says otherwise than its action here, as far as somebody changed them.

    ``today`` decides what the workbook shows as delayed.
    """
    agreed = is_agreed(assessment, action)
    for name in TAGS:
        given = _given(row, name)
        line = None if given is None else _line(assessment, action, row, name, given[0], today)
        if line is not None:
            locked = agreed and name not in TRACKED
            yield replace(line, standing=Standing.LOCKED) if locked else line


def same_action(plan: Iterable[Action], row: PlanRow) -> Action | None:
    """The one action that a row without a ref is about, by its words: it was taken over before."""
    said = plain(row.values.get("action"))
    if row.ref or not said:
        return None
    alike = [action for action in plan if plain(action.action) == said]
    return alike[0] if len(alike) == 1 else None


def new_action(row: PlanRow) -> Action:
    """What a row that is no action here would become; it gets its ref when it is taken over."""
    return replace(_BLANK, **{"support": [], **row.values})


def _given(row: PlanRow, name: str) -> tuple[Any] | None:
    """What a row says of a field; None when it says nothing that can be taken."""
    if name in row.values:
        return (row.values[name],)
    # Without its mark an empty cell may never have held anything.
    emptied = name in row.empty and name in row.sent and name not in _NEEDED
    return (getattr(_BLANK, name),) if emptied else None


def _line(
    assessment: Assessment, action: Action, row: PlanRow, name: str, new: Any, today: date
) -> Line | None:
    old, sent = getattr(action, name), row.sent.get(name)
    shown = {old, action.shown_status(today)} if name == "status" else None
    own = {plain(value) for value in shown or [old]}
    if plain(new) in own and (sent is None or plain(new) == plain(old)):
        return None
    if isinstance(old, str) and units(old) > CELL_LIMIT:
        return None  # its cell never held all of it
    if sent is None:
        return _joined(Line(action.ref, name, old, new, Standing.UNSURE))

    def print_of(value: object) -> str:
        return mark(assessment.id, action.ref, name, value)

    if print_of(new) == sent:
        return None
    unchanged = sent in {print_of(value) for value in shown or [old]}
    standing = Standing.PLAIN if unchanged else Standing.CONFLICT
    return _joined(Line(action.ref, name, old, new, standing))


def _joined(line: Line) -> Line | None:
    """Comments of both sides are kept, ours first: a funder never sees ours."""
    if line.field != "comments" or line.standing is Standing.PLAIN or not line.old or not line.new:
        return line
    if plain(line.new) in plain(line.old):
        return None
    if plain(line.old) in plain(line.new):
        return replace(line, standing=Standing.PLAIN)
    both = f"{line.old}\n{line.new}"
    return replace(line, new=both, standing=Standing.PLAIN, joined=True)
