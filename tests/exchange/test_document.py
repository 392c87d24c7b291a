"""The JSON document: what is written is what was read, and what is wrong is named."""

import copy
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from capacity_app.errors import UserError
from capacity_app.exchange import document as exchange
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.model.plan import Action


def read(content: Any, bank: Instrument) -> Any:
    """Read a document from plain values."""
    return exchange.read(json.dumps(content).encode(), "file.json", lambda *_: bank)


def refusal(content: Any, bank: Instrument) -> str:
    """What is said about a document that must not be read."""
    with pytest.raises(UserError) as caught:
        read(content, bank)
    return str(caught.value)


def test_a_whole_document_is_written_as_it_was_read(
    document: dict[str, Any], bank: Instrument
) -> None:
    assessment = read(document, bank)
    document["instrument"]["digest"] = bank.digest
    assert exchange.to_document(assessment) == document


def test_every_field_of_the_model_has_a_member(document: dict[str, Any], bank: Instrument) -> None:
    # The fixture fills every field; a new field of the model has to be added to the document.
    assessment = read(document, bank)
    of_action, of_item = assessment.plan[0], assessment.evidence[0]
    for thing, kind in ((assessment.organisation, Organisation), (of_action, Action)):
        unset = [f.name for f in fields(kind) if getattr(thing, f.name) in ("", None, [], {})]
        assert not unset
    unset = [f.name for f in fields(EvidenceItem) if getattr(of_item, f.name) in ("", None)]
    assert unset == ["copy_name", "copy_sha256", "copy_size"]  # a copy stays on its computer
    kept_here = {"number", "deleted_at", "saved_at", "answered", "applicable", "last_indicator"}
    unset = {f.name for f in fields(assessment) if getattr(assessment, f.name) in ("", None, [], 0)}
    assert unset == kept_here


def test_equal_content_gives_equal_bytes(document: dict[str, Any], bank: Instrument) -> None:
    shuffled = dict(reversed(document.items()))
    shuffled["answers"] = dict(reversed(document["answers"].items()))
    one, other = read(document, bank), read(shuffled, bank)
    data = exchange.dump(exchange.to_document(one))
    assert data == exchange.dump(exchange.to_document(other))
    assert data.endswith(b"}\n")
    assert "نموونە".encode() in data


def test_the_schema_takes_what_the_program_writes_and_reads(
    document: dict[str, Any], bank: Instrument, schema_file: Path
) -> None:
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(document)
    validator.validate(exchange.to_document(read(document, bank)))


def test_the_smallest_document_is_enough(document: dict[str, Any], bank: Instrument) -> None:
    needed = ("format", "format_version", "id", "instrument", "date")
    small = {name: document[name] for name in needed}
    small["organisation"] = {"id": document["organisation"]["id"], "names": {"ar": "مثال"}}
    small |= {"plan": None, "answers": {"FUN-1.1": {"level": None}}, "kind": None}
    assessment = read(small, bank)
    assert (assessment.revision, assessment.state, assessment.kind) == (1, "draft", "baseline")
    assert (assessment.answers, assessment.plan) == ({}, [])


def test_evidence_comes_in_the_order_of_the_register(
    document: dict[str, Any], bank: Instrument
) -> None:
    document["answers"]["FUN-1.1"]["evidence"] = ["E2", "E1"]
    assessment = read(document, bank)
    assert [item.ref for item in assessment.answers["FUN-1.1"].evidence] == ["E1", "E2"]


def test_names_lose_what_turns_their_surroundings(
    document: dict[str, Any], bank: Instrument
) -> None:
    document["organisation"]["names"]["en"] = "Ex\u202eample\u2066\u2069"
    document["plan"][0]["responsible"] = "\u202bDirector\u200c"
    document["plan"][0]["comments"] = "\u202eas typed"
    assessment = read(document, bank)
    assert assessment.organisation.name_en == "Example"
    assert assessment.plan[0].responsible == "Director\u200c"
    assert assessment.plan[0].comments == "\u202eas typed"


ID = "0f5c7f0a-0000-4000-8000-000000000002"

