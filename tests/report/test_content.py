"""The format-free report: the same figures as scoring, and nothing the receiver may not see."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from capacity_app.model.assessment import Answer, Assessment, ElementAnswer, Participants, State
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.organisation import Organisation
from capacity_app.model.plan import Action, Currency, Funding, Status, totals
from capacity_app.model.psea import add_months
from capacity_app.model.text import LANGUAGES
from capacity_app.model.tier import Tier
from capacity_app.report import colours
from capacity_app.report.content import Before
from capacity_app.report.content_code import content_code
from capacity_app.report.redaction import redacted
from capacity_app.report.tiers import FIELDS, Sight

MODEL = {
    "organisation": Organisation,
    "assessment": Assessment,
    "answer": Answer,
    "evidence": EvidenceItem,
    "action": Action,
}


def texts(thing: Any) -> Iterator[str]:
    """Every text inside a report, wherever it is."""
    if isinstance(thing, str):
        yield thing
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))
    elif isinstance(thing, list | tuple):
        for item in thing:
            yield from texts(item)


def test_the_table_decides_on_every_field_of_the_model() -> None:
    kept = {f"{name}.{f.name}" for name, kind in MODEL.items() for f in dataclasses.fields(kind)}
    assert kept - FIELDS.keys() == set()
    assert {key for key in FIELDS if not key.startswith("psea_answer.")} - kept == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_those_of_scoring(case: Any, language: str) -> None:
    report, scores = case.report(language=language), case.scores
    for domain in report.domains:
        own = scores.domains[domain.id]
        assert domain.figures.exact == (None if own.score is None else float(own.score))
        assert str(domain.figures.value) == own.shown
        assert domain.figures.shown == own.shown
        assert (domain.figures.answered, domain.figures.applicable) == (
            own.answered,
            own.applicable,
        )
        assert domain.band == own.band
        assert sum(domain.levels) == own.answered
    for line in report.indicators:
        assert line.level == scores.levels.get(line.id)
    assert len(report.indicators) == scores.total.total
    assert report.psea.met == scores.psea.met
    assert [box.status for box in report.psea.standards] == list(scores.psea.standards.values())


def test_money_is_exact_and_cancelled_actions_cost_nothing(case: Any) -> None:
    report, sums = case.report(), totals(case.assessment.plan)
    assert {total.currency for total in report.plan.totals} == set(sums)
    for total in report.plan.totals:
        own = sums[total.currency]
        assert {kind: amount for kind, _, amount, _ in total.by_funding} == own
        assert total.asked == own[Funding.REQUESTED] + own[Funding.GAP]
        assert total.total == sum(own.values())
    cancelled = [a for a in case.assessment.plan if a.status is Status.CANCELLED]
    counted = sum(t.total for t in report.plan.totals)
    everything = sum((a.cost for a in case.assessment.plan), Decimal(0))
    assert counted == everything - sum(a.cost for a in cancelled)


def test_dinars_have_no_decimals_and_dollars_two(case: Any) -> None:
    shown = {t.currency: t.total_shown for t in case.report().plan.totals}
    assert "." not in shown[Currency.IQD]
    assert shown[Currency.USD].split()[0][-3] == "."


def test_an_action_past_its_day_shows_as_delayed(case: Any) -> None:
    case.assessment.plan = [Action("A/1", due=date(2026, 12, 1), status=Status.ONGOING)]
    assert case.report(today=date(2026, 12, 1)).plan.actions[0].status is Status.ONGOING
    assert case.report(today=date(2026, 12, 2)).plan.actions[0].status is Status.DELAYED


def test_missing_fields_are_flagged_not_hidden(case: Any) -> None:
    case.assessment.plan = [Action("A/1", action="Something")]
    line = case.report().plan.actions[0]
    assert line.missing == ("deliverable", "responsible", "due", "cost")
    assert "Responsible" in line.missing_shown
    assert case.report().plan.uncosted == 1


@pytest.mark.parametrize("months", [1, 5, 6, 7])
def test_the_plan_clock_counts_whole_months(case: Any, months: int) -> None:
    due = add_months(case.assessment.date, months)
    case.assessment.plan = [Action("A/1", indicator="PSE-1", due=due)]
    assert case.report().plan.actions[0].clock_month == months


def test_the_capacity_never_stands_without_its_sentence(case: Any) -> None:
    sentence = case.report().psea.sentence
    assert sentence.startswith("Self-assessed: ")
    assert sentence.endswith("(UN 8 core standards), not a UN determination")


def test_open_standards_make_it_provisional(case: Any) -> None:
    assert not case.report().psea.provisional_note
    case.assessment.answers["PSE-4"].elements["a"] = ElementAnswer.DONT_KNOW
    part = case.report().psea
    assert part.provisional
    assert part.open == 1
    assert part.unicef_total is None
    assert part.provisional_note.startswith("Provisional: 1 standard")


def test_a_standard_with_all_yes_and_no_proof_says_what_is_missing(case: Any) -> None:
    answer = case.assessment.answers["PSE-4"]
    answer.elements = dict.fromkeys(answer.elements, ElementAnswer.YES)
    answer.evidence = []
    box = case.report().psea.standards[3]
    assert box.missing == ("No evidence item is named.",)


def test_a_funder_sees_no_notes_names_places_of_keeping_or_unshared_items(case: Any) -> None:
    found = "\n".join(texts(case.report(Tier.FUNDER)))
    for private in (
        "private note",
        "private comment",
        "Cabinet",
        "Person",
        "Document 2",
        "Document 5",
    ):
        assert private not in found
    assert "Document 1" in found
    assert "We do not do this anywhere." in found
    everything = "\n".join(texts(case.report(Tier.INTERNAL)))
    for private in ("private note", "private comment", "Cabinet", "Head Person", "Document 2"):
        assert private in everything


def test_a_funder_sees_names_only_when_asked_for(case: Any) -> None:
    found = "\n".join(texts(case.report(Tier.FUNDER, names=True)))
    for name in ("Head Person", "Seeing Person", "Verifying Person", "Facilitating Person"):
        assert name in found
    assert "private note" not in found


def test_free_text_about_a_standard_stays_inside(case: Any) -> None:
    case.assessment.answers["PSE-8"].not_applicable = "Canary text"
    assert "Canary text" in "\n".join(texts(case.report(Tier.INTERNAL)))
    report = case.report(Tier.FUNDER)
    assert "Canary text" not in "\n".join(texts(report))
    assert report.psea.standards[7].status == "not_applicable"


def test_an_aggregate_names_nobody_and_lists_nothing_single(case: Any) -> None:
    report = case.report(Tier.AGGREGATE)
    found = "\n".join(texts(report))
    for own in ("Example", "EHO", "1Z2364", "Mosul", "Ninewa", "22222222", "auditor", "Document"):
        assert own not in found
    assert report.header.code == ""
    assert not report.indicators
    assert not report.plan.actions
    assert not report.psea.standards
    assert report.plan.count == 24
    assert report.domains[0].figures.exact is not None


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([Participants("Board", 2, 2)], []),
        ([Participants("Board", 4, 3)], [(None, None, 7)]),
        ([Participants("Board", 5, 5), Participants("Staff", 3, 1)], [(8, 6, 14)]),
        ([Participants("Board", 9, 0)], [(9, 0, 9)]),
    ],
)
def test_small_groups_are_merged_in_aggregates(
    case: Any, people: list[Participants], expected: list[tuple[int | None, int | None, int]]
) -> None:
    case.assessment.participants = people
    lines = case.report(Tier.AGGREGATE).participants
    assert [(line.women, line.men, line.total) for line in lines] == expected
    assert "Board" not in "\n".join(texts(lines))


def test_an_indicators_change_is_that_of_its_levels(make_case: Callable[[], Any]) -> None:
    before, now = make_case(), make_case()
    for answer in now.assessment.answers.values():
        if answer.level in (1, 2):
            answer.level += 1
    report = now.report(previous=Before(before.assessment, before.scores))
    raised = [line for line in report.indicators if line.change]
    assert raised
    assert {line.change_shown for line in raised} == {"+1"}


def test_the_code_is_the_contents_and_not_the_days_or_the_languages(case: Any) -> None:
    code = case.report().header.code
    assert code == case.report(Tier.FUNDER, "ar", date(2030, 1, 1)).header.code
    case.assessment.state = State.SUPERSEDED
    case.assessment.plan[0].comments = "changed, but private"
    assert content_code(case.assessment, case.scores) == code


@pytest.mark.parametrize("change", ["cost", "level", "title", "name", "element"])
def test_any_change_of_what_is_told_changes_the_code(case: Any, change: str) -> None:
    code = case.report().header.code
    own = case.assessment
    if change == "cost":
        own.plan[0].cost += Decimal("0.01")
    elif change == "level":
        own.answers["FUN-1.1"].level = 4
    elif change == "title":
        own.evidence[0].title += "x"
    elif change == "name":
        own.organisation.name_ckb += "x"
    else:
        own.answers["PSE-3"].elements["a"] = ElementAnswer.NO
    assert case.report().header.code != code


def test_equal_money_written_differently_has_the_same_code(case: Any) -> None:
    case.assessment.plan[0].cost = Decimal("1500.00")
    code = case.report().header.code
    case.assessment.plan[0].cost = Decimal(1500)
    assert case.report().header.code == code


def test_a_redacted_copy_scores_the_same_and_leaves_the_original_alone(case: Any) -> None:
    before = case.scores
    copy = redacted(case.assessment, Sight(Tier.FUNDER))
    own = dataclasses.replace(case, assessment=copy)
    assert own.scores == before
    assert copy.answers["FUN-1.1"].note == ""
    assert case.assessment.answers["FUN-1.1"].note == "A private note"
    found = "\n".join(texts([copy, *copy.answers.values(), copy.organisation]))
    for private in ("private", "Cabinet", "Person", "Document 2"):
        assert private not in found
    with pytest.raises(ValueError, match="aggregate"):
        redacted(case.assessment, Sight(Tier.AGGREGATE))


def test_an_action_for_an_unknown_indicator_is_still_told(case: Any) -> None:
    case.assessment.plan = [Action("A/1", indicator="TEC-NCD.1", action="Keep"), Action("A/2")]
    lines = case.report().plan.actions
    assert [line.action for line in lines] == ["Keep", ""]
    assert lines[0].indicator_title == ""


def test_the_crosswalk_has_every_code_in_natural_order(case: Any) -> None:
    lines = case.report().crosswalk
    codes = sum(len(indicator.crosswalk) for indicator in case.instrument.indicators)
    assert len(lines) == codes
    hact = [line.code for line in lines if line.framework == "H" and line.code.startswith("D")]
    assert hact.index("D2") < hact.index("D11")
    assert json.dumps([line.framework for line in lines])  # plain strings


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_level_colours_can_be_read(level: int) -> None:
    assert colours.contrast(colours.LEVELS[level], colours.ON_LEVELS[level]) >= 4.5
