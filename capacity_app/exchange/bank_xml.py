"""Reads the XML of a workbook as spreadsheet programs do, so that nobody shows them another one.

Elements of other vocabularies are nothing to them, and of alternative contents each program takes
another; cells, rows or sheets that stand in either are found in no workbook but a forged one.
"""

from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

_VOCABULARIES: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_REFERENCE: Final = "/relationships id"
_CELLS: Final = frozenset(("sheet", "sheetData", "row", "c", "v", "is", "si", "t"))
_CHOICE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 AlternateContent"

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


def parser_for(start: Start, end: End, data: Data) -> expat.XMLParserType:
    """A parser that gives tags without namespaces ("" for a foreign one) and texts to functions.

    It raises ValueError for cells that some programs would not see, and for a document type,
    whose entities can grow without end; no spreadsheet program declares one.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    within = 0  # alternative contents

    def on_start(tag: str, given: dict[str, str]) -> None:
        nonlocal within
        within += tag == _CHOICE
        space, _, name = tag.rpartition(" ")
        known = space in _VOCABULARIES
        if name in _CELLS and (within or not known):
            raise ValueError(name)
        start(name if known else "", _own(given))

    def on_end(tag: str) -> None:
        nonlocal within
        within -= tag == _CHOICE
        space, _, name = tag.rpartition(" ")
        end(name if space in _VOCABULARIES else "")

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _own(given: dict[str, str]) -> Mapping[str, str]:
    """The attributes that count: those without a namespace, and the reference to a part."""
    own = {name: value for name, value in given.items() if " " not in name}
    for name, value in given.items():
        if name.endswith(_REFERENCE):
            own["id"] = value
    return own


def _refuse(*_declared: object) -> None:
    raise ValueError("document type")