# Each: where, what to put there, and what the refusal has to name. "-" takes the member away.
BAD: list[tuple[str, Any, str]] = [
    ("format", "something-else", "not an assessment"),
    ("format_version", 2, "newer version"),
    ("format_version", "1", "format_version"),
    ("id", "-", "id is missing"),
    ("id", "E1", "UUID"),
    ("id", "{0f5c7f0a-0000-4000-8000-000000000001}", "UUID"),
    ("colour", "red", "colour is not a name"),
    ("revision", 0, "revision"),
    ("revision", True, "revision is true"),
    ("revision", 1.5, "revision is 1.5"),
    ("state", "done", "draft, final, superseded"),
    ("kind", 3, "baseline, follow_up, close_out"),
    ("date", "-", "date is missing"),
    ("date", "09/03/2026", "date"),
    ("date", "20260309", "date"),
    ("date", "2026-02-30", "date"),
    ("date", "9999-12-31", "date"),
    ("language", "ku", "en, ar, ckb"),
    ("services", "MHP", "services"),
    ("services", ["MHP", "MHP"], "services[1]"),
    ("services", ["XYZ"], "services[0]"),
    ("services", [["MHP"]], "services[0]"),
    ("participants", [{"role": "x", "women": -1}], "participants[0].women"),
    ("targets", {"FUN-1.1": 5}, 'targets."FUN-1.1"'),
    ("targets", {"FUN-9.9": 3}, 'targets."FUN-9.9"'),
    ("sign_off", "Director", 'sign_off is "Director"'),
    ("sign_off", {"who": "Director"}, "sign_off.who"),
    ("sign_off", {"at": "2026-03-09"}, "sign_off.at"),
    ("sign_off", {"at": "2026-03-09T10:30:00+03:00"}, "sign_off.at"),
    ("reopened", {"role": "x"}, "reopened.role"),
    ("previous", {"revision": 1}, "previous.id is missing"),
    ("previous", {"id": "E1"}, "previous.id"),
    ("answers", {"FUN-1.1": {"level": 3, "changed": "luck"}}, "practice, understanding"),
    ("plan", [{"ref": "1", "agreed": "yes"}], "plan[0].agreed"),
    ("instrument", {"id": "iraq-health-cso"}, "instrument.version"),
    ("instrument", [], "instrument is […]"),
    ("organisation", {"id": ID, "names": {"en": " "}}, "organisation.names is missing"),
    ("organisation.names", "-", "organisation.names is missing"),
    ("organisation.names", {"ku": "x"}, "organisation.names.ku"),
    ("organisation.registrations", [{"number": "1"}], "registrations[0].authority"),
    ("organisation.governorates", ["IQG19"], "governorates[0]"),
    ("organisation.services_by_governorate", {"IQG19": []}, "services_by_governorate.IQG19"),
    ("organisation.services_by_governorate", {"IQG15": ["X"]}, "IQG15[0]"),
    ("organisation.bank_account", "yes", "bank_account"),
    ("organisation.staff_band", "11", "under_10"),
    ("answers", [], "answers is […]"),
    ("answers", {"FUN-9.9": {"level": 1}}, 'answers."FUN-9.9"'),
    ("answers", {"FUN-1.1": 3}, 'answers."FUN-1.1" is 3'),
    ("answers", {"FUN-1.1": {"levl": 3}}, 'answers."FUN-1.1".levl'),
    ("answers", {"FUN-1.1": {"level": 5}}, 'answers."FUN-1.1".level is 5'),
    ("answers", {"FUN-1.1": {"level": "3"}}, 'answers."FUN-1.1".level is "3"'),
    ("answers", {"FUN-1.1": {"level": 3, "dont_know": True}}, "more than one of"),
    ("answers", {"FUN-1.1": {"level": 3, "not_applicable": "x"}}, "more than one of"),
    ("answers", {"FUN-1.1": {"elements": {"a": "yes"}}}, 'answers."FUN-1.1".elements.a'),
    ("answers", {"FUN-1.1": {"sustained": "yes"}}, 'answers."FUN-1.1".sustained'),
    ("answers", {"FUN-1.1": {"evidence": ["E9"]}}, 'answers."FUN-1.1".evidence[0]'),
    ("answers", {"FUN-1.1": {"evidence": ["E1", "E1"]}}, "evidence[1]"),
    ("answers", {"PSE-1": {"level": 3}}, 'answers."PSE-1".level'),
    ("answers", {"PSE-1": {"not_applicable": "x"}}, 'answers."PSE-1".not_applicable'),
    ("answers", {"PSE-1": {"elements": {"e": "yes"}}}, 'answers."PSE-1".elements.e'),
    ("answers", {"PSE-1": {"elements": {"a": "maybe"}}}, "yes, no, dont_know, not_applicable"),
    ("answers", {"PSE-1": {"elements": {"a": "not_applicable"}}}, "elements.a"),
    ("answers", {"PSE-1": {"sustained": "not_applicable"}}, "sustained"),
    ("evidence", [{"title": "x"}], "evidence[0].id is missing"),
    ("evidence", [{"id": "E1"}, {"id": "E1"}], "evidence[1].id"),
    ("evidence", [{"id": "E" * 41}], "longer than 40"),
    ("evidence", [{"id": "E1", "share": "all"}], "list, copy, never"),
    ("plan", [{"ref": "1"}, {"ref": "1"}], "plan[1].ref"),
    ("plan", [{"action": "x"}], "plan[0].ref is missing"),
    ("plan", [{"ref": "1", "indicator": "FUN-9"}], "plan[0].indicator"),
    ("plan", [{"ref": "1", "cost": 1500, "currency": "USD"}], "plan[0].cost"),
    ("plan", [{"ref": "1", "cost": "1,500", "currency": "USD"}], "plan[0].cost"),
    ("plan", [{"ref": "1", "cost": "-1", "currency": "USD"}], "plan[0].cost"),
    ("plan", [{"ref": "1", "cost": "NaN", "currency": "USD"}], "plan[0].cost"),
    ("plan", [{"ref": "1", "cost": "١٥", "currency": "USD"}], "plan[0].cost"),
    ("plan", [{"ref": "1", "cost": "1"}], "plan[0].currency is missing"),
    ("plan", [{"ref": "1", "currency": "EUR"}], "USD, IQD"),
    ("plan", [{"ref": "1", "rate": "0"}], "plan[0].rate"),
    ("plan", [{"ref": "1", "percent": 101}], "plan[0].percent"),
    ("plan", [{"ref": "1", "start": "2026-02-02", "due": "2026-02-01"}], "plan[0].due"),
    ("plan", [{"ref": "1", "support": ["training", "training"]}], "plan[0].support[1]"),
]


