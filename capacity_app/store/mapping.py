"""The model's dataclasses, mapped onto the tables from outside."""

from typing import Any

from sqlalchemy.orm import attribute_keyed_dict, registry, relationship

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.organisation import Organisation
from capacity_app.model.plan import Action
from capacity_app.store.tables import (
    actions,
    answer_evidence,
    answers,
    assessments,
    evidence,
    metadata,
    organisations,
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
