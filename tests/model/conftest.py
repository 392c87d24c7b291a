"""Question banks and assessments to score: the one the program ships, and made-up small ones."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from capacity_app import paths
from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Area, Domain, Indicator, Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.store import instruments

PROOF = EvidenceItem("E1", "A document")


@pytest.fixture(scope="session")
def bank() -> Instrument:
    """The question bank the program ships, whole."""
    return instruments.load("iraq-health-cso", paths.assessments())


@pytest.fixture
def assessed() -> Callable[..., Assessment]:
    """Makes an assessment that holds these answers and nothing else."""

    def make(*answers: Answer, on: date = date(2026, 3, 9)) -> Assessment:
        assessment = Assessment("a", Organisation("o"), "bank", "1", date=on)
        assessment.answers = {answer.indicator: answer for answer in answers}
        return assessment

    return make


@pytest.fixture
def small(bank: Instrument) -> Callable[..., Instrument]:
    """Makes a bank of one domain D from areas and their sizes: A=3 has A.1, A.2 and A.3."""
    pattern = bank.indicator("COO-1.1")

    def make(weights: Mapping[str, int] | None = None, **sizes: int) -> Instrument:
        def area(name: str, size: int) -> Area:
            own = tuple(replace(pattern, id=f"{name}.{n}") for n in range(1, size + 1))
            weight = Fraction((weights or {}).get(name, 1))
            return replace(bank.areas[0], id=name, indicators=own, weight=weight)

        areas = tuple(area(name, size) for name, size in sizes.items())
        domain: Domain = replace(bank.domains[0], id="D", areas=areas)
        return replace(bank, domains=(domain,))

    return make


@pytest.fixture
def proved() -> Callable[..., Answer]:
    """Makes an answer with one evidence item."""

    def make(indicator: str, **fields: object) -> Answer:
        return Answer(indicator, evidence=[PROOF], **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def critical(bank: Instrument) -> Callable[[int, bool], Indicator]:
    """Makes an indicator of some importance, critical for funders or not."""

    def make(importance: int, funder_critical: bool) -> Indicator:
        pattern = bank.indicator("COO-1.1")
        return replace(pattern, importance=importance, funder_critical=funder_critical)

    return make
