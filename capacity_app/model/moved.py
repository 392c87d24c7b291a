"""What the plan of the assessment before has to do with the levels that moved since.

It shows what went together, not what caused what.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from capacity_app.model.plan import Action, Status

_CLOSED = (Status.COMPLETED, Status.CANCELLED)


class Outcome(StrEnum):
    """How an indicator's level and the actions planned for it went together."""

    MOVED_WITH = "moved_with"
    MOVED_WITHOUT = "moved_without"
    DONE_NOT_MOVED = "done_not_moved"
    DONE_UNKNOWN = "done_unknown"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator's level before and now, None where there was none, and its earlier actions.

    ``indicator`` is "" for actions that were planned for none.
    """

    outcome: Outcome
    indicator: str
    before: int | None
    now: int | None
    actions: tuple[Action, ...]


def moved(
    earlier: Iterable[Action],
    later: Iterable[Action],
    before: Mapping[str, int],
    now: Mapping[str, int],
) -> tuple[Moved, ...]:
    """Every earlier action once, under its indicator; and what moved up without any.

    An action that went along into the follow-up has the status it has there, unless it was
    closed in the earlier plan; "moved" means a higher level. Levels are by indicator id, the
    result is by outcome, then in the order of ``now`` and of the plan.
    """
    carried = {(action.ref, action.indicator): action for action in later}
    planned: dict[str, list[Action]] = {}
    for action in earlier:
        there = carried.get((action.ref, action.indicator))
        latest = action if action.status in _CLOSED or there is None else there
        planned.setdefault(action.indicator, []).append(latest)
    rose = [id for id, level in now.items() if id in before and level > before[id]]
    found = [
        Moved(_outcome(id, actions, before, now), id, before.get(id), now.get(id), actions)
        for id in dict.fromkeys([*rose, *planned])
        for actions in [tuple(planned.get(id, ()))]
    ]
    order = list(Outcome)
    return tuple(sorted(found, key=lambda each: order.index(each.outcome)))


def _outcome(
    id: str, actions: tuple[Action, ...], before: Mapping[str, int], now: Mapping[str, int]
) -> Outcome:
    done = any(action.status is Status.COMPLETED for action in actions)
    known = id in before and id in now
    if known and now[id] > before[id]:
        return Outcome.MOVED_WITH if done else Outcome.MOVED_WITHOUT
    if not done:
        return Outcome.NOT_DONE
    return Outcome.DONE_NOT_MOVED if known else Outcome.DONE_UNKNOWN
