"""The glossary's terms are the ones the question bank uses, in each language."""

import re
from typing import Any

import pytest

Texts = list[tuple[str, dict[str, str]]]

# glossary id: the English word, then stems of which one must stand in the Arabic and the Kurdish
# text. The first stem of each language is a part of the glossary's own term.
TERMS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "allegation": (r"allegation", ("ادعاء",), ("تۆمەت",)),
    "audit": (r"\baudit(?!or)", ("تدقيق", "دقق", "دقّق", "ُدقَّق"), ("وردبین",)),
    "baseline": (r"\bbaseline", ("خط الأساس", "خط أساس"), ("هێڵی بنەڕەت",)),
    "code_of_conduct": (r"code of conduct", ("مدونة السلوك", "مدونة سلوك"), ("ڕێنما",)),
    "cold_chain": (r"cold[- ]chain", ("سلسلة التبريد",), ("زنجیرەی ساردکردنەوە",)),
    "conflict_of_interest": (
        r"conflicts? of interest",
        ("تضارب المصالح",),
        ("ناکۆکیی بەرژەوەندی",),
    ),
    "confidentiality": (r"confidential", ("السرية", "سري"), ("نهێنی",)),
    "consent": (r"\bconsent\b", ("الموافقة", "موافق"), ("ڕەزامەندی",)),
    "consortium": (r"consorti", ("ائتلاف",), ("هاوپەیمانی",)),
    "contingency_plan": (r"contingency plan", ("خطة طوارئ",), ("ئامادەیی",)),
    "core_costs": (
        r"core costs?",
        ("التكاليف الأساسية", "للتكاليف الأساسية", "تكاليفها الأساسية"),
        ("بنەڕەتی",),
    ),
    "data_protection": (
        r"data protection",
        ("حماية البيانات", "لحماية البيانات"),
        ("پاراستنی زانیارییە کەسییەکان",),
    ),
    "doh": (
        r"Directorate of Health",
        ("دائرة الصحة",),
        ("بەڕێوەبەرایەتیی گشتیی تەندروستی",),
    ),
    "evidence": (r"\bevidence\b", ("دليل", "أدلة", "الأدلة", "أدلته"), ("بەڵگە",)),
    "focal_point": (
        r"focal p(?:oint|erson)",
        ("نقطة الاتصال", "نقطة اتصال"),
        ("خاڵی پەیوەندی", "خاڵێکی پەیوەندی"),
    ),
    "fraud": (r"\bfraud", ("الاحتيال", "احتيال"), ("ساختەکاری",)),
    "funder": (r"\bfunder", ("المانحة", "مانحة"), ("بەخشەر",)),
    "gbv": (
        r"gender-based violence",
        ("العنف القائم على النوع الاجتماعي", "للعنف القائم على النوع الاجتماعي"),
        ("توندوتیژی لەسەر بنەمای جێندەر",),
    ),
    "grant": (r"\bgrants?\b", ("منح",), ("بەخشین",)),
    "indicator": (r"\bindicator", ("مؤشر",), ("نیشاندەر",)),
    "ipc": (r"infection[- ](?:prevention|control)", ("العدوى",), ("هەوکردن",)),
    "level": (r"\blevel 3", ("مستوى", "المستوى 3"), ("ئاست",)),
    "mhpss": (r"MHPSS|psychosocial support", ("النفسي", "نفسي"), ("دەروونی",)),
    "minutes": (r"\bminutes of|minutes\b(?= with)", ("محضر", "محاضر"), ("کۆنووس",)),
    "mou": (
        r"memorandum of understanding",
        ("مذكرة تفاهم", "مذكرة التفاهم"),
        ("یاداشتی لێکتێگەیشتن",),
    ),
    "non_retaliation": (r"non-retaliation", ("عدم الانتقام", "بعدم الانتقام"), ("تۆڵەنەکردنەوە",)),
    "opd": (
        r"organisations? of persons with disabilities",
        ("ذوي الإعاقة",),
        ("کەسانی خاوەن کەمئەندامی",),
    ),
    "overhead": (
        r"\boverhead",
        ("التكاليف غير المباشرة", "للتكاليف غير المباشرة"),
        ("تێچووی ناڕاستەوخۆ",),
    ),
    "p_code": (r"p-code", ("p-code",), ("p-code",)),
    "policy": (r"\bpolic(?:y|ies)\b", ("سياس",), ("سیاسەت",)),
    "procedure": (r"\bprocedures?\b", ("إجراء",), ("ڕێکار",)),
    "procurement": (r"procurement", ("المشتريات", "شراء", "مشتريات"), ("کڕین",)),
    "psea": (r"\bPSEA\b", ("الحماية", "حماية", "للحماية"), ("پاراستن",)),
    "reconciliation": (r"reconcil", ("مطابق",), ("بەراورد",)),
    "referral": (
        r"\breferrals?\b",
        ("إحال", "الإحال", "يُحال", "المُحال"),
        ("ڕەوانە",),
    ),
    "referral_pathway": (r"\bpathway", ("مسار", "المسار"), ("ڕێڕەو",)),
    "registration": (r"\bregistration", ("التسجيل", "تسجيل"), ("تۆمار",)),
    "reserve": (r"\breserve\b", ("احتياطي",), ("یەدەگ",)),
    "risk_register": (
        r"risk register",
        ("سجل المخاطر", "سجلاً للمخاطر"),
        ("تۆماری مەترسییەکان", "تۆماری نووسراوی مەترسییەکان"),
    ),
    "safeguarding": (r"child safeguarding", ("حماية الطفل",), ("پاراستنی منداڵ",)),
    "segregation_of_duties": (
        r"segregation of duties",
        ("الفصل بين المهام",),
        ("جیاکردنەوەی ئەرکەکان",),
    ),
    "stock_card": (r"stock card", ("بطاقة", "بطاقات"), ("کارت",)),
    "stock_out": (r"stock-out", ("نفاد",), ("تەواوبوون",)),
    "supportive_supervision": (
        r"supportive supervision",
        ("الإشراف الداعم", "إشراف داعم", "إشرافاً داعماً"),
        ("سەرپەرشتیی پاڵپشتیکەر",),
    ),
    "surveillance": (r"\bsurveillance", ("الترصد", "ترصد"), ("چاودێریی نەخۆشی",)),
    "training_of_trainers": (
        r"training of trainers",
        ("تدريب المدرّبين", "تدريب مدرّبين"),
        ("ڕاهێنانی ڕاهێنەران",),
    ),
    "whistle_blowing": (
        r"whistle-blow",
        ("الإبلاغ عن المخالفات", "للإبلاغ عن المخالفات"),
        ("ئاشکراکردنی سەرپێچی",),
    ),
}


