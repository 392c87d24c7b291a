"""Text as a workbook can hold it: cleaned, cut where a cell is full, never anything but text."""

import re
from typing import Final

CELL_LIMIT: Final = 32_767  # UTF-16 units in one cell; more is lost without a word
_PIECE: Final = 32_000  # leaves room to say where the text goes on
_BAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TITLE_LIMIT: Final = 31


def cleaned(text: str) -> str:
    """The text without what XML cannot hold; a lone surrogate becomes the replacement sign."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BAD.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    return "\ufffd" if found.group() >= "\ud800" else ""


def units(text: str) -> int:
    """How long a text is for a spreadsheet: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def pieces(text: str) -> list[str]:
    """A cleaned text in pieces that each fit into a cell; mostly the one."""
    if len(text) * 2 <= CELL_LIMIT or units(text) <= CELL_LIMIT:
        return [text]
    data, cut = text.encode("utf-16-le"), []
    while data:
        end = _PIECE * 2
        if data[end - 1 : end] and 0xD8 <= data[end - 1] <= 0xDB:
            end -= 2  # a pair of units that is one character stays together
        cut.append(data[:end].decode("utf-16-le"))
        data = data[end:]
    return cut


def xml(text: str) -> str:
    """A cleaned text inside ``<t>``; what looks like a spreadsheet's escape stays literal."""
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """What a spreadsheet shows for a text read from its XML: the reverse of :func:`xml`."""
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


def sheet_title(text: str, taken: set[str]) -> str:
    """A sheet's title within the rules for them, different from those taken."""
    title = _FORBIDDEN_IN_TITLES.sub(" ", cleaned(text)).strip(" '")[:_TITLE_LIMIT].strip(" '")
    title, number = title or "Sheet", 2
    plain = title
    while title.casefold() in taken:
        title = f"{plain[: _TITLE_LIMIT - 3]} {number}"
        number += 1
    taken.add(title.casefold())
    return title


def one_line(text: str, limit: int) -> str:
    """The text on one line, at most so many characters."""
    line = " ".join(cleaned(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def in_header(text: str, limit: int = 90) -> str:
    """Text for a page header: one short line whose ``&`` is only that."""
    return one_line(text, limit).replace("&", "&&")
