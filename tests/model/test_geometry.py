"""The geometry of the charts: inside its area, exact, and mirrored for those who need it."""

from datetime import date

import pytest

from capacity_app.model.geometry import Rect, axis, bar, hatching, pair, tick


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


@pytest.mark.parametrize(("before", "now"), [(1, 4), (4, 1), (2.2, 2.3), (3, 3), (1, 1), (4, 4)])
def test_a_pair_lies_on_its_scale_with_its_values_beside_it(before: float, now: float) -> None:
    shape = pair(before, now, 300, 20, 5, 30)
    each = (shape.scale.x2 - shape.scale.x1) / 3
    assert shape.before.x == pytest.approx(shape.scale.x1 + (before - 1) * each)
    assert shape.now.x == pytest.approx(shape.scale.x1 + (now - 1) * each)
    for room, dot in ((shape.before_value, shape.before), (shape.now_value, shape.now)):
        assert room.x >= -1e-9 and room.x + room.width <= 300 + 1e-9
        gap = room.x - dot.x if room.x > dot.x else dot.x - room.x - room.width
        assert gap == pytest.approx(5), "a value stands beside its own dot"
    first, second = sorted((shape.before_value, shape.now_value))
    assert first.x + first.width <= second.x, "the values do not meet"
    assert [line.x1 for line in shape.ticks] == pytest.approx(
        [shape.scale.x1 + number * each for number in range(4)]
    )


def test_a_pair_is_linked_unless_its_dots_touch_and_is_mirrored_whole() -> None:
    up, same = pair(1, 4, 300, 20, 5, 30), pair(2, 2, 300, 20, 5, 30)
    assert up.link is not None and same.link is None
    assert up.now.radius == up.before.radius == 5
    assert same.now.radius < same.before.radius, "the ring is seen around the dot"
    assert (up.link.x1, up.link.x2) == (up.before.x + 5, up.now.x - 5)
    down = pair(4, 1, 300, 20, 5, 30)
    assert down.link is not None
    assert (down.link.x1, down.link.x2) == (down.before.x - 5, down.now.x + 5)
    turned = up.mirrored(300)
    assert turned.before.x == 300 - up.before.x
    assert turned.now_value.x + turned.now_value.width == 300 - up.now_value.x
    assert turned.mirrored(300).now == pytest.approx(up.now)
    assert pair(0, 9, 300, 20, 5, 30) == up, "nothing leaves the scale"


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
