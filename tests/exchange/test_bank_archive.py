"""Workbooks that are bombs, traps or no workbooks at all are refused, soon and in words."""

import io
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.exchange.bank_reading import read_bank
from capacity_app.exchange.bank_writing import write_bank
from capacity_app.store import instruments

Parts = dict[str, bytes]
SHARED, SHEET, BOOK = "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"
LINKS, FILLER = "xl/_rels/workbook.xml.rels", "xl/media/noise.png"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    path = tmp_path_factory.mktemp("book") / "bank.xlsx"
    write_bank(instruments.read("iraq-health-cso-psea", paths.assessments()), path)
    with zipfile.ZipFile(path) as archive:
        return shared({name: archive.read(name) for name in archive.namelist()})


def shared(parts: Parts) -> Parts:
    """The workbook as Excel writes it: cells name texts by number in a part of their own."""
    texts: list[bytes] = []

    def name(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si><r><t%s</t></r><rPh><t>hint</t></rPh></si>" % found[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    inline = re.compile(rb't="inlineStr"><is><t(.*?)</t></is>', re.DOTALL)
    kept = {key: inline.sub(name, data) for key, data in parts.items() if "sheets/" in key}
    head = b'<?xml version="1.0" encoding="UTF-8"?>' + SST
    link = b'<Relationship Id="s" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></R'
    links = parts[LINKS].replace(b"</R", link, 1)
    return {**parts, **kept, LINKS: links, SHARED: head + b"".join(texts) + b"</sst>"}


def test_texts_named_by_number_are_found(good: Parts, tmp_path: Path) -> None:
    found = read_bank(packed(good, tmp_path / "bank.xlsx")).content
    assert found == instruments.read("iraq-health-cso-psea", paths.assessments())


def packed(parts: Parts, path: Path, level: int = 6) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def loose(parts: Parts, name: str, data: bytes) -> None:
    """Put a part in, and noise that keeps the file as a whole from being packed tightly."""
    parts |= {name: data, FILLER: random.Random(1).randbytes(1_200_000)}


def with_doctype(data: bytes, inside: bytes = b"") -> bytes:
    start = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
    return data[:start] + b"<!DOCTYPE a [" + inside + b"]>" + data[start:]


LAUGHS = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
)
OUTSIDE = b'<!ENTITY x SYSTEM "file:///etc/passwd">'
MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CELLS = MAIN + b"<row>" + b"<c><v>1</v></c>" * 700_000 + b"</row></sheetData>"
SST = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
MUCH = SST + b"<si><t>%s</t></si>" % (b"a" * 30_000) * 700 + b"</sst>"
ROWS = MAIN + b"<row/>" * 2_000_000 + b"</sheetData></worksheet>"

