"""What the receiver of a document sees and does not see, told from the one table of fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from capacity_app.i18n import N_, Words
from capacity_app.model.evidence import Share
from capacity_app.model.tier import Tier
from capacity_app.report.tiers import FIELDS, Sight

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    N_("who the organisation is"): (
        *("organisation.id", "organisation.name_en", "organisation.name_ar"),
        *("organisation.name_ckb", "organisation.acronym", "organisation.founded"),
        *("organisation.registrations", "organisation.head_office", "organisation.address"),
        *("organisation.phone", "organisation.email", "organisation.website"),
        *("organisation.head_title", "organisation.contact_title", "organisation.governorates"),
        *("organisation.services_by_governorate", "organisation.health_levels"),
        *("organisation.staff_band", "organisation.volunteers", "organisation.budget_band"),
        *("organisation.surge_capacity", "organisation.bank_account"),
        *("organisation.psea_focal_point", "organisation.formal_assessments"),
        *("assessment.organisation", "assessment.place", "assessment.facilitator_organisation"),
    ),
    N_("names and roles of people"): (
        *("organisation.head_name", "organisation.contact_name", "organisation.board_members"),
        *("assessment.facilitator", "assessment.director_role", "assessment.facilitator_role"),
        *("evidence.seen_by", "action.verified_by"),
    ),
    N_("scores, date and method"): (
        *("organisation.is_sample", "assessment.instrument_id", "assessment.instrument_version"),
        *("assessment.instrument_digest", "assessment.revision", "assessment.state"),
        *("assessment.kind", "assessment.mode", "assessment.date", "assessment.language"),
        *("assessment.services", "assessment.answered", "assessment.applicable"),
    ),
    N_("how many took part"): ("assessment.participants",),
    N_("the level of each indicator, and reasons"): (
        *("assessment.answers", "assessment.targets", "answer.indicator", "answer.level"),
        *("answer.not_applicable", "answer.dont_know", "answer.without_evidence"),
        *("answer.elements", "answer.sustained", "answer.changed", "answer.evidence"),
    ),
    N_("notes"): ("answer.note",),
    N_("reasons written on PSEA standards"): (
        *("psea_answer.not_applicable", "psea_answer.without_evidence"),
    ),
    N_("evidence by title, type and date"): (
        *("assessment.evidence", "evidence.ref", "evidence.title", "evidence.type"),
        *("evidence.language", "evidence.issued", "evidence.expires", "evidence.share"),
        *("evidence.status", "evidence.seen_on"),
    ),
    N_("where evidence is kept"): ("evidence.held_at",),
    N_("copies of evidence"): (
        *("evidence.copy_name", "evidence.copy_sha256", "evidence.copy_size"),
    ),
    N_("the actions with their costs, dates and state"): (
        *("assessment.plan", "action.ref", "action.indicator", "action.gap", "action.baseline"),
        *("action.target", "action.action", "action.deliverable", "action.priority"),
        *("action.reason", "action.responsible", "action.support", "action.supported_by"),
        *("action.supporter_kind", "action.cost", "action.currency", "action.rate"),
        *("action.rate_date", "action.funding", "action.start", "action.due", "action.status"),
        *("action.percent", "action.completed_on", "action.completion_evidence"),
        *("action.verified_on", "action.adequate", "action.agreed"),
    ),
    N_("comments on actions"): ("action.comments",),
    N_("estimates of effect and effort"): ("action.effect", "action.effort"),
    N_("reviews of the plan"): ("assessment.reviews",),
    N_("why a revision was reopened"): (*("assessment.revision_reason", "assessment.revision_by"),),
}
"""What a person calls a group of fields, and the fields of the table that are meant."""

NEVER_TOLD: Final = frozenset(
    {
        *("assessment.id", "assessment.signed_at", "assessment.previous_id"),
        *("assessment.previous_revision", "assessment.deleted_at", "assessment.last_indicator"),
        *("assessment.saved_at", "assessment.number"),
    }
)
"""Fields that only keep things together; nobody asks whether they are seen."""


@dataclass(frozen=True, slots=True)
class Told:
    """Groups of fields in words: what is seen, and what is not."""

    seen: tuple[str, ...]
    unseen: tuple[str, ...]


def told(tier: Tier | str, words: Words, names: bool = False) -> Told:
    """What the receiver of a document of that tier sees."""
    sight = Sight(Tier(tier), names)
    seen: list[str] = []
    unseen: list[str] = []
    for name, fields in GROUPS.items():
        text = words.gettext(name)
        (seen if any(sight.sees(field) for field in fields) else unseen).append(text)
    if not sight.tells_of(Share.NEVER):
        unseen.append(words.gettext(N_("evidence marked never to leave this program")))
    return Told(tuple(seen), tuple(unseen))


def may_name_people(tier: Tier | str) -> bool:
    """Whether names of people can be asked for in that tier."""
    without, named = Sight(Tier(tier)), Sight(Tier(tier), names=True)
    return any(named.sees(field) and not without.sees(field) for field in FIELDS)
