"""Backups by hand and by themselves, thinning, and bringing one back."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import assess, safekeeping
from capacity_app.usecases.safekeeping import Kept, to_keep

Make = Callable[..., Assessment]


def level(folder: Path, assessment: Assessment) -> int | None:
    store = Store.open(folder, paths.assessments())
    found = store.assessment(assessment.id).answer("FUN-1.1").level
    store.close()
    return found


def folder_of(store: Store) -> Path:
    assert store.file is not None
    return store.file.parent


def test_a_backup_brings_back_what_was_there(
    store: Store, tmp_path: Path, make_assessment: Make
) -> None:
    assessment, data = make_assessment(), folder_of(store)
    assess.choose_level(store, assessment, "FUN-1.1", 2)
    path = safekeeping.back_up(store, tmp_path / "b.zip")
    assess.choose_level(store, assessment, "FUN-1.1", 4)
    store.close()
    result = safekeeping.restore(data, path)
    assert (result.file, result.rows["assessment"]) == (data / FILE_NAME, 1)
    assert level(data, assessment) == 2
    assert result.set_aside is not None
    (tmp_path / "aside").mkdir()
    result.set_aside.rename(tmp_path / "aside" / FILE_NAME)
    assert level(tmp_path / "aside", assessment) == 4


def test_a_backup_into_a_folder_gets_a_name(
    store: Store, tmp_path: Path, make_assessment: Make
) -> None:
    make_assessment()
    path = safekeeping.back_up(store, tmp_path)
    assert (path.parent, path.suffix) == (tmp_path, ".zip")
    assert path.exists()


def test_the_database_itself_is_no_place_for_a_backup(store: Store) -> None:
    assert store.file is not None
    with pytest.raises(UserError, match="the database itself"):
        safekeeping.back_up(store, store.file)
    assert store.integrity() == "ok"


def test_an_empty_folder_can_be_restored_into(
    store: Store, tmp_path: Path, make_assessment: Make
) -> None:
    assessment = make_assessment()
    path = safekeeping.back_up(store, tmp_path / "b.zip")
    result = safekeeping.restore(tmp_path / "new", path)
    assert result.set_aside is None
    assert level(tmp_path / "new", assessment) is None


def test_an_open_database_is_not_replaced(
    store: Store, tmp_path: Path, make_assessment: Make
) -> None:
    assessment, data = make_assessment(), folder_of(store)
    path = safekeeping.back_up(store, tmp_path / "b.zip")
    with pytest.raises(UserError, match="already open"):
        safekeeping.restore(data, path)
    assess.choose_level(store, assessment, "FUN-1.1", 3)
    store.close()
    assert level(data, assessment) == 3
    assert {p.name for p in data.iterdir()} == {FILE_NAME, "making.lock"}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file's digest, but for the lock, which is made when first needed."""
    files = [path for path in folder.iterdir() if path.name != "making.lock"]
    return {path.name: hashlib.sha256(path.read_bytes()).digest() for path in files}


def test_a_damaged_backup_changes_nothing(
    store: Store, tmp_path: Path, make_assessment: Make
) -> None:
    make_assessment()
    data, path = folder_of(store), safekeeping.back_up(store, tmp_path / "b.zip")
    store.close()
    before = contents(data)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UserError, match="Nothing was changed"):
        safekeeping.restore(data, path)
    assert contents(data) == before


def test_a_damaged_database_is_set_aside_and_replaced(
    store: Store, tmp_path: Path, make_assessment: Make
) -> None:
    assessment, data = make_assessment(), folder_of(store)
    path = safekeeping.back_up(store, tmp_path / "b.zip")
    store.close()
    (data / FILE_NAME).write_bytes(b"damage")
    (data / f"{FILE_NAME}-wal").write_bytes(b"log of the damage")
    result = safekeeping.restore(data, path)
    assert result.set_aside is not None
    assert result.set_aside.read_bytes() == b"damage"
    assert Path(f"{result.set_aside}-wal").read_bytes() == b"log of the damage"
    assert level(data, assessment) is None


