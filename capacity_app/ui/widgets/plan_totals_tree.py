"""Every figure of the plan's money, opened into the actions it adds up."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.money import Figure, asked, converted, figures, in_all, to_ask, uncosted
from capacity_app.model.plan import Action, Currency, Funding
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.vocabulary import word

_REF = Qt.ItemDataRole.UserRole + 1
_NAME = Qt.ItemDataRole.UserRole + 2


class TotalsTree(QWidget):
    """A line for each figure; below it its actions, each with what it adds."""

    opened = Signal(str)

    def __init__(self, deeds: PlanDeeds, asked_in: Currency) -> None:
        super().__init__()
        self._deeds, self._asked_in = deeds, asked_in
        theme = deeds.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.gap(1))
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([_("What adds up"), _("Amount")])
        self.tree.setAccessibleName(_("How the money adds up"))
        self.tree.setAccessibleDescription(
            _("Arrow keys open a figure into its actions; Enter opens an action in the table.")
        )
        self.tree.setTabKeyNavigation(False)
        self.tree.setFixedHeight(theme.gap(36))
        self.tree.setUniformRowHeights(True)
        heads = self.tree.header()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemExpanded.connect(self._fill)
        self.tree.itemActivated.connect(lambda item, _column: self._open(item))
        column.addWidget(self.tree)

    def show_plan(self, plan: list[Action]) -> None:
        """Add everything up anew; what was opened stays open."""
        opened = {item.data(0, _NAME) for item in self._figures() if item.isExpanded()}
        self._parts: dict[str, tuple[tuple[str, ...], bool]] = {}
        self.tree.clear()
        self._actions = {action.ref: action for action in plan}
        for currency, figure in to_ask(plan).items():
            self._add(_("To ask for"), figure, currency, f"ask {currency}")
        self._add_converted(plan)
        by_funding = figures(plan, lambda action: action.funding)
        for funding in Funding:
            for currency, figure in by_funding.get(funding, {}).items():
                self._add(word(funding, words()), figure, currency, f"{funding} {currency}")
        self._add_domains(plan)
        for currency, figure in in_all(plan).items():
            self._add(_("In all"), figure, currency, f"all {currency}")
        self._add_uncosted(plan)
        for item in self._figures():
            item.setExpanded(item.data(0, _NAME) in opened)

    def open_asked(self, currency: Currency) -> None:
        """Go to what is asked for in a currency, and open it."""
        for item in self._figures():
            if item.data(0, _NAME) == f"ask {currency}":
                item.setExpanded(True)
                self.tree.setCurrentItem(item)
        self.tree.setFocus()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What every figure is, and its amount."""
        return [(item.text(0), item.text(1)) for item in self._figures()]

    def parts_of(self, name: str) -> list[tuple[str, str]]:
        """The actions below the first figure that is named so, with what each adds."""
        found = next(item for item in self._figures() if item.text(0) == name)
        found.setExpanded(True)
        rows = [found.child(row) for row in range(found.childCount())]
        return [(str(row.data(0, _REF)), row.text(1)) for row in rows if row is not None]

    def _figures(self) -> list[QTreeWidgetItem]:
        places = range(self.tree.topLevelItemCount())
        found = (self.tree.topLevelItem(place) for place in places)
        return [item for item in found if item is not None]

    def _add_domains(self, plan: list[Action]) -> None:
        instrument = self._deeds.workspace.instrument
        titles = {domain.id: domain.title[words().code] for domain in instrument.domains}

        def domain_of(action: Action) -> str:
            known = action.indicator in instrument
            return instrument.domain_of(action.indicator).id if known else ""

        by_domain = figures(plan, domain_of)
        for domain in (*titles, ""):
            name = titles.get(domain) or _("Actions of your own, without an indicator")
            for currency, figure in by_domain.get(domain, {}).items():
                self._add(name, figure, currency, f"domain {domain} {currency}")

    def _add_converted(self, plan: list[Action]) -> None:
        found = converted(asked(plan), self._asked_in)
        if found is None:
            return
        name = _("To ask for, together, each action at its own rate")
        figure = Figure(found.amount, (*found.own, *found.changed))
        self._add(name, figure, found.currency, "together", rates=True)

    def _add_uncosted(self, plan: list[Action]) -> None:
        refs = uncosted(plan)
        if refs:
            self._line(_("Without a cost yet"), "", "uncosted", refs)

    def _add(
        self, name: str, figure: Figure, currency: Currency, key: str, rates: bool = False
    ) -> None:
        self._line(name, words().money(figure.amount, currency), key, figure.refs, rates)

    def _line(
        self, name: str, amount: str, key: str, refs: tuple[str, ...], rates: bool = False
    ) -> None:
        """A figure; its actions are made when it is opened."""
        item = QTreeWidgetItem(self.tree, [name, amount])
        item.setData(0, _NAME, key)
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self._shape(item)
        self._parts[key] = (refs, rates)

    def _fill(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            return
        refs, rates = self._parts.get(item.data(0, _NAME), ((), False))
        for ref in refs:
            action = self._actions[ref]
            text = " ".join((action.action or _("Not described yet")).split())
            cells = [words().listed([ltr(ref), text]), _cost(action, rates)]
            child = QTreeWidgetItem(item, cells)
            child.setToolTip(0, text)
            child.setData(0, _REF, ref)
            self._shape(child)

    def _shape(self, item: QTreeWidgetItem) -> None:
        """High enough to be hit; amounts end where the others end."""
        item.setSizeHint(0, QSize(0, self._deeds.theme.gap(5)))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)

    def _open(self, item: QTreeWidgetItem) -> None:
        ref = item.data(0, _REF)
        if ref:
            self.opened.emit(ref)


def _cost(action: Action, rates: bool) -> str:
    """What an action costs, with the rate it is converted at where that is asked for."""
    if action.cost is None:
        return ""
    amount = words().money(action.cost, action.currency)
    if not rates or action.currency is not Currency.IQD:
        return amount
    if action.rate is None or action.rate_date is None:
        return amount
    return _(
        "{amount}, {rate} IQD for 1 USD on {day}",
        amount=amount,
        rate=words().number(action.rate),
        day=words().short_date(action.rate_date),
    )
