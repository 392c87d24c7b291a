"""Our levels in the frameworks of others: what belongs where, and what a level stands for there."""

from collections.abc import Callable

import pytest

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.crosswalk import (
    PARTS,
    Commitment,
    Framework,
    HactArea,
    Part,
    elsewhere,
    natural,
    parts,
    split,
)
from capacity_app.model.instrument import Instrument

Assessed = Callable[..., Assessment]


def part(bank: Instrument, made: Assessment, framework: Framework, key: str) -> Part:
    return next(each for each in parts(bank, made, framework) if each.key == key)


@pytest.mark.parametrize(
    ("code", "framework", "rest"),
    [
        ("C9", Framework.CHS, "9"),
        ("H-A1", Framework.HACT, "A1"),
        ("H-H24", Framework.HACT, "H24"),
        ("O7.5", Framework.OCA, "7.5"),
        ("PS5", Framework.PSEA, "5"),
        ("L3", Framework.LOCALISATION, "3"),
        ("X:Sphere1.1", Framework.OTHER, "Sphere1.1"),
        ("Z9", Framework.OTHER, "Z9"),
    ],
)
def test_a_code_belongs_to_a_framework(code: str, framework: Framework, rest: str) -> None:
    assert split(code) == (framework, rest)


def test_codes_are_in_their_natural_order() -> None:
    mixed = ["7.10", "D11", "7.5", "A", "D2"]
    assert sorted(mixed, key=natural) == ["A", "D2", "D11", "7.5", "7.10"]


@pytest.mark.parametrize("framework", PARTS)
def test_every_code_of_the_bank_is_a_part_known_here(
    bank: Instrument, assessed: Assessed, framework: Framework
) -> None:
    found = parts(bank, assessed(), framework)
    assert [each.key for each in found] == list(PARTS[framework])
    speaking = {each.indicator for one in found for each in one.indicators}
    wanted = {
        i.id for i in bank.indicators if any(split(code)[0] is framework for code in i.crosswalk)
    }
    assert speaking == wanted and wanted


def test_the_lowest_level_answered_counts_and_stands_for_their_figure(
    bank: Instrument, assessed: Assessed
) -> None:
    made = assessed(Answer("FUN-1.1", level=3), Answer("FUN-1.2", level=2))
    found = part(bank, made, Framework.HACT, HactArea.ORGANISATION)
    assert (found.answered, found.applicable, found.level, found.rating) == (2, 2, 2, "3")
    assert [(each.indicator, each.codes) for each in found.indicators] == [
        ("FUN-1.1", ("A1",)),
        ("FUN-1.2", ("A",)),
    ]


def test_too_little_answered_gives_no_figure_and_what_does_not_apply_is_left_out(
    bank: Instrument, assessed: Assessed
) -> None:
    given = [Answer("COO-1.1", level=4)]
    found = part(bank, assessed(*given), Framework.CHS, Commitment.RESILIENCE)
    assert (found.answered, found.applicable, found.level, found.rating) == (0, 2, None, "")
    given = [Answer("COO-6.1", level=3), Answer("TEC-4.1", not_applicable="others do it")]
    found = part(bank, assessed(*given), Framework.CHS, Commitment.RESILIENCE)
    assert (found.answered, found.applicable, found.level, found.rating) == (1, 1, 3, "3")
    assert [each.applicable for each in found.indicators] == [True, False]


def test_several_codes_of_one_part_are_one_question(bank: Instrument, assessed: Assessed) -> None:
    found = part(bank, assessed(), Framework.HACT, HactArea.REPORTING)
    audit = [each for each in found.indicators if each.indicator == "FUN-4.2"]
    assert [each.codes for each in audit] == [("D2", "D3", "D4", "D5", "D6", "D7", "D8")]


def test_a_level_stands_for_what_the_bank_says(bank: Instrument) -> None:
    table = {
        framework: [elsewhere(bank, framework, level) for level in (1, 2, 3, 4)]
        for framework in (Framework.CHS, Framework.HACT, Framework.OCA, Framework.PSEA)
    }
    assert table == {
        Framework.CHS: ["0", "1–2", "3", "4"],
        Framework.HACT: ["4", "3", "1–2", "1"],
        Framework.OCA: ["1", "2", "3", "4"],
        Framework.PSEA: ["1", "2", "3", "3"],
    }
    assert elsewhere(bank, Framework.OTHER, 3) == elsewhere(bank, Framework.CHS, None) == ""
