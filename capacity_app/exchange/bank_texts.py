"""The texts and numbers of a workbook as a spreadsheet shows them."""

import re
from collections.abc import Mapping
from math import isinf
from typing import Final

_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([Ee][+-]?[0-9]{1,3})?")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedTexts:
    """Collects the shared texts, which cells name by number; hints of their sound are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._open = self._hint = False

    def start(self, tag: str, _given: Mapping[str, str]) -> None:
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._hint = True
        self._open = tag == "t" and not self._hint

    def end(self, tag: str) -> None:
        self._open = False
        if tag == "rPh":
            self._hint = False
        elif tag == "si":
            self.found.append(text_of("".join(self._pieces)))

    def data(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)


def text_of(written: str) -> str:
    """A text as a spreadsheet shows it: some characters are written as _x000D_ in the file."""
    if "_x" not in written:
        return written
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)


def number_of(written: str) -> int | float:
    """A number as workbooks write it; ValueError for what only Python would take for one."""
    if not _NUMBER.fullmatch(written.strip(" \t\r\n")):
        raise ValueError(written)
    number = float(written)
    if isinf(number):
        raise ValueError(written)
    return int(number) if number.is_integer() else number


def index_of(written: str) -> int:
    """The number of a row or of a shared text; ValueError for anything else."""
    if not (written.isascii() and written.isdecimal() and len(written) < 9):
        raise ValueError(written)
    return int(written)
