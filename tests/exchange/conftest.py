"""A whole document, as one assessment with every field filled would be written."""

from pathlib import Path
from typing import Any

import pytest

from capacity_app import paths
from capacity_app.model.instrument import Instrument
from capacity_app.store import instruments


@pytest.fixture(scope="session")
def bank() -> Instrument:
    """The question bank the program ships."""
    return instruments.load("iraq-health-cso", paths.assessments())


@pytest.fixture
def document() -> dict[str, Any]:
    """Every member a document can have, once."""
    return {
        "format": "capacity-assessment",
        "format_version": 1,
        "id": "0f5c7f0a-0000-4000-8000-000000000001",
        "revision": 2,
        "state": "final",
        "instrument": {"id": "iraq-health-cso", "version": "1.0.0"},
        "kind": "follow_up",
        "mode": "peer",
        "date": "2026-03-09",
        "language": "ckb",
        "services": ["MHP", "SRH"],
        "place": "Duhok",
        "facilitator": "Facilitator",
        "facilitator_organisation": "Example Centre",
        "participants": [{"role": "Director", "women": 1, "men": 0}],
        "targets": {"FUN-1.1": 4},
        "reviews": [{"month": 6, "held_on": "2026-06-01", "by": "Director", "note": "On track"}],
        "sign_off": {
            "director": "Director",
            "facilitator": "Adviser",
            "at": "2026-03-09T10:30:00Z",
        },
        "reopened": {"reason": "A proof was missing", "by": "Director"},
        "previous": {"id": "0f5c7f0a-0000-4000-8000-000000000003", "revision": 2},
        "organisation": _organisation(),
        "answers": _answers(),
        "evidence": _evidence(),
        "plan": [_action()],
    }


def _organisation() -> dict[str, Any]:
    return {
        "id": "0f5c7f0a-0000-4000-8000-000000000002",
        "names": {"en": "Example", "ar": "مثال", "ckb": "نموونە"},
        "acronym": "EX",
        "founded": 2014,
        "registrations": [
            {"authority": "federal", "number": "1Z2364", "expires": "2027-03-01"},
            {"authority": "kri", "number": "77"},
        ],
        "head_office": "IQG15",
        "address": "Example Street",
        "phone": "0",
        "email": "office@example.org",
        "website": "example.org",
        "head_name": "Head",
        "head_title": "Director",
        "contact_name": "Contact",
        "contact_title": "Officer",
        "governorates": ["IQG15", "halabja"],
        "services_by_governorate": {"IQG15": ["PHC"], "halabja": ["GBV", "MHP"]},
        "health_levels": ["community", "primary"],
        "staff_band": "10_24",
        "volunteers": 12,
        "budget_band": "50k_250k",
        "surge_capacity": "One team",
        "bank_account": True,
        "board_members": "Chair",
        "psea_focal_point": False,
        "formal_assessments": [{"scheme": "hact", "year": 2024, "result": "Moderate"}],
        "sample": True,
    }


def _answers() -> dict[str, Any]:
    return {
        "FUN-1.1": {
            "level": 3,
            "changed": "practice",
            "note": "=1+1 <b>ە ێ</b> 🙂\n2",
            "evidence": ["E1", "E2"],
        },
        "FUN-1.2": {"level": 4, "without_evidence": "reason"},
        "COO-2.2": {"not_applicable": "reason"},
        "TEC-1.1": {"dont_know": True},
        "PSE-1": {
            "elements": {"a": "yes", "b": "no", "c": "dont_know"},
            "sustained": "no",
            "evidence": ["E2"],
        },
        "PSE-2": {"elements": {"a": "yes", "b": "not_applicable"}},
        "PSE-8": {"not_applicable": "no allegation"},
    }


def _evidence() -> list[dict[str, Any]]:
    return [
        {
            "id": "E1",
            "type": "policy",
            "title": "Certificate",
            "language": "ar",
            "issued": "2025-01-10",
            "expires": "2027-01-10",
            "held_at": "File 1",
            "share": "never",
            "status": "verified",
            "seen_by": "Facilitator",
            "seen_on": "2026-03-01",
        },
        {"id": "E2", "share": "list", "status": "claimed"},
    ]


def _action() -> dict[str, Any]:
    return {
        "ref": "ACR/2026/01",
        "indicator": "FUN-1.1",
        "gap": "Gap",
        "baseline": 2,
        "target": 3,
        "action": "Action",
        "deliverable": "Proof",
        "priority": "high",
        "reason": "Reason",
        "responsible": "Director",
        "support": ["training", "equipment"],
        "supported_by": "An agency",
        "supporter_kind": "un",
        "cost": "1500.00",
        "currency": "IQD",
        "rate": "1310.5",
        "rate_date": "2026-02-28",
        "funding": "requested",
        "start": "2026-03-01",
        "due": "2026-06-01",
        "status": "completed",
        "percent": 100,
        "completed_on": "2026-05-30",
        "completion_evidence": "Minutes",
        "verified_by": "Facilitator",
        "verified_on": "2026-05-31",
        "adequate": False,
        "effect": 3,
        "effort": 1,
        "agreed": True,
        "comments": "None",
    }


@pytest.fixture
def schema_file() -> Path:
    """The published schema of the document."""
    return paths.resources() / "schema" / "assessment-1.json"
