"""An edited plan workbook is read cell by cell; what means nothing is named and left out."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from capacity_app.errors import UserError
from capacity_app.exchange.plan_workbook import PlanFile, PlanRow, read_plan
from capacity_app.exchange.plan_workbook_values import Reader, Unreadable
from capacity_app.i18n import Language, Words
from capacity_app.model.plan import Currency, Funding, Priority, Status, Support, SupporterKind
from capacity_app.model.plan_sheet import ASSESSMENT, REF, REVISION, TAGS
from capacity_app.model.text import LANGUAGES
from capacity_app.vocabulary import word

ID = "22222222-2222-4222-8222-222222222222"
HEAD = [REF, TAGS["action"], TAGS["status"], TAGS["cost"], TAGS["due"], ASSESSMENT, REVISION]


def book(rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD) -> Workbook:
    """A workbook with one sheet: a heading, tags, and these rows."""
    made = Workbook()
    sheet = made.active
    sheet.title = "خطة"
    for row in (["Plan"], [], [tag.strip("#") for tag in head], head, *rows):
        sheet.append(list(row))
    return made


def read(tmp_path: Path, made: Workbook) -> PlanFile:
    made.save(tmp_path / "plan.xlsx")
    return read_plan(tmp_path / "plan.xlsx")


def one(tmp_path: Path, *cells: Any) -> PlanRow:
    """The only row, from what stands in its first cells."""
    given = [*cells, *[None] * (5 - len(cells)), ID, 1]
    return read(tmp_path, book([given])).rows[0]


def test_a_row_says_what_its_cells_say(tmp_path: Path) -> None:
    row = one(tmp_path, "A/1", "Do it", "Ongoing", 1500.5, datetime(2027, 3, 1))
    assert (row.ref, row.number) == ("A/1", 5)
    assert row.values == {
        "action": "Do it",
        "status": Status.ONGOING,
        "cost": Decimal("1500.5"),
        "due": date(2027, 3, 1),
    }
    assert not row.empty


def test_columns_may_stand_in_any_order_and_rows_too(tmp_path: Path) -> None:
    head = [ASSESSMENT, TAGS["due"], "#x+y", TAGS["action"], REF]
    rows = [[ID, None, "x", "Second", "A/2"], [ID, "1/2/2027", "x", "First", "A/1"]]
    found = read(tmp_path, book(rows, head))
    assert [row.ref for row in found.rows] == ["A/2", "A/1"]
    assert found.rows[1].values["due"] == date(2027, 2, 1)
    assert found.rows[0].empty == {"due"}
    assert (found.assessment_id, found.revision) == (ID, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language_are_understood_in_any(language: str) -> None:
    reader, words = Reader(language, False), {c: Words(Language.of(c)) for c in LANGUAGES}
    kinds = {
        "priority": Priority,
        "supporter_kind": SupporterKind,
        "currency": Currency,
        "funding": Funding,
        "status": Status,
    }
    for field, kind in kinds.items():
        for member in kind:
            for spoken in words.values():
                assert reader.read(field, f" {word(member, spoken)} ") is member
    joined = "، ".join(word(member, words["ar"]) for member in (Support.COACHING, Support.TRAINING))
    assert reader.read("support", joined) == [Support.TRAINING, Support.COACHING]


@pytest.mark.parametrize(
    "given",
    [
        *("31/12/2026", "31.12.2026", "2026-12-31", "2026-12-31T00:00:00", "٣١/١٢/٢٠٢٦"),
        *("۳۱/۱۲/۲۰۲۶", "\u206631/12/2026\u2069", 46387, 46387.75),
        *(Words(language).date(date(2026, 12, 31)) for language in Language),
    ],
)
def test_dates_are_understood_as_people_write_them(given: Any) -> None:
    assert Reader("en", False).read("due", given) == date(2026, 12, 31)


def test_days_may_count_from_1904(tmp_path: Path) -> None:
    assert Reader("en", True).read("due", 44925) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("cost", "1,500.50", Decimal("1500.50")),
        ("cost", "١٬٥٠٠٫٥٠", Decimal("1500.50")),
        ("cost", 1500.3500000000001, Decimal("1500.35")),
        ("cost", 9999999999999.99, Decimal("9999999999999.99")),
        ("percent", 0.4, 40),
        ("percent", 1, 100),
        ("percent", "٤٠٪", 40),
        ("percent", "40 %", 40),
        ("percent", "1%", 1),
        ("baseline", "٣", 3),
        ("adequate", "نعم", True),
        ("adequate", False, False),
        ("action", 2026, "2026"),
        ("action", "a\u202eb\u2066c\u200cd\ud83d\x01", "abc\u200cd"),
    ],
)
def test_values_are_understood(field: str, given: Any, value: Any) -> None:
    assert Reader("en", False).read(field, given) == value


@pytest.mark.parametrize(
    ("field", "given"),
    [
        *(("due", text) for text in ("soon", "31/02/2026", "2026", -5, True, 9e9, "31/12/99999")),
        *(("cost", text) for text in ("free", "-5", -5, True, 1e14, "1e5", float("inf"), "=1+1")),
        *(("percent", text) for text in ("many", 101, -0.5, "140%", True)),
        *(("baseline", text) for text in (0, 5, 2.5, "high")),
        *(("rate", text) for text in (0, "0")),
        *(("status", text) for text in ("Perhaps", 3, True)),
        *(("adequate", 2), ("action", True)),
    ],
)
def test_what_means_nothing_is_no_value(field: str, given: Any) -> None:
    with pytest.raises(Unreadable):
        Reader("en", False).read(field, given)


def test_a_cell_that_means_nothing_is_named_and_left_out(tmp_path: Path) -> None:
    rows = [["A/1", "Do it", "Perhaps", "=1+1", "soon", ID, 1]]
    found = read(tmp_path, book(rows))
    assert found.rows[0].values == {"action": "Do it"}
    assert not found.rows[0].empty
    said = [str(fault) for fault in found.faults]
    assert [text.split(", cell ")[1][:2] for text in said] == ["C5", "D5", "E5"]
    assert "Perhaps" in said[0]
    assert "formula" in said[1]
    assert "خطة" in said[2]


def test_a_second_row_of_one_action_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, book([["A/1", "x", "", "", "", ID], ["A/1", "y", "", "", "", ID]]))
    assert [row.values["action"] for row in found.rows] == ["x"]
    assert "row 5 already" in str(found.faults[0])


def refusal(tmp_path: Path, made: Workbook) -> str:
    with pytest.raises(UserError, match="Nothing was changed") as caught:
        read(tmp_path, made)
    return str(caught.value)


def test_workbooks_that_are_no_plan_are_refused(tmp_path: Path) -> None:
    assert "holds no action plan" in refusal(tmp_path, book([], ["#x"]))
    assert "of which assessment" in refusal(tmp_path, book([["A/1", "x"]]))
    two = [["A/1", "x", "", "", "", ID], ["A/2", "x", "", "", "", "other"]]
    assert "of which assessment" in refusal(tmp_path, book(two))
    twice = book([["A/1", "x", "", "", "", ID]])
    twice.copy_worksheet(twice.active)
    assert "more than one" in refusal(tmp_path, twice)


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    assert "2001" in refusal(tmp_path, book([["", "x", "", "", "", ID]] * 2001))


def changed(tmp_path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """A good workbook with some of its parts changed."""
    book([["A/1", "x", "", "", "", ID]]).save(tmp_path / "good.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: p.update({SHEET: BOMB + p[SHEET]}), "damaged"),
        (lambda p: p.update({SHEET: p[SHEET][:-30]}), "damaged"),
        (lambda p: p.update({"../../x.xml": b"<a/>"}), "not a whole Excel workbook"),
        (lambda p: p.update({"xl/vbaProject.bin": b"x"}), "macro"),
        (lambda p: p.update({"xl/externalLinks/externalLink1.xml": b"<a/>"}), "another file"),
        (lambda p: p.update({"xl/x.xml": b"\0" * 50_000_000}), "unpacks to far more"),
        (
            lambda p: p.update({SHEET: b"<worksheet><sheetData>" + b"<row><c/></row>" * 200_000}),
            "unpacks to far more|more cells",
        ),
    ],
)
def test_traps_are_refused(change: Callable[[Any], object], said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=said):
        read_plan(changed(tmp_path, change))


def test_huge_absent_and_wrong_files_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.xlsx").open("wb") as file:
        file.truncate(2_000_000_000)
    for path, said in (
        (tmp_path / "huge.xlsx", "larger than 20 MB"),
        (tmp_path, "cannot be read"),
        (tmp_path / "absent.xlsx", "cannot be read"),
    ):
        with pytest.raises(UserError, match=said):
            read_plan(path)


def test_errors_in_cells_are_no_values(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda p: None)
    made = book([["A/1", "x", "Ongoing", "", "", ID]])
    made.active["B5"].data_type = "e"
    made.active["B5"].value = "#REF!"
    made.save(path)
    found = read_plan(path)
    assert found.rows[0].values == {"status": Status.ONGOING}
    assert "B5" in str(found.faults[0])
