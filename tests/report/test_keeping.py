"""What stays together over the end of a page: headings, what leads in, the end of a document."""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest

from capacity_app.report.boxes import Closing
from capacity_app.report.flow import Flow
from capacity_app.report.fonts import FontSet
from capacity_app.report.layout import Block, Heading, Paragraph
from capacity_app.report.table import Column, Table
from capacity_app.report.tagging import Meta
from capacity_app.report.typesetter import TextStyle, Typesetter

FONTS = FontSet.in_folder(Path(__file__).parents[2] / "resources" / "fonts")
BODY = TextStyle(size=10, after=4)
HEAD = TextStyle(size=14, bold=True)


def pages(blocks: Sequence[Block]) -> list[str]:
    out = io.BytesIO()
    Flow(Typesetter(FONTS, "en")).save(out, blocks, Meta("Title", "Author", "en", False))
    return [page.extract_text() for page in pypdf.PdfReader(out).pages]


def filler(lines: int) -> Block:
    return Paragraph("\n".join(["line"] * lines), BODY)


def table(rows: int) -> Table:
    return Table([Column()], ["Header"], [[f"row {number}."] for number in range(rows)])


def test_a_heading_and_its_lead_in_stay_with_the_table_they_announce() -> None:
    for lines in range(30, 60):
        said = Paragraph("what it shows", BODY)
        told = pages([filler(lines), Heading("Heading", HEAD), said, table(9)])
        page = next(text for text in told if "Heading" in text)
        assert "what it shows" in page
        assert "row 0." in page


def test_a_long_text_under_a_heading_is_no_lead_in() -> None:
    text = Paragraph("\n".join(["text"] * 12), BODY)
    first, second = pages([filler(30), Heading("Heading", HEAD), text, table(9)])
    assert "Heading" in first
    assert "Header" in second


@pytest.mark.parametrize("rows", range(36, 50))
def test_the_end_of_a_document_takes_the_last_rows_with_it(rows: int) -> None:
    told = pages([table(rows), Closing([Heading("Signatures", HEAD), filler(8)])])
    assert "Signatures" in told[-1]
    assert f"row {rows - 1}." in told[-1]
    assert "".join(told).count("row ") == rows


def test_the_end_of_a_document_takes_a_short_text_and_its_heading_with_it() -> None:
    ended = [Heading("Last part", HEAD), filler(6), Closing([Paragraph("name\n" * 9, BODY)])]
    first, second = pages([filler(36), *ended])
    assert "Last part" not in first
    assert second.index("Last part") < second.index("name")


def test_a_long_text_before_the_end_stays_where_it_is() -> None:
    first, second = pages([filler(48), Closing([Paragraph("name\n" * 9, BODY)])])
    assert first.count("line") == 48
    assert "line" not in second
