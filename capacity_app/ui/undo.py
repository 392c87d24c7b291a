"""The last changes to answers and plan, kept in memory while a window is open."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # what is only named here must not delay the first paint
    from capacity_app.model.assessment import Assessment
    from capacity_app.usecases.undoing import Moment, Step

LIMIT: Final = 20
_TYPED: Final = (
    *({"note"}, {"not_applicable"}, {"without_evidence"}),
    *({"action"}, {"deliverable"}, {"gap"}, {"reason"}, {"responsible"}, {"supported_by"}),
    *({"completion_evidence"}, {"verified_by"}, {"comments"}),
)


class Changes:
    """The last steps of one revision; another one starts with none."""

    def __init__(self) -> None:
        self._of: tuple[str, int] | None = None
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def last(self) -> "Step | None":
        """What would be undone."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> "Step | None":
        """What would be redone."""
        return self._undone[-1] if self._undone else None

    def note(self, before: "Moment", assessment: "Assessment") -> None:
        """Keep what one deed changed since the moment before; a text being typed stays one step."""
        from capacity_app.usecases.undoing import moment, step_between

        key = (assessment.id, assessment.revision)
        if key != self._of:
            self.forget()
            self._of = key
        step = step_between(before, moment(assessment))
        if step is None:
            return
        last = self.last
        if last is not None and not self._undone and _goes_on(last, step):
            self._done[-1] = replace(last, after=step.after)
        else:
            self._done = [*self._done, step][-LIMIT:]
        self._undone = []

    def moved_back(self) -> None:
        """The last step was undone."""
        self._undone.append(self._done.pop())

    def moved_on(self) -> None:
        """The next step was redone."""
        self._done.append(self._undone.pop())

    def forget(self) -> None:
        """Keep nothing."""
        self._done, self._undone = [], []

    def is_of(self, assessment: "Assessment | None") -> bool:
        """Whether the steps are this revision's."""
        return assessment is not None and self._of == (assessment.id, assessment.revision)


def _goes_on(last: "Step", step: "Step") -> bool:
    """Whether a change only types on what the last step typed."""
    first, second = _typed(last), _typed(step)
    if not first or first != second or _about(last) != _about(step):
        return False
    if first != {"not_applicable"}:
        return True
    return last.before.answers[last.indicator].not_applicable is not None


def _about(step: "Step") -> tuple[str, str]:
    return step.indicator, step.action


def _typed(step: "Step") -> set[str]:
    """The one text a step typed, of one answer or one action; empty for anything else."""
    from capacity_app.usecases import undoing

    before, after = step.before, step.after
    changed: set[str] = set()
    if len(after.answers) + len(after.plan) != 1 or before.plan.keys() != after.plan.keys():
        return changed
    if before.targets or after.targets:
        return changed
    for key, answer in after.answers.items():
        changed = undoing.changed_in_answer(before.answers[key], answer, after.register)
    for ref, action in after.plan.items():
        changed = undoing.changed_in_action(before.plan[ref], action)
    return changed if changed in _TYPED else set()
