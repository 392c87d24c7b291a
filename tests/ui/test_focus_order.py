"""Tab follows the page as it is read, and a page of another kind is laid out before it is seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.pages.check import CheckPage
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.widgets.text import label
from capacity_app.usecases import assess

Make = Callable[..., Assessment]
Open = Callable[..., MainWindow]


@pytest.fixture
def assessment(make_assessment: Make, store: Store) -> Assessment:
    item = EvidenceItem("", "Policy, March 2026")
    return assess.add_evidence(store, make_assessment(), item, ["PSE-1"])


def tabbed(window: MainWindow, most: int) -> list[QWidget]:
    """What has the focus now and after each Tab."""
    stops = []
    for _turn in range(most):
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    return stops


@pytest.mark.parametrize("code", ["en", "ar"])
def test_from_the_statements_to_their_proofs_and_on(
    open_window: Open, assessment: Assessment, code: str
) -> None:
    window = open_window(code, assessment=assessment.id)
    window.show_page("indicator", {"indicator": "FUN-1.1"})
    window.show_page("indicator", {"indicator": "PSE-1"})
    page = window.current
    assert isinstance(page, IndicatorPage)
    stops = [each for each in tabbed(window, 30) if each.window() is window]
    rows = [page.elements.row(each) for each in page.elements.rows]
    last = max(stops.index(each) for each in stops if rows[-1].isAncestorOf(each))
    proof, add = stops[last + 1], stops[last + 2]
    assert page.evidence.isAncestorOf(proof)
    assert add is page.evidence.add_button
    assert stops.index(page.note) > stops.index(add)
    assert stops.index(page.continue_button) > stops.index(page.note)


def test_answers_come_before_the_buttons_under_them(
    open_window: Open, assessment: Assessment
) -> None:
    window = open_window(assessment=assessment.id)
    window.show_page("check", {"section": "FUN-3"})
    page = window.current
    assert isinstance(page, CheckPage)
    stops = tabbed(window, 30)[1:]
    places = [stops.index(each) for each in page.changes.values()]
    assert places == sorted(places)
    assert places[-1] < stops.index(page.go_on_button)


def test_statements_are_laid_out_before_they_are_painted(
    open_window: Open, assessment: Assessment
) -> None:
    window = open_window("ar", assessment=assessment.id)
    window.show_page("indicator", {"indicator": "FUN-1.1"})
    QApplication.sendPostedEvents()
    window.show_page("indicator", {"indicator": "PSE-6"})
    page = window.current
    assert isinstance(page, IndicatorPage)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert page.elements.height() >= page.elements.heightForWidth(page.elements.width())


def test_a_label_forgets_its_height_with_its_text_and_font(open_window: Open) -> None:
    made = label("one")
    low = made.heightForWidth(80)
    made.setText("a much longer text that needs several lines at such a width")
    high = made.heightForWidth(80)
    assert high > low
    font = made.font()
    font.setPointSize(font.pointSize() * 3)
    made.setFont(font)
    assert made.heightForWidth(80) > high
