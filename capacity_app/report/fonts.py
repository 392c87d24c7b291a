"""The fonts of documents: which face has a character, and embedding the used glyphs in a PDF."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from capacity_app.report.shifted import Shift, with_shifted

UNITS = 1000  # every length in this room's font code is in thousandths of an em, as in PDF
REPLACEMENT = "\ufffd"
_LAST_ID = 0xFFFF  # character ids are written with four digits
_FURTHEST = 6000  # marks piled up higher than that stand there; a font has 16 bits for it
_PAGE_OF_BFCHARS = 100  # the CMap specification's limit per block
# Default_Ignorable_Code_Point: joiners, direction marks, variation selectors and their like.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "DSIG")


class Font:
    """One font file, opened when first needed; `resource` is its name inside a PDF page.

    Raises OSError on first use if the file cannot be read.
    """

    def __init__(self, path: Path, resource: str) -> None:
        self.path = path
        self.resource = resource

    @cached_property
    def face(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def hb(self) -> hb.Font:
        font = hb.Font(self.face)
        font.scale = (UNITS, UNITS)
        return font

    @cached_property
    def coverage(self) -> frozenset[int]:
        return frozenset(self.face.unicodes)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters it has."""
        return frozenset(map(chr, self.coverage))

    @cached_property
    def extents(self) -> tuple[int, int]:
        """Ascent and descent (negative) in thousandths of an em."""
        extents = self.hb.get_font_extents("ltr")
        return extents.ascender, extents.descender

    def advance(self, glyph: int) -> int:
        """Width of a glyph in thousandths of an em."""
        return int(self.hb.get_glyph_h_advance(glyph))


@dataclass(frozen=True)
class FontSet:
    """A text family in two weights and a font with symbols that stands in for what it lacks."""

    regular: Font
    bold: Font
    symbols: Font

    @classmethod
    def in_folder(cls, folder: Path) -> "FontSet":
        """The program's fonts in `folder`; nothing is read yet."""
        return cls(
            Font(folder / "Vazirmatn-Regular.ttf", "FR"),
            Font(folder / "Vazirmatn-Bold.ttf", "FB"),
            Font(folder / "DejaVuSymbols.ttf", "FS"),
        )

    def text(self, bold: bool) -> Font:
        return self.bold if bold else self.regular

    def for_char(self, char: str, bold: bool) -> Font | None:
        """The font to show `char` with, None if no font has it."""
        first = self.text(bold)
        code = ord(char)
        if code in first.coverage or _INVISIBLE.match(char):
            return first
        return self.symbols if code in self.symbols.coverage else None


def without_invisible(text: str) -> str:
    """`text` without the characters that only steer layout."""
    return text if text.isalnum() else _INVISIBLE.sub("", text)


