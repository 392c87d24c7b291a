"""Hostile pastes: what is left out, what is refused, and that nothing half is saved."""

from collections.abc import Callable

import pytest

from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.model.organisation import Authority, FormalAssessment, Registration, Scheme
from capacity_app.store.database import Store
from capacity_app.usecases import assess, organise, revisions
from capacity_app.usecases.mending import LONGEST, mended, storable

Make = Callable[..., Assessment]
HOSTILE = "Ab\u202egpj\u2066x\x1b[31m\x07\r\nz\u200d\u200f"
MENDED = "Abgpjx[31m\nz\u200d\u200f"


def test_what_nobody_sees_is_left_out_and_joiners_stay() -> None:
    assert storable(HOSTILE) == MENDED
    plain = "ڕێکخراو\u200cی نوێ\tالسلام\n🙂"
    assert storable(plain) == plain
    assert mended(plain) is plain


def test_a_profile_is_mended_in_every_field(store: Store) -> None:
    made = organise.create_organisation(
        store,
        name_en=HOSTILE,
        registrations=[Registration(Authority.KRI, HOSTILE)],
        formal_assessments=[FormalAssessment(Scheme.HACT, 2025, HOSTILE)],
    )
    organise.save_profile(store, made.id, address=HOSTILE)
    (kept,) = store.organisations()
    assert (kept.name_en, kept.address) == (MENDED, MENDED)
    assert kept.registrations[0].number == MENDED
    assert kept.formal_assessments[0].result == MENDED


def test_too_long_a_text_is_refused_in_words_and_the_rest_stays(store: Store) -> None:
    made = organise.create_organisation(store, name_en="Hope", address="Old street")
    with pytest.raises(UserError) as caught:
        organise.save_profile(store, made.id, address="ش" * 100_000)
    assert caught.value.fields == {"n": 100_000, "most": LONGEST}
    (kept,) = store.organisations()
    assert kept.address == "Old street"


def test_roles_and_reasons_are_mended(store: Store, make_assessment: Make) -> None:
    made = make_assessment()
    signed = revisions.sign_off(store, made, HOSTILE)
    assert signed.director_role == MENDED
    reopened = revisions.reopen(store, signed, HOSTILE, HOSTILE)
    assert (reopened.revision_reason, reopened.revision_by) == (MENDED, MENDED)
    with pytest.raises(UserError):
        revisions.sign_off(store, reopened, "\u202e\x07 ")


def test_a_note_of_a_hundred_thousand_signs_is_refused_by_the_use_case(
    store: Store, make_assessment: Make
) -> None:
    made = make_assessment()
    with pytest.raises(UserError):
        assess.write_note(store, made, "FUN-1.1", "x" * 100_000)
    assert not store.assessment(made.id).answers
