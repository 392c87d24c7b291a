"""The question bank has the areas, indicators, elements and codes the domain describes."""

import re
from pathlib import Path
from typing import Any

from capacity_app.model.instrument import Instrument
from capacity_app.store import instruments

Areas = dict[str, dict[str, Any]]
Indicators = dict[str, dict[str, Any]]

CORE = {
    "FUN": {"FUN-1": 2, "FUN-2": 3, "FUN-3": 3, "FUN-4": 2, "FUN-5": 2, "FUN-6": 2},
    "COO": {"COO-1": 2, "COO-2": 2, "COO-3": 2, "COO-4": 2, "COO-5": 2, "COO-6": 1},
    "TEC": {"TEC-1": 3, "TEC-2": 3, "TEC-3": 2, "TEC-4": 2, "TEC-5": 1},
    "PSE": {"PSE-P": 4, "PSE-R": 4},
}
SERVICES = ("PHC", "MHP", "SRH", "GBV", "CHN", "COM", "NCD", "HPR", "REH")
ELEMENTS = {
    "PSE-1": "abc",
    "PSE-2": "ab",
    "PSE-3": "abc",
    "PSE-4": "abc",
    "PSE-5": "abcd",
    "PSE-6": "abc",
    "PSE-7": "abc",
    "PSE-8": "abc",
}
CROSSWALK = {
    "FUN-1.1": "C9 H-A1 O1",
    "FUN-1.2": "C9 H-A O1",
    "FUN-2.1": "C9 O7.5 L3",
    "FUN-2.2": "C2 O7.5 L3",
    "FUN-2.3": "C9 H-D X:UNPP X:C4C",
    "FUN-3.1": "C9 H-D1 H-H11 O2",
    "FUN-3.2": "C9 H-H1 H-H8 H-H15 O2",
    "FUN-3.3": "C9 H-D11 O2.1",
    "FUN-4.1": "C9 H-C H-D O5",
    "FUN-4.2": "C9 H-D2 H-D3 H-D4 H-D5 H-D6 H-D7 H-D8 O2",
    "FUN-5.1": "C9 H-F O3 PS2",
    "FUN-5.2": "C9 H-E O3.5",
    "FUN-6.1": "C9 H-H20 O7 L3",
    "FUN-6.2": "C9 H-B11 H-B12",
    "COO-1.1": "C6 L5 X:Sphere1.1",
    "COO-1.2": "C6 C7 X:Sphere1.5",
    "COO-2.1": "C6 L5",
    "COO-2.2": "C6",
    "COO-3.1": "C2 C6 PS6 X:GBV7",
    "COO-3.2": "C4 H-H24 X:GBV14",
    "COO-4.1": "C6 H-G L1",
    "COO-4.2": "C1 O7.7 O7.8 L6 L7",
    "COO-5.1": "C1 C5 L2 PS5",
    "COO-5.2": "C1 C4",
    "COO-6.1": "C3 X:PER X:GHC",
    "TEC-1.1": "C8 O4 X:Sphere1.2",
    "TEC-1.2": "C8 X:MSP",
    "TEC-1.3": "C8 X:MSP X:GBV3",
    "TEC-2.1": "C2 X:Sphere1.1",
    "TEC-2.2": "C4 X:Sphere",
    "TEC-2.3": "C2 H-E8 X:Sphere1.3",
    "TEC-3.1": "C4 H-H22",
    "TEC-3.2": "C7 O6",
    "TEC-4.1": "C2 C3 H-C",
    "TEC-4.2": "C7 H-C7 O6",
    "TEC-5.1": "C1 C2 C4",
    "PSE-1": "PS1 C5 C8 C9 H-B10",
    "PSE-2": "PS2 C9 H-F11 H-G6",
    "PSE-3": "PS3 C8 H-B4",
    "PSE-4": "PS4 C8",
    "PSE-5": "PS5 C5",
    "PSE-6": "PS6 C4 C5 X:GBV7",
    "PSE-7": "PS7 C5 C9",
    "PSE-8": "PS8 C4 C9",
}
MODULE_CROSSWALK = {"1": {"C2", "C8"}, "2": {"C2", "C6"}, "3": {"C7"}}
CODE = re.compile(r"PS[1-8]|C[1-9]|H-[A-H](?:[1-9]\d?)?|O[1-7](?:\.\d)?|L[1-7]|X:\w[\w-]*(?:\.\d)?")
MOST = re.compile(
    r"(?:FUN-(?:1\.[12]|3\.[12]|4\.[12]|5\.1|6\.2)|COO-(?:1\.1|3\.[12]|5\.1)"
    r"|TEC-(?:1\.[12]|2\.[123]|3\.1|5\.1)|PSE-\d|TEC-[A-Z]{3}\.[12])"
)
CRITICAL = re.compile(
    r"(?:FUN-(?:1\.1|2\.3|3\.[12]|4\.[12]|5\.1|6\.2)|COO-(?:1\.1|3\.2)"
    r"|TEC-(?:1\.1|2\.2|3\.1)|PSE-\d|TEC-GBV\.1)"
)
SUPPORT = {"training", "coaching", "template", "funding", "equipment", "none"}


