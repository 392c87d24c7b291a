"""Answering, evidence, and what a signed-off assessment refuses."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment, ElementAnswer, Kind, Mode, State
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus
from capacity_app.model.scoring import score
from capacity_app.store.database import Store
from capacity_app.usecases import assess, organise

Make = Callable[..., Assessment]
YES, NO = ElementAnswer.YES, ElementAnswer.NO


def saved(store: Store, assessment: Assessment) -> Assessment:
    return store.assessment(assessment.id)


def counts(assessment: Assessment) -> tuple[int, int]:
    return assessment.answered, assessment.applicable


def recount(store: Store, assessment: Assessment) -> tuple[int, int]:
    total = score(store.instrument_of(assessment), assessment).total
    return total.answered, total.applicable


def test_a_new_assessment_offers_the_core_and_the_chosen_services(
    store: Store, make_assessment: Make
) -> None:
    core = make_assessment()
    chosen = make_assessment(services=["REH", "PHC"], kind=Kind.CLOSE_OUT, mode=Mode.PEER)
    assert counts(core) == (0, 44)
    assert counts(chosen) == (0, 50)
    assert saved(store, chosen).services == ["PHC", "REH"]
    assert (chosen.kind, chosen.mode, chosen.state) == ("close_out", "peer", State.DRAFT)


def test_a_level_is_saved_and_counted(store: Store, make_assessment: Make) -> None:
    assessment = assess.choose_level(store, make_assessment(), "FUN-1.1", 3)
    again = saved(store, assessment)
    assert (again.answer("FUN-1.1").level, again.last_indicator) == (3, "FUN-1.1")
    assert counts(again) == counts(assessment) == (1, 44)
    assess.choose_level(store, assessment, "FUN-1.1", 1)
    assert saved(store, assessment).answer("FUN-1.1").level == 1
    assert counts(saved(store, assessment)) == (1, 44)


@pytest.mark.parametrize("level", [0, 5, -1])
def test_there_are_four_levels(store: Store, make_assessment: Make, level: int) -> None:
    assessment = make_assessment()
    with pytest.raises(ValueError, match=str(level)):
        assess.choose_level(store, assessment, "FUN-1.1", level)
    assert saved(store, assessment).answers == {}


def test_not_applicable_with_a_reason_leaves_the_count(store: Store, make_assessment: Make) -> None:
    assessment = assess.choose_level(store, make_assessment(), "TEC-2.3", 2)
    assess.mark_not_applicable(store, assessment, "TEC-2.3", "")
    assert counts(saved(store, assessment)) == (0, 44)
    assess.mark_not_applicable(store, assessment, "TEC-2.3", "No pharmacy")
    answer = saved(store, assessment).answer("TEC-2.3")
    assert (answer.level, answer.not_applicable, answer.dont_know) == (None, "No pharmacy", False)
    assert counts(saved(store, assessment)) == (0, 43)


def test_a_core_standard_is_not_marked_not_applicable(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    with pytest.raises(UserError, match="applies to every organisation"):
        assess.mark_not_applicable(store, assessment, "PSE-1", "We are small")
    assert saved(store, assessment).answers == {}
    assess.mark_not_applicable(store, assessment, "PSE-8", "No allegation ever received")
    assert counts(saved(store, assessment)) == (0, 43)


def test_dont_know_takes_the_level_back(store: Store, make_assessment: Make) -> None:
    assessment = assess.choose_level(store, make_assessment(), "COO-1.1", 4)
    assess.mark_dont_know(store, assessment, "COO-1.1")
    answer = saved(store, assessment).answer("COO-1.1")
    assert (answer.level, answer.dont_know) == (None, True)
    assert counts(saved(store, assessment)) == (0, 44)
    assess.choose_level(store, assessment, "COO-1.1", 2)
    assert saved(store, assessment).answer("COO-1.1").dont_know is False


def test_clearing_keeps_note_and_evidence(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    assessment = assess.add_evidence(store, assessment, EvidenceItem("", "Policy"), ["PSE-1"])
    for element in "abc":
        assess.choose_element(store, assessment, "PSE-1", element, YES)
    assess.choose_sustained(store, assessment, "PSE-1", YES)
    assess.write_note(store, assessment, "PSE-1", "Shown to all")
    assert counts(saved(store, assessment)) == (1, 44)
    assess.clear(store, assessment, "PSE-1")
    answer = saved(store, assessment).answer("PSE-1")
    assert (answer.elements, answer.sustained, answer.note) == ({}, None, "Shown to all")
    assert [item.ref for item in answer.evidence] == ["E1"]
    assert counts(saved(store, assessment)) == (0, 44)


def test_a_standard_is_answered_once_all_its_elements_are(
    store: Store, make_assessment: Make
) -> None:
    assessment = make_assessment()
    for element, answered in (("a", 0), ("b", 0), ("c", 1)):
        assess.choose_element(store, assessment, "PSE-1", element, YES)
        assert counts(saved(store, assessment)) == (answered, 44)
    assess.choose_element(store, assessment, "PSE-1", "b", ElementAnswer.DONT_KNOW)
    assert counts(saved(store, assessment)) == (0, 44)
    assert saved(store, assessment).answer("PSE-1").elements == {
        "a": YES,
        "b": ElementAnswer.DONT_KNOW,
        "c": YES,
    }


def test_answering_an_element_takes_not_applicable_back(
    store: Store, make_assessment: Make
) -> None:
    assessment = make_assessment()
    assess.mark_not_applicable(store, assessment, "PSE-8", "No allegation ever received")
    assess.choose_element(store, assessment, "PSE-8", "a", NO)
    assert saved(store, assessment).answer("PSE-8").not_applicable is None
    assert counts(saved(store, assessment)) == (0, 44)


def test_notes_and_reasons_change_no_count(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    assess.write_note(store, assessment, "FUN-1.1", "ملاحظة\nsecond line")
    assess.write_reason(store, assessment, "FUN-1.1", "Kept at the bank")
    answer = saved(store, assessment).answer("FUN-1.1")
    assert (answer.note, answer.without_evidence) == ("ملاحظة\nsecond line", "Kept at the bank")
    assert counts(saved(store, assessment)) == (0, 44)


def test_the_place_is_remembered(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    assess.visit(store, assessment, "TEC-4.2")
    assert (saved(store, assessment).last_indicator, assessment.last_indicator) == (
        "TEC-4.2",
        "TEC-4.2",
    )


def test_an_indicator_that_is_not_offered_is_refused(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    for indicator in ("TEC-PHC.1", "FUN-9.9"):
        with pytest.raises(UserError, match=indicator):
            assess.choose_level(store, assessment, indicator, 3)
    assert saved(store, assessment).answers == {}


def test_evidence_is_linked_unlinked_and_removed(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment()
    both = ["FUN-1.1", "PSE-1"]
    assessment = assess.add_evidence(store, assessment, EvidenceItem("", "First"), both)
    assessment = assess.add_evidence(store, assessment, EvidenceItem("", "Second"))
    assess.link_evidence(store, assessment, "FUN-1.1", "E2")
    assess.link_evidence(store, assessment, "FUN-1.1", "E2")
    assess.link_evidence(store, assessment, "PSE-1", "E1", linked=False)
    again = saved(store, assessment)
    assert [item.ref for item in again.answer("FUN-1.1").evidence] == ["E1", "E2"]
    assert again.answer("PSE-1").evidence == []
    assess.remove_evidence(store, assessment, "E1")
    again = saved(store, assessment)
    assert [item.ref for item in again.evidence] == ["E2"]
    assert [item.ref for item in again.answer("FUN-1.1").evidence] == ["E2"]
    assert assess.add_evidence(store, again, EvidenceItem("", "Third")).evidence[-1].ref == "E3"


def test_evidence_is_changed(store: Store, make_assessment: Make) -> None:
    assessment = assess.add_evidence(store, make_assessment(), EvidenceItem("", "Policy"))
    day = date(2026, 3, 1)
    assess.change_evidence(
        store, assessment, "E1", title="Policy, signed", status=EvidenceStatus.SEEN, seen_on=day
    )
    item = saved(store, assessment).evidence_item("E1")
    assert (item.title, item.status, item.seen_on) == ("Policy, signed", "seen", day)


def test_evidence_lifts_a_standard_and_losing_it_lowers_it(
    store: Store, make_assessment: Make
) -> None:
    assessment = make_assessment()
    for element in "abc":
        assess.choose_element(store, assessment, "PSE-1", element, YES)

    def level() -> int:
        now = saved(store, assessment)
        return score(store.instrument_of(now), now).levels["PSE-1"]

    assert level() == 2
    assess.add_evidence(store, assessment, EvidenceItem("", "Policy"), ["PSE-1"])
    assert level() == 3
    assess.remove_evidence(store, assessment, "E1")
    assert level() == 2


def sign_off(store: Store, assessment: Assessment) -> Assessment:
    with store.writing() as writing:
        writing.assessment(assessment.id).state = State.FINAL
    return saved(store, assessment)


REFUSED: dict[str, Callable[[Store, Assessment], Any]] = {
    "level": lambda s, a: assess.choose_level(s, a, "FUN-1.1", 1),
    "not applicable": lambda s, a: assess.mark_not_applicable(s, a, "FUN-1.1", "x"),
    "don't know": lambda s, a: assess.mark_dont_know(s, a, "FUN-1.1"),
    "clear": lambda s, a: assess.clear(s, a, "FUN-1.1"),
    "element": lambda s, a: assess.choose_element(s, a, "PSE-1", "a", NO),
    "sustained": lambda s, a: assess.choose_sustained(s, a, "PSE-1", NO),
    "note": lambda s, a: assess.write_note(s, a, "FUN-1.1", "x"),
    "reason": lambda s, a: assess.write_reason(s, a, "FUN-1.1", "x"),
    "evidence": lambda s, a: assess.add_evidence(s, a, EvidenceItem("", "x")),
    "change evidence": lambda s, a: assess.change_evidence(s, a, "E1", title="x"),
    "link": lambda s, a: assess.link_evidence(s, a, "COO-1.1", "E1"),
    "remove evidence": lambda s, a: assess.remove_evidence(s, a, "E1"),
    "setting": lambda s, a: assess.change_setting(s, a, place="x"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_signed_off_assessment_refuses(store: Store, make_assessment: Make, what: str) -> None:
    assessment = make_assessment()
    assessment = assess.add_evidence(store, assessment, EvidenceItem("", "Old"), ["FUN-1.1"])
    assess.choose_level(store, assessment, "FUN-1.1", 3)
    final = sign_off(store, assessment)
    with pytest.raises(UserError, match="signed off"):
        REFUSED[what](store, final)
    again = saved(store, assessment)
    assert (again.answer("FUN-1.1").level, again.place) == (3, "")
    assert set(again.answers) == {"FUN-1.1"}
    assert [item.title for item in again.evidence] == ["Old"]


def test_changed_services_change_the_count(store: Store, make_assessment: Make) -> None:
    assessment = make_assessment(services=["PHC"])
    assess.choose_level(store, assessment, "TEC-PHC.1", 3)
    fresh = assess.change_setting(store, assessment, services=["NCD", "REH"], place="IQG09")
    assert counts(fresh) == recount(store, saved(store, fresh)) == (0, 50)
    assert saved(store, fresh).place == "IQG09"
    with pytest.raises(TypeError):
        assess.change_setting(store, assessment, plaice="x")


def test_two_hundred_random_changes_keep_the_counts(store: Store, make_assessment: Make) -> None:
    chance = random.Random(11)
    assessment = make_assessment(services=["PHC", "GBV"])
    indicators = store.instrument_of(assessment).indicators
    for step in range(200):
        assessment = random_change(store, assessment, chance, chance.choice(indicators))
        if step % 20 == 19:
            again = saved(store, assessment)
            assert counts(again) == counts(assessment) == recount(store, again), step
    assert assessment.answered > 10


def random_change(
    store: Store, assessment: Assessment, chance: random.Random, indicator: Any
) -> Assessment:
    name = indicator.id
    ways: list[Callable[[], Assessment]] = [
        lambda: assess.mark_dont_know(store, assessment, name),
        lambda: assess.clear(store, assessment, name),
        lambda: assess.write_note(store, assessment, name, "x"),
    ]
    if indicator.may_be_na:
        reason = chance.choice(["", "No such service"])
        ways += [lambda: assess.mark_not_applicable(store, assessment, name, reason)] * 2
    if indicator.is_psea:
        for element in indicator.elements:
            given = chance.choice([YES, YES, NO, *ElementAnswer])
            ways += [lambda e=element, g=given: element_given(store, assessment, name, e.id, g)] * 3
    else:
        level = chance.randrange(1, 5)
        ways += [lambda: assess.choose_level(store, assessment, name, level)] * 8
    if assessment.evidence:
        ref = chance.choice(assessment.evidence).ref
        ways.append(lambda: assess.remove_evidence(store, assessment, ref))
        ways.append(lambda: assess.link_evidence(store, assessment, name, ref))
    ways.append(lambda: assess.add_evidence(store, assessment, EvidenceItem("", "x"), [name]))
    return chance.choice(ways)()


def element_given(
    store: Store, assessment: Assessment, name: str, element: str, given: ElementAnswer
) -> Assessment:
    return assess.choose_element(store, assessment, name, element, given)


def test_an_assessment_is_removed(store: Store, make_assessment: Make) -> None:
    assessment, other = make_assessment(), make_assessment()
    assess.choose_level(store, assessment, "FUN-1.1", 3)
    assess.delete(store, assessment)
    assert [summary.id for summary in store.summaries()] == [other.id]


def test_an_organisation_needs_a_name(store: Store) -> None:
    with pytest.raises(UserError, match="name in at least one language"):
        organise.create_organisation(store, name_en="  ")
    organisation = organise.create_organisation(store, name_ckb="ڕێکخراو")
    with pytest.raises(UserError, match="name in at least one language"):
        organise.save_profile(store, organisation.id, name_ckb="", acronym="")
    assert [o.name_ckb for o in store.organisations()] == ["ڕێکخراو"]
