"""Terms of the glossary are found in texts, inflected as each language inflects them."""

import pytest

from capacity_app.model.text import Text
from capacity_app.usecases.glossary import find, find_in


@pytest.mark.parametrize(
    ("code", "text", "term", "said"),
    [
        ("en", "Two policies were approved", "policy", "policies"),
        ("en", "The Directorate of Health (DoH)", "doh", "Directorate of Health"),
        ("en", "agreed with the DoH", "doh", "DoH"),
        ("ar", "وافقت الهيئة الإدارية على ذلك", "board", "الهيئة الإدارية"),
        ("ar", "علم بالهيئة الإدارية", "board", "بالهيئة الإدارية"),
        ("ar", "مشاركة مع دائرة الصحة ودائرة الصحة", "doh", "دائرة الصحة"),
        ("ar", "وموافقته على العلاج", "consent", "وموافقته"),
        ("ar", "للمتابعة", "follow_up", "للمتابعة"),
        ("ar", "هيئة إدارية", "board", "هيئة إدارية"),
        ("ckb", "سیاسەتەکە نووسراوە", "policy", "سیاسەتەکە"),
        ("ckb", "لە بەڵگەکانی ڕێکخراو", "evidence", "بەڵگەکانی"),
    ],
)
def test_a_term_is_found_with_what_is_written_onto_it(
    code: str, text: str, term: str, said: str
) -> None:
    found = {each.term.id: text[each.start : each.end] for each in find(text, code)}
    assert found.get(term) == said


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "An auditorium on board-walks"), ("ar", "مدلولة"), ("ckb", "کڕیندراو")],
)
def test_parts_of_other_words_are_no_terms(code: str, text: str) -> None:
    assert not [each for each in find(text, code) if each.term.id in ("audit", "evidence")]


def test_each_term_is_marked_once() -> None:
    found = find("An audit, and after the audit another audit.", "en")
    assert [(each.term.id, each.start) for each in found] == [("audit", 3)]


def test_a_word_of_two_meanings_is_no_term_where_english_means_the_other() -> None:
    backup = Text("a backup outside the office", "نسخة احتياطية", "کۆپیی یەدەگی")
    assert find(backup.ckb, "ckb")
    assert not find_in(backup, "ckb")
    reserve = Text("a reserve for 3 months", "احتياطي لثلاثة أشهر", "یەدەگێک بۆ 3 مانگ")
    assert [each.term.id for each in find_in(reserve, "ckb")] == ["reserve"]
    assert [each.term.id for each in find_in(reserve, "ar")] == ["reserve"]
