"""A plan's workbook goes out, is edited elsewhere, and comes back as lines to take over."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Funding, Status
from capacity_app.model.plan_sheet import ASSESSMENT, REF, REVISION, SENT, TAGS
from capacity_app.store.database import Store
from capacity_app.usecases import bin, export, plan_return, planning, revisions
from capacity_app.usecases.plan_return import Added, Line, Returned, Standing

Make = Callable[..., Assessment]
TODAY = date(2026, 8, 31)
FIRST, SECOND = "ACR/2026/01", "ACR/2026/02"


class Sent:
    """A workbook of the plan that was sent, to be edited by tag as a funder would."""

    def __init__(self, store: Store, assessment: Assessment, path: Path, **more: Any) -> None:
        given = {"format": "xlsx", "tier": "internal", "today": TODAY, **more}
        for _ in export.prepare(store, assessment.id, path=path, **given):
            pass
        self.path = path
        self.book = load_workbook(path)
        self.sheet = next(s for s in self.book if any(c.value == REF for c in s[5]))
        self.columns = {str(cell.value): cell.column for cell in self.sheet[5]}

    def write(self, row: int, value: Any, name: str) -> None:
        """Write into the cell of a field, or of a tag, in a row of the plan counted from 0."""
        column = self.columns[TAGS.get(name, name)]
        self.sheet.cell(6 + row, column).value = value

    def saved(self) -> Path:
        """The file as edited."""
        self.book.save(self.path)
        return self.path


@pytest.fixture
def planned(store: Store, make_assessment: Make) -> Assessment:
    """An assessment with two actions, the second one overdue."""
    made = make_assessment(instrument_id="iraq-health-cso-psea")  # the smallest workbook
    fields: dict[str, Any] = {"indicator": "PSE-1", "cost": Decimal("150.50")}
    made = planning.add_action(
        store, made, TODAY, action="Renew =1+1", comments="Ours", due=date(2026, 12, 1), **fields
    )
    return planning.add_action(
        store, made, TODAY, action="Train", status=Status.ONGOING, due=date(2026, 8, 1)
    )


@pytest.fixture
def send(store: Store, planned: Assessment, tmp_path: Path) -> Iterator[Callable[..., Sent]]:
    """Sends the plan's workbook."""
    yield lambda **more: Sent(store, planned, tmp_path / "plan.xlsx", **more)


def preview(store: Store, sent: Sent) -> Returned:
    return plan_return.preview(store, sent.saved(), today=TODAY)


def lines(returned: Returned) -> dict[tuple[str, str], Line]:
    return {(line.ref, line.field): line for line in returned.lines}


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
@pytest.mark.parametrize("tier", ["internal", "funder"])
def test_an_untouched_workbook_changes_nothing(
    store: Store, send: Callable[..., Sent], language: str, tier: str
) -> None:
    returned = preview(store, send(language=language, tier=tier))
    assert (returned.lines, returned.added, returned.absent, returned.faults) == ((), (), (), ())


