"""Every text is written properly in each of the three languages."""

import re
from typing import Any

import pytest

Texts = list[tuple[str, dict[str, str]]]

LOOKALIKES = re.compile("[يىكةأإآؤ]")
SORANI = re.compile("[ەێۆڕڵڤیکگ]")
NOT_ARABIC = re.compile("[کیگەێۆڕڵڤپچژ]")
PLAIN_R = re.compile("(?<![\u0600-\u06ff])ر")
LATIN_PUNCTUATION = re.compile("[,;?]")
OTHER_DIGITS = re.compile("[٠-٩۰-۹]")
AMERICAN = re.compile(
    r"\b\w*(?:organiz(?!ation\b)|behavior|color|labor\b|center|program\b|analyz|immuniz)\w*", re.I
)
TANWIN_AFTER_ALEF = re.compile("\u064b\u0627(?![\u0621-\u064a])")
ONE_SPELLING = {
    "فۆرم": "فۆڕم",
    "کوالێتی": "کوالیتی",
    "واژوو": "واژۆ",
    "پڕۆتۆکۆل(?!ێ)": "پڕۆتۆکۆڵ",
    "تەنیا": "تەنها",
    "لانی کەم": "لانیکەم",
    "قوفڵ": "قفڵ",
    "ئۆفیس": "نووسینگە",
    "ڕێکخراوەکە(?!ان)": "ڕێکخراو",
}
LIMITS = {
    "title": 60,
    "question": 170,
    "guidance": 320,
    "inflates": 240,
    "importance_reason": 200,
    "prompts": 150,
    "levels": 250,
    "evidence_types": 70,
    "text": 230,
    "deliverable": 130,
    "elements": 200,
    "sustained": 200,
    "term": 60,
    "meaning": 200,
}
ACRONYM_WITH_DIGIT = re.compile(r"[A-Za-z]+\d+|\d+[A-Za-z]+\b")


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", ACRONYM_WITH_DIGIT.sub(" ", text)))


def arabic_share(text: str) -> float:
    """Share of Arabic-script letters among all letters."""
    arabic = len(re.findall("[\u0621-\u064a\u066e-\u06d5]", text))
    latin = len(re.findall("[A-Za-z]", text))
    return arabic / (arabic + latin) if arabic + latin else 0.0


def kind(where: str) -> str:
    """Which length limit a place has: its own name, or that of the list it stands in."""
    parts = where.split(".")
    for name in ("evidence_types", "elements", "sustained", "levels", "prompts"):
        if name in parts:
            return name
    return parts[-1]


def matches(pattern: re.Pattern[str], texts: Texts, *languages: str) -> list[str]:
    return [
        f"{where} {language}: {found.group()!r} in {text[language]}"
        for where, text in texts
        for language in languages
        if (found := pattern.search(text[language]))
    ]


def test_every_text_has_every_language_and_no_padding(all_texts: Texts) -> None:
    faults = [
        where
        for where, text in all_texts
        if set(text) != {"en", "ar", "ckb"}
        or any(not words.strip() or words != words.strip() for words in text.values())
        or any("  " in words or "\n" in words for words in text.values())
    ]
    assert faults == []
    assert len(all_texts) > 1700


