"""Reads a PDF from anybody: its attached content and the words on its pages, within limits."""

import re
import time
import zlib
from dataclasses import dataclass
from typing import Final

from capacity_app.report.pdf_seal import ATTACHED

MAX_UNPACKED: Final = 20_000_000  # a whole report has 600,000
MAX_PAGES: Final = 500
MAX_SECONDS: Final = 5.0
_STREAM: Final = re.compile(rb"stream\r?\n")
_CHAINED: Final = re.compile(rb"\[\s*/\w+\s*/\w+")
_PIECE: Final = 1 << 16
_MOST: Final = 1 << 18


class Unreadable(Exception):
    """It is no PDF, is damaged, protected, or unpacks to too much."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Its title, the attached content ("" without any), and the text of each page."""

    title: str
    content: str
    pages: tuple[str, ...]


def read(data: bytes) -> Reading:
    """Read it; Unreadable when that is not possible or not safe."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable
    _measure(data)
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            return _read(document)
    except (pypdfium2.PdfiumError, ValueError, KeyError, IndexError) as error:
        raise Unreadable from error


def _read(document: "pypdfium2.PdfDocument") -> Reading:  # type: ignore[name-defined]  # noqa: F821
    if len(document) > MAX_PAGES:
        raise Unreadable
    title = str(document.get_metadata_dict().get("Title", ""))
    content = ""
    for number in range(min(document.count_attachments(), 10)):
        attached = document.get_attachment(number)
        if attached.get_name() == ATTACHED:
            content = bytes(attached.get_data()).decode("utf-8", "replace")
    pages, until = [], time.monotonic() + MAX_SECONDS
    for page in document:
        if time.monotonic() > until:
            raise Unreadable
        text = page.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        page.close()
    return Reading(title, content, tuple(pages))


def _measure(data: bytes) -> None:
    """Unpack every stream once and count; streams packed twice are nothing of ours."""
    room = MAX_UNPACKED
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 500) : found.start()]
        about = head[head.rfind(b"obj") :]
        if _CHAINED.search(about[about.find(b"/Filter") :][:80]) and b"/Filter" in about:
            raise Unreadable
        room -= _length(data, found.end(), room)
        if room < 0:
            raise Unreadable


def _length(data: bytes, start: int, room: int) -> int:
    """How much a stream unpacks to, as far as there is room; 0 for one that is not packed."""
    unpack, length, at, piece = zlib.decompressobj(), 0, start, b""
    try:
        while not unpack.eof and length <= room:
            if not piece:
                piece, at = data[at : at + _PIECE], at + _PIECE
                if not piece:
                    break
            length += len(unpack.decompress(piece, _MOST))
            piece = unpack.unconsumed_tail
    except zlib.error:
        # Up to so much may have been unpacked before the fault; plain streams fail at once.
        return length + _MOST if data[start : start + 1] == b"x" else length
    return length
