"""The self-check names what is missing instead of stumbling over it."""

import shutil
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.i18n import Language, Words
from capacity_app.usecases.selfcheck import check

WORDS = Words(Language.EN)


def failed(data_dir: Path) -> dict[str, str]:
    """The checks that are not content, with what they say."""
    found = check(data_dir, WORDS)
    assert found["ok"] == all(entry["ok"] for entry in found["checks"])
    return {entry["name"]: entry["detail"] for entry in found["checks"] if not entry["ok"]}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own files at another place, where they may be broken."""
    home = tmp_path / "installed"
    shutil.copytree(paths.resources(), home / "resources")
    shutil.copytree(paths.assessments(), home / "assessments")
    monkeypatch.setattr("sys._MEIPASS", str(home), raising=False)
    return home


def test_all_is_well_where_all_is_there(installed: Path, tmp_path: Path) -> None:
    assert failed(tmp_path / "data") == {}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("fonts", "resources/fonts/Vazirmatn-Bold.ttf"),
        ("translations", "resources/i18n/ckb/LC_MESSAGES/capacity_app.mo"),
        ("schema", "resources/schema/assessment-1.json"),
        ("instruments", "assessments/iraq-health-cso/areas/PSE-R.json"),
        ("instruments", "assessments/iraq-health-cso/instrument.json"),
    ],
)
def test_a_missing_file_is_named(name: str, file: str, installed: Path, tmp_path: Path) -> None:
    (installed / file).unlink()
    assert list(failed(tmp_path / "data")) == [name]


def test_a_damaged_font_is_named(installed: Path, tmp_path: Path) -> None:
    font = installed / "resources" / "fonts" / "DejaVuSymbols.ttf"
    font.write_bytes(b"<html>")
    assert str(font) in failed(tmp_path / "data")["fonts"]


def test_a_data_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = failed(tmp_path / "file" / "data")
    assert set(found) == {"data_folder", "database"}
    assert str(tmp_path) in found["database"]
