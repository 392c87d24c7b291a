"""The one table that says which tier sees which field; what is not seen is left out altogether."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from capacity_app.model.tier import Tier


class Seen(Enum):
    """Up to which tier a field is seen; names of people only when they are asked for."""

    INTERNAL = "internal"
    NAME = "name"
    FUNDER = "funder"
    EVERYONE = "everyone"


_OWN, _NAME, _FUNDER, _ALL = Seen.INTERNAL, Seen.NAME, Seen.FUNDER, Seen.EVERYONE

FIELDS: Final[Mapping[str, Seen]] = {
    # who it is: a single organisation must not be recognised in an aggregate
    "organisation.id": _FUNDER,
    "organisation.name_en": _FUNDER,
    "organisation.name_ar": _FUNDER,
    "organisation.name_ckb": _FUNDER,
    "organisation.acronym": _FUNDER,
    "organisation.founded": _FUNDER,
    "organisation.registrations": _FUNDER,
    "organisation.head_office": _FUNDER,
    "organisation.address": _FUNDER,
    "organisation.phone": _FUNDER,
    "organisation.email": _FUNDER,
    "organisation.website": _FUNDER,
    "organisation.head_name": _NAME,
    "organisation.head_title": _FUNDER,
    "organisation.contact_name": _NAME,
    "organisation.contact_title": _FUNDER,
    "organisation.governorates": _FUNDER,
    "organisation.services_by_governorate": _FUNDER,
    "organisation.health_levels": _FUNDER,
    "organisation.staff_band": _FUNDER,
    "organisation.volunteers": _FUNDER,
    "organisation.budget_band": _FUNDER,
    "organisation.surge_capacity": _FUNDER,
    "organisation.bank_account": _FUNDER,
    "organisation.board_members": _NAME,
    "organisation.psea_focal_point": _FUNDER,
    "organisation.formal_assessments": _FUNDER,
    "organisation.is_sample": _ALL,
    # the assessment and its session
    "assessment.id": _FUNDER,
    "assessment.organisation": _FUNDER,
    "assessment.instrument_id": _ALL,
    "assessment.instrument_version": _ALL,
    "assessment.instrument_digest": _ALL,
    "assessment.revision": _ALL,
    "assessment.state": _ALL,
    "assessment.kind": _ALL,
    "assessment.mode": _ALL,
    "assessment.date": _ALL,
    "assessment.language": _ALL,
    "assessment.services": _ALL,
    "assessment.place": _FUNDER,
    "assessment.facilitator": _NAME,
    "assessment.facilitator_organisation": _FUNDER,
    "assessment.participants": _ALL,  # merged when few, see merges_few
    "assessment.targets": _FUNDER,
    "assessment.reviews": _OWN,
    "assessment.director_role": _NAME,
    "assessment.facilitator_role": _NAME,
    "assessment.signed_at": _FUNDER,
    "assessment.revision_reason": _OWN,
    "assessment.revision_by": _OWN,
    "assessment.previous_id": _FUNDER,
    "assessment.previous_revision": _FUNDER,
    "assessment.deleted_at": _OWN,
    "assessment.last_indicator": _OWN,
    "assessment.saved_at": _OWN,
    "assessment.answered": _ALL,
    "assessment.applicable": _ALL,
    "assessment.answers": _FUNDER,
    "assessment.evidence": _FUNDER,
    "assessment.plan": _FUNDER,
    "assessment.number": _OWN,
    # answers; free text about a PSEA standard stays inside
    "answer.indicator": _FUNDER,
    "answer.level": _FUNDER,
    "answer.not_applicable": _FUNDER,
    "answer.dont_know": _FUNDER,
    "answer.note": _OWN,
    "answer.without_evidence": _FUNDER,
    "answer.elements": _FUNDER,
    "answer.sustained": _FUNDER,
    "answer.changed": _FUNDER,
    "answer.evidence": _FUNDER,
    "psea_answer.not_applicable": _OWN,
    "psea_answer.without_evidence": _OWN,
    # evidence; items marked "never" are for the organisation only, see tells_of
    "evidence.ref": _FUNDER,
    "evidence.title": _FUNDER,
    "evidence.type": _FUNDER,
    "evidence.language": _FUNDER,
    "evidence.issued": _FUNDER,
    "evidence.expires": _FUNDER,
    "evidence.held_at": _OWN,
    "evidence.share": _FUNDER,
    "evidence.status": _FUNDER,
    "evidence.seen_by": _NAME,
    "evidence.seen_on": _FUNDER,
    "evidence.copy_name": _OWN,
    "evidence.copy_sha256": _OWN,
    "evidence.copy_size": _OWN,
    # the plan
    "action.ref": _FUNDER,
    "action.indicator": _FUNDER,
    "action.gap": _FUNDER,
    "action.baseline": _FUNDER,
    "action.target": _FUNDER,
    "action.action": _FUNDER,
    "action.deliverable": _FUNDER,
    "action.priority": _FUNDER,
    "action.reason": _FUNDER,
    "action.responsible": _FUNDER,
    "action.support": _FUNDER,
    "action.supported_by": _FUNDER,
    "action.supporter_kind": _FUNDER,
    "action.cost": _FUNDER,
    "action.currency": _FUNDER,
    "action.rate": _FUNDER,
    "action.rate_date": _FUNDER,
    "action.funding": _FUNDER,
    "action.start": _FUNDER,
    "action.due": _FUNDER,
    "action.status": _FUNDER,
    "action.percent": _FUNDER,
    "action.completed_on": _FUNDER,
    "action.completion_evidence": _FUNDER,
    "action.verified_by": _NAME,
    "action.verified_on": _FUNDER,
    "action.adequate": _FUNDER,
    "action.comments": _OWN,
    "action.agreed": _FUNDER,
    "action.effect": _OWN,
    "action.effort": _OWN,
}

FEW: Final = 5


@dataclass(frozen=True, slots=True)
class Sight:
    """What the receiver of one document sees. ``names`` lets a funder see names of people."""

    tier: Tier
    names: bool = False

    def sees(self, field: str) -> bool:
        """Whether a field of the table is seen; KeyError for a field nobody has decided on."""
        seen = FIELDS[field]
        if self.tier is Tier.INTERNAL or seen is Seen.EVERYONE:
            return True
        if self.tier is Tier.AGGREGATE:
            return False
        return seen is Seen.FUNDER or (seen is Seen.NAME and self.names)

    def text(self, field: str, value: str) -> str:
        """The text of a field, or nothing when it is not seen."""
        return value if self.sees(field) else ""

    def tells_of(self, share: str) -> bool:
        """Whether an evidence item shared that way is listed at all."""
        return self.tier is Tier.INTERNAL or (self.tier is Tier.FUNDER and share != "never")

    @property
    def single_answers(self) -> bool:
        """Whether single indicators, standards and actions are seen, not only sums of them."""
        return self.tier is not Tier.AGGREGATE

    @property
    def merges_few(self) -> bool:
        """Whether groups of fewer than ``FEW`` people are merged."""
        return self.tier is Tier.AGGREGATE
