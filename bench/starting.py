"""From the start of the process to the first paint, and to a home page with its data."""

import tempfile
from pathlib import Path

from bench.measure import FLOORS, Comparison, in_turn, marks


def compare(runs: int) -> list[Comparison]:
    """First paint and usable home, beside a bare Qt window's first paint."""
    with tempfile.TemporaryDirectory() as folder:
        marks(str(FLOORS / "make_data.py"), folder)
        bare, ours = in_turn(
            runs,
            lambda: marks(str(FLOORS / "bare_window.py")),
            lambda: marks(str(Path(__file__).parent / "start_program.py"), folder),
        )
    return [
        Comparison("start to first painted window", ours[0], bare[0], 2.0),
        Comparison("start to usable home with its data", ours[1], bare[0], 3.5),
        Comparison("start to the store open behind it", ours[2], bare[0], None),
    ]
