"""JSON documents out of the store and into it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.exchange import document
from capacity_app.model.assessment import Assessment, State
from capacity_app.store.database import Store
from capacity_app.usecases import assess, organise
from capacity_app.usecases.sample import make_sample
from capacity_app.usecases.transfer import Outcome, export_document, import_document

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def sample(store: Store) -> Assessment:
    """An assessment with answers, evidence and a plan."""
    return make_sample(store, "ckb")


@pytest.fixture
def exported(store: Store, sample: Assessment, tmp_path: Path) -> Path:
    """That assessment as a document."""
    return export_document(store, sample.id, tmp_path / "sample.json")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Any:
    """Another person's store."""
    other = Store.open(tmp_path / "elsewhere", paths.assessments())
    yield other
    other.close()


def changed(path: Path, change: Change) -> Path:
    """A copy of a document with something changed in it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    copy = path.with_name("changed.json")
    copy.write_text(json.dumps(content), encoding="utf-8")
    return copy


def state_of(store: Store) -> str:
    """What the database holds, byte by byte."""
    raw = store.engine.raw_connection()
    try:
        dump = "\n".join(raw.driver_connection.iterdump())
    finally:
        raw.close()
    return hashlib.sha256(dump.encode()).hexdigest()


def test_what_went_out_comes_in_the_same(
    store: Store, elsewhere: Store, exported: Path, tmp_path: Path
) -> None:
    result = import_document(elsewhere, exported)
    assert result.outcome is Outcome.MADE
    assert result.same_bank
    again = export_document(elsewhere, result.assessment_id, tmp_path / "again.json")
    assert again.read_bytes() == exported.read_bytes()
    here, there = (one.assessment(result.assessment_id) for one in (store, elsewhere))
    assert (here.answered, here.applicable) == (there.answered, there.applicable)
    assert there.saved_at is not None


def test_a_store_opened_again_gives_the_same_bytes(
    store: Store, exported: Path, tmp_path: Path
) -> None:
    store.close()
    again = Store.open(tmp_path / "data", paths.assessments())
    [summary] = again.summaries()
    path = export_document(again, summary.id, tmp_path / "again.json")
    again.close()
    assert path.read_bytes() == exported.read_bytes()


def test_what_came_in_can_be_worked_on(elsewhere: Store, exported: Path) -> None:
    assessment = elsewhere.assessment(import_document(elsewhere, exported).assessment_id)
    assess.choose_level(elsewhere, assessment, "COO-4.2", 3)
    kept = elsewhere.assessment(assessment.id)
    assert kept.answers["COO-4.2"].level == 3
    assert kept.next_evidence_ref() == "E19"


def test_the_same_file_again_changes_nothing(elsewhere: Store, exported: Path) -> None:
    import_document(elsewhere, exported)
    before = state_of(elsewhere)
    assert import_document(elsewhere, exported).outcome is Outcome.UNCHANGED
    assert state_of(elsewhere) == before


def test_other_answers_under_the_same_revision_are_refused(
    elsewhere: Store, exported: Path
) -> None:
    import_document(elsewhere, exported)
    before = state_of(elsewhere)
    other = changed(exported, lambda c: c["answers"]["COO-4.2"].update(level=4))
    with pytest.raises(UserError, match="different answers"):
        import_document(elsewhere, other)
    assert state_of(elsewhere) == before


def test_a_higher_revision_is_added_beside_the_older_one(elsewhere: Store, exported: Path) -> None:
    import_document(elsewhere, exported)

    def revise(content: dict[str, Any]) -> None:
        content["revision"] = 2
        content["answers"]["COO-4.2"]["level"] = 2

    newer = changed(exported, revise)
    result = import_document(elsewhere, newer)
    assert result.outcome is Outcome.CHANGED
    assert [s.revision for s in elsewhere.summaries()] == [2]
    assert elsewhere.assessment(result.assessment_id).answers["COO-4.2"].level == 2
    with pytest.raises(UserError, match="newer revision 2"):
        import_document(elsewhere, exported)
    assess.delete(elsewhere, elsewhere.assessment(result.assessment_id))
    older = elsewhere.assessment(result.assessment_id)
    assert (older.revision, older.state) == (1, State.SUPERSEDED)
    assert older.answers["COO-4.2"].level == 1


def test_an_assessment_of_another_organisation_is_refused(elsewhere: Store, exported: Path) -> None:
    import_document(elsewhere, exported)
    before = state_of(elsewhere)

    def hand_over(content: dict[str, Any]) -> None:
        content["revision"] = 2
        content["organisation"]["id"] = "0f5c7f0a-0000-4000-8000-000000000009"

    with pytest.raises(UserError):
        import_document(elsewhere, changed(exported, hand_over))
    assert state_of(elsewhere) == before


def test_a_known_profile_is_filled_and_never_overwritten(elsewhere: Store, exported: Path) -> None:
    first = import_document(elsewhere, exported)
    organise.save_profile(
        elsewhere, first.organisation_id, acronym="MINE", email="", volunteers=None
    )
    assert import_document(elsewhere, exported).outcome is Outcome.CHANGED
    profile = elsewhere.organisation(first.organisation_id)
    assert (profile.acronym, profile.email, profile.volunteers) == (
        "MINE",
        "office@example.org",
        35,
    )
    assert len(elsewhere.organisations()) == 1


def test_a_second_assessment_joins_its_organisation(elsewhere: Store, exported: Path) -> None:
    first = import_document(elsewhere, exported)
    other = changed(
        exported, lambda c: c.update(id="0f5c7f0a-0000-4000-8000-000000000009", revision=4)
    )
    second = import_document(elsewhere, other)
    assert second.outcome is Outcome.MADE
    assert second.organisation_id == first.organisation_id
    assert len(elsewhere.organisations()) == 1
    assert len(elsewhere.summaries()) == 2


def test_other_texts_of_the_same_version_are_said(elsewhere: Store, exported: Path) -> None:
    other = changed(exported, lambda c: c["instrument"].update(digest="0" * 64))
    result = import_document(elsewhere, other)
    assert not result.same_bank
    installed = elsewhere.installed_instrument("iraq-health-cso")
    assert elsewhere.assessment(result.assessment_id).instrument_digest == installed.digest
    assert import_document(elsewhere, other).outcome is Outcome.UNCHANGED


BAD: dict[str, Change] = {
    "another format": lambda c: c.update(format="x"),
    "a newer format": lambda c: c.update(format_version=2),
    "an unknown bank": lambda c: c["instrument"].update(id="../iraq-health-cso", digest=None),
    "another version of the bank": lambda c: c["instrument"].update(version="9.0.0", digest=""),
    "an unknown member": lambda c: c["answers"]["FUN-1.1"].update(levl=3),
    "an unknown indicator": lambda c: c["answers"].update({"FUN-9.9": {"level": 1}}),
    "a level of a PSEA standard": lambda c: c["answers"]["PSE-1"].update(level=3),
    "evidence that is not there": lambda c: c["evidence"].clear(),
    "an amount that is a number": lambda c: c["plan"][0].update(cost=1.5),
    "the last thing read is wrong": lambda c: c["plan"][-1].update(comments=7),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_changes_nothing(name: str, elsewhere: Store, exported: Path) -> None:
    before = state_of(elsewhere)
    with pytest.raises(UserError) as caught:
        import_document(elsewhere, changed(exported, BAD[name]))
    assert "changed.json" in str(caught.value)
    assert "Nothing was changed" in str(caught.value)
    assert state_of(elsewhere) == before


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04\xff", b"{", b"[]", b'{"a": NaN}', b"\0"])
def test_a_foreign_file_changes_nothing(data: bytes, store: Store, tmp_path: Path) -> None:
    before = state_of(store)
    path = tmp_path / "foreign.json"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"foreign\.json"):
        import_document(store, path)
    assert state_of(store) == before
    assert path.read_bytes() == data


def test_every_cut_of_a_file_is_refused(store: Store, exported: Path, tmp_path: Path) -> None:
    data = exported.read_bytes()
    before = state_of(store)
    for end in range(0, len(data) - 2, 997):
        (tmp_path / "cut.json").write_bytes(data[:end])
        with pytest.raises(UserError):
            import_document(store, tmp_path / "cut.json")
    assert state_of(store) == before


def test_exporting_what_is_not_there_leaves_no_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no assessment"):
        export_document(store, "none", tmp_path / "a.json")
    assert not list(tmp_path.glob("*.json*"))


def test_an_unwritable_place_keeps_the_older_file(
    store: Store, sample: Assessment, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="could not be written"):
        export_document(store, sample.id, tmp_path / "no" / "a.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="could not be written"):
        export_document(store, sample.id, tmp_path / "folder")


def test_an_answer_half_given_survives(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    """A "not applicable" whose reason is still to be written, and elements kept beside it."""
    organisation = organise.create_organisation(store, name_ar="مثال")
    assessment = assess.start(store, organisation.id, on=make_sample(store, "en").date)
    assess.mark_not_applicable(store, assessment, "FUN-1.1", "")
    assess.mark_dont_know(store, assessment, "PSE-1")
    path = export_document(store, assessment.id, tmp_path / "half.json")
    import_document(elsewhere, path)
    assert document.to_document(elsewhere.assessment(assessment.id)) == document.to_document(
        store.assessment(assessment.id)
    )
