"""The annexes of the full report: exceptions, reviews, more about actions, rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from capacity_app.i18n import Words
from capacity_app.report.colours import ATTENTION, MUTED
from capacity_app.report.content_lines import (
    ActionLine,
    IndicatorLine,
)
from capacity_app.report.content_shape import Report
from capacity_app.report.layout import Block, Paragraph
from capacity_app.report.lines import Span
from capacity_app.report.pdf_page import (
    CELL,
    CELL_BOLD,
    CELL_NOTE,
    GRID,
    NOTE,
    code,
    heading,
    joined,
    lines,
    named,
    title,
    typed,
)
from capacity_app.report.table import Cell, CellContent, Column, Table
from capacity_app.report.typesetter import Text

_DASH: Final = "–"


def exceptions(report: Report) -> Iterator[Block]:
    """Indicators not applicable, open, and at level 3 or above without evidence, with reasons."""
    if not report.sight.single_answers:
        return
    words = report.words
    yield title(words.gettext("What to know about the figures"))
    yield from _reasons(
        words,
        words.gettext("Not applicable, with the reason"),
        [(line, line.not_applicable) for line in report.not_applicable],
    )
    yield from _reasons(
        words,
        words.gettext("Level 3 or 4 without evidence, with the reason"),
        [(line, line.without_evidence) for line in report.without_evidence],
    )
    yield from _reasons(
        words,
        words.gettext("Still open"),
        [(line, line.status_name) for line in report.indicators if line.open],
    )


def _reasons(
    words: Words, label: str, lines: Sequence[tuple[IndicatorLine, str]]
) -> Iterator[Block]:
    yield heading(label)
    if not lines:
        yield Paragraph(words.gettext("None."), NOTE)
        return
    rows: list[list[CellContent]] = [
        [name(words, line.id, line.title), _reason(words, reason)] for line, reason in lines
    ]
    header = [words.gettext("Indicator"), words.gettext("Reason")]
    yield Table([Column(2), Column(3)], header, rows, replace(GRID, padding_y=2))


def _reason(words: Words, reason: str) -> Text:
    if reason:
        return typed(words, reason)
    return [Span(words.gettext("No reason is given here."), colour=ATTENTION)]


def details(report: Report) -> Iterator[Block]:
    """What the table of actions has no room for: why, at which rate, how it ended, remarks."""
    words = report.words
    rows: list[list[CellContent]] = [
        [Cell(code(words, action.ref), style=CELL_BOLD), said]
        for action in report.plan.actions
        if (said := _detail(words, action))
    ]
    if rows:
        yield title(words.gettext("More about the actions"))
        header = [words.gettext("Ref"), words.gettext("More")]
        yield Table([Column(points=64), Column(1)], header, rows, GRID)


def _detail(words: Words, action: ActionLine) -> list[Block]:
    """The fields that are filled, each with its name."""
    ended = joined(words, (typed(words, action.completion_evidence), action.completed_shown))
    seen = joined(words, (typed(words, action.verified_by), action.verified_shown))
    given = (
        (words.gettext("Why"), typed(words, action.reason)),
        (words.gettext("Kind of supporter"), action.supporter_kind_name),
        (words.gettext("Rate"), action.rate_shown),
        (words.gettext("Evidence of completion"), ended),
        (words.gettext("Verified by"), seen),
        (words.gettext("Adequate"), action.adequate_name),
        (words.gettext("Comments"), typed(words, action.comments)),
    )
    return lines(*((named(words, name, value), CELL) for name, value in given))


def reviews(report: Report) -> Iterator[Block]:
    """The looks back at the plan, held or still to come; for the organisation only."""
    words = report.words
    if not report.reviews:
        return
    yield title(words.gettext("Reviews of the plan"))
    header = [
        words.gettext("Review"),
        words.gettext("Due"),
        words.gettext("Held on"),
        words.gettext("Led by"),
        words.gettext("What was agreed"),
    ]
    rows: list[list[CellContent]] = [
        [
            Cell(line.month_shown, style=CELL_BOLD),
            line.day_shown,
            line.held_shown,
            typed(words, line.by) or _DASH,
            typed(words, line.note) or _DASH,
        ]
        for line in report.reviews
    ]
    columns = [Column(3), Column(points=56), Column(points=76), Column(3), Column(7)]
    yield Table(columns, header, rows, GRID)


def rules(report: Report) -> Iterator[Block]:
    """The rules the figures follow, where they come from, and when that was compared."""
    words = report.words
    yield title(words.gettext("The rules behind the figures"))
    rows: list[list[CellContent]] = [
        [rule.text, Cell(joined(words, (rule.source, rule.verified_shown)), style=CELL_NOTE)]
        for rule in report.rules
    ]
    header = [words.gettext("What the figures follow"), words.gettext("Source")]
    yield Table([Column(3), Column(2)], header, rows, GRID)


def name(words: Words, indicator: str, title: str) -> Text:
    """An indicator's code and title."""
    return [Span(code(words, indicator), colour=MUTED), f" {title}"]
