"""Parts of the budget's sheet: the money by domain, and what is asked of funders, with rates."""

from typing import Final

from capacity_app.i18n import N_
from capacity_app.report.content_parts import Joint
from capacity_app.report.content_shape import Report
from capacity_app.report.excel_book import Sheet

_BY_DOMAIN: Final = (N_("Currency"), N_("Domain"), N_("As sent"))
_ASKED: Final = (N_("Currency"), N_("Asked of funders"), N_("As sent"))


def money_by_domain(sheet: Sheet, report: Report) -> None:
    """A row for each domain and currency, and what they come to in each currency."""
    if not report.plan.by_domain:
        return
    words = sheet.book.words
    sheet.row([(words.gettext(N_("Money by domain")), "heading")], 20)
    sheet.row([(words.gettext(label), "head") for label in _BY_DOMAIN])
    for total in report.plan.totals:
        code = total.currency.value
        for domain in report.plan.by_domain:
            for currency, amount, _ in domain.sums:
                if currency is total.currency:
                    look = f"money{currency}"
                    sheet.row([(code, "code"), (domain.title, "label"), (amount, look)])
        every = (words.gettext(N_("Total")), "label")
        sheet.row([(code, "code"), every, (total.total, f"moneysum{total.currency}")])
    sheet.skip()


def asked_together(sheet: Sheet, report: Report) -> None:
    """What is asked for in each currency, and together at the actions' own rates."""
    totals, joint = report.plan.totals, report.plan.joint
    if not totals:
        return
    words = sheet.book.words
    sheet.row([(words.gettext(N_("What is asked of funders")), "heading")], 20)
    sheet.row([(words.gettext(label), "head") for label in _ASKED])
    for total in totals:
        look = f"moneysum{total.currency}"
        cells = [(total.currency.value, "code"), (words.gettext(N_("To ask for")), "label")]
        sheet.row([*cells, (total.asked, look)])
    if joint is not None:
        name = words.gettext(N_("To ask for, together, each action at its own rate"))
        look = f"moneysum{joint.currency}"
        sheet.row([(joint.currency.value, "code"), (name, "label"), (joint.amount, look)])
        _rates(sheet, joint)
    sheet.skip()


def _rates(sheet: Sheet, joint: Joint) -> None:
    """The range of the rates, and of their days."""
    for label, value, look in (
        (N_("Lowest rate, IQD for 1 USD"), joint.lowest, "rate"),
        (N_("Highest rate, IQD for 1 USD"), joint.highest, "rate"),
        (N_("Earliest day of a rate"), joint.first, "date"),
        (N_("Latest day of a rate"), joint.last, "date"),
    ):
        sheet.row([(None, ""), (sheet.book.words.gettext(label), "label"), (value, look)])
