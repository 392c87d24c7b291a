"""How many answers an assessment has, kept beside it so that lists need not read them."""

from collections.abc import Callable

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.psea import is_not_applicable, level_of


def counts_after(assessment: Assessment, answer: Answer, instrument: Instrument) -> dict[str, int]:
    """The assessment's counts once this answer replaces the one it has."""
    indicator = instrument.indicator(answer.indicator)
    before = assessment.answers.get(answer.indicator)

    def change(measure: Callable[[Indicator, Answer | None], bool]) -> int:
        return measure(indicator, answer) - measure(indicator, before)

    return {
        "answered": assessment.answered + change(lambda i, a: level_of(i, a) is not None),
        "applicable": assessment.applicable - change(is_not_applicable),
    }


def _counts(answers: dict[str, Answer], instrument: Instrument) -> dict[str, int]:
    answered = not_applicable = 0
    for indicator in instrument.indicators:
        answer = answers.get(indicator.id)
        not_applicable += is_not_applicable(indicator, answer)
        answered += level_of(indicator, answer) is not None
    return {"answered": answered, "applicable": len(instrument.indicators) - not_applicable}


def count(assessment: Assessment, instrument: Instrument) -> None:
    """Count an assessment's answers anew."""
    counts = _counts(assessment.answers, instrument)
    assessment.answered, assessment.applicable = counts["answered"], counts["applicable"]
