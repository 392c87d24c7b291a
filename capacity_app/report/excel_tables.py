"""The sheets of rows: scores, evidence, what does not apply, the crosswalk."""

from typing import Any

from capacity_app.i18n import N_
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Book
from capacity_app.report.excel_layout import (
    Column,
    filters,
    freeze,
    level_look,
    open_sheet,
    paper,
    table,
)


def scores(book: Book, report: Report) -> None:
    """One row for each indicator, with the HXL tags that make it data."""
    if not report.indicators:
        return
    columns = _score_columns(report)
    sheet = open_sheet(book, report, N_("Scores"), [column.width for column in columns])
    written = table(sheet, columns, report.indicators)
    filters(sheet, columns, written)
    freeze(sheet, written, 2)
    printed = len(columns) - len(_constant_columns(report))
    paper(sheet, report, wide=True, repeat=written, columns=printed, keep=2)


def _score_columns(report: Report) -> list[Column]:
    header, code = report.header, report.words.code
    areas = {area.id: area.title for domain in report.domains for area in domain.areas}
    columns = [
        Column(N_("Code"), 11, lambda i: i.id, "code", "#indicator+code"),
        Column(N_("Indicator"), 30, lambda i: i.title, "label", f"#indicator+name+i_{code}"),
        Column(N_("Area"), 22, lambda i: areas[i.area], "text", f"#sector+name+i_{code}"),
        Column(N_("Level"), 8, lambda i: i.level, level_look(lambda i: i.level), "#capacity+num"),
        Column(N_("Level in words"), 16, lambda i: i.level_name, "mid", "#capacity+name"),
        Column(N_("Answer"), 15, lambda i: i.status_name, "mid", "#status+name"),
        Column(N_("Target"), 8, lambda i: i.target, "whole", "#capacity+target+num"),
        Column(N_("Priority"), 11, lambda i: i.priority_name, "mid", "#severity+name"),
        Column(N_("Evidence items"), 10, lambda i: i.evidence_count, "whole", "#status+evidence"),
        Column(N_("Items"), 12, lambda i: i.evidence_shown, "address", "#meta+evidence+list"),
        Column(N_("What the level says"), 50, lambda i: i.level_text, "text", "#description+level"),
        Column(
            N_("Reason without evidence"),
            30,
            lambda i: i.without_evidence,
            "text",
            "#description+reason",
        ),
    ]
    if header.previous_date is not None:
        columns += [
            Column(
                N_("Level before"), 9, lambda i: i.previous_level, "whole", "#capacity+num+prev"
            ),
            Column(N_("Change"), 9, lambda i: i.change, "change", "#capacity+num+change"),
        ]
    if report.sight.sees("answer.note"):
        columns.append(Column(N_("Note"), 40, lambda i: i.note, "text", "#description+note"))
    return columns + _constant_columns(report)


def _constant_columns(report: Report) -> list[Column]:
    """What every row must say of itself once it is among rows of other organisations."""
    header = report.header
    pcodes = ", ".join(header.pcodes)
    return [
        Column(N_("Organisation"), 24, lambda _: header.organisation, "note", "#org+name"),
        Column(
            N_("Registration"),
            18,
            lambda _: header.registration_code,
            "address",
            "#org+code+v_iq_ngo",
        ),
        Column(N_("P-codes"), 16, lambda _: pcodes, "address", "#adm1+code+v_pcode"),
        Column(N_("Date"), 12, lambda _: header.assessed_on, "date", "#date+reported"),
        Column(N_("Assessment"), 38, lambda _: header.id, "address", "#meta+id"),
    ]


def evidence(book: Book, report: Report) -> None:
    """The evidence register."""
    if not report.evidence:
        return
    columns = [
        Column(N_("Ref"), 8, lambda e: e.ref, "code"),
        Column(N_("Title"), 44, lambda e: e.title, "label"),
        Column(N_("Type"), 28, lambda e: e.type_name),
        Column(N_("Language"), 12, lambda e: e.language_name, "mid"),
        Column(N_("Issued"), 12, lambda e: e.issued, "date"),
        Column(N_("Expires"), 12, lambda e: e.expires, "date"),
        Column(
            N_("Validity"),
            12,
            lambda e: e.validity_name,
            lambda e: "attention" if e.expired else "mid",
        ),
        Column(N_("Standing"), 12, lambda e: e.status_name, "mid"),
        Column(N_("Seen on"), 12, lambda e: e.seen_on, "date"),
        Column(N_("May be sent"), 18, lambda e: e.share_name, "mid"),
        Column(N_("For indicators"), 26, lambda e: ", ".join(e.indicators), "address"),
    ]
    if report.sight.sees("evidence.held_at"):
        columns.append(Column(N_("Kept at"), 26, lambda e: e.held_at))
    if report.sight.sees("evidence.seen_by"):
        columns.append(Column(N_("Seen by"), 20, lambda e: e.seen_by))
    _plain_table(book, report, N_("Evidence"), columns, report.evidence)


def exceptions(book: Book, report: Report) -> None:
    """What does not apply and why, and levels of 3 or more without evidence and why."""
    lines = [(line, line.not_applicable) for line in report.not_applicable]
    lines += [(line, line.without_evidence) for line in report.without_evidence]
    if not lines:
        return
    without = book.words.gettext(N_("No evidence item"))
    columns = (
        Column(N_("Code"), 11, lambda x: x[0].id, "code"),
        Column(N_("Indicator"), 40, lambda x: x[0].title, "label"),
        Column(N_("Level"), 8, lambda x: x[0].level, level_look(lambda x: x[0].level)),
        Column(
            N_("What is said"),
            22,
            lambda x: x[0].status_name if x[0].level is None else without,
            "mid",
        ),
        Column(N_("Reason"), 70, lambda x: x[1]),
    )
    _plain_table(book, report, N_("Not applicable"), columns, lines)


def crosswalk(book: Book, report: Report) -> None:
    """Every indicator under the codes of other organisations' frameworks."""
    if not report.crosswalk:
        return
    columns = (
        Column(N_("Framework"), 36, lambda x: x.framework_name, "label"),
        Column(N_("Code there"), 14, lambda x: x.code, "code"),
        Column(N_("Code"), 11, lambda x: x.indicator, "code"),
        Column(N_("Indicator"), 44, lambda x: x.title),
        Column(N_("Level"), 8, lambda x: x.level, level_look(lambda x: x.level)),
        Column(N_("Level in words"), 20, lambda x: x.level_name, "mid"),
        Column(N_("Equivalent there"), 14, lambda x: x.elsewhere, "code"),
    )
    _plain_table(book, report, N_("Crosswalk"), columns, report.crosswalk)


def _plain_table(book: Book, report: Report, title: str, columns: Any, lines: Any) -> None:
    sheet = open_sheet(book, report, title, [column.width for column in columns])
    written = table(sheet, columns, lines)
    filters(sheet, columns, written)
    freeze(sheet, written, 2)
    paper(sheet, report, wide=True, repeat=written)
