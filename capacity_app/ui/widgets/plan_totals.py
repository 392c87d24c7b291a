"""The plan's money in one glance: what to ask for, and where the rest stands."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from capacity_app.model.money import (
    Converted,
    Figure,
    asked,
    converted,
    figures,
    in_all,
    to_ask,
    uncosted,
    unrated,
)
from capacity_app.model.plan import Action, Currency, Funding
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.plan_totals_tree import TotalsTree
from capacity_app.ui.widgets.text import button, label, rule
from capacity_app.vocabulary import word

ASKED_IN = Currency.USD
"""The currency funders reckon in; asked amounts are also shown together in it."""


class PlanTotals(QWidget):
    """One line for each currency, how many actions have no cost yet, and how it all adds up.

    ``opened`` tells that there is more, or less, to see below.
    """

    opened = Signal(bool)

    def __init__(self, deeds: PlanDeeds) -> None:
        super().__init__()
        self._deeds, theme = deeds, deeds.theme
        self._plan: list[Action] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.gap(0.5))
        outer.addWidget(rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.gap(3))
        grid.setVerticalSpacing(theme.gap(0.5))
        grid.setColumnStretch(1, 1)
        self.ask = {each: self._figure(each) for each in Currency}
        self._rest = {each: label("", tone="muted") for each in Currency}
        for row, currency in enumerate(Currency):
            grid.addWidget(self.ask[currency], row, 0)
            grid.addWidget(self._rest[currency], row, 1)
        self.parts = Disclosure(theme, _("How this adds up"), self._make_tree)
        grid.addWidget(self.parts, 0, 2, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(grid)
        self._together, self._uncosted = label("", Step.NOTE), label("", Step.NOTE)
        for widget in (self._together, self._uncosted, self.parts.panel):
            outer.addWidget(widget)
        self.tree: TotalsTree | None = None
        self.parts.toggled.connect(self.opened)

    def show_plan(self, plan: list[Action]) -> None:
        """Count the plan as it is now."""
        self._plan = plan
        sums, wanted = in_all(plan), to_ask(plan)
        by_funding = figures(plan, lambda action: action.funding)
        for currency in Currency:
            known = currency in sums
            self.ask[currency].setVisible(known)
            self._rest[currency].setVisible(known)
            if known:
                amount = wanted.get(currency, Figure()).amount
                text = _("To ask for: {amount}", amount=words().money(amount, currency))
                self.ask[currency].setText(text)
                self._rest[currency].setText(_where_it_stands(currency, by_funding, sums))
        _say(self._together, _together(plan))
        _say(self._uncosted, _without_cost(len(uncosted(plan))))
        self.parts.setVisible(bool(sums))
        if self.tree is not None:
            self.tree.show_plan(plan)
        self.setVisible(bool(plan))

    @property
    def text(self) -> str:
        """Everything it says, line by line."""
        shown = [each for each in Currency if not self.ask[each].isHidden()]
        lines = [f"{self.ask[each].text()} {self._rest[each].text()}" for each in shown]
        notes = [each for each in (self._together, self._uncosted) if not each.isHidden()]
        return "\n".join([*lines, *(each.text() for each in notes)])

    def _figure(self, currency: Currency) -> QPushButton:
        made = button("", lambda: self._explain(currency), "link")
        font = made.font()
        font.setBold(True)
        made.setFont(font)
        made.setAccessibleDescription(_("Opens how this adds up."))
        return made

    def _explain(self, currency: Currency) -> None:
        """Open how the asked amount of a currency adds up."""
        self.parts.setChecked(True)
        if self.tree is not None:
            self.tree.open_asked(currency)

    def _make_tree(self) -> QWidget:
        self.tree = TotalsTree(self._deeds, ASKED_IN)
        self.tree.show_plan(self._plan)
        self.tree.opened.connect(lambda ref: self._deeds.open_tab("table", ref))
        return self.tree


def _say(where: QLabel, text: str) -> None:
    where.setVisible(bool(text))
    where.setText(text)


def _where_it_stands(
    currency: Currency,
    by_funding: Mapping[Funding, Mapping[Currency, Figure]],
    sums: Mapping[Currency, Figure],
) -> str:
    parts = [
        _("{funding}: {amount}", funding=word(kind, words()),
          amount=words().money(
              by_funding.get(kind, {}).get(currency, Figure()).amount, currency))
        for kind in Funding
    ]  # fmt: skip
    parts.append(_("In all: {amount}", amount=words().money(sums[currency].amount, currency)))
    return "   ".join(parts)


def _together(plan: list[Action]) -> str:
    """Both currencies in one, only where every rate is known; else why not."""
    wanted = asked(plan)
    found = converted(wanted, ASKED_IN)
    if found is not None:
        return _(
            "Together to ask for: {amount}, at {rate} IQD for 1 USD (rates of {days}).",
            amount=words().money(found.amount, found.currency),
            rate=_from_to(words().number(found.lowest), words().number(found.highest)),
            days=_days(found),
        )
    if len(to_ask(wanted)) < len(Currency):
        return ""
    return ngettext(
        "Not added up in one currency: {n} action in IQD has no exchange rate or no date for it.",
        "Not added up in one currency: {n} actions in IQD have no exchange rate or no date for it.",
        len(unrated(wanted, ASKED_IN)),
    )


def _days(found: Converted) -> str:
    return _from_to(words().short_date(found.first), words().short_date(found.last))


def _from_to(first: str, last: str) -> str:
    return first if first == last else _("{start} to {due}", start=first, due=last)


def _without_cost(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} action has no cost yet and is not in the totals.",
        "{n} actions have no cost yet and are not in the totals.",
        count,
    )
