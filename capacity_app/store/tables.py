"""The tables.

Only constructs and types that SQLite and PostgreSQL both take.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from capacity_app.model.assessment import (
    Changed,
    ElementAnswer,
    Kind,
    Mode,
    State,
)
from capacity_app.model.evidence import EvidenceStatus, Share
from capacity_app.model.history import What
from capacity_app.model.organisation import (
    BudgetBand,
    HealthLevel,
    StaffBand,
)
from capacity_app.model.plan import (
    Currency,
    Funding,
    Priority,
    Status,
    Support,
    SupporterKind,
)
from capacity_app.store import columns

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _words(name: str) -> Column[str]:
    return Column(name, columns.Words, nullable=False, default="")


organisations = Table(
    "organisation",
    metadata,
    Column("id", String(36), primary_key=True),
    _words("name_en"),
    _words("name_ar"),
    _words("name_ckb"),
    _words("acronym"),
    Column("founded", columns.Whole),
    Column("registrations", columns.registrations, nullable=False),
    _words("head_office"),
    _words("address"),
    _words("phone"),
    _words("email"),
    _words("website"),
    _words("head_name"),
    _words("head_title"),
    _words("contact_name"),
    _words("contact_title"),
    Column("governorates", columns.codes(), nullable=False),
    Column("services_by_governorate", columns.codes_by_code(), nullable=False),
    Column("health_levels", columns.choices(HealthLevel), nullable=False),
    Column("staff_band", columns.Choice(StaffBand)),
    Column("volunteers", columns.Whole),
    Column("budget_band", columns.Choice(BudgetBand)),
    _words("surge_capacity"),
    Column("bank_account", columns.YesNo),
    _words("board_members"),
    Column("psea_focal_point", columns.YesNo),
    Column("formal_assessments", columns.formal_assessments, nullable=False),
    Column("is_sample", columns.YesNo, nullable=False),
)

instruments = Table(
    "instrument",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("id", String(80), nullable=False),
    Column("version", String(40), nullable=False),
    Column("content", Text, nullable=False),
)

assessments = Table(
    "assessment",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False, index=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("revision", columns.Whole, nullable=False),
    Column("state", columns.Choice(State), nullable=False),
    Column("instrument_id", String(80), nullable=False),
    Column("instrument_version", String(40), nullable=False),
    Column("instrument_digest", String(64), nullable=False),
    Column("kind", columns.Choice(Kind), nullable=False),
    Column("mode", columns.Choice(Mode), nullable=False),
    Column("date", columns.Day, nullable=False),
    Column("language", columns.Tongue, nullable=False),
    Column("services", columns.codes(), nullable=False),
    _words("place"),
    _words("facilitator"),
    _words("facilitator_organisation"),
    Column("participants", columns.participants, nullable=False),
    Column("targets", columns.levels_by_code(), nullable=False),
    Column("reviews", columns.reviews, nullable=False),
    _words("director_role"),
    _words("facilitator_role"),
    Column("signed_at", columns.Moment),
    _words("revision_reason"),
    _words("revision_by"),
    Column("previous_id", String(36), nullable=False, default=""),
    Column("previous_revision", columns.Whole),
    Column("deleted_at", columns.Moment),
    Column("last_indicator", String(40), nullable=False),
    Column("saved_at", columns.Moment),
    Column("answered", columns.Whole, nullable=False),
    Column("applicable", columns.Whole, nullable=False),
    UniqueConstraint("id", "revision"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column(
        "assessment_number",
        ForeignKey("assessment.number", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("ref", String(40), nullable=False),
    _words("title"),
    Column("type", String(80), nullable=False),
    Column("language", String(40), nullable=False),
    Column("issued", columns.Day),
    Column("expires", columns.Day),
    _words("held_at"),
    Column("share", columns.Choice(Share), nullable=False),
    Column("status", columns.Choice(EvidenceStatus), nullable=False),
    _words("seen_by"),
    Column("seen_on", columns.Day),
    _words("copy_name"),
    Column("copy_sha256", String(64), nullable=False, default=""),
    Column("copy_size", columns.Whole),
    UniqueConstraint("assessment_number", "ref"),
)

answers = Table(
    "answer",
    metadata,
    Column(
        "assessment_number", ForeignKey("assessment.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("indicator", String(40), primary_key=True),
    Column("level", columns.Whole(1, 4)),
    Column("not_applicable", Text),
    Column("dont_know", columns.YesNo, nullable=False),
    _words("note"),
    _words("without_evidence"),
    Column("elements", columns.elements, nullable=False),
    Column("sustained", columns.Choice(ElementAnswer)),
    Column("changed", columns.Choice(Changed)),
)

answer_evidence = Table(
    "answer_evidence",
    metadata,
    Column("assessment_number", Integer, primary_key=True),
    Column("indicator", String(40), primary_key=True),
    Column(
        "evidence_number",
        ForeignKey("evidence.number", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    ForeignKeyConstraint(
        ["assessment_number", "indicator"],
        ["answer.assessment_number", "answer.indicator"],
        ondelete="CASCADE",
    ),
)

actions = Table(
    "action",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column(
        "assessment_number",
        ForeignKey("assessment.number", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("ref", String(40), nullable=False),
    Column("indicator", String(40), nullable=False),
    _words("gap"),
    Column("baseline", columns.Whole(1, 4)),
    Column("target", columns.Whole(1, 4)),
    _words("action"),
    _words("deliverable"),
    Column("priority", columns.Choice(Priority), nullable=False),
    _words("reason"),
    _words("responsible"),
    Column("support", columns.choices(Support), nullable=False),
    _words("supported_by"),
    Column("supporter_kind", columns.Choice(SupporterKind)),
    Column("cost", columns.Exact),
    Column("currency", columns.Choice(Currency), nullable=False),
    Column("rate", columns.Exact),
    Column("rate_date", columns.Day),
    Column("funding", columns.Choice(Funding), nullable=False),
    Column("start", columns.Day),
    Column("due", columns.Day),
    Column("status", columns.Choice(Status), nullable=False),
    Column("percent", columns.Whole(0, 100), nullable=False),
    Column("completed_on", columns.Day),
    _words("completion_evidence"),
    _words("verified_by"),
    Column("verified_on", columns.Day),
    Column("adequate", columns.YesNo),
    _words("comments"),
    Column("agreed", columns.YesNo, nullable=False, default=False),
    Column("effect", columns.Whole(1, 3)),
    Column("effort", columns.Whole(1, 3)),
    UniqueConstraint("assessment_number", "ref"),
)

history = Table(
    "history",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("assessment_id", String(36), nullable=False),
    Column("sequence", columns.Whole, nullable=False),
    Column("revision", columns.Whole, nullable=False),
    Column("at", columns.Moment, nullable=False),
    _words("who"),
    Column("what", columns.Choice(What), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("field", String(40), nullable=False),
    *(_words(name) for name in ("old", "new", "reason")),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("assessment_id", "sequence"),
)

handovers = Table(
    "handover",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("assessment_id", String(36), nullable=False, index=True),
    Column("revision", columns.Whole, nullable=False),
    Column("at", columns.Moment, nullable=False),
    *(_words(name) for name in ("receiver", "by", "file")),
    Column("document", String(40), nullable=False),
    Column("language", String(8), nullable=False),
    Column("tier", String(40), nullable=False),
    Column("code", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
)
