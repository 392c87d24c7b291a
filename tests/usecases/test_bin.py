"""The bin: nothing deleted is gone until somebody says so, and nothing of it shows elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capacity_app.errors import UserError
from capacity_app.exchange import document
from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store
from capacity_app.usecases import assess, bin, revisions, sample, transfer

Make = Callable[..., Assessment]


def counts(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        tables = ("assessment", "answer", "history")
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in tables
        }


@pytest.fixture
def twice(store: Store, make_assessment: Make) -> Assessment:
    """Two revisions and a history."""
    made = make_assessment()
    assess.choose_level(store, made, "FUN-1.1", 2)
    signed = revisions.sign_off(store, made, "Director")
    return revisions.reopen(store, signed, "Why", "Director")


def test_what_is_in_the_bin_comes_back_as_it_was(
    store: Store, twice: Assessment, make_assessment: Make
) -> None:
    other = make_assessment("Other")
    before = [document.to_document(store.assessment(twice.id, n)) for n in (1, 2)]
    bin.put_in(store, twice.id)
    assert [s.id for s in store.summaries()] == [other.id]
    assert [(s.id, s.answered) for s in bin.contents(store)] == [(twice.id, 1)]
    bin.take_back(store, twice.id)
    assert {s.id for s in store.summaries()} == {other.id, twice.id}
    assert bin.contents(store) == []
    assert [document.to_document(store.assessment(twice.id, n)) for n in (1, 2)] == before
    told = [entry.what.value for entry in store.history(twice.id)]
    assert told == ["signed_off", "reopened", "binned", "restored"]
    assert revisions.verify(store, twice.id) == []


def test_deleted_for_good_leaves_nothing(
    store: Store, twice: Assessment, make_assessment: Make
) -> None:
    other = make_assessment("Other")
    assess.choose_level(store, other, "FUN-1.1", 2)
    bin.put_in(store, twice.id)
    bin.empty_of(store, twice.id)
    assert counts(store) == {"assessment": 1, "answer": 1, "history": 0}
    with pytest.raises(UserError):
        store.assessment(twice.id)


def test_only_what_is_in_the_bin_can_be_deleted_for_good(store: Store, twice: Assessment) -> None:
    with pytest.raises(ValueError, match="not in the bin"):
        bin.empty_of(store, twice.id)
    assert counts(store)["assessment"] == 2


def test_a_sample_goes_at_once(store: Store) -> None:
    made = sample.make_sample(store, "en")
    bin.put_in(store, made.id)
    assert bin.contents(store) == []
    assert counts(store)["assessment"] == 0


def test_a_file_of_what_lies_in_the_bin_is_refused(
    store: Store, twice: Assessment, tmp_path: Path
) -> None:
    path = transfer.export_document(store, twice.id, tmp_path / "a.json")
    bin.put_in(store, twice.id)
    with pytest.raises(UserError, match="lies in the bin"):
        transfer.import_document(store, path)
    bin.empty_of(store, twice.id)
    assert transfer.import_document(store, path).outcome is transfer.Outcome.MADE
    assert store.assessment(twice.id).revision == 2
