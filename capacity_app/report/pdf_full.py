"""The full report: what the plan has, and all that it rests on, domain by domain."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from capacity_app.i18n import Words
from capacity_app.model.psea import Standard
from capacity_app.report import pdf_annexes, pdf_change, pdf_plan, pdf_registers
from capacity_app.report.boxes import KeepTogether, Room
from capacity_app.report.colours import ATTENTION, GROUND, MUTED
from capacity_app.report.content_lines import ElementLine, Fact, IndicatorLine
from capacity_app.report.content_shape import AreaLine, DomainPart, PseaPart, Report, StandardBox
from capacity_app.report.layout import Block, PageBreak, Paragraph, Spacer
from capacity_app.report.lines import Span
from capacity_app.report.pdf_blocks import Marked, ScoreBar, level_mark
from capacity_app.report.pdf_marks import standard_mark
from capacity_app.report.pdf_page import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_NOTE,
    GRID,
    NOTE,
    OPEN,
    PLAIN,
    WARNING,
    code,
    heading,
    joined,
    labelled,
    paragraphs,
    title,
    typed,
)
from capacity_app.report.pdf_summary import summary
from capacity_app.report.table import Cell, CellContent, Column, Table
from capacity_app.report.typesetter import Text
from capacity_app.vocabulary import role_word

_DASH: Final = "–"
_METHOD: Final = 380.0  # points: the summary has its page to itself, unless it needs a second
_DOMAIN: Final = 300.0  # points that a domain's beginning needs to look like a page's own


def full(report: Report, name: str) -> Iterator[Block]:
    """The blocks of the full report."""
    yield from summary(report, name)
    yield Room(_METHOD)
    yield from _method(report)
    yield from pdf_change.change(report)
    yield from pdf_change.moved(report)
    for domain in report.domains:
        yield Room(_DOMAIN)
        yield from _domain(report, domain)
    yield from pdf_plan.plan(report)
    yield PageBreak(landscape=False)
    yield from pdf_annexes.reviews(report)
    yield from pdf_annexes.details(report)
    yield from pdf_registers.evidence(report)
    yield from pdf_annexes.exceptions(report)
    yield from pdf_registers.crosswalk(report)
    yield from pdf_annexes.rules(report)
    yield from pdf_plan.signatures(report)


def _method(report: Report) -> Iterator[Block]:
    words = report.words
    yield title(words.gettext("Method and participants"))
    yield Paragraph(
        words.gettext(
            "This is what the organisation says of itself, as a basis for talking about support."
        ),
        BODY,
    )
    yield _facts(words, report.facts)
    yield from _participants(report)
    yield heading(words.gettext("The levels"))
    rows: list[list[CellContent]] = [
        [_level(words, level, name), meaning] for level, name, meaning in report.levels
    ]
    yield Table([Column(1), Column(3)], [], rows, PLAIN)
    profile = [fact for fact in report.profile if fact.value]
    if profile:
        yield heading(words.gettext("The organisation"))
        yield _facts(words, tuple(profile))


def _facts(words: Words, facts: tuple[Fact, ...]) -> Block:
    rows: list[list[CellContent]] = [
        [
            Cell(fact.label, style=CELL_NOTE),
            code(words, fact.value) if fact.ltr else typed(words, fact.value),
        ]
        for fact in facts
    ]
    return Table([Column(1), Column(2)], [], rows, replace(PLAIN, padding_y=2))


def _participants(report: Report) -> Iterator[Block]:
    words, lines = report.words, report.participants
    if not lines:
        return
    yield heading(words.gettext("Participants"))
    header = [
        words.gettext("Role"),
        words.gettext("Women"),
        words.gettext("Men"),
        words.gettext("Total"),
    ]
    rows: list[list[CellContent]] = []
    for line in lines:
        counts = (line.women, line.men, line.total)
        shown = [_DASH if count is None else words.number(count) for count in counts]
        rows.append([typed(words, role_word(line.role, words)), *shown])
    numbers = [Column(1, align="end") for _ in range(3)]
    yield Table([Column(4), *numbers], header, rows, PLAIN)


def _level(words: Words, level: int | None, name: str) -> Block:
    number = "" if level is None else words.number(level)
    return Marked(level_mark(level, number), name, CELL)


def _domain(report: Report, domain: DomainPart) -> Iterator[Block]:
    yield title(domain.title)
    yield Paragraph(domain.summary, BODY)
    yield _score(report, domain)
    if domain.is_psea and report.psea is not None:
        yield from _standards(report, report.psea)
    elif report.sight.single_answers:
        yield _indicators(report, domain)
    else:
        yield _areas(report, domain)


def _score(report: Report, domain: DomainPart) -> Block:
    """The domain's bar with its figures."""
    words, figures = report.words, domain.figures
    value = None if figures.value is None else float(figures.value)
    said = [domain.band_name, figures.answered_shown]
    said.append(labelled(words, words.gettext("With evidence"), figures.evidence_shown))
    number = Cell(figures.shown, style=CELL.but(bold=True, size=11, align="center"))
    row: list[CellContent] = [ScoreBar(value), number, joined(words, said)]
    return Table([Column(4), Column(points=40), Column(8)], [], [row], replace(OPEN, padding_y=4))


