"""The workbook: the same report as the PDF, as sheets to filter, fill in and send back."""

from collections.abc import Iterator
from pathlib import Path

from capacity_app.i18n import N_, Words, currency_name
from capacity_app.report import (
    excel_history,
    excel_overview,
    excel_plan,
    excel_tables,
    excel_verification,
)
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Book
from capacity_app.report.excel_check import compare
from capacity_app.report.excel_layout import Column, open_sheet, paper, table


def write(report: Report, path: Path) -> Iterator[None]:
    """Write a report's workbook, step by step, re-open it and compare it with what was meant.

    Raises OSError when the file cannot be written, :class:`Damaged` when it reads otherwise.
    """
    book = Book(report.words, _money_formats(report.words))
    yield from _fill(book, report)
    header = report.header
    book.describe(header.title, header.organisation, report.words.code, header.assessed_on)
    yield from book.save(path)
    compare(path, book)


def _fill(book: Book, report: Report) -> Iterator[None]:
    """Make the sheets in reading order; the lists come last but are needed before."""
    excel_overview.readme(book, report)
    if report.sight.single_answers:
        excel_overview.profile(book, report)
    excel_overview.summary(book, report)
    yield
    excel_tables.scores(book, report)
    excel_overview.psea(book, report)
    yield
    plan = excel_plan.plan(book, report)
    place = len(book.sheets)
    lists = excel_plan.lists(book, report)
    if plan is not None:
        excel_plan.validate(plan, lists)
    excel_plan.budget(book, report, plan, lists)
    yield
    excel_tables.evidence(book, report)
    excel_tables.exceptions(book, report)
    excel_tables.crosswalk(book, report)
    excel_history.history(book, report)
    book.move_last(place)
    _continued(book, report)
    excel_verification.verification(book, report)
    if book.continued:  # texts say that they go on in the last sheet
        book.move_last(len(book.sheets) - 2)
    yield


def _continued(book: Book, report: Report) -> None:
    """Texts longer than a cell, where they go on; there is mostly no such sheet."""
    if not book.continued:
        return
    columns = (
        Column(N_("Sheet"), 20, lambda part: part[0]),
        Column(N_("Cell"), 10, lambda part: part[1], "code"),
        Column(N_("Goes on"), 100, lambda part: part[2]),
    )
    sheet = open_sheet(book, report, N_("Continued"), [column.width for column in columns])
    written = table(sheet, columns, tuple(book.continued))
    paper(sheet, report, wide=True, repeat=written)


def _money_formats(words: Words) -> dict[str, str]:
    """Number formats with the currency's name; dinars without decimals."""
    names = {code: currency_name(code, words).replace('"', "") for code in ("USD", "IQD")}
    return {"USD": f'#,##0.00" {names["USD"]}"', "IQD": f'#,##0" {names["IQD"]}"'}
