"""The first page: who, how, where they stand, what is missing, what is asked; read in a minute."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from capacity_app.report.boxes import Box, Columns, KeepTogether, Stack
from capacity_app.report.colours import ACCENT_SOFT, INK, LINE, MUTED
from capacity_app.report.content_parts import DomainMoney, TotalLine
from capacity_app.report.content_shape import DomainPart, PseaPart, Report, StandardBox
from capacity_app.report.layout import Block, Heading, Paragraph, Spacer
from capacity_app.report.lines import Span
from capacity_app.report.pdf_blocks import STEP, Marked, ScoreBar, step_mark
from capacity_app.report.pdf_marks import standard_mark
from capacity_app.report.pdf_page import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_NOTE,
    NAME,
    NOTE,
    OPEN,
    PLAIN,
    TITLE,
    WARNING,
    code,
    heading,
    joined,
    labelled,
    paragraphs,
    typed,
)
from capacity_app.report.table import Cell, CellContent, Column, Table
from capacity_app.report.typesetter import Text

_IN_A_ROW: Final = 4
_TEXT: Final = CELL.but(size=8.5, leading=12.5)
_BOLD: Final = _TEXT.but(bold=True)
_AIRY: Final = replace(OPEN, text=_TEXT, padding_y=2.5)


def summary(report: Report, name: str) -> Iterator[Block]:
    """The one-page summary of the document ``name``."""
    yield from who(report, name)
    yield from domains(report)
    if report.psea is not None:
        yield from psea(report, report.psea)
    yield KeepTogether(list(_gaps(report)))
    yield KeepTogether(list(asked(report)))


def who(report: Report, name: str) -> Iterator[Block]:
    """The title, whose document it is, how and when it was assessed."""
    header, words = report.header, report.words
    yield Heading(name, TITLE, 1)
    yield Paragraph(typed(words, header.organisation), NAME)
    method = next((fact.value for fact in report.facts if fact.key == "method"), "")
    yield Paragraph(joined(words, (header.period, method)), BODY.but(after=0))
    about = [
        words.gettext(", ").join(header.services),
        words.gettext(", ").join(header.governorates),
        header.instrument_shown,
        words.gettext("Made on {day}", day=header.made_on_shown),
    ]
    if header.previous_shown:
        about.insert(0, words.gettext("Compared with {day}", day=header.previous_shown))
    yield Paragraph(joined(words, about), NOTE)


def domains(report: Report) -> Iterator[Block]:
    """A bar for each domain, its value at the end, its band, and how much is answered."""
    yield heading(report.words.gettext("Where the organisation stands"))
    columns = [Column(36), Column(27), Column(points=34, align="end"), Column(40)]
    rows = [_domain(domain) for domain in report.domains]
    yield Table(columns, [], rows, _AIRY)


def _domain(domain: DomainPart) -> list[CellContent]:
    figures = domain.figures
    value = None if figures.value is None else float(figures.value)
    shown: Text = [
        Span("\u2003"),
        Span(domain.band_name, bold=domain.band is not None),
        Span(f" · {figures.answered_shown}", colour=MUTED),
    ]
    number = Cell(figures.shown, style=_TEXT.but(bold=True, size=10.5, align="end"))
    return [Cell(domain.title, style=_BOLD), ScoreBar(value), number, shown]


def psea(report: Report, part: PseaPart) -> Iterator[Block]:
    """The eight standards as boxes, the sentence that must stand with them, the dates."""
    yield KeepTogether(list(_psea(report, part)))


def _psea(report: Report, part: PseaPart) -> Iterator[Block]:
    yield heading(report.words.gettext("Protection from sexual exploitation and abuse"))
    boxes = part.standards
    for start in range(0, len(boxes), _IN_A_ROW):
        yield _row(report, boxes[start : start + _IN_A_ROW])
        yield Spacer(4)
    if not boxes:
        yield Paragraph(part.met_shown, BODY)
    yield Paragraph(part.sentence, BODY.but(bold=True, after=0))
    if boxes:
        yield Paragraph(part.met_shown, NOTE)
    yield from paragraphs([part.provisional_note], WARNING)
    dates = [f for f in part.dates if f.key in ("plan_due", "plan_latest")]
    words = report.words
    yield Paragraph(joined(words, (labelled(words, f.label, f.value) for f in dates)), NOTE)


def _row(report: Report, boxes: Sequence[StandardBox]) -> Block:
    filled: list[Block] = [_box(report, box) for box in boxes]
    filled += [Spacer(0)] * (_IN_A_ROW - len(filled))
    return Columns(filled, gap=5)


def _box(report: Report, box: StandardBox) -> Block:
    head: Text = [
        Span(code(report.words, box.id), colour=MUTED),
        Span(" "),
        Span(box.title, bold=True),
    ]
    mark = standard_mark(box.status, 9)
    status = Marked(mark, box.status_name, _BOLD.but(before=2), size=9, gap=4)
    return Box(Stack([Paragraph(head, _TEXT), status]), padding=6, stroke=LINE)


def _gaps(report: Report) -> Iterator[Block]:
    words = report.words
    if not report.top_gaps:
        return
    yield heading(words.gettext("The heaviest gaps"))
    rows: list[list[CellContent]] = []
    for gap in report.top_gaps:
        shown = arrow(report, gap.level_name, gap.target_name)
        numbers = (words.number(gap.level), words.number(gap.target))
        mark = step_mark(gap.level, gap.target, numbers, words.rtl)
        rows.append(
            [
                code(words, gap.indicator),
                Cell(gap.title, style=_BOLD),
                Marked(mark, shown, _TEXT, wide=10 * STEP),
                Cell(words.gettext("Priority: {level}", level=gap.priority_name), style=CELL_NOTE),
            ]
        )
    columns = [Column(points=48), Column(9), Column(10), Column(5, align="end")]
    yield Table(columns, [], rows, _AIRY)


def arrow(report: Report, before: str, after: str) -> str:
    """From one level's word to another's, in the reading direction."""
    return f"{before} {'←' if report.words.rtl else '→'} {after}"


def asked(report: Report) -> Iterator[Block]:
    """The money of the plan by currency and funding status, and what funders are asked for."""
    words, plan = report.words, report.plan
    yield heading(words.gettext("What is asked of funders"))
    if not plan.totals:
        yield Paragraph(words.gettext("No action has a cost yet."), NOTE)
        return
    yield money(report, plan.totals)
    count = words.ngettext("{n} action in the plan", "{n} actions in the plan", plan.count)
    yield from paragraphs([plan.joint_note], _TEXT.but(before=3))
    yield Paragraph(joined(words, (count, plan.uncosted_note)), NOTE.but(before=3))


def money(report: Report, totals: Sequence[TotalLine]) -> Block:
    """The table of totals: a row for each currency, a column for each funding status."""
    words = report.words
    names = [name for _, name, _, _ in totals[0].by_funding]
    header = [words.gettext("Currency"), *names]
    header += [words.gettext("Total"), words.gettext("Asked of funders")]
    rows: list[list[CellContent]] = []
    for total in totals:
        sums = [amount for _, _, amount, _ in total.by_funding]
        shown = [words.number(amount, total.currency.decimals) for amount in (*sums, total.total)]
        asked_for = Cell(total.asked_shown, fill=ACCENT_SOFT, style=_AMOUNT)
        rows.append([total.currency_name, *(code(words, text) for text in shown), asked_for])
    columns = [Column(3), *(Column(3, align="end") for _ in shown), Column(4, align="end")]
    return Table(columns, header, rows, PLAIN)


def money_by_domain(report: Report, domains: Sequence[DomainMoney]) -> Block:
    """A row for each domain with costed actions, a column for each currency, and the totals."""
    words, totals = report.words, report.plan.totals
    used = [total.currency for total in totals]
    header = [words.gettext("Domain"), *(total.currency_name for total in totals)]
    rows: list[list[CellContent]] = []
    for domain in domains:
        shown = {currency: text for currency, _, text in domain.sums}
        rows.append([domain.title, *(shown.get(currency, "–") for currency in used)])
    sums = [Cell(total.total_shown, style=_AMOUNT) for total in totals]
    rows.append([Cell(words.gettext("Total"), style=CELL_BOLD), *sums])
    columns = [Column(6), *(Column(3, align="end") for _ in totals)]
    return Table(columns, header, rows, PLAIN)


_AMOUNT: Final = CELL_BOLD.but(align="end", colour=INK)
