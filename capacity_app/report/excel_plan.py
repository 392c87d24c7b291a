"""The sheets that come back: the action plan, its budget, and the words its cells may hold."""

from dataclasses import dataclass
from typing import Any, Final

from capacity_app.i18n import N_
from capacity_app.model.plan import Currency, Funding, Priority, Status, SupporterKind
from capacity_app.model.plan_sheet import TAGS
from capacity_app.report.content_parts import TotalLine
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Book, Formula, Sheet
from capacity_app.report.excel_layout import (
    Column,
    Table,
    choices,
    filters,
    freeze,
    only,
    open_sheet,
    paper,
    table,
)
from capacity_app.report.excel_money import asked_together, money_by_domain
from capacity_app.report.excel_plan_columns import carried, plan_columns
from capacity_app.vocabulary import word

_SPARE: Final = 100  # rows below the plan that still offer the lists


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the plan was written, for the lists and the budget that refer to it."""

    sheet: Sheet
    columns: list[Column]
    written: Table

    def column(self, tag: str) -> int:
        """The number of the column with a tag."""
        return next(n for n, column in enumerate(self.columns) if column.tag == tag)

    def range(self, tag: str) -> str:
        """The cells of the column with a tag, spare rows included."""
        return self.sheet.range(self.column(tag), self.written.first, self.written.last + _SPARE)


def plan(book: Book, report: Report) -> Plan | None:
    """The action plan, to be filtered, filled in and sent back."""
    if not report.plan.actions:
        return None
    shown = plan_columns(report)
    columns = shown + carried(report, shown)
    sheet = open_sheet(book, report, N_("Action plan"), [column.width for column in columns])
    written = table(sheet, columns, report.plan.actions)
    filters(sheet, columns, written)
    freeze(sheet, written, 1)
    paper(sheet, report, wide=True, repeat=written, columns=len(shown), keep=1)
    return Plan(sheet, columns, written)


_BUDGET: Final = (N_("Currency"), N_("Funding"), N_("As sent"), N_("As edited"))


def budget(book: Book, report: Report, plan: Plan | None, lists: "Lists") -> None:
    """Money by currency and funding, as sent and as the plan's sheet says now; by domain; asked."""
    sheet = open_sheet(book, report, N_("Budget"), (16, 26, 24, 24))
    heads = _BUDGET if plan is not None else _BUDGET[:3]
    sheet.row([(book.words.gettext(label), "head") for label in heads])
    for total in report.plan.totals:
        _budget_rows(sheet, total, plan, lists)
    sheet.skip()
    money_by_domain(sheet, report)
    asked_together(sheet, report)
    notes = [total.ask_sentence for total in report.plan.totals]
    if plan is not None:
        notes.append(book.words.gettext(N_("Cancelled actions cost nothing.")))
    for note in (*notes, report.plan.joint_note, report.plan.uncosted_note):
        if note:
            sheet.row([(note, "plain")])
    sheet.skip()
    for counts, label in (
        (report.plan.by_status, N_("Actions by status")),
        (report.plan.by_priority, N_("Actions by priority")),
    ):
        sheet.row([(book.words.gettext(label), "head"), ("", "head")])
        for count in counts:
            sheet.row([(count.name, "label"), (count.count, "whole")])
        sheet.skip()
    paper(sheet, report)


def _budget_rows(sheet: Sheet, total: TotalLine, plan: Plan | None, lists: "Lists") -> None:
    first, currency = sheet.next, total.currency
    for funding, name, amount, _ in total.by_funding:
        cells: list[Any] = [(currency.value, "code"), (name, "label"), (amount, f"money{currency}")]
        if plan is not None:
            live = _sum(plan, lists, currency, funding)
            cells.append((Formula(live, amount), f"money{currency}"))
        sheet.row(cells)
    words, look = sheet.book.words, f"moneysum{currency}"
    cells = [(currency.value, "code"), (words.gettext(N_("Total")), "label"), (total.total, look)]
    if plan is not None:
        cells.append((Formula(f"SUM(D{first}:D{sheet.next - 1})", total.total), look))
    sheet.row(cells)


def _sum(plan: Plan, lists: "Lists", currency: Currency, funding: Funding) -> str:
    """A sum over the plan's sheet that compares with the words of the lists' sheet."""
    cost, kind = plan.range(TAGS["cost"]), plan.range(TAGS["funding"])
    status, money = plan.range(TAGS["status"]), plan.range(TAGS["currency"])
    return (
        f'SUMIFS({cost},{money},"{currency}",{kind},{lists.cells[funding]},'
        f'{status},"<>"&{lists.cells[Status.CANCELLED]})'
    )


@dataclass
class Lists:
    """Where the words that cells may hold are listed: each word's cell, each list's cells."""

    cells: dict[Any, str]
    ranges: dict[str, str]


def lists(book: Book, report: Report) -> Lists:
    """The sheet of words that the plan's cells are chosen from."""
    words = book.words
    yes_no = [words.gettext(N_("Yes")), words.gettext(N_("No"))]
    given: list[tuple[str, str, list[tuple[Any, str]]]] = [
        (TAGS["priority"], N_("Priority"), [(p, word(p, words)) for p in Priority]),
        (TAGS["funding"], N_("Funding"), [(f, word(f, words)) for f in Funding]),
        (TAGS["currency"], N_("Currency"), [(c, c.value) for c in Currency]),
        (TAGS["status"], N_("Status"), [(s, word(s, words)) for s in Status]),
        (
            TAGS["supporter_kind"],
            N_("Kind of supporter"),
            [(k, word(k, words)) for k in SupporterKind],
        ),
        (TAGS["adequate"], N_("Adequate"), [(text, text) for text in yes_no]),
    ]
    sheet = open_sheet(book, report, N_("Lists"), [22] * len(given))
    sheet.row([(words.gettext(label), "head") for _, label, _ in given])
    found, first = Lists({}, {}), sheet.next
    for row in range(max(len(options) for _, _, options in given)):
        cells = [options[row][1] if row < len(options) else None for _, _, options in given]
        sheet.row([(text, "" if text is None else "mid") for text in cells])
    for column, (tag, _, options) in enumerate(given):
        found.ranges[tag] = sheet.range(column, first, first + len(options) - 1)
        for row, (key, _) in enumerate(options):
            found.cells[key] = sheet.range(column, first + row, first + row).partition(":")[0]
    paper(sheet, report, wide=True)
    return found


def validate(plan: Plan, lists: Lists) -> None:
    """Let the plan's cells take only what can be read back."""
    sheet, written = plan.sheet, plan.written
    for tag, source in lists.ranges.items():
        choices(sheet, plan.column(tag), written, _SPARE, source)
    cost = plan.column(TAGS["cost"])
    only(sheet, cost, written, _SPARE, "decimal", "0", "9999999999999", N_("Write 0 or more."))
    percent = plan.column(TAGS["percent"])
    only(sheet, percent, written, _SPARE, "decimal", "0", "1", N_("Write a share of 0% to 100%."))
    for name in ("start", "due", "completed_on", "verified_on", "rate_date"):
        say = N_("Write a date, such as 31/12/2026.")
        only(sheet, plan.column(TAGS[name]), written, _SPARE, "date", "36526", "73050", say)
