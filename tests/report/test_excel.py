"""The workbook: literal texts, right figures, no stranger's formula, nothing private inside."""

import dataclasses
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook, load_workbook

from capacity_app.model.plan import Action
from capacity_app.model.text import LANGUAGES
from capacity_app.model.tier import Tier
from capacity_app.report import excel
from capacity_app.report.damage import Damaged
from capacity_app.report.excel_text import CELL_LIMIT, cleaned, literal, pieces, sheet_title, units

HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "<b>&amp;</b> ]]> <!-- <is><t>",
    "_x0041_ _x000D_ _x005F_x0041_",
    "👩🏽‍⚕️ 🇮🇶 ☑",
    "lone \ud83d surrogate \udc00",
    "control \x00\x01\x08\x0b\x1f\x7f\x85 \ufffe\uffff end",
    "\u202egpj.exe\u202c \u2066a\u2069 \u200f\u061c",
    "line\r\nbreak\rand\n\n more ",
    "   spaces   ",
    "ڕێکخراو ١٢٣ (abc) 2026-12-31",
    "x" * 30_000,
    "نص " * 11_000,
    "😀" * 17_000,
]


def written(report: Any, path: Path) -> Workbook:
    """The workbook as a stranger's program reads it."""
    for _ in excel.write(report, path):
        pass
    return load_workbook(path)


def sheet(book: Workbook, title: str) -> dict[str, list[Any]]:
    """A table's columns by heading; HXL tags and what stands above left out."""
    rows = list(book[title].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if sum(v is not None for v in row) > 3)
    body = rows[head + 1 :]
    if str(body[0][0]).startswith("#"):
        body = body[1:]
    return {str(name): [row[n] for row in body] for n, name in enumerate(rows[head])}


