"""The PDF documents: the report's figures and texts, whole files, nothing that must not leave."""

import dataclasses
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Action, PlanReview
from capacity_app.model.text import LANGUAGES
from capacity_app.model.tier import Tier
from capacity_app.report import pdf
from capacity_app.report.content import Before
from capacity_app.report.damage import Damaged

KINDS = ("plan", "full", "form")
A4 = (595, 842)

HOSTILE = [
    "<b>&amp;</b> <img src='/etc/passwd'> ]]> <para>",
    "(parentheses) \\( \\n %PDF %%EOF endstream endobj",
    "👩🏽‍⚕️ 🇮🇶 ☑ \U0010fffd",
    "lone \ud83d surrogate \udc00",
    "control \x00\x01\x08\x0b\x1c\x7f\x85 \ufffe\uffff end",
    "\u202egpj.exe \u2066a\u2067b\u2069\u2069\u2069 \u200f\u061c",
    "line\r\nbreak\rand\n\n more ",
    "ڕێکخراو ١٢٣ (abc) 2026-12-31 " * 40,
    "x" * 30_000,
    "نص " * 10_000,
]


def steps(case: Any, kind: str, report: Any, path: Path) -> Any:
    if kind == "form":
        return pdf.write_form(report, case.instrument, path)
    write = {"plan": pdf.write_plan, "full": pdf.write_full, "pack": pdf.write_pack}[kind]
    return write(report, path)


def made(case: Any, kind: str, path: Path, **given: Any) -> Any:
    """A document of the case, written, checked by the program and opened by another reader."""
    report = case.report(**given)
    for _ in steps(case, kind, report, path):
        pass
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()), strict=True)
    assert pdf.check(report, path) == len(reader.pages)
    return reader


def texts(reader: Any) -> list[str]:
    """The text of each page with single spaces, without marks that cannot be seen."""
    pages = [page.extract_text() for page in reader.pages]
    return [" ".join(re.sub("[\u2066-\u2069]", "", page).split()) for page in pages]


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_holds_the_figures_of_the_report(
    case: Any, tmp_path: Path, language: str
) -> None:
    report = case.report(language=language)
    first = texts(made(case, "plan", tmp_path / "a.pdf", language=language))[0]
    for domain in report.domains:
        assert domain.figures.shown in first
    for total in report.plan.totals:
        for _, _, amount, _ in total.by_funding:
            assert f"{amount:,.{total.currency.decimals}f}" in first
        assert f"{total.asked:,.{total.currency.decimals}f}" in first
    for box in report.psea.standards:
        assert box.id in first
    for gap in report.top_gaps:
        assert gap.indicator in first


def test_the_summary_can_be_read_alone(case: Any, tmp_path: Path) -> None:
    report = case.report()
    pages = texts(made(case, "plan", tmp_path / "a.pdf"))
    first, psea = pages[0], report.psea
    for domain in report.domains:
        assert f"{domain.title} {domain.figures.shown} {domain.band_name}" in first
        assert domain.figures.answered_shown in first
    for box in psea.standards:
        assert f"{box.id} {box.title} {box.status_name}" in first
    dates = [fact.value for fact in psea.dates if fact.key in ("plan_due", "plan_latest")]
    for said in (psea.sentence, psea.met_shown, report.header.period, *dates):
        assert said in first
    for gap in report.top_gaps:
        assert f"{gap.title} {gap.level} {gap.target}" in first
        assert f"{gap.level_name} → {gap.target_name}" in first
    assert "Action plan" in pages[1]


def test_a_provisional_result_is_called_so(case: Any, tmp_path: Path) -> None:
    case.assessment.answers.pop("PSE-1")
    first = texts(made(case, "plan", tmp_path / "a.pdf"))[0]
    assert "Provisional: 1 standard is still open" in first


def test_every_action_is_in_the_plan(case: Any, tmp_path: Path) -> None:
    report = case.report()
    whole = " ".join(texts(made(case, "plan", tmp_path / "a.pdf")))
    for action in report.plan.actions:
        shown = (action.action, action.deliverable, action.cost_shown, action.missing_shown)
        for said in (action.ref, action.start_shown, action.due_shown, *shown):
            assert flat(said) in flat(whole)
    for total in report.plan.totals:
        assert total.ask_sentence in whole
    assert report.header.code in whole


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tier", Tier)
def test_every_page_says_whose_it_is_and_for_whom(
    case: Any, tmp_path: Path, kind: str, tier: Tier
) -> None:
    header = case.report(tier).header
    pages = texts(made(case, kind, tmp_path / "a.pdf", tier=tier))
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        for said in (header.tier_name, header.organisation, "Self-assessed", "Revision 1"):
            assert said in page
        assert kind == "form" or header.assessed_shown in page


@pytest.mark.parametrize("kind", KINDS)
def test_paper_is_a4_and_the_table_of_actions_lies(case: Any, tmp_path: Path, kind: str) -> None:
    reader = made(case, kind, tmp_path / "a.pdf")
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages]
    assert sizes[0] == A4
    assert set(sizes) <= {A4, A4[::-1]}
    lying = [A4[::-1]] * (len(sizes) - 1)
    assert {"plan": sizes[1:] == lying, "full": A4[::-1] in sizes, "form": set(sizes) == {A4}}[kind]


