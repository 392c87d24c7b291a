"""A plan's workbook coming back: what it would change, line by line, and taking that over.

A line counts as changed only where the workbook differs from what it was sent with, so that an
old workbook does not put back what was changed here since. Nothing is ever removed.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from capacity_app.errors import UserError
from capacity_app.exchange.bank_cells import letter_of
from capacity_app.exchange.place import short
from capacity_app.exchange.plan_workbook import PlanFile, PlanRow, read_plan
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment
from capacity_app.model.history import Facts, action_facts, differences
from capacity_app.model.plan import Action, next_ref
from capacity_app.model.plan_sheet import plain
from capacity_app.store.database import Store, now
from capacity_app.usecases.export import Progress
from capacity_app.usecases.plan_merge import (
    Added,
    Line,
    Standing,
    lines_of,
    new_action,
    same_action,
)
from capacity_app.usecases.plan_owner import assessment_of
from capacity_app.usecases.planning import TRACKED, check_action, is_agreed
from capacity_app.usecases.recording import is_recorded, record, refuse_locked

__all__ = [
    "Accepted",
    "Added",
    "Line",
    "PlanFile",
    "Returned",
    "Standing",
    "accept",
    "compare",
    "preview",
    "reading",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook would change of ``assessment``, which is as kept when it was looked at.

    ``absent`` are refs of actions the workbook does not hold; they stay. ``faults`` name cells
    that were left out. ``revision`` is the workbook's, None when it no longer says so.
    """

    file: str
    assessment: Assessment
    revision: int | None
    lines: tuple[Line, ...]
    added: tuple[Added, ...]
    absent: tuple[str, ...]
    faults: tuple[UserError, ...]

    @property
    def older(self) -> bool:
        """Whether it was made from an earlier revision."""
        return self.revision is not None and self.revision < self.assessment.revision

    @property
    def takeable(self) -> tuple[Line | Added, ...]:
        """What may be taken over: all but what was agreed at the sign-off."""
        free = (line for line in self.lines if line.standing is not Standing.LOCKED)
        return (*free, *self.added)

    @property
    def suggested(self) -> tuple[Line | Added, ...]:
        """What can be taken over without a second look."""
        return tuple(each for each in self.takeable if each.suggested)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken over; :func:`undo` takes it back. ``refs`` are those of new actions."""

    assessment: Assessment
    file: str
    lines: tuple[Line, ...]
    refs: tuple[str, ...]


def preview(store: Store, path: Path, of: str = "", today: date | None = None) -> Returned:
    """What an edited workbook would change; nothing is changed yet.

    UserError, naming the file, when it is none of ours, cannot be trusted, or is about another
    assessment than ``of`` (its id; any that is here when empty).
    """
    return compare(store, read_plan(path), of, today)


def reading(path: Path, found: list[PlanFile]) -> Iterator[Progress]:
    """Read a workbook as a work of one step that needs no store; what it holds goes to ``found``.

    UserError as for :func:`preview`.
    """
    found.append(read_plan(path))
    yield Progress(1, 1)


def compare(store: Store, given: PlanFile, of: str = "", today: date | None = None) -> Returned:
    """The same for a workbook that was read already: reading it may take a while."""
    assessment = assessment_of(store, given, of)
    known = {action.ref: action for action in assessment.plan}
    codes = {each.id for each in store.instrument_of(assessment).indicators}
    lines: list[Line] = []
    added: list[Added] = []
    faults = list(given.faults)
    there = set[str]()
    for row in given.rows:
        action = known.get(row.ref) or same_action(assessment.plan, row)
        code = row.values.get("indicator", "")
        if code and code not in codes and (action is None or code != action.indicator):
            faults.append(_no_indicator(given.sheet, row, code))
        known_row = row if code in codes else row.without("indicator")
        if action is not None:
            lines += lines_of(assessment, action, known_row, today or date.today())
        elif row.values.get("action"):
            added.append(Added(row.number, row.ref, new_action(known_row)))
        there.add(row.ref if action is None else action.ref)
    return Returned(
        file=given.file,
        assessment=assessment,
        revision=given.revision,
        lines=tuple(lines),
        added=tuple(added),
        absent=tuple(ref for ref in known if ref not in there),
        faults=tuple(faults),
    )


def accept(
    store: Store,
    returned: Returned,
    chosen: Collection[Line | Added],
    today: date | None = None,
) -> Accepted:
    """Take the chosen lines over, in one transaction; where a history is kept, it names the file.

    UserError, and no change, when something chosen is locked, was changed here since it was
    looked at, or would make an action contradict itself.
    """
    keys = {each.key for each in chosen}
    lines = tuple(line for line in returned.lines if line.key in keys)
    refs = []
    with _recorded(store, returned.assessment, returned.file) as fresh:
        for line in lines:
            _put(fresh, line, returned.file)
        for row in returned.added:
            if row.key in keys:
                ref = next_ref(fresh.plan, (today or date.today()).year)
                fresh.plan.append(replace(row.action, ref=ref))
                refs.append(ref)
        for ref in dict.fromkeys([*(line.ref for line in lines), *refs]):
            _check(fresh.action(ref), returned.file)
    return Accepted(fresh, returned.file, lines, tuple(refs))


def undo(store: Store, accepted: Accepted) -> Assessment:
    """Put back what was there before, and take the new actions out, in one transaction.

    What was changed again since, or signed off, stays as it is.
    """
    with _recorded(store, accepted.assessment, accepted.file) as fresh:
        known = {action.ref: action for action in fresh.plan}
        for line in accepted.lines:
            action = known.get(line.ref)
            if action is None or _locked(fresh, action, line.field):
                continue
            if _same(getattr(action, line.field), line.new):
                setattr(action, line.field, line.old)
        for ref in accepted.refs:
            if ref in known and not is_agreed(fresh, known[ref]):
                fresh.plan.remove(known[ref])
    return fresh


@contextmanager
def _recorded(store: Store, seen: Assessment, file: str) -> Iterator[Assessment]:
    """One transaction on the plan; what changes is recorded with the file as its reason."""
    with store.writing() as writing:
        fresh = writing.assessment(seen.id)
        refuse_locked(fresh, draft_only=False)
        if fresh.revision != seen.revision:
            _meanwhile(file)
        before = _plan_facts(fresh) if is_recorded(fresh) else None
        yield fresh
        fresh.saved_at = now()
        if before is not None:
            changes = differences(before, _plan_facts(fresh))
            record(writing, fresh, changes, fresh.saved_at, reason=file)


def _plan_facts(assessment: Assessment) -> Facts:
    return {key: fact for each in assessment.plan for key, fact in action_facts(each).items()}


def _put(fresh: Assessment, line: Line, file: str) -> None:
    action = next((each for each in fresh.plan if each.ref == line.ref), None)
    if action is None or not _same(getattr(action, line.field), line.old):
        _meanwhile(file)
    if _locked(fresh, action, line.field):
        raise UserError(
            N_(
                "What was agreed when the assessment was signed off cannot be changed by {file}. "
                "Nothing was changed. Leave that line out, or reopen the assessment."
            ),
            file=file,
        )
    setattr(action, line.field, line.new)


def _locked(assessment: Assessment, action: Action, name: str) -> bool:
    return is_agreed(assessment, action) and name not in TRACKED


def _same(one: object, other: object) -> bool:
    return plain(one) == plain(other)


def _check(action: Action, file: str) -> None:
    try:
        check_action(action)
    except UserError as error:
        raise UserError(
            N_(
                "With these lines of {file}, the dates or the money of {ref} would contradict "
                "each other. Nothing was changed. Leave out its dates, its cost or its currency, "
                "or correct them in the workbook."
            ),
            file=file,
            ref=action.ref or "…",
        ) from error


def _meanwhile(file: str) -> NoReturn:
    raise UserError(
        N_(
            "The plan was changed here since {file} was looked at. Nothing was changed now. Open "
            "the workbook again to see what it would change."
        ),
        file=file,
    )


def _no_indicator(sheet: str, row: PlanRow, code: str) -> UserError:
    return UserError(
        N_(
            "Sheet {sheet}, cell {cell}: {given} is no indicator of this assessment, so it was "
            "left out."
        ),
        sheet=short(sheet),
        cell=f"{letter_of(row.code_column)}{row.number}",
        given=short(code),
    )
