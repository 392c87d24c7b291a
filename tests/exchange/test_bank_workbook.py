"""A question bank goes to Excel and comes back the same, however it was saved in between."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.exchange.bank_reading import read_bank
from capacity_app.exchange.bank_rows import COLUMNS, differences, sheets_of, text_slots
from capacity_app.exchange.bank_writing import write_bank
from capacity_app.store import instruments

FULL, PSEA = "iraq-health-cso", "iraq-health-cso-psea"
BANKS = [FULL, PSEA, "iraq-health-cso-rapid"]
Content = dict[str, Any]


def bank(name: str) -> Content:
    return instruments.read(name, paths.assessments())


@pytest.fixture(scope="module")
def full_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "full.xlsx"
    write_bank(bank(FULL), path)
    return path


@pytest.mark.parametrize("name", BANKS)
def test_a_bank_comes_back_as_it_went(name: str, tmp_path: Path) -> None:
    content = bank(name)
    write_bank(content, tmp_path / "bank.xlsx")
    again = read_bank(tmp_path / "bank.xlsx").content
    assert again == content
    assert instruments.digest_of(again) == instruments.digest_of(content)
    assert list(again["services"]) == list(content["services"])  # the screen's order
    assert [path.name for path in tmp_path.iterdir()] == ["bank.xlsx"]


def test_the_same_bank_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_bank(bank(PSEA), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_it_comes_back_after_another_program_saved_it(full_book: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(full_book)
    book.create_sheet("My notes")["A1"] = "=1+1"  # nobody reads it
    book["Texts"].insert_cols(2)
    book["Texts"]["B1"] = "remarks"
    book["Texts"]["B5"] = "ask Kirkuk"
    book.move_sheet("Texts", -5)
    book.save(tmp_path / "saved.xlsx")
    assert read_bank(tmp_path / "saved.xlsx").content == bank(FULL)


def awkward(content: Content) -> None:
    """Everything a bank may hold that the shipped ones do not."""
    content["services"] = {"PHC": content["title"]}
    area = content["domains"][0]["areas"][0]
    area["weight"], area["service"] = "3/2", "PHC"
    first = area["indicators"][0]
    first["crosswalk"], first["actions"], first["prompts"] = [], [], []
    first["may_be_na"] = False
    texts = [
        "=SUM(A1)",
        "_x0041_ stays",
        "<b>&amp;</b>",
        "two\nlines",
        "‌نیم‌فاصله",
        "123",
        "+1",
        "x" * 4000,
    ]
    for text, (_key, slot) in zip(texts, list(text_slots(content))[20:], strict=False):
        slot["en"] = text
    content["rules"]["sources"][0]["verified_on"] = "2026-11-21"
    second = content["domains"][0]["areas"][0]["indicators"][1]
    second["actions"][0]["support"] = []
    del second["actions"][0]["months"]
    second["actions"].append(dict(second["actions"][0]))


def test_what_shipped_banks_do_not_hold_comes_back_too(tmp_path: Path) -> None:
    content = copy.deepcopy(bank(PSEA))
    awkward(content)
    write_bank(content, tmp_path / "bank.xlsx")
    assert read_bank(tmp_path / "bank.xlsx").content == content
    shown = openpyxl.load_workbook(tmp_path / "bank.xlsx")["Texts"]
    assert all(cell.data_type != "f" for row in shown for cell in row)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(extra="nothing a sheet has a place for"),
        lambda c: c["title"].update(ckb=""),
        lambda c: c["title"].update(en="x" * 40_000),
        lambda c: c["title"].update(en="turned \u202eround"),
    ],
)
def test_what_would_not_come_back_is_not_written(
    change: Callable[[Content], object], tmp_path: Path
) -> None:
    content = bank(PSEA)
    change(content)
    with pytest.raises(UserError, match="cannot carry there and back"):
        write_bank(content, tmp_path / "bank.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_workbook_is_made_for_people(full_book: Path) -> None:
    book = openpyxl.load_workbook(full_book)
    assert book.sheetnames == ["README", *COLUMNS]
    for title, columns in COLUMNS.items():
        sheet = book[title]
        assert tuple(cell.value for cell in sheet[1]) == columns
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
    texts = book["Texts"]
    for column, order in (("B", 1), ("C", 2), ("D", 2)):
        cell = texts[f"{column}9"]
        assert (cell.alignment.readingOrder, cell.alignment.wrap_text) == (order, True)
        assert (cell.number_format, cell.quotePrefix) == ("@", True)
        assert texts.column_dimensions[column].width >= 50
    lists = {rule.formula1 for rule in book["Structure"].data_validations.dataValidation}
    assert {'"1,2,3"', '"yes,no"'} <= lists
    assert any("PHC" in rule for rule in lists)
    assert book["Actions"].data_validations.count == 2
    rows = sheets_of(bank(FULL))
    assert texts.max_row == len(rows["Texts"]) + 1
    assert "FUN-1.1/levels/3" in rows["Texts"]
    readme = book["README"]
    assert [cell.value for cell in readme[1]] == ["English", "العربية", "کوردی"]
    assert "--from" in str(readme.cell(readme.max_row, 1).value)


def test_differences_name_rows_and_tell_texts_from_the_rest() -> None:
    old, new = bank(PSEA), bank(PSEA)
    assert differences(old, new) == []
    new["version"] = "2.0.0"
    assert differences(old, new) == []
    area = new["domains"][0]["areas"][0]
    area["indicators"][1]["title"]["ar"] = "عنوان آخر"
    (found,) = differences(old, new)
    assert (found.sheet, found.key, found.text_only) == ("Texts", "PSE-2/title", True)
    area["indicators"][0]["importance"] = 1
    first, _text = differences(old, new)
    assert (first.sheet, first.key, first.text_only) == ("Structure", "PSE-1", False)

    turned = bank(PSEA)
    turned["domains"][0]["areas"].reverse()
    assert [each.text_only for each in differences(old, turned)] == [False]
