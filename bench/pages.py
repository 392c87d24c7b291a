"""Going from question to question: from the request to the painted page."""

import tempfile
from pathlib import Path

from bench.measure import Comparison, in_turn, marks


def compare(runs: int) -> list[Comparison]:
    """The longest indicator in Arabic beside a bare window's first paint, to have a scale."""
    return []
