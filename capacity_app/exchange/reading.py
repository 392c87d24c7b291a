"""From the JSON assessment document to an assessment: everything is checked on the way."""

from collections.abc import Callable, Mapping

from capacity_app.exchange.actions import indicator_of, read_action
from capacity_app.exchange.fields import (
    Fields,
    choice_of,
    code_of,
    doubled,
    missing,
    number_of,
    text_of,
)
from capacity_app.exchange.place import Place
from capacity_app.exchange.profile import MANY, read_organisation
from capacity_app.i18n import N_
from capacity_app.model.assessment import (
    Answer,
    Assessment,
    Changed,
    ElementAnswer,
    Kind,
    Mode,
    Participants,
    State,
)
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus, Share
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.plan import REVIEW_MONTHS, Action, PlanReview
from capacity_app.model.text import LANGUAGES

FORMAT = "capacity-assessment"
FORMAT_VERSION = 1

Bank = Callable[[str, str, str], Instrument]
"""Finds a question bank by id, version and digest ("" when not given), or raises UserError."""


def read_assessment(value: object, file: str, bank: Bank) -> Assessment:
    """An assessment from a parsed document; UserError names the place of the first fault."""
    fields = Fields(value, Place(file))
    _check_format(fields)
    instrument = _instrument(fields, bank)
    assessment = Assessment(
        id=fields.id("id"),
        organisation=read_organisation(*fields.needed("organisation")),
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_digest=instrument.digest,
    )
    _read_setting(assessment, fields, instrument)
    _read_content(assessment, fields, instrument)
    fields.close()
    return assessment


def _check_format(fields: Fields) -> None:
    found, at = fields.take("format")
    if found != FORMAT:
        at.refuse(
            N_(
                "{file} is not an assessment of this program. Nothing was changed. Check that it "
                "is the right file."
            )
        )
    version, at = fields.needed("format_version")
    if number_of(version, at, 1, MANY) > FORMAT_VERSION:
        at.refuse(
            N_(
                "{file} was made by a newer version of this program. Nothing was changed. "
                "Install the newer version to read it."
            )
        )


def _instrument(fields: Fields, bank: Bank) -> Instrument:
    about = Fields(*fields.needed("instrument"))
    key, version, digest = about.key("id", 80), about.key("version", 40), about.text("digest", 64)
    about.close()
    return bank(key, version, digest)


def _read_setting(assessment: Assessment, fields: Fields, instrument: Instrument) -> None:
    assessment.revision = fields.number("revision", 1, MANY) or 1
    assessment.state = fields.choice("state", State) or State.DRAFT
    assessment.kind = fields.choice("kind", Kind) or Kind.BASELINE
    assessment.mode = fields.choice("mode", Mode) or Mode.SELF
    day = fields.day("date")
    if day is None:
        missing(fields.at.key("date"))
    assessment.date = day
    assessment.language = fields.code("language", LANGUAGES) or "en"
    assessment.services = fields.codes("services", instrument.services)
    assessment.place = fields.text("place")
    assessment.facilitator = fields.name("facilitator")
    assessment.facilitator_organisation = fields.name("facilitator_organisation")
    assessment.participants = [_participants(*item) for item in fields.items("participants")]
    assessment.reviews = [_review(*item) for item in fields.items("reviews")]
    _read_revision(assessment, fields)


def _read_revision(assessment: Assessment, fields: Fields) -> None:
    signed, reopened = fields.inner("sign_off"), fields.inner("reopened")
    assessment.director_role = signed.name("director")
    assessment.facilitator_role = signed.name("facilitator")
    assessment.signed_at = signed.moment("at")
    assessment.revision_reason = reopened.text("reason")
    assessment.revision_by = reopened.name("by")
    previous = fields.inner("previous")
    assessment.previous_id = previous.id("id") if previous.given else ""
    assessment.previous_revision = previous.number("revision", 1, MANY)
    for each in (signed, reopened, previous):
        each.close()


def _review(value: object, at: Place) -> PlanReview:
    fields = Fields(value, at)
    month = choice_of_month(*fields.needed("month"))
    day = fields.day("held_on")
    if day is None:
        missing(at.key("held_on"))
    found = PlanReview(month, day, fields.name("by"), fields.text("note"))
    fields.close()
    return found


def choice_of_month(value: object, at: Place) -> int:
    """The month of a review of the plan: 3, 6 or 12; UserError for another."""
    month = number_of(value, at, min(REVIEW_MONTHS), max(REVIEW_MONTHS))
    return int(code_of(str(month), [str(each) for each in REVIEW_MONTHS], at))


