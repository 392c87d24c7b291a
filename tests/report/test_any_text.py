"""Whatever people paste into any field: every document is made, the text is text, nothing acts."""

import dataclasses
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook

from capacity_app.exchange import document
from capacity_app.model.assessment import Assessment, Participants, Revision
from capacity_app.model.organisation import Authority, FormalAssessment, Registration, Scheme
from capacity_app.model.plan import PlanReview
from capacity_app.model.text import LANGUAGES
from capacity_app.report import excel, pdf
from capacity_app.report.content_history import with_past
from capacity_app.report.excel_text import cleaned, literal
from capacity_app.usecases.mending import storable

TEXTS = {
    "markup": "<b>bold</b> &amp; <img src='file:///etc/passwd'/> ]]> <para>",
    "link": '=HYPERLINK("http://example.org/steal","click")',
    "command": "+cmd|' /C calc'!A0",
    "sum": "@SUM(A1:A9)",
    "minus": "-2+3+IMPORTXML(CONCAT(A1))",
    "tabbed": "\t=1+1\n=2+2\r=WEBSERVICE(1)",
    "escape": "_x0041_ _x000D_ _x005F_x0041_ &#61;SUM",
    "paths": "file:///etc/hostname \\\\server\\share ../../../etc/passwd javascript:alert",
    "pdf": "(paren \\( <</S/URI/URI(http)>> endstream endobj %%EOF startxref",
    "emoji": "👩🏽\u200d⚕️ 👨\u200d👩\u200d👧\u200d👦 🇮🇶 family",
    "surrogate": "lone \ud83d surrogate \udc00",
    "controls": "control \x00\x01\x07\x08\x0b\x1b[31m\x1c\x7f\x85\u2028 \ufffe\uffff",
    "overrides": "\u202egpj.exe \u2066\u2067\u2069\u2069\u2069\u202c\u202d \u200f\u061c هنا nested",
    "joiners": "می\u200cخواهم \u200d\u200d ه\u200d \u2060\ufeff\u00ad joined",
}
GROUPS = {
    "ascii": ("markup", "link", "command", "sum", "minus", "escape", "paths", "pdf"),
    "signs": ("emoji", "surrogate", "joiners"),
    "steering": ("tabbed", "controls", "overrides"),
}
ROOT = Path(__file__).parents[2]
OWN_FORMULA = re.compile(r"=(SUM|SUMIFS)\([^|@+*/]*\)")
COLUMNS_KEPT = {
    *("id", "ref", "indicator", "instrument_id", "instrument_version", "instrument_digest"),
    *("language", "head_office", "last_indicator", "previous_id"),
    *("copy_name", "copy_sha256"),  # of a copy on this computer, which never leaves
}
FORBIDDEN_KEYS = {"/URI", "/JS", "/JavaScript", "/AA", "/OpenAction", "/RichMedia", "/XFA"}
ACTIONS = {"/URI", "/Launch", "/JavaScript", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"}
SIGN_OFF = {f"Assessment.{name}" for name in ("director_role", "facilitator_role")}
SIGN_OFF |= {f"Assessment.{name}" for name in ("revision_reason", "revision_by")}
NOT_PRINTED = SIGN_OFF  # they stand in the workbook's history
NOT_IN_BOOK = {"PlanReview.by", "PlanReview.note"}  # they stand in the plan's PDF
ACTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "webbrowser.open")
_opened: list[str] | None = None


def _note_opening(event: str, args: tuple[Any, ...]) -> None:
    if _opened is None:
        return
    if event in ACTS or event.startswith("socket."):
        _opened.append(event)
    elif event == "open" and isinstance(args[0], str | bytes | os.PathLike):
        _opened.append(os.fsdecode(args[0]))


sys.addaudithook(_note_opening)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """What the test opens, starts or calls, files by their paths."""
    global _opened  # noqa: PLW0603  an audit hook cannot be taken away again
    _opened = []
    yield _opened
    _opened = None


def columns(case: Any) -> list[tuple[Any, str]]:
    """Every text column of the case's records."""
    own = case.assessment
    answers = list(own.answers.values())
    records = (own, own.organisation, *answers, *own.evidence, *own.plan)
    return [
        (record, field.name)
        for record in records
        for field in dataclasses.fields(record)
        if field.type in (str, "str") and field.name not in COLUMNS_KEPT
    ]


