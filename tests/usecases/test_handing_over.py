"""Hand-overs are kept here and nowhere else; what is seen is told from the one table."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from capacity_app.errors import UserError
from capacity_app.i18n import Language, Words
from capacity_app.model.assessment import Assessment
from capacity_app.model.history import What
from capacity_app.model.tier import Tier
from capacity_app.report.tiers import FIELDS
from capacity_app.store.database import Store
from capacity_app.usecases import assess, export, handing_over, previewing, revisions, what_is_seen

Make = Callable[..., Assessment]


@pytest.fixture
def own(store: Store, make_assessment: Make) -> Assessment:
    """An assessment with one answer."""
    return assess.choose_level(store, make_assessment("Example"), "FUN-1.1", 2)


def written(
    store: Store, own: Assessment, path: Path, document: str = "plan_pdf"
) -> handing_over.Given:
    """A plan that was really written."""
    steps = export.prepare(store, own.id, format="json", path=path, tier="funder")
    followed = handing_over.Followed(steps)
    for _step in followed:
        pass
    return handing_over.Given(document, "ar", "funder", path, followed.last.sha256)


def test_a_hand_over_tells_what_was_given(store: Store, own: Assessment, tmp_path: Path) -> None:
    given = written(store, own, tmp_path / "plan.json")
    assert given.sha256 == hashlib.sha256(given.file.read_bytes()).hexdigest()
    handing_over.note(store, own, given, " UN agency\u202e ", "Director")
    (noted,) = store.handovers(own.id)
    assert (noted.receiver, noted.by, noted.file) == ("UN agency", "Director", "plan.json")
    assert (noted.document, noted.language, noted.tier) == ("plan_pdf", "ar", "funder")
    assert noted.code == handing_over.code_of(store, own)
    changed = assess.choose_level(store, own, "FUN-1.1", 3)
    assert noted.code != handing_over.code_of(store, changed)


def test_newest_first_and_gone_with_the_assessment(
    store: Store, own: Assessment, tmp_path: Path
) -> None:
    given = written(store, own, tmp_path / "plan.json")
    for receiver in ("First", "Second"):
        handing_over.note(store, own, given, receiver, "")
    assert [each.receiver for each in store.handovers(own.id)] == ["Second", "First"]
    with store.writing() as writing:
        writing.delete_for_good(own.id)
    assert store.handovers(own.id) == []


def test_without_a_receiver_nothing_is_noted(store: Store, own: Assessment, tmp_path: Path) -> None:
    given = written(store, own, tmp_path / "plan.json")
    with pytest.raises(UserError, match="which organisation"):
        handing_over.note(store, own, given, "  ", "Director")
    assert store.handovers(own.id) == []


def test_a_signed_assessment_s_history_knows(store: Store, own: Assessment, tmp_path: Path) -> None:
    signed = revisions.sign_off(store, own, "Director")
    given = written(store, signed, tmp_path / "plan.json")
    noted = handing_over.note(store, signed, given, "UN agency", "Director")
    entry = store.history(own.id)[-1]
    assert (entry.what, entry.new) == (What.HANDED_OVER, noted.code)
    assert "UN agency" not in (entry.subject, entry.old, entry.new, entry.reason)
    assert revisions.verify(store, own.id) == []


def test_receivers_go_into_no_document(store: Store, own: Assessment, tmp_path: Path) -> None:
    given = written(store, own, tmp_path / "plan.json")
    handing_over.note(store, own, given, "Canary receiver", "Canary role")
    for kind in ("json", "xlsx"):
        target = tmp_path / f"all.{kind}"
        for _step in export.prepare(store, own.id, format=kind, path=target, tier="internal"):
            pass
    assert "Canary" not in json.dumps(json.loads((tmp_path / "all.json").read_text("utf-8")))
    from openpyxl import load_workbook

    book = load_workbook(tmp_path / "all.xlsx")
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    assert not [cell for cell in cells if "Canary" in cell]


def test_every_field_of_the_table_is_told_of_once() -> None:
    named = [field for fields in what_is_seen.GROUPS.values() for field in fields]
    assert len(named) == len(set(named))
    assert set(named) | what_is_seen.NEVER_TOLD == set(FIELDS)
    assert not set(named) & what_is_seen.NEVER_TOLD


@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("names", [False, True])
def test_a_group_is_seen_as_a_whole(tier: Tier, names: bool) -> None:
    from capacity_app.report.tiers import Sight

    sight = Sight(tier, names)
    for name, fields in what_is_seen.GROUPS.items():
        seen = {sight.sees(field) for field in fields if not field.endswith("is_sample")}
        assert len(seen) == 1, f"{name} is neither seen nor unseen in {tier}"


def test_what_is_told_in_words() -> None:
    told = what_is_seen.told(Tier.FUNDER, Words(Language.EN))
    assert "notes" in told.unseen
    assert "who the organisation is" in told.seen
    assert what_is_seen.told(Tier.INTERNAL, Words(Language.EN)).unseen == ()
    named = what_is_seen.told(Tier.FUNDER, Words(Language.EN), names=True)
    assert "names and roles of people" in named.seen
    assert what_is_seen.may_name_people(Tier.FUNDER)
    assert not what_is_seen.may_name_people(Tier.AGGREGATE)


def test_a_preview_is_the_document_and_goes(store: Store, own: Assessment, tmp_path: Path) -> None:
    shown = previewing.begin(store, tmp_path, own.id, format="pdf", number=1, tier="funder")
    steps = list(shown.steps(300))
    assert steps[-1].done == steps[-1].total
    assert shown.pages >= 2
    assert shown.first is not None
    assert (shown.first.width, shown.first.height) == (300, 425)
    assert len(set(shown.first.pixels)) > 10, "a page with letters is not all of one colour"
    other = shown.picture(1, 200)
    assert other.width == 200
    shown.close()
    assert list((tmp_path / previewing.FOLDER).iterdir()) == []


def test_a_workbook_is_told_by_its_sheets(store: Store, own: Assessment, tmp_path: Path) -> None:
    shown = previewing.begin(store, tmp_path, own.id, format="xlsx", number=1, report="full")
    for _step in shown.steps(300):
        pass
    assert shown.sheets[0].name == "README"
    assert all(sheet.rows for sheet in shown.sheets)
    shown.close()


def test_a_preview_given_up_leaves_nothing(store: Store, own: Assessment, tmp_path: Path) -> None:
    shown = previewing.begin(store, tmp_path, own.id, format="pdf", number=1)
    steps = shown.steps(300)
    next(iter(steps))
    steps.close()  # type: ignore[attr-defined]
    shown.close()
    assert list((tmp_path / previewing.FOLDER).iterdir()) == []
    previewing.forget(tmp_path)
    assert not (tmp_path / previewing.FOLDER).exists()
