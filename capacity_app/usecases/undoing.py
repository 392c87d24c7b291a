"""What one deed changed in an assessment, kept so that it can be taken back and done again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeVar

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.plan import Action
from capacity_app.store.database import Store
from capacity_app.usecases import assess, plan_many, planning
from capacity_app.usecases.counting import count
from capacity_app.usecases.recording import changing

_SAID: Final = attrgetter(*assess.SAID)
_PLANNED: Final = attrgetter(*planning.FIELDS)
T = TypeVar("T")


@dataclass(frozen=True)
class Moment:
    """What was answered, planned and aimed at, by indicator, action ref and indicator.

    ``register`` are the evidence items there were: only links to items that stay are followed,
    because the register has its own ways back.
    """

    answers: Mapping[str, Answer]
    plan: Mapping[str, Action]
    targets: Mapping[str, int]
    register: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """What one deed changed: only what differs, before and after it.

    What is in one of them only came or went; an answer that was not there is an empty one.
    """

    before: Moment
    after: Moment

    @property
    def indicator(self) -> str:
        """The first indicator whose answer it changed, or ""."""
        return next(iter(self.after.answers), "")

    @property
    def action(self) -> str:
        """The first action it changed, or ""."""
        return next(iter({**self.after.plan, **self.before.plan}), "")

    @property
    def targets(self) -> dict[str, int]:
        """The targets it chose, changed or took back, by indicator."""
        return {**self.before.targets, **self.after.targets}


def moment(assessment: Assessment) -> Moment:
    """An assessment as it is now; its answers and actions are replaced when they change."""
    return Moment(
        dict(assessment.answers),
        {action.ref: action for action in assessment.plan},
        dict(assessment.targets),
        frozenset(item.ref for item in assessment.evidence),
    )


def step_between(before: Moment, after: Moment) -> Step | None:
    """What differs between two moments; None when nothing does."""
    register = before.register & after.register
    answered = {
        indicator: (old, new)
        for indicator, new in after.answers.items()
        if (old := before.answers.get(indicator) or Answer(indicator)) is not new
        and changed_in_answer(old, new, register)
    }
    refs = [
        ref
        for ref in {**before.plan, **after.plan}
        if _differ(before.plan.get(ref), after.plan.get(ref))
    ]
    aimed = [
        indicator
        for indicator in {**before.targets, **after.targets}
        if before.targets.get(indicator) != after.targets.get(indicator)
    ]
    if not (answered or refs or aimed):
        return None
    olds = {indicator: old for indicator, (old, _new) in answered.items()}
    news = {indicator: new for indicator, (_old, new) in answered.items()}
    return Step(
        Moment(olds, _only(before.plan, refs), _only(before.targets, aimed), register),
        Moment(news, _only(after.plan, refs), _only(after.targets, aimed), register),
    )


def changed_in_answer(old: Answer, new: Answer, register: frozenset[str]) -> set[str]:
    """The names of what differs between two answers; "evidence" for the items named."""
    found = set()
    if _SAID(old) != _SAID(new):
        found = {name for name in assess.SAID if getattr(old, name) != getattr(new, name)}
    if _refs(old) & register != _refs(new) & register:
        found.add("evidence")
    return found


def changed_in_action(old: Action, new: Action) -> set[str]:
    """The names of the fields that differ between two actions."""
    return {name for name in planning.FIELDS if getattr(old, name) != getattr(new, name)}


def put(store: Store, assessment: Assessment, wanted: Moment, instead_of: Moment) -> Assessment:
    """Put back ``wanted`` where ``instead_of`` is now, in one transaction that history knows.

    UserError, and no change, when something of it was signed off meanwhile.
    """
    answer = next(iter(wanted.answers.values()), None)
    planned = wanted.plan or instead_of.plan or wanted.targets or instead_of.targets
    if answer is not None and len(wanted.answers) == 1 and not planned:
        was = instead_of.answers[answer.indicator]
        if "evidence" not in changed_in_answer(was, answer, wanted.register):
            return assess.put_answer(store, assessment, answer)
    only_plan = not (wanted.answers or wanted.targets or instead_of.targets)
    with changing(store, assessment, draft_only=not only_plan) as (_writing, fresh):
        for indicator, each in wanted.answers.items():
            _put_answer(fresh, each, instead_of.answers[indicator], wanted.register)
        others = {key: aim for key, aim in fresh.targets.items() if key not in instead_of.targets}
        fresh.targets = {**others, **wanted.targets}
        plan_many.put_actions(fresh, wanted.plan, instead_of.plan)
        count(fresh, store.instrument_of(fresh))
    return fresh


def _put_answer(fresh: Assessment, wanted: Answer, was: Answer, register: frozenset[str]) -> None:
    own = fresh.answers.setdefault(wanted.indicator, Answer(wanted.indicator))
    for name in assess.SAID:
        setattr(own, name, getattr(wanted, name))
    gone = (_refs(was) - _refs(wanted)) & register
    back = (_refs(wanted) - _refs(was)) & register
    named = (_refs(own) - gone) | back
    if named != _refs(own):
        own.evidence = [item for item in fresh.evidence if item.ref in named]


def _differ(old: Action | None, new: Action | None) -> bool:
    if old is new:
        return False
    return old is None or new is None or bool(_PLANNED(old) != _PLANNED(new))


def _refs(answer: Answer) -> set[str]:
    return {item.ref for item in answer.evidence}


def _only(given: Mapping[str, T], keys: Iterable[str]) -> dict[str, T]:
    return {key: given[key] for key in keys if key in given}
