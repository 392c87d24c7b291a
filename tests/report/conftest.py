"""A finished assessment with every kind of answer, made without a store, for tests of reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import pytest

from capacity_app import paths
from capacity_app.i18n import Language, Words
from capacity_app.model.assessment import (
    Answer,
    Assessment,
    ElementAnswer,
    Mode,
    Participants,
    State,
)
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus, Share
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.organisation import (
    Authority,
    FormalAssessment,
    HealthLevel,
    Organisation,
    Registration,
    Scheme,
    StaffBand,
)
from capacity_app.model.plan import Action, Currency, Funding, Status, SupporterKind, gaps
from capacity_app.model.scoring import Scores, score
from capacity_app.model.tier import Tier
from capacity_app.report.content import build
from capacity_app.report.content_shape import Report
from capacity_app.store import instruments

SERVICES = ["PHC", "GBV"]
TODAY = date(2026, 12, 20)


@dataclass
class Case:
    """An assessment with its question bank; ``report`` builds a report of it."""

    assessment: Assessment
    instrument: Instrument

    @property
    def scores(self) -> Scores:
        """Its scores as they are now."""
        return score(self.instrument, self.assessment)

    def report(
        self, tier: Tier = Tier.INTERNAL, language: str = "en", today: date = TODAY, **more: object
    ) -> Report:
        """A report of it, made on a fixed day."""
        words = Words(Language.of(language))
        given = (self.assessment, self.instrument, self.scores, words, tier, today)
        return build(*given, **more)  # type: ignore[arg-type]


@pytest.fixture
def make_case() -> Callable[[], Case]:
    """Makes the finished assessment anew, to be changed by a test."""
    return _case


@pytest.fixture
def case() -> Case:
    """The finished assessment."""
    return _case()


@lru_cache(maxsize=1)
def _bank() -> Instrument:
    return instruments.load("iraq-health-cso", paths.assessments())


def _case() -> Case:
    whole = _bank()
    instrument = whole.offered(SERVICES)
    assessment = Assessment(
        id="22222222-2222-4222-8222-222222222222",
        organisation=_organisation(),
        instrument_id=whole.id,
        instrument_version=whole.version,
        instrument_digest=whole.digest,
        state=State.FINAL,
        mode=Mode.FACILITATED,
        date=date(2026, 11, 21),
        services=SERVICES,
        place="Mosul",
        facilitator="Facilitating Person",
        facilitator_organisation="Partner organisation",
        participants=[Participants("Management", 2, 3), Participants("Clinical staff", 6, 4)],
    )
    assessment.evidence = [_item(number) for number in range(1, 10)]
    for number, indicator in enumerate(instrument.indicators):
        answer = _answer(number, indicator, assessment.evidence)
        assessment.answers[indicator.id] = answer
    assessment.plan = _plan(instrument, assessment)
    return Case(assessment, instrument)


def _organisation() -> Organisation:
    return Organisation(
        id="11111111-1111-4111-8111-111111111111",
        name_en="Example Health Organisation",
        name_ar="منظمة المثال الصحية",
        name_ckb="ڕێکخراوی تەندروستیی نموونە",
        acronym="EHO",
        founded=2011,
        registrations=[Registration(Authority.FEDERAL, "1Z2364", date(2027, 3, 1))],
        head_office="IQG15",
        address="Street 5",
        phone="+964 770 000 0000",
        email="office@example.org",
        head_name="Head Person",
        contact_name="Contact Person",
        board_members="Board Person",
        governorates=["IQG15", "halabja"],
        services_by_governorate={"IQG15": SERVICES},
        health_levels=[HealthLevel.PRIMARY],
        staff_band=StaffBand.FROM_25,
        bank_account=True,
        formal_assessments=[FormalAssessment(Scheme.HACT, 2024, "Low")],
    )


def _item(number: int) -> EvidenceItem:
    return EvidenceItem(
        ref=f"E{number}",
        title=f"Document {number}",
        type="policy",
        language="ar",
        issued=date(2025, 1, number),
        expires=date(2026, 6 + number % 6, 1) if number % 3 else None,
        held_at=f"Cabinet {number}",
        share=(Share.LIST, Share.COPY, Share.NEVER)[number % 3],
        status=list(EvidenceStatus)[number % 3],
        seen_by="Seeing Person",
    )


def _answer(number: int, indicator: Indicator, evidence: list[EvidenceItem]) -> Answer:
    answer = Answer(indicator.id, note="A private note")
    if indicator.is_psea:
        for element in indicator.elements:
            no = number % 5 == 0 and element.id == "b"
            answer.elements[element.id] = ElementAnswer.NO if no else ElementAnswer.YES
        answer.sustained = ElementAnswer.YES if number % 2 else ElementAnswer.NO
        answer.evidence = [evidence[number % 9]]
    elif number % 11 == 4:
        answer.not_applicable = "We do not do this anywhere."
    elif number % 13 == 6:
        answer.dont_know = True
    else:
        answer.level = (1, 2, 3, 4, 2, 3)[number % 6]
        if answer.level >= 3 and number % 4:
            answer.evidence = [evidence[number % 9], evidence[(number + 4) % 9]]
        elif answer.level >= 3:
            answer.without_evidence = "The file is with the auditor."
    return answer


def _plan(instrument: Instrument, assessment: Assessment) -> list[Action]:
    pairs = [(g, s) for g in gaps(instrument, assessment) for s in g.suggestions]
    return [
        Action(
            ref=f"ACR/2026/{number:02d}",
            indicator=gap.indicator.id,
            gap=gap.indicator.levels[gap.level].en,
            baseline=gap.level,
            target=suggestion.reaches,
            action=suggestion.text.en,
            deliverable=suggestion.deliverable.en,
            priority=gap.priority,
            responsible="Finance officer" if number % 5 else "",
            supporter_kind=SupporterKind.UN,
            cost=Decimal(number * 150) + Decimal("0.25") if number % 4 else Decimal(number * 10**6),
            currency=Currency.USD if number % 4 else Currency.IQD,
            funding=list(Funding)[number % 3],
            start=date(2026, 12, 1),
            due=date(2026, 12, 2) + timedelta(10 * number),
            status=list(Status)[number % 6],
            percent=number * 7 % 100,
            verified_by="Verifying Person",
            comments="A private comment",
        )
        for number, (gap, suggestion) in enumerate(pairs[:24], 1)
    ]