def holds(text: str, stems: tuple[str, ...]) -> bool:
    return any(stem in text for stem in stems)


def test_there_are_enough_terms_with_ids_of_their_own(glossary: list[dict[str, Any]]) -> None:
    ids = [entry["id"] for entry in glossary]
    assert len(ids) >= 55
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in ids)
    assert all(set(entry) == {"id", "term", "meaning"} for entry in glossary)


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_a_term_names_one_thing_only(language: str, glossary: list[dict[str, Any]]) -> None:
    terms = [entry["term"][language] for entry in glossary]
    assert len(set(terms)) == len(terms)


def test_a_meaning_is_one_or_two_sentences(glossary: list[dict[str, Any]]) -> None:
    for entry in glossary:
        for language, words in entry["meaning"].items():
            assert words.endswith("."), (entry["id"], language)
            assert 1 <= words.count(". ") + 1 <= 2, (entry["id"], language)


@pytest.mark.parametrize("name", TERMS)
def test_the_bank_uses_the_glossary_s_term(
    name: str, glossary: list[dict[str, Any]], bank_texts: Texts
) -> None:
    english, arabic, kurdish = TERMS[name]
    term = next(entry["term"] for entry in glossary if entry["id"] == name)
    assert arabic[0] in term["ar"]
    assert kurdish[0] in term["ckb"]
    word = re.compile(english, re.I)
    having = [(where, text) for where, text in bank_texts if word.search(text["en"])]
    assert having, "the term is not used at all"
    assert [where for where, text in having if not holds(text["ar"], arabic)] == []
    assert [where for where, text in having if not holds(text["ckb"], kurdish)] == []
