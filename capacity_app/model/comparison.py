"""What changed between two assessments of one organisation: only what was answered both times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capacity_app.model.instrument import Instrument
from capacity_app.model.scoring import Scores


class Direction(StrEnum):
    """Which way it went."""

    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Shift:
    """One indicator, area or domain before and now: levels, or means of the same indicators."""

    id: str
    before: Fraction
    now: Fraction

    @property
    def difference(self) -> Fraction:
        """Now less before."""
        return self.now - self.before

    @property
    def direction(self) -> Direction:
        """Which way it went."""
        if self.now == self.before:
            return Direction.SAME
        return Direction.HIGHER if self.now > self.before else Direction.LOWER


@dataclass(frozen=True, slots=True)
class Comparison:
    """The shifts, in the question bank's order. What was answered only once is left out."""

    indicators: tuple[Shift, ...]
    areas: tuple[Shift, ...]
    domains: tuple[Shift, ...]

    def count(self, direction: Direction) -> int:
        """How many indicators went that way."""
        return sum(shift.direction is direction for shift in self.indicators)


def compare(instrument: Instrument, before: Scores, now: Scores) -> Comparison:
    """Compare two results under one question bank, as tailored to the present services.

    An area is the mean of its comparable indicators, a domain the mean of its comparable areas,
    so that a question answered only once moves nothing.
    """
    both = [
        Shift(i.id, Fraction(before.levels[i.id]), Fraction(now.levels[i.id]))
        for i in instrument.indicators
        if i.id in before.levels and i.id in now.levels
    ]
    levels = {shift.id: shift for shift in both}
    areas: dict[str, Shift] = {}
    domains: list[Shift] = []
    for domain in instrument.domains:
        for area in domain.areas:
            _mean(areas, area.id, levels, (indicator.id for indicator in area.indicators))
        found: dict[str, Shift] = {}
        _mean(found, domain.id, areas, (area.id for area in domain.areas))
        domains += found.values()
    return Comparison(tuple(both), tuple(areas.values()), tuple(domains))


def _mean(
    into: dict[str, Shift], key: str, shifts: Mapping[str, Shift], parts: Iterable[str]
) -> None:
    own = [shifts[part] for part in parts if part in shifts]
    if own:
        n = len(own)
        before, now = sum(s.before for s in own), sum(s.now for s in own)
        into[key] = Shift(key, Fraction(before, n), Fraction(now, n))
