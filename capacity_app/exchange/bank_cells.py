"""The plain values in a workbook's sheets: texts and numbers, never what a formula comes to.

It reads the few parts it needs with the standard library's parser, and counts while it reads:
a small file can hold millions of empty cells, which a spreadsheet library would all build.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, NoReturn
from xml.parsers import expat

from capacity_app.exchange.bank_archive import Archive
from capacity_app.exchange.bank_place import Spot
from capacity_app.exchange.bank_texts import SharedTexts, index_of, number_of, text_of
from capacity_app.exchange.bank_xml import parser_for
from capacity_app.i18n import N_

MAX_TAGS: Final = 300_000  # the full question bank has 30,000
MAX_LETTERS: Final = 20_000_000
MAX_COLUMNS: Final = 64
_REF: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Value = str | int | float | bool
Rows = dict[int, dict[int, Value]]
"""Row number → column number (both from 1) → value; empty cells and rows are left out."""


@dataclass(frozen=True, slots=True)
class Edited:
    """Every sheet of a workbook by its title, as :func:`read_all` gives them.

    ``odd`` names the (row, column) of formulas and errors, ``formulas`` what the former say;
    ``from_1904``: how days are counted.
    """

    rows: dict[str, Rows]
    odd: dict[str, set[tuple[int, int]]]
    formulas: dict[str, dict[tuple[int, int], str]]
    from_1904: bool


def read_edited(path: Path) -> Edited:
    """Every sheet, and which cells hold no plain value; UserError when it cannot be trusted."""
    book = _Book(Archive(path), Spot(path.name), formulas=True)
    places = book.places()
    book.read_strings(places)
    rows = {title: book.rows(title, place) for title, place in places.items() if title}
    return Edited(rows, book.odd, book.told, book.from_1904)


def read_sheets(path: Path, wanted: tuple[str, ...]) -> dict[str, Rows]:
    """The sheets of these titles that the workbook has; UserError when it cannot be trusted."""
    book = _Book(Archive(path), Spot(path.name))
    places = book.places()
    found = {title: place for title, place in places.items() if title in wanted}
    if not found:
        return {}
    book.read_strings(places)
    return {title: book.rows(title, place) for title, place in found.items()}


def read_all(path: Path) -> dict[str, Rows]:
    """Every sheet, formulas by the value they had when the file was written ("=" without one)."""
    return read_edited(path).rows


def letter_of(column: int) -> str:
    """A column's letter, from its number counted from 1."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass
class _Book:
    """The parts of one workbook; ``tags`` and ``letters`` are what may still be read."""

    parts: Archive
    spot: Spot
    tags: int = MAX_TAGS
    letters: int = MAX_LETTERS
    strings: list[str] = field(default_factory=list)
    formulas: bool = False
    odd: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    told: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    from_1904: bool = False

    def places(self) -> dict[str, str]:
        """Sheet title → name of its part; "" → the part of shared texts."""
        main = self._only(self._related("_rels/.rels", "").get("officeDocument", {}))
        rels = self._related(join(dirname(main), "_rels", main.rpartition("/")[2] + ".rels"), main)
        sheets = rels.get("worksheet", {})
        places = {"": self._only(rels.get("sharedStrings", {}))}
        taken = {""}

        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "sheet" and given.get("id") in sheets:
                if (name := given.get("name", "")).casefold() in taken:
                    self._broken(main)  # which of them is shown differs from program to program
                taken.add(name.casefold())
                places[name] = sheets[given["id"]]
            elif tag == "workbookPr":
                self.from_1904 = given.get("date1904", "0") in ("1", "true")

        self.parse(main, start)
        return places

    def _only(self, parts: Mapping[str, str]) -> str:
        """The one part of a kind, "" without any; of several each program shows another."""
        if len(parts) > 1:
            self._broken(next(iter(parts.values())))
        return next(iter(parts.values()), "")

    def _related(self, part: str, source: str) -> dict[str, dict[str, str]]:
        """Kind → id → part, of what a part is related to inside the file."""
        found: dict[str, dict[str, str]] = {}
        ids: list[str] = []

        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                kind, target = given.get("Type", "").rpartition("/")[2], given.get("Target", "")
                inside = target[1:] if target[:1] == "/" else join(dirname(source), target)
                found.setdefault(kind, {})[given.get("Id", "")] = normpath(inside)
                ids.append(given.get("Id", ""))

        self.parse(part, start)
        if len(set(ids)) < len(ids):
            self._broken(part)
        return found

    def read_strings(self, places: Mapping[str, str]) -> None:
        """Read the texts that cells refer to by number."""
        if places[""] not in self.parts:
            return
        reader = SharedTexts()
        self.parse(places[""], reader.start, reader.end, reader.data)
        self.strings = reader.found

    def rows(self, title: str, place: str) -> Rows:
        """The values of one sheet."""
        reader = _Cells(Spot(self.spot.file, title), self.strings, self.formulas)
        self.parse(place, reader.start, reader.end, reader.data)
        self.odd[title], self.told[title] = reader.odd, reader.told
        return reader.found

    def parse(
        self,
        part: str,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None] = lambda _tag: None,
        data: Callable[[str], None] = lambda _text: None,
    ) -> None:
        """Give a part's tags (without namespaces) and texts to these functions."""

        def on_start(tag: str, given: Mapping[str, str]) -> None:
            self.tags -= 1
            if self.tags < 0:
                self._too_much()
            start(tag, given)

        def on_data(text: str) -> None:
            self.letters -= len(text)
            if self.letters < 0:
                self._too_much()
            data(text)

        parser = parser_for(on_start, end, on_data)
        try:
            for piece in self.parts.pieces(part):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, KeyError, LookupError, ValueError):
            self._broken(part)

    def _too_much(self) -> NoReturn:
        self.spot.refuse(
            N_(
                "{file} holds far more cells or text than such a workbook has, so it was not "
                "read. Nothing was changed. Check that it is the right file."
            )
        )

    def _broken(self, part: str) -> NoReturn:
        self.spot.refuse(
            N_(
                "{file} is damaged ({part} cannot be read). Nothing was changed. Open it in "
                "Excel or LibreOffice, save it again as .xlsx, and try again."
            ),
            part=part[:80] or "workbook.xml",
        )


