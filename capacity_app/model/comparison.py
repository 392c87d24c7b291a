"""What changed between two assessments of one organisation: only what was answered both times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from capacity_app.model.instrument import Instrument
from capacity_app.model.psea import Standard
from capacity_app.model.scoring import Scores, rounded


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
    def shown_difference(self) -> Decimal:
        """The difference of the two figures as shown, so that a reader can check it."""
        return Decimal(rounded(self.now)) - Decimal(rounded(self.before))

    @property
    def direction(self) -> Direction:
        """Which way it went."""
        if self.now == self.before:
            return Direction.SAME
        return Direction.HIGHER if self.now > self.before else Direction.LOWER


@dataclass(frozen=True, slots=True)
class StandardShift:
    """A PSEA core standard before and now; it was open neither time."""

    id: str
    before: Standard
    now: Standard


@dataclass(frozen=True, slots=True)
class Comparison:
    """The shifts, in the question bank's order. What was answered only once is left out.

    ``applicable`` is how many indicators apply now, of which ``indicators`` could be compared.
    """

    indicators: tuple[Shift, ...]
    areas: tuple[Shift, ...]
    domains: tuple[Shift, ...]
    standards: tuple[StandardShift, ...]
    applicable: int

    def count(self, direction: Direction) -> int:
        """How many indicators went that way."""
        return sum(shift.direction is direction for shift in self.indicators)

    def moved(self, direction: Direction) -> tuple[Shift, ...]:
        """The indicators that went that way, the farthest first."""
        found = [shift for shift in self.indicators if shift.direction is direction]
        return tuple(sorted(found, key=lambda shift: -abs(shift.difference)))


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
    return Comparison(
        tuple(both),
        tuple(areas.values()),
        tuple(domains),
        _standards(before, now),
        now.total.applicable,
    )


def _standards(before: Scores, now: Scores) -> tuple[StandardShift, ...]:
    if before.psea is None or now.psea is None:
        return ()
    then, present = before.psea.standards, now.psea.standards
    return tuple(
        StandardShift(id, then[id], present[id])
        for id in present
        if id in then and Standard.OPEN not in (then[id], present[id])
    )


def _mean(
    into: dict[str, Shift], key: str, shifts: Mapping[str, Shift], parts: Iterable[str]
) -> None:
    own = [shifts[part] for part in parts if part in shifts]
    if own:
        n = len(own)
        before, now = sum(s.before for s in own), sum(s.now for s in own)
        into[key] = Shift(key, Fraction(before, n), Fraction(now, n))