def _participants(value: object, at: Place) -> Participants:
    fields = Fields(value, at)
    women, men = fields.number("women", 0, MANY), fields.number("men", 0, MANY)
    found = Participants(fields.name("role"), women or 0, men or 0)
    fields.close()
    return found


def _read_content(assessment: Assessment, fields: Fields, instrument: Instrument) -> None:
    items: dict[str, EvidenceItem] = {}
    for value, at in fields.items("evidence"):
        item = _evidence(value, at)
        if item.ref in items:
            doubled(at.key("id"), item.ref)
        items[item.ref] = item
    assessment.evidence = list(items.values())
    for name, value, at in fields.entries("answers"):
        answer = _answer(value, at, indicator_of(name, instrument, at), items)
        if not answer.is_empty:
            assessment.answers[name] = answer
    for name, value, at in fields.entries("targets"):
        assessment.targets[indicator_of(name, instrument, at).id] = number_of(value, at, 1, 4)
    actions: dict[str, Action] = {}
    for value, at in fields.items("plan"):
        action = read_action(value, at, instrument)
        if action.ref in actions:
            doubled(at.key("ref"), action.ref)
        actions[action.ref] = action
    assessment.plan = list(actions.values())


def _evidence(value: object, at: Place) -> EvidenceItem:
    fields = Fields(value, at)
    item = EvidenceItem(
        ref=fields.key("id", 40),
        title=fields.name("title"),
        type=fields.text("type", 80),
        language=fields.text("language", 40),
        issued=fields.day("issued"),
        expires=fields.day("expires"),
        held_at=fields.text("held_at"),
        share=fields.choice("share", Share) or Share.LIST,
        status=fields.choice("status", EvidenceStatus) or EvidenceStatus.CLAIMED,
        seen_by=fields.name("seen_by"),
        seen_on=fields.day("seen_on"),
    )
    fields.close()
    return item


def _answer(
    value: object, at: Place, indicator: Indicator, items: Mapping[str, EvidenceItem]
) -> Answer:
    fields = Fields(value, at)
    answer = Answer(
        indicator.id,
        level=fields.number("level", 1, 4),
        not_applicable=_reason(fields),
        dont_know=fields.flag("dont_know") or False,
        note=fields.text("note"),
        without_evidence=fields.text("without_evidence"),
    )
    refs = fields.codes("evidence", items)
    answer.changed = fields.choice("changed", Changed)
    answer.evidence = [item for ref, item in items.items() if ref in refs]
    _read_elements(answer, fields, indicator)
    fields.close()
    _check_answer(answer, at, indicator)
    return answer


def _reason(fields: Fields) -> str | None:
    value, at = fields.take("not_applicable")
    return None if value is None else text_of(value, at)


def _read_elements(answer: Answer, fields: Fields, indicator: Indicator) -> None:
    elements = {element.id: element for element in indicator.elements}
    for name, value, at in fields.entries("elements"):
        element = elements[code_of(name, elements, at)]
        given = choice_of(value, ElementAnswer, at)
        if given is ElementAnswer.NOT_APPLICABLE and not element.may_be_na:
            _applies_to_all(at)
        answer.elements[name] = given
    answer.sustained = fields.choice("sustained", ElementAnswer)
    if answer.sustained and (
        indicator.sustained is None or answer.sustained is ElementAnswer.NOT_APPLICABLE
    ):
        _applies_to_all(fields.at.key("sustained"))


def _check_answer(answer: Answer, at: Place, indicator: Indicator) -> None:
    if indicator.is_psea and answer.level is not None:
        at.key("level").refuse(
            N_(
                "In {file}, {path} gives a level, but the level of a PSEA standard follows from "
                'its elements. Nothing was changed. Give "elements" instead.'
            )
        )
    if answer.not_applicable is not None and not indicator.may_be_na:
        _applies_to_all(at.key("not_applicable"))
    said = (answer.level is not None, answer.not_applicable is not None, answer.dont_know)
    if sum(said) > 1:
        at.refuse(
            N_(
                "In {file}, {path} says more than one of level, not applicable and don't know. "
                "Nothing was changed. Leave one of them, or ask its sender for a new file."
            )
        )


def _applies_to_all(at: Place) -> None:
    at.refuse(
        N_(
            'In {file}, "not applicable" or this answer cannot stand at {path}. Nothing was '
            "changed. Answer it in another way, or ask its sender for a new file."
        )
    )
