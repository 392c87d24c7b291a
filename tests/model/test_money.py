"""The plan's money: exact, in separate currencies, converted only where every rate is known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from capacity_app.model.money import (
    Figure,
    converted,
    counted,
    figures,
    in_all,
    to_ask,
    uncosted,
    unrated,
)
from capacity_app.model.plan import Action, Currency, Funding, Status, totals

USD, IQD = Currency.USD, Currency.IQD
DAY = date(2026, 10, 1)


def action(ref: str, cost: str | None, currency: Currency = USD, **fields: Any) -> Action:
    """An action that costs so much."""
    return Action(ref, cost=None if cost is None else Decimal(cost), currency=currency, **fields)


PLAN = [
    action("1", "0.10", indicator="FUN-1.1", funding=Funding.GAP),
    action("2", "0.20", indicator="PSE-1", funding=Funding.REQUESTED),
    action("3", "9999999999999.99", indicator="FUN-1.2", funding=Funding.SECURED),
    action("4", "750000", IQD, indicator="FUN-1.1", funding=Funding.GAP),
    action("5", "80", status=Status.CANCELLED),
    action("6", None, indicator="PSE-1"),
    action("7", None, status=Status.CANCELLED),
    action("8", "0", indicator=""),
]


def test_sums_are_exact_and_name_their_actions() -> None:
    assert in_all(PLAN) == {
        USD: Figure(Decimal("10000000000000.29"), ("1", "2", "3", "8")),
        IQD: Figure(Decimal(750000), ("4",)),
    }
    assert to_ask(PLAN)[USD] == Figure(Decimal("0.30"), ("1", "2", "8"))
    assert uncosted(PLAN) == ("6",)
    assert [each.ref for each in counted(PLAN)] == ["1", "2", "3", "4", "8"]


def test_sums_by_domain_add_up_to_the_whole() -> None:
    by_domain = figures(PLAN, lambda each: each.indicator[:3])
    assert list(by_domain) == ["FUN", "PSE", ""]
    assert by_domain["FUN"] == {
        USD: Figure(Decimal("10000000000000.09"), ("1", "3")),
        IQD: Figure(Decimal(750000), ("4",)),
    }
    for currency, whole in in_all(PLAN).items():
        parts = [sums[currency] for sums in by_domain.values() if currency in sums]
        assert sum(part.amount for part in parts) == whole.amount
        assert sorted(ref for part in parts for ref in part.refs) == sorted(whole.refs)


def test_by_funding_is_the_same_as_the_totals() -> None:
    by_funding = figures(PLAN, lambda each: each.funding)
    for currency, sums in totals(PLAN).items():
        for funding, amount in sums.items():
            figure = by_funding.get(funding, {}).get(currency, Figure())
            assert figure.amount == amount


def test_a_plan_in_both_currencies_is_summed_only_with_every_rate() -> None:
    own = action("1", "100.00")
    first = action("2", "1310500", IQD, rate=Decimal(1310), rate_date=DAY)
    second = action("3", "500", IQD, rate=Decimal("1320.5"), rate_date=date(2026, 11, 2))
    sum_up = converted([own, first, second], USD)
    assert sum_up is not None
    # 100 + 1310500/1310 + 500/1320.5 = 100 + 1000.38167… + 0.37864… = 1100.76031…
    assert sum_up.amount == Decimal("1100.76")
    assert (sum_up.own, sum_up.changed) == (("1",), ("2", "3"))
    assert (sum_up.lowest, sum_up.highest) == (Decimal(1310), Decimal("1320.5"))
    assert (sum_up.first, sum_up.last) == (DAY, date(2026, 11, 2))
    second.rate_date = None
    assert converted([own, first, second], USD) is None
    assert unrated([own, first, second], USD) == ("3",)
    second.status = Status.CANCELLED
    assert converted([own, first, second], USD) is not None


@pytest.mark.parametrize(
    ("cost", "currency", "rate", "into", "amount"),
    [
        ("5", IQD, "1000", USD, "0.01"),  # 0.005 rounds up
        ("4", IQD, "1000", USD, "0.00"),
        ("0.01", USD, "1450", IQD, "15"),  # 14.5 rounds up
        ("0.01", USD, "1449", IQD, "14"),
        ("1", IQD, "3", USD, "0.33"),
    ],
)
def test_half_rounds_up_once(
    cost: str, currency: Currency, rate: str, into: Currency, amount: str
) -> None:
    one = action("1", cost, currency, rate=Decimal(rate), rate_date=DAY)
    sum_up = converted([one], into)
    assert sum_up is not None
    assert sum_up.amount == Decimal(amount)
    assert -int(sum_up.amount.as_tuple().exponent) == into.decimals


def test_a_thousand_thirds_are_rounded_once() -> None:
    plan = [action(str(n), "1", IQD, rate=Decimal(3), rate_date=DAY) for n in range(1000)]
    sum_up = converted(plan, USD)
    assert sum_up is not None
    assert sum_up.amount == Decimal("333.33")


def test_nothing_to_convert_is_not_converted() -> None:
    assert converted([action("1", "5")], USD) is None
    assert converted([], USD) is None
    assert in_all([]) == to_ask([]) == {}
