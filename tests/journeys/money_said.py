"""The money of a plan, counted once more and looked for on the screen, in PDF and in Excel."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
from openpyxl import load_workbook

from capacity_app.i18n import western
from capacity_app.model.plan import Action, Currency, Funding, Status
from capacity_app.ui.language import words
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.usecases import export
from capacity_app.vocabulary import word
from tests.journeys.hand import Hand


def sums(plan: list[Action]) -> dict[tuple[Currency, Funding], Decimal]:
    """What everything costs, counted here once more."""
    found: dict[tuple[Currency, Funding], Decimal] = {}
    for each in plan:
        if each.cost is not None and each.status is not Status.CANCELLED:
            key = (each.currency, each.funding)
            found[key] = found.get(key, Decimal(0)) + each.cost
    return found


def compare_figures(page: PlanPage, hand: Hand, folder: Path, today: date) -> None:
    """Screen, PDF and workbook say the same money, to the last digit."""
    own, store = page.workspace.open_assessment, page.workspace.store
    money = sums(own.plan)
    hand.press(page.totals.parts)
    assert page.totals.tree is not None
    lines = page.totals.tree.lines
    asked = {each: Decimal(0) for each in Currency}
    for (currency, funding), amount in money.items():
        assert (word(funding, words()), words().money(amount, currency)) in lines
        asked[currency] += amount if funding is not Funding.SECURED else 0
    for currency, amount in asked.items():
        assert words().money(amount, currency) in page.totals.ask[currency].text()

    given: dict[str, Any] = {"language": words().code, "tier": "funder", "today": today}
    pdf, book = folder / "plan.pdf", folder / "plan.xlsx"
    list(export.prepare(store, own.id, path=pdf, format="pdf", report="plan", **given))
    list(export.prepare(store, own.id, path=book, format="xlsx", report="plan", **given))
    with pypdfium2.PdfDocument(pdf) as document:
        text = "\n".join(each.get_textpage().get_text_range() for each in document)
    printed = set(re.findall(r"\d[\d.,]*\d", western(text)))
    cells = [[cell.value for cell in row] for sheet in load_workbook(book) for row in sheet]
    rows = [(row[0], row[1], row[2]) for row in cells if len(row) > 2]
    for (currency, funding), amount in money.items():
        assert western(words().number(amount, currency.decimals)) in printed
        kept = [row[2] for row in rows if row[:2] == (currency.value, word(funding, words()))]
        assert kept and Decimal(str(kept[0])) == amount
    for currency, amount in asked.items():
        assert western(words().number(amount, currency.decimals)) in printed
    hand.press(page.totals.parts)
