"""The action plan: gaps, actions, their money and their state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from capacity_app.model.instrument import Indicator, Instrument, Rules, SuggestedAction
from capacity_app.model.psea import level_of

if TYPE_CHECKING:
    from capacity_app.model.assessment import Assessment


class Priority(StrEnum):
    """How soon an action matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Support(StrEnum):
    """Kinds of help an action needs."""

    TRAINING = "training"
    COACHING = "coaching"
    TEMPLATE = "template"
    EQUIPMENT = "equipment"
    FUNDING = "funding"
    NONE = "none"


class SupporterKind(StrEnum):
    """What kind of organisation supports an action."""

    UN = "un"
    INGO = "ingo"
    GOVERNMENT = "government"
    PRIVATE = "private"
    OWN = "own"


class Currency(StrEnum):
    """The two currencies plans are costed in; the dinar is written without decimals."""

    USD = "USD"
    IQD = "IQD"

    @property
    def decimals(self) -> int:
        """Digits after the point when shown."""
        return 0 if self is Currency.IQD else 2


class Funding(StrEnum):
    """Where an action's money stands; a gap is what the funder is asked for."""

    SECURED = "secured"
    REQUESTED = "requested"
    GAP = "gap"


class Status(StrEnum):
    """How far an action is."""

    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    DELAYED = "delayed"
    STANDBY = "standby"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(eq=False)
class Action:
    """One line of the plan. ``cost`` is an exact decimal in ``currency``, None when not costed.

    ``agreed`` is set at sign-off: what was agreed then stays, only its tracking goes on.
    ``effect`` and ``effort`` are the group's own estimates, 1 (little) to 3 (much), or None.
    """

    ref: str
    indicator: str = ""
    gap: str = ""
    baseline: int | None = None
    target: int | None = None
    action: str = ""
    deliverable: str = ""
    priority: Priority = Priority.MEDIUM
    reason: str = ""
    responsible: str = ""
    support: list[Support] = field(default_factory=list)
    supported_by: str = ""
    supporter_kind: SupporterKind | None = None
    cost: Decimal | None = None
    currency: Currency = Currency.USD
    rate: Decimal | None = None
    rate_date: date | None = None
    funding: Funding = Funding.GAP
    start: date | None = None
    due: date | None = None
    status: Status = Status.NOT_STARTED
    percent: int = 0
    completed_on: date | None = None
    completion_evidence: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    adequate: bool | None = None
    comments: str = ""
    agreed: bool = False
    effect: int | None = None
    effort: int | None = None

    def shown_status(self, on: date) -> Status:
        """Its status on a day: past its due date and neither completed nor cancelled is delayed."""
        if self.status in (Status.COMPLETED, Status.CANCELLED) or self.due is None:
            return self.status
        return Status.DELAYED if self.due < on else self.status

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the fields a funder needs that are still empty."""
        needed = ("action", "deliverable", "responsible", "due", "cost")
        return tuple(name for name in needed if getattr(self, name) in ("", None))


REVIEW_MONTHS = (3, 6, 12)
"""When a plan is looked at again, in calendar months after the assessment's date."""


@dataclass(frozen=True, slots=True)
class PlanReview:
    """A look back at the plan that was held: for which month, when, led by which role."""

    month: int
    held_on: date
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An answered indicator below its target. ``weight`` ranks gaps, higher first."""

    indicator: Indicator
    level: int
    target: int
    weight: int
    priority: Priority

    @property
    def suggestions(self) -> tuple[SuggestedAction, ...]:
        """The suggested actions that lead from the level to the target, in order."""
        steps = range(self.level + 1, self.target + 1)
        return tuple(action for action in self.indicator.actions if action.reaches in steps)


def weight(indicator: Indicator, level: int, target: int, rules: Rules) -> int:
    """(target - level) x importance x the factor for what is critical to funders."""
    critical = rules.critical_factor if indicator.funder_critical else 1
    return (target - level) * indicator.importance * critical


def priority_of(points: int, rules: Rules) -> Priority:
    """The priority a weight stands for."""
    if points >= rules.high_from:
        return Priority.HIGH
    return Priority.MEDIUM if points >= rules.medium_from else Priority.LOW


def target_of(level: int, chosen: int | None, rules: Rules) -> int:
    """The target: what was chosen, never below the level itself; else max(3, level)."""
    return max(level, chosen if chosen is not None else rules.default_target)


def gaps(instrument: Instrument, assessment: "Assessment") -> list[Gap]:
    """Every answered indicator below its target, heaviest first, then in instrument order."""
    found: list[Gap] = []
    for indicator in instrument.indicators:
        level = level_of(indicator, assessment.answers.get(indicator.id))
        if level is None:
            continue
        target = target_of(level, assessment.targets.get(indicator.id), instrument.rules)
        points = weight(indicator, level, target, instrument.rules)
        if points > 0:
            priority = priority_of(points, instrument.rules)
            found.append(Gap(indicator, level, target, points, priority))
    return sorted(found, key=lambda gap: -gap.weight)


Totals = Mapping[Currency, Mapping[Funding, Decimal]]


def totals(plan: Iterable[Action]) -> Totals:
    """Exact sums by currency and funding status; cancelled actions cost nothing."""
    sums: dict[Currency, dict[Funding, Decimal]] = {}
    for action in plan:
        if action.cost is None or action.status is Status.CANCELLED:
            continue
        by_funding = sums.setdefault(action.currency, dict.fromkeys(Funding, Decimal(0)))
        by_funding[action.funding] += action.cost
    return {currency: sums[currency] for currency in Currency if currency in sums}


def next_ref(plan: Iterable[Action], year: int) -> str:
    """The next free action ref of a year, such as ``ACR/2026/07``."""
    prefix = f"ACR/{year}/"
    used = [
        int(action.ref.removeprefix(prefix))
        for action in plan
        if action.ref.startswith(prefix) and action.ref.removeprefix(prefix).isdecimal()
    ]
    return f"{prefix}{max(used, default=0) + 1:02d}"
