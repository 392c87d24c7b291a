"""The earlier plan beside the levels that moved: every action once, under what happened."""

from capacity_app.model.moved import Outcome, moved
from capacity_app.model.plan import Action, Status


def step(ref: str, indicator: str, status: Status = Status.ONGOING) -> Action:
    return Action(ref, indicator, action=f"Do {ref}", status=status)


DONE = Status.COMPLETED


def test_actions_stand_under_what_happened_to_their_indicator() -> None:
    earlier = [
        step("1", "A", DONE),
        step("2", "A"),
        step("3", "B"),
        step("4", "C", DONE),
        step("5", "D", DONE),
        step("6", "E"),
        step("7", "", DONE),
    ]
    before = {"A": 1, "B": 2, "C": 2, "D": 2, "E": 1, "F": 1, "G": 3}
    now = {"A": 3, "B": 3, "C": 2, "E": 1, "F": 2, "G": 2}
    found = moved(earlier, [], before, now)
    assert [(m.outcome, m.indicator, [a.ref for a in m.actions]) for m in found] == [
        (Outcome.MOVED_WITH, "A", ["1", "2"]),
        (Outcome.MOVED_WITHOUT, "B", ["3"]),
        (Outcome.MOVED_WITHOUT, "F", []),
        (Outcome.DONE_NOT_MOVED, "C", ["4"]),
        (Outcome.DONE_UNKNOWN, "D", ["5"]),
        (Outcome.DONE_UNKNOWN, "", ["7"]),
        (Outcome.NOT_DONE, "E", ["6"]),
    ]
    assert [(m.before, m.now) for m in found[:2]] == [(1, 3), (2, 3)]
    assert (found[4].before, found[4].now) == (2, None)


def test_an_action_that_went_along_has_the_status_it_has_there() -> None:
    earlier = [step("1", "A"), step("2", "B", Status.CANCELLED), step("3", "C")]
    # The ref of a closed action may be given again, and an action may be moved to another gap.
    later = [step("1", "A", DONE), step("2", "B", DONE), step("3", "X", DONE)]
    levels = {"A": 1, "B": 1, "C": 1}
    found = moved(earlier, later, levels, {**levels, "A": 2})
    assert [(m.outcome, m.actions[0].status) for m in found] == [
        (Outcome.MOVED_WITH, DONE),
        (Outcome.NOT_DONE, Status.CANCELLED),
        (Outcome.NOT_DONE, Status.ONGOING),
    ]
    assert earlier[0].status is Status.ONGOING, "nothing is changed"


def test_a_lower_level_is_no_move_up() -> None:
    [found] = moved([step("1", "A", DONE)], [], {"A": 3}, {"A": 2})
    assert found.outcome is Outcome.DONE_NOT_MOVED
    assert moved([], [], {"A": 3}, {"A": 2}) == ()
