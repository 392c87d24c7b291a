"""The sheets to read first: README, profile, summary and PSEA."""

from collections.abc import Callable
from typing import Final

from capacity_app.i18n import N_
from capacity_app.report.content_lines import ElementLine
from capacity_app.report.content_shape import DomainPart, PseaPart, Report, StandardBox
from capacity_app.report.excel_book import Book, Sheet
from capacity_app.report.excel_layout import Column, bars, filters, freeze, open_sheet, paper, table

_SUMMARY: Final = (
    Column(N_("Code"), 9, lambda p: p.id, "code"),
    Column(N_("Name"), 38, lambda p: p.title, "label"),
    Column(N_("Score"), 10, lambda p: p.figures.value, "score"),
    Column(N_("Band"), 22, lambda p: getattr(p, "band_name", ""), "mid"),
    Column(N_("Indicators"), 11, lambda p: p.figures.total, "whole"),
    Column(N_("Applicable"), 11, lambda p: p.figures.applicable, "whole"),
    Column(N_("Answered"), 11, lambda p: p.figures.answered, "whole"),
    Column(N_("Open"), 9, lambda p: p.figures.open, "whole"),
    Column(N_("Complete"), 11, lambda p: p.figures.completeness, "share"),
    Column(N_("With evidence"), 12, lambda p: p.figures.evidence, "share"),
)


def readme(book: Book, report: Report) -> None:
    """What this workbook is, for whom, by which rules, and how to check it."""
    sheet = open_sheet(book, report, N_("README"), (30, 74, 50))
    for fact in report.facts:
        sheet.row([(fact.label, "label"), (fact.value, "address" if fact.ltr else "text")])
    digest = report.header.digest
    sheet.row([(book.words.gettext(N_("Question bank, SHA-256")), "label"), (digest, "address")])
    sheet.row([(book.words.gettext(N_("Language")), "label"), (_language(book), "text")])
    sheet.skip()
    _readme_notes(sheet, report)
    sheet.row([(book.words.gettext(N_("The levels")), "heading")], 20)
    for level, name, meaning in report.levels:
        sheet.row([(f"{level} {name}", f"level{level}"), (meaning, "text")])
    sheet.skip()
    _rules(sheet, report)
    _participants(sheet, report)
    paper(sheet, report, wide=True)


def _rules(sheet: Sheet, report: Report) -> None:
    words = sheet.book.words
    heads = (N_("Rule"), N_("What the figures follow"), N_("Source"))
    sheet.row([(words.gettext(label), "head") for label in heads])
    for number, rule in enumerate(report.rules, 1):
        source = f"{rule.source}\n{rule.verified_shown}" if rule.source else ""
        sheet.row([(number, "whole"), (rule.text, "text"), (source, "note")])


def _language(book: Book) -> str:
    return f"{book.words.language.own_name} ({book.words.code})"


def _readme_notes(sheet: Sheet, report: Report) -> None:
    words = sheet.book.words
    notes = [
        N_("This is what the organisation says of itself, as a basis for talking about support."),
        N_("The content code stands for this content in every language and format."),
        N_("In the sheets with a row of # tags, that row follows the HXL standard for exchange."),
    ]
    if report.plan.actions:
        notes.append(
            N_(
                "You may edit the action plan, add rows to it and send this workbook back: leave "
                "the row of # tags and the last three columns as they are."
            )
        )
    if not report.sight.single_answers:
        notes.append(N_("It holds sums only; names, texts and small numbers of people are absent."))
    for note in notes:
        sheet.row([(words.gettext(note), "plain")])
    if report.psea is not None:
        sheet.row([(report.psea.sentence, "plain")])
    sheet.skip()


def _participants(sheet: Sheet, report: Report) -> None:
    if not report.participants:
        return
    sheet.skip()
    words = sheet.book.words
    labels = (N_("Participants"), N_("Women"), N_("Men"))
    sheet.row([(words.gettext(label), "head") for label in labels])
    for line in report.participants:
        sheet.row([(line.role, "label"), (line.women, "whole"), (line.men, "whole")])


def profile(book: Book, report: Report) -> None:
    """The organisation, in the order of the UN Partner Portal; empty rows show what is missing."""
    sheet = open_sheet(book, report, N_("Profile"), (36, 80))
    section = ""
    for fact in report.profile:
        if fact.section != section:
            section = fact.section
            sheet.row([(section, "heading")], 22)
        look = "address" if fact.ltr else "text"
        sheet.row([(fact.label, "label"), (fact.value, look)])
    paper(sheet, report)


def summary(book: Book, report: Report) -> None:
    """Scores by domain and area, what changed, PSEA, the asks, gaps, strongest, weakest."""
    names = [name for _, name, _ in report.levels]
    columns = (*_SUMMARY, *_level_columns(names))
    sheet = open_sheet(book, report, N_("Summary"), [column.width for column in columns])
    written = table(sheet, columns, report.domains)
    bars(sheet, 2, written)
    sheet.skip()
    _heading(sheet, N_("Areas"))
    areas = [area for domain in report.domains for area in domain.areas]
    bars(sheet, 2, table(sheet, _SUMMARY, areas))
    sheet.skip()
    _change(sheet, report)
    _sentences(sheet, report)
    _gaps(sheet, report)
    for title, lines in (
        (N_("Strongest indicators"), report.strongest),
        (N_("Weakest indicators"), report.weakest),
    ):
        if lines:
            _heading(sheet, title)
            table(sheet, _RANK, lines)
            sheet.skip()
    paper(sheet, report, wide=True)


