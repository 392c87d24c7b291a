"""The plan page with 300 actions: until it is painted, and from an edit to the painted cell."""

from bench.measure import FLOORS, Comparison, in_turn, marks

PATH = str(FLOORS.parent / "plan_edits.py")
NAMES = (
    "a plan of 300 actions, first painted",
    "the form beside it, made after that",
    "an edit in it, painted (aim 50 ms)",
    "the slowest of such edits",
)


def compare(runs: int) -> list[Comparison]:
    """Each figure beside painting the whole window as it stands."""
    (figures,) = in_turn(max(1, runs // 3), lambda: marks(PATH))
    *ours, alone = figures
    return [Comparison(name, figure, alone, None) for name, figure in zip(NAMES, ours, strict=True)]
