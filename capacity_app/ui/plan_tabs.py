"""The tabs of the plan page: a table of key, title and what makes the widget."""

from collections.abc import Callable
from dataclasses import dataclass

from capacity_app.i18n import N_
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.widgets.plan_tab import PlanTab


@dataclass(frozen=True, slots=True)
class TabKind:
    """A tab: its key in addresses, its title, and what makes it when it is first shown."""

    key: str
    title: str
    make: Callable[[PlanDeeds], PlanTab]


def _gaps(deeds: PlanDeeds) -> PlanTab:
    from capacity_app.ui.widgets.plan_tab_gaps import GapsTab

    return GapsTab(deeds)


def _table(deeds: PlanDeeds) -> PlanTab:
    from capacity_app.ui.widgets.plan_tab_table import TableTab

    return TableTab(deeds)


def _board(deeds: PlanDeeds) -> PlanTab:
    from capacity_app.ui.widgets.plan_tab_board import BoardTab

    return BoardTab(deeds)


def _timeline(deeds: PlanDeeds) -> PlanTab:
    from capacity_app.ui.widgets.plan_tab_timeline import TimelineTab

    return TimelineTab(deeds)


def _reviews(deeds: PlanDeeds) -> PlanTab:
    from capacity_app.ui.widgets.reviews_tab import ReviewsTab

    return ReviewsTab(deeds)


TABS = (
    TabKind("gaps", N_("Gaps and suggestions"), _gaps),
    TabKind("board", N_("Effect and effort"), _board),
    TabKind("table", N_("Table"), _table),
    TabKind("timeline", N_("Timeline"), _timeline),
    TabKind("reviews", N_("Reviews"), _reviews),
)
"""In the order shown; the keys are what ``workspace.go("plan", tab=key)`` takes."""
