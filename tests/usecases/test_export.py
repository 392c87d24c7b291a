"""Exports: refused at once or written whole, and nothing left behind on the way."""

import errno
import hashlib
import os
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from capacity_app.errors import UserError
from capacity_app.i18n import Words
from capacity_app.model.assessment import Assessment
from capacity_app.model.evidence import EvidenceItem, Share
from capacity_app.model.plan import Currency
from capacity_app.model.tier import Tier
from capacity_app.report.damage import Damaged
from capacity_app.store.database import Store
from capacity_app.usecases import assess, export, planning, safe_writing

TODAY = date(2026, 12, 20)


@pytest.fixture
def own(store: Store, make_assessment: Callable[..., Assessment]) -> Assessment:
    """An assessment with a few answers, an item never shared and an action."""
    made = make_assessment("Example Health Organisation", services=["PHC"])
    for number, indicator in enumerate(store.instrument_of(made).domains[0].indicators):
        made = assess.choose_level(store, made, indicator.id, number % 4 + 1)
    secret = EvidenceItem("", "Secret title", share=Share.NEVER, held_at="Secret place")
    made = assess.add_evidence(store, made, secret, ["FUN-1.1"])
    return planning.add_action(
        store,
        made,
        TODAY,
        action="Hire an accountant",
        cost=Decimal("1500.50"),
        currency=Currency.USD,
        comments="Secret comment",
    )


