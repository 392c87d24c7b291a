"""Documents in two languages: every text in both, what people typed once, nothing lost."""

import dataclasses
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest

from capacity_app.i18n import Digits, Language, Words
from capacity_app.model.tier import Tier
from capacity_app.report import pdf
from capacity_app.report.alike import alike, paired, without_shared
from capacity_app.report.beside import Beside
from capacity_app.report.boxes import Stack
from capacity_app.report.content import build, with_beside
from capacity_app.report.layout import Paragraph, Spacer
from capacity_app.report.lines import Span
from capacity_app.report.table import Cell, Column, Table

WORDS = {language.code: Words(language) for language in Language}
LETTERS = str.maketrans("0123456789", "bcdfghjklm")  # readers part letters from digits
HOSTILE = "<b>&amp;</b> \u202egpj.exe \u2066a\u2069 👩🏽‍⚕️ 🇮🇶\r\nنص (abc) =1+1 \ud83d\x00"


def both(case: Any, first: str = "ar", second: str = "en", **given: Any) -> Any:
    """The report of a case in a language with itself in another one beside it."""
    return with_beside(case.report(language=first, **given), case.report(language=second, **given))


def steps(case: Any, kind: str, report: Any, path: Path) -> Any:
    if kind == "form":
        return pdf.write_form(report, case.instrument, path)
    return {"plan": pdf.write_plan, "full": pdf.write_full, "pack": pdf.write_pack}[kind](
        report, path
    )


def words(text: str) -> Counter[str]:
    """Its words; readers do not agree on their order where two directions share a line."""
    return Counter(re.findall(r"\w+", text))


def made(case: Any, kind: str, path: Path, report: Any) -> Counter[str]:
    """The words of a document, written and checked."""
    for _ in steps(case, kind, report, path):
        pass
    with pdfium.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert pdf.check(report, path) == len(pages)
    return words(" ".join(pages))


@pytest.mark.parametrize(
    ("kind", "language"), [("plan", "ar"), ("full", "ckb"), ("pack", "ar"), ("form", "ckb")]
)
def test_both_languages_are_there_and_typed_text_once(
    case: Any, tmp_path: Path, kind: str, language: str
) -> None:
    typed = []
    fields = [(action, "action") for action in case.assessment.plan]
    fields += [(action, "deliverable") for action in case.assessment.plan]
    fields += [(item, "title") for item in case.assessment.evidence]
    fields += [(answer, "note") for answer in case.assessment.answers.values()]
    for thing, name in fields:
        typed.append("typed" + f"{len(typed):04d}".translate(LETTERS))
        setattr(thing, name, typed[-1])
    alone = made(case, kind, tmp_path / "a.pdf", case.report(language=language))
    whole = made(case, kind, tmp_path / "b.pdf", both(case, language))
    assert [word for word in typed if whole[word] != alone[word]] == []
    assert any(alone[word] for word in typed) is (kind != "form")
    english, own = case.report(), case.report(language=language)
    for report in (english, own):
        told = [report.header.tier_name, report.header.state_name]
        if kind == "form":
            texts = [indicator.question for indicator in case.instrument.indicators]
            told += [text[report.words.code] for text in texts]
        if kind == "full":
            told += [line.title for line in report.indicators]
        missing = words(" ".join(told)).keys() - whole.keys()
        assert len(missing) <= len(told) / 10, missing  # some join over the end of a line


def test_typed_text_behind_a_label_stands_once(case: Any, tmp_path: Path) -> None:
    action = case.assessment.plan[0]
    action.comments, action.reason = "keptforlater", "theysaidso"
    whole = made(case, "full", tmp_path / "a.pdf", both(case))
    assert whole["keptforlater"] == 1
    assert whole["theysaidso"] == 1
    assert whole["Comments"]


def test_both_labels_stand_before_what_was_typed(case: Any, tmp_path: Path) -> None:
    case.assessment.plan[0].comments = "keptforlater"
    report = both(case, "ckb")
    for _ in pdf.write_full(report, tmp_path / "a.pdf"):
        pass
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    line = next(line for line in text.splitlines() if "keptforlater" in line)
    assert "Comments" in line
    assert not re.search(r"(?m)^(Comments|Why|Kept at|Content code): *$", text)


def test_numbers_in_other_digits_stand_once(case: Any, tmp_path: Path) -> None:
    given = (case.assessment, case.instrument, case.scores)
    day = case.report().header.made_on
    eastern = build(*given, Words(Language.AR, Digits.EASTERN), Tier.INTERNAL, day)
    whole = made(case, "plan", tmp_path / "a.pdf", with_beside(eastern, case.report()))
    dates = sum(action.due_shown.endswith("2027") for action in case.report().plan.actions)
    assert whole["٢٠٢٧"] >= 2 * dates  # in the table and on the timeline
    assert whole["2027"] < dates  # in dates with English months only


@pytest.mark.parametrize("kind", ["plan", "pack"])
def test_any_text_gives_a_document_in_two_languages(case: Any, tmp_path: Path, kind: str) -> None:
    own = case.assessment
    kept = {"id", "ref", "indicator", "type", "language", "head_office"}
    for thing in (own.organisation, *own.plan[:4], *own.evidence[:4]):
        for field in dataclasses.fields(thing):
            if field.type in ("str", str) and field.name not in kept:
                setattr(thing, field.name, HOSTILE)
    own.plan[0].action = own.evidence[0].title = "x" * 30_000
    whole = made(case, kind, tmp_path / "a.pdf", both(case))
    assert sum(count * word.count("x") for word, count in whole.items()) >= 30_000
    assert whole["amp"] > 4
    assert whole["gpj"] + whole["jpg"] > 4


def test_the_file_names_both_languages(case: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made(case, "plan", path, both(case, "ckb"))
    reader = pypdf.PdfReader(path)
    assert reader.trailer["/Root"]["/Lang"] == "ckb"
    raw = path.read_bytes()
    assert b"<rdf:li>ckb</rdf:li><rdf:li>en</rdf:li>" in raw
    assert raw.count(b"/Lang (en)") > 50
    outline = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    assert any(title.endswith(" · Action plan") for title in outline)


def test_the_same_content_is_the_same_bytes(make_case: Callable[[], Any], tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        case = make_case()
        made(case, "pack", tmp_path / name, both(case))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_blocks_that_are_not_alike_are_no_pair() -> None:
    merge = Beside(WORDS["ar"], WORDS["en"])
    text, space = Paragraph("نص"), Spacer(3)
    one, two = Table([Column()], [], [["نص"]]), Table([Column()], [], [[[text]]])
    for ours, theirs in (
        (text, space),
        (Stack([text]), Stack([text, text])),
        (one, two),
        (one, Table([Column()], [], [[Cell("text")]])),
    ):
        with pytest.raises(ValueError, match=r"."):
            merge.block(ours, theirs)
    with pytest.raises(ValueError, match=r"."):
        list(merge.blocks([text], []))


def test_only_what_is_shared_is_left_out() -> None:
    code, ours, theirs = Span("FUN-1.1"), Span("العنوان", bold=True), Span("Title", bold=True)
    found = without_shared([code, " ", ours, " ", "كلام"], [code, " ", theirs, " ", "words"])
    assert found == ["", theirs, " ", "words"]
    assert alike("\u2066١٢٫٥\u2069 USD", "12.5 USD")
    assert not alike("نعم", "Yes")
    assert paired("واحد\nsame", "one\nsame") == [(["واحد"], ["one"]), (["same"], ["same"])]
    assert paired("واحد\nاثنان", "one") == [(["واحد\nاثنان"], ["one"])]
