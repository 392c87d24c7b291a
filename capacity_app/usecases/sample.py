"""The made-up organisation that shows what an assessment and its plan look like."""

import json
import uuid
from datetime import date, timedelta
from typing import Any, Final

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.exchange import reading
from capacity_app.exchange.actions import write_action
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.plan import Action, Support, next_ref, priority_of, target_of, weight
from capacity_app.model.psea import level_of
from capacity_app.model.scoring import score
from capacity_app.model.text import LANGUAGES
from capacity_app.store.database import Store, now
from capacity_app.store.writing import Writing
from capacity_app.usecases.assess import DEFAULT_INSTRUMENT
from capacity_app.usecases.transfer import add_whole

# Ids that stay the same, so that a sample sent elsewhere is known again.
_IDS: Final = uuid.UUID("5a3b1c80-0000-4000-8000-000000000000")


def make_sample(store: Store, language: str, on: date | None = None) -> Assessment:
    """The sample's assessment in a language, made unless it is here already.

    Its dates are counted from ``on``, today if not given. UserError when its file is damaged.
    """
    assessment_id = _id("assessment", language)
    if any(summary.id == assessment_id for summary in store.summaries()):
        return store.assessment(assessment_id)
    instrument = store.installed_instrument(DEFAULT_INSTRUMENT)
    assessment = read_sample(instrument, language, on or date.today())
    total = score(instrument.offered(assessment.services), assessment).total
    assessment.answered, assessment.applicable = total.answered, total.applicable
    assessment.saved_at = now()
    content = store.installed_content(DEFAULT_INSTRUMENT)
    known = {organisation.id for organisation in store.organisations()}
    with store.writing() as writing:
        if assessment.organisation.id in known:
            assessment.organisation = writing.organisation(assessment.organisation.id)
        writing.keep_instrument(instrument, content)
        add_whole(writing, assessment)
    return assessment


def remove_sample(store: Store) -> int:
    """Remove every sample with all its revisions; returns how many assessments went."""
    samples = [summary for summary in store.summaries() if summary.is_sample]
    with store.writing() as writing:
        for summary in samples:
            _remove_revisions(writing, summary.id)
    empty = [organisation.id for organisation in store.organisations() if organisation.is_sample]
    with store.writing() as writing:
        for organisation_id in empty:
            writing.delete(writing.organisation(organisation_id))
    return len(samples)


def _remove_revisions(writing: Writing, assessment_id: str) -> None:
    while True:
        latest = writing.assessment(assessment_id)
        writing.delete(latest)
        writing.flush()
        if latest.revision == 1:
            return


def read_sample(instrument: Instrument, language: str, on: date) -> Assessment:
    """The sample in a language, its dates counted from ``on``; UserError when it is damaged."""
    content = _in_language(_load(), language, on)
    content.pop("note")
    steps = content.pop("plan")
    content |= {
        "format": reading.FORMAT,
        "format_version": reading.FORMAT_VERSION,
        "id": _id("assessment", language),
        "language": language,
        "instrument": {"id": instrument.id, "version": instrument.version},
        "organisation": {**content["organisation"], "id": _id("organisation", language)},
    }
    bare = reading.read_assessment(content, "sample.json", lambda *_: instrument)
    plan = _plan(steps, bare, instrument, on)
    whole = {**content, "plan": plan}
    return reading.read_assessment(whole, "sample.json", lambda *_: instrument)


def _load() -> dict[str, Any]:
    file = paths.resources() / "sample" / "sample.json"
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise UserError(
            N_(
                "The made-up organisation cannot be read from {file} ({reason}). Your "
                "assessments are safe. Install the program again."
            ),
            file=file,
            reason=error,
        ) from error


def _in_language(value: Any, language: str, on: date) -> Any:
    """Texts in one language, ``{"days": n}`` as a date and ``{"years": n}`` as a year.

    An organisation's names stay in all languages: they are what a document holds.
    """
    if isinstance(value, list):
        return [_in_language(item, language, on) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"days"}:
        return (on + timedelta(days=value["days"])).isoformat()
    if set(value) == {"years"}:
        return on.year + value["years"]
    if set(value) == set(LANGUAGES):
        return value[language]
    return {
        name: member if name == "names" else _in_language(member, language, on)
        for name, member in value.items()
    }


def _plan(
    steps: list[dict[str, Any]], assessment: Assessment, instrument: Instrument, on: date
) -> list[dict[str, Any]]:
    """The plan: what each step's suggested action says, and what the sample adds to it."""
    plan: list[Action] = []
    members = []
    for given in steps:
        indicator = instrument.indicator(given["indicator"])
        action = _suggested(indicator, given["step"], assessment, instrument)
        action.ref = next_ref(plan, on.year)
        plan.append(action)
        own = {name: value for name, value in given.items() if name != "step"}
        members.append(write_action(action) | own)
    return members


def _suggested(
    indicator: Indicator, step: str, assessment: Assessment, instrument: Instrument
) -> Action:
    language = assessment.language
    suggestion = next(action for action in indicator.actions if action.step == step)
    level = level_of(indicator, assessment.answers[indicator.id]) or 1
    target = target_of(level, assessment.targets.get(indicator.id), instrument.rules)
    return Action(
        ref="",
        indicator=indicator.id,
        gap=indicator.levels[level][language],
        baseline=level,
        target=suggestion.reaches,
        action=suggestion.text[language],
        deliverable=suggestion.deliverable[language],
        priority=priority_of(weight(indicator, level, target, instrument.rules), instrument.rules),
        reason=indicator.importance_reason[language],
        support=[Support(kind) for kind in suggestion.support],
    )


def _id(what: str, language: str) -> str:
    return str(uuid.uuid5(_IDS, f"{what}-{language}"))
