"""Reads a written PDF back without the library that wrote it: is every part there and whole?"""

import re
import zlib
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final

from capacity_app.report.content_shape import Report
from capacity_app.report.damage import Damaged
from capacity_app.report.pdf_seal import unsealed
from capacity_app.report.shaping import clean

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION: Final = re.compile(rb"xref\s+0 (\d+)\s+")
_SIZE: Final = re.compile(rb"/Size (\d+)")
_PAGES: Final = re.compile(rb"/Count (\d+)[^>]*/Type /Pages|/Type /Pages[^>]*/Count (\d+)")
_PAGE: Final = re.compile(rb"/Type /Page\b(?!s)")
_CONTENTS: Final = re.compile(rb"/Contents (\d+) 0 R")
_STREAM: Final = re.compile(rb">>\s*stream\r?\n")
_LENGTH: Final = re.compile(rb"/Length (\d+)")
_ENTRY: Final = 20  # bytes of an entry of the table of objects


def check(report: Report, path: Path) -> int:
    """The number of pages; Damaged unless the file is whole and says it is this report's."""
    data, sealed = unsealed(path.read_bytes())
    if not sealed:
        raise Damaged(f"{path.name}: no seal")
    try:
        objects = _objects(data)
        pages = _pages(objects)
        _described(report, objects)
    except (ValueError, IndexError, zlib.error) as error:
        raise Damaged(f"{path.name}: {error}") from error
    return pages


def _objects(data: bytes) -> dict[int, bytes]:
    """Every object by its number, found through the table at the end."""
    start = _START.search(data[-1024:])
    if not data.startswith(b"%PDF-1.") or start is None:
        raise ValueError("no beginning or no end")
    section = _SECTION.match(data, int(start[1]))
    if section is None:
        raise ValueError("no table of objects")
    count, table = int(section[1]), section.end()
    size = _SIZE.search(data, table + count * _ENTRY)
    if size is None or int(size[1]) != count:
        raise ValueError("the table of objects is cut off")
    entries = [data[table + n * _ENTRY : table + (n + 1) * _ENTRY] for n in range(count)]
    offsets = {n: int(e[:10]) for n, e in enumerate(entries) if e[17:18] == b"n"}
    ends = dict(pairwise([*sorted(offsets.values()), int(start[1])]))
    return {n: _object(data[at : ends[at]], n) for n, at in offsets.items()}


def _object(data: bytes, number: int) -> bytes:
    head = b"%d 0 obj" % number
    if not data.startswith(head) or not data.rstrip().endswith(b"endobj"):
        raise ValueError(f"object {number} is not where it should be")
    return data


def _pages(objects: dict[int, bytes]) -> int:
    """The number of pages, each of them with content; all there is can be unpacked."""
    counts = [_PAGES.search(body) for body in objects.values()]
    told = [int(found[1] or found[2]) for found in counts if found]
    pages = [body for body in objects.values() if _PAGE.search(body)]
    if told != [len(pages)] or not pages:
        raise ValueError("pages are missing")
    streams = {n: _stream(body) for n, body in objects.items() if _STREAM.search(body)}
    for page in pages:
        content = _CONTENTS.search(page)
        if content is None or not streams.get(int(content[1])):
            raise ValueError("a page is empty")
    return len(pages)


def _stream(body: bytes) -> bytes:
    """The content of a stream, unpacked."""
    head, _, rest = body.partition(b"stream")
    length = _LENGTH.search(head)
    if length is None:
        raise ValueError("a stream without a length")
    rest = rest.lstrip(b"\r").removeprefix(b"\n")[: int(length[1])]
    return zlib.decompress(rest) if b"/FlateDecode" in head else rest


def _described(report: Report, objects: dict[int, bytes]) -> None:
    """Whether the file's own description names this report's organisation, tier and code."""
    header = report.header
    found = [body for body in objects.values() if b"/Subtype /XML" in body]
    said = b"".join(_stream(body) for body in found)
    for text in (header.tier_name, header.code, report.words.code, header.self_assessed):
        if escape(clean(text)).encode() not in said:
            raise ValueError("it describes another document")
