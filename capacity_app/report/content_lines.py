"""The lines a report is made of: ready strings beside raw values.

``…_shown`` and ``…_name`` are ready to print in the report's language; the field without that
ending is the raw value (date, Decimal, int) for a spreadsheet. What the receiver may not see is
an empty string, None or an empty tuple. Texts people typed are as they typed them, not isolated.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from capacity_app.model.plan import Currency, Funding, Priority, Status, Support, SupporterKind

Raw = str | int | Decimal | date | None


class Fact(NamedTuple):
    """A labelled value; ``section`` is its heading where facts are grouped.

    ``ltr`` is set for codes, addresses and numbers that read left to right in every language.
    """

    key: str
    label: str
    value: str
    raw: Raw = None
    section: str = ""
    ltr: bool = False


class Figures(NamedTuple):
    """The figures of an area, a domain or everything.

    ``value`` is the score rounded to what is shown; ``exact`` the unrounded score; shares are 0
    to 1; each is None without a basis, and shown as a dash.
    """

    value: Decimal | None
    exact: float | None
    shown: str
    total: int
    not_applicable: int
    applicable: int
    answered: int
    open: int
    answered_shown: str
    completeness: float
    completeness_shown: str
    evidence: float | None
    evidence_shown: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Count:
    """How many of something."""

    key: str
    name: str
    count: int


class ElementLine(NamedTuple):
    """One yes/no element of a standard; ``answer`` is "" while unanswered."""

    id: str
    text: str
    answer: str
    answer_name: str

    @property
    def missing(self) -> bool:
        """Whether it keeps its standard from being met."""
        return self.answer not in ("yes", "not_applicable")


class IndicatorLine(NamedTuple):
    """One indicator and its answer; ``status`` is answered, not_applicable, dont_know or open.

    ``level_text`` is the written level that was chosen. ``evidence`` names the items the
    receiver may know of; ``evidence_count`` counts all.
    """

    id: str
    title: str
    question: str
    domain: str
    area: str
    status: str
    status_name: str
    level: int | None
    level_name: str
    level_text: str
    target: int | None
    target_name: str
    priority_name: str
    evidence_count: int
    evidence: tuple[str, ...]
    evidence_shown: str
    not_applicable: str
    without_evidence: str
    note: str
    elements: tuple[ElementLine, ...]
    crosswalk: tuple[str, ...]
    previous_level: int | None
    change: int | None
    change_shown: str

    @property
    def open(self) -> bool:
        """Whether it applies and has no level."""
        return self.status in ("open", "dont_know")


class GapLine(NamedTuple):
    """An indicator below its target; ``text`` is the written level it is at."""

    indicator: str
    title: str
    level: int
    level_name: str
    target: int
    target_name: str
    priority: Priority
    priority_name: str
    text: str


class RankLine(NamedTuple):
    """One of the strongest or weakest indicators."""

    indicator: str
    title: str
    level: int
    level_name: str


class ActionLine(NamedTuple):
    """One action of the plan; ``status`` is as shown on the day the report was made.

    ``standard`` is the core standard's id for PSEA actions, with its ``missing_elements`` and
    ``clock_month``, the month of the plan clock it is due in. ``missing`` names empty fields.
    """

    ref: str
    indicator: str
    indicator_title: str
    standard: str
    missing_elements: tuple[str, ...]
    clock_month: int | None
    gap: str
    baseline: int | None
    baseline_name: str
    target: int | None
    target_name: str
    action: str
    deliverable: str
    priority: Priority
    priority_name: str
    reason: str
    responsible: str
    support: tuple[Support, ...]
    support_shown: str
    supported_by: str
    supporter_kind: SupporterKind | None
    supporter_kind_name: str
    cost: Decimal | None
    currency: Currency
    currency_name: str
    cost_shown: str
    rate: Decimal | None
    rate_date: date | None
    rate_shown: str
    funding: Funding
    funding_name: str
    start: date | None
    start_shown: str
    due: date | None
    due_shown: str
    status: Status
    status_name: str
    percent: int
    percent_shown: str
    completed_on: date | None
    completed_shown: str
    completion_evidence: str
    verified_by: str
    verified_on: date | None
    verified_shown: str
    adequate: bool | None
    adequate_name: str
    comments: str
    missing: tuple[str, ...]
    missing_shown: str


class Validity(StrEnum):
    """How long a document is still good, the most urgent first."""

    MISSING = "missing"
    EXPIRED = "expired"
    SOON = "soon"
    VALID = "valid"
    UNDATED = "undated"


class EvidenceLine(NamedTuple):
    """One item of the evidence register."""

    ref: str
    title: str
    type_name: str
    language_name: str
    issued: date | None
    issued_shown: str
    expires: date | None
    expires_shown: str
    expired: bool
    validity: Validity
    validity_name: str
    held_at: str
    share_name: str
    status_name: str
    seen_by: str
    seen_on: date | None
    seen_shown: str
    indicators: tuple[str, ...]


class CrosswalkLine(NamedTuple):
    """An indicator in another organisation's framework, and its level in that one's scale."""

    framework: str
    framework_name: str
    code: str
    indicator: str
    title: str
    level: int | None
    level_name: str
    elsewhere: str


class RuleLine(NamedTuple):
    """A rule the figures follow, with its source and what to check about it."""

    text: str
    source: str
    verified_on: date | None
    verified_shown: str


class ParticipantLine(NamedTuple):
    """People of one role; women and men are None where few were merged."""

    role: str
    women: int | None
    men: int | None
    total: int


class ReviewLine(NamedTuple):
    """A look back at the plan; the words say when it is not held yet."""

    month_shown: str
    day_shown: str
    held_on: date | None
    held_shown: str
    by: str
    note: str


class PackLine(NamedTuple):
    """A document, registration or fact of the pack; ``validity`` is None where none applies."""

    name: str
    shown: str
    validity: Validity | None
    validity_name: str
    refs: tuple[str, ...] = ()
