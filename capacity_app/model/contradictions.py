"""What in the answers, the proofs and the profile does not fit together, to be asked kindly.

Nothing here is refused or scored: an organisation may be right and its profile out of date.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.instrument import Indicator, Instrument, Level
from capacity_app.model.progress import without_evidence
from capacity_app.model.psea import level_of


class Doubt(StrEnum):
    """What does not fit."""

    NO_PROOF = "no_proof"
    PROOF_EXPIRED = "proof_expired"
    REGISTRATION_EXPIRED = "registration_expired"
    REGISTRATION_VALID = "registration_valid"
    NO_BANK_ACCOUNT = "no_bank_account"
    NO_FOCAL_POINT = "no_focal_point"
    PACK_WITHOUT_REGISTRATION = "pack_without_registration"
    PACK_WITHOUT_AUDIT = "pack_without_audit"
    MONITORING_WITHOUT_ACCOUNTS = "monitoring_without_accounts"
    AUDIT_WITHOUT_ACCOUNTS = "audit_without_accounts"
    AUDIT_WITHOUT_BOARD = "audit_without_board"
    SUSTAINED_NOT_MET = "sustained_not_met"


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about an indicator's answer; ``other`` is the second indicator it is about."""

    indicator: str
    doubt: Doubt
    other: str = ""


class _Facts:
    """What the rules look at."""

    def __init__(self, instrument: Instrument, assessment: Assessment, on: date) -> None:
        self._instrument = instrument
        self.assessment, self.organisation, self.on = assessment, assessment.organisation, on

    def level(self, indicator: str) -> int | None:
        """The level answered to an indicator that is asked; None when there is none."""
        if indicator not in self._instrument:
            return None
        answer = self.assessment.answers.get(indicator)
        return level_of(self._instrument.indicator(indicator), answer)

    def at_least(self, indicator: str, level: int) -> bool:
        """Whether it is answered with that level or a higher one."""
        found = self.level(indicator)
        return found is not None and found >= level

    def at_most(self, indicator: str, level: int) -> bool:
        """Whether it is answered with that level or a lower one."""
        found = self.level(indicator)
        return found is not None and found <= level

    def says_yes(self, indicator: str, element: str) -> bool:
        """Whether a statement of a PSEA standard is answered yes."""
        answer = self.assessment.answers.get(indicator)
        return answer is not None and answer.elements.get(element) is ElementAnswer.YES


@dataclass(frozen=True, slots=True)
class _Rule:
    indicator: str
    doubt: Doubt
    holds: Callable[[_Facts], bool]
    other: str = ""


def _all_expired(facts: _Facts) -> bool:
    dates = [each.expires for each in facts.organisation.registrations]
    return bool(dates) and all(day is not None and day < facts.on for day in dates)


def _one_valid(facts: _Facts) -> bool:
    dates = [each.expires for each in facts.organisation.registrations]
    return any(day is not None and day >= facts.on for day in dates)


MEETS: Final = Level.MEETS
RULES: Final = (
    _Rule(
        "FUN-1.1",
        Doubt.REGISTRATION_EXPIRED,
        lambda f: f.at_least("FUN-1.1", MEETS) and _all_expired(f),
    ),
    _Rule(
        "FUN-1.1",
        Doubt.REGISTRATION_VALID,
        lambda f: f.at_most("FUN-1.1", 1) and _one_valid(f),
    ),
    _Rule(
        "FUN-2.3",
        Doubt.PACK_WITHOUT_REGISTRATION,
        lambda f: f.at_least("FUN-2.3", MEETS) and f.at_most("FUN-1.1", 2),
        "FUN-1.1",
    ),
    _Rule(
        "FUN-2.3",
        Doubt.PACK_WITHOUT_AUDIT,
        lambda f: f.at_least("FUN-2.3", MEETS) and f.at_most("FUN-4.2", 1),
        "FUN-4.2",
    ),
    _Rule(
        "FUN-3.2",
        Doubt.NO_BANK_ACCOUNT,
        lambda f: f.at_least("FUN-3.2", MEETS) and f.organisation.bank_account is False,
    ),
    _Rule(
        "FUN-3.3",
        Doubt.MONITORING_WITHOUT_ACCOUNTS,
        lambda f: f.at_least("FUN-3.3", MEETS) and f.at_most("FUN-3.2", 1),
        "FUN-3.2",
    ),
    _Rule(
        "FUN-4.2",
        Doubt.AUDIT_WITHOUT_ACCOUNTS,
        lambda f: f.at_least("FUN-4.2", MEETS) and f.at_most("FUN-3.2", 1),
        "FUN-3.2",
    ),
    _Rule(
        "FUN-4.2",
        Doubt.AUDIT_WITHOUT_BOARD,
        lambda f: f.at_least("FUN-4.2", MEETS) and f.at_most("FUN-1.2", 1),
        "FUN-1.2",
    ),
    _Rule(
        "PSE-5",
        Doubt.NO_FOCAL_POINT,
        lambda f: f.says_yes("PSE-5", "d") and f.organisation.psea_focal_point is False,
    ),
)
"""Rules about single indicators of the question bank; one that is not asked breaks none."""


def find(instrument: Instrument, assessment: Assessment, on: date) -> list[Finding]:
    """Every doubt, in the order of the questions, as things stand on that day."""
    facts = _Facts(instrument, assessment, on)
    broken = [rule for rule in RULES if rule.holds(facts)]
    bare = set(without_evidence(instrument, assessment))
    found: list[Finding] = []
    for indicator in instrument.indicators:
        answer = assessment.answers.get(indicator.id)
        if answer is None:
            continue
        if indicator.id in bare:
            found.append(Finding(indicator.id, Doubt.NO_PROOF))
        found += [Finding(indicator.id, doubt) for doubt in _of_answer(indicator, answer, on)]
        found += [
            Finding(rule.indicator, rule.doubt, rule.other)
            for rule in broken
            if rule.indicator == indicator.id
        ]
    return found


def _of_answer(indicator: Indicator, answer: Answer, on: date) -> list[Doubt]:
    """The doubts that every indicator may raise by itself."""
    level = level_of(indicator, answer)
    found: list[Doubt] = []
    high = level is not None and level >= Level.MEETS
    if high and answer.evidence and all(item.expired(on) for item in answer.evidence):
        found.append(Doubt.PROOF_EXPIRED)
    says_no = ElementAnswer.NO in answer.elements.values()
    if indicator.is_psea and says_no and answer.sustained is ElementAnswer.YES:
        found.append(Doubt.SUSTAINED_NOT_MET)
    return found
