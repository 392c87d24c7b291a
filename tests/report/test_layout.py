"""Blocks on pages, and the PDF files that come out."""

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pypdf
import pytest

from capacity_app.report.boxes import Box, Columns, KeepTogether, Stack, offsets
from capacity_app.report.flow import LEAST_MARGIN, Edge, Flow, Page, Step
from capacity_app.report.fonts import FontSet
from capacity_app.report.layout import Block, Figure, Heading, PageBreak, Paragraph, Rule, Spacer
from capacity_app.report.lines import Span
from capacity_app.report.sheet import Sheet
from capacity_app.report.table import Cell, Column, Table, TableStyle
from capacity_app.report.tagging import Meta
from capacity_app.report.typesetter import TextStyle, Typesetter

FONTS = FontSet.in_folder(Path(__file__).parents[2] / "resources" / "fonts")
BODY = TextStyle(size=10, after=4)
HEAD = TextStyle(size=14, bold=True)


def setter(language: str) -> Typesetter:
    return Typesetter(FONTS, language, language != "en")


def made(
    blocks: Sequence[Block],
    language: str = "en",
    header: Edge | None = None,
    footer: Edge | None = None,
) -> bytes:
    out = io.BytesIO()
    meta = Meta("Title <&> عنوان", "Author", language, language != "en")
    Flow(setter(language), header=header, footer=footer).save(out, blocks, meta)
    return out.getvalue()


def read(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in read(data).pages]


def table(rows: Sequence[Sequence[str]], **style: float) -> Table:
    columns = [Column(), Column(3), Column(points=60, align="end")]
    return Table(columns, ["A", "B", "C"], rows, TableStyle(**style))  # type: ignore[arg-type]


