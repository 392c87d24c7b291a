"""Files that are as they were written verify; whatever was changed is named."""

import json
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader, PdfWriter

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.i18n import Language, Words
from capacity_app.model.assessment import Assessment
from capacity_app.model.fingerprint import fingerprint
from capacity_app.model.tier import Tier
from capacity_app.report import pdf_seal
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import export, planning, safekeeping, verify_words
from capacity_app.usecases.sample import make_sample
from capacity_app.usecases.verify import verify
from capacity_app.usecases.verify_findings import Finding, Here, Kind, Verdict, Verified

TODAY = date(2026, 12, 20)
BANKS = (paths.assessments(),)

Write = Callable[..., Path]


class Desk(NamedTuple):
    """A store with the sample organisation in it, for tests that only look."""

    store: Store
    own: Assessment
    folder: Path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Desk]:
    """One for all tests: making it, and its documents, takes longer than verifying them."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copyfile(empty_database, folder / FILE_NAME)
    store = Store.open(folder, paths.assessments())
    yield Desk(store, make_sample(store, "ar"), folder)
    store.close()


def written(store: Store, own: Assessment, path: Path, **more: str) -> Path:
    """Write a document of an assessment, for a funder and in English if not said otherwise."""
    form = {"format": path.suffix[1:], "report": "full", "tier": "funder", "language": "en"}
    list(export.prepare(store, own.id, path=path, today=TODAY, **{**form, **more}))  # type: ignore[arg-type]
    return path


@pytest.fixture
def write(desk: Desk, tmp_path: Path) -> Write:
    """Gives a document of the sample, to do with as one likes."""

    def to(name: str, **more: str) -> Path:
        kept = desk.folder / "-".join([*more.values(), "document" + Path(name).suffix])
        if not kept.exists():
            written(desk.store, desk.own, kept, **more)
        return Path(shutil.copyfile(kept, tmp_path / name))

    return to


def check(path: Path, store: Store | None = None, code: str = "") -> Verified:
    """What is known of a file where nothing but the question banks is."""
    return verify(path, store, BANKS, code)


def edit(path: Path, deed: Callable[[Any], object]) -> Path:
    """Change a workbook as a spreadsheet program would."""
    book = load_workbook(path)
    deed(book)
    book.save(path)
    return path


def tagged(sheet: Worksheet, tag: str) -> int:
    """The column with a tag."""
    for row in sheet.iter_rows(max_row=12):
        for cell in row:
            if cell.value == tag:
                return int(cell.column)
    raise AssertionError(tag)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("a.xlsx", {}),
        ("a.xlsx", {"tier": "internal", "language": "ar"}),
        ("a.xlsx", {"language": "ckb"}),
        ("a.pdf", {"language": "ar"}),
        ("a.pdf", {"report": "plan", "language": "ckb", "digits": "eastern"}),
        ("a.pdf", {"report": "plan", "language": "ckb", "beside": "en"}),
        ("a.pdf", {"report": "pack"}),
        ("a.json", {}),
    ],
)
def test_what_was_written_verifies_and_has_one_code(
    name: str, more: dict[str, str], desk: Desk, write: Write
) -> None:
    words, own = Words(Language.EN), desk.own
    report = export.build_report(desk.store, own, words, Tier.INTERNAL, TODAY)
    path = write(name, **more)
    found = check(path, code=report.header.code)
    assert (found.verdict, found.changes, found.code) == (Verdict.WHOLE, (), report.header.code)
    assert verify(path, desk.store).here is Here.SAME
    assert (found.day, found.revision) == (own.date, 1)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_workbook_saved_again_by_libreoffice_verifies(write: Write, tmp_path: Path) -> None:
    path = write("a.xlsx", language="ar", tier="internal")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"]
    again = ["--convert-to", "xlsx", "--outdir", str(tmp_path / "again"), str(path)]
    subprocess.run([*command, *again], check=True, capture_output=True, timeout=120)
    saved = tmp_path / "again" / "a.xlsx"
    assert saved.read_bytes() != path.read_bytes()
    found = check(saved)
    assert (found.verdict, found.changes) == (Verdict.WHOLE, ())
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(b"<v>3500</v>", b"<v>1</v>"))
    named = [(each.field, each.old) for each in check(saved).changes]
    assert ("الكلفة", "3500") in named and {old for _field, old in named} == {"3500"}


def change_plan(book: Any) -> None:
    """Another cost, date, status and text in the second action."""
    sheet = book["Action plan"]
    row = next(r[0].row for r in sheet.iter_rows() if str(r[0].value) == "ACR/2026/02")
    new = {
        "#value+planned": 99999,
        "#date+end": date(2029, 1, 1),
        "#status+name": "Completed",
        "#activity+name": "Buy a car",
    }
    for tag, value in new.items():
        sheet.cell(row, tagged(sheet, tag)).value = value


def test_each_changed_value_is_named_with_what_it_was(write: Write, desk: Desk) -> None:
    action = desk.own.plan[1]
    found = check(edit(write("a.xlsx"), change_plan))
    assert found.verdict is Verdict.CHANGED
    assert {(each.place, each.row) for each in found.changes} == {("Action plan", "ACR/2026/02")}
    assert {each.field: (each.old, each.new) for each in found.changes} == {
        "Action": (action.action, "Buy a car"),
        "Cost": (str(int(action.cost or 0)), "99999"),
        "Due": (str(action.due), "2029-01-01"),
        "Status": ("Not started", "Completed"),
    }


def test_missing_and_added_rows_values_and_sheets_are_named(write: Write) -> None:
    def deed(book: Any) -> None:
        book["Scores"].delete_rows(6)
        book["Evidence"].append(["E99", "A made-up policy"])
        book["Profile"]["B6"].value = None
        book.remove(book["Crosswalk"])
        book.create_sheet("Extra")["A1"] = "More"

    found = check(edit(write("a.xlsx"), deed))
    by_place: dict[str, list[Finding]] = {}
    for each in found.changes:
        by_place.setdefault(each.place, []).append(each)
    assert set(by_place) == {"Scores", "Evidence", "Profile", "Crosswalk", "Extra"}
    assert "FUN-1.1" in [each.old for each in by_place["Scores"]]
    assert all(each.new is None for each in by_place["Scores"])
    assert [each.new for each in by_place["Evidence"]] == ["E99", "A made-up policy"]
    assert all(each.added for each in by_place["Evidence"] + by_place["Extra"])
    assert len(by_place["Profile"]) == len(by_place["Crosswalk"]) == 1


def test_sorting_rows_changes_nothing(write: Write) -> None:
    def deed(book: Any) -> None:
        sheet = book["Scores"]
        one, two = ([cell.value for cell in sheet[row]] for row in (6, 9))
        for place, (first, second) in enumerate(zip(one, two, strict=True), 1):
            sheet.cell(6, place).value, sheet.cell(9, place).value = second, first

    found = check(edit(write("a.xlsx"), deed))
    assert (found.verdict, found.moved) == (Verdict.WHOLE, 2)


def forge(book: Any) -> None:
    """Change a cost, a level and a score, and their fingerprints with them."""
    cells = {
        "Action plan": (7, tagged(book["Action plan"], "#value+planned"), 99999),
        "Scores": (6, tagged(book["Scores"], "#capacity+num"), 4),
        "Summary": (5, 3, 3.9),
    }
    listed = book["Verification"]
    for title, (row, place, value) in cells.items():
        cell = book[title].cell(row, place)
        cell.value = value
        for line in listed.iter_rows(min_row=5):
            if (line[1].value, line[2].value) == (title, row):
                parts = {p.partition(":")[0]: p for p in line[3].value.split()}
                parts[cell.column_letter] = f"{cell.column_letter}:{fingerprint(value)}"
                line[3].value = " ".join(parts.values())


def test_fingerprints_made_anew_do_not_hide_a_change_from_the_content(write: Write) -> None:
    found = check(edit(write("a.xlsx"), forge))
    assert found.verdict is Verdict.CHANGED
    assert [(each.place, each.field, each.new) for each in found.changes] == [
        ("Scores", "Level", "4"),
        ("Action plan", "Cost", "99999"),
        ("Summary", "Score", "3.9"),
    ]


def test_content_made_anew_has_another_code(write: Write) -> None:
    path = write("a.xlsx")
    code = check(path).code

    def deed(book: Any) -> None:
        for row in book["Verification"].iter_rows(min_row=5):
            if row[0].value == "#content":
                row[3].value = row[3].value.replace('"cost":"3500"', '"cost":"99999"')

    found = check(edit(path, deed))
    assert found.verdict is Verdict.CHANGED
    assert ("README", "Content code", code) in [(x.place, x.field, x.new) for x in found.changes]


def test_a_code_that_was_told_is_compared(write: Write) -> None:
    path = write("a.json")
    code = check(path).code
    assert check(path, code=code.lower().replace("-", " ")).verdict is Verdict.WHOLE
    content = json.loads(path.read_text(encoding="utf-8"))
    content["plan"][1]["cost"] = "99999"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert check(path, code=code).verdict is Verdict.OTHER_CODE
    with pytest.raises(UserError, match="not a content code"):
        check(path, code="1234")


def test_what_is_here_is_compared(store: Store, tmp_path: Path) -> None:
    own = make_sample(store, "en")
    path = written(store, own, tmp_path / "a.xlsx")
    changed = store.assessment(own.id)
    planning.change_action(store, changed, changed.plan[0].ref, percent=55)
    found = verify(path, store)
    assert (found.verdict, found.here) == (Verdict.DIFFERS, Here.DIFFERS)
    [one] = [each for each in found.differences if each.field == "Percent done"]
    assert (one.row, one.old) == (changed.plan[0].ref, "55")
    assert check(path).verdict is Verdict.WHOLE


def test_a_pdf_written_anew_or_added_to_does_not_verify(write: Write) -> None:
    path = write("a.pdf", report="plan")
    whole = path.read_bytes()
    PdfWriter(clone_from=PdfReader(path)).write(path)
    found = check(path)
    assert found.verdict is Verdict.CHANGED
    assert verify_words.only_saved(found)
    for data in (whole + b"\n", whole[:-1], whole.replace(b"/Type /Page\n", b"/Type /Page ", 1)):
        path.write_bytes(data)
        assert check(path).verdict is Verdict.CHANGED


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_figure_changed_on_a_sealed_page_is_named(
    language: str, store: Store, tmp_path: Path
) -> None:
    own = make_sample(store, language)
    told = written(store, own, tmp_path / "told.pdf", language=language, report="plan")
    action = store.assessment(own.id).plan[1]
    changes = {"cost": (action.cost or 0) + 1, "due": date(2029, 1, 1)}
    planning.change_action(store, store.assessment(own.id), action.ref, **changes)
    path = written(store, own, tmp_path / "a.pdf", language=language, report="plan")
    with_content(path, content_of(told))
    found = check(path)
    named = {(each.row, each.field) for each in found.changes}
    assert {("ACR/2026/02", "Cost"), ("ACR/2026/02", "Due"), ("", "Content code")} <= named
    assert "Seal of the bytes" not in {each.field for each in found.changes}


def content_of(path: Path) -> bytes:
    """The content attached to a PDF."""
    [(content,)] = PdfReader(path).attachments.values()
    return content


def with_content(path: Path, content: bytes) -> None:
    """Attach another content to a PDF and seal it anew."""
    writer = PdfWriter(clone_from=PdfReader(path))
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
    names[1].get_object()["/EF"]["/F"].get_object().set_data(content)
    writer.write(path)
    pdf_seal.seal(path)


def test_sums_alone_carry_no_code_and_are_still_checked(write: Write) -> None:
    path = write("a.xlsx", tier="aggregate")
    assert (check(path).verdict, check(path).code) == (Verdict.WHOLE, "")
    edit(path, lambda book: book["Summary"].__setitem__("C5", 3.9))
    assert [each.new for each in check(path).changes] == ["3.9"]


def test_a_blank_form_has_nothing_to_compare(write: Write) -> None:
    path = write("a.pdf", format="form")
    assert (check(path).verdict, check(path).code) == (Verdict.WHOLE, "")


def test_a_pdf_without_its_content_is_refused(write: Write) -> None:
    path = write("a.pdf", report="plan", language="ar")
    writer = PdfWriter(clone_from=PdfReader(path))
    del writer.root_object["/Names"]
    writer.write(path)
    pdf_seal.seal(path)
    with pytest.raises(UserError, match="carries nothing"):
        check(path)


def test_a_backup_is_checked_whole(desk: Desk, tmp_path: Path) -> None:
    path = safekeeping.back_up(desk.store, tmp_path / "a.zip")
    found = check(path)
    assert (found.kind, found.verdict, found.records > 0) == (Kind.BACKUP, Verdict.WHOLE, True)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        check(path)


def test_every_verdict_is_said_in_every_language(write: Write, desk: Desk) -> None:
    whole, changed = check(write("a.xlsx")), check(edit(write("b.xlsx"), change_plan))
    found_all = (whole, changed, verify(write("a.pdf"), desk.store), check(write("a.json")))
    for language in Language:
        words = Words(language)
        for found in found_all:
            said = [
                verify_words.verdict(found, "a", words),
                *verify_words.notes(found, words, False),
            ]
            assert all(said)
            assert language is Language.EN or not any("is as it was" in text for text in said)
        assert verify_words.fault(whole, "a", words) is None
        error = verify_words.fault(changed, "a", words)
        assert error is not None
        assert "Buy a car" in words.error(error) or "99999" in words.error(error)


def bomb() -> bytes:
    """A PDF with a stream that unpacks to 100 MB."""
    data = zlib.compress(b"0" * 100_000_000)
    head = b"%%PDF-1.7\n1 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n" % len(data)
    return head + data + b"\nendstream endobj"


def foreign(folder: Path, name: str) -> Path:
    """A file of somebody else's, or a hostile one."""
    made = folder / name
    if name == "book.xlsx":
        Workbook().save(made)
    elif name == "bomb.xlsx":
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * 150_000_000)
    elif name == "plain.pdf":
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.write(made)
    elif name == "big.pdf":
        with made.open("wb") as file:
            file.truncate(2_000_000_000)
    elif name == "folder":
        made.mkdir()
    else:
        contents = {"bomb.pdf": bomb(), "broken.pdf": b"%PDF-1.7 x", "broken.zip": b"PK\x03\x04"}
        made.write_bytes(contents.get(name, b"no document"))
    return made


@pytest.mark.parametrize(
    "name",
    [
        *("book.xlsx", "bomb.xlsx", "plain.pdf", "broken.pdf", "bomb.pdf", "big.pdf"),
        *("folder", "broken.zip", "text.json"),
    ],
)
def test_foreign_and_hostile_files_are_refused_in_words(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        check(foreign(tmp_path, name))
    assert name.partition(".")[0] in str(refused.value)