class GlyphBook:
    """The glyphs of one font that one document uses, each with the text it stands for.

    The same glyph shown for two texts gets two character ids, so that copied text stays right.
    """

    def __init__(self, font: Font) -> None:
        self.font = font
        self._ids: dict[tuple[int, str, int, int, int], int] = {}
        self._signs: dict[tuple[int, str], tuple[str, int]] = {}
        self._glyph_of: dict[int, int] = {}
        self._text_of: dict[int, str] = {}
        self._width_of: dict[int, int] = {}
        self._shifted: dict[Shift, int] = {}
        self._extra = 0

    def id_of(self, glyph: int, text: str, width: int, right: int = 0, up: int = 0) -> int:
        """The character id that shows `glyph`, is copied as `text` and moves by `width`.

        The glyph stands so far to the right and higher than the pen.
        """
        key = (glyph, text, width, right, up)
        known = self._ids.get(key)
        if known is not None:
            return known
        shifted = bool(right or up)
        new = self._free_id() if shifted or glyph in self._glyph_of else glyph
        if new > _LAST_ID:  # as it is shown elsewhere; only its copied text is not its own
            own = (self._text_of.get(glyph, ""), self._width_of.get(glyph, width))
            return self.id_of(glyph, *own)
        self._ids[key] = new
        self._glyph_of[new] = self._copy(glyph, right, up) if shifted else glyph
        self._text_of[new] = text
        self._width_of[new] = width
        return new

    def sign(self, glyph: int, letter: str) -> tuple[str, int]:
        """The character id, as four hexadecimal digits, of a glyph for one letter; its width."""
        known = self._signs.get((glyph, letter))
        if known is None:
            text, width = (
                unicodedata.normalize("NFC", without_invisible(letter)),
                self.font.advance(glyph),
            )
            known = self._signs[glyph, letter] = f"{self.id_of(glyph, text, width):04X}", width
        return known

    def text_of(self, cid: int) -> str:
        """What a character id is copied as."""
        return self._text_of[cid]

    def glyphs(self) -> set[int]:
        """The glyphs used, of those the font file has."""
        own = self.font.face.glyph_count
        used = {glyph for glyph in self._glyph_of.values() if glyph < own}
        return used.union(shift.glyph for shift in self._shifted)

    def _free_id(self) -> int:
        """Above the font's own glyphs, in the order of asking."""
        self._extra += 1
        return int(self.font.face.glyph_count) + self._extra - 1

    def _copy(self, glyph: int, right: int, up: int) -> int:
        """The number a shifted copy of a glyph will have in the embedded font."""
        number = int(self.font.face.glyph_count) + len(self._shifted)
        upem = self.font.face.upem
        x, y = (max(-_FURTHEST, min(_FURTHEST, way)) for way in (right, up))
        shift = Shift(glyph, round(x * upem / UNITS), round(y * upem / UNITS))
        return self._shifted.setdefault(shift, number)

    def embed(self, document: Any) -> None:
        """Add the font to a reportlab document: Type0, Identity-H, only the glyphs used."""
        if not self._glyph_of:
            return
        name = self.font.resource
        reference = document.Reference(self._type0(document), f"font:{name}")
        document.idToObject["BasicFonts"].dict[name] = reference

    addObjects = embed  # the name by which reportlab calls its delayed fonts at save

    def _type0(self, document: Any) -> Any:
        base = f"/{self._tag()}+{_postscript_name(self.font)}"
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": base,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray(
                    [document.Reference(self._cid_font(document, base))]
                ),
                "ToUnicode": document.Reference(_stream(self._to_unicode().encode("ascii"))),
            }
        )

    def _cid_font(self, document: Any, base: str) -> Any:
        identity = all(cid == glyph for cid, glyph in self._glyph_of.items())
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base,
                "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
                "FontDescriptor": document.Reference(self._descriptor(document, base)),
                "DW": UNITS,
                "W": self._widths(),
                "CIDToGIDMap": "/Identity"
                if identity
                else document.Reference(_stream(self._glyph_map())),
            }
        )

    def _descriptor(self, document: Any, base: str) -> Any:
        ascent, descent = self.font.extents
        cap = self.font.hb.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        data = self._subset()
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "Flags": 4,
                "FontBBox": f"[-{UNITS} {descent} {2 * UNITS} {ascent}]",
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": int(cap),
                "StemV": 140 if "Bold" in base else 80,
                "FontFile2": document.Reference(_stream(data, Length1=len(data))),
            }
        )

    def _subset(self) -> bytes:
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
        wanted.glyph_set.update(self.glyphs())
        tags = {int.from_bytes(table.encode(), "big") for table in _DROPPED_TABLES}
        wanted.drop_table_tag_set.update(tags)
        data = bytes(hb.subset(self.font.face, wanted).blob.data)
        if not self._shifted:
            return data
        return with_shifted(data, int(self.font.face.glyph_count), list(self._shifted))

    def _tag(self) -> str:
        """Six capitals that name the subset, the same for the same glyphs."""
        digest = hashlib.sha256(repr(sorted(self._ids.items())).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _widths(self) -> str:
        widths = sorted(self._width_of.items())
        return "[" + " ".join(f"{cid} [{width}]" for cid, width in widths) + "]"

    def _glyph_map(self) -> bytes:
        table = bytearray(2 * (max(self._glyph_of) + 1))
        for cid, glyph in self._glyph_of.items():
            table[2 * cid : 2 * cid + 2] = glyph.to_bytes(2, "big")
        return bytes(table)

    def _to_unicode(self) -> str:
        lines = [
            f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for cid, text in sorted(self._text_of.items())
            if text
        ]
        blocks = [
            lines[start : start + _PAGE_OF_BFCHARS]
            for start in range(0, len(lines), _PAGE_OF_BFCHARS)
        ]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
                "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
                "1 begincodespacerange <0000> <FFFF> endcodespacerange",
                *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
                "endcmap CMapName currentdict /CMap defineresource pop end end",
            ]
        )


def _stream(content: bytes, **entries: int) -> Any:
    return pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary(entries),
        content=content,
        filters=[pdfdoc.PDFZCompress],
    )


def _postscript_name(font: Font) -> str:
    return str(font.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or font.path.stem)