def short(case: Any) -> Any:
    """The case with few indicators, answers, items and actions, so that documents are short."""
    domains = tuple(
        domain
        if any(indicator.is_psea for area in domain.areas for indicator in area.indicators)
        else dataclasses.replace(domain, areas=domain.areas[:1])
        for domain in case.instrument.domains
    )
    case.instrument = dataclasses.replace(case.instrument, domains=domains)
    own, here = case.assessment, {indicator.id for indicator in case.instrument.indicators}
    kept = [answer for key, answer in own.answers.items() if key in here]
    own.answers = {answer.indicator: answer for answer in kept}
    own.evidence, own.plan = own.evidence[:2], own.plan[:2]
    for answer in kept:
        answer.evidence = [item for item in answer.evidence if item in own.evidence]
    next(answer for answer in kept if (answer.level or 0) >= 3).evidence = []
    return case


def filled(case: Any, text: str) -> dict[str, str]:
    """Puts the text into every column, each with a mark of its own; mark → where it is."""
    case, own = short(case), case.assessment
    places, marks = {}, ("Q" + "".join(letters) for letters in product("abcdefghij", repeat=3))

    def marked(where: str) -> str:
        mark = next(marks)
        places[mark] = where
        return text + mark

    own.signed_at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    own.participants = [Participants(marked("Participants.role"), 2, 3)]
    own.reviews = [
        PlanReview(3, date(2027, 2, 21), marked("PlanReview.by"), marked("PlanReview.note"))
    ]
    own.organisation.registrations = [Registration(Authority.KRI, marked("Registration.number"))]
    own.organisation.formal_assessments = [
        FormalAssessment(Scheme.OTHER, 2024, marked("FormalAssessment.result"))
    ]
    for record, name in columns(case):
        setattr(record, name, marked(f"{type(record).__name__}.{name}"))
    for answer in own.answers.values():
        if answer.not_applicable is not None:
            answer.not_applicable = marked("Answer.not_applicable")
    return places


def as_revision(own: Assessment) -> Revision:
    """The assessment in the list of its revisions."""
    signed = (own.director_role, own.facilitator_role, own.signed_at)
    return Revision(1, own.state, own.date, *signed, own.revision_reason, own.revision_by)


def found_in(whole: str, places: dict[str, str]) -> set[str]:
    """The columns whose marks are in a text."""
    return {where for mark, where in places.items() if mark in whole}


def in_pdf(path: Path) -> str:
    with pdfium.PdfDocument(path) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def made_pdfs(case: Any, folder: Path, language: str) -> dict[str, Path]:
    """Each PDF document of the case, checked by the program."""
    report = case.report(language=language)
    written = {kind: folder / f"{kind}.pdf" for kind in ("plan", "full", "pack", "form")}
    for kind, path in written.items():
        if kind == "form":
            steps = pdf.write_form(report, case.instrument, path)
        else:
            write = {"plan": pdf.write_plan, "full": pdf.write_full, "pack": pdf.write_pack}[kind]
            steps = write(report, path)
        for _ in steps:
            pass
        assert pdf.check(report, path)
    return written


def inside(thing: Any) -> Iterator[Any]:
    """A PDF object and what it holds."""
    yield thing
    if isinstance(thing, pypdf.generic.DictionaryObject):
        for value in thing.values():
            yield from inside(value)
    elif isinstance(thing, pypdf.generic.ArrayObject):
        for value in thing:
            yield from inside(value)


def live_parts(path: Path) -> list[str]:
    """Everything in a PDF that could act when it is opened or clicked."""
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()), strict=True)
    live = []
    for number in range(1, reader.trailer["/Size"]):
        for part in inside(reader.get_object(number)):
            if isinstance(part, pypdf.generic.DictionaryObject):
                live += [key for key in part if key in FORBIDDEN_KEYS]
                live += [str(part["/S"])] if part.get("/S") in ACTIONS else []
    return live


@pytest.fixture(scope="module")
def home() -> tuple[str, ...]:
    """Where reading is allowed: the program, its libraries and Python."""
    return tuple(str(Path(place).resolve()) for place in (ROOT, sys.prefix, sys.base_prefix))


