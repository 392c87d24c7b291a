"""Copies of glyphs at another place, added to an embedded TrueType font.

A mark stands over its letter as high and as far aside as the letter asks. Were the pen moved for
it, it would leave the line, and PDF readers that copy or search text would part the word there.
"""

import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_COMPOSITE = -1
_WORDS_AS_OFFSETS = 0x0003  # ARG_1_AND_2_ARE_WORDS, ARGS_ARE_XY_VALUES
_HEAD = struct.Struct(">HHHH")
_MAGIC = 0xB1B0AFBA


class Shift(NamedTuple):
    """A glyph's number, and how far its copy stands to the right and higher, in font units."""

    glyph: int
    right: int
    up: int


def with_shifted(font: bytes, first: int, wanted: Sequence[Shift]) -> bytes:
    """The font with a copy for each of `wanted`, numbered on from `first`.

    `first` is not less than the number of glyphs in `font`, which has TrueType outlines.
    """
    tables = _tables(font)
    outlines, metrics = _outlines(tables), _metrics(tables)
    outlines += [b""] * (first - len(outlines))
    metrics += [(0, 0)] * (first - len(metrics))
    for shift in wanted:
        outlines.append(_copy(outlines[shift.glyph], shift))
        advance, bearing = metrics[shift.glyph]
        metrics.append((advance, bearing + shift.right))  # readers place outlines by the bearing
    _put(tables, outlines, metrics)
    return _file(font[:4], tables)


def _tables(font: bytes) -> dict[bytes, bytearray]:
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for number in range(count):
        tag, _, start, size = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        found[tag] = bytearray(font[start : start + size])
    return found


def _outlines(tables: dict[bytes, bytearray]) -> list[bytes]:
    long = struct.unpack_from(">h", tables[b"head"], 50)[0]
    loca, glyf = tables[b"loca"], tables[b"glyf"]
    kind, unit = ("L", 1) if long else ("H", 2)
    count = len(loca) // struct.calcsize(kind)
    starts = [start * unit for start in struct.unpack(f">{count}{kind}", loca)]
    return [bytes(glyf[a:b]) for a, b in pairwise(starts)]


def _metrics(tables: dict[bytes, bytearray]) -> list[tuple[int, int]]:
    """Advance and left bearing of each glyph; the last ones share an advance."""
    (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    (glyphs,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    hmtx = tables[b"hmtx"]
    full = list(struct.iter_unpack(">Hh", hmtx[: 4 * count]))
    bearings = struct.iter_unpack(">h", hmtx[4 * count : 4 * count + 2 * (glyphs - count)])
    return [*full, *((full[-1][0], bearing) for (bearing,) in bearings)]


def _copy(outline: bytes, shift: Shift) -> bytes:
    if not outline:
        return b""
    glyph, x, y = shift
    left, bottom, right, top = struct.unpack_from(">hhhh", outline, 2)
    box = (left + x, bottom + y, right + x, top + y)
    return struct.pack(">hhhhhHHhhxx", _COMPOSITE, *box, _WORDS_AS_OFFSETS, glyph, x, y)


def _put(
    tables: dict[bytes, bytearray], outlines: list[bytes], metrics: list[tuple[int, int]]
) -> None:
    glyf, starts = bytearray(), [0]
    for outline in outlines:
        glyf += outline + bytes(-len(outline) % 4)
        starts.append(len(glyf))
    tables[b"glyf"] = glyf
    tables[b"loca"] = bytearray(struct.pack(f">{len(starts)}L", *starts))
    tables[b"hmtx"] = bytearray(b"".join(struct.pack(">Hh", *metric) for metric in metrics))
    struct.pack_into(">h", tables[b"head"], 50, 1)
    struct.pack_into(">H", tables[b"hhea"], 34, len(metrics))
    maxp = tables[b"maxp"]
    struct.pack_into(">H", maxp, 4, len(outlines))
    points, contours, own_points, own_contours = struct.unpack_from(">4H", maxp, 6)
    most = (max(points, own_points), max(contours, own_contours))
    struct.pack_into(">2H", maxp, 10, *most)
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">2H", maxp, 28, max(elements, 1), depth + 1)


def _file(version: bytes, tables: dict[bytes, bytearray]) -> bytes:
    struct.pack_into(">L", tables[b"head"], 8, 0)
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    start = 12 + 16 * count
    directory, body = bytearray(), bytearray()
    where = {}
    for tag, table in sorted(tables.items()):
        where[tag] = start + len(body)
        directory += struct.pack(">4sLLL", tag, _sum(table), where[tag], len(table))
        body += table + bytes(-len(table) % 4)
    head = version + _HEAD.pack(count, search, power, 16 * count - search)
    whole = bytearray(head + directory + body)
    balance = (_MAGIC - _sum(whole)) & 0xFFFFFFFF
    struct.pack_into(">L", whole, where[b"head"] + 8, balance)
    return bytes(whole)


def _sum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded))) & 0xFFFFFFFF
