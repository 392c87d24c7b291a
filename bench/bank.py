"""Loading the full question bank beside parsing the same files with the standard library."""

import json
from pathlib import Path

from bench.measure import Comparison, in_turn, per_turn
from capacity_app import paths
from capacity_app.store import instruments
from capacity_app.usecases.assess import DEFAULT_INSTRUMENT

TURNS = 5
MAY_ADD = 0.030  # seconds over the floor


def compare(runs: int) -> list[Comparison]:
    """The bank as the program uses it, checked and with its digest; the floor is json.load."""
    home = paths.assessments() / DEFAULT_INSTRUMENT
    files = [home / "instrument.json", *sorted((home / "areas").glob("*.json"))]
    ours, floor = in_turn(
        runs,
        lambda: [per_turn(lambda: instruments.load(home.name, home.parent), TURNS)],
        lambda: [per_turn(lambda: _parse(files), TURNS)],
    )
    added = ours[0] - floor[0]
    name = f"loading the bank, +{added * 1000:.1f} of {MAY_ADD * 1000:.0f} ms"
    return [Comparison(name, ours[0], floor[0], 1 + MAY_ADD / floor[0])]


def _parse(files: list[Path]) -> list[object]:
    found = []
    for path in files:
        with path.open(encoding="utf-8") as file:
            found.append(json.load(file))
    return found