def load(folder: Path) -> Instrument:
    return instruments.load(folder.name, folder.parent)


def expected_ids() -> list[str]:
    found: list[str] = []
    for domain, its_areas in CORE.items():
        for area, count in its_areas.items():
            if domain == "PSE":
                start = 1 if area == "PSE-P" else 5
                found += [f"PSE-{n}" for n in range(start, start + count)]
            else:
                found += [f"{area}.{n}" for n in range(1, count + 1)]
        if domain == "TEC":
            found += [f"TEC-{service}.{n}" for service in SERVICES for n in (1, 2, 3)]
    return found


def test_it_loads_with_71_indicators_in_the_order_of_the_domain(bank_folder: Path) -> None:
    instrument = load(bank_folder)
    assert len(instrument.indicators) == 71
    assert [indicator.id for indicator in instrument.indicators] == expected_ids()


def test_44_indicators_are_offered_to_everybody_and_3_more_by_each_service(
    bank_folder: Path,
) -> None:
    instrument = load(bank_folder)
    assert len(instrument.offered([]).indicators) == 44
    assert len(instrument.offered(SERVICES).indicators) == 71
    for service in SERVICES:
        added = {i.id for i in instrument.offered([service]).indicators} - {
            i.id for i in instrument.offered([]).indicators
        }
        assert added == {f"TEC-{service}.{n}" for n in (1, 2, 3)}


def test_every_indicator_is_complete_in_every_language(bank_folder: Path) -> None:
    assert [i.id for i in load(bank_folder).indicators if not i.complete] == []


def test_the_manifest_names_exactly_the_area_files(manifest: dict[str, Any], areas: Areas) -> None:
    named = [area for domain in manifest["domains"] for area in domain["areas"]]
    assert sorted(named) == sorted(areas)
    assert len(named) == 28
    assert list(manifest["services"]) == list(SERVICES)


def test_areas_are_named_like_their_files_and_hold_their_own_indicators(areas: Areas) -> None:
    counts = {area: count for its in CORE.values() for area, count in its.items()}
    counts |= {f"TEC-{service}": 3 for service in SERVICES}
    assert {name: len(area["indicators"]) for name, area in areas.items()} == counts
    for name, area in areas.items():
        assert area["id"] == name
        assert area["service"] == (name[4:] if name[4:] in SERVICES else None)
        prefix = "PSE-" if name.startswith("PSE") else f"{name}."
        assert all(i["id"].startswith(prefix) for i in area["indicators"])


def test_a_module_is_titled_like_its_service(manifest: dict[str, Any], areas: Areas) -> None:
    for service, name in manifest["services"].items():
        assert areas[f"TEC-{service}"]["title"]["en"] == name["en"]


