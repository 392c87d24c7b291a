"""A second scoring, written from the rules alone on plain data, must agree with the first."""

import random
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from capacity_app import paths
from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import gaps
from capacity_app.model.scoring import Score, score
from capacity_app.store import instruments

Given = dict[str, dict[str, Any]]
SERVICES = ["PHC", "MHP", "SRH", "GBV", "CHN", "COM", "NCD", "HPR", "REH"]


@pytest.fixture(scope="module")
def content() -> dict[str, Any]:
    return instruments.read("iraq-health-cso", paths.assessments())


def random_answers(content: dict[str, Any], chance: random.Random) -> Given:
    """Answers to everything, some of them contradicting themselves, at a random completeness."""
    fill = chance.choice([0, 0.3, 0.8, 0.95, 1])
    strict = chance.random() < 0.5  # sets without holes, so that PSEA is often not provisional
    given: Given = {}
    for domain in content["domains"]:
        for indicator in (i for area in domain["areas"] for i in area["indicators"]):
            if chance.random() <= fill:
                given[indicator["id"]] = random_answer(indicator, chance, strict)
    return given


def random_answer(indicator: dict[str, Any], chance: random.Random, strict: bool) -> dict[str, Any]:
    words = ["yes", "no"] if strict else ["yes", "yes", "yes", "no", "dont_know", "not_applicable"]
    lean = chance.choice([["yes"], words])
    return {
        "level": chance.choice([1, 2, 3, 4] if strict else [None, 1, 2, 3, 4]),
        "reason": chance.choice([None] * 8 + ["", "No such service"]),
        "evidence": chance.random() < 0.7,
        "sustained": chance.choice([None, "yes", "no"]),
        "elements": {
            e["id"]: chance.choice(lean)
            for e in indicator.get("elements", [])
            if strict or chance.random() < 0.9
        },
    }


def as_answers(given: Given) -> list[Answer]:
    return [
        Answer(
            name,
            level=said["level"],
            not_applicable=said["reason"],
            elements={key: ElementAnswer(value) for key, value in said["elements"].items()},
            sustained=said["sustained"] and ElementAnswer(said["sustained"]),
            evidence=[EvidenceItem("E1", "Paper")] if said["evidence"] else [],
        )
        for name, said in given.items()
    ]


def oracle_level(indicator: dict[str, Any], said: dict[str, Any] | None) -> int | str | None:
    """1 to 4, "na", or None for open."""
    if said is None:
        return None
    if said["reason"] and indicator.get("may_be_na", True):
        return "na"
    if not indicator.get("elements"):
        return said["level"]  # type: ignore[no-any-return]
    counted = []
    for element in indicator["elements"]:
        word = said["elements"].get(element["id"], "")
        if word != "not_applicable" or not element.get("may_be_na"):
            counted.append(word)
    if set(counted) - {"yes", "no"}:
        return None
    yes = counted.count("yes")
    if yes == 0:
        return 1
    if yes < len(counted) or not said["evidence"]:
        return 2
    return 3 + (said["sustained"] == "yes")


def oracle_set(indicators: list[dict[str, Any]], given: Given) -> dict[str, Any]:
    found = [(oracle_level(i, given.get(i["id"])), given.get(i["id"])) for i in indicators]
    levels = [level for level, _ in found if isinstance(level, int)]
    na = sum(level == "na" for level, _ in found)
    high = [said for level, said in found if isinstance(level, int) and level >= 3]
    applicable = len(found) - na
    return {
        "total": len(found),
        "not_applicable": na,
        "applicable": applicable,
        "answered": len(levels),
        "open": applicable - len(levels),
        "completeness": Fraction(len(levels), applicable) if applicable else Fraction(1),
        "evidence": Fraction(sum(s["evidence"] for s in high if s), len(high)) if high else None,
        "score": Fraction(sum(levels), len(levels)) if levels else None,
    }


