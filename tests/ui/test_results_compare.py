"""A follow-up's results: what changed, what the plan moved, and other frameworks, in the window."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Assessment, Changed
from capacity_app.model.comparison import Shift
from capacity_app.model.plan import Action, Status
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.results import ResultsPage
from capacity_app.ui.theme import DARK, LIGHT, Theme
from capacity_app.ui.widgets.crosswalk import LevelStrip
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.pairs import PairChart, PairRow
from capacity_app.ui.widgets.result_compare import CompareCard
from capacity_app.usecases import assess, results, revisions, sample

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


@pytest.fixture
def followed(store: Store, make_assessment: Make) -> Assessment:
    """A follow-up: FUN-1.1 up with its action done, FUN-1.2 down, FUN-2.1 the same."""
    before = make_assessment()
    for id, level in (("FUN-1.1", 1), ("FUN-1.2", 3), ("FUN-2.1", 2), ("COO-1.1", 2)):
        before = assess.choose_level(store, before, id, level)
    with store.writing() as writing:
        fresh = writing.assessment(before.id)
        fresh.plan = [
            Action("A1", "FUN-1.1", action="Renew it", status=Status.COMPLETED),
            Action("A2", "FUN-2.1", action="Write a plan"),
        ]
    signed = revisions.sign_off(store, store.assessment(before.id), "Director")
    after = revisions.start_follow_up(store, signed, date(2027, 3, 9))
    for id, level in (("FUN-1.1", 3), ("FUN-1.2", 2), ("FUN-2.1", 2), ("COO-2.1", 4)):
        after = assess.choose_level(store, after, id, level)
    return assess.choose_reason_of_change(store, after, "FUN-1.1", Changed.PRACTICE)


def results_page(qtbot: QtBot, window: MainWindow, **arguments: object) -> ResultsPage:
    window.show_page("results", arguments)
    page = window.current
    assert isinstance(page, ResultsPage)
    qtbot.waitUntil(lambda: page.whole)
    return page


def texts(widget: QWidget) -> str:
    QApplication.sendPostedEvents()  # what was just put into a layout is shown
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def opened(qtbot: QtBot, widget: QWidget, name: str) -> str:
    button = next(b for b in widget.findChildren(Disclosure) if b.accessibleName() == name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return texts(button.panel)


def test_what_changed_is_said_where_both_were_answered(
    qtbot: QtBot, open_window: Open, followed: Assessment, store: Store
) -> None:
    page = results_page(qtbot, open_window(assessment=followed.id))
    card = page.findChild(CompareCard)
    applicable = len(store.instrument_of(followed).indicators)
    said = texts(card)
    assert (
        f"Comparable: 3 of {applicable} questions, answered both times. "
        "1 moved up, 1 the same, 1 moved down." in said
    )
    assert "Before: 9 March 2026" in said and "Now: 9 March 2027" in said
    [row] = card.findChildren(PairRow)  # coordination was answered once each in other questions
    assert (row.objectName(), row.said.text()) == ("FUN", "up 0.3")
    assert row.chart.accessibleName() == "Funding and finance: up 0.3"
    assert row.chart.accessibleDescription() == "Before 2.0, now 2.3"
    assert "Before 2.0, now 2.3" in row.chart.toolTip()
    up = opened(qtbot, card, "Moved up (1)")
    assert "FUN-1.1 Valid legal registration" in up
    assert "1 Absent, now 3 Meets the standard · What we do has changed" in up
    assert "3 Meets the standard, now 2 In progress" in opened(qtbot, card, "Moved down (1)")
    areas = opened(qtbot, card, "What changed in the areas of Funding and finance")
    assert "Legal standing and oversight" in areas and "up 0.5" in areas and "the same" in areas
    assert "Only questions with a level both times" in opened(qtbot, card, "Why? What changed")


def test_what_the_plan_moved(qtbot: QtBot, open_window: Open, followed: Assessment) -> None:
    said = texts(results_page(qtbot, open_window(assessment=followed.id)))
    moved = said[said.index("What the plan moved") :]
    assert "Plan of 9 March 2026: 1 of 2 actions completed." in moved
    with_it = moved.index("Moved up, with an action completed (1)")
    not_done = moved.index("Not completed, and the level did not move up (1)")
    assert with_it < moved.index("Completed: Renew it") < not_done
    assert not_done < moved.index("Still 2 In progress") < moved.index("Not started: Write a plan")


def test_any_earlier_revision_can_be_chosen_and_stays_chosen(
    qtbot: QtBot, open_window: Open, store: Store, followed: Assessment
) -> None:
    signed = revisions.sign_off(store, followed, "Director")
    again = revisions.reopen(store, signed, "a proof came late", "Director")
    assess.choose_level(store, again, "FUN-1.1", 4)
    window = open_window(assessment=again.id)
    page = results_page(qtbot, window)
    card = page.findChild(CompareCard)
    offered = [card.combo.itemText(place) for place in range(card.combo.count())]
    assert offered == [
        "Baseline · 9 March 2026 · Revision 1",
        "This assessment · 9 March 2027 · Revision 1",
    ]
    card.combo.setCurrentIndex(1)
    card.combo.activated.emit(1)
    assert "Comparable: 4 of" in texts(card) and "1 moved up, 3 the same" in texts(card)
    shown = results_page(qtbot, window, **page.arguments())
    assert shown.findChild(CompareCard).combo.currentIndex() == 1


def test_what_cannot_be_read_any_more_is_said_beside_the_choice(
    qtbot: QtBot, open_window: Open, store: Store, followed: Assessment
) -> None:
    page = results_page(qtbot, open_window(assessment=followed.id))
    card = page.findChild(CompareCard)
    with store.writing() as writing:
        writing.delete(writing.assessment(followed.previous_id))
    card.combo.activated.emit(0)
    assert not card.findChildren(PairRow) or not card.findChildren(PairRow)[-1].isVisible()
    assert "There is no assessment" in texts(card)


def test_a_first_assessment_has_nothing_to_compare_with(
    qtbot: QtBot, open_window: Open, store: Store, make_assessment: Make
) -> None:
    made = assess.choose_level(store, make_assessment(), "FUN-1.1", 2)
    assert results.earlier(store, made) == ()
    page = results_page(qtbot, open_window(assessment=made.id))
    assert page.findChild(CompareCard) is None
    assert "What the plan moved" not in texts(page)


def test_only_what_was_made_before_is_offered(store: Store, followed: Assessment) -> None:
    first = store.assessment(followed.previous_id)
    assert results.earlier(store, first) == ()
    same_day = revisions.start_follow_up(store, followed, followed.date)
    assert [each.id for each in results.earlier(store, followed)] == [first.id]
    assert [each.id for each in results.earlier(store, same_day)] == [followed.id, first.id]


def test_levels_stand_by_the_framework_of_others(
    qtbot: QtBot, open_window: Open, followed: Assessment
) -> None:
    window = open_window(assessment=followed.id)
    page = results_page(qtbot, window)
    qtbot.mouseClick(page.views.button("H"), Qt.MouseButton.LeftButton)
    said = texts(page)
    assert "Aligned with it, not a rating by anybody." in said
    assert "A Organisation" in said and "Equivalent: 3 (Significant risk)" in said
    strip = next(s for s in page.findChildren(LevelStrip) if s.accessibleName() == "A Organisation")
    assert "FUN-1.2 Board oversight of money and risk: 2 In progress" in strip.toolTip()
    inside = opened(qtbot, page, "Questions that speak to A Organisation")
    assert "3 Meets the standard · there: 1–2 (Low risk to Moderate risk) · A1" in inside
    assert "Our level 2 In progress: CHS 1–2, HACT risk 3, OCA 2" in opened(
        qtbot, page, "Why? HACT, version 2"
    )
    assert page.arguments()["view"] == "H"
    window.rebuild()
    assert window.current is not page and window.current.arguments()["view"] == "H"


def test_a_change_is_told_in_grey_too_and_mirrors(qtbot: QtBot, qapp: QApplication) -> None:
    from fractions import Fraction

    from capacity_app.ui import theme

    style: Theme = theme.apply(qapp, "light")
    chart = PairChart(style, Shift("FUN", Fraction(1), Fraction(4)))
    qtbot.addWidget(chart)
    chart.resize(chart.sizeHint())
    pictures: list[QImage] = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        chart.setLayoutDirection(direction)
        grey = chart.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.append(grey)
    middle, ends = chart.height() // 2, _dot_places(style, chart)
    for grey, (was, now) in zip(pictures, (ends, ends[::-1]), strict=True):
        ring = grey.pixelColor(QPoint(was, middle)).lightness()
        dot = grey.pixelColor(QPoint(now, middle)).lightness()
        assert ring > 230 and dot < 130, "a ring is light inside, the dot of now is dark"


def _dot_places(style: Theme, chart: PairChart) -> tuple[int, int]:
    inset = style.chars(4.5) + style.gap(1.5)
    return inset, chart.width() - inset


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_dots_can_be_told_from_paper_and_from_one_another(colours: object) -> None:
    paper, ink, accent = (
        QColor(getattr(colours, name)).lightness() for name in ("paper", "ink", "accent")
    )
    assert abs(paper - ink) > 120 and abs(paper - accent) > 90


@pytest.mark.parametrize(("code", "view"), [("en", "H"), ("ar", "C"), ("ckb", "own")])
def test_nothing_is_cut_off_in_any_view(
    qtbot: QtBot, open_window: Open, store: Store, code: str, view: str
) -> None:
    made = sample.make_sample(store, code)
    signed = revisions.sign_off(store, made, "Director", "Facilitator")
    after = revisions.start_follow_up(store, signed, date(2030, 3, 9))
    for id, answer in list(made.answers.items())[:12]:
        if answer.level:
            after = assess.choose_level(store, after, id, min(4, answer.level + 1))
    window = open_window(code, "light", after.id)
    page = results_page(qtbot, window, view=view)
    for each in page.findChildren(Disclosure):
        each.setChecked(True)
    for _ in range(5):
        QApplication.sendPostedEvents()
    for each in page.findChildren(QLabel):
        if each.isVisible() and each.text():
            need = each.heightForWidth(each.width()) if each.wordWrap() else 0
            assert each.height() >= need, f"{each.text()!r} is cut off"
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
