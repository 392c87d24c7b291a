"""The plan's money in one glance: what to ask for and what it all costs; the rest opens below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from capacity_app.model.money import (
    Converted,
    Figure,
    asked,
    converted,
    in_all,
    to_ask,
    uncosted,
    unrated,
)
from capacity_app.model.plan import Action, Currency
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.plan_totals_tree import TotalsTree
from capacity_app.ui.widgets.text import button, label, rule

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
        grid.setHorizontalSpacing(theme.gap(2))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self.ask = {each: self._figure(each) for each in Currency}
        self._all = {each: label("", tone="muted") for each in Currency}
        for row, currency in enumerate(Currency):
            grid.addWidget(self.ask[currency], row, 0)
            grid.addWidget(self._all[currency], row, 1)
        self.parts = Disclosure(theme, _("How this adds up"), self._make_parts)
        grid.addWidget(self.parts, 0, 2, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(grid)
        self._uncosted = label("", Step.NOTE)
        self._together = label("", Step.NOTE)
        outer.addWidget(self._uncosted)
        outer.addWidget(self.parts.panel)
        self.tree: TotalsTree | None = None
        self.parts.toggled.connect(self.opened)

    def show_plan(self, plan: list[Action]) -> None:
        """Count the plan as it is now."""
        self._plan = plan
        sums, wanted = in_all(plan), to_ask(plan)
        for currency in Currency:
            known = currency in sums
            self.ask[currency].setVisible(known)
            self._all[currency].setVisible(known)
            if known:
                asked_for = words().money(wanted.get(currency, Figure()).amount, currency)
                self.ask[currency].setText(_("To ask for: {amount}", amount=asked_for))
                everything = words().money(sums[currency].amount, currency)
                self._all[currency].setText(_("In all: {amount}", amount=everything))
        _say(self._uncosted, _without_cost(len(uncosted(plan))))
        self.parts.setVisible(bool(sums))
        if self.tree is not None:
            self._show_parts(self.tree)
        self.setVisible(bool(plan))

    @property
    def text(self) -> str:
        """Everything it says, line by line."""
        shown = [each for each in Currency if not self.ask[each].isHidden()]
        lines = [f"{self.ask[each].text()} {self._all[each].text()}" for each in shown]
        opened = self._together if self.parts.isChecked() else None
        notes = [each for each in (self._uncosted, opened) if each and not each.isHidden()]
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

    def _make_parts(self) -> QWidget:
        """Both currencies together in words, and every figure with its actions."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._deeds.theme.gap(1))
        self.tree = TotalsTree(self._deeds, ASKED_IN)
        for part in (self._together, self.tree):
            column.addWidget(part)
        self._show_parts(self.tree)
        self.tree.opened.connect(lambda ref: self._deeds.open_tab("table", ref))
        return made

    def _show_parts(self, tree: TotalsTree) -> None:
        _say(self._together, _in_one_currency(self._plan))
        tree.show_plan(self._plan)


def _say(where: QLabel, text: str) -> None:
    where.setVisible(bool(text))
    where.setText(text)


def _in_one_currency(plan: list[Action]) -> str:
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
