"""Words and lines: joining, fallback, breaking, and texts that mean harm."""

import re
from pathlib import Path

import pytest

from capacity_app.report.fonts import UNITS, FontSet, GlyphBook
from capacity_app.report.lines import Span
from capacity_app.report.shaping import Shaper, clean
from capacity_app.report.typesetter import Text, TextStyle, Typesetter

FONTS = FontSet.in_folder(Path(__file__).parents[2] / "resources" / "fonts")
STYLE = TextStyle(size=10)


def setter(language: str = "ar") -> Typesetter:
    return Typesetter(FONTS, language, language != "en")


def visual(typesetter: Typesetter, code: str) -> str:
    """The text of operands from left to right, as their glyphs stand for it."""
    books = {book.font.resource: book for book in typesetter.shaper.books()}
    current = "FR"
    out = ""
    for font, glyphs in re.findall(r"/(F.) 1 Tf|<([0-9A-F]+)>", code):
        current = font or current
        ids = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
        out += "".join(books[current].text_of(cid) for cid in ids)
    return out


def lines_of(text: Text, language: str = "ar", width: float = 1e6) -> list[str]:
    typesetter = setter(language)
    return [visual(typesetter, line.code) for line in typesetter.lines(text, STYLE, width)]


def test_clean_leaves_good_text_alone() -> None:
    text = "a\nb سلام 😀 (x)"
    assert clean(text) is text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb", "a    b"),
        ("a\x00\x07\x1bb\x85c", "ab\nc"),
        ("a\ud800b\udfff", "a\ufffdb\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("a\uffffb\ufdd0", "a\ufffdb\ufffd"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_lam_alef_is_one_presentation_form() -> None:
    assert lines_of("السلام") == ["م\ufefbسلا"]
    assert lines_of("لأ لإ لآ") == ["\ufef5 \ufef9 \ufef7"]


def test_ligatures_without_a_presentation_form_copy_letter_by_letter() -> None:
    assert lines_of("بڵاو", "ckb") == ["واڵب"]
    shaper = Shaper(FONTS, "ckb")
    assert shaper.word("ڵا", False, True).width < shaper.word("ڵ", False, True).width * 1.2


def test_numbers_dates_and_brackets_in_arabic() -> None:
    (line,) = lines_of("في \u20662026-12-31\u2069 بالرمز \u2066FUN-3.2\u2069 (75%)")
    assert "2026-12-31" in line
    assert "FUN-3.2" in line
    assert line.startswith(")%75(")


def test_brackets_are_drawn_mirrored() -> None:
    shaper = Shaper(FONTS, "ar")
    opening = FONTS.regular.hb.get_nominal_glyph(ord("("))
    closing = FONTS.regular.hb.get_nominal_glyph(ord(")"))
    assert opening is not None and closing is not None
    shaper.word("(", False, True)
    (book, *_) = shaper.books()
    assert book.glyphs() == {closing}
    assert book.text_of(closing) == "("


def test_sorani_letters_are_in_the_text_fonts() -> None:
    letters = set("ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ،؛؟")
    for font in (FONTS.regular, FONTS.bold):
        assert {ord(letter) for letter in letters} <= font.coverage


def test_sorani_letters_join() -> None:
    shaper = Shaper(FONTS, "ckb")
    for letter in "پچگکێی":
        alone, inside = shaper.word(letter, False, True), shaper.word(letter, False, True, "ب", "ب")
        assert alone.code != inside.code


def test_bold_in_mid_word_joins() -> None:
    typesetter = setter()
    (line,) = typesetter.lines(["مست", Span("شفى", bold=True)], STYLE, 1e6)
    bold_alone = typesetter.shaper.word("شفى", True, True).code
    bold_joined = typesetter.shaper.word("شفى", True, True, "مست", "").code
    assert bold_joined != bold_alone
    assert bold_joined in line.code
    assert visual(typesetter, line.code) == "ىفشتسم"


def test_spans_have_colour_and_return_to_the_style() -> None:
    (line,) = setter("en").lines(["a ", Span("red", colour="#FF0000"), " b"], STYLE, 1e6)
    assert "1 0 0 rg" in line.code
    assert line.code.rindex("0.1216 0.1608 0.2 rg") > line.code.index("1 0 0 rg")


def test_one_glyph_for_two_texts_copies_as_each() -> None:
    typesetter = setter()
    codes = [typesetter.lines(text, STYLE, 1e6)[0].code for text in ("(", "\u2066)\u2069")]
    assert [visual(typesetter, code) for code in codes] == ["(", ")"]


@pytest.mark.parametrize("text", ["😀", "漢字", "👩‍⚕️", "\U0010fffd", "ﷺ"])
def test_unknown_characters_are_visible_and_copied(text: str) -> None:
    typesetter = setter("en")
    (line,) = typesetter.lines(text, STYLE, 1e6)
    assert line.width > 0
    assert set(visual(typesetter, line.code)) <= set(text)
    assert text[0] in visual(typesetter, line.code)


def test_symbols_come_from_the_second_font() -> None:
    typesetter = setter("en")
    (line,) = typesetter.lines("a ☐☑☒✓✗→←•●○ b", STYLE, 1e6)
    assert "/FS 1 Tf" in line.code
    assert visual(typesetter, line.code) == "a ☐☑☒✓✗→←•●○ b"
    missing = [c for c in "☐☑☒✓✗→←•●○" if FONTS.for_char(c, False) is None]
    assert missing == []


def test_breaks_at_spaces_within_the_width() -> None:
    typesetter = setter("en")
    lines = typesetter.lines("one two three four five six seven eight", STYLE, 60)
    texts = [visual(typesetter, line.code) for line in lines]
    assert " ".join(texts) == "one two three four five six seven eight"
    assert all(line.width * STYLE.size / UNITS <= 60 for line in lines)


def test_breaks_after_hyphens_between_letters_only() -> None:
    width = setter("en").width("well-", STYLE) + 1
    assert lines_of("well-known", "en", width)[0] == "well-"
    assert lines_of("well FUN-3.2", "en", width + 20) == ["well", "FUN-3.2"]


@pytest.mark.parametrize("letter", ["x", "ب", "😀", "e\u0301", "(", "\u0301"])
def test_a_word_wider_than_the_line_is_cut(letter: str) -> None:
    typesetter = setter("en")
    lines = typesetter.lines(letter * 3000, STYLE, 200)
    assert len(lines) > 1 or letter == "\u0301"
    assert all(line.width * STYLE.size / UNITS <= 201 for line in lines)


def test_mixed_lines_keep_every_word() -> None:
    text = "الاسم Ahmed Karim رقم 2026/15 في Erbil وأيضا (Duhok) نعم"
    assert sorted(" ".join(lines_of(text, width=80)).replace(" ", "")) == sorted(
        "".join(lines_of(text)).replace(" ", "")
    )


def test_newlines_and_spaces_are_kept() -> None:
    assert lines_of("a  b\n\nc", "en") == ["a  b", "", "c"]
    assert lines_of([Span("a\n", bold=True), "b"], "en") == ["a", "b"]
    assert lines_of("", "en") == [""]
    assert lines_of([], "en") == [""]


def test_trailing_spaces_do_not_count() -> None:
    typesetter = setter("en")
    assert typesetter.width("a  ", STYLE) == typesetter.width("a", STYLE)


def test_ligatures_and_marks_copy_in_full() -> None:
    assert lines_of("office", "en") == ["office"]
    assert sorted(lines_of("مُدَرِّس")[0]) == sorted("مُدَرِّس")


def test_a_new_document_starts_from_nothing() -> None:
    first, second = setter(), setter()
    first.lines("something else", STYLE, 1e6)
    text = "نفس النص (same) 12"
    assert second.lines(text, STYLE, 1e6) == setter().lines(text, STYLE, 1e6)


def test_colours_must_be_hexadecimal() -> None:
    with pytest.raises(ValueError, match="#RRGGBB"):
        setter("en").opening(TextStyle(colour="red"))


def test_a_run_of_which_nothing_is_drawn_can_be_cut() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert len(setter("en").lines(family * 200, STYLE, 60)) > 10
    assert len(setter("ckb").lines("x" * 3_000 + "\u200d\u200d", STYLE, 60)) > 10


def test_there_are_never_more_character_ids_than_four_digits_can_say() -> None:
    book = GlyphBook(FONTS.symbols)
    ids = [book.id_of(5, chr(0x20000 + number), 500) for number in range(65_000)]
    ids += [book.id_of(6, "x", 500, 10, number) for number in range(1, 2_000)]
    assert len(set(ids)) > 61_000
    assert max(ids) <= 0xFFFF
    assert book.glyphs() <= {5, 6}
