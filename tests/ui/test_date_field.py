"""The date field: what it reads, what it says, and its calendar."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from capacity_app.ui import theme
from capacity_app.ui.typed_date import read_date
from capacity_app.ui.widgets.calendar import Calendar
from capacity_app.ui.widgets.date_field import DateField


@pytest.fixture
def field(qtbot: QtBot, qapp: QApplication) -> DateField:
    made = DateField(theme.apply(qapp, "light"), date(2026, 3, 9))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    "text",
    [
        "25/03/2026",
        "25.3.2026",
        "2026-03-25",
        " ٢٥/٠٣/٢٠٢٦ ",
        "۲۵-۳-۲۰۲۶",
        "\u206625/03/2026\u2069",
    ],
)
def test_reads_a_date_however_it_is_written(text: str) -> None:
    assert read_date(text) == date(2026, 3, 25)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "3/2026", "25/03/26", "soon", "1/1/3026", "²/3/2026"]
)
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        read_date(text)


def test_an_empty_text_is_no_date() -> None:
    assert read_date("  ") is None


def test_typing_a_date_is_announced_when_the_field_is_left(qtbot: QtBot, field: DateField) -> None:
    field.line.clear()
    qtbot.keyClicks(field.line, "2026-4-1")
    with qtbot.waitSignal(field.date_changed) as change:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert change.args == [date(2026, 4, 1)]
    assert field.text() == "01/04/2026"


def test_wrong_text_stays_is_explained_and_not_announced(qtbot: QtBot, field: DateField) -> None:
    with qtbot.assertNotEmitted(field.date_changed):
        field.line.setText("31/02/2026")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.text() == "31/02/2026"
    assert field.date() is None
    assert field.error()
    assert field.line.property("wrong") == "true"


def test_setting_a_date_is_not_announced(qtbot: QtBot, field: DateField) -> None:
    with qtbot.assertNotEmitted(field.date_changed):
        field.set_date(None)
    assert field.date() is None
    assert field.error() == ""


def test_names_reach_the_parts_that_take_the_focus(field: DateField) -> None:
    field.setAccessibleName("Valid until")
    assert field.line.accessibleName() == "Valid until"
    assert "Valid until" in field.picker.accessibleName()


def test_a_day_is_picked_from_a_week_that_starts_on_saturday(
    qtbot: QtBot, field: DateField
) -> None:
    calendar = Calendar(theme.apply(QApplication.instance(), "light"), date(2026, 3, 9), field)
    qtbot.addWidget(calendar)
    days = [b for b in calendar.findChildren(QPushButton) if b.isCheckable()]
    # 1 March 2026 is a Sunday: the first of the grid is Saturday, 28 February.
    assert days[0].accessibleName() == "28 February 2026"
    with qtbot.waitSignal(calendar.picked) as picked:
        qtbot.mouseClick(days[5], Qt.MouseButton.LeftButton)
    assert picked.args == [date(2026, 3, 5)]


def test_the_calendar_goes_by_keys(qtbot: QtBot, field: DateField) -> None:
    calendar = Calendar(theme.apply(QApplication.instance(), "light"), date(2026, 1, 31), field)
    qtbot.addWidget(calendar)
    qtbot.keyClick(calendar, Qt.Key.Key_PageDown)
    qtbot.keyClick(calendar, Qt.Key.Key_Down)
    with qtbot.waitSignal(calendar.picked) as picked:
        qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert picked.args == [date(2026, 3, 7)]  # 31 January, a month on 28 February, a week on
