"""A copy of an assessment that holds only what a tier may see, for files that carry it whole."""

from dataclasses import MISSING, Field, fields, replace
from typing import Any, Final

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.report.tiers import Sight

_WITHHELD: Final = "…"


def redacted(assessment: Assessment, sight: Sight) -> Assessment:
    """A copy whose unseen fields are as empty as on the first day; the original is not touched.

    Raises ValueError for aggregates, which have no single assessment to carry.
    """
    if not sight.single_answers:
        raise ValueError(sight.tier)
    listed = {item.ref: _item(item, sight) for item in assessment.evidence}
    bare = replace(assessment, answers={}, evidence=[], plan=[])
    copy: Assessment = _copy("assessment", bare, sight)
    copy.organisation = _copy("organisation", assessment.organisation, sight)
    copy.evidence = list(listed.values())
    copy.answers = {
        key: _answer(answer, listed, sight) for key, answer in assessment.answers.items()
    }
    copy.plan = [_copy("action", action, sight) for action in assessment.plan]
    return copy


def _answer(answer: Answer, listed: dict[str, Any], sight: Sight) -> Answer:
    copy: Answer = _copy("answer", replace(answer, evidence=[]), sight)
    if answer.elements:
        seen = sight.sees("psea_answer.not_applicable")
        if copy.not_applicable and not seen:
            copy.not_applicable = _WITHHELD  # that it does not apply is told, why is not
        copy.without_evidence = sight.text("psea_answer.without_evidence", answer.without_evidence)
    copy.evidence = [listed[item.ref] for item in answer.evidence]
    return copy


def _item(item: EvidenceItem, sight: Sight) -> EvidenceItem:
    """An item as far as it is seen; of one that is never shared only that it exists.

    Were it left out, a standard that is met through it would read as not met.
    """
    if not sight.tells_of(item.share):
        return EvidenceItem(item.ref, _WITHHELD, share=item.share)
    copy: EvidenceItem = _copy("evidence", item, sight)
    return copy


def _copy(name: str, thing: Any, sight: Sight) -> Any:
    """A new object with the unseen fields at their defaults; those without one are always seen."""
    unseen = {
        field.name: _default(field)
        for field in fields(thing)
        if not sight.sees(f"{name}.{field.name}") and not _needed(field)
    }
    return replace(thing, **unseen)


def _needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _default(field: "Field[Any]") -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
