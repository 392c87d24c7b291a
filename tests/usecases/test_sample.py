"""The made-up organisation: whole, marked as made up, and gone without a trace when removed."""

import json
import re
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from capacity_app import paths
from capacity_app.exchange import document
from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Currency, Funding, Status
from capacity_app.model.scoring import score
from capacity_app.store.database import Store
from capacity_app.usecases import assess, organise
from capacity_app.usecases.sample import make_sample, remove_sample
from capacity_app.usecases.scores import scores

ON = date(2026, 11, 21)
LANGUAGES = ("en", "ar", "ckb")


@pytest.fixture(params=LANGUAGES)
def sample(request: pytest.FixtureRequest, store: Store) -> Assessment:
    """The sample in each language, as it is in the store."""
    made = make_sample(store, request.param, ON)
    return store.assessment(made.id)


def content() -> dict[str, Any]:
    """The sample's file."""
    file = paths.resources() / "sample" / "sample.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def texts(value: Any) -> list[dict[str, str]]:
    """Every text of the sample in its three languages."""
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if not isinstance(value, dict):
        return []
    if set(value) == set(LANGUAGES):
        return [value]
    return [text for item in value.values() for text in texts(item)]


def test_every_offered_indicator_has_an_answer(store: Store, sample: Assessment) -> None:
    instrument = store.instrument_of(sample)
    offered = {indicator.id for indicator in instrument.indicators}
    assert set(sample.answers) == offered
    levels = {answer.level for answer in sample.answers.values()}
    assert {1, 2, 3, 4} <= levels
    total = score(instrument, sample).total
    assert (sample.answered, sample.applicable) == (total.answered, total.applicable)
    assert total.open == 2


def test_levels_of_three_are_evidenced_or_explained(store: Store, sample: Assessment) -> None:
    bare = [
        answer.indicator
        for answer in sample.answers.values()
        if (answer.level or 0) >= 3 and not answer.evidence and not answer.without_evidence
    ]
    assert not bare
    assert len([item for item in sample.evidence if item.expired(ON)]) >= 2
    known = store.instrument_of(sample)
    assert all(known.evidence_type(item.type) for item in sample.evidence)


def test_psea_is_partly_met(store: Store, sample: Assessment) -> None:
    psea = scores(store, sample.id)["psea"]
    assert (psea["met"], psea["not_applicable"], psea["capacity"]) == (5, 1, "medium")
    assert not psea["provisional"]


def test_the_plan_is_costed_and_at_different_points(sample: Assessment) -> None:
    assert len(sample.plan) >= 12
    assert all(not action.missing for action in sample.plan)
    assert {action.currency for action in sample.plan} == set(Currency)
    assert {action.funding for action in sample.plan} == set(Funding)
    assert {action.shown_status(ON) for action in sample.plan} == set(Status)
    assert len({action.ref for action in sample.plan}) == len(sample.plan)


def test_it_says_that_it_is_made_up(sample: Assessment) -> None:
    organisation = sample.organisation
    assert organisation.is_sample
    assert "fictitious" in organisation.name_en
    assert "افتراضية" in organisation.name_ar
    assert "گریمانەیی" in organisation.name_ckb


def test_the_document_keeps_to_the_schema(sample: Assessment) -> None:
    schema = json.loads((paths.resources() / "schema" / "assessment-1.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document.to_document(sample))


def test_the_same_day_gives_the_same_sample(store: Store, sample: Assessment) -> None:
    before = document.dump(document.to_document(sample))
    remove_sample(store)
    again = make_sample(store, sample.language, ON)
    assert document.dump(document.to_document(again)) == before
    assert make_sample(store, sample.language).id == again.id


def test_removing_it_leaves_ones_own_work(store: Store) -> None:
    own = organise.create_organisation(store, name_en="Own")
    mine = assess.start(store, own.id, on=ON)
    for language in LANGUAGES:
        make_sample(store, language, ON)
    assert remove_sample(store) == 3
    assert [summary.id for summary in store.summaries()] == [mine.id]
    assert [organisation.id for organisation in store.organisations()] == [own.id]
    assert remove_sample(store) == 0


@pytest.mark.parametrize("text", texts(content()), ids=lambda text: text["en"][:40])
def test_its_texts_are_properly_written(text: dict[str, str]) -> None:
    assert all(text[code].strip() == text[code] != "" for code in LANGUAGES)
    assert not re.search("[يىكة]", text["ckb"])
    assert not re.search(r"(?<![\u0600-\u06ff])ر\w", text["ckb"])
    assert not re.search("[کیگەێۆڕڵڤپچژ]", text["ar"])
    figures = {code: sorted(re.findall(r"\d+", text[code])) for code in LANGUAGES}
    assert figures["en"] == figures["ar"] == figures["ckb"]
