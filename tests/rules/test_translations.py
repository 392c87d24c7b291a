"""Every message of the code is in every catalogue, whole, and in the right letters."""

import io
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
CODES = ["ar", "ckb"]
UPDATE = "run python3 dev.py translations, then translate what is empty in resources/i18n"

# Arabic letters that look like Kurdish ones, or that Kurdish does not have.
LOOK_ALIKES = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ە"}
# Kurdish letters that Arabic does not have.
FOREIGN_TO_ARABIC = "یکەێۆڕڵ"


@cache
def in_code() -> frozenset[tuple[str, ...]]:
    """The ids of the code's messages: one part, or singular and plural."""
    found = extract_from_dir(ROOT / "capacity_app", keywords=KEYWORDS)
    ids = {(each[2],) if isinstance(each[2], str) else tuple(each[2]) for each in found}
    return frozenset(each for each in ids if each != ("",))


@cache
def catalogue(code: str) -> Catalog:
    """A language's catalogue as translators see it."""
    with po_file(code).open("rb") as file:
        return read_po(file, locale=code)


def po_file(code: str) -> Path:
    """Where a language's catalogue is."""
    return ROOT / "resources" / "i18n" / code / "LC_MESSAGES" / "capacity_app.po"


def parts(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A message's id or translation as a tuple, plural or not."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def messages(code: str) -> list[Message]:
    """The catalogue's messages, without its header."""
    return [message for message in catalogue(code) if message.id]


def fields(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_messages_are_found_in_the_code() -> None:
    assert ("Draft",) in in_code()
    assert len(in_code()) > 100


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated(code: str) -> None:
    done = {parts(m.id) for m in messages(code) if all(parts(m.string)) and not m.fuzzy}
    missing = sorted(in_code() - done)
    assert not missing, f"{len(missing)} not translated; {UPDATE}: {missing[:20]}"


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_translated_that_is_not_said(code: str) -> None:
    gone = sorted({parts(m.id) for m in messages(code)} - in_code())
    assert not gone, f"{UPDATE}: {gone[:20]}"


@pytest.mark.parametrize("code", CODES)
def test_fields_in_braces_are_the_same(code: str) -> None:
    wrong = []
    for message in messages(code):
        wanted = set().union(*(fields(text) for text in parts(message.id)))
        for text in parts(message.string):
            # The form for one thing may say it in a word, without its number.
            if text and fields(text) - {"n"} != wanted - {"n"}:
                wrong.append((message.id, text))
    assert not wrong, wrong[:10]


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalogue_is_the_written_one(code: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(code))
    assert po_file(code).with_suffix(".mo").read_bytes() == compiled.getvalue(), UPDATE


def test_kurdish_is_written_with_kurdish_letters() -> None:
    found = [
        (letter, proper, text)
        for message in messages("ckb")
        for text in parts(message.string)
        for letter, proper in LOOK_ALIKES.items()
        if letter in text
    ]
    assert not found, found[:10]


def test_arabic_is_written_with_arabic_letters() -> None:
    found = [
        text
        for message in messages("ar")
        for text in parts(message.string)
        if re.search(f"[{FOREIGN_TO_ARABIC}]", text)
    ]
    assert not found, found[:10]


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_the_direction_of_the_sentence(code: str) -> None:
    """Marks that turn text round are put in by the program, never by a translation."""
    turned = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    found = [m.id for m in messages(code) for text in parts(m.string) if turned.search(text)]
    assert not found, found[:10]
