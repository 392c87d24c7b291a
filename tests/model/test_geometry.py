"""The geometry of the charts: inside its area, exact, and mirrored for those who need it."""

from datetime import date

import pytest

from capacity_app.model.geometry import Rect, axis, bar, hatching, tick


@pytest.mark.parametrize("score", [None, 0, 0.4, 1, 2.25, 3.999, 4, 9])
def test_a_bar_is_filled_as_far_as_the_score(score: float | None) -> None:
    shape = bar(score, 200, 8, 2)
    each = (200 - 3 * 2) / 4
    assert [rect.width for rect in shape.stretches] == [each] * 4
    assert shape.stretches[-1].x + each == pytest.approx(200)
    filled = sum(rect.width for rect in shape.reached) / each
    assert filled == pytest.approx(min(score or 0, 4))
    for empty, full in zip(shape.stretches, shape.reached, strict=False):
        assert empty.x == full.x
        assert 0 < full.width <= empty.width


def test_a_mirrored_shape_begins_at_the_other_side() -> None:
    rect = Rect(10, 1, 30, 5)
    assert rect.mirrored(100) == Rect(60, 1, 30, 5)
    assert rect.mirrored(100).mirrored(100) == rect


def test_hatching_stays_inside_and_keeps_its_distance() -> None:
    area = Rect(5, 7, 20, 9)
    lines = list(hatching(area, 3))
    assert len(lines) == 9
    for line in lines:
        for x, y in ((line.x1, line.y1), (line.x2, line.y2)):
            assert area.x <= x <= area.x + area.width
            assert area.y <= y <= area.y + area.height
        assert line.x2 > line.x1
        assert line.y2 < line.y1
    assert all(0.26 * 8 <= x - 1 <= 0.74 * 8 for x, _ in tick(Rect(1, 1, 8, 8)))


def test_an_axis_covers_whole_months_around_all_days() -> None:
    whole = axis([date(2026, 11, 21), date(2027, 2, 3)])
    assert whole is not None
    assert (whole.months, whole.marks[0], len(whole.marks)) == (4, date(2026, 11, 1), 4)
    assert whole.place(date(2026, 11, 1)) == 0
    assert whole.place(date(2027, 1, 1)) == 0.5
    assert 0.96 < whole.place(date(2027, 2, 28)) < 1
    assert whole.span(date(2026, 11, 1), date(2027, 1, 1)) == (0, 0.5)
    assert whole.span(date(2027, 1, 1), date(2026, 11, 1)) == (0, 0.5)
    assert whole.span(None, date(2027, 1, 1)) == (0.5, 0.5)
    assert whole.span(None, None) is None


@pytest.mark.parametrize(
    "days",
    [
        [date(2026, 1, 31)],
        [date(2026, 1, 1), date(2031, 6, 30)],
        [date(1, 1, 1), date(9999, 12, 31)],
        [date(9999, 12, 31)],
        [date(2026, 2, 1), date(2027, 8, 1)],
    ],
)
def test_an_axis_has_few_marks_whatever_the_days(days: list[date]) -> None:
    whole = axis(days)
    assert whole is not None
    assert 1 <= len(whole.marks) <= 19
    assert all(0 <= whole.place(day) <= 1 for day in [*days, *whole.marks])
    assert list(whole.marks) == sorted(set(whole.marks))


def test_no_day_no_axis() -> None:
    assert axis([]) is None
