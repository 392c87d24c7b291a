"""The chain of a history: each entry is sealed to the one before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from capacity_app.model.history import Entry, What, first_broken, sealed


def chain(length: int) -> list[Entry]:
    made: list[Entry] = []
    for n in range(length):
        moment = datetime(2026, 3, 9, 10, n, tzinfo=UTC)
        entry = Entry(
            "a", 0, 1, moment, "Director", What.ANSWER, "FUN-1.1", "level", "", str(n), ""
        )
        made.append(sealed(entry, made[-1] if made else None))
    return made


def test_a_whole_chain_holds() -> None:
    assert [entry.sequence for entry in chain(4)] == [1, 2, 3, 4]
    assert first_broken(chain(4)) is None
    assert first_broken([]) is None


def test_the_same_moment_elsewhere_seals_alike() -> None:
    first = chain(1)[0]
    baghdad = replace(first, at=first.at.astimezone(timezone(timedelta(hours=3))))
    assert first_broken([baghdad]) is None


CHANGES = {
    "assessment_id": "b",
    "sequence": 9,
    "revision": 2,
    "at": datetime(2026, 3, 9, 11, tzinfo=UTC),
    "who": "",
    "what": What.PLAN,
    "subject": "FUN-1.2",
    "field": "note",
    "old": "1",
    "new": "4",
    "reason": "x",
    "previous": "0" * 64,
    "hash": "0" * 64,
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_changed_field_is_noticed_where_it_is(name: str) -> None:
    entries = chain(4)
    entries[1] = replace(entries[1], **{name: CHANGES[name]})  # type: ignore[arg-type]
    assert first_broken(entries) == 2


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_missing_entry_is_noticed(gone: int) -> None:
    entries = chain(4)
    del entries[gone]
    assert first_broken(entries) == gone + 1


def test_an_entry_sealed_anew_breaks_the_next() -> None:
    entries = chain(4)
    entries[1] = sealed(replace(entries[1], new="4"), entries[0])
    assert first_broken(entries) == 3
