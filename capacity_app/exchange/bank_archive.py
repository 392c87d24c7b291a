"""The parts of an .xlsx file, taken out with caps, because the file may come from anybody."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

from capacity_app.exchange.bank_place import Spot
from capacity_app.exchange.files import read_capped
from capacity_app.i18n import N_

MAX_MEMBERS: Final = 200
MAX_UNPACKED: Final = 100_000_000
MAX_RATIO: Final = 100
_PIECE: Final = 1 << 16
_TYPES: Final = "[Content_Types].xml"
# Damaged headers surface as any of these.
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError),
    *(OverflowError, UnicodeError, struct.error, OSError),
)
_UNSAFE: Final = re.compile(r"^[/\\]|\\|(^|/)\.\.(/|$)|:|\x00")
# Parts that run, or bring in something from elsewhere; our workbooks have no use for them.
_LIVELY: Final = re.compile(
    r"vbaProject|vbaData|/macrosheets/|/dialogsheets/|/activeX/|/ctrlProps/|/embeddings/"
    r"|/externalLinks/|/connections\.xml|/queryTables/|/model/",
    re.IGNORECASE,
)


class Archive:
    """The XML parts of a workbook, each read in pieces: none is ever held whole.

    Raises UserError for what is no workbook, is too big or unpacks to too much, holds macros or
    links to other files, or names its parts in a way that no workbook does.
    """

    def __init__(self, path: Path) -> None:
        data = read_capped(path)
        self._spot = Spot(path.name)
        if not data.startswith(b"PK\3\4") or data[-22:-18] != b"PK\5\6" or data[-2:] != b"\0\0":
            _no_workbook(self._spot)  # two archives in one file: each program opens another
        with self._in_words():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            _check_names(self._archive.infolist(), self._spot)
            self._measure(min(MAX_UNPACKED, MAX_RATIO * len(data)))
            types = b"".join(self.pieces(_TYPES)) if _TYPES in self else b""
        if b"macroenabled" in types.lower():
            _lively(self._spot, "macroEnabled")

    def __contains__(self, part: str) -> bool:
        return part in self._archive.namelist()

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece; KeyError when there is no such part."""
        with self._in_words(), self._archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def _measure(self, room: int) -> None:
        """Unpack everything and count; what headers say of sizes counts for nothing."""
        for member in self._archive.infolist():
            for piece in self.pieces(member.filename):
                room -= len(piece)
                if room < 0:
                    _too_much(self._spot)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGED:
            _no_workbook(self._spot)


def _check_names(members: list[zipfile.ZipInfo], spot: Spot) -> None:
    if len(members) > MAX_MEMBERS:
        _too_much(spot)
    names = [member.filename for member in members]
    if len({name.casefold() for name in names}) < len(names):
        _no_workbook(spot)
    for member in members:
        linked = member.external_attr >> 28 == 0xA  # a symbolic link
        if _UNSAFE.search(member.filename) or linked or member.flag_bits & 1:
            _no_workbook(spot)
        if _LIVELY.search("/" + member.filename):
            _lively(spot, member.filename)


def _no_workbook(spot: Spot) -> NoReturn:
    spot.refuse(
        N_(
            "{file} is not a whole Excel workbook (.xlsx), so it cannot be read. Nothing was "
            "changed. Open it in Excel or LibreOffice, save it as .xlsx without a password, and "
            "try again."
        )
    )


def _too_much(spot: Spot) -> NoReturn:
    spot.refuse(
        N_(
            "{file} unpacks to far more than such a workbook holds, so it was not read. "
            "Nothing was changed. Check that it is the right file."
        )
    )


def _lively(spot: Spot, part: str) -> NoReturn:
    spot.refuse(
        N_(
            "{file} holds a macro, an embedded object or a link to another file ({part}), so it "
            "was not read. Nothing was changed. Copy the sheets into a new workbook without "
            "them, save it as .xlsx and try again."
        ),
        part=part[:80],
    )
