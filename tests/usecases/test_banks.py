"""Banks of one's own, their versions, and assessments that keep or change their questions."""

import copy
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.exchange import document
from capacity_app.exchange.bank_writing import write_bank
from capacity_app.model.assessment import Assessment, ElementAnswer, State
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Action
from capacity_app.store import instruments
from capacity_app.store.database import Store
from capacity_app.usecases import assess, bank_workbooks, banks, organise
from capacity_app.usecases.bank_workbooks import Arrival
from capacity_app.usecases.scores import scores

FULL, RAPID, PSEA = "iraq-health-cso", "iraq-health-cso-rapid", "iraq-health-cso-psea"
Content = dict[str, Any]
Change = Callable[[Content], object]


def first(content: Content, place: int = 0) -> Content:
    return content["domains"][0]["areas"][0]["indicators"][place]  # type: ignore[no-any-return]


def retitled(content: Content) -> None:
    first(content)["title"]["en"] = "Another title"


def reweighed(content: Content) -> None:
    first(content)["importance"] = 1


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a person's own banks, of the data folder the store is in."""
    return banks.own_folder(tmp_path / "data")


@pytest.fixture
def bring(tmp_path: Path, own: Path) -> Callable[..., bank_workbooks.BroughtIn]:
    """Brings the PSEA bank in after changes, through a workbook."""

    def make(version: str, *changes: Change, bank_id: str = PSEA) -> bank_workbooks.BroughtIn:
        content = instruments.read(PSEA, paths.assessments())
        content |= {"version": version, "id": bank_id}
        for change in changes:
            change(content)
        write_bank(content, tmp_path / "bank.xlsx")
        return bank_workbooks.bring_in(tmp_path / "bank.xlsx", paths.assessments(), own)

    return make