def _level_columns(names: list[str]) -> tuple[Column, ...]:
    """How many indicators are at each level; a heading is a name of the question bank's."""
    return tuple(
        Column(f"{number} {name}", 13, _counted(number), "whole")
        for number, name in enumerate(names, 1)
    )


def _counted(level: int) -> Callable[[DomainPart], int]:
    return lambda part: part.levels[level - 1]


_RANK: Final = (
    Column(N_("Code"), 0, lambda r: r.indicator, "code"),
    Column(N_("Indicator"), 0, lambda r: r.title),
    Column(N_("Level"), 0, lambda r: r.level, lambda r: f"level{r.level}"),
    Column(N_("Level in words"), 0, lambda r: r.level_name, lambda r: f"level{r.level}"),
)
_GAPS: Final = (
    *_RANK,
    Column(N_("Target"), 0, lambda g: g.target, lambda g: f"level{g.target}"),
    Column(N_("Priority"), 0, lambda g: g.priority_name, "mid"),
)


def _heading(sheet: Sheet, message: str) -> None:
    sheet.row([(sheet.book.words.gettext(message), "heading")], 20)


_CHANGE: Final = (
    Column(N_("Code"), 0, lambda s: s.id, "code"),
    Column(N_("Name"), 0, lambda s: s.title, "label"),
    Column(N_("Before"), 0, lambda s: s.before, "score"),
    Column(N_("Now"), 0, lambda s: s.now, "score"),
    Column(N_("Change"), 0, lambda s: s.difference, "shift"),
)


def _change(sheet: Sheet, report: Report) -> None:
    """By domain and area, over the questions answered both times."""
    part = report.change
    if part is None:
        return
    day = report.header.previous_shown
    sheet.row([(sheet.book.words.gettext(N_("Change since {day}"), day=day), "heading")], 20)
    sheet.row([(part.said, "plain")])
    for label, count in part.counts:
        sheet.row([(None, ""), (label, "label"), (count, "whole")])
    sheet.skip()
    if part.domains:
        lines = [line for domain in part.domains for line in (domain, *domain.areas)]
        table(sheet, _CHANGE, lines)
        sheet.skip()


def _sentences(sheet: Sheet, report: Report) -> None:
    psea = report.psea
    if psea is not None:
        _heading(sheet, N_("Protection from sexual exploitation and abuse"))
        for text in (psea.met_shown, psea.sentence, psea.provisional_note, psea.unicef_shown):
            if text:
                sheet.row([(text, "plain")])
        sheet.skip()
    asks = [total.ask_sentence for total in report.plan.totals]
    if asks:
        _heading(sheet, N_("What is asked of funders"))
        for text in (*asks, report.plan.joint_note, report.plan.uncosted_note):
            if text:
                sheet.row([(text, "plain")])
        sheet.skip()


def _gaps(sheet: Sheet, report: Report) -> None:
    if report.gaps:
        _heading(sheet, N_("Gaps, the heaviest first"))
        table(sheet, _GAPS, report.gaps)
        sheet.skip()


_PSEA: Final = (
    Column(N_("Standard"), 10, lambda r: r[0].number, "whole"),
    Column(N_("Code"), 9, lambda r: r[0].id, "code"),
    Column(N_("Name"), 30, lambda r: r[0].title, "label"),
    Column(N_("Standing"), 16, lambda r: r[0].status_name, "mid"),
    Column(N_("Level"), 8, lambda r: r[0].level, lambda r: f"level{r[0].level or 1}"),
    Column(N_("Part"), 12, lambda r: r[1].id, "code"),
    Column(N_("Required, or sustaining"), 70, lambda r: r[1].text),
    Column(N_("Answer"), 16, lambda r: r[1].answer_name, "mid"),
    Column(N_("Evidence items"), 11, lambda r: r[0].evidence_count, "whole"),
)


def psea(book: Book, report: Report) -> None:
    """The eight core standards, element by element, with the capacity and the clock."""
    part = report.psea
    if part is None:
        return
    sheet = open_sheet(book, report, N_("PSEA"), [column.width for column in _PSEA])
    for text in (part.sentence, part.met_shown, part.provisional_note, part.unicef_shown):
        if text:
            sheet.row([(text, "strong")])
    for fact in part.dates:
        sheet.row([(None, ""), (None, ""), (fact.label, "label"), (fact.raw, "date")])
    sheet.skip()
    if part.standards:
        written = table(sheet, _PSEA, _elements(part))
        filters(sheet, _PSEA, written)
        freeze(sheet, written, 3)
        paper(sheet, report, wide=True, repeat=written)
    else:
        paper(sheet, report, wide=True)


def _elements(part: PseaPart) -> list[tuple[StandardBox, ElementLine]]:
    """Every standard with each of its elements, the sustaining one last."""
    return [
        (box, line)
        for box in part.standards
        for line in (
            *box.elements,
            ElementLine("sustained", box.sustained_text, "", box.sustained_name),
        )
    ]
