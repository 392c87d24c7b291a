"""One line of the plan as JSON, both ways."""

from typing import Any, Final

from capacity_app.exchange.fields import Fields, missing
from capacity_app.exchange.place import Place
from capacity_app.exchange.profile import given
from capacity_app.i18n import N_
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.plan import (
    Action,
    Currency,
    Funding,
    Priority,
    Status,
    Support,
    SupporterKind,
)

_TEXTS: Final = ("gap", "action", "deliverable", "reason", "completion_evidence", "comments")
_NAMES: Final = ("responsible", "supported_by", "verified_by")
_DAYS: Final = ("rate_date", "start", "due", "completed_on", "verified_on")


def read_action(value: object, at: Place, instrument: Instrument) -> Action:
    """An action from a JSON object; UserError names what is wrong with it."""
    fields = Fields(value, at)
    action = Action(ref=fields.key("ref", 40))
    action.indicator = fields.text("indicator")
    if action.indicator:
        indicator_of(action.indicator, instrument, at.key("indicator"))
    for name in _TEXTS:
        setattr(action, name, fields.text(name))
    for name in _NAMES:
        setattr(action, name, fields.name(name))
    for name in _DAYS:
        setattr(action, name, fields.day(name))
    action.baseline = fields.number("baseline", 1, 4)
    action.target = fields.number("target", 1, 4)
    action.percent = fields.number("percent", 0, 100) or 0
    action.adequate = fields.flag("adequate")
    action.agreed = fields.flag("agreed") or False
    action.effect = fields.number("effect", 1, 3)
    action.effort = fields.number("effort", 1, 3)
    _read_choices(action, fields)
    _read_money(action, fields)
    fields.close()
    _check(action, at)
    return action


def _read_choices(action: Action, fields: Fields) -> None:
    action.priority = fields.choice("priority", Priority) or Priority.MEDIUM
    action.support = fields.choices("support", Support)
    action.supporter_kind = fields.choice("supporter_kind", SupporterKind)
    action.funding = fields.choice("funding", Funding) or Funding.GAP
    action.status = fields.choice("status", Status) or Status.NOT_STARTED


def _read_money(action: Action, fields: Fields) -> None:
    action.cost = fields.money("cost")
    currency = fields.choice("currency", Currency)
    if currency is None and action.cost is not None:
        missing(fields.at.key("currency"))
    action.currency = currency or Currency.USD
    action.rate = fields.money("rate")


def _check(action: Action, at: Place) -> None:
    if action.start and action.due and action.due < action.start:
        at.key("due").refuse(
            N_(
                "In {file}, {path} is before the start date. Nothing was changed. Correct one of "
                "the two dates, or ask its sender for a new file."
            )
        )
    if action.rate is not None and action.rate == 0:
        at.key("rate").refuse(
            N_(
                "In {file}, the exchange rate at {path} is 0. Nothing was changed. Write the "
                "rate that was used, or leave it out."
            )
        )


def indicator_of(name: str, instrument: Instrument, at: Place) -> Indicator:
    """The indicator of that id in the question bank; UserError when it has none."""
    if name not in instrument:
        at.refuse(
            N_(
                "In {file}, {path} stands for an indicator that the question bank {bank} does "
                "not have. Nothing was changed. Check that the file was made with that bank."
            ),
            bank=f"{instrument.id} {instrument.version}",
        )
    return instrument.indicator(name)


def write_action(action: Action) -> dict[str, Any]:
    """An action as a JSON object; what is not given is left out."""
    plain = ("indicator", "baseline", "target", *_TEXTS, *_NAMES, *_DAYS, "supporter_kind")
    placed = ("effect", "effort")
    money = {"cost": action.cost, "rate": action.rate}
    return given(
        **{name: getattr(action, name) for name in (*plain, *placed, "support", "adequate")},
        **{name: None if value is None else f"{value:f}" for name, value in money.items()},
        ref=action.ref,
        priority=action.priority,
        currency=action.currency,
        funding=action.funding,
        status=action.status,
        percent=action.percent,
        agreed=action.agreed or None,
    )