def test_psea_indicators_have_the_required_elements_of_the_standard(
    indicators: Indicators,
) -> None:
    found = {
        name: "".join(element["id"] for element in indicator["elements"])
        for name, indicator in indicators.items()
        if "elements" in indicator
    }
    assert found == ELEMENTS
    assert all(set(indicators[name]["sustained"]) == {"text"} for name in ELEMENTS)


def test_only_sub_partners_and_standard_8_may_be_not_applicable(indicators: Indicators) -> None:
    elements = {
        (name, element["id"])
        for name in ELEMENTS
        for element in indicators[name]["elements"]
        if element["may_be_na"]
    }
    assert elements == {("PSE-2", "b")}
    assert {name for name in ELEMENTS if indicators[name]["may_be_na"]} == {"PSE-8"}


def test_crosswalk_codes_are_well_formed(indicators: Indicators) -> None:
    faults = [
        (name, code)
        for name, indicator in indicators.items()
        for code in indicator["crosswalk"]
        if not CODE.fullmatch(code)
    ]
    assert faults == []
    doubled = [n for n, i in indicators.items() if len(set(i["crosswalk"])) < len(i["crosswalk"])]
    assert doubled == []


def test_crosswalk_matches_the_domain(indicators: Indicators) -> None:
    found = {name: set(indicators[name]["crosswalk"]) for name in CROSSWALK}
    assert found == {name: set(codes.split()) for name, codes in CROSSWALK.items()}


def test_modules_refer_to_the_commitments_of_their_kind_and_a_named_standard(
    indicators: Indicators,
) -> None:
    for service in SERVICES:
        for number, commitments in MODULE_CROSSWALK.items():
            codes = set(indicators[f"TEC-{service}.{number}"]["crosswalk"])
            assert {c for c in codes if not c.startswith("X:")} == commitments, (service, number)
            assert any(code.startswith("X:") for code in codes), (service, number)


def test_importance_and_what_funders_insist_on(indicators: Indicators) -> None:
    for name, indicator in indicators.items():
        expected = 3 if MOST.fullmatch(name) else 1 if name == "COO-4.2" else 2
        assert indicator["importance"] == expected, name
        assert indicator["funder_critical"] is bool(CRITICAL.fullmatch(name)), name


def test_the_reason_says_the_importance_that_is_counted(indicators: Indicators) -> None:
    says = {
        3: ("High importance", "أهمية عالية", "گرنگیی زۆر"),
        2: ("Medium importance", "أهمية متوسطة", "گرنگیی مامناوەند"),
        1: ("Low importance", "أهمية منخفضة", "گرنگیی کەم"),
    }
    critical = (
        ", critical for funders:",
        "، وحاسم للجهات المانحة:",
        "، و یەکلاکەرەوە بۆ لایەنە بەخشەرەکان:",
    )
    spared = (
        "Not critical for funders:",
        "غير حاسم للجهات المانحة:",
        "یەکلاکەرەوە نییە بۆ لایەنە بەخشەرەکان:",
    )
    for name, indicator in indicators.items():
        for place, language in enumerate(("en", "ar", "ckb")):
            reason = indicator["importance_reason"][language]
            assert reason.startswith(says[indicator["importance"]][place]), (name, language)
            assert (critical[place] in reason) is indicator["funder_critical"], (name, language)
            assert (spared[place] in reason) is not indicator["funder_critical"], (name, language)


def test_every_step_up_has_an_action_with_proof_time_and_known_support(
    indicators: Indicators,
) -> None:
    for name, indicator in indicators.items():
        assert {a["step"] for a in indicator["actions"]} == {"1-2", "2-3", "3-4"}, name
        for action in indicator["actions"]:
            assert action["support"], name
            assert set(action["support"]) <= SUPPORT, name
            assert 1 <= action["months"] <= 24, name


def test_there_are_prompts_and_evidence_types_enough_and_not_too_many(
    indicators: Indicators,
) -> None:
    for name, indicator in indicators.items():
        assert 2 <= len(indicator["prompts"]) <= 3, name
        assert 3 <= len(indicator["evidence_types"]) <= 6, name
