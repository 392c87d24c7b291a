"""The parts of an .xlsx file, taken out with caps, because the file may come from anybody."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Final, NoReturn

from capacity_app.exchange.bank_place import Spot
from capacity_app.exchange.files import read_capped
from capacity_app.i18n import N_

MAX_MEMBERS: Final = 200
MAX_UNPACKED: Final = 100_000_000
MAX_RATIO: Final = 100
_CHUNK: Final = 1 << 16
_UNSAFE: Final = re.compile(r"^[/\\]|\\|(^|/)\.\.(/|$)|:|\x00")
# Parts that run, or bring in something from elsewhere; a question bank has no use for them.
_LIVELY: Final = re.compile(
    r"vbaProject|vbaData|/macrosheets/|/dialogsheets/|/activeX/|/ctrlProps/|/embeddings/"
    r"|/externalLinks/|/connections\.xml|/queryTables/|/model/",
    re.IGNORECASE,
)
_WANTED: Final = re.compile(r"_rels/\.rels|xl/.*\.(xml|rels)|\[Content_Types\]\.xml", re.IGNORECASE)


def parts_of(path: Path) -> dict[str, bytes]:
    """The XML parts of a workbook by name, whole.

    Raises UserError for what is no workbook, is too big or unpacks to too much, holds macros or
    links to other files, or names its parts in a way that no workbook does.
    """
    data = read_capped(path)
    spot = Spot(path.name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names(archive.infolist(), spot)
            return _unpacked(archive, len(data), spot)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        _no_workbook(spot)
    except (ValueError, OSError, LookupError):  # damaged headers surface as any of these
        _no_workbook(spot)


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


def _unpacked(archive: zipfile.ZipFile, packed: int, spot: Spot) -> dict[str, bytes]:
    """Every member is unpacked and counted; what its header says of its size counts for nothing."""
    room = min(MAX_UNPACKED, MAX_RATIO * packed)
    parts: dict[str, bytes] = {}
    for member in archive.infolist():
        kept = bytearray()
        wanted = _WANTED.fullmatch(member.filename) is not None
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                room -= len(chunk)
                if room < 0:
                    _too_much(spot)
                if wanted:
                    kept += chunk
        if wanted:
            parts[member.filename] = bytes(kept)
    if b"macroenabled" in parts.get("[Content_Types].xml", b"").lower():
        _lively(spot, "macroEnabled")
    return parts


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
            "{file} unpacks to far more than a question bank can hold, so it was not read. "
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
