"""An assessment: its setting, its answers, its evidence and its plan."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.organisation import Organisation
from capacity_app.model.plan import Action, PlanReview


class State(StrEnum):
    """Draft until signed off; final is locked; superseded by the next revision."""

    DRAFT = "draft"
    FINAL = "final"
    SUPERSEDED = "superseded"


class Kind(StrEnum):
    """Which point of the partnership the assessment looks at."""

    BASELINE = "baseline"
    FOLLOW_UP = "follow_up"
    CLOSE_OUT = "close_out"


class Mode(StrEnum):
    """Who led the discussion."""

    SELF = "self"
    FACILITATED = "facilitated"
    PEER = "peer"


class ElementAnswer(StrEnum):
    """The answer to one required element."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


class Changed(StrEnum):
    """Why a level differs from last time's: the practice did, or how well it is understood."""

    PRACTICE = "practice"
    UNDERSTANDING = "understanding"


@dataclass(eq=False)
class Answer:
    """What was answered to one indicator; PSEA indicators use ``elements`` and ``sustained``.

    ``not_applicable`` holds the reason (None: it is applicable); at most one of ``level``,
    ``not_applicable`` and ``dont_know`` is set. ``changed`` says why a follow-up's level differs.
    """

    indicator: str
    level: int | None = None
    not_applicable: str | None = None
    dont_know: bool = False
    note: str = ""
    without_evidence: str = ""
    elements: dict[str, ElementAnswer] = field(default_factory=dict)
    sustained: ElementAnswer | None = None
    changed: Changed | None = None
    evidence: list[EvidenceItem] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said yet."""
        return not (
            self.level
            or self.not_applicable is not None
            or self.dont_know
            or self.note
            or self.without_evidence
            or self.elements
            or self.sustained
            or self.changed
            or self.evidence
        )


class Role(StrEnum):
    """The groups that usually take part."""

    MANAGEMENT = "management"
    BOARD = "board"
    FINANCE = "finance"
    PROGRAMME = "programme"
    PSEA_FOCAL_POINT = "psea_focal_point"
    VOLUNTEERS = "volunteers"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Participants:
    """How many people of one role took part; ``role`` is a Role or free words. No names."""

    role: str
    women: int = 0
    men: int = 0


@dataclass(eq=False)
class Assessment:
    """One assessment in one revision.

    ``number`` is the store's, and orders by making, because clocks jump. ``answered`` and
    ``applicable`` are counted when an answer is saved, so that lists need not read the answers.
    The roles are as typed at sign-off. ``revision_reason`` and ``revision_by`` say why, and by
    which role, a signed-off revision was reopened as this one. ``previous_id`` and
    ``previous_revision`` name the assessment a follow-up started from. ``deleted_at`` is set
    while it lies in the bin.
    """

    id: str
    organisation: Organisation
    instrument_id: str
    instrument_version: str
    instrument_digest: str = ""
    revision: int = 1
    state: State = State.DRAFT
    kind: Kind = Kind.BASELINE
    mode: Mode = Mode.SELF
    date: date = field(default_factory=date.today)
    language: str = "en"
    services: list[str] = field(default_factory=list)
    place: str = ""
    facilitator: str = ""
    facilitator_organisation: str = ""
    participants: list[Participants] = field(default_factory=list)
    targets: dict[str, int] = field(default_factory=dict)
    reviews: list[PlanReview] = field(default_factory=list)
    director_role: str = ""
    facilitator_role: str = ""
    signed_at: datetime | None = None
    revision_reason: str = ""
    revision_by: str = ""
    previous_id: str = ""
    previous_revision: int | None = None
    deleted_at: datetime | None = None
    last_indicator: str = ""
    saved_at: datetime | None = None
    answered: int = 0
    applicable: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    evidence: list[EvidenceItem] = field(default_factory=list)
    plan: list[Action] = field(default_factory=list)
    number: int | None = None

    def answer(self, indicator_id: str) -> Answer:
        """The answer to an indicator; an empty one that is not stored when there is none."""
        return self.answers.get(indicator_id) or Answer(indicator_id)

    def evidence_item(self, ref: str) -> EvidenceItem:
        """The evidence item of that ref; KeyError when there is none."""
        for item in self.evidence:
            if item.ref == ref:
                return item
        raise KeyError(ref)

    def next_evidence_ref(self) -> str:
        """The next free ref, "E1", "E2", …; refs of deleted items in between stay unused."""
        used = [int(item.ref[1:]) for item in self.evidence if item.ref[1:].isdecimal()]
        return f"E{max(used, default=0) + 1}"

    def action(self, ref: str) -> Action:
        """The plan's action of that ref; KeyError when there is none."""
        for action in self.plan:
            if action.ref == ref:
                return action
        raise KeyError(ref)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of assessments shows of one, without its answers."""

    id: str
    revision: int
    state: State
    kind: Kind
    date: date
    organisation_id: str
    organisation: dict[str, str]
    is_sample: bool
    answered: int
    applicable: int
    saved_at: datetime | None
    acronym: str = ""

    @property
    def completeness(self) -> float:
        """Answered of applicable, 0 to 1; 1 when nothing applies."""
        return self.answered / self.applicable if self.applicable else 1.0

    def organisation_name(self, language: str) -> str:
        """The organisation's name in a language, else in the first it has one in."""
        names = self.organisation
        found = names.get(language) or next((name for name in names.values() if name), "")
        return found or self.acronym


@dataclass(frozen=True, slots=True)
class Revision:
    """What a list of an assessment's revisions shows of one; the roles are as they were typed."""

    revision: int
    state: State
    date: date
    director_role: str
    facilitator_role: str
    signed_at: datetime | None
    reason: str
    by: str
