"""The plan's money: exact sums that know which actions they add up, and what to ask funders for.

Two currencies are never mixed: a sum in one of them needs each action's own rate and its date.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeVar

from capacity_app.model.plan import Action, Currency, Funding, Status

Key = TypeVar("Key")
ASKED: Final = (Funding.REQUESTED, Funding.GAP)
"""What funders are asked for: requested already, and not yet funded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact sum in one currency, and the refs of the actions it adds up, in plan order."""

    amount: Decimal = Decimal(0)
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Converted:
    """A sum of both currencies in one of them, and the rates used: IQD for 1 USD, and their days.

    ``own`` are the actions costed in that currency, ``changed`` those that were converted.
    """

    currency: Currency
    amount: Decimal
    own: tuple[str, ...]
    changed: tuple[str, ...]
    lowest: Decimal
    highest: Decimal
    first: date
    last: date


def counted(plan: Iterable[Action]) -> list[Action]:
    """The actions that cost something or nothing; cancelled ones and uncosted ones do not count."""
    return [each for each in plan if each.cost is not None and each.status is not Status.CANCELLED]


def uncosted(plan: Iterable[Action]) -> tuple[str, ...]:
    """The refs of actions whose cost is not known yet."""
    return tuple(
        each.ref for each in plan if each.cost is None and each.status is not Status.CANCELLED
    )


def figures(
    plan: Iterable[Action], key: Callable[[Action], Key]
) -> dict[Key, dict[Currency, Figure]]:
    """Sums by a property of the action and by currency; keys in the order they are met."""
    found: dict[Key, dict[Currency, list[Action]]] = {}
    for action in counted(plan):
        found.setdefault(key(action), {}).setdefault(action.currency, []).append(action)
    return {
        name: {each: _sum(parts[each]) for each in Currency if each in parts}
        for name, parts in found.items()
    }


def in_all(plan: Iterable[Action]) -> dict[Currency, Figure]:
    """The sums of everything, by currency."""
    return figures(plan, lambda _action: True).get(True, {})


def to_ask(plan: Iterable[Action]) -> dict[Currency, Figure]:
    """What funders are asked for, by currency: what is requested and what is not yet funded."""
    return in_all(asked(plan))


def asked(plan: Iterable[Action]) -> list[Action]:
    """The costed actions whose money is not secured."""
    return [action for action in counted(plan) if action.funding in ASKED]


def unrated(plan: Iterable[Action], into: Currency) -> tuple[str, ...]:
    """The refs of costed actions in the other currency that lack a rate or its date."""
    return tuple(
        action.ref
        for action in counted(plan)
        if action.currency is not into and not (action.rate and action.rate_date)
    )


def converted(plan: Iterable[Action], into: Currency) -> Converted | None:
    """Everything in one currency, summed exactly and rounded once, half up, to its decimals.

    None where nothing needs converting, or where an action in the other currency lacks a rate or
    its date: then no sum is honest.
    """
    actions = counted(plan)
    others = [action for action in actions if action.currency is not into]
    if not others or unrated(actions, into):
        return None
    rates = [action.rate for action in others if action.rate is not None]
    days = [action.rate_date for action in others if action.rate_date is not None]
    return Converted(
        currency=into,
        amount=_half_up(sum((_worth(each, into) for each in actions), Fraction(0)), into.decimals),
        own=tuple(each.ref for each in actions if each.currency is into),
        changed=tuple(each.ref for each in others),
        lowest=min(rates),
        highest=max(rates),
        first=min(days),
        last=max(days),
    )


def _worth(action: Action, into: Currency) -> Fraction:
    cost, rate = Fraction(action.cost or 0), Fraction(action.rate or 1)
    if action.currency is into:
        return cost
    return cost * rate if into is Currency.IQD else cost / rate


def _half_up(value: Fraction, decimals: int) -> Decimal:
    """Costs are never negative, so half up is away from zero."""
    whole = int(value * 10**decimals + Fraction(1, 2))
    return Decimal(whole).scaleb(-decimals)


def _sum(actions: list[Action]) -> Figure:
    amount = sum((each.cost for each in actions if each.cost is not None), Decimal(0))
    return Figure(amount, tuple(each.ref for each in actions))
