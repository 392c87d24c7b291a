"""The floor for PDF documents: the same words, drawn with reportlab's canvas and nothing else.

    python bench/floor_pdf.py words.txt out.pdf

``words.txt`` holds the lines of each page, pages parted by form feeds, as a text extractor gives
them. No layout, no fonts to embed, no structure: less than any real document needs.
"""

import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

TOP, LEADING, COLUMNS = 540, 11.5, 3


def draw(words: Path, out: Path) -> None:
    """Write the words, one string for each line."""
    width, _ = landscape(A4)
    canvas = Canvas(str(out), pagesize=landscape(A4))
    for page in words.read_text(encoding="utf-8").split("\f"):
        canvas.setFont("Helvetica", 8)
        x, y = 50.0, float(TOP)
        for line in page.splitlines():
            canvas.drawString(x, y, line)
            y -= LEADING
            if y < 50:
                x, y = x + width / COLUMNS, float(TOP)
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
