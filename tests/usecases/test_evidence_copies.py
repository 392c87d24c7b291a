"""Copies of proofs: only what is fit is kept, whole, once, and only as long as it is shown."""

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.store.database import Store
from capacity_app.usecases import assess
from capacity_app.usecases import evidence_copies as copies
from capacity_app.usecases.file_kinds import KINDS

Make = Callable[..., Assessment]
PDF = b"%PDF-1.7\n%%EOF\n"


def office(member: str, content: bytes = b"x", *more: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in (member, *more):
            archive.writestr(name, content)
    return made.getvalue()


FIT = {
    "pdf": PDF,
    "jpg": b"\xff\xd8\xff\xe0rest",
    "jpeg": b"\xff\xd8\xff\xe0rest",
    "png": b"\x89PNG\r\n\x1a\nrest",
    "docx": office("word/document.xml"),
    "xlsx": office("xl/workbook.xml"),
    "odt": office("mimetype", b"application/vnd.oasis.opendocument.text"),
    "ods": office("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    "txt": "سیاسەت".encode(),
}


@pytest.fixture
def data_dir(store: Store) -> Path:
    assert store.file is not None
    return store.file.parent


@pytest.fixture
def named(store: Store, make_assessment: Make) -> Assessment:
    return assess.add_evidence(store, make_assessment(), EvidenceItem("", "Policy"), ["PSE-1"])


def kept(data_dir: Path) -> list[str]:
    folder = data_dir / copies.FOLDER
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_kept_under_its_hash_and_opens(
    store: Store, data_dir: Path, named: Assessment, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"Policy.{kind.upper()}"
    file.write_bytes(FIT[kind])
    changed = copies.add_copy(store, data_dir, named, "E1", file)
    [item] = store.assessment(changed.id).evidence
    assert (item.copy_name, item.copy_size) == (file.name, len(FIT[kind]))
    assert kept(data_dir) == [f"{item.copy_sha256}.{kind}"]
    path = copies.to_open(data_dir, item)
    assert path.read_bytes() == FIT[kind]
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IXUSR)


def foreign(tmp_path: Path, what: str) -> Path:
    """A file, folder or link that must be refused."""
    path = tmp_path / {"folder": "folder.pdf", "missing": "missing.pdf"}.get(what, what)
    if what == "folder":
        path.mkdir()
    elif what == "link.pdf":
        (tmp_path / "real.pdf").write_bytes(PDF)
        path.symlink_to(tmp_path / "real.pdf")
    elif what == "huge.pdf":
        with path.open("wb") as file:
            file.truncate(2 * 1024**3)  # takes no room on the disk
    elif what == "pipe.pdf":
        os.mkfifo(path)
    elif what != "missing":
        path.write_bytes(
            {"empty.pdf": b"", "macro.docx": MACRO, "run.txt": b"MZ\x90"}.get(what, b"MZ")
        )
    return path


MACRO = office("word/document.xml", b"x", "word/vbaProject.bin")


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need a POSIX system")
@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("folder", "is a folder"),
        ("missing", "cannot be read"),
        ("link.pdf", "is a link"),
        ("pipe.pdf", "is a link or a device"),
        ("huge.pdf", "larger than 20 MB"),
        ("empty.pdf", "is empty"),
        ("program.exe", "of a kind that is not kept"),
        ("noending", "of a kind that is not kept"),
        ("program.pdf", "not what its ending says"),
        ("program.docx", "not what its ending says"),
        ("macro.docx", "not what its ending says"),
        ("run.txt", "not what its ending says"),
    ],
)
def test_what_is_unfit_is_refused_in_words(
    store: Store, data_dir: Path, named: Assessment, tmp_path: Path, what: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as refused:
        copies.add_copy(store, data_dir, named, "E1", foreign(tmp_path, what))
    assert "Nothing was changed" in str(refused.value)
    assert kept(data_dir) == []
    assert store.assessment(named.id).evidence[0].copy_sha256 == ""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_refuses_is_said(
    store: Store, data_dir: Path, named: Assessment, tmp_path: Path
) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(PDF)
    file.chmod(0)
    with pytest.raises(UserError, match="cannot be read"):
        copies.add_copy(store, data_dir, named, "E1", file)


def test_items_of_two_assessments_share_a_file_until_the_last_one_goes(
    store: Store, data_dir: Path, named: Assessment, make_assessment: Make, tmp_path: Path
) -> None:
    file = tmp_path / "policy.pdf"
    file.write_bytes(PDF)
    other = assess.add_evidence(store, make_assessment("Other"), EvidenceItem("", "The same"))
    named = copies.add_copy(store, data_dir, named, "E1", file)
    other = copies.add_copy(store, data_dir, other, "E1", file)
    assert len(kept(data_dir)) == 1
    copies.remove_copy(store, data_dir, named, "E1")
    assert len(kept(data_dir)) == 1
    assess.remove_evidence(store, other, "E1")
    assert copies.sweep(store, data_dir) == 1
    assert kept(data_dir) == []


def test_a_changed_or_lost_copy_is_not_opened(
    store: Store, data_dir: Path, named: Assessment, tmp_path: Path
) -> None:
    file = tmp_path / "policy.pdf"
    file.write_bytes(PDF)
    item = copies.add_copy(store, data_dir, named, "E1", file).evidence_item("E1")
    path = copies.to_open(data_dir, item)
    path.chmod(0o600)
    path.write_bytes(PDF + b"more")
    with pytest.raises(UserError, match="changed or damaged"):
        copies.to_open(data_dir, item)
    path.unlink()
    with pytest.raises(UserError, match="not on this computer"):
        copies.to_open(data_dir, item)
    item.copy_name = "../../policy.pdf/../x.exe"
    with pytest.raises(UserError, match="not on this computer"):
        copies.to_open(data_dir, item)


def test_only_its_own_files_are_swept(
    store: Store, data_dir: Path, named: Assessment, tmp_path: Path
) -> None:
    folder = data_dir / copies.FOLDER
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / f"{'a' * 64}.pdf.part").write_bytes(b"half")
    assert copies.sweep(store, data_dir) == 1
    assert kept(data_dir) == ["notes.txt"]


def test_an_interrupted_copy_leaves_nothing(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "policy.pdf"
    file.write_bytes(PDF)
    steps = copies.Copying(data_dir, file).steps()
    next(steps)
    next(steps)
    steps.close()
    assert kept(data_dir) == []


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("bank_reconciliation March.pdf", "bank reconciliation March"),
        ("\u202egnp.exe.pdf", "gnp.exe"),
        ("دەستوور\u200cی  ناوخۆ.pdf", "دەستوور\u200cی ناوخۆ"),
        ("line\nbreak\x07.pdf", "line break"),
        ("x" * 300 + ".pdf", "x" * 120),
    ],
)
def test_a_title_is_made_of_the_file_s_name(name: str, title: str) -> None:
    assert copies.title_of(Path(name)) == title


def test_an_unknown_indicator_is_refused(store: Store, make_assessment: Make) -> None:
    made = make_assessment()
    with pytest.raises(UserError, match="no indicator XYZ-9"):
        assess.add_evidence(store, made, EvidenceItem("", "Policy"), ["XYZ-9"])
    assert store.assessment(made.id).evidence == []
