"""The board of effect and effort: which actions are worth doing first."""

from collections.abc import Iterable
from typing import Final

from capacity_app.model.plan import Action

STEPS: Final = (1, 2, 3)
"""Little, some, much; of effect and of effort."""
LAST_TURN: Final = 4

Place = tuple[int, int]
"""Effect and effort."""


def place_of(action: Action) -> Place | None:
    """Where an action stands on the board; None until both estimates are made."""
    if action.effect is None or action.effort is None:
        return None
    return action.effect, action.effort


def turn(place: Place) -> int:
    """0 for what comes first to 4 for what comes last: much effect and little effort first."""
    effect, effort = place
    return 2 + effort - effect


def by_place(plan: Iterable[Action]) -> dict[Place | None, list[Action]]:
    """The actions of every place, in plan order; None is for those not placed yet."""
    found: dict[Place | None, list[Action]] = {None: []}
    found |= {(effect, effort): [] for effect in STEPS for effort in STEPS}
    for action in plan:
        place = place_of(action)
        found[place if place in found else None].append(action)
    return found
