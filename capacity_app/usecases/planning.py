"""From gaps to a plan: adopting suggestions, editing and tracking actions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields as fields_of
from datetime import date
from decimal import Decimal
from typing import Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment, State
from capacity_app.model.history import Facts, action_facts, differences, plan_refs
from capacity_app.model.instrument import SuggestedAction
from capacity_app.model.plan import (
    Action,
    Currency,
    Gap,
    Priority,
    Status,
    Support,
    gaps,
    next_ref,
)
from capacity_app.model.psea import add_months
from capacity_app.model.psea import clock_month as month_of_clock
from capacity_app.model.text import LANGUAGES
from capacity_app.store.database import Store, now
from capacity_app.usecases.mending import mended
from capacity_app.usecases.recording import changing, is_recorded, record, refuse_locked

TRACKED: Final = (
    *("status", "percent", "start", "due", "completed_on", "completion_evidence", "verified_by"),
    *("verified_on", "adequate", "comments", "responsible", "funding", "supported_by"),
    *("supporter_kind", "effect", "effort"),
)
"""What of a signed-off action goes on changing: how far it is, who carries it, who pays for it,
and the group's own estimates on the board, which order the work and promise nothing."""

FIELDS: Final = tuple(each.name for each in fields_of(Action) if each.name not in ("ref", "agreed"))
"""What can be changed of an action; being signed off is no deed on the plan."""


def find_gaps(store: Store, assessment: Assessment) -> list[Gap]:
    """The gaps of an assessment, heaviest first."""
    return gaps(store.instrument_of(assessment), assessment)


def planned(assessment: Assessment, gap: Gap, suggestion: SuggestedAction) -> Action | None:
    """The plan's action that a suggestion became, also once its words were edited; None if none."""
    own = [action for action in assessment.plan if action.indicator == gap.indicator.id]
    wordings = {suggestion.text[language] for language in LANGUAGES}
    others = {each.text[language] for each in gap.indicator.actions for language in LANGUAGES}
    for action in own:
        if action.action in wordings:
            return action
    edited = (action for action in own if action.action not in others)
    return next((action for action in edited if action.target == suggestion.reaches), None)


def open_suggestions(
    store: Store, assessment: Assessment, weakest: int = 5
) -> list[tuple[Gap, SuggestedAction]]:
    """The suggestions for the so many heaviest gaps that are not in the plan yet."""
    return [
        (gap, suggestion)
        for gap in find_gaps(store, assessment)[:weakest]
        for suggestion in gap.suggestions
        if planned(assessment, gap, suggestion) is None
    ]


def adopt(
    store: Store, assessment: Assessment, gap: Gap, suggestion: SuggestedAction, today: date
) -> Assessment:
    """Put a suggested action into the plan, in the assessment's language, ready to be edited."""
    return adopt_all(store, assessment, [(gap, suggestion)], today)


