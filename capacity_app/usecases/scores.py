"""The scores of an assessment as plain values, for other programs."""

from fractions import Fraction
from typing import Any

from capacity_app.model.assessment import Assessment
from capacity_app.model.psea import Psea
from capacity_app.model.scoring import Score, score
from capacity_app.store.database import Store


def scores(store: Store, assessment_id: str) -> dict[str, Any]:
    """Scores, completeness and the PSEA result; shares are 0 to 1, None where there is no basis."""
    assessment = store.assessment(assessment_id)
    result = score(store.instrument_of(assessment), assessment)
    return {
        "instrument": _instrument(assessment),
        "domains": {key: _domain(value) for key, value in result.domains.items()},
        "areas": {key: _score(value) for key, value in result.areas.items()},
        "psea": None if result.psea is None else _psea(result.psea),
    }


def _instrument(assessment: Assessment) -> dict[str, str]:
    return {"id": assessment.instrument_id, "version": assessment.instrument_version}


def _score(value: Score) -> dict[str, Any]:
    return {
        "score": _number(value.score),
        "shown": value.shown,
        "total": value.total,
        "not_applicable": value.not_applicable,
        "applicable": value.applicable,
        "answered": value.answered,
        "open": value.open,
        "completeness": _number(value.completeness),
        "evidence": _number(value.evidence),
    }


def _domain(value: Score) -> dict[str, Any]:
    plain = _score(value)
    return {"score": plain.pop("score"), "shown": plain.pop("shown"), "band": value.band, **plain}


def _psea(value: Psea) -> dict[str, Any]:
    return {
        "standards": {key: standard.value for key, standard in value.standards.items()},
        "met": value.met,
        "not_applicable": value.not_applicable,
        "capacity": value.capacity.value,
        "provisional": value.provisional,
        "unicef_total": value.unicef_total,
        "unicef_risk": None if value.unicef_risk is None else value.unicef_risk.value,
        "plan_due": value.plan_due.isoformat(),
        "plan_latest": value.plan_latest.isoformat(),
        "reassess_warn": value.reassess_warn.isoformat(),
        "reassess_by": value.reassess_by.isoformat(),
    }


def _number(value: Fraction | None) -> float | None:
    """Ten digits are more than any scale needs, and the same on every machine."""
    return None if value is None else round(float(value), 10)