def test_a_bank_of_ones_own_stands_beside_the_shipped_ones(
    bring: Callable[..., Any], store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    assert FULL in store.installed_instruments()
    assert "mine" not in store.installed_instruments()
    done = bring("1.0.0", retitled, bank_id="mine")
    assert (done.id, done.version, done.outcome) == ("mine", "1.0.0", Arrival.MADE)
    assert "mine" in store.installed_instruments()
    made = make_assessment(instrument_id="mine")
    assert store.instrument_of(made).indicator("PSE-1").title.en == "Another title"
    assert made.applicable == 8
    assert [bank.id for bank in banks.to_choose(store, FULL)] == [FULL, RAPID, PSEA, "mine"]


def test_what_is_here_already_is_left_as_it_is(bring: Callable[..., Any], own: Path) -> None:
    assert bring("1.0.0").outcome is Arrival.UNCHANGED
    assert not own.exists()
    bring("1.0.0", bank_id="mine")
    before = (own / "mine" / "instrument.json").stat().st_mtime_ns
    assert bring("1.0.0", bank_id="mine").outcome is Arrival.UNCHANGED
    assert (own / "mine" / "instrument.json").stat().st_mtime_ns == before


def test_corrected_texts_need_a_number_after_a_hyphen(
    bring: Callable[..., Any], own: Path, store: Store
) -> None:
    with pytest.raises(UserError, match=r"1 in all.*Texts, row \d+: PSE-1/title") as caught:
        bring("1.0.0", retitled)
    assert "write 1.0.0-1 beside version" in str(caught.value)
    assert not own.exists()

    assert bring("1.0.0-1", retitled).outcome is Arrival.CHANGED
    assert store.installed_instrument(PSEA).version == "1.0.0-1"
    with pytest.raises(UserError, match=r"write 1\.0\.0-2 beside version"):
        bring("1.0.0-1", lambda c: first(c)["title"].update(en="A third title"))
    bring("1.0.0-10", lambda c: first(c)["title"].update(en="A third title"))
    with pytest.raises(UserError, match=r"the newer 1\.0\.0-10 is here"):
        bring("1.0.0-9", retitled)


STRUCTURAL: dict[str, tuple[Change, str]] = {
    "importance": (reweighed, r"sheet Structure, row 2: PSE-1"),
    "element": (lambda c: first(c)["elements"].pop(), r"sheet Elements, row –: PSE-1/c"),
    "evidence": (
        lambda c: first(c)["evidence_types"].append({"id": "more", "text": first(c)["title"]}),
        r"sheet Evidence, row 8: PSE-1/more",
    ),
    "months": (lambda c: first(c)["actions"][0].update(months=9), "sheet Actions, row 2: PSE-1/1"),
    "rule": (lambda c: c["rules"].update(high_from=5), r"Instrument, row \d+: rules/high_from"),
    "prompt": (lambda c: first(c)["prompts"].pop(), "sheet Texts, row –: PSE-1/prompts/3"),
}


@pytest.mark.parametrize("what", STRUCTURAL)
def test_a_changed_structure_needs_a_new_version(
    what: str, bring: Callable[..., Any], own: Path, store: Store
) -> None:
    change, said = STRUCTURAL[what]
    for version, hint in (("1.0.0", "changes the structure"), ("1.0.0-1", "only texts changed")):
        with pytest.raises(UserError, match=said) as caught:
            bring(version, change)
        assert hint in str(caught.value)
        assert "write 1.1.0 beside version" in str(caught.value)
    assert not own.exists()
    bring("1.1.0", change)
    assert store.installed_instrument(PSEA).version == "1.1.0"


def test_a_version_that_is_not_newer_is_refused(bring: Callable[..., Any], own: Path) -> None:
    with pytest.raises(UserError, match=r"version 0\.9\.0.*newer 1\.0\.0 is here.*write 1\.1\.0"):
        bring("0.9.0", retitled)
    assert not own.exists()


def test_a_damaged_bank_of_ones_own_neither_hides_the_shipped_one_nor_stays(
    bring: Callable[..., Any], own: Path, store: Store
) -> None:
    bring("1.1.0", reweighed)
    file = own / PSEA / "instrument.json"
    file.write_text("{", encoding="utf-8")
    assert store.installed_instrument(PSEA).version == "1.0.0"
    (own / "other").mkdir()
    (own / "other" / "instrument.json").write_text("{}", encoding="utf-8")
    assert [bank.id for bank in banks.to_choose(store, FULL)] == [FULL, RAPID, PSEA]
    assert bring("1.1.0", reweighed).outcome is Arrival.CHANGED
    assert store.installed_instrument(PSEA).version == "1.1.0"


def test_a_folder_that_cannot_be_made_is_said_in_words(
    bring: Callable[..., Any], own: Path
) -> None:
    own.parent.mkdir(exist_ok=True)
    own.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(UserError, match="instruments"):
        bring("1.0.0", bank_id="mine")


def test_the_rapid_banks_base_is_found_beside_a_newer_full_one(
    store: Store, own: Path, tmp_path: Path
) -> None:
    content = instruments.read(FULL, paths.assessments())
    content["version"] = "2.0.0"
    del content["domains"][0]["areas"][1:]
    write_bank(content, tmp_path / "full.xlsx")
    bank_workbooks.bring_in(tmp_path / "full.xlsx", paths.assessments(), own)
    assert store.installed_instrument(FULL).version == "2.0.0"
    rapid = store.installed_instrument(RAPID)
    assert "FUN-3.1" in rapid
    assert rapid == instruments.load(RAPID, paths.assessments())


@pytest.mark.parametrize("name", [RAPID, PSEA])
def test_a_variant_is_kept_whole_with_its_assessments(
    name: str, store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = make_assessment(instrument_id=name, services=["PHC"])
    assert made.services == []
    kept = store.instrument_content(made.instrument_digest)
    assert instruments.digest_of(kept) == made.instrument_digest
    assert instruments.parse(kept, "kept") == store.installed_instrument(name)
    assert set(scores(store, made.id)["psea"]["standards"]) == {f"PSE-{n}" for n in range(1, 9)}


def test_an_edited_bank_does_not_score_again_what_was_made_before(
    bring: Callable[..., Any], store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = make_assessment(instrument_id=PSEA)
    for element in "abc":
        assess.choose_element(store, made, "PSE-1", element, ElementAnswer.YES)
    made = assess.add_evidence(store, made, EvidenceItem(ref="", title="Policy"), ["PSE-1"])
    before = scores(store, made.id)
    assert before["psea"]["standards"]["PSE-1"] == "met"

    def stricter(content: Content) -> None:
        retitled(content)
        first(content)["elements"].append({"id": "d", "text": first(content)["title"]})

    bring("1.1.0", stricter)
    assert len(store.installed_instrument(PSEA).indicator("PSE-1").elements) == 4
    assert scores(store, made.id) == before
    opened = store.assessment(made.id)
    assert store.instrument_of(opened).indicator("PSE-1").title.en != "Another title"
    assert (opened.instrument_version, opened.answered) == ("1.0.0", 1)


def changed(*changes: Change) -> Instrument:
    content = copy.deepcopy(instruments.read(FULL, paths.assessments()))
    for change in changes:
        change(content)
    return instruments.parse(content, "changed")


def test_banks_are_compared_indicator_by_indicator() -> None:
    old = changed()
    total = len(old.indicators)
    assert banks.compare(old, changed()).same == tuple(i.id for i in old.indicators)

    def change(content: Content) -> None:
        retitled(content)  # FUN-1.1
        first(content, 1)["importance"] = 1  # FUN-1.2
        area = content["domains"][0]["areas"][1]["indicators"]
        area[0]["may_be_na"] = False  # FUN-2.1
        area[1]["id"] = "FUN-2.9"  # FUN-2.2 gone
        area[2]["prompts"].pop()  # FUN-2.3
        content["domains"][-1]["areas"][0]["indicators"][0]["elements"].pop()  # PSE-1

    found = banks.compare(old, changed(change))
    assert found.text == ("FUN-1.1", "FUN-2.3")
    assert found.weighing == ("FUN-1.2",)
    assert found.structure == ("FUN-2.1", "PSE-1")
    assert (found.gone, found.new) == (("FUN-2.2",), ("FUN-2.9",))
    assert len(found.same) == total - 6
    assert found.kept == {*found.same, "FUN-1.1", "FUN-2.3", "FUN-1.2"}


def answered(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """A draft on the full bank with answers, evidence, targets and a plan."""
    made = make_assessment(services=["PHC", "MHP"])
    for indicator, level in (("FUN-1.1", 3), ("FUN-1.2", 2), ("TEC-PHC.1", 2), ("TEC-MHP.1", 4)):
        assess.choose_level(store, made, indicator, level)
    assess.write_note(store, made, "FUN-1.1", "as =seen‌")
    for element in "abc":
        assess.choose_element(store, made, "PSE-1", element, ElementAnswer.YES)
    made = assess.add_evidence(store, made, EvidenceItem(ref="", title="x"), ["FUN-1.2", "FUN-1.1"])
    with store.writing() as writing:
        fresh = writing.assessment(made.id)
        fresh.targets = {"FUN-1.1": 4, "FUN-1.2": 3}
        for number, indicator in enumerate(("FUN-1.1", "FUN-1.2", "TEC-PHC.1"), 1):
            fresh.plan.append(Action(ref=f"A/{number}", indicator=indicator, action="do"))
    return store.assessment(made.id)


def install(own: Path, *changes: Change, version: str = "2.0.0") -> None:
    content = instruments.read(FULL, paths.assessments())
    content["version"] = version
    for change in changes:
        change(content)
    (own / FULL).mkdir(parents=True, exist_ok=True)
    (own / FULL / "instrument.json").write_text(json.dumps(content), encoding="utf-8")


def test_moving_takes_along_what_means_the_same(
    store: Store, own: Path, make_assessment: Callable[..., Assessment]
) -> None:
    made = answered(store, make_assessment)
    before = document.to_document(made)

    def change(content: Content) -> None:
        retitled(content)
        first(content, 1)["may_be_na"] = False
        del content["services"]["PHC"]
        content["domains"][2]["areas"] = [
            area for area in content["domains"][2]["areas"] if area["id"] != "TEC-PHC"
        ]

    install(own, change)
    moved = banks.move(store, made, store.installed_instrument(FULL))
    now = store.assessment(made.id)
    assert (now.revision, now.state, now.instrument_version) == (2, State.DRAFT, "2.0.0")
    assert now.services == ["MHP"]
    assert set(now.answers) == {"FUN-1.1", "TEC-MHP.1", "PSE-1"}
    assert now.answer("FUN-1.1").note == "as =seen‌"
    assert [item.ref for item in now.answer("FUN-1.1").evidence] == ["E1"]
    assert now.answer("PSE-1").elements == dict.fromkeys("abc", ElementAnswer.YES)
    assert now.targets == {"FUN-1.1": 4}
    assert [action.ref for action in now.plan] == ["A/1"]
    assert now.answered == 3
    assert store.instrument_of(now).indicator("FUN-1.1").title.en == "Another title"

    assert [answer.indicator for answer in moved.answers] == ["FUN-1.2", "TEC-PHC.1"]
    assert [action.ref for action in moved.actions] == ["A/2", "A/3"]
    assert moved.changes.structure == ("FUN-1.2",)
    assert moved.changes.text == ("FUN-1.1",)
    assert "TEC-PHC.1" in moved.changes.gone
    assert document.to_document(moved.assessment) == document.to_document(now)
    assert document.to_document(made) == before
    assert len(store.organisations()) == 1
    assert [summary.revision for summary in store.summaries()] == [2]
    before["state"] = "superseded"
    assert document.to_document(store.assessment(made.id, 1)) == before
    (entry,) = store.history(made.id)
    assert (entry.field, entry.old, entry.new) == ("instrument", f"{FULL} 1.0.0", f"{FULL} 2.0.0")


def test_moving_to_a_shorter_bank_and_back(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = answered(store, make_assessment)
    moved = banks.move(store, made, store.installed_instrument(RAPID))
    assert set(moved.assessment.answers) == {"FUN-1.1", "PSE-1"}
    assert moved.assessment.instrument_id == RAPID
    again = banks.move(store, moved.assessment, store.installed_instrument(FULL))
    assert (again.assessment.revision, again.answers) == (3, ())
    assert set(again.assessment.answers) == {"FUN-1.1", "PSE-1"}


def test_a_signed_off_assessment_is_not_moved(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = make_assessment()
    with store.writing() as writing:
        writing.assessment(made.id).state = State.FINAL
    with pytest.raises(UserError, match="signed off"):
        banks.move(store, made, store.installed_instrument(RAPID))
    assert store.assessment(made.id).revision == 1


def test_moving_to_what_is_not_installed_changes_nothing(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = answered(store, make_assessment)
    with pytest.raises(ValueError, match="not what is installed"):
        banks.move(store, made, changed(retitled))
    assert store.assessment(made.id).revision == 1


def test_a_broken_shipped_bank_stops_the_choice(tmp_path: Path, banks_copy: Path) -> None:
    (banks_copy / FULL / "areas" / "FUN-1.json").write_text("{", encoding="utf-8")
    store = Store.open(tmp_path / "there", banks_copy)
    with pytest.raises(UserError, match="damaged"):
        banks.to_choose(store, FULL)
    organise.create_organisation(store, name_en="x")
    store.close()


@pytest.fixture
def banks_copy(tmp_path: Path) -> Path:
    """A copy of the shipped banks that a test may damage."""
    return Path(shutil.copytree(paths.assessments(), tmp_path / "banks"))


def test_dates_of_moved_assessments_stay(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    made = make_assessment(on=date(2026, 2, 1))
    moved = banks.move(store, made, store.installed_instrument(PSEA)).assessment
    assert (moved.date, moved.id) == (date(2026, 2, 1), made.id)