def test_the_full_report_has_every_indicator_reason_and_item(case: Any, tmp_path: Path) -> None:
    report = case.report()
    whole = flat(" ".join(texts(made(case, "full", tmp_path / "a.pdf"))))
    for line in report.indicators:
        assert flat(f"{line.id} {line.title}") in whole
    reasons = [line.not_applicable for line in report.not_applicable]
    reasons += [line.without_evidence for line in report.without_evidence]
    rows = [item.title for item in report.evidence] + [rule.text for rule in report.rules]
    comments = [action.comments for action in report.plan.actions]
    for said in (*reasons, *rows, *comments):
        assert flat(said) in whole


def test_reviews_are_told_to_the_organisation_only(case: Any, tmp_path: Path) -> None:
    case.assessment.reviews = [PlanReview(3, date(2027, 2, 20), "Director", "Half is done")]
    inside = " ".join(texts(made(case, "full", tmp_path / "a.pdf")))
    assert "After 3 months 21/02/2027 20/02/2027 Director Half is done" in inside
    assert "After 6 months 21/05/2027 Not held yet" in inside
    assert [case.report(tier).reviews for tier in (Tier.FUNDER, Tier.AGGREGATE)] == [(), ()]


def test_the_psea_plans_days_stand_on_the_timeline(case: Any, tmp_path: Path) -> None:
    timeline = next(p for p in texts(made(case, "plan", tmp_path / "a.pdf")) if "Timeline" in p)
    assert "PSEA Improvement plan done" in timeline
    assert "21/05/2027 – 21/08/2027" in timeline
    assert "08/2027" in timeline
    case.assessment.plan = [a for a in case.assessment.plan if not a.indicator.startswith("PSE")]
    without = " ".join(texts(made(case, "plan", tmp_path / "b.pdf")))
    assert "Improvement plan done 21" not in without
    assert "PSEA Improvement plan done" not in without


def test_change_is_told_when_there_is_one_before(
    make_case: Callable[[], Any], tmp_path: Path
) -> None:
    case, before = make_case(), make_case()
    before.assessment.date = date(2025, 1, 5)
    before.assessment.answers["FUN-1.1"].level = 3
    case.assessment.answers["FUN-1.1"].level = 1
    previous = Before(before.assessment, before.scores)
    whole = " ".join(texts(made(case, "full", tmp_path / "a.pdf", previous=previous)))
    assert "Change since 5 January 2025" in whole
    assert "−2" in whole
    alone = " ".join(texts(made(case, "full", tmp_path / "b.pdf")))
    assert "Change since" not in alone


def test_the_form_keeps_each_indicator_on_one_page(case: Any, tmp_path: Path) -> None:
    pages = texts(made(case, "form", tmp_path / "a.pdf"))
    flats = [flat(page) for page in pages]
    for indicator in case.instrument.indicators:
        (page,) = [p for p in flats if flat(f"{indicator.id} {indicator.title.en}") in p]
        parts = [element.text.en for element in indicator.elements]
        parts = parts or [text.en for text in indicator.levels.values()]
        assert all(flat(text) in page for text in (indicator.question.en, *parts))
        assert not indicator.is_psea or flat("Do not write names or cases.") in page
    normal = sum(not indicator.is_psea for indicator in case.instrument.indicators)
    assert "".join(flats).count("☐") > 6 * normal


def test_the_form_holds_no_answer(case: Any, tmp_path: Path) -> None:
    whole = " ".join(texts(made(case, "form", tmp_path / "a.pdf")))
    for private in ("A private note", "We do not do this anywhere", "ACR/2026", "Document 1"):
        assert private not in whole


def poisoned(case: Any, text: str) -> Any:
    """The case with a text in every free field; when it is long, in some of each kind."""
    own, long = case.assessment, len(text) > 5000
    own.plan, own.evidence = own.plan[: 1 if long else 3], own.evidence[: 1 if long else 3]
    own.participants = [dataclasses.replace(own.participants[0], role=text)]
    answers = [answer for answer in own.answers.values() if not answer.elements][:3]
    for thing in (own, own.organisation, *own.plan, *own.evidence, *answers):
        for field in dataclasses.fields(thing):
            free = field.type in ("str", str) and field.name not in KEPT
            if free and (not long or field.name in LONG):
                setattr(thing, field.name, text)
    next(a for a in own.answers.values() if a.not_applicable).not_applicable = text
    return case


