"""The question bank: domains, areas and indicators, and the rules they are scored by."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

from capacity_app.model.text import Text


class Level(IntEnum):
    """The one scale every indicator is answered on."""

    ABSENT = 1
    IN_PROGRESS = 2
    MEETS = 3
    SUSTAINED = 4


@dataclass(frozen=True, slots=True, repr=False)
class EvidenceType:
    """A kind of proof that counts for an indicator."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, repr=False)
class SuggestedAction:
    """What usually brings an indicator one level up.

    ``step`` is "1-2", "2-3" or "3-4"; ``months`` the time it typically takes;
    ``support`` names kinds of help from :class:`capacity_app.model.plan.Support`.
    """

    step: str
    text: Text
    deliverable: Text
    support: tuple[str, ...] = ()
    months: int = 3

    @property
    def reaches(self) -> int:
        """The level this action leads to."""
        return int(self.step[-1])


@dataclass(frozen=True, slots=True, repr=False)
class Element:
    """A yes/no statement; all required ones together decide whether a PSEA standard is met."""

    id: str
    text: Text
    may_be_na: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Indicator:
    """One question with its four written levels; PSEA ones are answered through elements."""

    id: str
    title: Text
    question: Text
    guidance: Text
    inflates: Text
    prompts: tuple[Text, ...]
    levels: Mapping[int, Text]
    evidence_types: tuple[EvidenceType, ...]
    actions: tuple[SuggestedAction, ...]
    crosswalk: tuple[str, ...]
    importance: int
    funder_critical: bool
    importance_reason: Text
    elements: tuple[Element, ...] = ()
    sustained: Text | None = None
    may_be_na: bool = True

    @property
    def is_psea(self) -> bool:
        """Whether the level is derived from elements instead of chosen."""
        return bool(self.elements)

    def texts(self) -> Iterator[Text]:
        """Every text a person may read of this indicator."""
        yield from (self.title, self.question, self.guidance, self.inflates)
        yield from self.prompts
        yield from self.levels.values()
        yield from (kind.text for kind in self.evidence_types)
        for action in self.actions:
            yield action.text
            yield action.deliverable
        yield self.importance_reason
        yield from (element.text for element in self.elements)
        if self.sustained is not None:
            yield self.sustained

    @property
    def complete(self) -> bool:
        """Whether it is fully written in every language; only complete ones are offered."""
        return len(self.levels) == len(Level) and all(text.complete for text in self.texts())


@dataclass(frozen=True, slots=True, repr=False)
class Area:
    """A group of indicators; ``service`` is set when it applies only to that service.

    ``weight`` is its share in the domain's score relative to the other areas.
    """

    id: str
    title: Text
    indicators: tuple[Indicator, ...]
    service: str | None = None
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True, repr=False)
class Domain:
    """One of the four big subjects, with its areas."""

    id: str
    title: Text
    summary: Text
    areas: tuple[Area, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of all areas, in order."""
        return tuple(indicator for area in self.areas for indicator in area.indicators)


@dataclass(frozen=True, slots=True, repr=False)
class Band:
    """A named stretch of domain scores, up to but not including ``below``."""

    id: str
    name: Text
    below: Fraction | None


@dataclass(frozen=True, slots=True, repr=False)
class ScaleLevel:
    """A level's name and meaning, and what it stands for in other organisations' scales."""

    level: int
    name: Text
    meaning: Text
    elsewhere: Mapping[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """Where a rule comes from and when somebody last compared it with its source."""

    rule: str
    source: Text
    verified_on: date | None


@dataclass(frozen=True, slots=True, repr=False)
class PseaRules:
    """Thresholds and months of the UN core-standards rating and its UNICEF equivalent."""

    full_from: int
    medium_from: int
    plan_months: int
    plan_latest_months: int
    warn_months: int
    reassess_months: int
    names: Mapping[str, Text]
    unicef_groups: tuple[tuple[str, ...], ...]
    unicef_high_max: int
    unicef_moderate_max: int
    unicef_names: Mapping[str, Text]


@dataclass(frozen=True, slots=True, repr=False)
class Rules:
    """Everything about scoring that is data and not arithmetic."""

    scale: tuple[ScaleLevel, ...]
    bands: tuple[Band, ...]
    band_completeness: Fraction
    default_target: int
    critical_factor: int
    high_from: int
    medium_from: int
    psea: PseaRules
    sources: tuple[Source, ...]

    def level_name(self, level: int) -> Text:
        """The name of a level, 1 to 4."""
        return self.scale[level - 1].name

    def band(self, band_id: str) -> Band:
        """The band with this id."""
        return next(band for band in self.bands if band.id == band_id)


@dataclass(frozen=True)
class Instrument:
    """A question bank in one version. ``digest`` is the SHA-256 of its content, in hexadecimal."""

    id: str
    version: str
    title: Text
    services: Mapping[str, Text]
    domains: tuple[Domain, ...]
    rules: Rules
    digest: str = field(default="", compare=False)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Domain, Area, Indicator]]:
        return {
            indicator.id: (domain, area, indicator)
            for domain in self.domains
            for area in domain.areas
            for indicator in area.indicators
        }

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in order."""
        return tuple(entry[2] for entry in self._by_id.values())

    @property
    def areas(self) -> tuple[Area, ...]:
        """All areas, in order."""
        return tuple(area for domain in self.domains for area in domain.areas)

    def __contains__(self, indicator_id: str) -> bool:
        return indicator_id in self._by_id

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator with this id; KeyError when there is none."""
        return self._by_id[indicator_id][2]

    def area_of(self, indicator_id: str) -> Area:
        """The area an indicator belongs to."""
        return self._by_id[indicator_id][1]

    def domain_of(self, indicator_id: str) -> Domain:
        """The domain an indicator belongs to."""
        return self._by_id[indicator_id][0]

    def area(self, area_id: str) -> Area:
        """The area with this id; KeyError when there is none."""
        for area in self.areas:
            if area.id == area_id:
                return area
        raise KeyError(area_id)

    def domain(self, domain_id: str) -> Domain:
        """The domain with this id; KeyError when there is none."""
        for domain in self.domains:
            if domain.id == domain_id:
                return domain
        raise KeyError(domain_id)

    def evidence_type(self, type_id: str) -> EvidenceType | None:
        """The evidence type with this id, from whichever indicator names it first."""
        return self._evidence_types.get(type_id)

    @cached_property
    def _evidence_types(self) -> dict[str, EvidenceType]:
        found: dict[str, EvidenceType] = {}
        for indicator in self.indicators:
            for kind in indicator.evidence_types:
                found.setdefault(kind.id, kind)
        return found

    def offered(self, services: Collection[str]) -> "Instrument":
        """The instrument as tailored: modules of the chosen services only, complete texts only."""
        domains = tuple(
            replace(domain, areas=areas)
            for domain in self.domains
            if (areas := tuple(_offered_areas(domain, services)))
        )
        return replace(self, domains=domains)


def _offered_areas(domain: Domain, services: Collection[str]) -> Iterator[Area]:
    for area in domain.areas:
        if area.service is not None and area.service not in services:
            continue
        written = tuple(indicator for indicator in area.indicators if indicator.complete)
        if written:
            yield replace(area, indicators=written)
