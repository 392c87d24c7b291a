"""The PDF page to draw on: reportlab's canvas with our fonts, text and tags."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from capacity_app.report.fonts import UNITS
from capacity_app.report.lines import Line
from capacity_app.report.shaping import clean
from capacity_app.report.tagging import Element, Meta, Tagger
from capacity_app.report.typesetter import Text, TextStyle, Typesetter, paint

_PDF_VERSION = (1, 7)
_START_OF = {"left": 0.0, "center": 0.5, "right": 1.0}


class Sheet(Canvas):  # type: ignore[misc]
    """A canvas for one document. Lengths are points from the lower left corner of the page.

    Written without dates or names of the machine, so that the same content is the same file.
    """

    def __init__(
        self, target: Path | BinaryIO, setter: Typesetter, size: tuple[float, float]
    ) -> None:
        self.setter = setter
        self.tags = Tagger()
        self._headings: list[int] = []
        super().__init__(
            str(target) if isinstance(target, Path) else target,
            pagesize=size,
            pdfVersion=_PDF_VERSION,
            invariant=1,
        )
        self._doc.delayedFonts.extend(setter.shaper.books())

    def _make_preamble(self) -> None:
        # reportlab's own preamble would add Helvetica, which is not embedded.
        self._preamble = "1 0 0 1 0 0 cm"

    def write(self, operators: str) -> None:
        """Add PDF operators to the page as they are."""
        self._code.append(operators)

    def decorate(self, operators: str) -> None:
        """Draw lines and grounds that are not content."""
        self._code.append(f"/Artifact BMC q {operators} Q EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Draw with the canvas' own methods what is not content."""
        with self._marked("/Artifact BMC"):
            yield

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Draw with the canvas' own methods what belongs to `element`."""
        with self._marked(self.tags.begin(element)):
            yield

    @contextmanager
    def _marked(self, beginning: str) -> Iterator[None]:
        self._code.append(beginning)
        self.saveState()
        yield
        self.restoreState()
        self._code.append("EMC")

    def text(
        self,
        x: float,
        y: float,
        text: Text,
        style: TextStyle,
        anchor: Literal["left", "center", "right"] = "left",
    ) -> None:
        """One line of text with its baseline at `y`, held at `x` by its `anchor`. For figures."""
        lines = self.setter.lines(text, style, float("inf"))
        share = _START_OF[anchor]
        placed = [(x - line.width * style.size / UNITS * share, line) for line in lines]
        self.show(placed, y, style)

    def show(self, lines: Sequence[tuple[float, Line]], y: float, style: TextStyle) -> None:
        """Lines at their left edges, the first with its baseline at `y`."""
        size = f"{style.size:.4g}"
        parts = [f"BT {self.setter.opening(style)}"]
        for x, line in lines:
            if line.code:
                parts.append(f"{size} 0 0 {size} {x:.2f} {y:.2f} Tm[{line.code}]TJ")
            y -= style.line_height
        self._code.append("\n".join(parts) + " ET")

    def heading(self, title: str, level: int, y: float) -> None:
        """An entry of the outline that leads to the height `y` of this page."""
        level = min(level, (self._headings[-1] if self._headings else 0) + 1)
        self._headings.append(level)
        key = f"heading-{len(self._headings)}"
        self.bookmarkHorizontalAbsolute(key, y)
        self.addOutlineEntry(clean(title).replace("\n", " "), key, level - 1)

    def next_page(self) -> None:
        """End the page; its content is compressed as bytes, smaller than reportlab's text form."""
        self.showPage()
        page = self._doc.Pages.pages[-1]
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
        self.tags.next_page()

    def finish(self, meta: Meta) -> None:
        """Write the file. Raises OSError if that fails."""
        if self._headings:
            self.showOutline()
        self.tags.finish(self._doc, meta)
        self._doc.SaveToFile(self._filename, self)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> str:
        """Operators that fill a rectangle, for `decorate`."""
        return f"{paint(fill)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f"

    def line_across(
        self, x: float, y: float, width: float, colour: str, thickness: float = 0.5
    ) -> str:
        """Operators that draw a horizontal line, for `decorate`."""
        return (
            f"{paint(colour, stroke=True)} {thickness:.2f} w"
            f" {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        )
