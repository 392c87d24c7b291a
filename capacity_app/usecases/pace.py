"""How long answering takes here, measured, so that what is left can be said in minutes.

A small file beside the data holds nothing but kinds of questions and seconds: no answers, no names.
"""

import json
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from statistics import median
from typing import Final

from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Indicator
from capacity_app.model.progress import Given, given

FILE_NAME: Final = "pace.json"
LONGEST: Final = 600.0
"""Seconds counted at most for one question: who takes longer is doing something else as well."""
KEPT: Final = 100
"""The last measurements kept of each kind."""
ENOUGH: Final = 8
"""Measured questions before anything is said."""
ENOUGH_OF_KIND: Final = 3

LEVEL, STATEMENTS = "level", "statements"

log = logging.getLogger(__name__)


@dataclass
class Pace:
    """Seconds by kind of question: "level" has cards to choose from, "statements" yes and no."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> "Pace":
        """What was measured before; nothing when the file is absent, foreign or unreadable."""
        try:
            kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return cls()
        if not isinstance(kept, dict):
            return cls()
        return cls({kind: _usable(kept.get(kind)) for kind in (LEVEL, STATEMENTS)})

    def save(self, folder: Path) -> None:
        """Keep it; a folder that refuses costs no more than the estimate."""
        part = folder / (FILE_NAME + ".part")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self.seconds), encoding="utf-8")
            os.replace(part, folder / FILE_NAME)
        except OSError:
            log.warning("the pace could not be kept", exc_info=True)

    def note(self, indicator: Indicator, seconds: float) -> None:
        """Add how long one question took, ten minutes at most."""
        if seconds > 0:
            own = self.seconds.setdefault(kind_of(indicator), [])
            own.append(max(0.1, round(min(seconds, LONGEST), 1)))
            del own[:-KEPT]

    def minutes_left(self, indicators: Iterable[Indicator], assessment: Assessment) -> int | None:
        """Minutes that the open ones will take, rounded up; None while too little was measured.

        Up to ten minutes are told to the minute, more in steps of five.
        """
        waiting = [kind_of(each) for each in indicators if given(each, assessment) in _OPEN]
        if not waiting or sum(map(len, self.seconds.values())) < ENOUGH:
            return None
        if any(len(self.seconds.get(kind, [])) < ENOUGH_OF_KIND for kind in set(waiting)):
            return None
        minutes = ceil(sum(median(self.seconds[kind]) for kind in waiting) / 60)
        return minutes if minutes <= 10 else 5 * ceil(minutes / 5)


_OPEN: Final = (Given.NOTHING, Given.BEGUN)


def kind_of(indicator: Indicator) -> str:
    """Which kind of question an indicator is."""
    return STATEMENTS if indicator.is_psea else LEVEL


def _usable(kept: object) -> list[float]:
    if not isinstance(kept, list):
        return []
    numbers = [each for each in kept if isinstance(each, int | float) and 0 < each <= LONGEST]
    return [float(each) for each in numbers][-KEPT:]