def adopt_all(
    store: Store,
    assessment: Assessment,
    chosen: Iterable[tuple[Gap, SuggestedAction]],
    today: date,
    language: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Assessment:
    """Put several suggested actions into the plan, in one transaction.

    ``reasons`` are those to give, by indicator, in place of the question bank's.
    """
    with changing(store, assessment, False, plan_refs) as (_writing, fresh):
        for gap, suggestion in chosen:
            action = _adopted(gap, suggestion, language or fresh.language, today)
            action.ref = next_ref(fresh.plan, today.year)
            action.reason = (reasons or {}).get(gap.indicator.id) or action.reason
            fresh.plan.append(action)
    return fresh


def add_action(store: Store, assessment: Assessment, today: date, **fields: object) -> Assessment:
    """Put an action of one's own into the plan."""
    with changing(store, assessment, False, plan_refs) as (_writing, fresh):
        action = Action(ref=next_ref(fresh.plan, today.year))
        set_fields(action, fields)
        fresh.plan.append(action)
    return fresh


def change_action(store: Store, assessment: Assessment, ref: str, **fields: object) -> Assessment:
    """Change fields of an action; UserError, and no change, when they contradict each other.

    What was in the plan when it was signed off is only tracked from then on: see TRACKED.
    """
    with store.writing() as writing:
        action = writing.action(assessment, ref)
        if action is not None:
            refuse_locked(assessment, draft_only=False)
            before = action_facts(action)
            refuse_agreed(assessment, action, fields)
            set_fields(action, fields)
            saved_at = now()
            writing.note_progress(assessment, saved_at=saved_at)
            if is_recorded(assessment):
                changes = differences(before, action_facts(action))
                record(writing, assessment, changes, saved_at)
    if action is None:  # what is held was signed off or replaced since it was read
        return _change_as_kept(store, assessment, ref, fields)
    assessment.plan = [action if each.ref == ref else each for each in assessment.plan]
    assessment.saved_at = saved_at
    return assessment


def remove_action(store: Store, assessment: Assessment, ref: str) -> Assessment:
    """Take an action out of the plan; one that was signed off is cancelled instead."""
    with changing(store, assessment, False, plan_refs) as (_writing, fresh):
        action = fresh.action(ref)
        refuse_removal(fresh, action)
        fresh.plan.remove(action)
    return fresh


def status_fields(action: Action, status: Status, today: date) -> dict[str, object]:
    """What changes with a status: completing fills percent and day, reopening empties the day."""
    fields: dict[str, object] = {"status": status}
    if status is Status.COMPLETED and action.status is not Status.COMPLETED:
        fields |= {"percent": 100, "completed_on": action.completed_on or today}
    elif status is not Status.COMPLETED and action.status is Status.COMPLETED:
        fields |= {"completed_on": None}
    return fields


def clock_month(assessment: Assessment, action: Action) -> int | None:
    """The month of the PSEA plan clock an action is due in; None without a due date."""
    return None if action.due is None else month_of_clock(assessment.date, action.due)


def choose_target(store: Store, assessment: Assessment, indicator: str, target: int) -> Assessment:
    """Aim at another level than the default for an indicator."""
    with changing(store, assessment) as (_writing, fresh):
        fresh.targets = {**fresh.targets, indicator: target}
    return fresh


def is_agreed(assessment: Assessment, action: Action) -> bool:
    """Whether an action is locked but for its tracking: it was there at the last sign-off."""
    return action.agreed and assessment.state is not State.DRAFT


def check_action(action: Action) -> None:
    """Raise UserError when an action's fields contradict each other or make no sense."""
    if action.start and action.due and action.due < action.start:
        raise UserError(N_("The due date is before the start date."))
    if not 0 <= action.percent <= 100:
        raise UserError(N_("The percentage must be between 0 and 100."))
    if action.cost is not None:
        _check_cost(action.cost, action.currency)
    if action.rate is not None and not (action.rate.is_finite() and action.rate > 0):
        raise UserError(N_("The exchange rate must be more than 0."))


def _check_cost(cost: Decimal, currency: Currency) -> None:
    if not (cost.is_finite() and 0 <= cost < 10**13):
        raise UserError(N_("The cost must be 0 or more, and less than 10,000,000,000,000."))
    if cost != round(cost, currency.decimals):
        if currency is Currency.IQD:
            raise UserError(N_("An amount in IQD is written without decimals."))
        raise UserError(N_("An amount in USD has at most two decimals."))


def _change_as_kept(
    store: Store, assessment: Assessment, ref: str, fields: Mapping[str, object]
) -> Assessment:
    with changing(store, assessment, False, _one(ref)) as (_writing, fresh):
        action = fresh.action(ref)
        refuse_agreed(fresh, action, fields)
        set_fields(action, fields)
    return fresh


def _one(ref: str) -> Callable[[Assessment], Facts]:
    return lambda assessment: action_facts(assessment.action(ref))


def _adopted(gap: Gap, suggestion: SuggestedAction, language: str, today: date) -> Action:
    indicator = gap.indicator
    return Action(
        ref="",
        indicator=indicator.id,
        gap=indicator.levels[gap.level][language],
        baseline=gap.level,
        target=suggestion.reaches,
        action=suggestion.text[language],
        deliverable=suggestion.deliverable[language],
        priority=gap.priority,
        reason=indicator.importance_reason[language],
        support=[Support(kind) for kind in suggestion.support],
        currency=Currency.USD,
        start=today,
        due=add_months(today, suggestion.months),
    )


def refuse_removal(assessment: Assessment, action: Action) -> None:
    """Raise UserError when an action was signed off, so that it cannot be taken out."""
    if is_agreed(assessment, action):
        raise UserError(
            N_(
                "This action was in the plan when it was signed off, so it stays. Nothing was "
                "changed. Set its status to “Cancelled” instead."
            )
        )


def refuse_agreed(assessment: Assessment, action: Action, fields: Mapping[str, object]) -> None:
    if not is_agreed(assessment, action):
        return
    for name, value in fields.items():
        if name not in TRACKED and value != getattr(action, name, value):
            raise UserError(
                N_(
                    "This was agreed when the assessment was signed off, so it cannot be changed. "
                    "Nothing was changed. Track the action with its status, dates and comments, or "
                    "reopen the assessment."
                )
            )


def set_fields(action: Action, fields: Mapping[str, object]) -> None:
    """Set fields of an action; UserError when they contradict each other afterwards."""
    for name, value in fields.items():
        if name == "ref" or not hasattr(action, name):
            raise TypeError(f"Action has no field {name}")
        setattr(action, name, mended(value))
    action.priority = Priority(action.priority)
    check_action(action)