SAMPLES = {
    "en": "The plan of 2026-12-31 (code FUN-3.2): 75% done. منظمة السلام",
    "ar": "خطة \u20662026-12-31\u2069 (الرمز \u2066FUN-3.2\u2069): 75% منظمة السلام Ahmed",
    "ckb": "پلانی \u20662026-12-31\u2069 (کۆدی \u2066FUN-3.2\u2069): 75% ڕێکخراوی ئاشتی بڵاو Ahmed",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_text_comes_out_with_pypdf(language: str) -> None:
    (text,) = texts(made([Paragraph(SAMPLES[language], BODY)], language))
    for part in ("2026-12-31", "FUN-3.2", "75"):
        assert part in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("language", SAMPLES)
def test_words_come_out_with_pdftotext(language: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made([Paragraph(SAMPLES[language], BODY)], language))
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", run.stdout).replace("\ufefb", "لا")
    words = re.findall(r"[\w%.-]{3,}", re.sub("[\u2066-\u2069]", "", SAMPLES[language]))
    assert [word for word in words if word not in text and word != "75%"] == []


@pytest.mark.parametrize("language", SAMPLES)
def test_the_same_content_is_the_same_file(language: str) -> None:
    blocks = [
        Heading("سلام", HEAD),
        Paragraph(SAMPLES[language] * 9, BODY),
        table([["a", "b", "c"]]),
    ]
    assert made(blocks, language) == made(blocks, language)


def test_the_file_tells_language_title_and_structure() -> None:
    blocks: list[Block] = [
        Heading("First", HEAD),
        Paragraph("text", BODY),
        Figure(50, 20, lambda sheet: sheet.text(0, 0, "in", BODY), "Alternative <text>"),
        table([["a", "b", "c"]] * 90),
    ]
    reader = read(made(blocks, "ar"))
    catalog = reader.root_object
    assert catalog["/Lang"] == "ar"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None and reader.metadata.title == "Title <&> عنوان"
    assert b"Title &lt;&amp;&gt;" in catalog["/Metadata"].get_object().get_data()
    document = catalog["/StructTreeRoot"]["/K"][0].get_object()
    kinds = [kid.get_object()["/S"] for kid in document["/K"]]
    assert kinds == ["/H1", "/P", "/Figure", "/Table"]
    assert document["/K"][2].get_object()["/Alt"] == "Alternative <text>"
    rows = document["/K"][3].get_object()["/K"]
    assert len(rows) == 91  # the repeated header is not read again
    assert {cell.get_object()["/S"] for cell in rows[0].get_object()["/K"]} == {"/TH"}
    marks = catalog["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert len(marks) == 2 * len(reader.pages)


def test_all_fonts_are_embedded() -> None:
    for page in read(made([Paragraph("a ☐ سلام", BODY)])).pages:
        fonts = page["/Resources"]["/Font"]
        assert set(fonts) == {"/FR", "/FS"}
        for font in fonts.values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()


def test_marked_content_is_balanced() -> None:
    blocks = [Heading("x", HEAD), Box(Paragraph("y", BODY)), Rule(), table([["a", "b", "c"]] * 60)]
    for page in read(made(blocks, footer=lambda x, y: Paragraph(f"{x}/{y}", BODY))).pages:
        content = page.get_contents()
        assert content is not None
        operators = content.get_data().decode("latin-1")
        assert len(re.findall(r"\bB[DM]C\b", operators)) == len(re.findall(r"\bEMC\b", operators))
        assert len(re.findall(r"\bBT\b", operators)) == len(re.findall(r"\bET\b", operators))


def test_header_and_footer_know_the_number_of_pages() -> None:
    def footer(page: int, pages: int) -> Block:
        return Paragraph(f"Page {page} of {pages}", BODY)

    pages = texts(made([Paragraph("word " * 3000, BODY)], header=footer, footer=footer))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert text.count(f"Page {number} of {len(pages)}") == 2


def test_table_header_is_repeated_and_every_row_is_there() -> None:
    rows = [[f"r{n}", f"text {n}", f"{n}.00"] for n in range(150)]
    pages = texts(made([table(rows)]))
    assert len(pages) > 2
    assert all(re.search(r"A\s+B\s+C", text) for text in pages)
    found = re.findall(r"r\d+", " ".join(pages))
    assert found == [f"r{n}" for n in range(150)]


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("word", ["word ", "سلام ", "x"])
def test_a_cell_taller_than_a_page_is_split(language: str, word: str) -> None:
    long = (word * 30_000)[:30_000]
    data = made([table([["1", "before", "c"], ["2", long, "c"], ["3", "after", "c"]])], language)
    pages = texts(data)
    assert len(pages) > 3
    together = "".join(pages)
    if word == "x":
        assert together.count("x") == 30_000
    elif word == "word ":
        assert together.count("word") == 6000
    assert "after" in pages[-1]


def test_columns_are_mirrored() -> None:
    assert offsets([10, 20, 30], 5, False) == [0, 15, 40]
    assert offsets([10, 20, 30], 5, True) == [60, 35, 0]


def test_boxes_in_a_row_are_equally_high() -> None:
    boxes = [Box(Paragraph("a", BODY)), Box(Paragraph("a\nb\nc", BODY))]
    placed = Columns(boxes).place(setter("en"), 300)
    assert {item.height for item in placed.items} == {placed.height}


def test_keep_together_moves_to_the_next_page() -> None:
    lines = [Paragraph(f"kept {n}", BODY) for n in range(20)]
    first, second = texts(made([Paragraph("word " * 650, BODY), KeepTogether(lines)]))
    assert "kept" not in first
    assert second.count("kept") == 20


def test_keep_together_taller_than_a_page_is_split_all_the_same() -> None:
    pages = texts(made([KeepTogether([Paragraph(f"kept {n}", BODY) for n in range(200)])]))
    assert len(pages) > 2
    assert "".join(pages).count("kept") == 200


def test_a_heading_stays_with_what_follows() -> None:
    for lines in range(30, 60):
        filler = Paragraph("\n".join(["line"] * lines), BODY)
        pages = texts(made([filler, Heading("Heading", HEAD), Paragraph("after\n" * 5, BODY)]))
        page = next(text for text in pages if "Heading" in text)
        assert "after" in page


def test_headings_make_the_outline() -> None:
    blocks = [Heading("One", HEAD), Heading("Deep", HEAD, level=3), Heading("دوو", HEAD)]
    outline = read(made(blocks)).outline
    assert outline[0].title == "One"
    assert outline[1][0].title == "Deep"
    assert outline[2].title == "دوو"


def test_pages_turn() -> None:
    blocks = [
        PageBreak(landscape=False),
        Paragraph("a", BODY),
        PageBreak(landscape=True),
        Paragraph("b", BODY),
        PageBreak(),
        Paragraph("c", BODY),
        PageBreak(landscape=False),
    ]
    boxes = [page.mediabox for page in read(made(blocks)).pages]
    assert [box.width > box.height for box in boxes] == [False, True, True]


def test_margins_are_at_least_15_millimetres() -> None:
    assert Page(margin=3).edge == LEAST_MARGIN


def test_figures_are_made_smaller_to_fit() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.rect(0, 0, 1000, 100)

    assert Figure(1000, 100, draw, "alt").measure(setter("en"), 500) == 50


def test_blocks_too_tall_for_a_page_do_not_hang() -> None:
    tall = Figure(10, 5000, lambda sheet: None, "tall")
    assert len(texts(made([tall, Box(tall), Columns([tall, tall]), Spacer(5000)]))) >= 3
    assert len(texts(made([Paragraph("x", TextStyle(size=2000))]))) == 1
    assert len(texts(made([table([["x", "y", "z"]], padding_y=900)]))) == 1


def test_an_empty_document_has_a_page() -> None:
    assert len(texts(made([]))) == 1


def test_cancelling_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    flow = Flow(setter("en"))
    steps = flow.steps(path, [Paragraph("word " * 5000, BODY)], Meta("t", "a", "en"))
    assert next(steps) == Step(False, 1, 1)
    steps.close()  # type: ignore[attr-defined]
    assert not path.exists()


def test_steps_are_pages_laid_out_then_drawn() -> None:
    flow = Flow(setter("en"))
    steps = list(flow.steps(io.BytesIO(), [Paragraph("word " * 2000, BODY)], Meta("t", "a", "en")))
    pages = steps[-1].pages
    assert steps == [Step(False, n + 1, n + 1) for n in range(pages)] + [
        Step(True, n + 1, pages) for n in range(pages)
    ]


HOSTILE = [
    "",
    " ",
    "\n" * 500,
    "<b>&amp;</b> (\\) [TJ] EMC ET",
    "=HYPERLINK(1)",
    "\x00\x01\x1f\x7f",
    "\ud800 \udc00 \ud83d",
    "😀👩‍⚕️🇮🇶",
    "\u202e\u202d\u2066\u2067\u2068 unclosed",
    "\u2069\u202c closed",
    "a" + "\u0301" * 400,
    "\u200d\u200c\ufeff\u00ad\u200b" * 50,
    "ﷺ \u0600 \u06dd ﻻ",
    "\U000e0041\U0010ffff\ufffe",
    "שלום 漢字 ไทย नमस्ते",
]


@pytest.mark.parametrize("language", SAMPLES)
def test_hostile_texts(language: str) -> None:
    blocks: list[Block] = []
    for text in HOSTILE:
        blocks += [
            Heading(text, HEAD),
            Paragraph([text, Span(text, bold=True, colour="#B42318")], BODY),
            Stack([Box(Paragraph(text, BODY))]),
            Table([Column(), Column()], [text, text], [[text, Cell(text, fill="#E3F1F0")]]),
            Figure(50, 20, partial(Sheet.text, x=0, y=0, text=text, style=BODY), text),
        ]
    out = io.BytesIO()
    Flow(setter(language)).save(out, blocks, Meta("\ud800\x00<t>", "\n\uffff", language))
    assert len(read(out.getvalue()).pages) > 1
