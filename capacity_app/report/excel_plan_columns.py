"""The columns of the plan's sheet: what is read by people, and what lets the sheet come back."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from capacity_app.i18n import N_
from capacity_app.model.plan_sheet import ASSESSMENT, REF, REVISION, SENT, TAGS, marks
from capacity_app.report.content_lines import ActionLine
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Value
from capacity_app.report.excel_layout import Column, level_look

Look = str | Callable[[Any], str]


def plan_columns(report: Report) -> list[Column]:
    """One column for each field of an action that the receiver may see, in reading order."""
    title = f"#indicator+name+i_{report.words.code}"
    columns = [
        Column(N_("Ref"), 15, lambda a: a.ref, "code", REF),
        _field("indicator", N_("Code"), 11, "code"),
        Column(N_("Indicator"), 24, lambda a: a.indicator_title, "label", title),
        _field("gap", N_("Gap"), 36),
        _field("baseline", N_("Level"), 8, level_look(lambda a: a.baseline)),
        _field("target", N_("Target"), 8, level_look(lambda a: a.target)),
        _field("action", N_("Action"), 44),
        _field("deliverable", N_("Proof that it is done"), 30),
        _field("priority", N_("Priority"), 11, "mid", "priority_name"),
        _field("reason", N_("Why"), 26, "note"),
        _field("responsible", N_("Responsible"), 20),
        _field("support", N_("Support needed"), 18, "text", "support_shown"),
        _field("supported_by", N_("Supported by"), 20),
        _field("supporter_kind", N_("Kind of supporter"), 16, "mid", "supporter_kind_name"),
        _field("cost", N_("Cost"), 16, _money),
        _field("currency", N_("Currency"), 10, "code", "currency.value"),
        _field("rate", N_("Rate, IQD for 1 USD"), 12, "rate"),
        _field("rate_date", N_("Rate of"), 12, "date"),
        _field("funding", N_("Funding"), 15, "mid", "funding_name"),
        _field("start", N_("Start"), 12, "date"),
        _field("due", N_("Due"), 12, "date"),
        _field("status", N_("Status"), 14, "mid", "status_name"),
        Column(N_("Percent done"), 9, _share, "share", TAGS["percent"]),
        _field("completed_on", N_("Completed on"), 12, "date"),
        _field("completion_evidence", N_("Evidence of completion"), 24),
        _field("verified_by", N_("Verified by"), 18),
        _field("verified_on", N_("Verified on"), 12, "date"),
        _field("adequate", N_("Adequate"), 10, "mid", "adequate_name"),
        _field("comments", N_("Comments"), 34),
        Column(
            N_("Still missing"), 22, lambda a: a.missing_shown, "attention", "#description+missing"
        ),
    ]
    sees_name = report.sight.sees("action.verified_by")
    return [column for column in columns if sees_name or column.tag != TAGS["verified_by"]]


def carried(report: Report, columns: Sequence[Column]) -> list[Column]:
    """What each row says so that an edited workbook can be read back; these are not printed."""
    header, tags = report.header, {column.tag for column in columns}
    fields = [name for name, tag in TAGS.items() if tag in tags]

    def sent(action: ActionLine) -> str:
        return marks(header.id, action, fields)

    return [
        Column(N_("Marks of what was sent"), 24, sent, "tag", SENT),
        Column(N_("Assessment"), 38, lambda _: header.id, "address", ASSESSMENT),
        Column(N_("Revision"), 10, lambda _: header.revision, "whole", REVISION),
    ]


def _field(
    name: str, label: str, width: float, look: Look = "text", shown: str | None = None
) -> Column:
    """The column of a field; ``shown`` is what the cell holds where that is not the raw value."""
    value: Callable[[Any], Value] = attrgetter(shown or name)
    return Column(label, width, value, look, TAGS[name])


def _money(action: ActionLine) -> str:
    return f"money{action.currency}"


def _share(action: ActionLine) -> Decimal:
    return Decimal(action.percent) / 100
