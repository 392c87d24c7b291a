"""What is wrong in a question bank's workbook is named by sheet, row and column."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.exchange.bank_reading import read_bank
from capacity_app.exchange.bank_writing import write_bank
from capacity_app.store import instruments

Change = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "bank.xlsx"
    content = instruments.read("iraq-health-cso-rapid", paths.assessments())
    content["domains"] = [content["domains"][0], content["domains"][-1]]
    del content["domains"][0]["areas"][1:]  # small, because each test reads and writes it
    write_bank(content, path)
    return path


def row_of(sheet: Any, *start: str) -> int:
    """The number of the row whose first cells are these."""
    for row in sheet.iter_rows():
        if tuple(cell.value for cell in row[: len(start)]) == start:
            return int(row[0].row)
    raise AssertionError(start)


def put(sheet: str, start: tuple[str, ...], column: str, value: object) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][f"{column}{row_of(book[sheet], *start)}"].value = value

    return change


def take_out(sheet: str, *start: str) -> Change:
    return lambda book: book[sheet].delete_rows(row_of(book[sheet], *start))


def add(sheet: str, *values: object) -> Change:
    return lambda book: book[sheet].append(values)


LEVEL = ("FUN-1.1/levels/3",)
FIRST = ("FUN", "FUN-1", None, None, "FUN-1.1")

REFUSED: dict[str, tuple[Change, str]] = {
    "empty text": (
        put("Texts", LEVEL, "D", None),
        r"sheet Texts, row \d+, column D \(ckb\) is empty",
    ),
    "blank text": (put("Texts", LEVEL, "C", "  \n"), r"column C \(ar\) is empty"),
    "long text": (put("Texts", LEVEL, "B", "x" * 4001), r"column B \(en\).*4000"),
    "logical text": (put("Texts", LEVEL, "B", True), r"column B \(en\): True"),
    "text taken out": (take_out("Texts", *LEVEL), "Texts has no row for FUN-1.1/levels/3"),
    "prompt left out": (take_out("Texts", "FUN-1.1/prompts/1"), "no row for FUN-1.1/prompts/1"),
    "text doubled": (
        add("Texts", *LEVEL, "a", "b", "c"),
        r"sheet Texts, row \d+, column A \(key\): FUN-1.1/levels/3 stands in row \d+ already",
    ),
    "text of nothing": (add("Texts", "FUN-9.9/title", "a", "b", "c"), r"FUN-9.9/title.*Structure"),
    "fifth level": (add("Texts", "FUN-1.1/levels/5", "a", "b", "c"), "FUN-1.1/levels/5"),
    "formula": (put("Texts", LEVEL, "B", "=A1"), r"sheet Texts, row \d+, column B holds a formula"),
    "importance": (
        put("Structure", FIRST, "F", 4),
        r"sheet Structure, row 2, column F \(importance\): 4.*1-3",
    ),
    "no importance": (
        put("Structure", FIRST, "F", None),
        r"row 2, column F \(importance\) is empty",
    ),
    "half importance": (put("Structure", FIRST, "F", 2.5), r"column F \(importance\): 2.5"),
    "critical": (put("Structure", FIRST, "G", "maybe"), r"\(funder_critical\): maybe.*yes, no"),
    "no critical": (put("Structure", FIRST, "G", None), r"\(funder_critical\) is empty"),
    "service": (put("Structure", FIRST, "C", "PHC"), r"column C \(service\): PHC"),
    "weight": (put("Structure", FIRST, "D", "1e99999999"), r"column D \(weight\): 1e99999999"),
    "no weight": (put("Structure", FIRST, "D", 0), r"column D \(weight\): 0"),
    "id": (put("Structure", FIRST, "E", "FUN/1"), r"column E \(indicator\): FUN/1"),
    "indicator doubled": (
        add("Structure", "FUN", "FUN-1", None, None, "FUN-1.1", 1, "no", None, "C1"),
        r"column E \(indicator\): FUN-1.1 stands in row 2 already",
    ),
    "area in two domains": (
        add("Structure", "COO", "FUN-1", None, None, "X-1", 1, "no", None, "C1"),
        r"column A \(domain\): COO.*only one of: FUN",
    ),
    "two weights": (
        add("Structure", "FUN", "FUN-1", None, 2, "X-1", 1, "no", None, "C1"),
        r"column D \(weight\): 2",
    ),
    "area named as a domain": (
        add("Structure", "COO", "FUN", None, None, "X-1", 1, "no", None, "C1"),
        "FUN is the name of two different things",
    ),
    "indicator taken out only here": (take_out("Structure", *FIRST), "row for FUN-1.1|FUN-1.1"),
    "element unknown": (add("Elements", "FUN-77", "a", "no"), "FUN-77, which sheet Structure"),
    "element doubled": (add("Elements", "PSE-1", "a", "no"), r"PSE-1/a stands in row \d+ already"),
    "element answer": (put("Elements", ("PSE-1", "a"), "C", "1"), r"\(may_be_na\): 1"),
    "step": (put("Actions", ("FUN-1.1",), "C", "1-4"), r"\(step\): 1-4.*1-2, 2-3, 3-4"),
    "support": (put("Actions", ("FUN-1.1",), "D", "training; money"), r"\(support\): money"),
    "months": (put("Actions", ("FUN-1.1",), "E", 61), r"\(months\): 61.*1-60"),
    "action number": (put("Actions", ("FUN-1.1",), "B", 7), r"\(action\): 7.*one of: 1\."),
    "evidence taken out": (
        lambda book: [take_out("Evidence", "FUN-1.1")(book) for _ in range(5)],
        "Evidence has no row for FUN-1.1",
    ),
    "bank id": (put("Instrument", ("id",), "B", "../elsewhere"), r"column B \(value\): ../elsewh"),
    "reserved id": (put("Instrument", ("id",), "B", "con"), "con cannot stand"),
    "version": (put("Instrument", ("version",), "B", "1.0"), r"column B \(value\): 1.0.*1.0.0"),
    "newer format": (put("Instrument", ("format_version",), "B", 2), "newer version of this prog"),
    "key": (add("Instrument", "rules/other", 1), "rules/other is not a key"),
    "key doubled": (add("Instrument", "id", "x"), r"column A \(key\): id stands in row \d+"),
    "key taken out": (take_out("Instrument", "rules/high_from"), "no row for rules/high_from"),
    "band": (put("Instrument", ("rules/bands/2/below",), "B", "1.5"), r"column B \(value\): 1.5"),
    "last band": (put("Instrument", ("rules/bands/4/below",), "B", "9"), r"\(value\): 9"),
    "band left out": (take_out("Instrument", "rules/bands/2/id"), "no row for rules/bands/2/id"),
    "completeness": (put("Instrument", ("rules/band_completeness",), "B", "1.5"), "1.5.*0-1"),
    "day": (put("Instrument", ("rules/sources/1/verified_on",), "B", "soon"), "soon.*2026-11-21"),
    "standards": (put("Instrument", ("rules/psea/full_from",), "B", 9), r"9.*0-8"),
    "group": (put("Instrument", ("rules/psea/unicef_groups/1",), "B", "PSE-9"), "PSE-9"),
    "no sheet": (lambda book: book.remove(book["Evidence"]), "has no sheet Evidence"),
    "no column": (lambda book: book["Texts"].delete_cols(3), "sheet Texts has no column ar"),
    "column doubled": (lambda book: book["Texts"].insert_cols(3) or put_head(book), "en stands in"),
    "empty structure": (lambda book: book["Structure"].delete_rows(2, 99), "Structure has no row"),
}


def put_head(book: Workbook) -> None:
    book["Texts"]["C1"] = "en"


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_wrong_is_named(what: str, good: Path, tmp_path: Path) -> None:
    change, said = REFUSED[what]
    book = openpyxl.load_workbook(good)
    change(book)
    book.save(tmp_path / "changed.xlsx")
    with pytest.raises(UserError, match=said) as caught:
        read_bank(tmp_path / "changed.xlsx")
    assert "changed.xlsx" in str(caught.value)
    assert "Nothing was changed" in str(caught.value)


def test_what_people_do_to_cells_is_understood(good: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(good)
    put("Structure", FIRST, "F", "٣")(book)
    put("Structure", FIRST, "G", "YES ")(book)
    put("Structure", FIRST, "H", False)(book)
    put("Structure", FIRST, "I", "C9؛ H-A1 ;\nO1;")(book)
    put("Texts", LEVEL, "B", "  Two\r\nlines \u202e ")(book)
    put("Texts", ("FUN-1.1/title",), "B", 2026)(book)
    put("Instrument", ("rules/bands/1/below",), "B", 1.5)(book)
    book["Texts"].insert_rows(5)
    book.save(tmp_path / "changed.xlsx")
    content = read_bank(tmp_path / "changed.xlsx").content
    first = content["domains"][0]["areas"][0]["indicators"][0]
    assert (first["importance"], first["funder_critical"], first["may_be_na"]) == (3, True, False)
    assert first["crosswalk"] == ["C9", "H-A1", "O1"]
    assert first["levels"]["3"]["en"] == "Two\nlines"
    assert first["title"]["en"] == "2026"
    assert content["rules"]["bands"][0]["below"] == "1.5"
    instruments.parse(content, "changed.xlsx")
