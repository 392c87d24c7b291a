"""Question banks: broken ones are named file by file, kept ones outlive what is installed."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.instrument import Instrument
from capacity_app.store import instruments
from capacity_app.store.database import Store
from capacity_app.usecases import assess, organise

BANK = "iraq-health-cso"
HOME, AREA = "instrument.json", "areas/FUN-1.json"
Change = Callable[[dict[str, Any]], object]


def edit(banks: Path, name: str, change: Change) -> Path:
    """Change a file of the bank as JSON."""
    file = banks / BANK / name
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def first(content: dict[str, Any]) -> dict[str, Any]:
    return dict.__getitem__(content, "indicators")[0]  # type: ignore[no-any-return]


def refusal(banks: Path) -> str:
    with pytest.raises(UserError, match="Your assessments are safe") as caught:
        instruments.load(BANK, banks)
    return str(caught.value)


@pytest.mark.parametrize("name", [HOME, AREA])
@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"id": ', b"\xff\xfe\x00", b"[" * 100_000, b'"text"'],
    ids=["empty", "open", "list", "null", "cut", "bytes", "deep", "text"],
)
def test_bad_json_names_the_file(banks: Path, name: str, content: bytes) -> None:
    file = banks / BANK / name
    file.write_bytes(content)
    assert str(file) in refusal(banks)


@pytest.mark.parametrize("key", ["format", "format_version", "id", "version", "title", "services"])
def test_a_missing_key_of_the_bank(banks: Path, key: str) -> None:
    file = edit(banks, HOME, lambda content: content.pop(key))
    assert str(file) in refusal(banks)


@pytest.mark.parametrize("key", ["domains", "scale", "rules"])
def test_a_missing_part_of_the_bank(banks: Path, key: str) -> None:
    file = edit(banks, HOME, lambda content: content.pop(key))
    said = refusal(banks)
    assert str(file) in said
    assert key in said


@pytest.mark.parametrize("key", ["id", "title", "indicators"])
def test_a_missing_key_of_an_area(banks: Path, key: str) -> None:
    file = edit(banks, AREA, lambda content: content.pop(key))
    said = refusal(banks)
    assert str(file) in said
    assert key in said


@pytest.mark.parametrize(
    "key",
    ["id", "title", "question", "guidance", "levels", "evidence_types", "actions", "importance"],
)
def test_a_missing_key_of_an_indicator(banks: Path, key: str) -> None:
    file = edit(banks, AREA, lambda content: first(content).pop(key))
    said = refusal(banks)
    assert str(file) in said
    assert key in said


WRONG_IN_AREA: dict[str, Change] = {
    "indicators": lambda c: c.update(indicators=5),
    "an indicator": lambda c: c["indicators"].append("text"),
    "id": lambda c: first(c).update(id=11),
    "empty id": lambda c: first(c).update(id=""),
    "title": lambda c: first(c).update(title="text"),
    "words": lambda c: first(c)["title"].update(ar=5),
    "levels": lambda c: first(c).update(levels=[1, 2]),
    "level": lambda c: first(c)["levels"].update(x={"en": "", "ar": "", "ckb": ""}),
    "importance": lambda c: first(c).update(importance=4),
    "critical": lambda c: first(c).update(funder_critical="no"),
    "step": lambda c: first(c)["actions"][0].update(step="1-4"),
    "crosswalk": lambda c: first(c).update(crosswalk="C9"),
    "weight": lambda c: c.update(weight="1/0"),
    "endless weight": lambda c: c.update(weight=float("inf")),
}


@pytest.mark.parametrize("what", WRONG_IN_AREA)
def test_a_wrong_type_names_the_area_file(banks: Path, what: str) -> None:
    file = edit(banks, AREA, WRONG_IN_AREA[what])
    assert str(file) in refusal(banks)


WRONG_IN_BANK: dict[str, Change] = {
    "domains": lambda c: c.update(domains=7),
    "a domain": lambda c: c.update(domains=["FUN"]),
    "areas": lambda c: c["domains"][0].update(areas=[5]),
    "format": lambda c: c.update(format="other"),
    "newer": lambda c: c.update(format_version=2),
    "band": lambda c: c["rules"]["bands"][0].update(below="low"),
    "completeness": lambda c: c["rules"].update(band_completeness="x"),
    "source": lambda c: c["rules"]["sources"][0].update(verified_on="soon"),
}


@pytest.mark.parametrize("what", WRONG_IN_BANK)
def test_a_wrong_type_names_the_banks_file(banks: Path, what: str) -> None:
    file = edit(banks, HOME, WRONG_IN_BANK[what])
    assert str(file) in refusal(banks)


def test_doubled_indicators_name_file_and_id(banks: Path) -> None:
    file = edit(banks, AREA, lambda c: c["indicators"].append(first(c)))
    said = refusal(banks)
    assert str(file) in said
    assert "FUN-1.1" in said


def test_an_id_doubled_in_another_file_names_the_second(banks: Path) -> None:
    file = edit(banks, "areas/COO-1.json", lambda c: first(c).update(id="FUN-1.1"))
    said = refusal(banks)
    assert str(file) in said
    assert "FUN-1.1" in said


def test_a_doubled_area_is_refused(banks: Path) -> None:
    edit(banks, HOME, lambda c: c["domains"][0]["areas"].append("FUN-1"))
    assert "FUN-1" in refusal(banks)


def test_doubled_domains_and_elements_are_refused(banks: Path) -> None:
    file = edit(banks, "areas/PSE-P.json", lambda c: first(c)["elements"][1].update(id="a"))
    assert str(file) in refusal(banks)
    edit(banks, "areas/PSE-P.json", lambda c: first(c)["elements"][1].update(id="b"))
    edit(banks, HOME, lambda c: c["domains"][1].update(id="FUN"))
    assert "FUN" in refusal(banks)


def test_a_missing_area_file_is_named(banks: Path) -> None:
    file = banks / BANK / AREA
    file.unlink()
    assert str(file) in refusal(banks)


def test_an_absent_bank_is_named(banks: Path) -> None:
    with pytest.raises(UserError, match="no-such-bank"):
        instruments.load("no-such-bank", banks)
    assert instruments.installed(banks) == [BANK, f"{BANK}-psea", f"{BANK}-rapid"]
    assert instruments.installed(banks / "nowhere") == []


def test_what_is_kept_stays_when_the_installed_bank_changes(tmp_path: Path, banks: Path) -> None:
    store = Store.open(tmp_path / "data", banks)
    organisation = organise.create_organisation(store, name_en="x")
    old = assess.start(store, organisation.id, on=date(2026, 1, 1))
    title = store.instrument_of(old).indicator("FUN-1.1").title.en
    store.close()

    edit(banks, AREA, lambda c: first(c)["title"].update(en="Another question"))
    store = Store.open(tmp_path / "data", banks)
    new = assess.start(store, organisation.id, on=date(2026, 2, 1))
    shown: Callable[[Any], str] = lambda a: _title(store.instrument_of(a))  # noqa: E731
    assert (shown(store.assessment(old.id)), shown(new)) == (title, "Another question")
    assert new.instrument_digest != old.instrument_digest
    store.close()

    (banks / BANK / HOME).write_text("broken")
    store = Store.open(tmp_path / "data", banks)
    assert _title(store.instrument_of(store.assessment(old.id))) == title
    with pytest.raises(UserError, match="damaged"):
        store.installed_instrument(BANK)
    store.close()


def _title(instrument: Instrument) -> str:
    return instrument.indicator("FUN-1.1").title.en


def test_the_digest_is_of_the_content_not_of_its_layout(banks: Path) -> None:
    before = instruments.load(BANK, banks).digest
    edit(banks, AREA, lambda c: c.update(dict(reversed(c.items()))))
    assert instruments.load(BANK, banks).digest == before
    edit(banks, AREA, lambda c: first(c)["title"].update(en="Another question"))
    assert instruments.load(BANK, banks).digest != before


def test_a_kept_bank_has_its_services_in_their_order_after_reopening(tmp_path: Path) -> None:
    store = Store.open(tmp_path, paths.assessments())
    organisation = organise.create_organisation(store, name_en="Example")
    made = assess.start(store, organisation.id, on=date(2026, 3, 9))
    before = list(store.instrument(made.instrument_digest).services)
    store.close()
    again = Store.open(tmp_path, paths.assessments())
    assert list(again.instrument(made.instrument_digest).services) == before
    again.close()
