"""What changed since the assessment before, and what its plan has to do with it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from capacity_app.i18n import Words
from capacity_app.report.boxes import Columns, KeepTogether, Room
from capacity_app.report.colours import MUTED
from capacity_app.report.content_parts import (
    ChangePart,
    LevelLine,
    MovedLine,
    ShiftLine,
    StandardLine,
)
from capacity_app.report.content_shape import Report
from capacity_app.report.layout import Block, Paragraph, Spacer
from capacity_app.report.lines import Span
from capacity_app.report.pdf_annexes import name
from capacity_app.report.pdf_blocks import Marked, level_mark
from capacity_app.report.pdf_page import (
    BODY,
    CELL,
    CELL_MUTED,
    GRID,
    NOTE,
    PLAIN,
    code,
    heading,
    lines,
    paragraphs,
    title,
    typed,
)
from capacity_app.report.pdf_pairs import PairDots, dot_mark
from capacity_app.report.table import Cell, CellContent, Column, Table
from capacity_app.report.typesetter import Text

_TIGHT: Final = replace(GRID, padding_y=2)
_AREA_INDENT: Final = "\u2003"
_BEGINNING: Final = 180.0  # points that a chapter's first rows need below its heading


def change(report: Report) -> Iterator[Block]:
    """By domain and area as paired dots, by core standard and indicator in words."""
    words, part = report.words, report.change
    if part is None:
        return
    yield title(words.gettext("Change since {day}", day=report.header.previous_shown))
    yield Paragraph(part.said, BODY.but(bold=True))
    if not part.domains:
        return
    yield Paragraph(part.rule, NOTE.but(after=5))
    yield _legend(words, part)
    yield Spacer(4)
    yield _dots(words, part)
    yield from _standards(words, part)
    for label, moves in part.moved:
        yield heading(label)
        yield _levels(words, moves)


def _legend(words: Words, part: ChangePart) -> Block:
    before, now = part.legend
    marks: list[Block] = [
        Marked(dot_mark(now=False), before, CELL, size=9),
        Marked(dot_mark(now=True), now, CELL, size=9),
        Paragraph(words.gettext("The line runs from level 1 to level 4."), CELL_MUTED),
    ]
    return Columns(marks, (2, 2, 3))


def _dots(words: Words, part: ChangePart) -> Block:
    """A row for each domain, below it one for each of its areas."""
    rows: list[list[CellContent]] = []
    for domain in part.domains:
        rows.append(_shift(domain, bold=True))
        rows += [_shift(area, bold=False) for area in domain.areas]
    header = [
        words.gettext("Domain and area"),
        words.gettext("Before and now"),
        words.gettext("Change"),
    ]
    return Table([Column(9), Column(10), Column(3)], header, rows, _TIGHT)


def _shift(line: ShiftLine, bold: bool) -> list[CellContent]:
    style = CELL.but(bold=bold)
    shown = line.title if bold else f"{_AREA_INDENT}{line.title}"
    dots = PairDots(line.places, (line.before_shown, line.now_shown))
    return [Cell(shown, style=style), dots, Cell(line.change_shown, style=style)]


def _standards(words: Words, part: ChangePart) -> Iterator[Block]:
    """In words: a standard is met or it is not."""
    if not part.standards and not part.standards_note:
        return
    blocks: list[Block] = [heading(words.gettext("PSEA core standards"))]
    if part.standards:
        rows = [_standard(words, line) for line in part.standards]
        blocks.append(Table([Column(2), Column(3)], [], rows, replace(PLAIN, padding_y=2)))
    blocks += paragraphs([part.standards_note], NOTE.but(before=3))
    yield KeepTogether(blocks)


def _standard(words: Words, line: StandardLine) -> list[CellContent]:
    return [name(words, line.id, line.title), line.said]


def _levels(words: Words, moves: tuple[LevelLine, ...]) -> Block:
    header = [
        words.gettext("Indicator"),
        words.gettext("Before"),
        words.gettext("Now"),
        words.gettext("What changed"),
    ]
    rows: list[list[CellContent]] = [
        [
            name(words, line.indicator, line.title),
            _level(words, line.before, line.before_name),
            _level(words, line.now, line.now_name),
            line.why or "–",
        ]
        for line in moves
    ]
    return Table([Column(7), Column(4), Column(4), Column(5)], header, rows, _TIGHT)


def _level(words: Words, level: int, shown: str) -> Block:
    return Marked(level_mark(level, words.number(level)), shown, CELL)


def moved(report: Report) -> Iterator[Block]:
    """The earlier plan's actions beside the levels that moved, or did not; in words only."""
    words, part = report.words, report.moved
    if part is None:
        return
    yield Room(_BEGINNING)
    yield title(words.gettext("What the plan moved"))
    yield Paragraph(part.said, BODY.but(bold=True))
    yield Paragraph(part.rule, NOTE.but(after=5))
    header = [
        words.gettext("Indicator"),
        words.gettext("Level"),
        words.gettext("Actions of the earlier plan"),
    ]
    for _, label, found in part.groups:
        yield heading(label)
        rows = [_moved(words, line) for line in found]
        yield Table([Column(6), Column(7), Column(11)], header, rows, _TIGHT)


def _moved(words: Words, line: MovedLine) -> list[CellContent]:
    own: Text = "–"
    if line.indicator:
        own = [Span(code(words, line.indicator), colour=MUTED), f" {line.title}"]
    planned: list[Block] = [Paragraph(words.gettext("No action was planned"), CELL_MUTED)]
    if line.actions:
        planned = [block for status, text in line.actions for block in _action(words, status, text)]
    return [own, line.levels_shown or "–", planned]


def _action(words: Words, status: str, text: str) -> list[Block]:
    return lines((typed(words, text), CELL), (status, CELL_MUTED))
