"""Our levels read in the frameworks of others: which question speaks to which of their parts.

What belongs to what is data of the question bank (``Indicator.crosswalk``), and so is what a
level stands for on their scale (``ScaleLevel.elsewhere``). It is aligned with them, and never a
rating by them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.psea import is_not_applicable, level_of


class Framework(StrEnum):
    """Whose words a crosswalk code is in; the value is what such codes begin with."""

    PSEA = "PS"
    CHS = "C"
    HACT = "H"
    OCA = "O"
    LOCALISATION = "L"
    OTHER = "X"

    @property
    def scale(self) -> str:
        """The name of its scale in ``ScaleLevel.elsewhere``; "" where it has none."""
        names = {"PS": "UNICEF", "C": "CHS", "H": "HACT", "O": "OCA"}
        return names.get(self.value, "")


class Commitment(StrEnum):
    """The nine commitments of the Core Humanitarian Standard, 2024."""

    RIGHTS = "1"
    SUPPORT = "2"
    RESILIENCE = "3"
    NO_HARM = "4"
    COMPLAINTS = "5"
    COORDINATION = "6"
    LEARNING = "7"
    STAFF = "8"
    RESOURCES = "9"


class HactArea(StrEnum):
    """The areas of the HACT micro-assessment, version 2."""

    ORGANISATION = "A"
    PEOPLE = "B"
    ACTIVITIES = "C"
    REPORTING = "D"
    ASSETS = "E"
    PROCUREMENT = "F"
    PARTNERS = "G"
    SYSTEMS = "H"


class OcaSection(StrEnum):
    """The sections of JSI's organisational capacity assessment."""

    GOVERNANCE = "1"
    FINANCE = "2"
    ADMINISTRATION = "3"
    STAFF = "4"
    PROGRAMME = "5"
    PERFORMANCE = "6"
    SUSTAINABILITY = "7"


class HactRisk(StrEnum):
    """The risks of HACT by their figures."""

    LOW = "1"
    MODERATE = "2"
    SIGNIFICANT = "3"
    HIGH = "4"


PARTS: dict[Framework, type[StrEnum]] = {
    Framework.CHS: Commitment,
    Framework.HACT: HactArea,
    Framework.OCA: OcaSection,
}
"""The frameworks that are looked at as a whole, with their parts."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """An indicator that speaks to a part, under these codes of theirs; its level, if any."""

    indicator: str
    codes: tuple[str, ...]
    level: int | None
    applicable: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of another framework. ``key`` is a member of its enum, or a code unknown here.

    ``level`` is the lowest answered, as between two levels the lower counts; None while too
    little is answered. ``rating`` is what that stands for on their scale.
    """

    key: StrEnum | str
    indicators: tuple[Speaking, ...]
    answered: int
    applicable: int
    level: int | None
    rating: str


def split(code: str) -> tuple[Framework, str]:
    """The framework a crosswalk code belongs to, and the code as that framework writes it."""
    if code.startswith("PS"):
        return Framework.PSEA, code[2:]
    framework, _, rest = code.partition("-") if code.startswith("H-") else code.partition(":")
    if framework in ("H", "X"):
        return Framework(framework), rest
    if code[:1] in ("C", "O", "L"):
        return Framework(code[0]), code[1:]
    return Framework.OTHER, code


def natural(code: str) -> tuple[tuple[int, str], ...]:
    """A key that puts D2 before D11."""
    parts = "".join(c if c.isdigit() else f"\0{c}\0" for c in code).split("\0")
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts if part)


def elsewhere(instrument: Instrument, framework: Framework, level: int | None) -> str:
    """What a level stands for on a framework's scale, such as "1–2"; "" where nothing is said."""
    if level is None or not framework.scale:
        return ""
    given = instrument.rules.scale[level - 1].elsewhere.get(framework.scale, "")
    return given.replace("-", "–")


def parts(instrument: Instrument, assessment: Assessment, framework: Framework) -> tuple[Part, ...]:
    """A framework's parts in its order, those without a question here included."""
    found: dict[str, list[Speaking]] = {member.value: [] for member in PARTS[framework]}
    for indicator in instrument.indicators:
        for key, codes in _by_part(indicator, framework):
            found.setdefault(key, []).append(_speaking(indicator, codes, assessment))
    return tuple(
        _part(instrument, framework, key, speaking)
        for key, speaking in sorted(found.items(), key=lambda each: natural(each[0]))
    )


def _by_part(indicator: Indicator, framework: Framework) -> Iterator[tuple[str, tuple[str, ...]]]:
    codes: dict[str, list[str]] = {}
    for whose, code in map(split, indicator.crosswalk):
        if whose is framework:
            key = code[:1] if framework is Framework.HACT else code.partition(".")[0]
            codes.setdefault(key, []).append(code)
    for key, own in codes.items():
        yield key, tuple(own)


def _speaking(indicator: Indicator, codes: tuple[str, ...], assessment: Assessment) -> Speaking:
    answer = assessment.answers.get(indicator.id)
    applicable = not is_not_applicable(indicator, answer)
    return Speaking(indicator.id, codes, level_of(indicator, answer), applicable)


def _part(instrument: Instrument, framework: Framework, key: str, speaking: list[Speaking]) -> Part:
    levels = [each.level for each in speaking if each.level is not None]
    applicable = sum(each.applicable for each in speaking)
    enough = bool(levels) and len(levels) >= instrument.rules.band_completeness * applicable
    level = min(levels) if enough else None
    known = PARTS[framework]
    return Part(
        key=known(key) if key in list(known) else key,
        indicators=tuple(speaking),
        answered=len(levels),
        applicable=applicable,
        level=level,
        rating=elsewhere(instrument, framework, level),
    )