def test_restoring_twice_in_a_second_keeps_both(
    store: Store, tmp_path: Path, make_assessment: Make
) -> None:
    make_assessment()
    data, path = folder_of(store), safekeeping.back_up(store, tmp_path / "b.zip")
    store.close()
    aside = {safekeeping.restore(data, path).set_aside for _ in range(3)}
    assert len(aside) == 3
    assert all(kept is not None and kept.exists() for kept in aside)


def test_it_backs_up_by_itself_only_when_something_changed(
    store: Store, make_assessment: Make
) -> None:
    assessment, data = make_assessment(), folder_of(store)
    first = safekeeping.automatic(store, data)
    assert first is not None
    assert safekeeping.automatic(store, data) is None
    assess.write_note(store, assessment, "FUN-1.1", "New")
    second = safekeeping.automatic(store, data)
    assert [kept.path for kept in safekeeping.backups(data)] == [second]  # of one day, the newest
    store.close()
    store = Store.open(data, paths.assessments())
    assert safekeeping.automatic(store, data) is None
    store.close()


def test_a_damaged_newest_backup_is_not_counted(store: Store, make_assessment: Make) -> None:
    make_assessment()
    data = folder_of(store)
    first = safekeeping.automatic(store, data)
    assert first is not None
    first.write_bytes(first.read_bytes()[:100])
    second = safekeeping.automatic(store, data)
    assert second is not None
    assert second.name > first.name
    assert [kept.path for kept in safekeeping.backups(data)] == [second]
    assert first.exists()


def test_after_a_restore_nothing_is_thinned_until_confirmed(
    store: Store, make_assessment: Make
) -> None:
    assessment, data = make_assessment(), folder_of(store)
    path = safekeeping.automatic(store, data)
    assert path is not None
    store.close()
    safekeeping.restore(data, path)
    assert safekeeping.restore_awaits_confirmation(data)
    store = Store.open(data, paths.assessments())
    for text in ("one", "two"):
        assess.write_note(store, assessment, "FUN-1.1", text)
        safekeeping.automatic(store, data)
    assert len(safekeeping.backups(data)) == 3
    safekeeping.confirm_restore(data)
    assert not safekeeping.restore_awaits_confirmation(data)
    assess.write_note(store, assessment, "FUN-1.1", "three")
    safekeeping.automatic(store, data)
    assert len(safekeeping.backups(data)) == 1
    store.close()


def made(days: list[float]) -> list[Kept]:
    """Backups made so many days after the first, newest first."""
    start = datetime(2025, 1, 1, 12, tzinfo=UTC)
    every = [
        Kept(n, start + timedelta(days=day), Path(f"{n}")) for n, day in enumerate(days, start=1)
    ]
    return every[::-1]


def test_two_years_of_days_thin_to_seven_four_and_twelve() -> None:
    every = made([float(day) for day in range(730)])
    kept = to_keep(every)
    assert kept[:7] == every[:7]
    weeks = {k.made.isocalendar()[:2] for k in kept}
    months = {(k.made.year, k.made.month) for k in kept}
    assert len(kept) <= 7 + 4 + 12
    assert len(months) == 12
    newest_weeks = list(dict.fromkeys(k.made.isocalendar()[:2] for k in every))[:4]
    assert set(newest_weeks) <= weeks


def test_thinning_day_by_day_keeps_a_year() -> None:
    kept: list[Kept] = []
    for one in reversed(made([float(day) for day in range(800)])):
        kept = to_keep([one, *kept])
    assert len({(k.made.year, k.made.month) for k in kept}) == 12
    assert len(kept) <= 23


def test_many_on_one_day_keep_the_newest() -> None:
    every = made([0.0, 0.1, 0.2, 0.3])
    assert to_keep(every) == every[:1]


def test_a_clock_that_jumps_back_never_costs_the_newest() -> None:
    every = made([*(float(day) for day in range(400)), -9000.0])
    kept = to_keep(every)
    assert kept[0] == every[0]
    assert len(kept) <= 23


def test_few_backups_are_all_kept() -> None:
    every = made([0.0, 1.0, 2.0])
    assert to_keep(every) == every
    assert to_keep([]) == []
