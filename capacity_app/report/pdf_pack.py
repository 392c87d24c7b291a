"""The due-diligence pack: what a funder checks before signing, and the papers it rests on."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from capacity_app.i18n import Words
from capacity_app.report import pdf_plan, pdf_registers
from capacity_app.report.boxes import Room
from capacity_app.report.colours import ATTENTION, GROUND, MUTED
from capacity_app.report.content_lines import Fact, PackLine, Validity
from capacity_app.report.content_shape import Pack, Report
from capacity_app.report.layout import Block, Paragraph
from capacity_app.report.lines import Span
from capacity_app.report.pdf_blocks import Marked
from capacity_app.report.pdf_marks import WORRYING, validity_mark
from capacity_app.report.pdf_page import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_NOTE,
    NOTE,
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
from capacity_app.report.pdf_summary import psea, who
from capacity_app.report.table import Cell, CellContent, Column, Table

_TIGHT: Final = replace(PLAIN, padding_y=2.2)
_PROFILE: Final = 200.0  # points for the beginning of the profile
_FRAMEWORKS: Final = ("H", "C", "O")


def pack(report: Report, own: Pack, name: str) -> Iterator[Block]:
    """The blocks of the pack."""
    yield from who(report, name)
    yield from _standing(report, own)
    yield from _documents(report, own)
    yield from _worries(report, own)
    yield Room(_PROFILE)
    yield from _profile(report)
    if report.psea is not None:
        yield from psea(report, report.psea)
    yield from pdf_registers.evidence(report)
    yield from pdf_registers.crosswalk(report, _FRAMEWORKS)
    yield from pdf_plan.signatures(report)


def _standing(report: Report, own: Pack) -> Iterator[Block]:
    """Registration, bank account, board, PSEA, assessments by others: each on its line."""
    words = report.words
    yield heading(words.gettext("What funders check first"))
    rows: list[list[CellContent]] = [
        [Cell(line.name, style=CELL_BOLD), typed(words, line.shown), *_state(line)]
        for line in own.standing
    ]
    if report.psea is not None:
        said = [report.psea.met_shown, report.psea.provisional_note]
        rows.append(
            [
                Cell(words.gettext("PSEA"), style=CELL_BOLD),
                [Paragraph(report.psea.sentence, CELL), *paragraphs(said, CELL_NOTE)],
                "",
            ]
        )
    yield Table(_COLUMNS, [], rows, _TIGHT)


_COLUMNS: Final = (Column(5), Column(9), Column(points=128))


def _documents(report: Report, own: Pack) -> Iterator[Block]:
    words = report.words
    yield heading(words.gettext("The documents of a complete pack"))
    header = [
        words.gettext("Document"),
        words.gettext("In the evidence register"),
        words.gettext("Validity"),
    ]
    rows: list[list[CellContent]] = [
        [line.name, _where(words, line), *_state(line)] for line in own.documents
    ]
    yield Table((Column(9), Column(5), Column(points=128)), header, rows, _TIGHT)


def _where(words: Words, line: PackLine) -> str:
    refs = code(words, ", ".join(line.refs))
    return joined(words, (refs, line.shown))


def _state(line: PackLine) -> list[CellContent]:
    """The state as a mark and a word; nothing where none applies."""
    if line.validity is None:
        return [""]
    worrying = line.validity in WORRYING
    said = [Span(line.validity_name, bold=worrying, colour=ATTENTION if worrying else None)]
    return [Marked(validity_mark(line.validity, 8.5), said, CELL, size=8.5)]


def _worries(report: Report, own: Pack) -> Iterator[Block]:
    """What keeps the pack from being complete, in words."""
    words = report.words
    yield Paragraph(own.count_shown, BODY.but(before=6, bold=True, after=2))
    expired = [
        item for item in report.evidence if item.validity in WORRYING and item.expires is not None
    ]
    expired.sort(key=lambda item: list(Validity).index(item.validity))
    for name, items in groupby(expired, key=lambda item: item.validity_name):
        refs = code(words, ", ".join(item.ref for item in items))
        said = labelled(words, words.gettext("Evidence register"), joined(words, (name, refs)))
        yield Paragraph(said, WARNING.but(after=2))
    yield from paragraphs([own.untold], NOTE)


def _profile(report: Report) -> Iterator[Block]:
    """The profile in the order of the UN Partner Portal, a heading for each of its parts."""
    words = report.words
    yield title(words.gettext("The organisation"))
    yield Paragraph(words.gettext("In the order of the UN Partner Portal."), NOTE)
    rows: list[list[CellContent]] = []
    for section, facts in groupby(report.profile, key=lambda fact: fact.section):
        rows.append([Cell(text, fill=GROUND, style=CELL_BOLD) for text in (section, "")])
        rows += [[Cell(fact.label, style=CELL_NOTE), _value(words, fact)] for fact in facts]
    yield Table([Column(1), Column(2)], [], rows, _TIGHT)


def _value(words: Words, fact: Fact) -> CellContent:
    if not fact.value:
        return [Span(words.gettext("Not told"), colour=MUTED)]
    return code(words, fact.value) if fact.ltr else typed(words, fact.value)
