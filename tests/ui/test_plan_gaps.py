"""Gaps: why they stand where they do, what funders look at first, and one's own reasons."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.widgets.critical_mark import CriticalMark
from capacity_app.ui.widgets.plan_gap import GapCard
from capacity_app.ui.widgets.plan_gaps import GapList
from capacity_app.ui.widgets.plan_tab_gaps import GapsTab
from capacity_app.usecases import assess, planning

ShowPlan = Callable[..., PlanPage]


@pytest.fixture
def weak(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """Six answers at level 1, of which some are critical for funders and some are not."""
    made = make_assessment(on=date.today())
    plain = [i for i in store.instrument_of(made).indicators if not i.is_psea]
    some = [i for i in plain if i.funder_critical][:2] + [
        i for i in plain if not i.funder_critical
    ][:4]
    for indicator in some:
        made = assess.choose_level(store, made, indicator.id, 1)
    return made


def list_of(page: PlanPage) -> GapList:
    """The list of gaps of a page."""
    tab = page.tab("gaps")
    assert isinstance(tab, GapsTab)
    return tab.list


def cards(page: PlanPage, store: Store, weak: Assessment) -> list[GapCard]:
    """The cards of all gaps, heaviest first."""
    return [list_of(page).card(gap.indicator.id) for gap in planning.find_gaps(store, weak)]


def write(card: GapCard, text: str) -> None:
    """Write another reason and leave the field."""
    card.rewrite.setChecked(True)
    field = card.reason_field
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    field.setPlainText(text)
    card.target.setFocus()


def plan_of(page: PlanPage, store: Store) -> list[tuple[str, str]]:
    """The indicators and reasons of the plan as the store has it."""
    plan = store.assessment(page.workspace.open_assessment.id).plan
    return [(action.indicator, action.reason) for action in plan]


def test_every_gap_shows_the_rule_that_ranks_it(
    show_plan: ShowPlan, store: Store, weak: Assessment
) -> None:
    page = show_plan(weak, tab="gaps")
    for gap, card in zip(planning.find_gaps(store, weak), cards(page, store, weak), strict=True):
        card.why.setChecked(True)
        said = card.why.panel.findChildren(type(card._weight))[0].text()
        factor = ", times 2" if gap.indicator.funder_critical else ""
        assert f"less level 1, times importance {gap.indicator.importance}{factor}" in said
        assert f": {gap.weight}." in said
        assert "From 6 on" in said


def test_what_funders_look_at_first_is_marked_and_explained(
    show_plan: ShowPlan, qtbot: QtBot, store: Store, weak: Assessment
) -> None:
    page = show_plan(weak, tab="gaps")
    for gap, card in zip(planning.find_gaps(store, weak), cards(page, store, weak), strict=True):
        marks = card.findChildren(CriticalMark)
        assert len(marks) == int(gap.indicator.funder_critical)
        for mark in marks:
            assert mark.text() == "Critical for funders" and not mark.icon().isNull()
            assert "counts 2 times" in mark.toolTip() == mark.accessibleDescription()
            mark.setFocus(Qt.FocusReason.TabFocusReason)
            assert mark.explanation.isVisible()
            qtbot.keyClick(mark, Qt.Key.Key_Escape)
            assert not mark.explanation.isVisible()


def test_a_reason_is_rewritten_before_and_after_adding(
    show_plan: ShowPlan, qtbot: QtBot, store: Store, weak: Assessment
) -> None:
    page = show_plan(weak, tab="gaps")
    card = cards(page, store, weak)[0]
    own = "The last audit asked for it."
    write(card, own)
    assert plan_of(page, store) == []
    first = next(b for b in card.findChildren(QPushButton) if b.objectName().startswith("add-"))
    code = planning.find_gaps(store, weak)[0].indicator.id
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert plan_of(page, store) == [(code, own)]
    write(card, "The ministry asked for it.")
    assert plan_of(page, store) == [(code, "The ministry asked for it.")]


def test_a_reason_goes_along_with_the_weakest(
    show_plan: ShowPlan, qtbot: QtBot, store: Store, weak: Assessment
) -> None:
    page = show_plan(weak, tab="gaps")
    gap = planning.find_gaps(store, weak)[1]
    write(list_of(page).card(gap.indicator.id), "Our own reason")
    qtbot.mouseClick(list_of(page).weakest, Qt.MouseButton.LeftButton)
    plan = plan_of(page, store)
    reasons = {reason for code, reason in plan if code == gap.indicator.id}
    assert reasons == {"Our own reason"}
    others = {reason for code, reason in plan if code != gap.indicator.id}
    assert "Our own reason" not in others and "" not in others


def test_a_planned_action_opens_from_its_gap(
    show_plan: ShowPlan, qtbot: QtBot, store: Store, weak: Assessment
) -> None:
    gap = planning.find_gaps(store, weak)[0]
    planned = planning.adopt(store, weak, gap, gap.suggestions[0], date.today())
    page = show_plan(planned, tab="gaps")
    card = list_of(page).card(gap.indicator.id)
    link = next(b for b in card.findChildren(QPushButton) if planned.plan[0].ref in b.text())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.arguments()["tab"] == "table"
    assert page.arguments()["ref"] == planned.plan[0].ref
