"""The words for every choice the model offers, one message for each member of its enums."""

from enum import StrEnum
from typing import Final

from capacity_app.i18n import N_, Words

_WORDS: Final[dict[str, dict[str, str]]] = {
    "State": {"draft": N_("Draft"), "final": N_("Final"), "superseded": N_("Superseded")},
    "Kind": {
        "baseline": N_("Baseline"),
        "follow_up": N_("Follow-up"),
        "close_out": N_("Close-out"),
    },
    "Mode": {
        "self": N_("Self-assessed"),
        "facilitated": N_("Facilitated"),
        "peer": N_("With a peer organisation"),
    },
    "Role": {
        "management": N_("Management"),
        "board": N_("Board"),
        "finance": N_("Finance and administration"),
        "programme": N_("Programme and health staff"),
        "psea_focal_point": N_("PSEA focal point"),
        "volunteers": N_("Volunteers"),
        "community": N_("Community representatives"),
    },
    "ElementAnswer": {
        "yes": N_("Yes"),
        "no": N_("No"),
        "dont_know": N_("Don't know"),
        "not_applicable": N_("Not applicable"),
    },
    "Changed": {
        "practice": N_("What we do has changed"),
        "understanding": N_("We understand it better now"),
    },
    "Authority": {
        "federal": N_("Federal NGO Directorate"),
        "kri": N_("Kurdistan Region, Department of NGOs"),
    },
    "StaffBand": {
        "under_10": N_("Fewer than 10"),
        "10_24": N_("10 to 24"),
        "25_49": N_("25 to 49"),
        "50_99": N_("50 to 99"),
        "100_plus": N_("100 or more"),
    },
    "BudgetBand": {
        "under_50k": N_("Under 50,000 USD"),
        "50k_250k": N_("50,000 to 250,000 USD"),
        "250k_1m": N_("250,000 to 1,000,000 USD"),
        "1m_plus": N_("Over 1,000,000 USD"),
    },
    "HealthLevel": {
        "community": N_("Community and home"),
        "primary": N_("Primary health care"),
        "secondary": N_("Hospital"),
        "tertiary": N_("Specialised hospital"),
    },
    "Scheme": {
        "hact": N_("HACT micro-assessment"),
        "ocha_pooled_fund": N_("OCHA pooled fund"),
        "unhcr": N_("UNHCR"),
        "other": N_("Other"),
    },
    "Share": {
        "list": N_("List only"),
        "copy": N_("A copy may be sent"),
        "never": N_("Never leave this program"),
    },
    "EvidenceStatus": {
        "claimed": N_("Named"),
        "seen": N_("Seen"),
        "verified": N_("Verified"),
    },
    "Priority": {"high": N_("High"), "medium": N_("Medium"), "low": N_("Low")},
    "Support": {
        "training": N_("Training"),
        "coaching": N_("Coaching"),
        "template": N_("Template"),
        "equipment": N_("Equipment"),
        "funding": N_("Funding"),
        "none": N_("None"),
    },
    "SupporterKind": {
        "un": N_("United Nations"),
        "ingo": N_("International NGO"),
        "government": N_("Government"),
        "private": N_("Private sector"),
        "own": N_("Own organisation"),
    },
    "Currency": {"USD": N_("USD"), "IQD": N_("IQD")},
    "Funding": {
        "secured": N_("Secured"),
        "requested": N_("Requested"),
        "gap": N_("Not yet funded"),
    },
    "Status": {
        "not_started": N_("Not started"),
        "ongoing": N_("Ongoing"),
        "delayed": N_("Delayed"),
        "standby": N_("On standby"),
        "completed": N_("Completed"),
        "cancelled": N_("Cancelled"),
    },
    "Standard": {
        "met": N_("Met"),
        "not_met": N_("Not met"),
        "not_applicable": N_("Not applicable"),
        "open": N_("Open"),
    },
    "Tier": {
        "internal": N_("Internal: everything"),
        "funder": N_("Funder: no notes, no names, no places of keeping"),
        "aggregate": N_("Aggregate: counts and scores only"),
    },
}


def word(value: StrEnum, words: Words) -> str:
    """The word for a choice, in a language."""
    return words.gettext(_WORDS[type(value).__name__][value.value])


def role_word(role: str, words: Words) -> str:
    """The word for a participants' role; free words as they were written."""
    return words.gettext(_WORDS["Role"][role]) if role in _WORDS["Role"] else role
