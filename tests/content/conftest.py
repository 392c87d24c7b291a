"""The shipped question bank and glossary, as plain JSON values."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from capacity_app import paths

INSTRUMENT = "iraq-health-cso"
LANGUAGES = ("en", "ar", "ckb")

Texts = list[tuple[str, dict[str, str]]]


@pytest.fixture(scope="session")
def bank_folder() -> Path:
    return paths.assessments() / INSTRUMENT


@pytest.fixture(scope="session")
def manifest(bank_folder: Path) -> dict[str, Any]:
    """instrument.json as written, its areas still names."""
    content: dict[str, Any] = json.loads((bank_folder / "instrument.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="session")
def areas(bank_folder: Path) -> dict[str, dict[str, Any]]:
    """Every area file by its file's name."""
    files = sorted((bank_folder / "areas").glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


@pytest.fixture(scope="session")
def indicators(areas: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every indicator by its id."""
    return {i["id"]: i for area in areas.values() for i in area["indicators"]}


@pytest.fixture(scope="session")
def glossary() -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads(
        (paths.resources() / "glossary.json").read_text("utf-8")
    )
    return content


@pytest.fixture(scope="session")
def bank_texts(areas: dict[str, dict[str, Any]], manifest: dict[str, Any]) -> Texts:
    """Every three-language text of the question bank with its place."""
    return [*_texts(manifest, "instrument"), *_texts(areas, "areas")]


@pytest.fixture(scope="session")
def glossary_texts(glossary: list[dict[str, Any]]) -> Texts:
    return list(_texts(glossary, "glossary"))


@pytest.fixture(scope="session")
def all_texts(bank_texts: Texts, glossary_texts: Texts) -> Texts:
    return bank_texts + glossary_texts


def _texts(value: Any, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield where, value
            return
        for key, inner in value.items():
            yield from _texts(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            name = inner.get("id", number) if isinstance(inner, dict) else number
            yield from _texts(inner, f"{where}.{name}")
