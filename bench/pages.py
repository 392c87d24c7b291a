"""Going from question to question: from the request to the painted page."""

from bench.measure import FLOORS, Comparison, in_turn, marks

PATH = str(FLOORS.parent / "turn_pages.py")


def compare(runs: int) -> list[Comparison]:
    """The longest indicator in Arabic, beside a plain page that sets the same texts."""
    ((ours, bare),) = in_turn(max(1, runs // 3), lambda: marks(PATH))
    return [Comparison("to the longest indicator, painted (Arabic)", ours, bare, None)]
