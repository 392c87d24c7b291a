"""What of the plan is shown, under which headings and in which order: one line above the table."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from capacity_app.i18n import N_
from capacity_app.model.plan import Funding, Status
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_columns import Column, headings
from capacity_app.ui.plan_rows import GROUPS, Choice, Group, Only
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.form import choice as choice_of
from capacity_app.ui.widgets.text import button, short_label
from capacity_app.vocabulary import word

_ONLY: Final = {
    Only.OVERDUE: N_("Past their due date"),
    Only.INCOMPLETE: N_("Incomplete"),
    Only.CRITICAL: N_("Critical for funders"),
}
_LEAST: Final = 19  # characters each part needs
_SHORTEST: Final = 8


class PlanFilter(QWidget):
    """``choice_changed`` carries the new choice; :meth:`show_choice` shows one."""

    choice_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._choice = Choice()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the plan"))
        self.search.setAccessibleName(_("Search the plan"))
        self.search.setClearButtonEnabled(True)
        self.only = self._list(_("Show"), _only_items())
        self.funding = self._list(_("Funding"), _funding_items())
        self.group = self._list(
            _("Headings"), [(each.value, words().gettext(text)) for each, text in GROUPS.items()]
        )
        self.order = self._list(_("Order"), _order_items())
        self.count = short_label("", Step.NOTE)
        self.all = button(_("Show all"), self._show_all, "link")
        parts = [self.search, self.only, self.funding, self.group, self.order]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(1))
        column.addWidget(FlowGrid(theme, parts, _LEAST, (5, 3, 2, 1)))
        self._told = QWidget()
        line = QHBoxLayout(self._told)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.count)
        line.addWidget(self.all)
        line.addStretch(1)
        column.addWidget(self._told)
        self.search.textChanged.connect(lambda _text: self._tell())
        self.show_count(0, 0)

    def show_choice(self, choice: Choice) -> None:
        """Show what is chosen; this is not told as a change."""
        self._choice = choice
        given = {
            self.only: choice.only or "",
            self.funding: choice.funding or "",
            self.group: choice.group.value,
            self.order: _order_key(choice.column, choice.descending),
        }
        with QSignalBlocker(self.search):
            if self.search.text() != choice.text:
                self.search.setText(choice.text)
        for box, key in given.items():
            box.setCurrentIndex(max(0, box.findData(str(key))))

    def show_count(self, shown: int, planned: int) -> None:
        """Say how many of the actions are shown, where something may be left out."""
        text = _("{n} of {all} shown", n=words().number(shown), all=words().number(planned))
        self.count.setText(text)
        self._told.setVisible(self._choice.filters)

    def _list(self, name: str, items: list[tuple[str, str]]) -> QComboBox:
        box = choice_of(items)
        box.setAccessibleName(name)
        box.setMinimumContentsLength(_SHORTEST)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _row: self._tell())
        return box

    def _tell(self) -> None:
        only, funding = self.only.currentData(), self.funding.currentData()
        column, _sign, way = self.order.currentData().partition(" ")
        self._choice = Choice(
            self.search.text(),
            None if not only else Only(only) if only in list(Only) else Status(only),
            Funding(funding) if funding else None,
            Group(self.group.currentData()),
            Column(int(column)),
            bool(way),
        )
        self.choice_changed.emit(self._choice)

    def _show_all(self) -> None:
        self.show_choice(replace(self._choice, text="", only=None, funding=None))
        self._tell()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)


def _only_items() -> list[tuple[str, str]]:
    special = [(each.value, words().gettext(text)) for each, text in _ONLY.items()]
    statuses = [(each.value, word(each, words())) for each in Status]
    return [("", _("All actions")), *special, *statuses]


def _funding_items() -> list[tuple[str, str]]:
    return [("", _("Any funding")), *((each.value, word(each, words())) for each in Funding)]


def _order_items() -> list[tuple[str, str]]:
    names = headings()
    items = []
    for column in Column:
        up = _("Order: {column}", column=names[column])
        down = _("Order: {column}, last first", column=names[column])
        items += [(_order_key(column, False), up), (_order_key(column, True), down)]
    return items


def _order_key(column: Column, descending: bool) -> str:
    return f"{int(column)} down" if descending else str(int(column))
