"""The part of a report about the plan's money: the same figures as on the screen."""

from decimal import Decimal
from typing import Final, NamedTuple

from capacity_app.i18n import N_, Words, currency_name
from capacity_app.model.money import (
    Figure,
    asked,
    converted,
    figures,
    in_all,
    to_ask,
    unrated,
)
from capacity_app.model.plan import Action, Currency, Funding
from capacity_app.report.content_parts import DomainMoney, Joint, TotalLine
from capacity_app.report.content_scores import Source
from capacity_app.vocabulary import word

ASKED_IN: Final = Currency.USD
"""The currency funders reckon in; asked amounts are also told together in it."""


class Money(NamedTuple):
    """Totals by currency, by domain, and together; ``joint_note`` says the sum, or why none."""

    totals: tuple[TotalLine, ...]
    by_domain: tuple[DomainMoney, ...]
    joint: Joint | None
    joint_note: str


def money(source: Source) -> Money:
    """The plan's money, as far as the receiver may see it.

    In aggregates a domain's sum would mostly be what one action costs, and the rates are those
    of single actions, so neither is told there.
    """
    plan, words = source.assessment.plan, source.words
    rated = source.sight.sees("action.rate")
    joint = _joint(plan) if rated else None
    return Money(
        totals=_totals(plan, words),
        by_domain=_by_domain(source) if source.sight.single_answers else (),
        joint=joint,
        joint_note=_joint_note(plan, joint, words) if rated else "",
    )


def _totals(plan: list[Action], words: Words) -> tuple[TotalLine, ...]:
    sums, wanted = in_all(plan), to_ask(plan)
    by_funding = figures(plan, lambda action: action.funding)
    return tuple(
        _total(
            words,
            currency,
            {kind: by_funding.get(kind, {}).get(currency, Figure()) for kind in Funding},
            figure,
            wanted.get(currency, Figure()),
        )
        for currency, figure in sums.items()
    )


def _total(
    words: Words, currency: Currency, parts: dict[Funding, Figure], every: Figure, ask: Figure
) -> TotalLine:
    shown = {kind: words.money(parts[kind].amount, currency) for kind in Funding}
    return TotalLine(
        currency=currency,
        currency_name=currency_name(currency, words),
        by_funding=tuple(
            (kind, word(kind, words), parts[kind].amount, shown[kind]) for kind in Funding
        ),
        total=every.amount,
        total_shown=words.money(every.amount, currency),
        asked=ask.amount,
        asked_shown=words.money(ask.amount, currency),
        ask_sentence=words.gettext(
            N_("Asked of funders: {asked} ({requested} requested, {gap} not yet funded)"),
            asked=words.money(ask.amount, currency),
            requested=shown[Funding.REQUESTED],
            gap=shown[Funding.GAP],
        ),
    )


def _by_domain(source: Source) -> tuple[DomainMoney, ...]:
    """A line for each domain with a costed action, in the question bank's order."""
    instrument, words = source.instrument, source.words
    titles = {domain.id: domain.title[words.code] for domain in instrument.domains}
    titles[""] = words.gettext(N_("Actions of your own, without an indicator"))

    def domain_of(action: Action) -> str:
        known = action.indicator in instrument
        return instrument.domain_of(action.indicator).id if known else ""

    sums = figures(source.assessment.plan, domain_of)
    return tuple(
        DomainMoney(id, title, _shown(sums[id], words))
        for id, title in titles.items()
        if id in sums
    )


def _shown(sums: dict[Currency, Figure], words: Words) -> tuple[tuple[Currency, Decimal, str], ...]:
    return tuple(
        (currency, figure.amount, words.money(figure.amount, currency))
        for currency, figure in sums.items()
    )


def _joint(plan: list[Action]) -> Joint | None:
    found = converted(asked(plan), ASKED_IN)
    if found is None:
        return None
    return Joint(found.currency, found.amount, found.lowest, found.highest, found.first, found.last)


def _joint_note(plan: list[Action], joint: Joint | None, words: Words) -> str:
    """Both currencies in one, only where every rate is known; else why not."""
    if joint is not None:
        return words.gettext(
            N_("Together to ask for: {amount}, at {rate} IQD for 1 USD (rates of {days})."),
            amount=words.money(joint.amount, joint.currency),
            rate=_from_to(words.number(joint.lowest), words.number(joint.highest), words),
            days=_from_to(words.short_date(joint.first), words.short_date(joint.last), words),
        )
    wanted = asked(plan)
    if len(to_ask(wanted)) < len(Currency):
        return ""
    return words.ngettext(
        "Not added up in one currency: {n} action in IQD has no exchange rate or no date for it.",
        "Not added up in one currency: {n} actions in IQD have no exchange rate or no date for it.",
        len(unrated(wanted, ASKED_IN)),
    )


def _from_to(first: str, last: str, words: Words) -> str:
    if first == last:
        return first
    return words.gettext(N_("{start} to {due}"), start=first, due=last)
