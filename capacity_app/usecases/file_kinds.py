"""The kinds of files kept as copies, and telling by its bytes whether a file is what it says."""

import io
import zipfile
from pathlib import Path
from typing import Final

KINDS: Final = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx", "odt", "ods", "txt")

_STARTS: Final = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
}
_OFFICE: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_OPEN: Final = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_MACROS: Final = ("vbaproject.bin", "basic/script-lc.xml")


def is_what_it_says(path: Path, data: bytes) -> bool:
    """Whether the bytes are of the kind the file's ending names; nothing is unpacked or run."""
    kind = path.suffix.lower().removeprefix(".")
    if kind in _STARTS:
        return data.startswith(_STARTS[kind])
    if kind in _OFFICE or kind in _OPEN:
        return _is_archive(kind, data)
    return kind == "txt" and _is_text(data)


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # as Windows' editor writes it
        return True
    return b"\0" not in data and not data.startswith((b"MZ", b"#!"))


def _is_archive(kind: str, data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
            if any(name.endswith(_MACROS) for name in names):
                return False
            if kind in _OFFICE:
                return _OFFICE[kind] in names
            with archive.open("mimetype") as member:
                return member.read(len(_OPEN[kind]) + 1) == _OPEN[kind]
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
        return False
