"""The sheets that come back: the action plan, its budget, and the words its cells may hold."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from capacity_app.i18n import N_
from capacity_app.model.plan import Currency, Funding, Priority, Status, SupporterKind
from capacity_app.report.content_lines import ActionLine
from capacity_app.report.content_shape import Report, TotalLine
from capacity_app.report.excel_book import Book, Formula, Sheet
from capacity_app.report.excel_layout import (
    Column,
    Table,
    choices,
    filters,
    freeze,
    level_look,
    only,
    open_sheet,
    paper,
    table,
)
from capacity_app.vocabulary import word

_SPARE: Final = 100  # rows below the plan that still offer the lists


def _money(action: ActionLine) -> str:
    return f"money{action.currency}"


def _plan_columns(report: Report) -> list[Column]:
    code = report.words.code
    columns = [
        Column(N_("Ref"), 15, lambda a: a.ref, "code", "#activity+code"),
        Column(N_("Code"), 11, lambda a: a.indicator, "code", "#indicator+code"),
        Column(
            N_("Indicator"), 24, lambda a: a.indicator_title, "label", f"#indicator+name+i_{code}"
        ),
        Column(N_("Gap"), 36, lambda a: a.gap, "text", "#need+name"),
        Column(
            N_("Level"), 8, lambda a: a.baseline, level_look(lambda a: a.baseline), "#capacity+num"
        ),
        Column(
            N_("Target"),
            8,
            lambda a: a.target,
            level_look(lambda a: a.target),
            "#capacity+target+num",
        ),
        Column(N_("Action"), 44, lambda a: a.action, "text", "#activity+name"),
        Column(N_("Proof that it is done"), 30, lambda a: a.deliverable, "text", "#output+name"),
        Column(N_("Priority"), 11, lambda a: a.priority_name, "mid", "#severity+name"),
        Column(N_("Why"), 26, lambda a: a.reason, "note", "#description+reason"),
        Column(N_("Responsible"), 20, lambda a: a.responsible, "text", "#contact+name"),
        Column(N_("Support needed"), 18, lambda a: a.support_shown, "text", "#modality+name"),
        Column(N_("Supported by"), 20, lambda a: a.supported_by, "text", "#org+funder"),
        Column(
            N_("Kind of supporter"), 16, lambda a: a.supporter_kind_name, "mid", "#org+funder+type"
        ),
        Column(N_("Cost"), 16, lambda a: a.cost, _money, "#value+planned"),
        Column(N_("Currency"), 10, lambda a: a.currency.value, "code", "#currency+code"),
        Column(N_("Rate, IQD for 1 USD"), 12, lambda a: a.rate, "rate", "#value+rate"),
        Column(N_("Rate of"), 12, lambda a: a.rate_date, "date", "#date+rate"),
        Column(N_("Funding"), 15, lambda a: a.funding_name, "mid", "#status+funding"),
        Column(N_("Start"), 12, lambda a: a.start, "date", "#date+start"),
        Column(N_("Due"), 12, lambda a: a.due, "date", "#date+end"),
        Column(N_("Status"), 14, lambda a: a.status_name, "mid", "#status+name"),
        Column(N_("Done"), 8, lambda a: Decimal(a.percent) / 100, "share", "#status+num+percent"),
        Column(N_("Completed on"), 12, lambda a: a.completed_on, "date", "#date+completed"),
        Column(
            N_("Evidence of completion"),
            24,
            lambda a: a.completion_evidence,
            "text",
            "#output+evidence",
        ),
        Column(N_("Verified on"), 12, lambda a: a.verified_on, "date", "#date+verified"),
        Column(N_("Adequate"), 10, lambda a: a.adequate_name, "mid", "#status+adequate"),
        Column(N_("Comments"), 34, lambda a: a.comments, "text", "#description+comments"),
        Column(
            N_("Still missing"), 22, lambda a: a.missing_shown, "attention", "#description+missing"
        ),
    ]
    if report.sight.sees("action.verified_by"):
        by = Column(N_("Verified by"), 18, lambda a: a.verified_by, "text", "#contact+verified")
        columns.insert(25, by)
    return columns


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
    columns = _plan_columns(report)
    sheet = open_sheet(book, report, N_("Action plan"), [column.width for column in columns])
    written = table(sheet, columns, report.plan.actions)
    filters(sheet, columns, written)
    freeze(sheet, written, 1)
    paper(sheet, report, wide=True, repeat=written, keep=1)
    return Plan(sheet, columns, written)


_BUDGET: Final = (N_("Currency"), N_("Funding"), N_("As sent"), N_("As edited"))


def budget(book: Book, report: Report, plan: Plan | None, lists: "Lists") -> None:
    """Money by currency and funding: as it was sent, and as the plan's sheet says now."""
    sheet = open_sheet(book, report, N_("Budget"), (16, 26, 24, 24))
    heads = _BUDGET if plan is not None else _BUDGET[:3]
    sheet.row([(book.words.gettext(label), "head") for label in heads])
    for total in report.plan.totals:
        _budget_rows(sheet, total, plan, lists)
    sheet.skip()
    notes = [total.ask_sentence for total in report.plan.totals]
    if plan is not None:
        notes.append(book.words.gettext(N_("Cancelled actions cost nothing.")))
    for note in (*notes, report.plan.uncosted_note):
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
    cost, kind = plan.range("#value+planned"), plan.range("#status+funding")
    status, money = plan.range("#status+name"), plan.range("#currency+code")
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
        ("#severity+name", N_("Priority"), [(p, word(p, words)) for p in Priority]),
        ("#status+funding", N_("Funding"), [(f, word(f, words)) for f in Funding]),
        ("#currency+code", N_("Currency"), [(c, c.value) for c in Currency]),
        ("#status+name", N_("Status"), [(s, word(s, words)) for s in Status]),
        ("#org+funder+type", N_("Kind of supporter"), [(k, word(k, words)) for k in SupporterKind]),
        ("#status+adequate", N_("Adequate"), [(text, text) for text in yes_no]),
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
    cost = plan.column("#value+planned")
    only(sheet, cost, written, _SPARE, "decimal", "0", "9999999999999", N_("Write 0 or more."))
    percent = plan.column("#status+num+percent")
    only(sheet, percent, written, _SPARE, "decimal", "0", "1", N_("Write a share of 0% to 100%."))
    for tag in ("#date+start", "#date+end", "#date+completed", "#date+verified"):
        say = N_("Write a date, such as 31/12/2026.")
        only(sheet, plan.column(tag), written, _SPARE, "date", "36526", "73050", say)
