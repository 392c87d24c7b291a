"""The evidence register and the crosswalk to other frameworks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from capacity_app.i18n import Words
from capacity_app.report.boxes import KeepTogether
from capacity_app.report.colours import ATTENTION
from capacity_app.report.content_lines import CrosswalkLine, EvidenceLine, Validity
from capacity_app.report.content_shape import Report
from capacity_app.report.layout import Block, Paragraph
from capacity_app.report.lines import Span
from capacity_app.report.pdf_annexes import name
from capacity_app.report.pdf_blocks import Marked, level_mark
from capacity_app.report.pdf_marks import WORRYING, validity_mark
from capacity_app.report.pdf_page import (
    BODY,
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

_DASH: Final = "–"


def evidence(report: Report) -> Iterator[Block]:
    """The register of evidence, as far as the receiver may know of it, the most urgent first."""
    words = report.words
    yield title(words.gettext("Evidence register"))
    counts = (f"{count.name}: {words.number(count.count)}" for count in report.evidence_counts)
    yield Paragraph(joined(words, counts), NOTE.but(after=4))
    if not report.evidence:
        return
    header = [
        words.gettext("Ref"),
        words.gettext("Title"),
        words.gettext("Issued – expires"),
        words.gettext("Validity"),
        words.gettext("Standing"),
        words.gettext("Indicators"),
    ]
    columns = [
        Column(points=30),
        Column(8.4),
        Column(points=58),
        Column(points=84),
        Column(5.6),
        Column(points=60),
    ]
    rows = [_item(words, item) for item in sorted(report.evidence, key=_urgency)]
    yield Table(columns, header, rows, replace(GRID, padding_y=2.2))


_ORDER: Final = list(Validity)


def _urgency(item: EvidenceLine) -> tuple[int, date]:
    return _ORDER.index(item.validity), item.expires or date.max


def _item(words: Words, item: EvidenceLine) -> list[CellContent]:
    kind = joined(words, (item.type_name, item.language_name))
    seen = joined(words, (typed(words, item.seen_by), item.seen_shown))
    held = named(words, words.gettext("Kept at"), typed(words, item.held_at))
    days = [item.issued_shown or _DASH, item.expires_shown or _DASH]
    worrying = item.validity in WORRYING
    state = Span(item.validity_name, bold=worrying, colour=ATTENTION if worrying else None)
    return [
        Cell(code(words, item.ref), style=CELL_BOLD),
        lines((typed(words, item.title), CELL), (kind, CELL_NOTE), (held, CELL_NOTE)),
        "\n".join(days),
        Marked(validity_mark(item.validity, 8), [state], CELL, size=8, gap=4),
        lines((item.status_name, CELL), (seen, CELL_NOTE), (item.share_name, CELL_NOTE)),
        Cell(code(words, ", ".join(item.indicators)), style=CELL_NOTE),
    ]


def crosswalk(report: Report, frameworks: Sequence[str] = ()) -> Iterator[Block]:
    """The indicators with their codes in other frameworks, all of them or only some."""
    words = report.words
    told = [line for line in report.crosswalk if not frameworks or line.framework in frameworks]
    if not told:
        return
    yield title(words.gettext("Crosswalk to other frameworks"))
    said = words.gettext("Levels in other scales are equivalents, not ratings by others.")
    yield Paragraph(said, BODY)
    names = {line.framework: line.framework_name for line in told}
    yield from _scales(report, names)
    by_indicator: dict[str, list[CrosswalkLine]] = {}
    for line in told:
        by_indicator.setdefault(line.indicator, []).append(line)
    order = [line.id for line in report.indicators if line.id in by_indicator]
    header = [words.gettext("Indicator"), words.gettext("Level")]
    header += [_short(words, framework) for framework in names]
    widths = [Column(points=_CODES.get(framework, 50)) for framework in names]
    rows = [_crosswalk(words, by_indicator[indicator], list(names)) for indicator in order]
    style = replace(GRID, padding_y=1.8, padding_x=3, header=CELL_BOLD.but(size=7, leading=9.5))
    yield Table([Column(1), Column(points=36), *widths], header, rows, style)


_CODES: Final = {"PS": 36, "C": 40, "H": 54, "O": 38, "L": 50, "X": 78}  # widths in points


def _short(words: Words, framework: str) -> str:
    """A framework's name for a narrow column; the acronyms are the same in every language."""
    if framework in ("L", "X"):
        return words.gettext("Localisation") if framework == "L" else words.gettext("Other")
    return {"PS": "PSEA", "C": "CHS", "H": "HACT", "O": "OCA"}.get(framework, framework)


def _scales(report: Report, names: Mapping[str, str]) -> Iterator[Block]:
    """What each of our levels stands for on the scales of the others."""
    words = report.words
    scaled = [key for key in names if any(key == framework for framework, _ in report.scales)]
    if not scaled:
        return
    header = [words.gettext("Level"), *(names[key] for key in scaled)]
    rows: list[list[CellContent]] = []
    for level, word, _ in report.levels:
        mark = Marked(level_mark(level, words.number(level)), word, CELL)
        there = [code(words, report.scales.get((key, level), "")) or _DASH for key in scaled]
        rows.append([mark, *there])
    columns = [Column(2) for _ in header]
    table = Table(columns, header, rows, replace(GRID, padding_y=2))
    yield KeepTogether([heading(words.gettext("In their scale")), table])
    yield heading(words.gettext("Indicators by framework"))


def _crosswalk(
    words: Words, own: Sequence[CrosswalkLine], frameworks: Sequence[str]
) -> list[CellContent]:
    """An indicator, its level as a mark, and its codes in each framework."""
    first = own[0]
    level: CellContent = _DASH
    if first.level is not None:
        level = Marked(level_mark(first.level, words.number(first.level), 9), "", CELL, size=9)
    codes = (", ".join(line.code for line in own if line.framework == key) for key in frameworks)
    cells = [Cell(code(words, text), style=CELL_NOTE) for text in codes]
    return [name(words, first.indicator, first.title), level, *cells]
