"""An evidence type means the same everywhere, and nothing asks for people or cases."""

import re
from collections import defaultdict
from typing import Any

import pytest

Indicators = dict[str, dict[str, Any]]
Texts = list[tuple[str, dict[str, str]]]

# Words that stand for people or events the program must never ask about.
SENSITIVE = re.compile(
    r"survivor|complainant|accused|perpetrator|victim|abuser|allegation|incident|\bcases?\b", re.I
)
# The turns of phrase in which they may stand: about the process, about papers without content, or
# forbidding to write anything down. A new one is added here only after somebody has read it.
ALLOWED = re.compile(
    r"without (?:using a real |names or )?cases?(?: details)?|never (?:a|about a) case"
    r"|Do not (?:write names or cases|open any case file)|write no names or cases"
    r"|no names or cases|case by case|cases? (?:definitions?|finding|management|workers?)"
    r"|(?:measles|notifiable) case|if a funder asked for a case file"
    r"|(?:safety|empty) incident (?:log|form)|incidents are logged without names|an incident log"
    r"|results and incidents were reviewed|discuss audits and incidents"
    r"|refer a survivor|(?:for|of|the needs of) survivors|survivor-centred|survivors' wishes"
    r"|survivors (?:need care|in danger)|known abusers"
    r"|(?:after|follow) any allegation|investigat(?:e|ing) allegations"
    r"|allegations are not followed up|(?:of|if) no allegations?|no allegation was received",
    re.I,
)
PEOPLE = {
    "ar": re.compile("ناجين|ناجون|ناجي |ناجية|المشتكي|مشتكٍ|المتهم|متهم |الجاني|ضحي|ضحاي"),
    "ckb": re.compile("ڕزگاربوو|سکاڵاکار|تۆمەتبار|تاوانبار|قوربانی"),
}
NEVER = {
    "en": re.compile(r"complainant|\baccused\b|perpetrator|victim", re.I),
    "ar": re.compile("المشتكي|المتهم|الجاني|ضحي|ضحاي"),
    "ckb": re.compile("سکاڵاکار|تۆمەتبار|تاوانبار|قوربانی"),
}
DO_NOT_WRITE = {
    "en": "Do not write names or cases.",
    "ar": "لا تكتبوا أسماء أو حالات.",
    "ckb": "ناو یان کەیس مەنووسن.",
}


def left_over(text: str) -> list[str]:
    """The sensitive words that stand outside every allowed turn of phrase."""
    return SENSITIVE.findall(ALLOWED.sub(" ", text))


def by_id(indicators: Indicators) -> dict[str, set[tuple[str, str, str]]]:
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for indicator in indicators.values():
        for kind in indicator["evidence_types"]:
            text = kind["text"]
            found[kind["id"]].add((text["en"], text["ar"], text["ckb"]))
    return found


def test_one_evidence_id_has_one_text(indicators: Indicators) -> None:
    assert {name: texts for name, texts in by_id(indicators).items() if len(texts) > 1} == {}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_evidence_text_has_one_id(place: int, indicators: Indicators) -> None:
    ids: dict[str, set[str]] = defaultdict(set)
    for name, texts in by_id(indicators).items():
        for text in texts:
            ids[text[place].casefold()].add(name)
    assert [names for names in ids.values() if len(names) > 1] == []


def test_evidence_ids_are_plain_and_single_in_an_indicator(indicators: Indicators) -> None:
    for name, indicator in indicators.items():
        ids = [kind["id"] for kind in indicator["evidence_types"]]
        assert len(set(ids)) == len(ids), name
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", one) for one in ids), name


def test_the_word_list_would_notice_a_question_about_a_person() -> None:
    assert left_over("How many survivors came to the office this year?") == ["survivor"]
    assert left_over("Describe the last case.") == ["case"]
    assert left_over("What did the complainant say about the incident?") != []
    assert left_over("Only the process is checked, never a case.") == []


def test_no_text_asks_for_people_or_cases(bank_texts: Texts) -> None:
    assert [(where, left_over(t["en"])) for where, t in bank_texts if left_over(t["en"])] == []


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_people_are_named_only_where_the_english_was_read(language: str, bank_texts: Texts) -> None:
    faults = [
        where
        for where, text in bank_texts
        if PEOPLE[language].search(text[language]) and not SENSITIVE.search(text["en"])
    ]
    assert faults == []


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_complainants_accused_and_victims_are_never_mentioned(
    language: str, bank_texts: Texts
) -> None:
    assert [w for w, text in bank_texts if NEVER[language].search(text[language])] == []


@pytest.mark.parametrize("name", ["PSE-3", "PSE-5", "PSE-6", "PSE-7", "PSE-8"])
def test_guidance_near_cases_forbids_names_and_cases(name: str, indicators: Indicators) -> None:
    guidance = indicators[name]["guidance"]
    for language, sentence in DO_NOT_WRITE.items():
        assert sentence in guidance[language], (name, language)


def test_records_about_protection_are_asked_for_without_names(indicators: Indicators) -> None:
    records = {
        "channel_test_record",
        "pathway_test_record",
        "exercise_record",
        "risk_measures_record",
        "recruitment_file_checklist",
        "knowledge_test_results",
    }
    texts = by_id(indicators)
    assert records <= set(texts)
    for name in records:
        ((english, arabic, kurdish),) = texts[name]
        assert re.search(r"without (?:names|cases)", english), name
        assert "من دون" in arabic, name
        assert "بەبێ" in kurdish, name
