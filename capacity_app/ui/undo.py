"""The last changes to answers, kept in memory while a window is open, to be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # what is only named here must not delay the first paint
    from capacity_app.model.assessment import Answer, Assessment

LIMIT: Final = 20
_TYPED: Final = ({"note"}, {"not_applicable"}, {"without_evidence"})


@dataclass(frozen=True)
class Step:
    """What was said to one indicator before and after a change."""

    before: "Answer"
    after: "Answer"

    @property
    def indicator(self) -> str:
        """The indicator it is about."""
        return self.after.indicator


class Changes:
    """The last steps of one revision; another one starts with none.

    Evidence is not among them: it has its own register, and its own ways back.
    """

    def __init__(self) -> None:
        self._of: tuple[str, int] | None = None
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def last(self) -> Step | None:
        """What would be undone."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Step | None:
        """What would be redone."""
        return self._undone[-1] if self._undone else None

    def note(self, before: "Mapping[str, Answer]", assessment: "Assessment") -> None:
        """Keep what differs from the answers before; a text being typed stays one step."""
        key = (assessment.id, assessment.revision)
        if key != self._of:
            self.forget()
            self._of = key
        for indicator, answer in assessment.answers.items():
            old = before.get(indicator) or type(answer)(indicator)
            if answer is old or not (changed := _differ(old, answer)):
                continue
            last = self.last
            if last is not None and not self._undone and _goes_on(last, indicator, changed):
                self._done[-1] = replace(last, after=answer)
            else:
                self._done = [*self._done, Step(old, answer)][-LIMIT:]
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


def _differ(old: "Answer", new: "Answer") -> set[str]:
    from capacity_app.usecases.assess import SAID

    return {name for name in SAID if getattr(old, name) != getattr(new, name)}


def _goes_on(last: Step, indicator: str, changed: set[str]) -> bool:
    """Whether a change only types on what the last step typed."""
    own = _differ(last.before, last.after) == changed and changed in _TYPED
    both = last.before.not_applicable is not None or changed != {"not_applicable"}
    return own and both and last.indicator == indicator
