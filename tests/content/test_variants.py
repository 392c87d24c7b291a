"""The short question banks share the full one's texts and ask what a short visit has to."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.store import instruments

FULL, RAPID, PSEA = "iraq-health-cso", "iraq-health-cso-rapid", "iraq-health-cso-psea"
STANDARDS = [f"PSE-{number}" for number in range(1, 9)]


def bank(name: str) -> Instrument:
    return instruments.load(name, paths.assessments())


def core(instrument: Instrument) -> list[Indicator]:
    """Indicators every organisation answers, without the PSEA standards."""
    return [i for i in instrument.offered(()).indicators if not i.is_psea]


@pytest.mark.parametrize("name", [RAPID, PSEA])
def test_a_variant_holds_no_texts_of_its_own_but_its_title(name: str) -> None:
    folder = paths.assessments() / name
    assert [path.name for path in folder.iterdir()] == ["instrument.json"]
    written = json.loads((folder / "instrument.json").read_text("utf-8"))
    assert set(written) == {
        *("format", "format_version", "id", "version", "title", "based_on", "indicators"),
    }
    assert written["based_on"] == {"id": FULL, "version": bank(FULL).version}


@pytest.mark.parametrize("name", [RAPID, PSEA])
def test_a_variants_indicators_are_the_full_banks(name: str) -> None:
    full, short = bank(FULL), bank(name)
    assert short.rules == full.rules
    assert not short.services
    for indicator in short.indicators:
        assert indicator == full.indicator(indicator.id)
        assert short.area_of(indicator.id).title == full.area_of(indicator.id).title
    order = [each.id for each in full.indicators if each.id in short]
    assert [each.id for each in short.indicators] == order
    assert all(area.indicators for area in short.areas)
    assert short.title.complete
    assert short.digest != full.digest


def test_the_rapid_bank_asks_everything_funders_insist_on() -> None:
    full, rapid = bank(FULL), bank(RAPID)
    insisted = {each.id for each in core(full) if each.funder_critical}
    chosen = {each.id for each in core(rapid)}
    assert insisted <= chosen
    assert len(chosen) == 16
    assert {each.importance for each in core(rapid)} <= {2, 3}
    for domain in rapid.domains[:3]:
        assert len(domain.indicators) >= 4, domain.id
    assert [each.id for each in rapid.domain("PSE").indicators] == STANDARDS


def test_the_psea_bank_is_the_eight_standards() -> None:
    assert [each.id for each in bank(PSEA).indicators] == STANDARDS
    assert [area.id for area in bank(PSEA).areas] == ["PSE-P", "PSE-R"]


def make(folder: Path, base: dict[str, str], chosen: list[str]) -> None:
    """Write a variant beside the shipped banks."""
    manifest: dict[str, Any] = json.loads(
        (paths.assessments() / PSEA / "instrument.json").read_text("utf-8")
    )
    manifest |= {"id": "mine", "based_on": base, "indicators": chosen}
    (folder / "mine").mkdir(parents=True, exist_ok=True)
    (folder / "mine" / "instrument.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("base", "chosen", "named"),
    [
        ({"id": FULL, "version": "0.9.0"}, ["PSE-1"], f"{FULL} 0.9.0.*installed: 1.0.0"),
        ({"id": "elsewhere", "version": "1.0.0"}, ["PSE-1"], "elsewhere 1.0.0.*installed: –"),
        ({"id": FULL, "version": "1.0.0"}, ["PSE-1", "PSE-99"], "PSE-99"),
        ({"id": FULL, "version": "1.0.0"}, ["PSE-1", "TEC-PHC.1"], "TEC-PHC.1"),
        ({"id": FULL, "version": "1.0.0"}, ["PSE-1", "PSE-1"], "PSE-1"),
        ({"id": RAPID, "version": "1.0.0"}, ["PSE-1"], "based_on"),
        ({"id": FULL}, ["PSE-1"], "based_on"),
    ],
)
def test_a_variant_that_cannot_be_put_together_is_refused_in_words(
    tmp_path: Path, base: dict[str, str], chosen: list[str], named: str
) -> None:
    make(tmp_path, base, chosen)
    with pytest.raises(UserError, match=named) as caught:
        instruments.load("mine", paths.assessments(), tmp_path)
    assert "Your assessments are safe" in str(caught.value)


def test_a_variant_of_ones_own_finds_the_shipped_base(tmp_path: Path) -> None:
    make(tmp_path, {"id": FULL, "version": "1.0.0"}, ["FUN-1.1", "PSE-2"])
    mine = instruments.load("mine", paths.assessments(), tmp_path)
    assert [each.id for each in mine.indicators] == ["FUN-1.1", "PSE-2"]


def test_a_damaged_base_is_named_by_its_file(tmp_path: Path) -> None:
    banks = Path(shutil.copytree(paths.assessments(), tmp_path / "banks"))
    file = banks / FULL / "areas" / "PSE-P.json"
    area = json.loads(file.read_text("utf-8"))
    area["indicators"][0].pop("title")
    file.write_text(json.dumps(area), encoding="utf-8")
    with pytest.raises(UserError, match=r"PSE-P\.json"):
        instruments.load(PSEA, banks)
