"""What does not fit together is found, and nothing is found where it does."""

from collections.abc import Callable
from datetime import date

import pytest

from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.contradictions import RULES, Doubt, find
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Authority, Registration

Assessed = Callable[..., Assessment]
Proved = Callable[..., Answer]
TODAY = date(2026, 11, 22)
YES, NO = ElementAnswer.YES, ElementAnswer.NO


def doubts(bank: Instrument, assessment: Assessment) -> list[tuple[str, Doubt]]:
    return [(each.indicator, each.doubt) for each in find(bank, assessment, TODAY)]


def test_nothing_answered_raises_no_doubt(bank: Instrument, assessed: Assessed) -> None:
    assert doubts(bank, assessed()) == []


def test_a_high_level_without_proof_or_reason(
    bank: Instrument, assessed: Assessed, proved: Proved
) -> None:
    bare = Answer("FUN-2.1", level=3)
    explained = Answer("FUN-2.2", level=4, without_evidence="Held by the board")
    made = assessed(bare, explained, proved("FUN-3.1", level=3), Answer("FUN-4.1", level=2))
    assert doubts(bank, made) == [("FUN-2.1", Doubt.NO_PROOF)]


@pytest.mark.parametrize(
    ("expires", "found"),
    [(date(2026, 11, 21), True), (date(2026, 11, 22), False), (None, False)],
)
def test_a_high_level_on_expired_proof_alone(
    bank: Instrument, assessed: Assessed, expires: date | None, found: bool
) -> None:
    item = EvidenceItem("E1", "Manual", expires=expires)
    made = assessed(Answer("FUN-3.1", level=3, evidence=[item]))
    assert (doubts(bank, made) == [("FUN-3.1", Doubt.PROOF_EXPIRED)]) == found
    made = assessed(Answer("FUN-3.1", level=3, evidence=[item, EvidenceItem("E2", "New manual")]))
    assert doubts(bank, made) == []


@pytest.mark.parametrize(
    ("level", "expires", "found"),
    [
        (3, [date(2026, 1, 1)], [Doubt.REGISTRATION_EXPIRED]),
        (2, [date(2026, 1, 1)], []),
        (3, [date(2026, 1, 1), date(2027, 1, 1)], []),
        (3, [None], []),
        (3, [], []),
        (1, [date(2027, 1, 1)], [Doubt.REGISTRATION_VALID]),
        (1, [None], []),
    ],
)
def test_the_registration_of_the_profile(
    bank: Instrument,
    assessed: Assessed,
    proved: Proved,
    level: int,
    expires: list[date | None],
    found: list[Doubt],
) -> None:
    made = assessed(proved("FUN-1.1", level=level))
    made.organisation.registrations = [Registration(Authority.KRI, "7", day) for day in expires]
    assert [each.doubt for each in find(bank, made, TODAY)] == found


@pytest.mark.parametrize(("account", "found"), [(False, True), (True, False), (None, False)])
def test_the_bank_account_of_the_profile(
    bank: Instrument, assessed: Assessed, proved: Proved, account: bool | None, found: bool
) -> None:
    made = assessed(proved("FUN-3.2", level=3))
    made.organisation.bank_account = account
    assert (doubts(bank, made) == [("FUN-3.2", Doubt.NO_BANK_ACCOUNT)]) == found


def test_the_focal_point_of_the_profile(bank: Instrument, assessed: Assessed) -> None:
    made = assessed(Answer("PSE-5", elements={"d": YES}))
    made.organisation.psea_focal_point = False
    assert doubts(bank, made) == [("PSE-5", Doubt.NO_FOCAL_POINT)]
    made.organisation.psea_focal_point = None
    assert doubts(bank, made) == []


@pytest.mark.parametrize(
    ("low", "level", "high", "doubt"),
    [
        ("FUN-1.1", 2, "FUN-2.3", Doubt.PACK_WITHOUT_REGISTRATION),
        ("FUN-4.2", 1, "FUN-2.3", Doubt.PACK_WITHOUT_AUDIT),
        ("FUN-3.2", 1, "FUN-3.3", Doubt.MONITORING_WITHOUT_ACCOUNTS),
        ("FUN-3.2", 1, "FUN-4.2", Doubt.AUDIT_WITHOUT_ACCOUNTS),
        ("FUN-1.2", 1, "FUN-4.2", Doubt.AUDIT_WITHOUT_BOARD),
    ],
)
def test_two_answers_that_do_not_fit(
    bank: Instrument,
    assessed: Assessed,
    proved: Proved,
    low: str,
    level: int,
    high: str,
    doubt: Doubt,
) -> None:
    made = assessed(Answer(low, level=level), proved(high, level=3))
    (finding,) = find(bank, made, TODAY)
    assert (finding.indicator, finding.doubt, finding.other) == (high, doubt, low)
    assert doubts(bank, assessed(Answer(low, level=level), proved(high, level=2))) == []
    assert doubts(bank, assessed(proved(low, level=3), proved(high, level=3))) == []


def test_sustained_while_a_required_statement_is_no(bank: Instrument, assessed: Assessed) -> None:
    answer = Answer("PSE-1", elements={"a": YES, "b": NO, "c": YES}, sustained=YES)
    assert doubts(bank, assessed(answer)) == [("PSE-1", Doubt.SUSTAINED_NOT_MET)]


def test_every_rule_speaks_of_indicators_the_bank_has(bank: Instrument) -> None:
    for rule in RULES:
        assert rule.indicator in bank
        assert not rule.other or rule.other in bank