def inside(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def run(store: Store, own: Assessment, path: Path, **more: Any) -> list[export.Progress]:
    """Prepare and finish an export."""
    return list(export.prepare(store, own.id, path=path, today=TODAY, **{"format": "xlsx", **more}))


def test_a_workbook_is_written_whole_with_progress(
    store: Store, own: Assessment, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    steps = run(store, own, path)
    assert load_workbook(path)["Action plan"]["G6"].value == "Hire an accountant"
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert steps[-1].done == steps[-1].total
    assert all(step.done < step.total for step in steps[:-1])
    assert inside(tmp_path) == ["data", "plan.xlsx"]


DOCUMENTS = [("pdf", "plan"), ("pdf", "full"), ("pdf", "pack"), ("form", "plan")]


@pytest.mark.parametrize(("format", "report"), DOCUMENTS)
def test_a_pdf_is_written_whole_or_not_at_all(
    store: Store, own: Assessment, tmp_path: Path, format: str, report: str
) -> None:
    path = tmp_path / "a.pdf"
    given = {"format": format, "report": report, "tier": Tier.FUNDER}
    steps = export.prepare(store, own.id, path=path, today=TODAY, **given)  # type: ignore[arg-type]
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert inside(tmp_path) == ["data"]
    run(store, own, path, **given)
    assert inside(tmp_path) == ["a.pdf", "data"]
    told = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "Example Health Organisation" in told
    assert ("Hire an accountant" in told) is (format == "pdf" and report != "pack")
    assert "Secret" not in told


def test_pages_are_counted_and_the_last_step_tells_the_digest(
    store: Store, own: Assessment, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    steps = run(store, own, path, format="pdf", report="pack", beside="ar")
    pages = len(PdfReader(path).pages)
    drawn = [step for step in steps if step.pages]
    assert [(step.page, step.pages) for step in drawn] == [(n + 1, pages) for n in range(pages)]
    assert {step.total for step in drawn} == {2 * pages + 1}
    assert steps[-1].done == steps[-1].total == 2 * pages + 1
    assert [step.done for step in steps] == list(range(1, 2 * pages + 2))
    assert steps[-1].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not any(step.sha256 for step in steps[:-1])


@pytest.mark.parametrize(("language", "beside"), [("en", "ckb"), ("ckb", "en")])
def test_english_stands_beside_the_other_language(
    store: Store, own: Assessment, tmp_path: Path, language: str, beside: str
) -> None:
    path = tmp_path / "a.pdf"
    run(store, own, path, format="pdf", language=language, beside=beside)
    reader = PdfReader(path)
    assert reader.trailer["/Root"]["/Lang"] == "ckb"  # type: ignore[index]
    told = " ".join(reader.pages[0].extract_text().split())
    assert "Capacity development action plan" in told
    assert "What is asked of funders" in "".join(page.extract_text() for page in reader.pages)


def test_one_language_twice_is_one(store: Store, own: Assessment, tmp_path: Path) -> None:
    run(store, own, tmp_path / "a.pdf", format="pdf")
    run(store, own, tmp_path / "b.pdf", format="pdf", beside="en")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("format", ["xlsx", "json"])
def test_only_pdfs_are_in_two_languages(
    store: Store, own: Assessment, tmp_path: Path, format: str
) -> None:
    with pytest.raises(UserError, match="Only PDF documents can be in two languages"):
        export.prepare(store, own.id, format=format, path=tmp_path / "a", beside="ar")
    assert inside(tmp_path) == ["data"]


def test_there_is_no_pack_for_statistics(store: Store, own: Assessment, tmp_path: Path) -> None:
    given: dict[str, Any] = {"format": "pdf", "report": "pack", "tier": "aggregate"}
    with pytest.raises(UserError, match="cannot be made for statistics"):
        export.prepare(store, own.id, path=tmp_path / "a.pdf", **given)
    assert inside(tmp_path) == ["data"]


def test_what_somebody_keeps_under_a_parts_name_stays(
    store: Store, own: Assessment, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf.part").write_bytes(b"somebody's")
    (folder / "a.pdf.2.part").symlink_to(folder / "elsewhere")
    run(store, own, folder / "a.pdf", format="pdf")
    steps = export.prepare(store, own.id, format="pdf", path=folder / "a.pdf", today=TODAY)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert inside(folder) == ["a.pdf", "a.pdf.2.part", "a.pdf.part"]
    assert (folder / "a.pdf.part").read_bytes() == b"somebody's"
    assert (folder / "a.pdf.2.part").is_symlink()


def test_what_reads_otherwise_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"older")

    def lying(part: Path) -> Iterator[object]:
        part.write_bytes(b"half")
        yield part
        raise Damaged(part.name)

    with pytest.raises(UserError, match="reads otherwise, so it was not kept"):
        list(safe_writing.written(lying, tmp_path / "a.pdf"))
    assert inside(tmp_path) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"older"


def test_the_language_is_the_documents_not_the_assessments(
    store: Store, own: Assessment, tmp_path: Path
) -> None:
    run(store, own, tmp_path / "a.xlsx", language="ckb")
    book = load_workbook(tmp_path / "a.xlsx")
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert book.properties.language == "ckb"


def test_nothing_happens_before_the_first_step(
    store: Store, own: Assessment, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    steps = export.prepare(store, own.id, format="xlsx", path=folder / "a.xlsx", today=TODAY)
    assert not inside(folder)
    steps.close()  # type: ignore[attr-defined]
    assert not inside(folder)


@pytest.mark.parametrize("after", [1, 3, 6, 10])
def test_cancelling_leaves_what_was_there(
    store: Store, own: Assessment, tmp_path: Path, after: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(b"older")
    steps = export.prepare(store, own.id, format="xlsx", path=folder / "a.xlsx", today=TODAY)
    for _ in range(after):
        next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert inside(folder) == ["a.xlsx"]
    assert (folder / "a.xlsx").read_bytes() == b"older"


def test_the_work_runs_in_another_thread(store: Store, own: Assessment, tmp_path: Path) -> None:
    steps = export.prepare(store, own.id, format="xlsx", path=tmp_path / "a.xlsx", today=TODAY)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in steps:
                pass
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not failed
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")


def test_a_folder_is_no_file(store: Store, own: Assessment, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        export.prepare(store, own.id, format="xlsx", path=tmp_path)


def test_a_missing_folder_is_named(store: Store, own: Assessment, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        export.prepare(store, own.id, format="xlsx", path=tmp_path / "no" / "a.xlsx")


@pytest.mark.parametrize("name", ["a?.xlsx", "CON.xlsx", "a:b.xlsx", "nul", "end.", "tab\t.xlsx"])
def test_names_that_some_systems_refuse(
    store: Store, own: Assessment, tmp_path: Path, name: str
) -> None:
    with pytest.raises(UserError, match="cannot be a file's name"):
        export.prepare(store, own.id, format="xlsx", path=tmp_path / name)


def test_a_folder_that_refuses_is_said_at_once(store: Store, own: Assessment) -> None:
    with pytest.raises(UserError, match="could not be written") as said:
        export.prepare(store, own.id, format="xlsx", path=Path("/proc/a.xlsx"))
    assert "Your assessments are safe" in Words().error(said.value)


def test_an_unknown_assessment_is_said_at_once(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export.prepare(store, "no-such-id", format="xlsx", path=tmp_path / "a.xlsx")


def test_a_full_drive_is_said_and_leaves_nothing(store: Store, own: Assessment) -> None:
    full = Path("/dev/shm")
    if not full.is_dir():
        pytest.skip("no memory file system to fill")
    resource = pytest.importorskip("resource")
    path = full / f"export-test-{os.getpid()}.xlsx"
    steps = export.prepare(store, own.id, format="xlsx", path=path, today=TODAY)
    signal = pytest.importorskip("signal")
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, kept[1]))
        with pytest.raises(UserError, match="could not be written") as said:
            list(steps)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, before)
    assert os.strerror(errno.EFBIG) in str(said.value)
    assert not path.exists()
    assert not path.with_name(path.name + ".part").exists()


def test_a_funders_workbook_holds_no_secret(store: Store, own: Assessment, tmp_path: Path) -> None:
    for tier, expected in ((Tier.INTERNAL, True), (Tier.FUNDER, False), (Tier.AGGREGATE, False)):
        path = tmp_path / f"{tier}.xlsx"
        run(store, own, path, tier=tier)
        with zipfile.ZipFile(path) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
        assert (b"Secret" in content) is expected


def test_json_is_redacted_too(store: Store, own: Assessment, tmp_path: Path) -> None:
    run(store, own, tmp_path / "all.json", format="json")
    run(store, own, tmp_path / "funder.json", format="json", tier="funder")
    assert b"Secret comment" in (tmp_path / "all.json").read_bytes()
    funder = (tmp_path / "funder.json").read_bytes()
    assert b"Secret" not in funder
    assert b"Hire an accountant" in funder
    with pytest.raises(UserError, match="Choose PDF or Excel"):
        export.prepare(store, own.id, format="json", tier="aggregate", path=tmp_path / "sums.json")
    assert not (tmp_path / "sums.json").exists()


def test_exporting_changes_nothing_in_the_store(
    store: Store, own: Assessment, tmp_path: Path
) -> None:
    run(store, own, tmp_path / "funder.json", format="json", tier="funder")
    again = store.assessment(own.id)
    assert again.plan[0].comments == "Secret comment"
    assert again.evidence[0].title == "Secret title"
    assert again.answers["FUN-1.1"].evidence == [again.evidence[0]]


def test_the_assessment_before_is_compared_with(
    store: Store, own: Assessment, make_assessment: Callable[..., Assessment], tmp_path: Path
) -> None:
    make_assessment("Another organisation")
    later = assess.start(store, own.organisation.id, on=date(2026, 11, 21), services=["PHC"])
    later = assess.choose_level(store, later, "FUN-1.1", 3)
    report = export.build_report(store, later, Words(), Tier.INTERNAL, TODAY)
    assert report.header.previous_date == own.date
    assert report.indicators[0].change == 3 - own.answers["FUN-1.1"].level  # type: ignore[operator]
    first = export.build_report(store, own, Words(), Tier.INTERNAL, TODAY)
    assert first.header.previous_date is None


def test_names_are_plain_telling_and_short(own: Assessment) -> None:
    name = export.suggested_name(own, "plan", "ar", Tier.FUNDER, "pdf")
    assert re.fullmatch(
        r"example-health-organisation-plan-2026-03-09-ar-funder-[0-9a-f]{6}\.pdf", name
    )
    own.organisation.name_en = "Ünïcode / ..\\ " + "very long " * 40
    long = export.suggested_name(own, "plan", "ar", Tier.FUNDER, "pdf")
    assert len(long) <= 120
    assert re.fullmatch(r"[a-z0-9-]+\.pdf", long)
    own.organisation.name_en = "منظمة"
    assert export.suggested_name(own, "plan", "ar", "funder", "pdf").startswith("capacity-plan-")


def test_an_aggregates_name_does_not_tell_whose_it_is(own: Assessment) -> None:
    name = export.suggested_name(own, "plan", "en", Tier.AGGREGATE, "xlsx")
    assert "example" not in name
    other = export.suggested_name(replace(own, revision=2), "plan", "en", Tier.AGGREGATE, "xlsx")
    assert name != other
