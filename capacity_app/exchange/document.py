"""The JSON assessment document: the open form of one assessment, and its safe writing."""

import json
from datetime import UTC
from pathlib import Path
from typing import Any

from capacity_app.errors import UserError
from capacity_app.exchange.actions import write_action
from capacity_app.exchange.files import read_capped, write_checked
from capacity_app.exchange.place import clean
from capacity_app.exchange.profile import given, write_organisation
from capacity_app.exchange.reading import FORMAT, FORMAT_VERSION, Bank, read_assessment
from capacity_app.exchange.strict import parse
from capacity_app.i18n import N_
from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument


def read(data: bytes, file: str, bank: Bank) -> Assessment:
    """The assessment in a document's bytes; UserError, naming ``file`` and the place, if bad."""
    return read_assessment(parse(data, file), file, bank)


def read_file(path: Path, bank: Bank) -> Assessment:
    """The assessment in a file; UserError when it cannot be read or is no good document."""
    return read(read_capped(path), clean(path.name), bank)


def write_file(assessment: Assessment, path: Path, instrument: Instrument) -> None:
    """Write a document, read it again, and only then put it in its place; UserError if refused."""
    content = to_document(assessment)

    def check(part: Path) -> None:
        again = read(part.read_bytes(), path.name, lambda *_: instrument)
        if to_document(again) != content:
            raise UserError(
                N_("{file} could not be read back as it was written, so it was not kept."),
                file=path.name,
            )

    write_checked(path, dump(content), check)


def dump(document: dict[str, Any]) -> bytes:
    """The bytes of a document: the same content always gives the same bytes."""
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode()


def to_document(assessment: Assessment) -> dict[str, Any]:
    """An assessment as plain JSON values; what is not given is left out."""
    answers = {key: _answer(answer) for key, answer in assessment.answers.items()}
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "id": assessment.id,
        "revision": assessment.revision,
        "state": assessment.state.value,
        "instrument": given(
            id=assessment.instrument_id,
            version=assessment.instrument_version,
            digest=assessment.instrument_digest,
        ),
        "kind": assessment.kind.value,
        "mode": assessment.mode.value,
        "date": assessment.date.isoformat(),
        "language": assessment.language,
        "services": list(assessment.services),
        "organisation": write_organisation(assessment.organisation),
        "answers": {key: answer for key, answer in answers.items() if answer},
        "evidence": [_evidence(item) for item in assessment.evidence],
        "plan": [write_action(action) for action in assessment.plan],
        **_session(assessment),
    }


def _session(assessment: Assessment) -> dict[str, Any]:
    return given(
        place=assessment.place,
        facilitator=assessment.facilitator,
        facilitator_organisation=assessment.facilitator_organisation,
        participants=[
            {"role": item.role, "women": item.women, "men": item.men}
            for item in assessment.participants
        ],
        targets=dict(assessment.targets),
        reviews=[
            given(month=one.month, held_on=one.held_on, by=one.by, note=one.note)
            for one in assessment.reviews
        ],
        **_revision(assessment),
    )


def _revision(assessment: Assessment) -> dict[str, Any]:
    """Who signed it off, why it was reopened, and what it follows."""
    at = assessment.signed_at
    return {
        "sign_off": given(
            director=assessment.director_role,
            facilitator=assessment.facilitator_role,
            at=None if at is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        ),
        "reopened": given(reason=assessment.revision_reason, by=assessment.revision_by),
        "previous": given(id=assessment.previous_id, revision=assessment.previous_revision),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    members = given(
        level=answer.level,
        dont_know=answer.dont_know or None,
        note=answer.note,
        without_evidence=answer.without_evidence,
        elements=dict(answer.elements),
        sustained=answer.sustained,
        changed=answer.changed,
        evidence=[item.ref for item in answer.evidence],
    )
    if answer.not_applicable is not None:  # also while its reason is still to be written
        members["not_applicable"] = answer.not_applicable
    return members


def _evidence(item: EvidenceItem) -> dict[str, Any]:
    plain = ("title", "type", "language", "issued", "expires", "held_at", "seen_by", "seen_on")
    return given(
        id=item.ref,
        share=item.share,
        status=item.status,
        **{name: getattr(item, name) for name in plain},
    )
