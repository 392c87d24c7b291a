"""A glance shows what the store would, or nothing at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from capacity_app import paths
from capacity_app.model.assessment import Assessment
from capacity_app.model.progress import progress, where_to_continue
from capacity_app.store import glance
from capacity_app.store.database import Store
from capacity_app.usecases import sample


def test_a_glance_shows_what_the_store_shows(tmp_path: Path) -> None:
    store = Store.open(tmp_path, paths.assessments())
    made = sample.make_sample(store, "ckb")
    summaries = store.summaries()
    instrument = store.instrument_of(made)
    store.close()
    before = sorted(path.name for path in tmp_path.iterdir())
    seen = glance.take(tmp_path / "capacity.sqlite", made.id)
    assert seen is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert seen.summaries() == summaries
    looked = seen.assessment(made.id)
    offered = seen.instrument_of(looked)
    assert [i.id for i in offered.indicators] == [i.id for i in instrument.indicators]
    for domain in offered.domains:
        assert progress(domain.indicators, looked) == progress(domain.indicators, made)
    assert where_to_continue(offered, looked) == where_to_continue(instrument, made)
    assert looked.organisation.name("ckb") == made.organisation.name("ckb")
    assert looked.organisation.registrations == made.organisation.registrations
    dates = [(item.title, item.expires) for item in made.evidence]
    assert [(item.title, item.expires) for item in looked.evidence] == dates
    plan = [(action.action, action.due, action.status) for action in made.plan]
    assert [(action.action, action.due, action.status) for action in looked.plan] == plan
    assert replace(summaries[0]) == seen.summaries()[0]


def test_no_glance_where_something_is_not_as_expected(
    tmp_path: Path, store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = make_assessment()
    assert glance.take(tmp_path / "nothing.sqlite", made.id) is None
    assert store.file is not None
    assert glance.take(store.file, made.id) is None  # open: its write-ahead log is waiting
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database at all" * 50)
    assert glance.take(damaged, made.id) is None
    file = store.file
    store.close()
    assert glance.take(file, "another id") is None
    assert glance.take(file, made.id) is not None
