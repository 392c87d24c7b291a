"""How a question bank's workbook looks: colours are the workbook's own theme's, by name."""

from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

FONT: Final = "Arial"  # every office has it, with Arabic and Sorani letters
SIZE: Final = 10
_WHITE, _INK, _GREY, _ACCENT = 0, 1, 2, 4  # places in the workbook's theme
_LINE_POINTS: Final = 13.5
_TALLEST: Final = 400.0
_PER_WIDTH: Final = 1.15  # characters of 10 pt text in one unit of column width


class Looks:
    """Styles made once for a workbook: head, code, number, ltr and rtl texts, title."""

    def __init__(self, scratch: Cell) -> None:
        self._scratch = scratch
        self._made: dict[str, StyleArray] = {}

    def dress(self, cell: Cell, look: str) -> None:
        """Give a cell a look."""
        if look not in self._made:
            self._made[look] = self._make(look)
        cell._style = self._made[look]

    def _make(self, look: str) -> StyleArray:
        cell, head = self._scratch, look == "head"
        cell._style = StyleArray()
        colour = _WHITE if head else _ACCENT if look == "title" else _INK
        bold = look in ("head", "title")
        cell.font = Font(FONT, 14 if look == "title" else SIZE, bold, color=Color(theme=colour))
        if head or look == "code":
            shade = Color(theme=_ACCENT) if head else Color(theme=_GREY, tint=0.6)
            cell.fill = PatternFill("solid", fgColor=shade)
        side = Side("thin", Color(theme=_GREY))
        cell.border = Border() if look == "title" else Border(side, side, side, side)
        rtl = look == "rtl"
        cell.alignment = Alignment(
            horizontal="right" if rtl else "left",
            vertical="center" if head else "top",
            wrap_text=look in ("ltr", "rtl", "text"),
            readingOrder=2 if rtl else 1,
        )
        text = look in ("code", "ltr", "rtl", "text")
        cell.number_format = "@" if text else "General"
        cell.quotePrefix = text  # text stays text when somebody edits the cell
        return cell._style


def height_of(texts: list[tuple[str, float]]) -> float:
    """Points a row needs for texts in columns of these widths; a little too much is no harm."""
    lines = [
        sum(1 + int(len(line) / (width * _PER_WIDTH)) for line in text.split("\n"))
        for text, width in texts
    ]
    return min(_TALLEST, max(lines, default=1) * _LINE_POINTS + 3)