class _Cells:
    """Collects one sheet's cells."""

    def __init__(self, spot: Spot, strings: list[str], formulas: bool) -> None:
        self.found: Rows = {}
        self.odd: set[tuple[int, int]] = set()
        self.told: dict[tuple[int, int], str] = {}
        self._spot, self._strings, self._formulas = spot, strings, formulas
        self._row = self._column = 0
        self._kind, self._pieces = "n", list[str]()
        self._open = self._hint = self._inside = self._formula_open = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        self._open = tag == "v" or (tag == "t" and not self._hint)
        self._formula_open = False
        if tag == "row":
            self._row = index_of(given["r"]) if "r" in given else self._row + 1
            self._column = 0
        elif tag == "c":
            self._begin(given)
        elif tag == "rPh":
            self._hint = True
        elif tag == "f" and not self._inside:
            return  # of a rule about cells, which some programs write behind them
        elif tag == "f" and self._formulas:
            self.found.setdefault(self._row, {})[self._column] = "="
            self.odd.add((self._row, self._column))
            self.told[self._row, self._column] = ""
            self._formula_open = True
        elif tag == "f":
            self._formula()

    def end(self, tag: str) -> None:
        self._open = self._formula_open = False
        if tag == "rPh":
            self._hint = False
        elif tag == "c":
            self._inside = False
            self._keep()

    def _keep(self) -> None:
        if self._pieces and (self._formulas or self._column <= MAX_COLUMNS):
            value = self._value("".join(self._pieces))
            if value != "":
                self.found.setdefault(self._row, {})[self._column] = value

    def data(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)
        elif self._formula_open:
            self.told[self._row, self._column] += text

    def _begin(self, given: Mapping[str, str]) -> None:
        ref = _REF.fullmatch(given.get("r", ""))
        self._column = _number_of(ref[1]) if ref else self._column + 1
        self._row = int(ref[2]) if ref else self._row
        if self._column in self.found.get(self._row, ()):
            raise ValueError(ref)  # said twice
        self._kind, self._pieces = given.get("t", "n"), []
        self._inside = True

    def _value(self, written: str) -> Value:
        if self._kind == "s":
            return self._strings[index_of(written)]
        if self._kind in ("inlineStr", "str"):
            return text_of(written)
        if self._kind == "b":
            return written.strip() == "1"
        if self._kind != "n" and self._formulas:
            if self._kind == "e":
                self.odd.add((self._row, self._column))
            return written
        if self._kind != "n":  # an error such as #REF!
            self._here().wrong(written, "FUN-1.1")
        return number_of(written)

    def _here(self) -> Spot:
        return Spot(self._spot.file, self._spot.sheet, self._row, letter_of(self._column))

    def _formula(self) -> NoReturn:
        self._here().refuse(
            N_(
                "In {file}, sheet {sheet}, row {row}, column {column} holds a formula, so the "
                "file was not read. Nothing was changed. Write the text or number itself there, "
                "and try again."
            )
        )
