"""The due-diligence pack: what a funder checks first, from what the receiver may see."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest

from capacity_app.model.evidence import EvidenceItem, Share
from capacity_app.model.organisation import Authority, Registration
from capacity_app.model.text import LANGUAGES
from capacity_app.model.tier import Tier
from capacity_app.report import pdf
from capacity_app.report.content_lines import Validity
from capacity_app.report.content_pack import validity_of

TODAY = date(2026, 12, 20)


def pages(path: Path) -> list[str]:
    """The text of each page with single spaces, without marks that cannot be seen."""
    with pdfium.PdfDocument(path) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(re.sub("[\u2066-\u2069]", "", text).split()) for text in found]


def made(case: Any, path: Path, **given: Any) -> list[str]:
    """The pages of the case's pack, written and checked."""
    report = case.report(**given)
    for _ in pdf.write_pack(report, path):
        pass
    assert pdf.check(report, path)
    return pages(path)


@pytest.mark.parametrize(
    ("days", "known"),
    [(-1, "expired"), (0, "soon"), (90, "soon"), (91, "valid"), (None, "undated")],
)
def test_a_document_is_good_through_its_last_day(days: int | None, known: str) -> None:
    expires = None if days is None else TODAY + timedelta(days)
    assert validity_of(expires, TODAY).value == known


def test_the_first_page_answers_what_funders_ask(case: Any, tmp_path: Path) -> None:
    own = case.assessment.organisation
    own.registrations = [
        Registration(Authority.FEDERAL, "IQ-1", TODAY - timedelta(1)),
        Registration(Authority.KRI, "KR-2", TODAY + timedelta(30)),
    ]
    case.assessment.evidence = [
        EvidenceItem("E1", "Audit 2019", "audit_report", expires=TODAY - timedelta(300)),
        EvidenceItem("E2", "Audit 2025", "audit_report", expires=TODAY + timedelta(300)),
        EvidenceItem("E3", "Rules", "code_of_conduct", expires=TODAY - timedelta(3)),
    ]
    first = made(case, tmp_path / "a.pdf")[0]
    assert "Federal NGO Directorate: IQ-1, valid until 19/12/2026 Expired" in first
    assert "Department of NGOs: KR-2, valid until 19/01/2027 Expires within 90 days" in first
    assert "Bank account Yes" in first
    assert "HACT micro-assessment, 2024, Low" in first
    assert case.report().psea.sentence in first
    assert "Signed external audit report E1, E2 · until 16/10/2027 Valid" in first
    assert "Code of conduct E3 · until 17/12/2026 Expired" in first
    assert "Finance manual, approved and dated Missing" in first
    assert "1 of 13 documents of a complete pack are here" in first
    assert "Volunteers" in case.report().pack.untold
    assert case.report().pack.untold in first


def test_the_most_urgent_evidence_stands_first(case: Any, tmp_path: Path) -> None:
    whole = " ".join(made(case, tmp_path / "a.pdf"))
    report = case.report()
    register = whole[whole.index("Evidence register Named") :]
    order = list(Validity)
    lines = sorted(
        report.evidence, key=lambda item: (order.index(item.validity), item.expires or date.max)
    )
    places = [register.index(f" {item.ref} ") for item in lines]
    assert places == sorted(places)
    for item in report.evidence:
        assert item.validity_name in register
        assert item.title in register


def test_the_profile_keeps_the_portals_order_and_shows_what_is_not_told(
    case: Any, tmp_path: Path
) -> None:
    case.assessment.organisation.website = ""
    second = made(case, tmp_path / "a.pdf")[1]
    sections = ["Identification", "Contact information", "Mandate and mission", "Fund"]
    places = [second.index(section) for section in [*sections, "Project implementation"]]
    assert places == sorted(places)
    assert "Website Not told" in second


def test_the_crosswalk_has_every_code_of_the_three_frameworks(case: Any, tmp_path: Path) -> None:
    whole = " ".join(made(case, tmp_path / "a.pdf"))
    table = whole[whole.index("Indicators by framework") :]
    report = case.report()
    for line in report.crosswalk:
        if line.framework in ("H", "C", "O"):
            assert f"{line.indicator} " in table
            assert line.code in table
    scale = whole[whole.index("In their scale") : whole.index("Indicators by framework")]
    for (framework, _level), elsewhere in report.scales.items():
        assert framework not in ("H", "C", "O") or elsewhere in scale


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_the_language_asked_for(case: Any, tmp_path: Path, language: str) -> None:
    case.assessment.evidence = [EvidenceItem("E7", "Audit", "audit_report")]
    report = case.report(language=language)
    for _ in pdf.write_pack(report, tmp_path / "a.pdf"):
        pass
    first = pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    for line in report.pack.documents:
        assert line.name.split()[0][:4] in first
    assert "E7" in first
    assert ("Due-diligence pack" in first) is (language == "en")


def test_a_funder_sees_no_names_and_no_item_that_stays(case: Any, tmp_path: Path) -> None:
    case.assessment.evidence = [
        EvidenceItem("E1", "Secret audit", "audit_report", share=Share.NEVER),
        EvidenceItem("E2", "Finance rules", "finance_manual", held_at="Secret cabinet"),
    ]
    whole = " ".join(made(case, tmp_path / "a.pdf", tier=Tier.FUNDER))
    assert "Finance rules" in whole
    assert "Listed, but names are not part of this document" in whole
    assert "Signed external audit report Missing" in whole
    assert not any(word in whole for word in ("Secret", "Board Person", "Head Person"))
    inside = " ".join(made(case, tmp_path / "b.pdf"))
    assert all(word in inside for word in ("Secret audit", "Secret cabinet", "Board Person"))


def test_there_is_none_for_statistics(case: Any, tmp_path: Path) -> None:
    report = case.report(Tier.AGGREGATE)
    assert report.pack is None
    with pytest.raises(ValueError, match="aggregate"):
        list(pdf.write_pack(report, tmp_path / "a.pdf"))
    assert not list(tmp_path.iterdir())


def test_nothing_told_gives_a_pack_that_says_so(case: Any, tmp_path: Path) -> None:
    own = case.assessment
    own.answers, own.plan, own.evidence = {}, [], []
    own.organisation.registrations, own.organisation.formal_assessments = [], []
    first = made(case, tmp_path / "a.pdf")[0]
    assert "Registration Missing" in first
    assert "Assessment by others None so far" in first
    assert "0 of 13 documents" in first
