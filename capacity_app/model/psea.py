"""The UN's eight PSEA core standards: derived levels, self-assessed capacity, its clock.

Rules: United Nations Implementing Partner PSEA Capacity Assessment; thresholds and months are
data of the instrument.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum
from typing import TYPE_CHECKING

from capacity_app.model.instrument import Indicator, Instrument, Level, PseaRules

if TYPE_CHECKING:
    from capacity_app.model.assessment import Answer


class Standard(StrEnum):
    """Where one core standard stands."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"


class Capacity(StrEnum):
    """The self-assessed PSEA capacity."""

    FULL = "full"
    MEDIUM = "medium"
    LOW = "low"


class Risk(StrEnum):
    """UNICEF's reading of its six standards."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Psea:
    """The PSEA result. ``provisional`` while any standard is open; open counts as not met."""

    standards: Mapping[str, Standard]
    met: int
    not_applicable: int
    capacity: Capacity
    provisional: bool
    unicef_total: int | None
    unicef_risk: Risk | None
    plan_due: date
    plan_latest: date
    reassess_warn: date
    reassess_by: date


def is_not_applicable(indicator: Indicator, answer: "Answer | None") -> bool:
    """Whether it was answered "not applicable", where allowed, with a reason."""
    return (
        answer is not None
        and indicator.may_be_na
        and answer.not_applicable is not None
        and bool(answer.not_applicable.strip())
    )


def level_of(indicator: Indicator, answer: "Answer | None") -> int | None:
    """The level 1 to 4 of an answer, chosen or derived; None when open or not applicable."""
    if answer is None or is_not_applicable(indicator, answer):
        return None
    if not indicator.is_psea:
        return answer.level
    return derived_level(indicator, answer)


def derived_level(indicator: Indicator, answer: "Answer") -> int | None:
    """The level of a core standard from its elements; None while a required one is open."""
    required = []
    for element in indicator.elements:
        given = answer.elements.get(element.id)
        if given == "not_applicable" and element.may_be_na:
            continue
        if given not in ("yes", "no"):
            return None
        required.append(given)
    if "yes" not in required:
        return Level.ABSENT
    if "no" in required or not answer.evidence:
        return Level.IN_PROGRESS
    return Level.SUSTAINED if answer.sustained == "yes" else Level.MEETS


def standard_of(indicator: Indicator, answer: "Answer | None") -> Standard:
    """Met from level 3; not met below; open while it has no level."""
    if is_not_applicable(indicator, answer):
        return Standard.NOT_APPLICABLE
    level = level_of(indicator, answer)
    if level is None:
        return Standard.OPEN
    return Standard.MET if level >= Level.MEETS else Standard.NOT_MET


def add_months(day: date, months: int) -> date:
    """The same day of a later calendar month, clamped to that month's end.

    No date is later than the calendar's last: a damaged clock must not stop a report.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def clock_month(on: date, due: date) -> int:
    """The month of the plan clock a day lies in; exactly six months on is the end of month 6."""
    months = (due.year - on.year) * 12 + due.month - on.month
    return max(1, months + (add_months(on, months) < due))


def rate(instrument: Instrument, answers: "Mapping[str, Answer]", on: date) -> Psea | None:
    """The PSEA result of an assessment made ``on`` that day; None without PSEA indicators."""
    indicators = [indicator for indicator in instrument.indicators if indicator.is_psea]
    if not indicators:
        return None
    rules = instrument.rules.psea
    standards = {i.id: standard_of(i, answers.get(i.id)) for i in indicators}
    met = sum(standard is Standard.MET for standard in standards.values())
    not_applicable = sum(s is Standard.NOT_APPLICABLE for s in standards.values())
    provisional = Standard.OPEN in standards.values()
    total = None if provisional else _unicef_total(indicators, answers, rules)
    return Psea(
        standards=standards,
        met=met,
        not_applicable=not_applicable,
        capacity=capacity_of(met + not_applicable, rules),
        provisional=provisional,
        unicef_total=total,
        unicef_risk=None if total is None else risk_of(total, rules),
        plan_due=add_months(on, rules.plan_months),
        plan_latest=add_months(on, rules.plan_latest_months),
        reassess_warn=add_months(on, rules.warn_months),
        reassess_by=add_months(on, rules.reassess_months),
    )


def capacity_of(count: int, rules: PseaRules) -> Capacity:
    """The capacity for a number of standards met or not applicable."""
    if count >= rules.full_from:
        return Capacity.FULL
    return Capacity.MEDIUM if count >= rules.medium_from else Capacity.LOW


def risk_of(total: int, rules: PseaRules) -> Risk:
    """UNICEF's risk for a total of its six standards (6 to 18)."""
    if total <= rules.unicef_high_max:
        return Risk.HIGH
    return Risk.MODERATE if total <= rules.unicef_moderate_max else Risk.LOW


def _unicef_total(
    indicators: list[Indicator], answers: "Mapping[str, Answer]", rules: PseaRules
) -> int | None:
    highest = int(Level.MEETS)
    levels: dict[str, int] = {}
    for indicator in indicators:
        level = level_of(indicator, answers.get(indicator.id))
        levels[indicator.id] = highest if level is None else min(level, highest)
    if any(standard not in levels for group in rules.unicef_groups for standard in group):
        return None
    return sum(min(levels[standard] for standard in group) for group in rules.unicef_groups)
