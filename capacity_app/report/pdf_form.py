"""The blank form for a workshop without power, numbered like the screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from capacity_app.i18n import Words
from capacity_app.model.assessment import Role
from capacity_app.model.instrument import Area, Element, Indicator, Instrument
from capacity_app.report.boxes import Box, Columns, KeepTogether, Room, Stack
from capacity_app.report.colours import ATTENTION, INK, MUTED
from capacity_app.report.content_shape import Report
from capacity_app.report.layout import Block, Heading, Paragraph, Spacer
from capacity_app.report.lines import Span
from capacity_app.report.pdf_blocks import Blank, Marked, check_box, level_mark
from capacity_app.report.pdf_page import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_NOTE,
    GRID,
    NAME,
    NOTE,
    OPEN,
    PLAIN,
    TITLE,
    code,
    heading,
    spans,
    title,
    typed,
)
from capacity_app.report.table import Cell, CellContent, Column, Table
from capacity_app.report.typesetter import TextStyle
from capacity_app.vocabulary import word

_QUESTION: Final = TextStyle(size=9, leading=12.8, after=2)
_TIGHT: Final = replace(OPEN, padding_y=1)
_GRID: Final = replace(GRID, header=CELL_NOTE, padding_y=2)
_BOX: Final = 10.0
_DOMAIN: Final = 200.0  # points: less is not enough for a domain's name and one question


def form(report: Report, instrument: Instrument, name: str) -> Iterator[Block]:
    """The blocks of the form; nothing that was answered is in it."""
    names = {level: f"{name}:" for level, name, _ in report.levels}
    yield from _front(report, name)
    for domain in instrument.domains:
        yield Room(_DOMAIN)
        yield title(domain.title[report.words.code])
        yield Paragraph(domain.summary[report.words.code], BODY)
        for area in domain.areas:
            yield from _area(report.words, area, names)


def _front(report: Report, name: str) -> Iterator[Block]:
    header, words = report.header, report.words
    yield Heading(name, TITLE, 1)
    yield Paragraph(typed(words, header.organisation), NAME)
    yield Paragraph(header.instrument_shown, NOTE)
    yield from _session(words)
    yield heading(words.gettext("How to fill it in"))
    for step in _instructions(words):
        yield Paragraph(f"• {step}", BODY.but(after=2))
    yield heading(words.gettext("The levels"))
    rows: list[list[CellContent]] = [
        [Marked(level_mark(level, words.number(level)), name, CELL), meaning]
        for level, name, meaning in report.levels
    ]
    yield Table([Column(1), Column(3)], [], rows, PLAIN)
    yield KeepTogether([heading(words.gettext("Participants")), _participants(words)])


def _session(words: Words) -> Iterator[Block]:
    style = CELL.but(before=4)
    pairs = (
        (words.gettext("Date of the assessment"), words.gettext("Place")),
        (words.gettext("Facilitator"), words.gettext("Filled in by")),
    )
    for pair in pairs:
        yield Columns([Blank(label, style, apart=24) for label in pair], gap=20)


def _instructions(words: Words) -> tuple[str, ...]:
    return (
        words.gettext("Read the question together, then the four levels. Tick one box."),
        words.gettext("Every indicator has one level from 1 to 4; between two levels, the lower."),
        words.gettext("Not applicable needs a reason. Don't know stays open: ask and come back."),
        words.gettext("Name the proof you could show today: what it is, its date, where it is."),
        words.gettext("The numbers are the same as on the screen, for typing the answers in."),
        words.gettext("Never write names of people, or anything about a case, on this form."),
    )


def _participants(words: Words) -> Block:
    header = ["", words.gettext("Women"), words.gettext("Men")]
    rows: list[list[CellContent]] = [[word(role, words), "", ""] for role in Role]
    rows.append(["", "", ""])
    columns = [Column(3), Column(1, align="center"), Column(1, align="center")]
    return Table(columns, header, rows, replace(GRID, padding_y=3.5))


def _area(words: Words, area: Area, names: Mapping[int, str]) -> Iterator[Block]:
    yield heading(f"{code(words, area.id)} {area.title[words.code]}")
    for indicator in area.indicators:
        yield KeepTogether([Box(Stack(list(_indicator(words, indicator, names))), padding=5)])
        yield Spacer(4)


def _indicator(words: Words, indicator: Indicator, names: Mapping[int, str]) -> Iterator[Block]:
    name: Sequence[Span | str] = [
        Span(code(words, indicator.id), colour=MUTED),
        " ",
        Span(indicator.title[words.code], bold=True),
    ]
    yield Paragraph(name, BODY.but(size=10, after=1), tag="H3")
    yield Paragraph(indicator.question[words.code], _QUESTION)
    if indicator.is_psea:
        yield from _elements(words, indicator)
    else:
        yield from _levels(words, indicator, names)
    yield Blank(words.gettext("Evidence: what, date, where"), CELL_NOTE)
    lines = 1 if indicator.is_psea else 2
    yield Blank(words.gettext("Note"), CELL_NOTE, lines)


def _levels(words: Words, indicator: Indicator, names: Mapping[int, str]) -> Iterator[Block]:
    """A box to tick for each level, and the two answers that are no level."""
    rows: list[list[CellContent]] = []
    for level, text in indicator.levels.items():
        number = Span(words.number(level), bold=True, colour=INK)
        said = spans(Span(names[level], bold=True), f" {text[words.code]}")
        rows.append([Marked(check_box(_BOX), [number], CELL, size=_BOX), said])
    yield Table([Column(points=30), Column(1)], [], rows, _TIGHT)
    yield Columns(
        [
            Marked(check_box(_BOX), words.gettext("Don't know"), CELL, size=_BOX),
            _not_applicable(words, words.gettext("Not applicable, because")),
        ],
        (2, 5),
    )


def _not_applicable(words: Words, label: str) -> Block:
    box = Marked(check_box(_BOX), label, CELL, size=_BOX)
    return Columns([box, Blank("", CELL, apart=13)], (1, 1.6), gap=6)


def _elements(words: Words, indicator: Indicator) -> Iterator[Block]:
    """The required elements and the sustaining one, to be answered with yes or no."""
    said = words.gettext(
        "Do not write names or cases. This page only asks whether a process exists."
    )
    warning = Cell(said, style=CELL_BOLD.but(colour=ATTENTION))
    header: list[CellContent] = [
        warning,
        words.gettext("Yes"),
        words.gettext("No"),
        words.gettext("Don't know"),
    ]
    widths = [32, 32, 48]
    excusable = any(element.may_be_na for element in indicator.elements)
    if excusable:
        header.append(words.gettext("Not applicable"))
        widths.append(60)
    rows = [_element(words, element, excusable) for element in indicator.elements]
    if indicator.sustained is not None:
        said = words.gettext("To be sustained as well:")
        text = f"{said} {indicator.sustained[words.code]}"
        rows.append([text, *_ticks(3), *([""] if excusable else [])])
    columns = [Column(1), *(Column(points=width, align="center") for width in widths)]
    yield Table(columns, header, rows, replace(_GRID, header_fill=None))
    if indicator.may_be_na:
        label = words.gettext("Not applicable: no allegation was ever received")
        yield Paragraph("", TextStyle(size=2, leading=3))
        yield _not_applicable(words, label)


def _element(words: Words, element: Element, excusable: bool) -> list[CellContent]:
    """An element with its boxes; one for "not applicable" where the standard has any."""
    text = f"({element.id}) {element.text[words.code]}"
    last: list[CellContent] = []
    if excusable:
        last = _ticks(1) if element.may_be_na else [""]
    return [text, *_ticks(3), *last]


def _ticks(count: int) -> list[CellContent]:
    style = CELL_BOLD.but(size=12, leading=14, align="center", bold=False)
    return [Cell("☐", style=style) for _ in range(count)]
