"""Names as people in Iraq really type them: the same name meets itself, another does not."""

import pytest

from capacity_app.model.folding import fold, matches

SAME = [
    ("منظمة الأمل العراقية", "منظمه الامل العراقيه"),  # ta marbuta as ha, alif without hamza
    ("جمعية إغاثة الطفولة", "جمعيه اغاثه الطفوله"),
    ("مؤسسة الإسراء", "موسسة الاسراء"),
    ("مركز شؤون المرأة", "مركز شوون المراة"),
    ("هيئة الرعاية", "هيية الرعاية"),
    ("مستشفى المنى", "مستشفي المني"),  # alif maqsura as ya
    ("جمعية الهلال الأحمر", "جَمْعِيَّةُ الهِلَالِ الأَحْمَر"),  # vowel marks
    ("الرحمة", "الرحـــمة"),  # tatweel
    ("شهداء", "شهدا"),
    ("آفاق", "افاق"),
    ("ٱلنور", "النور"),
    ("ڕێکخراوی هیوا", "ڕێكخراوي هيوا"),  # Arabic kaf and ya on a Kurdish name
    ("ڕێکخراوی هیوا", "ریکخراوی هیوا"),  # a Kurdish name without its small marks
    ("کۆمەڵەی ژیان", "كومه‌له‌ى ژيان"),  # ه with a zero-width non-joiner, the older way
    ("کۆمه‌ڵه", "کۆمەڵە"),
    ("ئەنجومەنی ژنان", "ئه‌نجومه‌نی ژنان"),
    ("ئازادی", "آزادي"),
    ("ئەنبار", "أنبار"),
    ("ھەولێر", "هەولێر"),  # two different code points of ha
    ("ڤیان", "فيان"),
    ("لا", "ﻻ"),  # a ligature as old programs leave it
    ("Rêxistina Hêvî", "rexistina hevi"),
    ("Al-Amal  Association", "al amal association"),
    ("Ba'ashiqah", "Baashiqah"),
    ("2026", "٢٠٢٦"),
    ("2026", "۲۰۲۶"),
    ("\u2067Hope\u2069", "HOPE"),
]
DIFFERENT = [
    ("الأمل", "العمل"),
    ("هیوا", "ژیان"),
    ("سنجار", "سنكار"),
    ("گەرمیان", "کەرمیان"),
    ("Hope 1", "Hope 2"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_name_is_another(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", [text for pair in SAME for text in pair])
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_word_must_be_found_in_any_order_and_anywhere() -> None:
    text = "منظمة الأمل للصحة · تقييم أولي · 9 آذار 2026"
    assert matches("صحه امل", text)
    assert matches("٢٠٢٦ اذار", text)
    assert not matches("امل نيسان", text)


def test_nothing_asked_finds_everything() -> None:
    assert matches("", "Hope")
    assert matches(" … ", "Hope")


def test_marks_alone_fold_to_nothing() -> None:
    assert fold("\u200c\u0640 –") == ""