def strings(book: Workbook) -> list[str]:
    """Every text of a workbook."""
    return [
        literal(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type != "f"
    ]


def test_the_sheets_are_in_order(case: Any, tmp_path: Path) -> None:
    book = written(case.report(), tmp_path / "a.xlsx")
    assert book.sheetnames == [
        *("README", "Profile", "Summary", "Scores", "PSEA", "Action plan", "Budget"),
        *("Evidence", "Not applicable", "Crosswalk", "Lists", "Verification"),
    ]
    assert all(sheet.sheet_state == "visible" for sheet in book)


def test_an_aggregate_has_sums_only(case: Any, tmp_path: Path) -> None:
    book = written(case.report(Tier.AGGREGATE), tmp_path / "a.xlsx")
    assert book.sheetnames == ["README", "Summary", "PSEA", "Budget", "Lists", "Verification"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_scores_are_numbers_equal_to_scoring(case: Any, tmp_path: Path, language: str) -> None:
    report, scores = case.report(language=language), case.scores
    book = written(report, tmp_path / "a.xlsx")
    rows = list(book.worksheets[2].iter_rows(min_row=5, values_only=True))
    for row, domain in zip(rows, report.domains, strict=False):
        assert row[0] == domain.id
        assert f"{row[2]:.1f}" == scores.domains[domain.id].shown
        assert row[8] == float(scores.domains[domain.id].completeness)
    levels = {row[0]: row[3] for row in book.worksheets[3].iter_rows(values_only=True)}
    assert {i: n for i, n in levels.items() if isinstance(n, int)} == dict(scores.levels)


def test_the_plan_has_real_dates_and_exact_money(case: Any, tmp_path: Path) -> None:
    plan = sheet(written(case.report(), tmp_path / "a.xlsx"), "Action plan")
    for number, action in enumerate(case.assessment.plan):
        assert plan["Ref"][number] == action.ref
        assert plan["Due"][number] == datetime.combine(action.due, datetime.min.time())
        assert Decimal(str(plan["Cost"][number])) == action.cost
        assert plan["Currency"][number] == action.currency.value
        assert round(plan["Percent done"][number] * 100) == action.percent


def test_money_formats_show_dinars_without_decimals(case: Any, tmp_path: Path) -> None:
    book = written(case.report(), tmp_path / "a.xlsx")["Action plan"]
    heads = [cell.value for cell in book[4]]
    cost, currency = heads.index("Cost"), heads.index("Currency")
    formats = {row[currency].value: row[cost].number_format for row in book.iter_rows(min_row=6)}
    assert formats == {"USD": '#,##0.00" USD"', "IQD": '#,##0" IQD"'}


def test_looks_differ_from_each_other(case: Any, tmp_path: Path) -> None:
    book = written(case.report(), tmp_path / "a.xlsx")
    scores = book["Scores"]
    assert scores["A1"].font.sz == 16
    assert scores["A4"].font.b
    assert scores["A4"].fill.fgColor.rgb.endswith("0B6E6E")
    fills = {row[3].value: row[3].fill.fgColor.rgb[-6:] for row in scores.iter_rows(min_row=6)}
    assert {n: fills[n] for n in (1, 2, 3, 4)} == {
        1: "DCEBEA",
        2: "A6CFCB",
        3: "4C9B96",
        4: "0B5F5F",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_has_its_direction(case: Any, tmp_path: Path, language: str) -> None:
    rtl = language != "en"
    book = written(case.report(language=language), tmp_path / "a.xlsx")
    for own in book:
        assert bool(own.sheet_view.rightToLeft) is rtl
        assert own["A1"].alignment.readingOrder == (2 if rtl else 0)
        assert own["A1"].alignment.horizontal == ("right" if rtl else "left")
    ref = book.worksheets[5]["A6"]
    assert ref.value.startswith("ACR/")
    assert ref.alignment.readingOrder == 1


def test_every_sheet_prints_on_a4_with_the_tier_on_each_page(case: Any, tmp_path: Path) -> None:
    for own in written(case.report(Tier.FUNDER), tmp_path / "a.xlsx"):
        assert own.page_setup.paperSize == 9
        assert own.sheet_properties.pageSetUpPr.fitToPage
        assert own.page_setup.fitToHeight == 0
        assert own.page_margins.left >= 0.59
        foot = own.oddFooter.left.text
        assert "Funder" in foot
        assert "Self-assessed" in foot
        assert "&P" in own.oddFooter.right.text
        assert own.print_area


def test_headings_repeat_stay_in_sight_and_filter(case: Any, tmp_path: Path) -> None:
    own = written(case.report(), tmp_path / "a.xlsx")["Action plan"]
    assert own.print_title_rows == "$4:$4"
    assert own.freeze_panes == "B6"
    assert own.auto_filter.ref.startswith("A5:")
    assert own.auto_filter.ref.endswith("29")


@pytest.mark.parametrize("title", ["Scores", "Action plan"])
def test_hxl_tags_stand_under_the_headings(case: Any, tmp_path: Path, title: str) -> None:
    own = written(case.report(Tier.FUNDER), tmp_path / "a.xlsx")[title]
    tags = [cell.value for cell in own[5]]
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
    assert len(set(tags)) == len(tags)
    for column, tag in enumerate(tags):
        values = [row[column] for row in own.iter_rows(min_row=6, values_only=True)]
        kept = [value for value in values if value is not None]
        if tag.startswith("#date"):
            assert all(isinstance(value, datetime) for value in kept)
        if tag.startswith("#value") or "+num" in tag:
            assert all(isinstance(value, int | float) for value in kept)


def test_cells_of_choices_offer_the_lists(case: Any, tmp_path: Path) -> None:
    book = written(case.report(), tmp_path / "a.xlsx")
    own = book["Action plan"]
    heads = {cell.value: cell.column_letter for cell in own[4]}
    rules = {str(rule.sqref).split(":")[0]: rule for rule in own.data_validations.dataValidation}
    for head in ("Priority", "Currency", "Funding", "Status", "Adequate"):
        rule = rules[f"{heads[head]}6"]
        assert rule.type == "list"
        offered = [
            row[0].value for row in book["Lists"][rule.formula1.split("!")[1].replace("$", "")]
        ]
        used = {own[f"{heads[head]}{row}"].value for row in range(6, 30)} - {None}
        assert used <= set(offered)
    assert rules[f"{heads['Due']}6"].type == "date"
    assert rules[f"{heads['Cost']}6"].type == "decimal"


def test_the_only_formulas_are_the_budgets_own(case: Any, tmp_path: Path) -> None:
    book = written(case.report(), tmp_path / "a.xlsx")
    found = {
        (own.title, cell.column_letter): cell.value
        for own in book
        for row in own.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert set(found) == {("Budget", "D")}
    values = load_workbook(tmp_path / "a.xlsx", data_only=True)["Budget"]
    for row in values.iter_rows(min_row=5, max_row=12, values_only=True):
        assert row[2] == row[3]


def _poison(thing: Any, text: str) -> None:
    for field in dataclasses.fields(thing):
        kept = ("id", "ref", "indicator", "type", "language")
        if (
            field.type is str
            and field.name not in kept
            and not field.name.startswith(("last", "instr"))
        ):
            setattr(thing, field.name, text)


def _poisoned(case: Any, text: str) -> Any:
    own = case.assessment
    for thing in (own, own.organisation, *own.plan, *own.evidence, *own.answers.values()):
        _poison(thing, text)
    own.participants = [dataclasses.replace(own.participants[0], role=text)]
    for answer in own.answers.values():
        if answer.not_applicable:
            answer.not_applicable = text
    return case


@pytest.mark.parametrize(
    ("text", "language"),
    [*((text, "en") for text in HOSTILE), (HOSTILE[0], "ar"), (HOSTILE[-2], "ckb")],
    ids=lambda value: ascii(value[:12]),
)
def test_any_text_in_every_field_stays_text(
    case: Any, tmp_path: Path, text: str, language: str
) -> None:
    own = case.assessment
    own.plan, own.evidence = own.plan[:3], own.evidence[:3]
    book = written(_poisoned(case, text).report(language=language), tmp_path / "a.xlsx")
    formulas = {
        own.title
        for own in book
        for row in own.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {book.worksheets[6].title}
    first = pieces(cleaned(text))[0]
    found = [value for value in strings(book) if value.startswith(first)]
    assert len(found) > 30
    if units(cleaned(text)) > CELL_LIMIT:
        assert len(book.sheetnames) == 13
        rest = [literal(row[2].value) for row in book.worksheets[-1].iter_rows(min_row=5)]
        assert text in {first + piece for piece in rest}
    assert max(units(value) for value in strings(book)) <= CELL_LIMIT


def test_text_cells_stay_text_when_edited(case: Any, tmp_path: Path) -> None:
    case.assessment.plan[0].action = "=1+1"
    own = written(case.report(), tmp_path / "a.xlsx")["Action plan"]
    cell = next(c for row in own.iter_rows() for c in row if c.value == "=1+1")
    assert cell.data_type == "s"
    assert cell.quotePrefix


def _canaries(case: Any) -> list[str]:
    own, n = case.assessment, 0
    planted = []

    def plant(thing: Any, name: str) -> None:
        nonlocal n
        n += 1
        planted.append(f"canary{n:04d}")
        setattr(thing, name, planted[-1])

    for answer in own.answers.values():
        plant(answer, "note")
        if answer.elements:
            plant(answer, "without_evidence")
    for action in own.plan:
        plant(action, "comments")
        plant(action, "verified_by")
    for item in own.evidence:
        plant(item, "held_at")
        plant(item, "seen_by")
        if item.share == "never":
            plant(item, "title")
    plant(own, "facilitator")
    for name in ("head_name", "contact_name", "board_members"):
        plant(own.organisation, name)
    return planted


@pytest.mark.parametrize("tier", [Tier.FUNDER, Tier.AGGREGATE])
def test_no_canary_leaves(case: Any, tmp_path: Path, tier: Tier) -> None:
    planted = _canaries(case)
    assert len(planted) > 100

    def leaked(tier: Tier) -> set[str]:
        path = tmp_path / f"{tier}.xlsx"
        written(case.report(tier), path)
        with zipfile.ZipFile(path) as archive:
            inside = b"".join(archive.read(name) for name in archive.namelist())
        return {canary for canary in planted if canary.encode() in inside}

    assert leaked(tier) == set()
    assert len(leaked(Tier.INTERNAL)) > 100


def test_the_same_content_is_the_same_bytes(make_case: Callable[[], Any], tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        written(make_case().report(language="ckb"), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_properties_name_the_organisation_and_no_account(case: Any, tmp_path: Path) -> None:
    properties = written(case.report(), tmp_path / "a.xlsx").properties
    assert properties.creator == "Example Health Organisation"
    assert properties.language == "en"
    assert properties.created.date() == properties.modified.date() == date(2026, 11, 21)


def test_every_part_is_well_formed(case: Any, tmp_path: Path) -> None:
    written(case.report(language="ar"), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        root = ElementTree.fromstring(archive.read("xl/worksheets/sheet6.xml"))
    rows = [int(row.get("r", "0")) for row in root.iter() if row.tag.endswith("}row")]
    assert rows == sorted(set(rows))
    assert all(float(row.get("ht", "0")) <= 409 for row in root.iter() if row.tag.endswith("}row"))


def test_damage_is_noticed(case: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    steps = excel.write(case.report(), path)
    with pytest.raises(Damaged):
        for _ in steps:
            if path.exists():
                path.unlink()
                with zipfile.ZipFile(path, "w") as archive:
                    archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")


def test_an_empty_assessment_has_a_workbook(case: Any, tmp_path: Path) -> None:
    own = case.assessment
    own.answers, own.plan, own.evidence, own.participants = {}, [], [], []
    book = written(case.report(), tmp_path / "a.xlsx")
    assert "Action plan" not in book.sheetnames
    assert "Evidence" not in book.sheetnames


def test_a_long_plan_and_old_dates(case: Any, tmp_path: Path) -> None:
    case.assessment.plan = [
        Action(f"A/{n}", action="Text", due=date(1899, 5, 1), cost=Decimal("9999999999999.99"))
        for n in range(200)
    ]
    plan = sheet(written(case.report(), tmp_path / "a.xlsx"), "Action plan")
    assert plan["Due"][199] == "1899-05-01"
    assert Decimal(str(plan["Cost"][0])) == Decimal("9999999999999.99")


@pytest.mark.parametrize(
    ("given", "title"),
    [("a/b:c", "a b c"), ("'x'", "x"), ("", "Sheet"), ("y" * 40, "y" * 31), ("[Plan]?", "Plan")],
)
def test_sheet_titles_keep_the_rules(given: str, title: str) -> None:
    assert sheet_title(given, set()) == title


def test_sheet_titles_differ() -> None:
    taken: set[str] = set()
    assert [sheet_title("Plan", taken), sheet_title("plan", taken)] == ["Plan", "plan 2"]


@pytest.mark.parametrize("text", ["a" * 70_000, "😀" * 40_000, "a" + "😀" * 40_000])
def test_long_texts_are_cut_between_characters(text: str) -> None:
    cut = pieces(text)
    assert "".join(cut) == text
    assert max(map(units, cut)) <= CELL_LIMIT
