"""The looks of cells, made once for a workbook and shared by every cell that wears one."""

from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from capacity_app.report import colours
from capacity_app.report.colours import bare

FONT: Final = "Arial"  # every office has it, with Arabic and Sorani letters
SIZE: Final = 10.0
DATE: Final = "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of cell looks; ``align`` is start, center or end, ``code`` reads left to right."""

    size: float = SIZE
    bold: bool = False
    colour: str = colours.INK
    fill: str = ""
    align: str = "start"
    middle: bool = False
    wrap: bool = True
    line: bool = True
    form: str = "General"
    code: bool = False
    text: bool = False


def _level(level: int, bold: bool = False) -> Look:
    fill, ink = colours.LEVELS[level], colours.ON_LEVELS[level]
    return Look(fill=fill, colour=ink, align="center", bold=bold)


LOOKS: Final[dict[str, Look]] = {
    "title": Look(16, True, colours.ACCENT, wrap=False, line=False, text=True),
    "heading": Look(12, True, colours.ACCENT, wrap=False, line=False, text=True),
    "under": Look(9, colour=colours.MUTED, wrap=False, line=False, text=True),
    "plain": Look(wrap=False, line=False, text=True),
    "prose": Look(line=False, text=True),
    "strong": Look(bold=True, line=False, wrap=False, text=True),
    "head": Look(SIZE, True, colours.PAPER, colours.ACCENT, "center", middle=True, text=True),
    "tag": Look(8, colour=colours.MUTED, fill=colours.GROUND, code=True, wrap=False, text=True),
    "label": Look(bold=True, fill=colours.ACCENT_SOFT, text=True),
    "text": Look(text=True),
    "note": Look(9, colour=colours.MUTED, text=True),
    "attention": Look(bold=True, colour=colours.ATTENTION, text=True),
    "mid": Look(align="center", text=True),
    "code": Look(align="center", code=True, wrap=False, text=True),
    "address": Look(code=True, text=True),
    "whole": Look(align="center", form="0"),
    "score": Look(align="center", form="0.0", bold=True),
    "change": Look(align="center", form="+0;-0;0"),
    "shift": Look(align="center", form="+0.0;-0.0;0.0"),
    "share": Look(align="center", form="0%"),
    "rate": Look(align="end", form="#,##0.####"),
    "date": Look(align="center", form=DATE, wrap=False),
    "level1": _level(1),
    "level2": _level(2),
    "level3": _level(3),
    "level4": _level(4),
}


@dataclass
class Styles:
    """Gives the number a cell refers to for a look; ``scratch`` is a cell no sheet holds."""

    scratch: Cell
    rtl: bool
    money: dict[str, str]
    _ids: dict[str, int] = field(default_factory=dict)

    def id(self, name: str) -> int:
        """The look's number in this workbook; KeyError for a look nobody has described."""
        found = self._ids.get(name)
        if found is None:
            found = self._ids[name] = self._make(self._look(name))
        return found

    def wraps(self, name: str) -> bool:
        """Whether the look breaks long lines, so that rows grow."""
        return name in LOOKS and LOOKS[name].wrap

    def _look(self, name: str) -> Look:
        if name.startswith("money"):
            currency = name[-3:]
            return Look(
                align="end", form=self.money[currency], wrap=False, bold=name.startswith("moneysum")
            )
        return LOOKS[name]

    def _make(self, look: Look) -> int:
        cell = self.scratch
        cell._style = StyleArray()  # the workbook keeps this very object
        cell.font = Font(FONT, look.size, look.bold, color=bare(look.colour))
        cell.fill = PatternFill("solid", fgColor=bare(look.fill)) if look.fill else PatternFill()
        side = Side("thin", bare(colours.LINE))
        cell.border = Border(side, side, side, side) if look.line else Border()
        cell.number_format = look.form
        cell.alignment = self._alignment(look)
        cell.quotePrefix = look.text  # text stays text when somebody edits the cell
        return int(cell.style_id)

    def _alignment(self, look: Look) -> Alignment:
        sides = ("right", "left") if self.rtl else ("left", "right")
        horizontal = {"start": sides[0], "end": sides[1]}.get(look.align, look.align)
        order: Any = 1 if look.code or not self.rtl else 2
        if not self.rtl and not look.code:
            order = 0  # what somebody typed in Arabic reads by its own first letter
        return Alignment(
            horizontal=horizontal,
            vertical="center" if look.middle else "top",
            wrap_text=look.wrap,
            readingOrder=order,
        )
