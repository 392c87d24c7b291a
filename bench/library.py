"""Opening a library of two thousand assessments, beside an empty one and one of a single one."""

import tempfile
from pathlib import Path

from bench.measure import FLOORS, Comparison, in_turn, marks

MANY = 2_000


def compare(runs: int) -> list[Comparison]:
    """From the start of the process to a usable home page."""
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / str(many) for many in (MANY, 0, 1)]
        for place in places:
            marks(str(FLOORS / "make_library.py"), str(place), place.name)
        program = str(Path(__file__).parent / "start_program.py")
        many, none, one = in_turn(
            runs, *(lambda place=place: marks(program, str(place)) for place in places)
        )
    return [
        Comparison(f"usable home, {MANY} assessments / empty", many[1], none[1], 1.5),
        Comparison(f"usable home, {MANY} assessments / one", many[1], one[1], None),
        Comparison(f"store open, {MANY} assessments / empty", many[-1], none[-1], None),
    ]
