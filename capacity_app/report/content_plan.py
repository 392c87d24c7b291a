"""The part of a report about the action plan and its money."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from capacity_app.i18n import N_, Words, currency_name
from capacity_app.model.instrument import Indicator
from capacity_app.model.money import uncosted
from capacity_app.model.plan import Action, Priority, Status
from capacity_app.model.psea import clock_month
from capacity_app.report.content_lines import ActionLine, Count
from capacity_app.report.content_money import money
from capacity_app.report.content_psea import missing_elements
from capacity_app.report.content_scores import Source
from capacity_app.report.content_shape import PlanPart
from capacity_app.vocabulary import word

FIELD_NAMES: Final = {
    "action": N_("Action"),
    "deliverable": N_("Proof that it is done"),
    "responsible": N_("Responsible"),
    "due": N_("Due"),
    "cost": N_("Cost"),
}


def plan_part(source: Source, today: date) -> PlanPart:
    """The plan as it stands today, with exact totals."""
    plan, words = source.assessment.plan, source.words
    without_cost, sums = len(uncosted(plan)), money(source)
    single = source.sight.single_answers
    return PlanPart(
        actions=tuple(_action(source, action, today) for action in plan) if single else (),
        totals=sums.totals,
        by_domain=sums.by_domain,
        joint=sums.joint,
        joint_note=sums.joint_note,
        by_status=_counts((a.shown_status(today) for a in plan), Status, words),
        by_priority=_counts((a.priority for a in plan), Priority, words),
        count=len(plan),
        uncosted=without_cost,
        uncosted_note=_uncosted(without_cost, words),
    )


def _action(source: Source, action: Action, today: date) -> ActionLine:
    words, sight = source.words, source.sight
    status = action.shown_status(today)
    indicator = _indicator(source, action)
    is_psea = indicator is not None and indicator.is_psea
    return ActionLine(
        ref=action.ref,
        indicator=action.indicator,
        indicator_title="" if indicator is None else indicator.title[words.code],
        standard=action.indicator if is_psea else "",
        missing_elements=() if indicator is None else missing_elements(source, indicator),
        clock_month=_clock_month(source, action) if is_psea else None,
        gap=action.gap,
        baseline=action.baseline,
        baseline_name=source.level_name(action.baseline),
        target=action.target,
        target_name=source.level_name(action.target),
        action=action.action,
        deliverable=action.deliverable,
        priority=action.priority,
        priority_name=word(action.priority, words),
        reason=action.reason,
        responsible=action.responsible,
        support=tuple(action.support),
        support_shown=_joined([word(kind, words) for kind in action.support], words),
        supported_by=action.supported_by,
        supporter_kind=action.supporter_kind,
        supporter_kind_name=_word_or_none(action.supporter_kind, words),
        cost=action.cost,
        currency=action.currency,
        currency_name=currency_name(action.currency, words),
        cost_shown="" if action.cost is None else words.money(action.cost, action.currency),
        rate=action.rate,
        rate_date=action.rate_date,
        rate_shown=_rate(action, words),
        funding=action.funding,
        funding_name=word(action.funding, words),
        start=action.start,
        start_shown=short(action.start, words),
        due=action.due,
        due_shown=short(action.due, words),
        status=status,
        status_name=word(status, words),
        percent=action.percent,
        percent_shown=words.percent(action.percent),
        completed_on=action.completed_on,
        completed_shown=short(action.completed_on, words),
        completion_evidence=action.completion_evidence,
        verified_by=sight.text("action.verified_by", action.verified_by),
        verified_on=action.verified_on,
        verified_shown=short(action.verified_on, words),
        adequate=action.adequate,
        adequate_name=yes_no(action.adequate, words),
        comments=sight.text("action.comments", action.comments),
        missing=action.missing,
        missing_shown=_missing(action, words),
    )


def short(day: date | None, words: Words) -> str:
    """A date for tables; "" without one."""
    return "" if day is None else words.short_date(day)


def yes_no(value: bool | None, words: Words) -> str:
    """Yes, No, or "" when it is not known."""
    if value is None:
        return ""
    return words.gettext(N_("Yes")) if value else words.gettext(N_("No"))


def _joined(names: list[str], words: Words) -> str:
    return words.gettext(N_(", ")).join(names)


def _word_or_none(value: StrEnum | None, words: Words) -> str:
    return "" if value is None else word(value, words)


def _indicator(source: Source, action: Action) -> Indicator | None:
    """Its indicator; None for an action of one's own, or of a service no longer chosen."""
    if action.indicator not in source.instrument:
        return None
    return source.instrument.indicator(action.indicator)


def _clock_month(source: Source, action: Action) -> int | None:
    """The month of the PSEA plan clock an action is due in; None without a due date."""
    return None if action.due is None else clock_month(source.assessment.date, action.due)


def _rate(action: Action, words: Words) -> str:
    if action.rate is None:
        return ""
    return words.gettext(
        N_("1 USD = {rate} IQD on {day}")
        if action.rate_date is not None
        else N_("1 USD = {rate} IQD"),
        rate=words.number(action.rate),
        day=short(action.rate_date, words),
    )


def _missing(action: Action, words: Words) -> str:
    if not action.missing:
        return ""
    names = _joined([words.gettext(FIELD_NAMES[name]) for name in action.missing], words)
    return words.gettext(N_("Still missing: {fields}"), fields=names)


def _counts(values: Iterable[StrEnum], kinds: type[StrEnum], words: Words) -> tuple[Count, ...]:
    counted = Counter(values)
    return tuple(Count(kind.value, word(kind, words), counted[kind]) for kind in kinds)


def _uncosted(count: int, words: Words) -> str:
    if not count:
        return ""
    return words.ngettext(
        "{n} action has no cost yet and is not in the totals.",
        "{n} actions have no cost yet and are not in the totals.",
        count,
    )
