"""Every field of every dataclass comes back as it was, from SQLite and from PostgreSQL."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.organisation import Organisation
from capacity_app.model.plan import Action
from capacity_app.store.database import Store
from capacity_app.store.tables import metadata
from capacity_app.usecases import assess, organise, planning

Fill = Callable[[Store], Assessment]


def plain(thing: Any) -> Any:
    """A dataclass with all it holds as dicts, lists and plain values."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        named = {f.name: plain(getattr(thing, f.name)) for f in dataclasses.fields(thing)}
        return {"": type(thing).__name__, **named}
    if isinstance(thing, dict):
        return {key: plain(value) for key, value in thing.items()}
    return [plain(one) for one in thing] if isinstance(thing, list) else thing


def unused(things: list[Any]) -> list[str]:
    """Fields that have their default value in all of these, and so prove nothing."""
    kind = type(things[0])
    blank = {Organisation: Organisation("x"), Answer: Answer("x"), Action: Action("x")}
    blank |= {EvidenceItem: EvidenceItem("x", "x"), Assessment: Assessment("x", None, "x", "x")}  # type: ignore[arg-type]
    names = [field.name for field in dataclasses.fields(kind)]
    return [
        name
        for name in names
        if all(plain(getattr(t, name)) == plain(getattr(blank[kind], name)) for t in things)
    ]


def test_the_filled_assessment_uses_every_field(store: Store, fill: Fill) -> None:
    assessment = fill(store)
    assert unused([assessment.organisation]) == []
    assert unused(list(assessment.answers.values())) == []
    assert unused(assessment.evidence) == []
    assert unused(assessment.plan) == []
    assert set(unused([assessment])) == {"revision", "state"}  # drafts of the first revision


def test_sqlite_gives_back_every_field(data: Path, filled: Assessment) -> None:
    store = Store.open(data, paths.assessments())
    again = store.assessment(filled.id)
    store.close()
    assert plain(again) == plain(filled)


def test_what_comes_back_is_complete_without_the_store(data: Path, filled: Assessment) -> None:
    store = Store.open(data, paths.assessments())
    assessment = store.assessment(filled.id)
    store.close()
    assert assessment.organisation.name("ckb") == "ڕێکخراوی تەندروستی"
    assert [item.ref for item in assessment.answers["FUN-1.1"].evidence] == ["E1", "E2"]
    assert assessment.answers["PSE-1"].evidence[0] is assessment.evidence[0]


def test_postgresql_gives_back_every_field(server: str, fill: Fill) -> None:
    store = Store.open(server, paths.assessments())
    filled = fill(store)
    store.close()
    store = Store.open(server, paths.assessments())
    assert plain(store.assessment(filled.id)) == plain(filled)
    assert [summary.id for summary in store.deleted()] == [filled.id]
    planning.remove_action(store, filled, filled.plan[0].ref)
    assess.remove_evidence(store, filled, "E1")
    assess.delete(store, filled)
    assert store.deleted() == []
    assert _difference(store) == []
    store.close()


def test_a_new_database_is_what_the_tables_say(store: Store) -> None:
    assert _difference(store) == []
    assert set(inspect(store.engine).get_table_names()) - set(metadata.tables) == {
        "alembic_version"
    }


def _difference(store: Store) -> list[Any]:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


@pytest.mark.parametrize("cost", ["0", "0.00", "9999999999999.99", "12.345678901234567890123"])
def test_money_is_exact_to_the_last_digit(
    store: Store, make_assessment: Callable[..., Assessment], cost: str
) -> None:
    assessment = make_assessment()
    with store.writing() as writing:
        fresh = writing.assessment(assessment.id)
        fresh.plan.append(Action("1", cost=Decimal(cost)))
    assert str(store.assessment(assessment.id).plan[0].cost) == cost


def test_a_moment_comes_back_in_utc(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    assessment = make_assessment()
    baghdad = datetime(2026, 3, 9, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    with store.writing() as writing:
        writing.assessment(assessment.id).saved_at = baghdad
    saved = store.assessment(assessment.id).saved_at
    assert saved == baghdad
    assert saved.tzinfo is UTC


def test_a_list_shows_the_latest_revision_newest_first(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    first, second = make_assessment("One"), make_assessment("Two")
    with store.writing() as writing:
        old = writing.assessment(first.id)
        again = Assessment(old.id, old.organisation, old.instrument_id, old.instrument_version)
        again.revision, again.date = 2, date(2020, 1, 1)
        writing.add(again)
    shown = [(summary.id, summary.revision) for summary in store.summaries()]
    assert shown == [(first.id, 2), (second.id, 1)]
    assert store.assessment(first.id).revision == 2


def test_deleting_takes_everything_of_an_assessment_and_nothing_else(
    store: Store, fill: Fill
) -> None:
    gone, stays = fill(store), fill(store)
    before = plain(store.assessment(stays.id))
    assess.delete(store, gone)
    with pytest.raises(UserError, match=gone.id):
        store.assessment(gone.id)
    assert plain(store.assessment(stays.id)) == before
    with store.engine.connect() as connection:
        for table in ("answer", "evidence", "action", "answer_evidence"):
            query = f"SELECT DISTINCT assessment_number FROM {table}"
            found = connection.exec_driver_sql(query).scalars().all()
            assert found == [stays.number], table


def test_organisations_are_sorted_by_name(store: Store) -> None:
    for name in ("beta", "Alpha", "Gamma"):
        organise.create_organisation(store, name_en=name)
    assert [o.name_en for o in store.organisations()] == ["Alpha", "beta", "Gamma"]


def test_an_answer_saved_on_the_bare_connection_comes_back(server: str) -> None:
    store = Store.open(server, paths.assessments())
    organisation = organise.create_organisation(store, name_en="Example")
    made = assess.start(store, organisation.id, on=date(2026, 3, 9))
    for level in (2, 4):  # a new row, then a changed one
        made = assess.choose_level(store, made, "FUN-1.1", level)
    made = assess.choose_element(store, made, "PSE-1", "a", ElementAnswer.YES)
    kept = store.assessment(made.id)
    assert kept.answers["FUN-1.1"].level == 4
    assert kept.answers["PSE-1"].elements == {"a": ElementAnswer.YES}
    assert (kept.answered, kept.last_indicator, kept.saved_at) == (1, "PSE-1", made.saved_at)
    store.close()
