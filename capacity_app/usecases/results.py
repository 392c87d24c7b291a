"""Looking at what an assessment comes to: scores, what stands out, what is still open."""

from dataclasses import dataclass

from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.instrument import Indicator, Instrument, Level
from capacity_app.model.psea import is_not_applicable
from capacity_app.model.scoring import Scores, score, strongest, weakest
from capacity_app.store.database import Store


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


def _unknown(indicator: Indicator, assessment: Assessment) -> bool:
    """Whether it is open because somebody said so, and not because nobody was there yet."""
    answer: Answer = assessment.answer(indicator.id)
    given = answer.elements.values() if indicator.is_psea else ()
    return answer.dont_know or ElementAnswer.DONT_KNOW in given
