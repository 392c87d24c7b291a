"""A copy of an assessment that shares nothing with it, to go on from."""

from dataclasses import replace

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.plan import Action, Status

_CLOSED = (Status.COMPLETED, Status.CANCELLED)


def next_revision(assessment: Assessment, reason: str, role: str) -> Assessment:
    """The revision after a signed-off one, as a draft with all it holds, not signed by anybody."""
    items = {item.ref: replace(item) for item in assessment.evidence}
    fresh = _bare(assessment)
    fresh.revision = assessment.revision + 1
    fresh.revision_reason, fresh.revision_by = reason, role
    fresh.evidence = list(items.values())
    fresh.answers = {key: _answer(one, items) for key, one in assessment.answers.items()}
    fresh.plan = [_action(action) for action in assessment.plan]
    fresh.reviews = list(assessment.reviews)
    fresh.answered, fresh.applicable = assessment.answered, assessment.applicable
    return fresh


def following(assessment: Assessment, new_id: str) -> Assessment:
    """A new assessment that follows another: no answers, its evidence and its open actions.

    Evidence gets new refs; actions keep theirs, by which funders know them.
    """
    fresh = _bare(assessment)
    fresh.id, fresh.revision = new_id, 1
    fresh.previous_id, fresh.previous_revision = assessment.id, assessment.revision
    fresh.participants, fresh.last_indicator = [], ""
    fresh.evidence = [
        replace(item, ref=f"E{number}") for number, item in enumerate(assessment.evidence, start=1)
    ]
    fresh.plan = [_action(action) for action in assessment.plan if action.status not in _CLOSED]
    return fresh


def _bare(assessment: Assessment) -> Assessment:
    """Its setting, as a draft without answers, evidence and plan."""
    return Assessment(
        id=assessment.id,
        organisation=assessment.organisation,
        instrument_id=assessment.instrument_id,
        instrument_version=assessment.instrument_version,
        instrument_digest=assessment.instrument_digest,
        kind=assessment.kind,
        mode=assessment.mode,
        date=assessment.date,
        language=assessment.language,
        services=list(assessment.services),
        place=assessment.place,
        facilitator=assessment.facilitator,
        facilitator_organisation=assessment.facilitator_organisation,
        participants=list(assessment.participants),
        targets=dict(assessment.targets),
        previous_id=assessment.previous_id,
        previous_revision=assessment.previous_revision,
        last_indicator=assessment.last_indicator,
    )


def _answer(answer: Answer, items: dict[str, EvidenceItem]) -> Answer:
    named = [items[item.ref] for item in answer.evidence]
    return replace(answer, elements=dict(answer.elements), evidence=named)


def _action(action: Action) -> Action:
    return replace(action, support=list(action.support), agreed=False)
