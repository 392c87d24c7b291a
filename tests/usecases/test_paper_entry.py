"""What typed lines of a paper form stand for, in each language's letters and digits."""

from collections.abc import Callable

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.instrument import Instrument
from capacity_app.store import instruments
from capacity_app.store.database import Store
from capacity_app.usecases import paper_entry

Make = Callable[..., Assessment]
YES, NO = ElementAnswer.YES, ElementAnswer.NO
UNKNOWN, DOES_NOT = ElementAnswer.DONT_KNOW, ElementAnswer.NOT_APPLICABLE


@pytest.fixture
def assessment(make_assessment: Make) -> Assessment:
    return make_assessment()


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return instruments.load("iraq-health-cso", paths.assessments())


@pytest.mark.parametrize(("typed", "level"), [("1", 1), (" 4 ", 4), ("٣", 3), ("۲", 2)])
def test_a_digit_is_a_level(instrument: Instrument, typed: str, level: int) -> None:
    before = Answer("FUN-1.1", dont_know=True)
    after = paper_entry.read(instrument.indicator("FUN-1.1"), before, typed, "ar")
    assert (after.level, after.dont_know, after.not_applicable) == (level, False, None)


@pytest.mark.parametrize("typed", ["0", "n", "N", "٠", "ن", "ل", "ى", "پ"])
def test_what_means_not_applicable_keeps_a_reason_given_before(
    instrument: Instrument, typed: str
) -> None:
    before = Answer("FUN-1.1", not_applicable="No grants yet")
    after = paper_entry.read(instrument.indicator("FUN-1.1"), before, typed, "ckb")
    assert (after.level, after.not_applicable) == (None, "No grants yet")


@pytest.mark.parametrize("typed", ["?", "؟", ".", "/", "٫"])
def test_what_means_dont_know(instrument: Instrument, typed: str) -> None:
    before = Answer("FUN-1.1", level=2)
    after = paper_entry.read(instrument.indicator("FUN-1.1"), before, typed, "en")
    assert (after.level, after.dont_know) == (None, True)


@pytest.mark.parametrize("typed", ["5", "22", "y", "x", "3?"])
def test_anything_else_is_said_with_what_was_typed(instrument: Instrument, typed: str) -> None:
    with pytest.raises(UserError) as caught:
        paper_entry.read(instrument.indicator("FUN-1.1"), Answer("FUN-1.1"), typed, "en")
    assert caught.value.fields["typed"] == typed


@pytest.mark.parametrize(
    ("code", "typed"),
    [("en", "yn?y"), ("en", "12.1"), ("ar", "ن ل ؟ ن"), ("ckb", "بن؟ب"), ("ckb", "۱۲?۱")],
)
def test_a_standard_takes_one_sign_for_each_statement(
    instrument: Instrument, code: str, typed: str
) -> None:
    after = paper_entry.read(instrument.indicator("PSE-1"), Answer("PSE-1"), typed, code)
    assert after.elements == {"a": YES, "b": NO, "c": UNKNOWN}
    assert after.sustained is YES


def test_statements_left_out_stay_open_and_too_many_are_refused(instrument: Instrument) -> None:
    standard = instrument.indicator("PSE-1")
    after = paper_entry.read(standard, Answer("PSE-1"), "y-n", "en")
    assert after.elements == {"a": YES, "c": NO}
    assert after.sustained is None
    with pytest.raises(UserError) as caught:
        paper_entry.read(standard, Answer("PSE-1"), "11111", "en")
    assert caught.value.fields["n"] == 4


def test_not_applicable_only_where_the_bank_allows_it(instrument: Instrument) -> None:
    clause = paper_entry.read(instrument.indicator("PSE-2"), Answer("PSE-2"), "10", "en")
    assert clause.elements == {"a": YES, "b": DOES_NOT}
    whole = paper_entry.read(instrument.indicator("PSE-8"), Answer("PSE-8"), "0", "en")
    assert whole.not_applicable == ""
    with pytest.raises(UserError) as caught:
        paper_entry.read(instrument.indicator("PSE-1"), Answer("PSE-1"), "y0", "en")
    assert caught.value.fields["letter"] == "b"


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
@pytest.mark.parametrize("typed", ["112?", "1", "-2", "12.1", ""])
def test_what_is_shown_can_be_typed_again(instrument: Instrument, code: str, typed: str) -> None:
    standard = instrument.indicator("PSE-3")
    once = paper_entry.read(standard, Answer("PSE-3"), typed, code)
    shown = paper_entry.written(standard, once, code)
    again = paper_entry.read(standard, Answer("PSE-3"), shown, code)
    assert (again.elements, again.sustained) == (once.elements, once.sustained)


def test_a_proof_is_new_or_named_by_its_number_or_its_words(
    store: Store, assessment: Assessment
) -> None:
    paper_entry.name_proof(store, assessment, "FUN-1.1", "Certificate, March 2026")
    paper_entry.name_proof(store, store.assessment(assessment.id), "FUN-1.2", "e1")
    paper_entry.name_proof(store, store.assessment(assessment.id), "FUN-2.1", "١")
    fresh = store.assessment(assessment.id)
    paper_entry.name_proof(store, fresh, "FUN-2.2", "CERTIFICATE, march 2026")
    kept = store.assessment(assessment.id)
    assert [item.title for item in kept.evidence] == ["Certificate, March 2026"]
    named = [key for key, answer in kept.answers.items() if answer.evidence]
    assert sorted(named) == ["FUN-1.1", "FUN-1.2", "FUN-2.1", "FUN-2.2"]


@pytest.mark.parametrize("typed", ["E7", "7", "yes", "نعم"])
def test_a_proof_that_says_nothing_is_asked_for_again(
    store: Store, assessment: Assessment, typed: str
) -> None:
    with pytest.raises(UserError):
        paper_entry.name_proof(store, assessment, "FUN-1.1", typed)
    assert not store.assessment(assessment.id).evidence


def test_which_answers_want_a_proof_or_a_reason(instrument: Instrument) -> None:
    plain, standard = instrument.indicator("FUN-1.1"), instrument.indicator("PSE-1")
    assert not paper_entry.wants_proof(plain, Answer("FUN-1.1", level=2))
    assert paper_entry.wants_proof(plain, Answer("FUN-1.1", level=3))
    assert paper_entry.wants_reason(plain, Answer("FUN-1.1", level=3))
    assert paper_entry.wants_reason(plain, Answer("FUN-1.1", not_applicable=""))
    all_yes = paper_entry.read(standard, Answer("PSE-1"), "111", "en")
    assert paper_entry.wants_proof(standard, all_yes)
    one_no = paper_entry.read(standard, Answer("PSE-1"), "112", "en")
    assert not paper_entry.wants_proof(standard, one_no)