def test_no_invisible_characters(all_texts: Texts) -> None:
    hidden = re.compile("[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
    assert matches(hidden, all_texts, "en", "ar", "ckb") == []


def test_arabic_and_kurdish_are_in_arabic_script(all_texts: Texts) -> None:
    faults = [
        f"{where} {language}"
        for where, text in all_texts
        for language in ("ar", "ckb")
        if arabic_share(text[language]) < 0.7
    ]
    assert faults == []


def test_english_is_in_latin_script(all_texts: Texts) -> None:
    assert [where for where, text in all_texts if arabic_share(text["en"]) > 0] == []


def test_kurdish_has_no_arabic_look_alikes(all_texts: Texts) -> None:
    assert matches(LOOKALIKES, all_texts, "ckb") == []


def test_no_kurdish_word_begins_with_plain_r(all_texts: Texts) -> None:
    assert matches(PLAIN_R, all_texts, "ckb") == []


def test_kurdish_letters_are_there(all_texts: Texts) -> None:
    long = [(w, t) for w, t in all_texts if len(t["ckb"]) > 12]
    assert [where for where, text in long if not SORANI.search(text["ckb"])] == []
    used = set("".join(text["ckb"] for _, text in all_texts))
    assert set("ەێۆڕڵڤیکگپچژ") <= used


def test_arabic_has_no_kurdish_or_persian_letters(all_texts: Texts) -> None:
    assert matches(NOT_ARABIC, all_texts, "ar") == []


def test_arabic_puts_tanwin_before_the_alef_nowhere(all_texts: Texts) -> None:
    assert matches(TANWIN_AFTER_ALEF, all_texts, "ar") == []


@pytest.mark.parametrize("outlier", ONE_SPELLING)
def test_kurdish_has_one_spelling(outlier: str, all_texts: Texts) -> None:
    assert matches(re.compile(outlier), all_texts, "ckb") == [], ONE_SPELLING[outlier]


def test_punctuation_and_digits(all_texts: Texts) -> None:
    assert matches(LATIN_PUNCTUATION, all_texts, "ar", "ckb") == []
    assert matches(OTHER_DIGITS, all_texts, "en", "ar", "ckb") == []


def test_questions_end_with_a_question_mark(bank_texts: Texts) -> None:
    asked = [(w, t) for w, t in bank_texts if kind(w) in ("question", "prompts")]
    assert len(asked) > 71 * 3
    for where, text in asked:
        assert text["en"].endswith("?"), where
        assert text["ar"].endswith("؟"), where
        assert text["ckb"].endswith("؟"), where


def test_british_spelling(all_texts: Texts) -> None:
    assert matches(AMERICAN, all_texts, "en") == []


def test_nobody_is_called_certified(all_texts: Texts) -> None:
    assert matches(re.compile(r"\bcertified\b", re.I), all_texts, "en") == []


def test_arabic_and_kurdish_differ(all_texts: Texts) -> None:
    assert [where for where, text in all_texts if text["ar"] == text["ckb"]] == []


def test_figures_are_the_same_in_every_language(all_texts: Texts) -> None:
    faults = [
        f"{where} {language}: {figures(text['en'])} {figures(text[language])}"
        for where, text in all_texts
        for language in ("ar", "ckb")
        if figures(text["en"]) != figures(text[language])
    ]
    assert faults == []


def test_the_domain_s_figures_are_in_the_levels(
    indicators: dict[str, dict[str, Any]],
) -> None:
    wanted = {
        "FUN-1.2": "2",
        "FUN-2.1": "70%",
        "FUN-2.2": "30%",
        "FUN-2.3": "6",
        "FUN-4.1": "12",
        "FUN-5.1": "3",
        "FUN-6.1": "3",
        "COO-2.1": "75%",
        "COO-3.1": "6",
        "TEC-2.2": "85%",
        "TEC-2.3": "5%",
        "PSE-4": "90%",
        "PSE-5": "2",
        "PSE-6": "6",
    }
    for name, figure in wanted.items():
        levels = indicators[name]["levels"]
        for language in ("en", "ar", "ckb"):
            text = levels["3"][language] + levels["4"][language].replace("24", "")
            assert re.search(rf"(?<!\d){figure}(?!\d)", text), (name, language)


def test_the_four_levels_differ_pairwise(indicators: dict[str, dict[str, Any]]) -> None:
    for name, indicator in indicators.items():
        assert sorted(indicator["levels"]) == ["1", "2", "3", "4"], name
        for language in ("en", "ar", "ckb"):
            assert len({text[language] for text in indicator["levels"].values()}) == 4, name


def test_level_4_builds_on_level_3(indicators: dict[str, dict[str, Any]]) -> None:
    for name, indicator in indicators.items():
        level = indicator["levels"]["4"]
        assert level["en"].startswith("In addition to level 3, "), name
        assert level["ar"].startswith("إضافةً إلى المستوى 3، "), name
        assert level["ckb"].startswith("جگە لە ئاستی 3، "), name


def test_texts_stay_within_their_lengths(all_texts: Texts) -> None:
    faults = [
        f"{where} {language}: {len(words)}"
        for where, text in all_texts
        if not where.startswith("instrument") and kind(where) in LIMITS
        for language, words in text.items()
        if len(words) > LIMITS[kind(where)] * (1 if language == "en" else 1.15)
    ]
    assert faults == []


def test_the_screen_s_words_for_the_answers_are_used(
    indicators: dict[str, dict[str, Any]],
) -> None:
    for name in ("PSE-2", "PSE-8"):
        guidance = indicators[name]["guidance"]
        assert '"not applicable"' in guidance["en"]
        assert "«لا ينطبق»" in guidance["ar"]
        assert "«پەیوەندیدار نییە»" in guidance["ckb"]
