"""The sheet of an assessment's past: its revisions, and inside the organisation every change."""

from typing import Final

from capacity_app.i18n import N_
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Book
from capacity_app.report.excel_layout import Column, filters, open_sheet, paper, table

_REVISIONS: Final = (
    Column(N_("Revision"), 10, lambda r: r.revision, "whole"),
    Column(N_("State"), 14, lambda r: r.state_name, "mid"),
    Column(N_("Date of the assessment"), 14, lambda r: r.assessed_on, "date"),
    Column(N_("Signed off"), 12, lambda r: r.signed_on, "date"),
    Column(N_("Signed for the organisation by"), 24, lambda r: r.director_role),
    Column(N_("Facilitated by"), 24, lambda r: r.facilitator_role),
    Column(N_("Why it was reopened"), 34, lambda r: r.reason),
    Column(N_("Reopened by"), 22, lambda r: r.by),
)
_CHANGES: Final = (
    Column(N_("Number"), 10, lambda h: h.number, "whole"),
    Column(N_("Day"), 14, lambda h: h.day, "date"),
    Column(N_("Time"), 14, lambda h: h.time, "code"),
    Column(N_("Revision"), 12, lambda h: h.revision, "whole"),
    Column(N_("Who"), 24, lambda h: h.who),
    Column(N_("About"), 24, lambda h: h.about, "label"),
    Column(N_("Code"), 34, lambda h: h.subject, "address"),
    Column(N_("What"), 22, lambda h: h.field),
    Column(N_("From"), 26, lambda h: h.old),
    Column(N_("To"), 26, lambda h: h.new),
    Column(N_("Why"), 34, lambda h: h.reason, "note"),
)


def history(book: Book, report: Report) -> None:
    """The revisions; below them each change, where the receiver may see them."""
    past = report.past
    if past is None or not past.revisions:
        return
    said = [column for column in _REVISIONS if any(map(column.value, past.revisions))]
    widths = [column.width for column in (_CHANGES if past.history else said)]
    sheet = open_sheet(book, report, N_("History"), widths)
    table(sheet, said, past.revisions)
    if past.history:
        sheet.skip()
        note = N_("Words that people wrote are not repeated here, only that they changed.")
        sheet.row([(book.words.gettext(note), "plain")])
        filters(sheet, _CHANGES, table(sheet, _CHANGES, past.history))
    paper(sheet, report, wide=True)