KEPT = {"id", "ref", "indicator", "instrument_id", "instrument_version", "instrument_digest"}
LONG = {"name_en", "gap", "action", "title", "note"}
KEPT |= {"language", "head_office", "last_indicator"}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_any_text_in_every_field_gives_a_document(case: Any, tmp_path: Path, text: str) -> None:
    case = poisoned(case, text)
    whole = flat("".join(texts(made(case, "full", tmp_path / "a.pdf"))))
    if text.isascii() and text.isprintable() and len(text) < 100:
        assert whole.count(flat(text)) > 15
    if len(text) == 30_000 and text[0] == "x":
        assert whole.count("x") > 30_000 * 4
    for kind, language in (("plan", "ar"), ("pack", "ckb")):
        report = case.report(language=language)
        assert list(steps(case, kind, report, tmp_path / "b.pdf"))
        assert pdf.check(report, tmp_path / "b.pdf")


def test_two_hundred_actions_all_arrive(case: Any, tmp_path: Path) -> None:
    first = case.assessment.plan[0]
    case.assessment.plan = [
        dataclasses.replace(first, ref=f"ACR/2026/{number:03d}") for number in range(200)
    ]
    whole = flat("".join(texts(made(case, "plan", tmp_path / "a.pdf"))))
    for action in case.assessment.plan:
        assert whole.count(action.ref) >= 2  # in the table and in the timeline


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_answered_gives_a_document(case: Any, tmp_path: Path, kind: str) -> None:
    own: Assessment = case.assessment
    own.answers, own.plan, own.evidence, own.participants = {}, [Action("A1")], [], []
    assert made(case, kind, tmp_path / "a.pdf").pages
    own.plan = []
    assert made(case, kind, tmp_path / "a.pdf", tier=Tier.AGGREGATE).pages


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_content_is_the_same_bytes(
    make_case: Callable[[], Any], tmp_path: Path, kind: str
) -> None:
    for name in ("a.pdf", "b.pdf"):
        made(make_case(), kind, tmp_path / name, language="ar")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("tier", [Tier.FUNDER, Tier.AGGREGATE])
def test_no_canary_leaves(case: Any, tmp_path: Path, tier: Tier) -> None:
    own, planted = case.assessment, []
    fields = [(own, "facilitator"), (own.organisation, "head_name")]
    fields += [(own.organisation, "contact_name"), (own.organisation, "board_members")]
    fields += [(answer, "note") for answer in own.answers.values()]
    fields += [(a, name) for a in own.plan for name in ("comments", "verified_by")]
    fields += [(item, name) for item in own.evidence for name in ("held_at", "seen_by")]
    fields += [(item, "title") for item in own.evidence if item.share == "never"]
    for thing, name in fields:
        planted.append(f"canary{len(planted):04d}")
        setattr(thing, name, planted[-1])

    def leaked(tier: Tier) -> set[str]:
        inside = flat("".join(texts(made(case, "full", tmp_path / "a.pdf", tier=tier))))
        raw = (tmp_path / "a.pdf").read_bytes()
        return {canary for canary in planted if canary in inside or canary.encode() in raw}

    assert leaked(tier) == set()
    assert len(leaked(Tier.INTERNAL)) > 100


def test_an_aggregate_does_not_name_the_organisation(case: Any, tmp_path: Path) -> None:
    whole = "".join(texts(made(case, "full", tmp_path / "a.pdf", tier=Tier.AGGREGATE)))
    raw = (tmp_path / "a.pdf").read_bytes()
    assert "Example Health Organisation" not in whole
    assert b"Example Health" not in raw
    assert case.report().header.code not in whole


@pytest.mark.parametrize("kind", KINDS)
def test_cancelling_leaves_no_file(case: Any, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.pdf"
    whole = len(list(steps(case, kind, case.report(), path)))
    path.unlink()
    for count in (1, whole - 1):
        running = steps(case, kind, case.report(), path)
        for _ in range(count):
            next(running)
        running.close()
        assert not list(tmp_path.iterdir())


def test_damage_is_noticed(case: Any, tmp_path: Path) -> None:
    path, report = tmp_path / "a.pdf", case.report()
    made(case, "plan", path)
    whole = path.read_bytes()
    cuts = [whole[: len(whole) * part // 20] for part in range(20)]
    cuts += [whole[:-7], b"x" + whole, whole.replace(b"/Type /Page\n", b"/Type /Pagx\n", 1)]
    middle = whole.index(b"stream", len(whole) // 3) + 60
    cuts.append(whole[:middle] + bytes(50) + whole[middle + 50 :])
    for cut in cuts:
        assert cut != whole
        path.write_bytes(cut)
        with pytest.raises(Damaged):
            pdf.check(report, path)


def test_a_document_of_another_report_is_noticed(case: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made(case, "plan", path)
    for other in (case.report(Tier.FUNDER), case.report(language="ar")):
        with pytest.raises(Damaged):
            pdf.check(other, path)
    case.assessment.answers["FUN-1.1"].level = 4
    with pytest.raises(Damaged):
        pdf.check(case.report(), path)


def test_the_file_says_what_it_is_and_not_who_made_it(case: Any, tmp_path: Path) -> None:
    reader = made(case, "plan", tmp_path / "a.pdf", language="ckb")
    assert case.assessment.organisation.name_ckb in reader.metadata.title
    assert reader.metadata.author == case.assessment.organisation.name_ckb
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "ckb"
    assert catalog["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