def strangers(opened: list[str], *allowed: str) -> list[str]:
    """What was opened or started outside the places allowed."""
    return [
        what
        for what in opened
        if not str(Path(what).resolve() if os.sep in what else what).startswith(allowed)
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_pdfs_show_the_text_of_every_column(
    case: Any, tmp_path: Path, group: str, home: tuple[str, ...], opened: list[str]
) -> None:
    text = "\n".join(TEXTS[name] for name in GROUPS[group]) + "\n"
    places = filled(case, text)
    made = made_pdfs(case, tmp_path, "ar")
    assert strangers(opened, str(tmp_path), *home) == []
    whole = "\n".join(in_pdf(path) for path in made.values())
    assert set(places.values()) - found_in(whole, places) <= NOT_PRINTED
    for word in set(re.findall("[A-Za-z]{5,}", text)):
        assert whole.count(word) >= len(found_in(whole, places)), word
    for path in made.values():
        assert live_parts(path) == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_workbook_holds_every_column_as_text(
    case: Any, tmp_path: Path, name: str, home: tuple[str, ...], opened: list[str]
) -> None:
    places = filled(case, TEXTS[name])
    report = with_past(case.report(language="ar"), [as_revision(case.assessment)], [])
    for _ in excel.write(report, tmp_path / "a.xlsx"):
        pass
    assert strangers(opened, str(tmp_path), *home) == []
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = {str(cell.value) for cell in cells if cell.data_type == "f"}
    assert formulas and not [found for found in formulas if not OWN_FORMULA.fullmatch(found)]
    assert not [cell for cell in cells if cell.hyperlink]
    texts = {literal(cell.value) for cell in cells if cell.data_type == "s"}
    whole = "\n".join(texts)
    assert set(places.values()) - found_in(whole, places) <= NOT_IN_BOOK
    wanted = cleaned(TEXTS[name])
    for mark, where in places.items():
        assert where in NOT_IN_BOOK or mark not in whole or wanted + mark in whole, where


@pytest.mark.parametrize("name", TEXTS)
def test_the_open_document_gives_every_column_back(case: Any, tmp_path: Path, name: str) -> None:
    text = storable(TEXTS[name])  # what the store keeps of it
    places = filled(case, text)
    path = tmp_path / "a.json"
    document.write_file(case.assessment, path, case.instrument)
    again = document.read_file(path, lambda *_: case.instrument)
    assert document.to_document(again) == document.to_document(case.assessment)
    values = json.dumps(json.loads(path.read_bytes()), ensure_ascii=False)
    assert set(places.values()) == found_in(values, places)
    marks = [mark for mark in places if json.dumps(text + mark, ensure_ascii=False) in values]
    assert len(marks) == len(places)


def test_only_spaces_in_every_column(case: Any, tmp_path: Path) -> None:
    case = short(case)
    for record, name in columns(case):
        setattr(record, name, " \u00a0 \u200b\t\n ")
    made_pdfs(case, tmp_path, "ar")
    assert list(excel.write(case.report(language="ar"), tmp_path / "a.xlsx"))


LONG = ("نص طويل (1) " * 2500)[:30_000]


def test_thirty_thousand_characters_arrive_to_the_last(case: Any, tmp_path: Path) -> None:
    own = short(case).assessment
    own.plan, own.evidence = own.plan[:1], own.evidence[:1]
    places = {}
    for record, name in [(own.plan[0], "action"), (own.plan[0], "gap"), (own.evidence[0], "title")]:
        mark = f"Q{'abc'[len(places)]}qqq"
        places[mark] = name
        setattr(record, name, LONG + mark)
    report = case.report(language="ar")
    for _ in pdf.write_full(report, tmp_path / "a.pdf"):
        pass
    whole = in_pdf(tmp_path / "a.pdf")
    assert found_in(whole, places) == {"action", "gap", "title"}
    assert whole.count("طويل") >= 3 * 2500
    for _ in excel.write(report, tmp_path / "a.xlsx"):
        pass
    texts = {
        cell.value
        for sheet in load_workbook(tmp_path / "a.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    }
    assert {LONG + mark for mark in places} <= texts


@pytest.mark.skipif("CAPACITY_SOAK" not in os.environ, reason="set CAPACITY_SOAK=1 to run it")
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_hundred_actions_full_of_anything(case: Any, tmp_path: Path, language: str) -> None:
    own = case.assessment
    text = "\n".join([*TEXTS.values(), LONG[:3000]])
    first = own.plan[0]
    own.plan = [
        dataclasses.replace(first, ref=f"ACR/2026/{number:03d}", action=text, comments=text)
        for number in range(200)
    ]
    for record, name in columns(case):
        if record not in own.plan:
            setattr(record, name, text)
    made = made_pdfs(case, tmp_path, language)
    for path in made.values():
        assert live_parts(path) == []
    assert list(excel.write(case.report(language=language), tmp_path / "a.xlsx"))