def oracle_domain(domain: dict[str, Any], given: Given, services: list[str]) -> dict[str, Any]:
    areas = [a for a in domain["areas"] if a.get("service") in (None, *services)]
    result = oracle_set([i for area in areas for i in area["indicators"]], given)
    means = [m for a in areas if (m := oracle_set(a["indicators"], given)["score"]) is not None]
    mean = sum(means, Fraction(0)) / len(means) if means else None
    band = None
    if mean is not None and result["answered"] * 5 >= result["applicable"] * 4:
        band = ["start_up", "developing", "established", "sustained"][
            (mean * 100 >= 175) + (mean * 100 >= 250) + (mean * 100 >= 325)
        ]
    shown = None
    if mean is not None:
        tenths = (20 * mean.numerator + mean.denominator) // (2 * mean.denominator)
        shown = f"{tenths // 10}.{tenths % 10}"
    return {**result, "score": mean, "band": band, "shown": shown}


def figures(result: Score, *more: str) -> dict[str, Any]:
    names = ("total", "not_applicable", "applicable", "answered", "open", "completeness")
    return {name: getattr(result, name) for name in (*names, "evidence", "score", *more)}


@pytest.mark.parametrize("block", range(6))
def test_scores_agree_on_random_answers(
    bank: Instrument, content: dict[str, Any], assessed: Callable[..., Assessment], block: int
) -> None:
    for seed in range(block * 50, block * 50 + 50):
        chance = random.Random(seed)
        given = random_answers(content, chance)
        services = chance.sample(SERVICES, chance.randrange(10))
        result = score(bank.offered(services), assessed(*as_answers(given)))
        for domain in content["domains"]:
            expected = oracle_domain(domain, given, services)
            assert figures(result.domains[domain["id"]], "band", "shown") == expected, seed
            for area in domain["areas"]:
                if area.get("service") in (None, *services):
                    mine = oracle_set(area["indicators"], given)
                    assert figures(result.areas[area["id"]]) == mine, (seed, area["id"])


@pytest.mark.parametrize("block", range(6))
def test_psea_agrees_on_random_answers(
    bank: Instrument, content: dict[str, Any], assessed: Callable[..., Assessment], block: int
) -> None:
    standards = [i for a in content["domains"][3]["areas"] for i in a["indicators"]]
    for seed in range(block * 50, block * 50 + 50):
        given = random_answers(content, random.Random(seed))
        result = score(bank.offered(()), assessed(*as_answers(given), on=date(2026, 1, 31))).psea
        assert result is not None
        levels = [oracle_level(i, given.get(i["id"])) for i in standards]
        count = sum(level in ("na", 3, 4) for level in levels)
        capacity = "full" if count > 7 else "medium" if count > 5 else "low"
        assert (result.met + result.not_applicable, result.capacity) == (count, capacity), seed
        assert result.provisional is (None in levels)
        s = [3 if level in ("na", 4) else level for level in levels]
        total = None
        if None not in s:
            one, two, three, four, five, six, seven, eight = (int(x) for x in s)  # type: ignore[arg-type]
            total = one + min(two, three) + four + five + six + min(seven, eight)
        assert result.unicef_total == total, seed


def test_gaps_agree_on_random_answers(
    bank: Instrument, content: dict[str, Any], assessed: Callable[..., Assessment]
) -> None:
    for seed in range(100):
        chance = random.Random(seed)
        given = random_answers(content, chance)
        assessment = assessed(*as_answers(given))
        assessment.targets = {
            name: chance.choice([1, 2, 3, 4]) for name in given if chance.random() < 0.3
        }
        expected = {}
        for domain in content["domains"]:
            for indicator in (i for area in domain["areas"] for i in area["indicators"]):
                name = indicator["id"]
                level = oracle_level(indicator, given.get(name))
                if isinstance(level, int):
                    aim = max(level, assessment.targets.get(name, 3))
                    factor = 2 if indicator["funder_critical"] else 1
                    points = (aim - level) * indicator["importance"] * factor
                    word = "high" if points >= 6 else "medium" if points >= 3 else "low"
                    if points:
                        expected[name] = (aim, points, word)
        found = gaps(bank.offered(SERVICES), assessment)
        assert {g.indicator.id: (g.target, g.weight, g.priority) for g in found} == expected, seed
