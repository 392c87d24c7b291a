"""Signing off, reopening, following up, and the history that tells of all of it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from capacity_app.errors import UserError
from capacity_app.exchange import document
from capacity_app.model.assessment import Assessment, Changed, ElementAnswer, Kind, Mode, State
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.history import What
from capacity_app.model.plan import Funding, Status
from capacity_app.store.database import Store
from capacity_app.usecases import assess, planning, revisions, sample

Make = Callable[..., Assessment]
Deed = Callable[[Store, Assessment], object]
DAY = date(2026, 3, 9)
YES = ElementAnswer.YES


@pytest.fixture
def draft(store: Store, make_assessment: Make) -> Assessment:
    """Two answers, two proofs, two actions."""
    made = make_assessment(services=["PHC"], facilitator="A centre")
    assess.choose_level(store, made, "FUN-1.1", 2)
    assess.write_note(store, made, "FUN-1.1", "Renewal is late")
    assess.choose_element(store, made, "PSE-1", "a", YES)
    made = assess.add_evidence(store, made, EvidenceItem("", "Old paper"), [])
    made = assess.remove_evidence(store, made, "E1")
    kept = EvidenceItem("", "Certificate", expires=date(2026, 1, 1))
    made = assess.add_evidence(store, made, EvidenceItem("", "Paper"), [])
    made = assess.add_evidence(store, made, kept, ["FUN-1.1"])
    made = planning.choose_target(store, made, "FUN-1.1", 4)
    made = planning.add_action(store, made, DAY, action="Renew", cost=Decimal(50))
    made = planning.add_action(store, made, DAY, action="Done", status=Status.COMPLETED)
    return store.assessment(made.id)


@pytest.fixture
def signed(store: Store, draft: Assessment) -> Assessment:
    return revisions.sign_off(store, draft, "Director")


def content(assessment: Assessment) -> dict[str, Any]:
    """What a document says, without what a revision changes by itself."""
    found = document.to_document(assessment)
    for action in found["plan"]:
        action.pop("agreed", None)
    own = ("revision", "state", "sign_off", "reopened")
    return {name: value for name, value in found.items() if name not in own}


LOCKED: dict[str, Deed] = {
    "level": lambda s, a: assess.choose_level(s, a, "FUN-1.1", 3),
    "note": lambda s, a: assess.write_note(s, a, "FUN-1.1", "Other"),
    "clear": lambda s, a: assess.clear(s, a, "FUN-1.1"),
    "element": lambda s, a: assess.choose_element(s, a, "PSE-1", "b", YES),
    "put": lambda s, a: assess.put_answer(s, a, a.answer("FUN-1.2")),
    "why": lambda s, a: assess.choose_reason_of_change(s, a, "FUN-1.1", Changed.PRACTICE),
    "new evidence": lambda s, a: assess.add_evidence(s, a, EvidenceItem("", "x"), ["FUN-1.2"]),
    "evidence": lambda s, a: assess.change_evidence(s, a, "E1", title="x"),
    "link": lambda s, a: assess.link_evidence(s, a, "FUN-1.2", "E1"),
    "no evidence": lambda s, a: assess.remove_evidence(s, a, "E1"),
    "setting": lambda s, a: assess.change_setting(s, a, place="IQG01"),
    "target": lambda s, a: planning.choose_target(s, a, "FUN-1.1", 3),
    "agreed cost": lambda s, a: planning.change_action(s, a, "ACR/2026/01", cost=Decimal(9)),
    "agreed words": lambda s, a: planning.change_action(s, a, "ACR/2026/01", action="Less"),
    "no action": lambda s, a: planning.remove_action(s, a, "ACR/2026/01"),
    "again": lambda s, a: revisions.sign_off(s, a, "Director"),
}


@pytest.mark.parametrize("deed", LOCKED)
def test_what_was_signed_is_locked(store: Store, signed: Assessment, deed: str) -> None:
    before = document.to_document(store.assessment(signed.id))
    with pytest.raises(UserError, match="signed off"):
        LOCKED[deed](store, signed)
    assert document.to_document(store.assessment(signed.id)) == before


@pytest.mark.parametrize("deed", ["level", "note", "clear", "element", "put", "why"])
def test_who_looked_before_the_sign_off_cannot_answer_after_it(
    store: Store, draft: Assessment, deed: str
) -> None:
    stale = store.assessment(draft.id)
    revisions.sign_off(store, draft, "Director")
    with pytest.raises(UserError, match="signed off"):
        LOCKED[deed](store, stale)
    assert content(store.assessment(draft.id)) == content(draft)
    revisions.reopen(store, draft, "A mistake", "Director")
    with pytest.raises(UserError, match="signed off"):
        LOCKED[deed](store, stale)
    assert content(store.assessment(draft.id, 1)) == content(draft)


def test_signing_keeps_who_and_when(store: Store, signed: Assessment) -> None:
    [only] = store.revisions(signed.id)
    assert (only.revision, only.state, only.director_role) == (1, State.FINAL, "Director")
    assert only.signed_at is not None
    assert all(action.agreed for action in store.assessment(signed.id).plan)


@pytest.mark.parametrize(
    ("mode", "director", "facilitator", "says"),
    [
        (Mode.SELF, " ", "", "signs for the organisation"),
        (Mode.FACILITATED, "Director", " ", "facilitated"),
        (Mode.PEER, "Director", "", "facilitated"),
    ],
)
def test_roles_are_needed(
    store: Store, draft: Assessment, mode: Mode, director: str, facilitator: str, says: str
) -> None:
    assess.change_setting(store, draft, mode=mode)
    with pytest.raises(UserError, match=says):
        revisions.sign_off(store, draft, director, facilitator)
    assert store.assessment(draft.id).state is State.DRAFT
    assert store.history(draft.id) == []


def test_a_signed_plan_is_tracked_and_added_to(store: Store, signed: Assessment) -> None:
    ref = "ACR/2026/01"
    changed = planning.change_action(
        store, signed, ref, status=Status.ONGOING, percent=40, funding=Funding.SECURED, comments="x"
    )
    assert (changed.action(ref).percent, changed.action(ref).funding) == (40, Funding.SECURED)
    added = planning.add_action(store, signed, DAY, action="New")
    planning.change_action(store, added, "ACR/2026/03", action="Newer", cost=Decimal(7))
    assert store.assessment(signed.id).action("ACR/2026/03").action == "Newer"
    planning.remove_action(store, signed, "ACR/2026/03")
    assert revisions.verify(store, signed.id) == []


def test_reopening_is_the_next_revision_with_everything(
    store: Store, draft: Assessment, signed: Assessment
) -> None:
    again = revisions.reopen(store, signed, "One answer was wrong", "Director")
    assert content(store.assessment(draft.id)) == content(draft)
    assert (again.revision, again.state, again.signed_at) == (2, State.DRAFT, None)
    assert (again.answered, again.applicable) == (draft.answered, draft.applicable)
    assess.choose_level(store, again, "FUN-1.1", 4)
    planning.remove_action(store, again, "ACR/2026/01")
    old = store.assessment(draft.id, 1)
    assert (old.state, old.answers["FUN-1.1"].level) == (State.SUPERSEDED, 2)
    assert content(old) == content(draft)
    found = [(r.revision, r.state, r.reason, r.by) for r in store.revisions(draft.id)]
    assert found == [
        (2, State.DRAFT, "One answer was wrong", "Director"),
        (1, State.SUPERSEDED, "", ""),
    ]
    assert [(s.id, s.revision) for s in store.summaries()] == [(draft.id, 2)]


@pytest.mark.parametrize(("reason", "role"), [(" ", "Director"), ("Wrong", "")])
def test_reopening_wants_a_reason_and_a_role(
    store: Store, signed: Assessment, reason: str, role: str
) -> None:
    with pytest.raises(UserError, match="Write"):
        revisions.reopen(store, signed, reason, role)
    assert [r.state for r in store.revisions(signed.id)] == [State.FINAL]


def test_a_draft_cannot_be_reopened(store: Store, draft: Assessment) -> None:
    with pytest.raises(UserError, match="not signed off"):
        revisions.reopen(store, draft, "Why", "Director")
    assert len(store.revisions(draft.id)) == 1


def test_a_first_draft_has_no_history(store: Store, draft: Assessment) -> None:
    assert store.history(draft.id) == []


def test_after_sign_off_every_change_is_told(store: Store, signed: Assessment) -> None:
    planning.change_action(store, signed, "ACR/2026/01", percent=40, comments="Secret")
    again = revisions.reopen(store, signed, "Checked again", "Finance officer")
    assess.choose_level(store, again, "FUN-1.1", 3)
    assess.mark_not_applicable(store, again, "TEC-2.3", "No pharmacy")
    assess.choose_element(store, again, "PSE-1", "a", ElementAnswer.NO)
    assess.write_note(store, again, "FUN-1.1", "A name")
    assess.link_evidence(store, again, "FUN-1.1", "E2", linked=False)
    assess.remove_evidence(store, again, "E1")
    planning.choose_target(store, again, "FUN-1.1", 3)
    planning.add_action(store, again, DAY, action="New")
    revisions.sign_off(store, again, "Director")
    told = [
        (e.revision, e.who, e.what.value, e.subject, e.field, e.old, e.new)
        for e in store.history(signed.id)
        if e.what is not What.SIGNED_OFF
    ]
    who, ref = "Finance officer", "ACR/2026/03"
    assert told == [
        (1, "", "plan", "ACR/2026/01", "percent", "0", "40"),
        (1, "", "plan", "ACR/2026/01", "comments", "", "…"),
        (2, who, "reopened", "", "", "1", "2"),
        (2, who, "answer", "FUN-1.1", "level", "2", "3"),
        (2, who, "answer", "TEC-2.3", "level", "", "not_applicable"),
        (2, who, "answer", "TEC-2.3", "not_applicable", "", "…"),
        (2, who, "answer", "PSE-1", "element a", "yes", "no"),
        (2, who, "answer", "FUN-1.1", "note", "…", "…"),
        (2, who, "answer", "FUN-1.1", "evidence", "E2", ""),
        (2, who, "evidence", "E1", "", "E1", ""),
        (2, who, "target", "FUN-1.1", "target", "4", "3"),
        (2, who, "plan", ref, "", "", ref),
    ]
    assert {e.reason for e in store.history(signed.id) if e.revision == 2} == {"Checked again"}
    assert revisions.verify(store, signed.id) == []


def test_words_are_not_repeated_in_the_history(store: Store, signed: Assessment) -> None:
    again = revisions.reopen(store, signed, "Why", "Director")
    assess.write_note(store, again, "FUN-1.1", "CANARY")
    assess.write_note(store, again, "FUN-1.1", "")
    planning.change_action(store, again, "ACR/2026/01", verified_by="CANARY")
    assert "CANARY" not in repr(store.history(signed.id))


def test_a_failed_change_is_not_told(store: Store, signed: Assessment) -> None:
    before = store.history(signed.id)
    with pytest.raises(UserError):
        planning.change_action(store, signed, "ACR/2026/01", percent=900)
    assert store.history(signed.id) == before


TAMPERED = {
    "a row": "UPDATE history SET new='4' WHERE field='level'",
    "who": "UPDATE history SET who='Somebody' WHERE sequence=2",
    "when": "UPDATE history SET at='2020-01-01 00:00:00' WHERE sequence=2",
    "a row gone": "DELETE FROM history WHERE sequence=2",
    "the first row gone": "DELETE FROM history WHERE sequence=1",
    "order": "UPDATE history SET sequence=sequence+10 WHERE sequence=3",
    "a signed answer": "UPDATE answer SET level=4 WHERE assessment_number=1",
    "a signed proof": "UPDATE evidence SET title='Better' WHERE assessment_number=1",
    "who signed": "UPDATE assessment SET director_role='Board' WHERE revision=1",
    "unlocked": "UPDATE assessment SET state='draft' WHERE revision=1",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_tampering_is_noticed(store: Store, signed: Assessment, change: str) -> None:
    again = revisions.reopen(store, signed, "Why", "Director")
    assess.choose_level(store, again, "FUN-1.1", 3)
    revisions.sign_off(store, again, "Director")
    assert revisions.verify(store, signed.id) == []
    with store.engine.begin() as connection:
        assert connection.exec_driver_sql(TAMPERED[change]).rowcount
    assert revisions.verify(store, signed.id) != []


def test_what_is_pending_is_named(store: Store, draft: Assessment) -> None:
    assess.choose_level(store, draft, "FUN-3.1", 4)
    found = revisions.pending(store, draft)
    assert "FUN-1.2" in found.open
    assert "FUN-1.1" not in found.open
    assert found.bare == ("FUN-3.1",)
    assert found.psea_provisional


def test_a_follow_up_starts_empty_and_brings_along_what_goes_on(
    store: Store, signed: Assessment
) -> None:
    fresh = revisions.start_follow_up(store, signed, date(2027, 3, 9), Kind.CLOSE_OUT)
    kept = store.assessment(fresh.id)
    assert (kept.previous_id, kept.previous_revision) == (signed.id, 1)
    assert (kept.kind, kept.state, kept.revision) == (Kind.CLOSE_OUT, State.DRAFT, 1)
    assert (kept.organisation.id, kept.services) == (signed.organisation.id, ["PHC"])
    assert kept.instrument_digest == signed.instrument_digest
    assert (kept.answers, kept.answered, kept.applicable) == ({}, 0, signed.applicable)
    assert [(e.ref, e.title) for e in kept.evidence] == [("E1", "Paper"), ("E2", "Certificate")]
    assert [e.expired(kept.date) for e in kept.evidence] == [False, True]
    assert [(a.ref, a.action, a.agreed) for a in kept.plan] == [("ACR/2026/01", "Renew", False)]
    assert kept.director_role == ""
    planning.change_action(store, kept, "ACR/2026/01", action="Changed here")
    assert store.assessment(signed.id).action("ACR/2026/01").action == "Renew"


def test_last_time_is_told_from_the_revision_it_started_from(
    store: Store, signed: Assessment
) -> None:
    fresh = revisions.start_follow_up(store, signed, date(2027, 3, 9))
    again = revisions.reopen(store, signed, "Why", "Director")
    assess.choose_level(store, again, "FUN-1.1", 4)
    before = revisions.last_time(store, fresh)
    assert before is not None
    answer = before.answer("FUN-1.1")
    assert (before.level("FUN-1.1"), answer and answer.note) == (2, "Renewal is late")
    assert (before.answer("COO-1.1"), before.level("COO-1.1")) == (None, None)
    assert before.level("PSE-1") is None
    assert revisions.last_time(store, signed) is None


def test_a_follow_up_is_compared_where_both_answered(store: Store, signed: Assessment) -> None:
    fresh = revisions.start_follow_up(store, signed, date(2027, 3, 9))
    assess.choose_level(store, fresh, "FUN-1.1", 3)
    assess.choose_level(store, fresh, "FUN-1.2", 4)
    assess.choose_reason_of_change(store, fresh, "FUN-1.1", Changed.PRACTICE)
    found = revisions.changes_since(store, fresh)
    assert found is not None
    assert [(s.id, s.before, s.now) for s in found.indicators] == [("FUN-1.1", 2, 3)]
    assert store.assessment(fresh.id).answers["FUN-1.1"].changed is Changed.PRACTICE
    assert revisions.changes_since(store, signed) is None


def test_a_follow_up_starts_from_what_was_signed(store: Store, make_assessment: Make) -> None:
    first = make_assessment()
    own = (first.organisation.id, first.instrument_id)
    assert revisions.latest_of(store, *own) is None
    assess.choose_level(store, first, "FUN-1.1", 2)
    revisions.sign_off(store, first, "Director")
    later = assess.start(store, first.organisation.id, on=DAY)
    assess.choose_level(store, later, "FUN-1.1", 2)
    found = revisions.latest_of(store, *own)
    assert found is not None and found.id == first.id
    assert revisions.latest_of(store, first.organisation.id, "another-bank") is None


def test_an_answer_is_put_back_whole_and_its_evidence_stays(
    store: Store, draft: Assessment
) -> None:
    before = draft.answer("FUN-1.1")
    assess.mark_not_applicable(store, draft, "FUN-1.1", "Reason")
    assess.write_note(store, draft, "FUN-1.1", "Other")
    assert draft.answered == 0
    assess.put_answer(store, draft, before)
    kept = store.assessment(draft.id)
    answer = kept.answers["FUN-1.1"]
    assert (answer.level, answer.not_applicable, answer.note) == (2, None, "Renewal is late")
    assert [item.title for item in answer.evidence] == ["Certificate"]
    assert kept.answered == 1


def test_the_sample_can_be_signed_reopened_and_removed(store: Store) -> None:
    made = sample.make_sample(store, "ar")
    signed = revisions.sign_off(store, made, "مدير", "ميسر")
    revisions.reopen(store, signed, "سبب", "مدير")
    revisions.start_follow_up(store, signed, date(2027, 1, 1))
    assert sample.remove_sample(store) == 2
    assert store.summaries() == []
    assert store.organisations() == []
