"""Changing many actions of a plan at once: what was pasted, and what is put back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from capacity_app.model.assessment import Assessment
from capacity_app.model.history import Facts, action_facts
from capacity_app.model.plan import Action, next_ref
from capacity_app.store.database import Store
from capacity_app.usecases.planning import FIELDS, refuse_agreed, refuse_removal, set_fields
from capacity_app.usecases.recording import changing


def paste_actions(
    store: Store,
    assessment: Assessment,
    rows: Iterable[tuple[str, Mapping[str, object]]],
    today: date,
) -> Assessment:
    """Change many actions by ref in one transaction; a row without a ref becomes a new action.

    Rows that set nothing are passed over. UserError, and no change at all, as in change_action.
    """
    with changing(store, assessment, False, _plan_facts) as (_writing, fresh):
        known = {action.ref: action for action in fresh.plan}
        newest: list[Action] = []
        for ref, fields in rows:
            if not fields:
                continue
            if not ref:
                # The refs that are new follow each other, so the whole plan is counted once.
                newest = [Action(ref=next_ref(newest or fresh.plan, today.year))]
                fresh.plan += newest
            action = known[ref] if ref else newest[0]
            refuse_agreed(fresh, action, fields)
            set_fields(action, fields)
    return fresh


def put_actions(
    fresh: Assessment, wanted: Mapping[str, Action], instead_of: Mapping[str, Action]
) -> None:
    """Inside a transaction, make the plan's actions what they were, by ref.

    What is in ``wanted`` only comes back, what is in ``instead_of`` only goes, and of the others
    just the fields that differ change. UserError when a sign-off has locked them meanwhile.
    """
    for ref in instead_of.keys() - wanted.keys():
        action = fresh.action(ref)
        refuse_removal(fresh, action)
        fresh.plan.remove(action)
    for ref, given in wanted.items():
        if ref not in instead_of:
            fresh.plan.append(replace(given, support=list(given.support), agreed=False))
            continue
        action, other = fresh.action(ref), instead_of[ref]
        fields = {
            name: getattr(given, name)
            for name in FIELDS
            if getattr(given, name) != getattr(other, name)
        }
        refuse_agreed(fresh, action, fields)
        set_fields(action, fields)


def _plan_facts(assessment: Assessment) -> Facts:
    found: Facts = {}
    for action in assessment.plan:
        found |= action_facts(action)
    return found
