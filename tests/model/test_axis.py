"""Days on a timeline, and back: months as the PDF draws them, weeks from Saturday on."""

from datetime import date, timedelta

import pytest

from capacity_app.model.geometry import Weeks, axis, weeks_from


def test_a_place_among_months_leads_back_to_its_day() -> None:
    whole = axis([date(2026, 11, 21), date(2028, 2, 29)])
    assert whole is not None
    for number in range((date(2028, 3, 1) - date(2026, 11, 1)).days):
        day = date(2026, 11, 1) + timedelta(days=number)
        assert whole.day(whole.place(day)) == day
    assert whole.day(-1 / whole.months) == date(2026, 10, 1)
    assert whole.day(1) == date(2028, 3, 1)


def test_the_calendar_has_an_end() -> None:
    whole = axis([date(1, 1, 1), date(9999, 12, 31)])
    assert whole is not None
    assert whole.day(-5) == date.min
    assert whole.day(7).year == 9999
    assert Weeks(date(9999, 12, 25), 4).day(5) == date.max
    assert weeks_from(date.min, 2).first == date.min


@pytest.mark.parametrize("offset", range(14))
def test_weeks_begin_on_the_saturday_on_or_before(offset: int) -> None:
    day = date(2026, 11, 21) + timedelta(days=offset)  # a Saturday and the days after it
    stretch = weeks_from(day, 12)
    assert stretch.first.isoweekday() == 6
    assert 0 <= (day - stretch.first).days < 7
    assert [mark.isoweekday() for mark in stretch.marks] == [6] * 12
    assert stretch.place(stretch.first) == 0
    assert stretch.place(stretch.first + timedelta(weeks=12)) == 1
    assert stretch.day(stretch.place(day)) == day
    assert stretch.day(-0.5) == stretch.first - timedelta(weeks=6)


def test_weeks_show_what_begins_before_them_and_ends_after() -> None:
    stretch = Weeks(date(2026, 11, 21), 10)
    span = stretch.span(date(2026, 11, 14), date(2027, 2, 6))
    assert span == (-0.1, 1.1)
    assert stretch.span(None, date(2026, 11, 21)) == (0, 0)
    assert stretch.span(None, None) is None
