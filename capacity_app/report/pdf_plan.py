"""The action plan's pages: the table of actions, timeline, budget, PSEA actions, signatures."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from capacity_app.i18n import Words
from capacity_app.report.boxes import Box, Closing, Columns, KeepTogether, Room, Stack
from capacity_app.report.colours import ATTENTION, INK, MUTED
from capacity_app.report.content_lines import ActionLine, Count
from capacity_app.report.content_shape import Report
from capacity_app.report.layout import Block, PageBreak, Paragraph
from capacity_app.report.lines import Span
from capacity_app.report.pdf_blocks import STEP, Blank, Marked, level_mark, step_mark
from capacity_app.report.pdf_page import (
    BODY,
    CELL,
    CELL_ALERT,
    CELL_BOLD,
    CELL_MUTED,
    CELL_NOTE,
    GRID,
    NOTE,
    PLAIN,
    WARNING,
    code,
    heading,
    joined,
    labelled,
    lines,
    paragraphs,
    spans,
    title,
    typed,
)
from capacity_app.report.pdf_summary import arrow, money, money_by_domain
from capacity_app.report.pdf_timeline import timeline
from capacity_app.report.table import Cell, CellContent, Column, Table
from capacity_app.report.typesetter import Text

_DASH: Final = "–"
_BUDGET: Final = 170.0  # points for the table of money and what is said to it
_AMOUNT: Final = CELL.but(align="end")
_AMOUNT_NOTE: Final = CELL_MUTED.but(align="end")


def plan(report: Report) -> Iterator[Block]:
    """Everything about the plan after the summary, on lying pages when it has actions."""
    words = report.words
    if report.plan.actions:
        yield PageBreak(landscape=True)
        yield title(words.gettext("Action plan"))
        yield actions(report)
        yield from timeline(report)
        yield Room(_BUDGET)
    else:
        yield PageBreak(landscape=False)
    yield from budget(report)
    yield from psea_actions(report)


def actions(report: Report) -> Block:
    """The table of actions; what is still missing is said in its row."""
    words = report.words
    header = [
        words.gettext("Ref"),
        words.gettext("Indicator"),
        words.gettext("Gap, level and target"),
        words.gettext("Action"),
        words.gettext("Proof that it is done"),
        words.gettext("Responsible"),
        words.gettext("Start – due"),
        words.gettext("Cost, funding"),
        words.gettext("Status"),
    ]
    columns = [
        Column(points=64),
        Column(17),
        Column(31),
        Column(34),
        Column(24),
        Column(19),
        Column(points=52),
        Column(points=86, align="end"),
        Column(points=52),
    ]
    return Table(columns, header, [_action(report, a) for a in report.plan.actions], GRID)


def _action(report: Report, action: ActionLine) -> list[CellContent]:
    words = report.words
    return [
        Cell(code(words, action.ref), style=CELL_BOLD),
        lines((code(words, action.indicator), CELL_MUTED), (action.indicator_title, CELL)),
        [*_levels(report, action), *_texts(words, action.gap)],
        _what(words, action),
        typed(words, action.deliverable),
        _who(words, action),
        "\n".join(day or _DASH for day in (action.start_shown, action.due_shown)),
        lines((action.cost_shown or _DASH, _AMOUNT), (action.funding_name, _AMOUNT_NOTE)),
        lines((action.status_name, CELL), (action.percent_shown, CELL_MUTED)),
    ]


def _indicator(words: Words, action: ActionLine) -> Text:
    if not action.indicator:
        return _DASH
    return [Span(code(words, action.indicator), colour=MUTED), f" {action.indicator_title}"]


def _levels(report: Report, action: ActionLine) -> Iterator[Block]:
    """The marks of level and target, and their words below."""
    words, level, target = report.words, action.baseline, action.target
    if level is not None and target is not None:
        numbers = (words.number(level), words.number(target))
        mark = step_mark(level, target, numbers, words.rtl, 9)
        yield Marked(mark, "", CELL, size=9, wide=9 * STEP)
        yield Paragraph(arrow(report, action.baseline_name, action.target_name), CELL)
    elif level is not None or target is not None:
        known = level or target or 0
        name = action.baseline_name or action.target_name
        yield Marked(level_mark(known, words.number(known), 9), name, CELL, size=9)


def _texts(words: Words, text: str) -> Iterator[Block]:
    yield from paragraphs([typed(words, text)], CELL_NOTE)


def _what(words: Words, action: ActionLine) -> list[Block]:
    return lines(
        (typed(words, action.action) or _DASH, CELL),
        (words.gettext("Priority: {level}", level=action.priority_name), CELL_MUTED),
        (action.missing_shown, CELL_ALERT),
    )


def _who(words: Words, action: ActionLine) -> list[Block]:
    """Who does it, what help is needed, and from whom."""
    support = action.support_shown
    return lines(
        (typed(words, action.responsible) or _DASH, CELL),
        (support and words.gettext("Support: {kinds}", kinds=support), CELL_MUTED),
        (typed(words, action.supported_by), CELL_MUTED),
    )


def budget(report: Report) -> Iterator[Block]:
    """Totals by currency and funding status and by domain; how many actions stand where."""
    words, own = report.words, report.plan
    yield title(words.gettext("Budget"))
    if own.totals:
        yield money(report, own.totals)
        yield from paragraphs([line.ask_sentence for line in own.totals], BODY.but(before=4))
        yield from paragraphs([own.joint_note], BODY)
    else:
        yield Paragraph(words.gettext("No action has a cost yet."), NOTE)
    yield from paragraphs([own.uncosted_note], WARNING)
    if own.by_domain:
        shown = heading(words.gettext("Money by domain"))
        yield KeepTogether([shown, money_by_domain(report, own.by_domain)])
    counted = [
        _counts(words, words.gettext("Actions by status"), own.by_status),
        _counts(words, words.gettext("Actions by priority"), own.by_priority),
    ]
    yield KeepTogether([heading(words.gettext("How many actions")), Columns(counted, gap=24)])


def _counts(words: Words, label: str, counts: tuple[Count, ...]) -> Block:
    rows: list[list[CellContent]] = [[c.name, words.number(c.count)] for c in counts]
    total = words.number(sum(c.count for c in counts))
    rows.append([Cell(words.gettext("Total"), style=CELL_BOLD), total])
    columns = [Column(3), Column(1, align="end")]
    return Table(columns, [label, words.gettext("Actions")], rows, replace(PLAIN, padding_y=2))


def psea_actions(report: Report) -> Iterator[Block]:
    """The actions for core standards, by standard, beside what the standard lacks."""
    words, planned = report.words, report.plan.psea
    if report.psea is None or not report.sight.single_answers:
        return
    yield title(words.gettext("PSEA actions by standard"))
    yield Paragraph(report.psea.sentence, BODY.but(bold=True))
    dates = joined(words, (labelled(words, f.label, f.value) for f in report.psea.dates))
    yield Paragraph(dates, NOTE.but(after=3))
    header = [
        words.gettext("Standard"),
        words.gettext("What is missing"),
        words.gettext("Action"),
        words.gettext("Responsible"),
        words.gettext("Due"),
        words.gettext("Month of the plan clock"),
        words.gettext("Status"),
    ]
    shares = (Column(8), Column(36), Column(13), Column(7))  # what is missing has most to say
    columns = [*shares, Column(points=54), Column(7), Column(6)]
    rows = [_psea(words, a) for a in planned]
    known = {action.standard for action in planned}
    for box in report.psea.standards:
        if box.missing and box.id not in known:
            rows.append(_unplanned(words, code(words, box.id), box.title, box.missing))
    if rows:
        yield Table(columns, header, rows, replace(GRID, padding_y=2))


def _psea(words: Words, action: ActionLine) -> list[CellContent]:
    month = "" if action.clock_month is None else words.number(action.clock_month)
    return [
        _indicator(words, action),
        "\n".join(f"• {text}" for text in action.missing_elements) or _DASH,
        spans(
            Span(code(words, action.ref) + " ", colour=MUTED), typed(words, action.action) or _DASH
        ),
        typed(words, action.responsible) or _DASH,
        action.due_shown or _DASH,
        month or _DASH,
        action.status_name,
    ]


def _unplanned(words: Words, shown: str, name: str, missing: tuple[str, ...]) -> list[CellContent]:
    none = Span(words.gettext("No action is planned yet."), colour=ATTENTION)
    lacks = "\n".join(f"• {text}" for text in missing)
    return [spans(Span(shown, colour=MUTED), f" {name}"), lacks, spans(none), *[_DASH] * 4]


def signatures(report: Report) -> Iterator[Block]:
    """Who stands for the plan, and the code that tells whether a copy says the same."""
    words, header = report.words, report.header
    roles = (
        words.gettext("For the organisation"),
        words.gettext("Facilitator"),
        words.gettext("For the supporting organisation"),
    )
    blocks: list[Block] = [
        title(words.gettext("Signatures")),
        Columns([_signature(words, role) for role in roles], gap=10),
    ]
    said = words.gettext(
        "This is what the organisation says of itself, as a basis for talking about support."
    )
    blocks.append(Paragraph(said, NOTE.but(before=8)))
    if header.code:
        blocks.append(
            Paragraph(
                [words.gettext("Content code") + ": ", Span(code(words, header.code), True, INK)],
                NOTE.but(before=4),
            )
        )
        said = words.gettext(
            "The content code stands for this content in every language and format."
        )
        blocks.append(Paragraph(said, NOTE))
    yield Closing(blocks)


def _signature(words: Words, role: str) -> Block:
    labels = (
        words.gettext("Name"),
        words.gettext("Position"),
        words.gettext("Date"),
        words.gettext("Signature"),
    )
    lines = [Blank(label, CELL_NOTE, apart=22) for label in labels]
    return Box(Stack([Paragraph(role, CELL_BOLD), *lines]))
