"""Which actions the plan's table shows, in which order, under which headings."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from capacity_app.i18n import N_
from capacity_app.model.folding import fold
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Action, Currency, Funding, Status, totals
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.plan_columns import Column, sort_key


class Only(StrEnum):
    """What may be asked for beside a text, a status or a funding status."""

    OVERDUE = "overdue"
    INCOMPLETE = "incomplete"
    CRITICAL = "critical"


class Group(StrEnum):
    """What the rows may be put under headings by."""

    NONE = ""
    DOMAIN = "domain"
    WHO = "who"
    MONTH = "month"


GROUPS: Final = {
    Group.NONE: N_("No groups"),
    Group.DOMAIN: N_("Group by domain"),
    Group.WHO: N_("Group by who"),
    Group.MONTH: N_("Group by month"),
}


@dataclass(frozen=True)
class Choice:
    """What a person chose to see. ``only`` is an :class:`Only` or a :class:`Status`, or None."""

    text: str = ""
    only: Only | Status | None = None
    funding: Funding | None = None
    group: Group = Group.NONE
    column: Column = Column.REF
    descending: bool = False

    @property
    def filters(self) -> bool:
        """Whether it may leave actions out."""
        return bool(self.text.strip() or self.only or self.funding)


@dataclass(frozen=True)
class Heading:
    """A row above the actions it counts and sums."""

    key: Hashable
    title: str
    says: str

    @property
    def text(self) -> str:
        """The title, how many, and what they cost."""
        return words().listed([self.title, self.says])


Row = Action | Heading


class Rows:
    """Arranges a plan. ``instrument`` gives the domains and what funders look at first."""

    def __init__(self, instrument: Instrument, today: date) -> None:
        self._instrument, self._today = instrument, today

    def chosen(self, plan: Iterable[Action], choice: Choice, kept: set[str]) -> list[Action]:
        """The actions that fit, in the plan's order; those ``kept`` stay whatever is chosen."""
        wanted = fold(choice.text).split()
        return [
            action
            for action in plan
            if action.ref in kept or (self._fits(action, choice) and self._says(action, wanted))
        ]

    def ordered(self, actions: Sequence[Action], choice: Choice) -> list[Action]:
        """Sorted; empty cells come last both ways."""
        keys = {a.ref: sort_key(a, choice.column, self._today) for a in actions}
        filled = [action for action in actions if keys[action.ref] is not None]
        empty = [action for action in actions if keys[action.ref] is None]
        filled.sort(key=lambda action: keys[action.ref], reverse=choice.descending)
        return filled + empty

    def grouped(self, actions: Sequence[Action], group: Group) -> list[Row]:
        """Under headings, each group in the order given; without groups just the actions."""
        if group is Group.NONE:
            return list(actions)
        found: dict[Any, list[Action]] = {}
        titles: dict[Any, str] = {}
        for action in actions:
            key, title = self._group(action, group)
            found.setdefault(key, []).append(action)
            titles.setdefault(key, title)
        rows: list[Row] = []
        for key in sorted(found):
            rows += [Heading(key, titles[key], _sums(found[key])), *found[key]]
        return rows

    def summed(self, rows: Sequence[Row]) -> list[Row]:
        """The same rows, each heading counting what stands under it now."""
        fresh: list[Row] = []
        under: list[Action] = []
        for row in reversed(rows):
            if isinstance(row, Heading):
                fresh.append(Heading(row.key, row.title, _sums(under[::-1])))
                under = []
            else:
                fresh.append(row)
                under.append(row)
        return fresh[::-1]

    def _fits(self, action: Action, choice: Choice) -> bool:
        if choice.funding and action.funding is not choice.funding:
            return False
        only = choice.only
        if isinstance(only, Status):
            return action.shown_status(self._today) is only
        if only is Only.OVERDUE:
            done = (Status.COMPLETED, Status.CANCELLED)
            return bool(action.due and action.due < self._today and action.status not in done)
        if only is Only.INCOMPLETE:
            return bool(action.missing)
        return only is None or self.is_critical(action)

    def is_critical(self, action: Action) -> bool:
        """Whether an action is about something funders look at first."""
        known = action.indicator in self._instrument
        return known and self._instrument.indicator(action.indicator).funder_critical

    def _says(self, action: Action, wanted: Sequence[str]) -> bool:
        if not wanted:
            return True
        title = ""
        if action.indicator in self._instrument:
            title = self._instrument.indicator(action.indicator).title[words().code]
        texts = (
            *(action.ref, action.indicator, title, action.action, action.deliverable, action.gap),
            *(action.responsible, action.supported_by, action.comments),
        )
        said = fold(" ".join(texts))
        return all(each in said for each in wanted)

    def _group(self, action: Action, group: Group) -> tuple[tuple[int, Any], str]:
        """A key to order the group by, those without one last, and its title."""
        if group is Group.WHO:
            return _named(fold(action.responsible), action.responsible, _("Nobody named yet"))
        if group is Group.MONTH:
            due = action.due
            key = "" if due is None else f"{due:%Y-%m}"
            shown = "" if due is None else words().shown(f"{due:%m/%Y}")
            return _named(key, shown, _("No date yet"))
        if action.indicator not in self._instrument:
            return (1, 0), _("Actions of your own")
        domain = self._instrument.domain_of(action.indicator)
        return (0, self._instrument.domains.index(domain)), domain.title[words().code]


def _named(key: str, title: str, none: str) -> tuple[tuple[int, str], str]:
    return ((0, key), title) if key else ((1, ""), none)


def _sums(actions: Sequence[Action]) -> str:
    """How many, and what they cost in each currency."""
    sums: Mapping[Currency, Mapping[Funding, Decimal]] = totals(actions)
    amounts = [words().money(sum(by.values(), Decimal(0)), each) for each, by in sums.items()]
    count = ngettext("{n} action", "{n} actions", len(actions))
    return words().listed([count, *amounts])
