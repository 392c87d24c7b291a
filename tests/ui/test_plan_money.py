"""The plan's money on its page: what to ask for, and what each figure adds up."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Currency, Funding
from capacity_app.store.database import Store
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.widgets.plan_totals_tree import TotalsTree
from capacity_app.usecases import planning

ShowPlan = Callable[..., PlanPage]
RATED: dict[str, Any] = {"rate": Decimal(1310), "rate_date": date(2026, 10, 1)}


@pytest.fixture
def costed(store: Store, planned: Assessment) -> Assessment:
    """Dollars for funding, dinars for PSEA, and one action without a cost."""
    first, second, _third = (action.ref for action in planned.plan)
    change = planning.change_action
    planned = change(
        store, planned, first, cost=Decimal("100.10"), indicator="FUN-1.1", funding=Funding.GAP
    )
    fields = {"cost": Decimal(262000), "currency": Currency.IQD, "funding": Funding.REQUESTED}
    return change(store, planned, second, indicator="PSE-1", **fields)


def tree_of(page: PlanPage) -> TotalsTree:
    """How the money adds up, opened."""
    page.totals.parts.setChecked(True)
    assert page.totals.tree is not None
    return page.totals.tree


def test_currencies_stay_apart_until_every_rate_is_known(
    show_plan: ShowPlan, store: Store, costed: Assessment
) -> None:
    page = show_plan(costed, tab="table")
    tree_of(page)
    assert "To ask for: 100.10 USD" in page.totals.text
    assert "To ask for: 262,000 IQD" in page.totals.text
    assert "1 action in IQD has no exchange rate" in page.totals.text
    assert "1 action has no cost yet" in page.totals.text
    assert "Together" not in page.totals.text
    second = costed.plan[1].ref
    page.workspace.assessment = planning.change_action(store, costed, second, **RATED)
    page.show_with(tab="table")
    together = "Together to ask for: 300.10 USD, at 1,310 IQD for 1 USD (rates of 01/10/2026)."
    assert together in page.totals.text
    assert "no exchange rate" not in page.totals.text


def test_every_figure_opens_its_actions(
    show_plan: ShowPlan, qtbot: QtBot, store: Store, costed: Assessment
) -> None:
    first, second, third = (action.ref for action in costed.plan)
    page = show_plan(planning.change_action(store, costed, second, **RATED), tab="table")
    qtbot.mouseClick(page.totals.ask[Currency.USD], Qt.MouseButton.LeftButton)
    tree = tree_of(page)
    assert tree.lines == [
        ("To ask for", "100.10 USD"),
        ("To ask for", "262,000 IQD"),
        ("To ask for, together, each action at its own rate", "300.10 USD"),
        ("Requested", "262,000 IQD"),
        ("Not yet funded", "100.10 USD"),
        ("Funding and finance", "100.10 USD"),
        ("Protection from sexual exploitation and abuse (PSEA)", "262,000 IQD"),
        ("In all", "100.10 USD"),
        ("In all", "262,000 IQD"),
        ("Without a cost yet", ""),
    ]
    assert tree.parts_of("To ask for") == [(first, "100.10 USD")]
    assert tree.parts_of("To ask for, together, each action at its own rate") == [
        (first, "100.10 USD"),
        (second, "262,000 IQD, 1,310 IQD for 1 USD on 01/10/2026"),
    ]
    assert tree.parts_of("Without a cost yet") == [(third, "")]
    current = tree.tree.currentItem()
    assert current.text(1) == "100.10 USD" and current.isExpanded()


def test_an_action_below_a_figure_opens_in_the_table(
    show_plan: ShowPlan, qtbot: QtBot, costed: Assessment
) -> None:
    page = show_plan(costed, tab="timeline")
    tree = tree_of(page)
    tree.open_asked(Currency.IQD)
    tree.tree.setCurrentItem(tree.tree.currentItem().child(0))
    qtbot.keyClick(tree.tree, Qt.Key.Key_Return)
    assert page.arguments()["tab"] == "table"
    assert page.arguments()["ref"] == costed.plan[1].ref


def test_a_changed_cost_is_counted_at_once(show_plan: ShowPlan, costed: Assessment) -> None:
    page = show_plan(costed, tab="table")
    tree = tree_of(page)
    page.deeds.change(costed.plan[2].ref, {"cost": Decimal(5)})
    assert "To ask for: 105.10 USD" in page.totals.text
    assert tree.lines[0] == ("To ask for", "105.10 USD")
    assert ("Actions of your own, without an indicator", "5.00 USD") in tree.lines