@pytest.mark.parametrize(("where", "value", "named"), BAD)
def test_what_is_wrong_is_named_with_its_place(
    where: str, value: Any, named: str, document: dict[str, Any], bank: Instrument
) -> None:
    *path, last = where.split(".")
    broken = copy.deepcopy(document)
    home = broken
    for name in path:
        home = home[name]
    home.pop(last, None)
    if value != "-":
        home[last] = value
    if where == "evidence":
        broken["answers"] = {}
    said = refusal(broken, bank)
    assert named in said
    assert "file.json" in said
    assert "Nothing was changed" in said


@pytest.mark.parametrize("content", [None, [], 7, "text", True])
def test_something_that_is_no_object_is_refused(content: Any, bank: Instrument) -> None:
    assert "file.json" in refusal(content, bank)


def test_the_schema_refuses_what_the_program_refuses(
    document: dict[str, Any], schema_file: Path
) -> None:
    """What can be said without the question bank is said by the schema too."""
    validator = Draft202012Validator(json.loads(schema_file.read_text(encoding="utf-8")))
    needs_the_bank = re.compile(
        r"FUN-9|PSE-1|elements|E9|XYZ|IQG15\"|due|twice|plan\[1\]|evidence\[1\]\.id|sustained"
        r"|names is missing|rate|2026-02-30"
    )
    let_pass = []
    for where, value, named in BAD:
        broken = copy.deepcopy(document)
        *path, last = where.split(".")
        home = broken
        for name in path:
            home = home[name]
        home.pop(last, None)
        if value != "-":
            home[last] = value
        if not needs_the_bank.search(f"{value} {named}") and validator.is_valid(broken):
            let_pass.append((where, value))
    assert not let_pass


def test_a_value_in_a_message_is_short_and_visible(
    document: dict[str, Any], bank: Instrument
) -> None:
    document["state"] = "\u202e" + "x" * 5000
    said = refusal(document, bank)
    assert len(said) < 400
    assert "\u202e" not in said
