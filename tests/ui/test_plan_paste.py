"""Tables from other programs: how they are read, and what of them a plan takes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from capacity_app.i18n import Language, Words
from capacity_app.model.plan import Action, Currency, Funding, Status
from capacity_app.ui import language
from capacity_app.ui.plan_paste import MOST_ROWS, PastedRow, as_tsv, read_paste, read_table
from capacity_app.vocabulary import word

TODAY = date(2026, 8, 31)
FIELDS = ["action", "responsible", "due", "cost", "funding", "status"]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    language.install(qapp, Words())
    yield


def pasted(text: str, *onto: Action, locked: bool = False, **given: Any) -> list[PastedRow]:
    fields = given.get("fields", FIELDS)
    return read_paste(read_table(text), onto, fields, TODAY, lambda _action: locked)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a\r\nb", [["a"], ["b"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""yes"""\tb', [['say "yes"', "b"]]),
        ('5" pipe\t"unclosed\nnext', [['5" pipe', '"unclosed'], ["next"]]),
        ("a\t\tc\n\nlast", [["a", "", "c"], [""], ["last"]]),
        ("", [[""]]),
    ],
)
def test_tables_are_read_as_spreadsheets_copy_them(text: str, table: list[list[str]]) -> None:
    assert read_table(text) == table


def test_what_is_copied_reads_back() -> None:
    table = [["plain", 'with "quotes"'], ["two\nlines", "a\ttab"], ["", "ends"]]
    assert read_table(as_tsv(table)) == table


def test_rows_beyond_the_most_are_left_out() -> None:
    assert len(read_table("row\n" * (MOST_ROWS + 500))) == MOST_ROWS + 1


@pytest.mark.parametrize(
    "day", ["2026-12-31", "31/12/2026", "٣١/١٢/٢٠٢٦", "۳۱-۱۲-۲۰۲۶", "2026-12-31 00:00:00"]
)
def test_days_in_any_writing(day: str) -> None:
    (row,) = pasted(f"x\tDirector\t{day}", Action("A"))
    assert (row.fields["due"], row.refused) == (date(2026, 12, 31), [])


@pytest.mark.parametrize(
    ("typed", "cost", "currency"),
    [
        ("1,250.50", Decimal("1250.50"), Currency.USD),
        ("٢٬٥٠٠٬٠٠٠ د.ع", Decimal(2500000), Currency.IQD),
        ("$900", Decimal(900), Currency.USD),
    ],
)
def test_money_in_any_writing(typed: str, cost: Decimal, currency: Currency) -> None:
    (row,) = pasted(typed, Action("A"), fields=["cost"])
    assert (row.fields["cost"], row.fields["currency"]) == (cost, currency)


@pytest.mark.parametrize("spoken", list(Language))
def test_choices_in_every_language(spoken: Language) -> None:
    for funding in Funding:
        (row,) = pasted(word(funding, Words(spoken)), Action("A"), fields=["funding"])
        assert row.fields == {"funding": funding}
    for status in Status:
        (row,) = pasted(word(status, Words(spoken)), Action("A"), fields=["status"])
        assert row.fields["status"] is status


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("cost", "12 EUR", "Only USD and IQD are known"),
        ("cost", "-5", "must be 0 or more"),
        ("cost", str(10**13), "less than 10,000,000,000,000"),
        ("cost", "1.5 IQD", "without decimals"),
        ("cost", "a lot", "Write the amount in digits"),
        ("rate", "0", "must be more than 0"),
        ("percent", "101", "between 0 and 100"),
        ("percent", "-1", "between 0 and 100"),
        ("status", "half done", "Write one of these"),
        ("due", "31/02/2026", "day, month and year"),
        ("due", "01/01/2020", "before the start"),
        ("action", "x" * 30_001, "too long"),
        ("", "stray", "There is no column"),
        ("ref", "ACR/1", "stays as it is"),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_is_taken(field: str, text: str, why: str) -> None:
    action = Action("A", start=date(2026, 1, 1))
    (row,) = pasted(f"{text}\tDirector", action, fields=[field, "responsible"])
    assert row.fields == {"responsible": "Director"}
    (refused,) = row.refused
    assert refused.field == field and refused.text == text and why in refused.why


def test_rows_may_be_ragged_and_empty_cells_clear() -> None:
    before = Action("B", action="Old", responsible="Nurse", cost=Decimal(5))
    first, second = pasted("New\n\tDirector\t\t\t\t", Action("A"), before)
    assert first.fields == {"action": "New"}
    expected = {"action": "", "responsible": "Director", "due": None, "cost": None}
    assert second.fields == {**expected, "currency": Currency.USD}
    assert not first.refused and not second.refused


def test_rows_beyond_the_plan_are_new_actions() -> None:
    rows = pasted("One\nTwo\n\nThree", Action("A"))
    assert [(row.ref, row.fields["action"]) for row in rows] == [
        *(("A", "One"), ("", "Two"), ("", "Three"))
    ]


def test_headings_name_the_columns_in_any_language() -> None:
    rows = pasted("Status\tالكلفة\tPercent done\nOngoing\t٥٠\t40%", Action("A"))
    assert [row.ref for row in rows] == ["A"]
    assert rows[0].fields["cost"] == Decimal(50)
    assert (rows[0].fields["status"], rows[0].fields["percent"]) == (Status.ONGOING, 40)


def test_with_a_column_of_refs_rows_find_their_action() -> None:
    rows = pasted("Ref\tWho\nB\tNurse\nA\tBoard", Action("A"), Action("B"))
    assert [(row.ref, row.fields["responsible"]) for row in rows] == [
        *(("B", "Nurse"), ("A", "Board"))
    ]


def test_two_dates_are_taken_together() -> None:
    action = Action("A", start=date(2026, 1, 1), due=date(2026, 2, 1))
    (row,) = pasted("01/03/2026\t01/04/2026", action, fields=["start", "due"])
    assert row.fields == {"start": date(2026, 3, 1), "due": date(2026, 4, 1)}
    (row,) = pasted("01/05/2026\t01/04/2026", action, fields=["start", "due"])
    assert len(row.refused) == 1 and len(row.fields) == 1


def test_what_was_agreed_is_not_overwritten() -> None:
    action = Action("A", action="Agreed", cost=Decimal(5))
    (row,) = pasted("Other\tNurse\t\t5", action, locked=True)
    assert [each.field for each in row.refused] == ["action"]
    assert row.fields["responsible"] == "Nurse"
