"""Time left: only from enough measurements, capped, and never in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Indicator
from capacity_app.store.database import Store
from capacity_app.usecases import assess
from capacity_app.usecases.pace import ENOUGH, FILE_NAME, LONGEST, Pace

Make = Callable[..., Assessment]


@pytest.fixture
def assessment(make_assessment: Make) -> Assessment:
    return make_assessment()


@pytest.fixture
def questions(store: Store, assessment: Assessment) -> list[Indicator]:
    return [each for each in store.instrument_of(assessment).indicators if not each.is_psea]


def measured(questions: list[Indicator], seconds: list[float]) -> Pace:
    pace = Pace()
    for each in seconds:
        pace.note(questions[0], each)
    return pace


def test_nothing_is_said_before_eight_were_measured(
    assessment: Assessment, questions: list[Indicator]
) -> None:
    assert measured(questions, [60.0] * 7).minutes_left(questions, assessment) is None
    assert measured(questions, [60.0] * ENOUGH).minutes_left(questions[:4], assessment) == 4


def test_the_median_of_the_open_ones_counts(
    store: Store, assessment: Assessment, questions: list[Indicator]
) -> None:
    pace = measured(questions, [30, 30, 30, 30, 30, 30, 30, 600, 600])
    assert pace.minutes_left(questions[:10], assessment) == 5
    assess.choose_level(store, assessment, questions[0].id, 2)
    assess.mark_dont_know(store, assessment, questions[1].id)
    assert pace.minutes_left(questions[:10], assessment) == 4
    assert pace.minutes_left(questions[:2], assessment) is None


def test_long_times_are_told_in_steps_of_five(
    assessment: Assessment, questions: list[Indicator]
) -> None:
    assert measured(questions, [60.0] * 8).minutes_left(questions[:12], assessment) == 15


def test_a_kind_hardly_measured_says_nothing(
    store: Store, assessment: Assessment, questions: list[Indicator]
) -> None:
    standards = [each for each in store.instrument_of(assessment).indicators if each.is_psea]
    pace = measured(questions, [60.0] * 8)
    assert pace.minutes_left(standards, assessment) is None
    for _ in range(3):
        pace.note(standards[0], 120.0)
    assert pace.minutes_left(standards[:2], assessment) == 4


def test_it_is_kept_without_names_or_answers_and_capped(
    questions: list[Indicator], tmp_path: Path
) -> None:
    pace = measured(questions, [5_000.0, 12.34, 0.0])
    pace.save(tmp_path)
    kept = Pace.load(tmp_path)
    assert kept.seconds["level"] == [LONGEST, 12.3]
    assert questions[0].id not in (tmp_path / FILE_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "[]", '{"level": {}}', '{"level": ["x", -1, 1e9]}', "\0"])
def test_a_damaged_file_is_no_measurement(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    assert not any(Pace.load(tmp_path).seconds.values())


def test_a_folder_that_refuses_costs_only_the_estimate(
    questions: list[Indicator], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    measured(questions, [60.0]).save(tmp_path / "file")
