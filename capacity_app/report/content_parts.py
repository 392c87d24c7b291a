"""The shapes of a report's parts about money and about change, for whatever paper they go on.

As in the other lines of a report, ``…_shown`` is ready to print and the rest are raw values.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from capacity_app.model.moved import Outcome
from capacity_app.model.plan import Currency, Funding


class TotalLine(NamedTuple):
    """The money of one currency by funding status; ``asked`` is requested and not yet funded."""

    currency: Currency
    currency_name: str
    by_funding: tuple[tuple[Funding, str, Decimal, str], ...]
    total: Decimal
    total_shown: str
    asked: Decimal
    asked_shown: str
    ask_sentence: str


class DomainMoney(NamedTuple):
    """The money of one domain's actions, a sum for each currency that it has.

    ``id`` is "" for actions of one's own, which belong to no indicator.
    """

    id: str
    title: str
    sums: tuple[tuple[Currency, Decimal, str], ...]


class Joint(NamedTuple):
    """What is asked for in both currencies as one sum, and the rates used: IQD for 1 USD."""

    currency: Currency
    amount: Decimal
    lowest: Decimal
    highest: Decimal
    first: date
    last: date


class ShiftLine(NamedTuple):
    """A domain or area before and now, over what was answered both times.

    ``before`` and ``now`` are as shown, ``places`` the exact figures; ``difference`` is that of
    the two shown.
    """

    id: str
    title: str
    before: Decimal
    now: Decimal
    before_shown: str
    now_shown: str
    places: tuple[float, float]
    difference: Decimal
    change_shown: str
    areas: tuple["ShiftLine", ...] = ()


class StandardLine(NamedTuple):
    """A core standard that is not as it was; in words, for it is met or it is not."""

    id: str
    title: str
    said: str


class LevelLine(NamedTuple):
    """An indicator whose level moved; ``why`` is the reason where one was given."""

    indicator: str
    title: str
    before: int
    before_name: str
    now: int
    now_name: str
    why: str


class ChangePart(NamedTuple):
    """What is different from the assessment before; indicators only where single ones are seen.

    ``legend`` are the two days, ``counts`` labelled numbers of indicators, ``moved`` the
    indicators that went up, then those that went down, each under its heading.
    """

    said: str
    rule: str
    legend: tuple[str, str]
    counts: tuple[tuple[str, int], ...]
    domains: tuple[ShiftLine, ...]
    standards: tuple[StandardLine, ...]
    standards_note: str
    moved: tuple[tuple[str, tuple[LevelLine, ...]], ...]


class MovedLine(NamedTuple):
    """An indicator with its earlier actions: each its status today, and what it was."""

    indicator: str
    title: str
    levels_shown: str
    actions: tuple[tuple[str, str], ...]


class MovedPart(NamedTuple):
    """What the plan of the assessment before has to do with what moved, by outcome."""

    said: str
    rule: str
    groups: tuple[tuple[Outcome, str, tuple[MovedLine, ...]], ...]
