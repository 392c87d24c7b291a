"""Looking at what an assessment comes to: scores, what stands out, what is open, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile

from capacity_app.model.assessment import Answer, Assessment, ElementAnswer, Kind
from capacity_app.model.comparison import Comparison, compare
from capacity_app.model.instrument import Indicator, Instrument, Level
from capacity_app.model.moved import Moved, moved
from capacity_app.model.psea import is_not_applicable
from capacity_app.model.scoring import Scores, score, strongest, weakest
from capacity_app.store.database import Store
from capacity_app.usecases import revisions


@dataclass(frozen=True, slots=True)
class Results:
    """Scores with the ids of the indicators that deserve a look.

    ``unproven`` are those at level 3 or more for which no evidence item is named.
    """

    instrument: Instrument
    assessment: Assessment
    scores: Scores
    strongest: tuple[str, ...]
    weakest: tuple[str, ...]
    unanswered: tuple[str, ...]
    dont_know: tuple[str, ...]
    unproven: tuple[str, ...]


def look(store: Store, assessment: Assessment) -> Results:
    """What the answers come to under the question bank as tailored to the services."""
    instrument = store.instrument_of(assessment)
    scores = score(instrument, assessment)
    open_ones = [
        indicator
        for indicator in instrument.indicators
        if indicator.id not in scores.levels
        and not is_not_applicable(indicator, assessment.answers.get(indicator.id))
    ]
    return Results(
        instrument=instrument,
        assessment=assessment,
        scores=scores,
        strongest=tuple(strongest(scores, instrument)),
        weakest=tuple(weakest(scores, instrument)),
        unanswered=tuple(i.id for i in open_ones if not _unknown(i, assessment)),
        dont_know=tuple(i.id for i in open_ones if _unknown(i, assessment)),
        unproven=tuple(
            id
            for id, level in scores.levels.items()
            if level >= Level.MEETS and not assessment.answer(id).evidence
        ),
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """A revision results can be compared with; ``own`` when it is of the same assessment."""

    id: str
    revision: int
    kind: Kind
    date: date
    own: bool


def earlier(store: Store, assessment: Assessment) -> tuple[Earlier, ...]:
    """Earlier revisions of an assessment, then the organisation's assessments before it.

    What a follow-up follows comes first; otherwise the latest come first.
    """
    found = [*_own_revisions(store, assessment), *_assessments_before(store, assessment)]
    followed = (assessment.previous_id, assessment.previous_revision)
    return tuple(sorted(found, key=lambda each: (each.id, each.revision) != followed))


def _own_revisions(store: Store, assessment: Assessment) -> Iterator[Earlier]:
    for one in store.revisions(assessment.id) if assessment.revision > 1 else ():
        if one.revision < assessment.revision:
            yield Earlier(assessment.id, one.revision, assessment.kind, one.date, own=True)


def _assessments_before(store: Store, assessment: Assessment) -> Iterator[Earlier]:
    """By date; of the same day those made before, because summaries come newest first."""
    all_made = [
        each for each in store.summaries() if each.organisation_id == assessment.organisation.id
    ]
    made_before = {s.id for s in dropwhile(lambda s: s.id != assessment.id, all_made)}
    for each in sorted(all_made, key=lambda summary: summary.date, reverse=True):
        before = each.date < assessment.date or (
            each.date == assessment.date and each.id in made_before
        )
        if before and each.id != assessment.id:
            for one in store.revisions(each.id):
                yield Earlier(each.id, one.revision, each.kind, one.date, own=False)


@dataclass(frozen=True, slots=True)
class Compared:
    """Results beside an earlier revision. ``same_questions``: both under one question bank."""

    before: Assessment
    comparison: Comparison
    same_questions: bool


def compare_with(store: Store, results: Results, chosen: Earlier) -> Compared:
    """What changed since an earlier revision; UserError when that cannot be read any more."""
    before = store.assessment(chosen.id, chosen.revision)
    scores = score(store.instrument_of(before), before)
    same = before.instrument_digest == results.assessment.instrument_digest
    return Compared(before, compare(results.instrument, scores, results.scores), same)


@dataclass(frozen=True, slots=True)
class Carried:
    """The plan of the assessment a follow-up follows, beside the levels that moved since."""

    before: Assessment
    moved: tuple[Moved, ...]


def what_moved(store: Store, results: Results) -> Carried | None:
    """What became of the earlier plan; None for what follows nothing here, or no plan."""
    last = revisions.last_time(store, results.assessment)
    if last is None or not last.assessment.plan:
        return None
    before = score(last.instrument, last.assessment)
    plan, now = results.assessment.plan, results.scores
    return Carried(last.assessment, moved(last.assessment.plan, plan, before.levels, now.levels))


def _unknown(indicator: Indicator, assessment: Assessment) -> bool:
    """Whether it is open because somebody said so, and not because nobody was there yet."""
    answer: Answer = assessment.answer(indicator.id)
    given = answer.elements.values() if indicator.is_psea else ()
    return answer.dont_know or ElementAnswer.DONT_KNOW in given
