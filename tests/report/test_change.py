"""What changed, what the plan moved and the plan's money, as the documents tell them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook

from capacity_app.model.assessment import Changed, ElementAnswer
from capacity_app.model.comparison import compare
from capacity_app.model.moved import Outcome
from capacity_app.model.plan import Action, Currency, Funding, Status
from capacity_app.model.tier import Tier
from capacity_app.report import excel, pdf
from capacity_app.report.content import Before


@pytest.fixture
def followed(make_case: Callable[[], Any]) -> tuple[Any, Before]:
    """A follow-up: FUN-1.1 up with its action done, FUN-1.2 down, COO-1.1 new."""
    earlier, now = make_case(), make_case()
    old, new = earlier.assessment, now.assessment
    old.date, new.previous_id, new.id = date(2025, 1, 5), old.id, "3" * 8 + old.id[8:]
    for id, then, level in (("FUN-1.1", 1, 3), ("FUN-1.2", 3, 2), ("COO-1.1", None, 4)):
        old.answers[id].level, new.answers[id].level = then, level
    old.answers["COO-1.1"].dont_know = True
    new.answers["FUN-1.1"].changed = Changed.PRACTICE
    old.plan = [
        Action("A1", "FUN-1.1", action="Renew it", status=Status.COMPLETED),
        Action("A2", "FUN-1.2", action="Write it", due=date(2025, 6, 1)),
        Action("A3", action="Build a fence"),
    ]
    return now, Before(old, earlier.scores)


def test_what_was_answered_once_moves_nothing(followed: tuple[Any, Before]) -> None:
    now, before = followed
    part = now.report(previous=before).change
    found = compare(now.instrument, before.scores, now.scores)
    assert [line.id for line in part.domains] == [shift.id for shift in found.domains]
    areas = [(line.id, *line.places) for domain in part.domains for line in domain.areas]
    assert areas == [(s.id, float(s.before), float(s.now)) for s in found.areas]
    coordination = next(line for line in part.domains if line.id == "COO")
    assert (coordination.difference, coordination.change_shown) == (Decimal(0), "the same")
    assert now.scores.domains["COO"].score != before.scores.domains["COO"].score
    for domain in part.domains:
        assert domain.difference == Decimal(domain.now_shown) - Decimal(domain.before_shown)
    n, of = len(found.indicators), now.scores.total.applicable
    assert part.said.startswith(f"Comparable: {n} of {of} questions, answered both times. 1 moved")
    assert [count for _, count in part.counts] == [of, n, 1, n - 2, 1]


def test_the_lists_of_what_moved_say_why(followed: tuple[Any, Before]) -> None:
    now, before = followed
    (up, higher), (down, lower) = now.report(previous=before).change.moved
    assert (up, down) == ("Moved up (1)", "Moved down (1)")
    assert [(x.indicator, x.before, x.now, x.why) for x in (*higher, *lower)] == [
        ("FUN-1.1", 1, 3, "What we do has changed"),
        ("FUN-1.2", 3, 2, ""),
    ]


def test_standards_change_in_words(followed: tuple[Any, Before]) -> None:
    now, before = followed
    met = next(id for id, s in now.scores.psea.standards.items() if s.value == "met")
    answer = now.assessment.answers[met]
    answer.elements = dict.fromkeys(answer.elements, ElementAnswer.NO)
    part = now.report(previous=before).change
    assert [(x.id, x.said) for x in part.standards] == [(met, "Met, now Not met")]
    assert part.standards_note == "7 standards are as they were"


def test_the_earlier_plan_beside_what_moved(followed: tuple[Any, Before]) -> None:
    now, before = followed
    part = now.report(previous=before).moved
    assert part.said == "Plan of 5 January 2025: 1 of 3 actions completed."
    told = {
        (outcome, line.indicator, line.levels_shown, line.actions)
        for outcome, _, found in part.groups
        for line in found
    }
    up = "1 Absent, now 3 Meets the standard"
    down = "3 Meets the standard, now 2 In progress"
    assert told == {
        (Outcome.MOVED_WITH, "FUN-1.1", up, (("Completed", "Renew it"),)),
        (Outcome.NOT_DONE, "FUN-1.2", down, (("Delayed", "Write it"),)),
        (Outcome.NOT_DONE, "", "", (("Not started", "Build a fence"),)),
    }
    now.assessment.previous_id = "somebody else's"
    assert now.report(previous=before).moved is None


def test_an_aggregate_tells_sums_of_the_change_only(followed: tuple[Any, Before]) -> None:
    now, before = followed
    rated(now.assessment.plan)
    report = now.report(Tier.AGGREGATE, previous=before)
    assert report.change.domains
    assert (report.change.moved, report.change.standards, report.moved) == ((), (), None)
    own = report.plan
    assert (own.by_domain, own.joint, own.joint_note) == ((), None, "")
    assert own.totals == now.report().plan.totals


def test_the_pages_say_it(followed: tuple[Any, Before], tmp_path: Path) -> None:
    now, before = followed
    report, path = now.report(previous=before), tmp_path / "a.pdf"
    for _ in pdf.write_full(report, path):
        pass
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    whole = " ".join(" ".join(pages).split())
    area = next(a for d in report.change.domains for a in d.areas if a.difference)
    assert f"{area.title} {area.before_shown} {area.now_shown} {area.change_shown}" in whole
    for text in (report.change.said, *report.change.legend, report.moved.said, "Moved up (1)"):
        assert text in whole
    assert "Write it Delayed" in whole
    assert "Moved up, with an action completed (1)" in whole


def test_the_summarys_change_is_in_numbers(followed: tuple[Any, Before], tmp_path: Path) -> None:
    now, before = followed
    report, path = now.report(previous=before), tmp_path / "a.xlsx"
    for _ in excel.write(report, path):
        pass
    sheet = load_workbook(path)["Summary"]
    rows = {row[0]: row[2:5] for row in sheet.iter_rows(values_only=True) if row[0]}
    area = next(a for d in report.change.domains for a in d.areas if a.id == "FUN-1")
    assert [Decimal(str(cell)) for cell in rows["FUN-1"]] == [
        area.before,
        area.now,
        area.difference,
    ]
    counts = {row[1]: row[2] for row in sheet.iter_rows(values_only=True) if not row[0]}
    assert counts["Moved up"] == counts["Moved down"] == 1


def rated(plan: list[Action]) -> None:
    """Give dinars a rate and its day."""
    for number, action in enumerate(plan):
        if action.currency is Currency.IQD:
            action.rate, action.rate_date = Decimal(1300 + number), date(2026, 12, 1)


def test_money_by_domain_adds_up(case: Any) -> None:
    case.assessment.plan[0].indicator = ""
    own = case.report().plan
    for total in own.totals:
        parts = [s for line in own.by_domain for c, s, _ in line.sums if c is total.currency]
        assert sum(parts) == total.total
    assert own.by_domain[-1].title == "Actions of your own, without an indicator"
    assert own.by_domain[-1].sums[0][1] == case.assessment.plan[0].cost


def test_both_currencies_in_one_or_why_not(case: Any) -> None:
    plan = case.assessment.plan
    report = case.report()
    assert report.plan.joint is None
    assert "have no exchange rate or no date for it" in report.plan.joint_note
    rated(plan)
    plan[4].rate = None  # in dollars, which need none
    joint = case.report().plan.joint
    wanted = [
        a for a in plan if a.funding is not Funding.SECURED and a.status is not Status.CANCELLED
    ]
    whole = sum(a.cost / (a.rate or 1) for a in wanted)
    assert abs(joint.amount - whole) <= Decimal("0.005")
    assert f"{joint.amount:,} USD" in case.report().plan.joint_note
    for action in plan:
        action.currency = Currency.USD
    assert (case.report().plan.joint, case.report().plan.joint_note) == (None, "")


def test_nothing_to_compare_is_said(make_case: Callable[[], Any]) -> None:
    earlier, now = make_case(), make_case()
    earlier.assessment.answers.clear()
    part = now.report(previous=Before(earlier.assessment, earlier.scores)).change
    assert part.said == "Nothing can be compared: no question has a level both times."
    assert (part.domains, part.moved) == ((), ())
    assert dict(part.counts)["Comparable"] == 0
