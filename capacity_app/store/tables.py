"""The tables, and the model's dataclasses mapped onto them from outside.

Only constructs and types that SQLite and PostgreSQL both take.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import attribute_keyed_dict, registry, relationship

from capacity_app.model.assessment import (
    Answer,
    Assessment,
    ElementAnswer,
    Kind,
    Mode,
    Participants,
    State,
)
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus, Share
from capacity_app.model.organisation import (
    Authority,
    BudgetBand,
    FormalAssessment,
    HealthLevel,
    Organisation,
    Registration,
    Scheme,
    StaffBand,
)
from capacity_app.model.plan import (
    Action,
    Currency,
    Funding,
    Priority,
    Status,
    Support,
    SupporterKind,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Choice(TypeDecorator[StrEnum]):
    """An enum's value as text, so that a new choice needs no change of the table."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


class Exact(TypeDecorator[Decimal]):
    """An exact decimal as text: SQLite's own numbers are binary fractions."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; comes back aware from both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Packed(TypeDecorator[Any]):
    """A small list or dict of plain values as JSON, packed and unpacked by two functions."""

    impl = JSON
    cache_ok = False

    def __init__(self, pack: Callable[[Any], Any], unpack: Callable[[Any], Any]) -> None:
        super().__init__()
        self.pack = pack
        self.unpack = unpack

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> Any | None:
        return None if value is None else self.pack(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any | None:
        return None if value is None else self.unpack(value)


def _plain() -> Packed:
    return Packed(lambda value: value, lambda value: value)


def _choices(kind: type[StrEnum]) -> Packed:
    return Packed(
        lambda values: [value.value for value in values],
        lambda values: [kind(value) for value in values],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_registrations = Packed(
    lambda items: [
        {
            "authority": item.authority.value,
            "number": item.number,
            "expires": item.expires and item.expires.isoformat(),
        }
        for item in items
    ],
    lambda items: [
        Registration(Authority(item["authority"]), item["number"], _day(item["expires"]))
        for item in items
    ],
)
_formal_assessments = Packed(
    lambda items: [[item.scheme.value, item.year, item.result] for item in items],
    lambda items: [FormalAssessment(Scheme(scheme), year, text) for scheme, year, text in items],
)
_participants = Packed(
    lambda items: [[item.role, item.women, item.men] for item in items],
    lambda items: [Participants(role, women, men) for role, women, men in items],
)
_elements = Packed(
    lambda given: {name: value.value for name, value in given.items()},
    lambda given: {name: ElementAnswer(value) for name, value in given.items()},
)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


organisations = Table(
    "organisation",
    metadata,
    Column("id", String(36), primary_key=True),
    _words("name_en"),
    _words("name_ar"),
    _words("name_ckb"),
    _words("acronym"),
    Column("founded", Integer),
    Column("registrations", _registrations, nullable=False),
    _words("head_office"),
    _words("address"),
    _words("phone"),
    _words("email"),
    _words("website"),
    _words("head_name"),
    _words("head_title"),
    _words("contact_name"),
    _words("contact_title"),
    Column("governorates", _plain(), nullable=False),
    Column("services_by_governorate", _plain(), nullable=False),
    Column("health_levels", _choices(HealthLevel), nullable=False),
    Column("staff_band", Choice(StaffBand)),
    Column("volunteers", Integer),
    Column("budget_band", Choice(BudgetBand)),
    _words("surge_capacity"),
    Column("bank_account", Boolean),
    _words("board_members"),
    Column("psea_focal_point", Boolean),
    Column("formal_assessments", _formal_assessments, nullable=False),
    Column("is_sample", Boolean, nullable=False),
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
    Column("revision", Integer, nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("instrument_id", String(80), nullable=False),
    Column("instrument_version", String(40), nullable=False),
    Column("instrument_digest", String(64), nullable=False),
    Column("kind", Choice(Kind), nullable=False),
    Column("mode", Choice(Mode), nullable=False),
    Column("date", Date, nullable=False),
    Column("language", String(8), nullable=False),
    Column("services", _plain(), nullable=False),
    _words("place"),
    _words("facilitator"),
    _words("facilitator_organisation"),
    Column("participants", _participants, nullable=False),
    Column("targets", _plain(), nullable=False),
    Column("last_indicator", String(40), nullable=False),
    Column("saved_at", Moment),
    Column("answered", Integer, nullable=False),
    Column("applicable", Integer, nullable=False),
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
    Column("issued", Date),
    Column("expires", Date),
    _words("held_at"),
    Column("share", Choice(Share), nullable=False),
    Column("status", Choice(EvidenceStatus), nullable=False),
    _words("seen_by"),
    Column("seen_on", Date),
    UniqueConstraint("assessment_number", "ref"),
)

answers = Table(
    "answer",
    metadata,
    Column(
        "assessment_number", ForeignKey("assessment.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("indicator", String(40), primary_key=True),
    Column("level", Integer),
    Column("not_applicable", Text),
    Column("dont_know", Boolean, nullable=False),
    _words("note"),
    _words("without_evidence"),
    Column("elements", _elements, nullable=False),
    Column("sustained", Choice(ElementAnswer)),
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
    Column("baseline", Integer),
    Column("target", Integer),
    _words("action"),
    _words("deliverable"),
    Column("priority", Choice(Priority), nullable=False),
    _words("reason"),
    _words("responsible"),
    Column("support", _choices(Support), nullable=False),
    _words("supported_by"),
    Column("supporter_kind", Choice(SupporterKind)),
    Column("cost", Exact),
    Column("currency", Choice(Currency), nullable=False),
    Column("rate", Exact),
    Column("rate_date", Date),
    Column("funding", Choice(Funding), nullable=False),
    Column("start", Date),
    Column("due", Date),
    Column("status", Choice(Status), nullable=False),
    Column("percent", Integer, nullable=False),
    Column("completed_on", Date),
    _words("completion_evidence"),
    _words("verified_by"),
    Column("verified_on", Date),
    Column("adequate", Boolean),
    _words("comments"),
    UniqueConstraint("assessment_number", "ref"),
)


def map_model() -> None:
    """Map the model's dataclasses onto the tables; doing it again changes nothing."""
    if hasattr(Organisation, "__mapper__"):
        return
    mapper = registry(metadata=metadata)
    mapper.map_imperatively(Organisation, organisations)
    mapper.map_imperatively(EvidenceItem, evidence)
    mapper.map_imperatively(Action, actions)
    mapper.map_imperatively(
        Answer,
        answers,
        properties={
            "evidence": relationship(
                EvidenceItem,
                secondary=answer_evidence,
                lazy="selectin",
                order_by=evidence.c.number,
            )
        },
    )
    owned: dict[str, Any] = {
        "lazy": "selectin",
        "cascade": "all, delete-orphan",
        "passive_deletes": True,
    }
    mapper.map_imperatively(
        Assessment,
        assessments,
        properties={
            "organisation": relationship(Organisation, lazy="joined"),
            "answers": relationship(
                Answer, collection_class=attribute_keyed_dict("indicator"), **owned
            ),
            "evidence": relationship(EvidenceItem, order_by=evidence.c.number, **owned),
            "plan": relationship(Action, order_by=actions.c.number, **owned),
        },
    )
