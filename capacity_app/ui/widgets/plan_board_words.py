"""How the board of effect and effort is said: its places, its order, its moves."""

from typing import Final

from capacity_app.i18n import N_, ltr
from capacity_app.model.board import Place, turn
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Action
from capacity_app.ui.language import _, words
from capacity_app.vocabulary import word

EFFECT: Final = {1: N_("Little effect"), 2: N_("Some effect"), 3: N_("Much effect")}
EFFORT: Final = {1: N_("Little effort"), 2: N_("Some effort"), 3: N_("Much effort")}
_TURNS: Final = (
    N_("Do first"),
    N_("Do next"),
    N_("Then these"),
    N_("Later"),
    N_("Last, or leave it"),
)


def turn_words(place: Place | None) -> str:
    """When the actions of a place come."""
    return _("Not placed yet") if place is None else words().gettext(_TURNS[turn(place)])


def place_words(place: Place | None) -> str:
    """A place in full: its effect, its effort, and when it comes."""
    if place is None:
        return _("Not placed yet")
    return _(
        "{effect}, {effort}: {turn}",
        effect=words().gettext(EFFECT[place[0]]),
        effort=words().gettext(EFFORT[place[1]]),
        turn=turn_words(place),
    )


def is_critical(instrument: Instrument, action: Action) -> bool:
    """Whether funders look first at what an action is about."""
    known = action.indicator in instrument
    return known and instrument.indicator(action.indicator).funder_critical


def card_head(instrument: Instrument, action: Action) -> str:
    """The first line of a card: ref, domain, priority."""
    domain = ""
    if action.indicator in instrument:
        domain = ltr(instrument.domain_of(action.indicator).id)
    priority = word(action.priority, words())
    return words().listed(part for part in (ltr(action.ref), domain, priority) if part)


def card_words(instrument: Instrument, action: Action) -> str:
    """Everything a card shows, line by line, for ears and for a closer look."""
    domain = ""
    if action.indicator in instrument:
        domain = instrument.domain_of(action.indicator).title[words().code]
    return "\n".join(
        line
        for line in (
            action.action or _("Not described yet"),
            words().listed(part for part in (ltr(action.ref), domain) if part),
            _("{priority} priority", priority=word(action.priority, words())),
            _("Critical for funders") if is_critical(instrument, action) else "",
        )
        if line
    )