def test_what_was_edited_comes_back_and_can_be_undone(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send(language="ar")
    sent.write(0, "مكتمل", "status")
    sent.write(0, 1, "percent")
    sent.write(0, "١٬٢٠٠", "cost")
    sent.write(1, datetime(2027, 2, 3), "due")
    returned = preview(store, sent)
    assert [(line.field, line.new) for line in returned.lines if line.ref == FIRST] == [
        ("cost", Decimal(1200)),
        ("percent", 100),
    ]
    assert "مكتمل" in str(returned.faults[0])  # the list says مكتملة
    accepted = plan_return.accept(store, returned, returned.suggested, TODAY)
    kept = store.assessment(planned.id)
    assert (kept.action(FIRST).cost, kept.action(FIRST).percent) == (Decimal(1200), 100)
    assert kept.action(SECOND).due == date(2027, 2, 3)
    assert len(accepted.lines) == 3
    plan_return.undo(store, accepted)
    back = store.assessment(planned.id)
    assert (back.action(FIRST).cost, back.action(FIRST).percent) == (Decimal("150.50"), 0)
    assert back.action(SECOND).due == date(2026, 8, 1)


def test_only_what_was_chosen_is_taken_over(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send()
    sent.write(0, "Requested", "funding")
    sent.write(0, "UN agency", "supported_by")
    returned = preview(store, sent)
    funding = lines(returned)[FIRST, "funding"]
    plan_return.accept(store, returned, [funding], TODAY)
    kept = store.assessment(planned.id).action(FIRST)
    assert (kept.funding, kept.supported_by) == (Funding.REQUESTED, "")


def test_what_changed_here_since_is_not_put_back(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send()
    planning.change_action(store, planned, FIRST, responsible="Director", cost=Decimal(99))
    sent.write(0, 200, "cost")
    returned = preview(store, sent)
    assert set(lines(returned)) == {(FIRST, "cost")}
    conflict = lines(returned)[FIRST, "cost"]
    assert (conflict.standing, conflict.old, conflict.new) == (Standing.CONFLICT, 99, 200)
    assert conflict not in returned.suggested


def test_without_its_marks_a_row_is_compared_and_empty_cells_count_for_nothing(
    store: Store, send: Callable[..., Sent]
) -> None:
    sent = send()
    sent.write(0, None, SENT)
    sent.write(0, None, "action")
    sent.write(0, "Lawyer", "responsible")
    returned = preview(store, sent)
    assert [(each.field, each.standing) for each in returned.lines] == [
        ("responsible", Standing.UNSURE)
    ]


def test_an_emptied_cell_empties_what_may_be_empty(store: Store, send: Callable[..., Sent]) -> None:
    sent = send()
    for name in ("due", "cost", "status", "currency"):
        sent.write(0, None, name)
    found = lines(preview(store, sent))
    assert {key[1]: line.new for key, line in found.items()} == {"due": None, "cost": None}


def test_comments_of_a_funder_join_those_it_never_saw(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send(tier="funder")
    sent.write(0, "Agreed\u202e", "comments")
    returned = preview(store, sent)
    assert returned.lines[0].joined
    plan_return.accept(store, returned, returned.suggested, TODAY)
    assert store.assessment(planned.id).action(FIRST).comments == "Ours\nAgreed"


def test_new_rows_become_actions_once(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send()
    sent.write(2, "Buy a lock", "action")
    sent.write(2, "High", "priority")
    sent.write(2, 20, "cost")
    returned = preview(store, sent)
    assert [type(each) for each in returned.suggested] == [Added]
    accepted = plan_return.accept(store, returned, returned.suggested, TODAY)
    added = store.assessment(planned.id).plan[-1]
    assert (added.ref, added.action, added.cost) == ("ACR/2026/03", "Buy a lock", 20)
    again = preview(store, sent)
    assert not again.added + again.lines
    plan_return.undo(store, accepted)
    assert len(store.assessment(planned.id).plan) == 2


def test_absent_rows_stay_and_unknown_refs_are_looked_at(
    store: Store, send: Callable[..., Sent]
) -> None:
    sent = send()
    sent.write(1, "ACR/2026/77", REF)
    returned = preview(store, sent)
    assert returned.absent == (SECOND,)
    assert [each.ref for each in returned.added] == ["ACR/2026/77"]
    assert not returned.suggested


def test_an_unknown_indicator_is_left_out(store: Store, send: Callable[..., Sent]) -> None:
    sent = send()
    sent.write(0, "FUN-99.9", "indicator")
    returned = preview(store, sent)
    assert not returned.lines
    assert "FUN-99.9" in str(returned.faults[0])


def test_what_was_signed_off_is_locked_and_what_is_tracked_is_recorded(
    store: Store, planned: Assessment, tmp_path: Path
) -> None:
    signed = revisions.sign_off(store, planned, "Director")
    sent = Sent(store, signed, tmp_path / "plan.xlsx")
    sent.write(0, "Something else", "action")
    sent.write(0, "Secured", "funding")
    returned = preview(store, sent)
    locked = lines(returned)[FIRST, "action"]
    assert locked.standing is Standing.LOCKED
    assert locked not in returned.takeable
    with pytest.raises(UserError, match="agreed when the assessment was signed off"):
        plan_return.accept(store, returned, [locked], TODAY)
    plan_return.accept(store, returned, returned.suggested, TODAY)
    entry = store.history(signed.id)[-1]
    assert (entry.subject, entry.field, entry.new) == (FIRST, "funding", "secured")
    assert entry.reason == "plan.xlsx"
    assert not revisions.verify(store, signed.id)


def test_a_plan_that_changed_meanwhile_is_not_written_over(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send()
    sent.write(0, 200, "cost")
    sent.write(1, "Requested", "funding")
    returned = preview(store, sent)
    planning.change_action(store, planned, FIRST, cost=Decimal(1))
    with pytest.raises(UserError, match="changed here since"):
        plan_return.accept(store, returned, returned.lines, TODAY)
    kept = store.assessment(planned.id)
    assert (kept.action(FIRST).cost, kept.action(SECOND).funding) == (1, Funding.GAP)


def test_lines_that_contradict_each_other_are_refused_together(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send()
    sent.write(0, "2027-01-01", "start")
    sent.write(0, "Requested", "funding")
    returned = preview(store, sent)
    with pytest.raises(UserError, match=FIRST):
        plan_return.accept(store, returned, returned.lines, TODAY)
    assert store.assessment(planned.id).action(FIRST).funding is Funding.GAP


def test_undo_leaves_what_was_changed_again(
    store: Store, send: Callable[..., Sent], planned: Assessment
) -> None:
    sent = send()
    sent.write(0, 200, "cost")
    sent.write(0, "Requested", "funding")
    returned = preview(store, sent)
    accepted = plan_return.accept(store, returned, returned.lines, TODAY)
    planning.change_action(store, planned, FIRST, cost=Decimal(7))
    back = plan_return.undo(store, accepted).action(FIRST)
    assert (back.cost, back.funding) == (7, Funding.GAP)


def test_older_revisions_are_said_and_newer_ones_refused(
    store: Store, planned: Assessment, tmp_path: Path
) -> None:
    sent = Sent(store, planned, tmp_path / "plan.xlsx")
    signed = revisions.sign_off(store, planned, "Director")
    assert not preview(store, sent).older
    revisions.reopen(store, signed, "A mistake", "Director")
    assert preview(store, sent).older
    for row in range(2):
        sent.write(row, 3, REVISION)
    with pytest.raises(UserError, match="revision 3"):
        preview(store, sent)


def test_workbooks_of_others_are_refused(
    store: Store, send: Callable[..., Sent], planned: Assessment, make_assessment: Make
) -> None:
    sent, other = send(), make_assessment("Other")
    with pytest.raises(UserError, match="another assessment: Example"):
        plan_return.preview(store, sent.saved(), of=other.id)
    bin.put_in(store, planned.id)
    with pytest.raises(UserError, match="in the bin"):
        preview(store, sent)
    for row in range(2):
        sent.write(row, "00000000-0000-4000-8000-000000000000", ASSESSMENT)
    with pytest.raises(UserError, match="not here"):
        preview(store, sent)
