"""One commit for each answer, all or nothing, and looking while writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from capacity_app import paths
from capacity_app.model.assessment import Assessment, ElementAnswer
from capacity_app.model.evidence import EvidenceItem
from capacity_app.store.database import Store
from capacity_app.usecases import assess

Make = Callable[..., Assessment]


@contextmanager
def counted(store: Store) -> Iterator[dict[str, int]]:
    """Counts the transactions begun and committed, and the statements run."""
    seen = {"begin": 0, "commit": 0, "rollback": 0}

    def note(name: str) -> Callable[[object], None]:
        def noted(_connection: object) -> None:
            seen[name] += 1

        return noted

    listeners = {name: note(name) for name in seen}
    for name, listener in listeners.items():
        event.listen(store.engine, name, listener)
    yield seen
    for name, listener in listeners.items():
        event.remove(store.engine, name, listener)


CHANGES: dict[str, Callable[[Store, Assessment], object]] = {
    "level": lambda s, a: assess.choose_level(s, a, "FUN-1.1", 3),
    "not applicable": lambda s, a: assess.mark_not_applicable(s, a, "FUN-1.1", "None"),
    "don't know": lambda s, a: assess.mark_dont_know(s, a, "FUN-1.1"),
    "element": lambda s, a: assess.choose_element(s, a, "PSE-1", "a", ElementAnswer.YES),
    "sustained": lambda s, a: assess.choose_sustained(s, a, "PSE-1", ElementAnswer.YES),
    "note": lambda s, a: assess.write_note(s, a, "FUN-1.1", "Text"),
    "reason": lambda s, a: assess.write_reason(s, a, "FUN-1.1", "Text"),
    "clear": lambda s, a: assess.clear(s, a, "FUN-1.1"),
    "visit": lambda s, a: assess.visit(s, a, "COO-1.1"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_one_commit_for_each_answer(store: Store, make_assessment: Make, change: str) -> None:
    assessment = make_assessment()
    store.instrument_of(assessment)
    with counted(store) as seen:
        CHANGES[change](store, assessment)
    assert seen == {"begin": 1, "commit": 1, "rollback": 0}


def test_ten_answers_are_ten_commits(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    store.instrument_of(assessment)
    with counted(store) as seen:
        for n in range(10):
            assess.choose_level(store, assessment, "FUN-1.1", n % 4 + 1)
    assert (seen["begin"], seen["commit"]) == (10, 10)


def test_what_raises_is_undone_as_a_whole(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    with pytest.raises(ZeroDivisionError), store.writing() as writing:
        fresh = writing.assessment(assessment.id)
        fresh.place = "IQG01"
        fresh.evidence.append(EvidenceItem("E1", "Paper"))
        writing.flush()
        raise ZeroDivisionError
    again = store.assessment(assessment.id)
    assert (again.place, again.evidence) == ("", [])


def test_looking_while_writing_sees_what_was_written_and_ends_nothing(
    store: Store, make_assessment: Make
) -> None:
    assessment = make_assessment()
    with store.writing() as writing:
        fresh = writing.assessment(assessment.id)
        fresh.place = "IQG01"
        writing.flush()
        seen = store.assessment(assessment.id)
        assert (seen.place, seen is fresh) == ("IQG01", False)
        fresh.facilitator = "Later"
    again = store.assessment(assessment.id)
    assert (again.place, again.facilitator) == ("IQG01", "Later")


def test_a_look_while_writing_is_undone_with_it(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    with pytest.raises(ZeroDivisionError), store.writing() as writing:
        writing.assessment(assessment.id).place = "IQG01"
        writing.flush()
        store.summaries()
        raise ZeroDivisionError
    assert store.assessment(assessment.id).place == ""


def test_evidence_is_the_first_thing_done_after_opening(
    store: Store, data: Path, make_assessment: Make
) -> None:
    assessment = make_assessment()
    store.close()
    again = Store.open(data, paths.assessments())
    assess.add_evidence(again, assessment, EvidenceItem("", "Paper"), ["FUN-1.1"])
    assert len(again.assessment(assessment.id).answers["FUN-1.1"].evidence) == 1
    again.close()


def test_saving_an_answer_leaves_its_evidence(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    assessment = assess.add_evidence(store, assessment, EvidenceItem("", "Paper"), ["FUN-1.1"])
    assess.choose_level(store, assessment, "FUN-1.1", 4)
    answer = store.assessment(assessment.id).answers["FUN-1.1"]
    assert (answer.level, [item.ref for item in answer.evidence]) == (4, ["E1"])