def _indicators(report: Report, domain: DomainPart) -> Block:
    """A row for each area with its score, and below it one for each of its indicators."""
    words = report.words
    header = [
        words.gettext("Indicator"),
        words.gettext("Level"),
        words.gettext("Target"),
        words.gettext("Evidence"),
    ]
    rows: list[list[CellContent]] = []
    for area in domain.areas:
        rows.append(_area_row(words, area))
        rows += [_indicator(report, line) for line in area.indicators]
    columns = [Column(11), Column(6), Column(6), Column(5)]
    return Table(columns, header, rows, replace(GRID, padding_y=2))


def _area_row(words: Words, area: AreaLine) -> list[CellContent]:
    name: Text = [Span(code(words, area.id), colour=MUTED), " ", Span(area.title, bold=True)]
    score = labelled(words, words.gettext("Score"), area.figures.shown)
    texts: tuple[Text, ...] = (
        name,
        score,
        area.figures.answered_shown,
        area.figures.evidence_shown,
    )
    return [Cell(text, fill=GROUND, style=CELL) for text in texts]


def _indicator(report: Report, line: IndicatorLine) -> list[CellContent]:
    words = report.words
    title: list[Span | str] = [Span(code(words, line.id), colour=MUTED), f" {line.title}"]
    if line.note:
        title.append(Span("\n" + typed(words, line.note), colour=MUTED))
    level = _level(words, line.level, line.level_name or line.status_name)
    changed: list[Block] = []
    if line.change:
        said = labelled(words, words.gettext("Change"), line.change_shown)
        changed.append(Paragraph(said, CELL_NOTE))
    target: CellContent = _DASH
    if line.target is not None:
        target = _level(words, line.target, line.target_name)
    return [title, [level, *changed], target, _evidence(words, line)]


def _evidence(words: Words, line: IndicatorLine) -> Text:
    """A tick and how many items; at level 3 or above, that there is none."""
    if line.evidence_count:
        count = f"✓ {words.number(line.evidence_count)}"
        return [count, Span(f"  {code(words, line.evidence_shown)}", colour=MUTED)]
    if (line.level or 0) >= 3:
        return [Span(words.gettext("No evidence"), colour=ATTENTION)]
    return _DASH


def _areas(report: Report, domain: DomainPart) -> Block:
    """The areas of a domain with their figures only."""
    words = report.words
    header = [
        words.gettext("Area"),
        words.gettext("Score"),
        words.gettext("Answered"),
        words.gettext("With evidence"),
    ]
    rows: list[list[CellContent]] = [
        [a.title, a.figures.shown, a.figures.answered_shown, a.figures.evidence_shown]
        for a in domain.areas
    ]
    return Table([Column(4), Column(1), Column(2), Column(1)], header, rows, GRID)


def _standards(report: Report, part: PseaPart) -> Iterator[Block]:
    """What the standards come to, and each with its elements."""
    yield Paragraph(part.sentence, BODY.but(bold=True, before=4))
    yield from paragraphs([part.provisional_note], WARNING)
    words = report.words
    dates = (labelled(words, fact.label, fact.value) for fact in part.dates)
    yield Paragraph(joined(words, (part.met_shown, part.unicef_shown)), NOTE)
    yield Paragraph(joined(words, dates), NOTE.but(after=4))
    for box in part.standards:
        yield KeepTogether([_standard(report, box)])
        yield Spacer(5)


def _standard(report: Report, box: StandardBox) -> Block:
    words = report.words
    name: Text = [Span(code(words, box.id), colour=MUTED), f" {box.title}"]
    status = Marked(standard_mark(box.status, 9), box.status_name, CELL_BOLD, size=9)
    counts = box.status is not Standard.NOT_APPLICABLE
    rows = [_element(element, counts) for element in box.elements]
    if box.sustained_text:
        sustained = labelled(words, words.gettext("Sustained"), box.sustained_text)
        answer = box.sustained_name if counts else _DASH
        rows.append([Cell(sustained, style=CELL_NOTE), Cell(answer, style=CELL_NOTE)])
    proof = words.ngettext("{n} evidence item", "{n} evidence items", box.evidence_count)
    level = _level(words, box.level, box.level_name) if box.level else _DASH
    rows.append([Cell(proof, style=CELL_NOTE), level])
    columns = [Column(4), Column(1.3)]
    return Table(columns, [name, status], rows, replace(PLAIN, header=CELL_BOLD, padding_y=1.6))


def _element(element: ElementLine, counts: bool) -> list[CellContent]:
    """An element and its answer; in a standard that does not apply none counts."""
    text = f"({element.id}) {element.text}"
    if not counts:
        return [text, _DASH]
    colour = ATTENTION if element.missing else None
    return [text, [Span(element.answer_name, bold=element.missing, colour=colour)]]
