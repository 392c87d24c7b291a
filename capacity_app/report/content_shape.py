"""The shape of a report: its parts, and the whole, for whatever paper or sheet it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from capacity_app.i18n import Words
from capacity_app.model.psea import Standard
from capacity_app.report.content_lines import (
    ActionLine,
    Count,
    CrosswalkLine,
    ElementLine,
    EvidenceLine,
    Fact,
    Figures,
    GapLine,
    IndicatorLine,
    PackLine,
    ParticipantLine,
    RankLine,
    ReviewLine,
    RuleLine,
    Validity,
)
from capacity_app.report.content_parts import (
    ChangePart,
    DomainMoney,
    Joint,
    MovedPart,
    TotalLine,
)
from capacity_app.report.content_past import Past
from capacity_app.report.tiers import Sight


class Header(NamedTuple):
    """What every page says: who, what, when, by which method, for whom.

    ``organisation`` is its name in the report's language; ``names`` all its names by language
    code. ``id`` is the assessment's; ``registration_code`` follows the org-id list IQ-NGO.
    ``digest`` is the question bank's, in hexadecimal. ``code`` is "" in aggregates, which must
    not be traced to the documents that name the organisation; ``content`` is the text it is of.
    """

    organisation: str
    names: tuple[tuple[str, str], ...]
    acronym: str
    id: str
    organisation_id: str
    registration_code: str
    title: str
    period: str
    kind_name: str
    mode_name: str
    assessed_on: date
    assessed_shown: str
    made_on: date
    made_on_shown: str
    state_name: str
    is_draft: bool
    is_sample: bool
    revision: int
    revision_shown: str
    instrument_title: str
    instrument_id: str
    instrument_version: str
    digest: str
    instrument_shown: str
    tier_name: str
    self_assessed: str
    services: tuple[str, ...]
    governorates: tuple[str, ...]
    pcodes: tuple[str, ...]
    place: str
    facilitator: str
    facilitator_organisation: str
    previous_date: date | None
    previous_shown: str
    code: str
    content: str


class AreaLine(NamedTuple):
    """An area; ``service_name`` is set for a service module; no indicators in aggregates."""

    id: str
    title: str
    service_name: str
    figures: Figures
    indicators: tuple[IndicatorLine, ...]


class DomainPart(NamedTuple):
    """A domain; ``band`` is an id and None when incomplete, when ``band_name`` says so.

    ``levels`` counts its indicators by level, 1 to 4. The PSEA domain has figures like the others,
    but what it comes to is told by :class:`PseaPart`.
    """

    id: str
    title: str
    summary: str
    is_psea: bool
    figures: Figures
    band: str | None
    band_name: str
    levels: tuple[int, int, int, int]
    areas: tuple[AreaLine, ...]

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """The indicators of all its areas, in order."""
        return tuple(line for area in self.areas for line in area.indicators)


class StandardBox(NamedTuple):
    """One of the eight core standards; ``number`` 1 to 8, ``missing`` texts of elements."""

    id: str
    number: int
    title: str
    status: Standard
    status_name: str
    level: int | None
    level_name: str
    elements: tuple[ElementLine, ...]
    sustained_text: str
    sustained_name: str
    evidence_count: int
    missing: tuple[str, ...]


class PseaPart(NamedTuple):
    """The PSEA result; ``sentence`` is the one that must stand wherever the capacity is told."""

    standards: tuple[StandardBox, ...]
    met: int
    not_applicable: int
    open: int
    of: int
    met_shown: str
    capacity: str
    capacity_name: str
    sentence: str
    provisional: bool
    provisional_note: str
    dates: tuple[Fact, ...]
    unicef_total: int | None
    unicef_shown: str
    privacy: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PlanPart:
    """The action plan; in aggregates its actions are only counted.

    ``joint_note`` tells the sum in one currency, or why there is none; "" where none is needed.
    """

    actions: tuple[ActionLine, ...]
    totals: tuple[TotalLine, ...]
    by_domain: tuple[DomainMoney, ...]
    joint: Joint | None
    joint_note: str
    by_status: tuple[Count, ...]
    by_priority: tuple[Count, ...]
    count: int
    uncosted: int
    uncosted_note: str

    @property
    def psea(self) -> tuple[ActionLine, ...]:
        """The actions for a core standard, by standard."""
        return tuple(sorted((a for a in self.actions if a.standard), key=lambda a: a.standard))


class Pack(NamedTuple):
    """What the first page of a due-diligence pack tells."""

    standing: tuple[PackLine, ...]
    documents: tuple[PackLine, ...]
    count_shown: str
    untold: str

    @property
    def lacking(self) -> tuple[PackLine, ...]:
        """Documents that are missing, have expired or soon will."""
        worries = (Validity.MISSING, Validity.EXPIRED, Validity.SOON)
        return tuple(line for line in self.documents if line.validity in worries)


class Report(NamedTuple):
    """One assessment, ready to be put on paper or into a workbook, in one language.

    ``scales`` tells by framework and level what a level is elsewhere. ``pack`` is None in
    aggregates. ``beside`` is the same report in a second language, printed
    beside this one. ``past`` are its revisions and changes, for the workbook. ``change`` is None
    without an assessment before, ``moved`` for what follows none or no plan, and in aggregates.
    """

    words: Words
    sight: Sight
    header: Header
    facts: tuple[Fact, ...]
    profile: tuple[Fact, ...]
    domains: tuple[DomainPart, ...]
    overall: Figures
    psea: PseaPart | None
    gaps: tuple[GapLine, ...]
    strongest: tuple[RankLine, ...]
    weakest: tuple[RankLine, ...]
    plan: PlanPart
    evidence: tuple[EvidenceLine, ...]
    evidence_counts: tuple[Count, ...]
    crosswalk: tuple[CrosswalkLine, ...]
    rules: tuple[RuleLine, ...]
    participants: tuple[ParticipantLine, ...]
    levels: tuple[tuple[int, str, str], ...]
    scales: Mapping[tuple[str, int], str]
    reviews: tuple[ReviewLine, ...]
    pack: Pack | None
    change: ChangePart | None
    moved: MovedPart | None
    beside: "Report | None" = None
    past: Past | None = None

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """All indicators, in order; none in aggregates."""
        return tuple(line for domain in self.domains for line in domain.indicators)

    @property
    def top_gaps(self) -> tuple[GapLine, ...]:
        """The five heaviest gaps."""
        return self.gaps[:5]

    @property
    def not_applicable(self) -> tuple[IndicatorLine, ...]:
        """Indicators answered as not applicable, with their reasons."""
        return tuple(line for line in self.indicators if line.status == "not_applicable")

    @property
    def without_evidence(self) -> tuple[IndicatorLine, ...]:
        """Indicators at level 3 or above that no evidence item is named for."""
        return tuple(i for i in self.indicators if (i.level or 0) >= 3 and not i.evidence_count)
