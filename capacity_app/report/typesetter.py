"""How text looks, and the typesetter that turns it into lines of one document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, TypeAlias

from capacity_app.report.colours import INK
from capacity_app.report.fonts import UNITS, FontSet
from capacity_app.report.lines import Line, Look, Passage, Span, compose
from capacity_app.report.shaping import Shaper

_LINE_HEIGHT = 1.5
_REPEATED = 40  # texts up to this many characters (dates, states, names) often come again

Direction: TypeAlias = Literal["ltr", "rtl"]
Align: TypeAlias = Literal["start", "center", "end"]
Text: TypeAlias = str | Sequence[Span | str]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph looks; sizes in points, colours #RRGGBB.

    `leading` is the distance of baselines, 1.5 sizes if None. `direction` None is the document's.
    `before` and `after` are the gaps to the neighbours; of two, the larger counts.
    """

    size: float = 10
    bold: bool = False
    colour: str = INK
    leading: float | None = None
    align: Align = "start"
    direction: Direction | None = None
    before: float = 0
    after: float = 0

    def but(self, **changes: Any) -> "TextStyle":
        """The same style with some fields changed."""
        return replace(self, **changes)

    @property
    def line_height(self) -> float:
        """Distance of baselines in points."""
        return self.size * _LINE_HEIGHT if self.leading is None else self.leading


@cache
def paint(colour: str, stroke: bool = False) -> str:
    """The PDF operator that sets a colour #RRGGBB; ValueError if it is not one."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"colour must be #RRGGBB, not {colour!r}")
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts) + (" RG" if stroke else " rg")


class Typesetter:
    """Sets the text of one document: its fonts, language and direction. Use a new one for each."""

    def __init__(self, fonts: FontSet, language: str, rtl: bool = False) -> None:
        self.fonts = fonts
        self.language = language
        self.rtl = rtl
        self.shaper = Shaper(fonts, language)
        self._short: dict[tuple[str, bool, str, bool, float], list[Line]] = {}

    def is_rtl(self, style: TextStyle) -> bool:
        """Whether paragraphs of `style` run from right to left."""
        return self.rtl if style.direction is None else style.direction == "rtl"

    def lines(self, text: Text, style: TextStyle, width: float) -> list[Line]:
        """`text` broken to `width` points."""
        limit = width * UNITS / style.size
        if not isinstance(text, str) or len(text) > _REPEATED:
            return self._broken(text, style, limit)
        key = (text, style.bold, style.colour, self.is_rtl(style), limit)
        found = self._short.get(key)
        if found is None:
            found = self._short[key] = self._broken(text, style, limit)
        return found

    def _broken(self, text: Text, style: TextStyle, limit: float) -> list[Line]:
        return [line for part in self._passages(text, style) for line in part.lines(limit)]

    def width(self, text: Text, style: TextStyle) -> float:
        """Width in points of the longest line of `text` when it is not broken."""
        widths = (line.width for line in self.lines(text, style, float("inf")))
        return max(widths) * style.size / UNITS

    def baseline(self, style: TextStyle) -> float:
        """Distance in points from the top of a line to its baseline."""
        ascent, descent = self.fonts.regular.extents
        centred = (style.line_height - (ascent - descent) * style.size / UNITS) / 2
        return centred + ascent * style.size / UNITS

    def opening(self, style: TextStyle) -> str:
        """Operators that choose the style's font and colour, at size 1 as all operands expect."""
        return f"/{self.fonts.text(style.bold).resource} 1 Tf {paint(style.colour)}"

    def _passages(self, text: Text, style: TextStyle) -> list[Passage]:
        base = Look(style.bold, paint(style.colour))
        spans = [(text, base)] if isinstance(text, str) else [_look(s, base) for s in text]
        return compose(self.shaper, spans, self.is_rtl(style), base)


def _look(span: Span | str, base: Look) -> tuple[str, Look]:
    if isinstance(span, str):
        return span, base
    bold = base.bold if span.bold is None else span.bold
    return span.text, Look(bold, paint(span.colour) if span.colour else base.paint)
