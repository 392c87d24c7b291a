"""How far an assessment is: what is answered, what is open, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Indicator, Instrument, Level
from capacity_app.model.psea import is_not_applicable, level_of


class Given(StrEnum):
    """What was said to an indicator so far."""

    LEVEL = "level"
    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"
    BEGUN = "begun"
    NOTHING = "nothing"


class Stage(StrEnum):
    """How far a section is; at most three words for a person to tell apart."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Progress:
    """A section's count: ``done`` includes "not applicable"; ``all`` is every indicator."""

    done: int
    all: int
    begun: bool

    @property
    def stage(self) -> Stage:
        """The section's stage."""
        if self.done == self.all:
            return Stage.COMPLETE
        return Stage.IN_PROGRESS if self.begun else Stage.NOT_STARTED


def given(indicator: Indicator, assessment: Assessment) -> Given:
    """What was said to one indicator."""
    answer = assessment.answers.get(indicator.id)
    if answer is None or answer.is_empty:
        return Given.NOTHING
    if is_not_applicable(indicator, answer):
        return Given.NOT_APPLICABLE
    if level_of(indicator, answer) is not None:
        return Given.LEVEL
    if answer.dont_know or "dont_know" in answer.elements.values():
        return Given.DONT_KNOW
    return Given.BEGUN


def progress(indicators: Iterable[Indicator], assessment: Assessment) -> Progress:
    """How far a group of indicators is."""
    states = [given(indicator, assessment) for indicator in indicators]
    done = sum(state in (Given.LEVEL, Given.NOT_APPLICABLE) for state in states)
    return Progress(done, len(states), any(state is not Given.NOTHING for state in states))


def where_to_continue(instrument: Instrument, assessment: Assessment) -> str | None:
    """The indicator to come back to: the last one while open, else the next open one."""
    last = assessment.last_indicator
    if last in instrument and not _done(instrument.indicator(last), assessment):
        return last
    return next_open(instrument, assessment, last)


def next_open(instrument: Instrument, assessment: Assessment, after: str) -> str | None:
    """The first open indicator after one, going round to the start; None when all are done."""
    ids = [indicator.id for indicator in instrument.indicators]
    start = ids.index(after) + 1 if after in ids else 0
    for indicator_id in ids[start:] + ids[:start]:
        if not _done(instrument.indicator(indicator_id), assessment):
            return indicator_id
    return None


def neighbour(instrument: Instrument, indicator_id: str, step: int) -> str | None:
    """The indicator before (-1) or after (+1) one; None at either end."""
    ids = [indicator.id for indicator in instrument.indicators]
    index = ids.index(indicator_id) + step
    return ids[index] if 0 <= index < len(ids) else None


def without_evidence(instrument: Instrument, assessment: Assessment) -> list[str]:
    """Ids answered at level 3 or more with neither an evidence item nor a reason."""
    found = []
    for indicator in instrument.indicators:
        answer = assessment.answers.get(indicator.id)
        level = level_of(indicator, answer)
        if answer is None or level is None or level < Level.MEETS:
            continue
        if not answer.evidence and not answer.without_evidence.strip():
            found.append(indicator.id)
    return found


def _done(indicator: Indicator, assessment: Assessment) -> bool:
    return given(indicator, assessment) in (Given.LEVEL, Given.NOT_APPLICABLE)
