"""The plan's money in one glance: what to ask for, and where the rest stands."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from capacity_app.model.plan import Action, Currency, Funding, Status, totals
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label, rule, short_label
from capacity_app.vocabulary import word


class PlanTotals(QWidget):
    """One line for each currency, and how many actions have no cost yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.gap(1))
        outer.addWidget(rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.gap(4))
        grid.setVerticalSpacing(theme.gap(1))
        grid.setColumnStretch(1, 1)
        outer.addLayout(grid)
        self._lines = [(short_label("", bold=True), label("", tone="muted")) for _c in Currency]
        for row, (ask, rest) in enumerate(self._lines):
            grid.addWidget(ask, row, 0)
            grid.addWidget(rest, row, 1)
        self._uncosted = label("", Step.NOTE)
        outer.addWidget(self._uncosted)

    def show_plan(self, plan: list[Action]) -> None:
        """Count the plan as it is now."""
        sums = totals(plan)
        for currency, (ask, rest) in zip(Currency, self._lines, strict=True):
            by_funding = sums.get(currency)
            ask.setVisible(by_funding is not None)
            rest.setVisible(by_funding is not None)
            if by_funding is not None:
                asked = by_funding[Funding.REQUESTED] + by_funding[Funding.GAP]
                ask.setText(_("To ask for: {amount}", amount=words().money(asked, currency)))
                rest.setText(_where_it_stands(currency, by_funding))
        open_ones = sum(a.cost is None and a.status is not Status.CANCELLED for a in plan)
        self._uncosted.setVisible(bool(open_ones))
        self._uncosted.setText(_uncosted(open_ones))
        self.setVisible(bool(plan))

    @property
    def text(self) -> str:
        """Everything it says, line by line."""
        lines = [f"{ask.text()} {rest.text()}" for ask, rest in self._lines if not ask.isHidden()]
        return "\n".join([*lines, *([] if self._uncosted.isHidden() else [self._uncosted.text()])])


def _where_it_stands(currency: Currency, by_funding: Mapping[Funding, Decimal]) -> str:
    total = sum(by_funding.values(), Decimal(0))
    parts = [
        _("{funding}: {amount}", funding=word(kind, words()),
          amount=words().money(by_funding[kind], currency))
        for kind in Funding
    ]  # fmt: skip
    parts.append(_("In all: {amount}", amount=words().money(total, currency)))
    return "   ".join(parts)


def _uncosted(count: int) -> str:
    return ngettext(
        "{n} action has no cost yet and is not in the totals.",
        "{n} actions have no cost yet and are not in the totals.",
        count,
    )
