"""The words for every choice the model offers, one message for each member of its enums."""

from collections.abc import Iterable, Iterator
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
    "Framework": {
        "PS": N_("UN PSEA core standards"),
        "C": N_("Core Humanitarian Standard 2024"),
        "H": N_("HACT, version 2"),
        "O": N_("OCA, organisational capacity assessment"),
        "L": N_("Dimensions of localisation"),
        "X": N_("Other standards and tools"),
    },
    "Commitment": {
        "1": N_("Rights and participation"),
        "2": N_("Timely and effective support"),
        "3": N_("Better prepared and more resilient"),
        "4": N_("No harm to people and the environment"),
        "5": N_("Safe ways to raise concerns and complaints"),
        "6": N_("Coordinated and complementary support"),
        "7": N_("Adapting by feedback and learning"),
        "8": N_("Respectful, competent, well-managed staff"),
        "9": N_("Resources managed ethically and responsibly"),
    },
    "HactArea": {
        "A": N_("Organisation"),
        "B": N_("People and behaviours"),
        "C": N_("Activities"),
        "D": N_("Reporting and accountability"),
        "E": N_("Assets and inventory"),
        "F": N_("Procurement"),
        "G": N_("Sub-partners"),
        "H": N_("Systems"),
    },
    "OcaSection": {
        "1": N_("Governance and legal standing"),
        "2": N_("Financial management and internal control"),
        "3": N_("Administration and procurement"),
        "4": N_("Human resources"),
        "5": N_("Programme management"),
        "6": N_("Project performance"),
        "7": N_("Organisational management and sustainability"),
    },
    "HactRisk": {
        "1": N_("Low risk"),
        "2": N_("Moderate risk"),
        "3": N_("Significant risk"),
        "4": N_("High risk"),
    },
    "Outcome": {
        "moved_with": N_("Moved up, with an action completed"),
        "moved_without": N_("Moved up, without an action completed"),
        "done_not_moved": N_("Completed, but the level did not move up"),
        "done_unknown": N_("Completed, with no two levels to compare"),
        "not_done": N_("Not completed, and the level did not move up"),
    },
    "Tier": {
        "internal": N_("Internal: everything"),
        "funder": N_("Funder: no notes, no names, no places of keeping"),
        "aggregate": N_("Aggregate: counts and scores only"),
    },
}


ACTION_FIELDS: Final = {
    "indicator": N_("Code"),
    "gap": N_("Gap"),
    "baseline": N_("Level"),
    "target": N_("Target"),
    "action": N_("Action"),
    "deliverable": N_("Proof that it is done"),
    "priority": N_("Priority"),
    "reason": N_("Why"),
    "responsible": N_("Responsible"),
    "support": N_("Support needed"),
    "supported_by": N_("Supported by"),
    "supporter_kind": N_("Kind of supporter"),
    "cost": N_("Cost"),
    "currency": N_("Currency"),
    "rate": N_("Rate, IQD for 1 USD"),
    "rate_date": N_("Rate of"),
    "funding": N_("Funding"),
    "start": N_("Start"),
    "due": N_("Due"),
    "status": N_("Status"),
    "percent": N_("Percent done"),
    "completed_on": N_("Completed on"),
    "completion_evidence": N_("Evidence of completion"),
    "verified_by": N_("Verified by"),
    "verified_on": N_("Verified on"),
    "adequate": N_("Adequate"),
    "comments": N_("Comments"),
}
"""An action's field → the message that heads its column."""

HISTORY_FIELDS: Final = {
    "level": N_("level"),
    "evidence": N_("evidence"),
    "note": N_("note"),
    "not_applicable": N_("reason why it does not apply"),
    "without_evidence": N_("reason for having no evidence"),
    "sustained": N_("what sustains it"),
    "changed": N_("what changed"),
    "title": N_("title"),
    "type": N_("kind of proof"),
    "language": N_("language"),
    "issued": N_("issued on"),
    "expires": N_("valid until"),
    "held_at": N_("where it is kept"),
    "share": N_("what may be shared"),
    "seen_by": N_("seen by"),
    "seen_on": N_("seen on"),
    "indicator": N_("indicator"),
    "baseline": N_("level now"),
    "target": N_("level aimed at"),
    "priority": N_("priority"),
    "support": N_("support needed"),
    "supporter_kind": N_("kind of supporter"),
    "cost": N_("cost"),
    "currency": N_("currency"),
    "rate": N_("exchange rate"),
    "rate_date": N_("date of the rate"),
    "funding": N_("funding"),
    "start": N_("start"),
    "due": N_("due"),
    "status": N_("status"),
    "percent": N_("percent done"),
    "completed_on": N_("completed on"),
    "verified_on": N_("verified on"),
    "adequate": N_("adequate"),
    "gap": N_("what is missing now"),
    "action": N_("action"),
    "deliverable": N_("proof that it is done"),
    "reason": N_("why this priority"),
    "responsible": N_("responsible role"),
    "supported_by": N_("supported by"),
    "completion_evidence": N_("proof seen"),
    "verified_by": N_("verified by"),
    "comments": N_("comments"),
    "effect": N_("effect"),
    "effort": N_("effort"),
    "held_on": N_("held on"),
    "kind": N_("kind of assessment"),
    "mode": N_("how it is done"),
    "date": N_("date"),
    "services": N_("services"),
    "place": N_("place"),
    "facilitator": N_("facilitator"),
    "facilitator_organisation": N_("facilitator's organisation"),
    "participants": N_("who took part"),
}
"""The fields that a history names, as they are said in the middle of a line."""


def word(value: StrEnum, words: Words) -> str:
    """The word for a choice, in a language."""
    return words.gettext(_WORDS[type(value).__name__][value.value])


def role_word(role: str, words: Words) -> str:
    """The word for a participants' role; free words as they were written."""
    return words.gettext(_WORDS["Role"][role]) if role in _WORDS["Role"] else role


def every_word(languages: Iterable[Words]) -> Iterator[str]:
    """Every word for any choice, in these languages."""
    for words in languages:
        for choices in _WORDS.values():
            for message in choices.values():
                yield words.gettext(message)
