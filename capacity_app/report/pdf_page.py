"""What all pages of a PDF share: type, names at the top, tier and page number at the foot."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from capacity_app import paths
from capacity_app.i18n import Words, isolate, ltr
from capacity_app.report.beside import Beside
from capacity_app.report.boxes import Columns, Stack
from capacity_app.report.colours import ACCENT, ATTENTION, GROUND, LINE, MUTED
from capacity_app.report.content_shape import Report
from capacity_app.report.flow import LEAST_MARGIN, Edge, Flow, Page, Step
from capacity_app.report.fonts import FontSet
from capacity_app.report.layout import Block, Heading, Paragraph, Rule
from capacity_app.report.lines import Span
from capacity_app.report.pdf_blocks import OneLine, Same
from capacity_app.report.pdf_seal import seal
from capacity_app.report.table import TableStyle
from capacity_app.report.tagging import Meta
from capacity_app.report.typesetter import Text, TextStyle, Typesetter

TITLE: Final = TextStyle(size=20, bold=True, colour=ACCENT, leading=28)
NAME: Final = TextStyle(size=13, bold=True, leading=20, after=2)
H1: Final = TextStyle(size=15, bold=True, colour=ACCENT, leading=23, before=18, after=5)
H2: Final = TextStyle(size=10.5, bold=True, leading=16, before=11, after=4)
BODY: Final = TextStyle(size=9, leading=13.5, after=4)
NOTE: Final = TextStyle(size=8, leading=12, colour=MUTED)
CELL: Final = TextStyle(size=8, leading=11.5)
CELL_MUTED: Final = CELL.but(colour=MUTED)
CELL_ALERT: Final = CELL.but(colour=ATTENTION)
CELL_BOLD: Final = CELL.but(bold=True)
CELL_NOTE: Final = TextStyle(size=7.5, leading=11, colour=MUTED)
HEAD: Final = CELL.but(bold=True)
WARNING: Final = TextStyle(size=8.5, leading=12.5, colour=ATTENTION, bold=True)
_EDGE: Final = TextStyle(size=7.5, leading=11, colour=MUTED)

GRID: Final = TableStyle(text=CELL, header=HEAD)
PLAIN: Final = TableStyle(text=CELL, header=HEAD, header_fill=GROUND)
OPEN: Final = TableStyle(text=CELL, header=HEAD, line=None, padding_x=0, padding_y=2)

_LONGEST_NAME: Final = 200  # of a title in the file's properties


def code(words: Words, text: str) -> str:
    """A code, kept left to right."""
    return ltr(text) if words.rtl and text else text


def typed(words: Words, text: str) -> str:
    """Text somebody typed: each line takes the direction of its own first letter."""
    if not words.rtl and text.isascii():
        return text
    return "\n".join(isolate(line) if line else "" for line in text.splitlines())


def joined(words: Words, parts: Iterable[str]) -> str:
    """Parts beside each other, each in its own direction; empty ones are left out."""
    return words.listed(part for part in parts if part)


def labelled(words: Words, label: str, value: str) -> str:
    """A label and its value."""
    return words.gettext("{label}: {value}", label=label, value=value)


def named(words: Words, label: str, value: str) -> Text:
    """A label and a text somebody typed, which is told apart from it; "" without a text."""
    return [labelled(words, label, ""), value] if value else ""


def spans(*parts: Span | str) -> Text:
    """Text of parts that look different."""
    return parts


def lines(*parts: tuple[Text, TextStyle]) -> list[Block]:
    """Texts below each other, each in its own look, for a cell; empty ones are left out."""
    return [Paragraph(text, style) for text, style in parts if text]


def title(text: str) -> Heading:
    """The heading of a chapter."""
    return Heading(text, H1, 1)


def heading(text: str) -> Heading:
    """The heading of a part of a chapter."""
    return Heading(text, H2, 2)


class Document(NamedTuple):
    """One document in one language; ``blank`` is for a form, not yet about a day."""

    report: Report
    name: str
    blocks: Iterable[Block]
    blank: bool = False


def pages(make: Callable[[Report], Document], report: Report, path: Path) -> Iterator[Step]:
    """Lay a document on pages and write it, one step per page, in one language or in two.

    Nothing is written before the last step. Raises OSError when ``path`` cannot be written.
    """
    words = report.words
    own = make(report)
    blocks, top = own.blocks, _head(own)
    foot: Edge = _Foot(own)
    if report.beside is not None:
        other, merge = make(report.beside), Beside(words, report.beside.words)
        blocks, top = merge.blocks(blocks, other.blocks), merge.block(top, _head(other))
        foot = _both(merge, _Foot(own), _Foot(other))
    fonts = FontSet.in_folder(paths.resources() / "fonts")
    setter = Typesetter(fonts, words.code, words.rtl)
    same = Same(top)
    page = Page(margin=LEAST_MARGIN) if own.blank else Page()
    flow = Flow(setter, page, header=lambda _page, _of: same, footer=foot)
    about = meta(report, own.name)
    content = "" if own.blank else report.header.content
    yield from flow.steps(path, blocks, about._replace(content=content))
    seal(path)


def _both(merge: Beside, one: "_Foot", other: "_Foot") -> Edge:
    """A foot in two languages."""
    return lambda page, of: merge.block(one(page, of), other(page, of))


def meta(report: Report, name: str) -> Meta:
    """What the file says about itself; no machine, no account."""
    header, words, other = report.header, report.words, report.beside
    whole = " · ".join((name, header.organisation[:_LONGEST_NAME]))
    about = (header.period, header.self_assessed, header.tier_name, header.code)
    return Meta(
        title=_one_line(whole),
        author=_one_line(header.organisation[:_LONGEST_NAME]),
        language=words.code,
        rtl=words.rtl,
        subject=" · ".join(part for part in about if part),
        beside="" if other is None else other.words.code,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _head(document: Document) -> Block:
    """Whose it is, and who may see it, which is never cut off."""
    report, name = document.report, document.name
    header, words = report.header, report.words
    whose = OneLine(typed(words, _one_line(header.organisation[:300])), _EDGE.but(bold=True))
    tier = Paragraph(joined(words, (name, header.tier_name)), _EDGE.but(align="end"))
    across = Columns([whose, tier], (2, 3))
    return Stack([across, Rule(LINE, before=2, after=0)])


class _Foot:
    """Makes the foot of page x of y."""

    def __init__(self, document: Document) -> None:
        header, words = document.report.header, document.report.words
        parts = [header.self_assessed]
        if document.blank:
            parts.append(words.gettext("Made on {day}", day=header.made_on_shown))
            parts.append(header.revision_shown)
        else:
            parts.append(words.gettext("Assessed on {day}", day=header.assessed_shown))
            parts.append(f"{header.revision_shown} ({header.state_name})")
        if header.is_sample:
            parts.insert(0, words.gettext("Sample, not a real organisation"))
        self.words = words
        self.said = Same(Paragraph(joined(words, parts), _EDGE))

    def __call__(self, page: int, of: int) -> Block:
        words = self.words
        number = words.gettext(
            "Page {page} of {pages}", page=words.number(page), pages=words.number(of)
        )
        across = Columns([self.said, OneLine(number, _EDGE.but(align="end"))], (5, 1))
        return Stack([Rule(LINE, before=0, after=2), across])


def paragraphs(texts: Iterable[Text], style: TextStyle = BODY) -> Iterator[Paragraph]:
    """A paragraph for each text that is not empty."""
    for text in texts:
        if text:
            yield Paragraph(text, style)