READ = r"""
import re, sys
from pathlib import Path
from capacity_app.exchange.bank_reading import read_bank
try:
    read_bank(Path(sys.argv[1]))
finally:
    print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""

TRAPS: dict[str, tuple[Callable[[Parts], object], str]] = {
    "doctype": (lambda p: p.update({SHARED: with_doctype(p[SHARED])}), "damaged"),
    "entities": (lambda p: p.update({SHARED: with_doctype(p[SHARED], LAUGHS)}), "damaged"),
    "outside": (lambda p: p.update({SHEET: with_doctype(p[SHEET], OUTSIDE)}), "damaged"),
    "doctype in the book": (lambda p: p.update({BOOK: with_doctype(p[BOOK])}), "damaged"),
    "doctype in UTF-16": (
        lambda p: p.update({SHEET: with_doctype(b"<a/>").decode().encode("utf-16")}),
        "damaged",
    ),
    "macro": (lambda p: p.update({"xl/vbaProject.bin": b"x"}), "vbaProject"),
    "macro sheet": (lambda p: p.update({"xl/macrosheets/sheet1.xml": b"<a/>"}), "macrosheets"),
    "macro type": (
        lambda p: p.update({"[Content_Types].xml": b"application/...sheet.macroEnabled.main+xml"}),
        "macroEnabled",
    ),
    "link": (lambda p: p.update({"xl/externalLinks/externalLink1.xml": b"<a/>"}), "externalLink"),
    "embedded": (lambda p: p.update({"xl/embeddings/oleObject1.bin": b"x"}), "embeddings"),
    "connection": (lambda p: p.update({"xl/connections.xml": b"<a/>"}), "connections"),
    "members": (lambda p: p.update({f"xl/x{n}.xml": b"" for n in range(200)}), "far more"),
    "ratio": (lambda p: p.update({"xl/media/a.png": b"\0" * 30_000_000}), "unpacks to far more"),
    "unpacked": (lambda p: loose(p, "xl/media/a.png", b"\0" * 101_000_000), "unpacks to far more"),
    "cells": (lambda p: loose(p, SHEET, CELLS + b"</worksheet>"), "more cells"),
    "rows": (lambda p: loose(p, SHEET, ROWS), "more cells"),
    "outward": (lambda p: p.update({"../a.xml": b"<a/>"}), "not a whole Excel workbook"),
    "absolute": (lambda p: p.update({"/a.xml": b"<a/>"}), "not a whole Excel workbook"),
    "drive": (lambda p: p.update({"C:\\a.xml": b"<a/>"}), "not a whole Excel workbook"),
    "case": (lambda p: p.update({SHEET.upper(): b"<a/>"}), "not a whole Excel workbook"),
    "cut sheet": (lambda p: p.update({SHEET: p[SHEET][:-20]}), "damaged"),
    "no sheet": (lambda p: p.pop(SHEET), "damaged"),
    "no book": (lambda p: p.pop(BOOK), "damaged"),
    "no relations": (lambda p: p.pop("_rels/.rels"), "damaged"),
    "no texts": (lambda p: p.pop(SHARED), "damaged"),
    "much text": (lambda p: loose(p, SHARED, MUCH), "more cells"),
    "text number": (
        lambda p: p.update({SHEET: p[SHEET].replace(b't="s"><v>', b't="s"><v>9999', 1)}),
        "damaged",
    ),
}


@pytest.mark.parametrize("what", TRAPS)
def test_a_trap_is_refused(what: str, good: Parts, tmp_path: Path) -> None:
    change, said = TRAPS[what]
    parts = dict(good)
    change(parts)
    path = packed(parts, tmp_path / "trap.xlsx")
    began = time.process_time()
    with pytest.raises(UserError, match=said) as caught:
        read_bank(path)
    assert "Nothing was changed" in str(caught.value)
    assert time.process_time() - began < 4


def test_a_bomb_takes_little_memory(good: Parts, tmp_path: Path) -> None:
    parts = dict(good)
    loose(parts, SHARED, SST + b"<si><t>a</t></si>" * 5_000_000 + b"</sst>")
    path = packed(parts, tmp_path / "bomb.xlsx")
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell a process's memory")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert "more cells" in done.stderr
    assert int(done.stdout) < 120_000  # KiB; Python with its modules takes a good third of it


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"key,en,ar", b"\xd0\xcf\x11\xe0" * 500])
def test_what_is_no_workbook_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(UserError, match="not a whole Excel workbook"):
        read_bank(tmp_path / "a.xlsx")


def test_absent_huge_and_wrong_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_bank(tmp_path / "absent.xlsx")
    with (tmp_path / "huge.xlsx").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(UserError, match="larger than 20 MB"):
        read_bank(tmp_path / "huge.xlsx")
    packed({"a.txt": b"x"}, tmp_path / "zip.xlsx")
    with pytest.raises(UserError, match="damaged"):
        read_bank(tmp_path / "zip.xlsx")


def test_only_words_come_out_of_damaged_files(good: Parts, tmp_path: Path) -> None:
    """Every cut and every flipped byte is refused, or read as something whole."""
    whole = packed(good, tmp_path / "whole.xlsx").read_bytes()
    refused = 0
    for place in range(0, len(whole), len(whole) // 60):
        flipped = bytearray(whole)
        flipped[place] ^= 0x55
        for data in (whole[:place], bytes(flipped)):
            (tmp_path / "a.xlsx").write_bytes(data)
            try:
                read_bank(tmp_path / "a.xlsx")
            except UserError:
                refused += 1
    assert refused >= 60


def test_an_encrypted_member_is_refused(good: Parts, tmp_path: Path) -> None:
    data = bytearray(packed(good, tmp_path / "a.xlsx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[start + 8] |= 1  # the flag in the list of members
    (tmp_path / "a.xlsx").write_bytes(bytes(data))
    with pytest.raises(UserError, match="without a password"):
        read_bank(tmp_path / "a.xlsx")
