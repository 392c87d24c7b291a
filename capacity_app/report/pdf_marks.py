"""The marks of PSEA standards and of documents: tick on a disc, ring, dotted ring, cross, dash."""

from typing import Final

from capacity_app.model.geometry import Rect, tick
from capacity_app.model.psea import Standard
from capacity_app.report.colours import ACCENT, ATTENTION, INK, PAPER
from capacity_app.report.content_lines import Validity
from capacity_app.report.pdf_blocks import Mark
from capacity_app.report.sheet import Sheet
from capacity_app.report.typesetter import paint

_ROUND: Final = 0.5523  # of the radius: the handles of four curves that look like a circle


def standard_mark(status: Standard, size: float = 10) -> Mark:
    """The mark of a standard's status; its word must stand beside it."""
    ground = _shape(status, size)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.decorate(f"1 0 0 1 {x:.2f} {y:.2f} cm {ground}")

    return draw


WORRYING: Final = (Validity.MISSING, Validity.EXPIRED, Validity.SOON)


def validity_mark(validity: Validity, size: float = 10) -> Mark:
    """The mark of how long a document is good; its word must stand beside it."""
    if validity not in WORRYING:
        return standard_mark(Standard.MET, size)
    if validity is not Validity.EXPIRED:
        return standard_mark(Standard.OPEN if validity is Validity.SOON else Standard.NOT_MET, size)
    low, high = size * 0.2, size * 0.8
    cross = (
        f"{paint(ATTENTION, stroke=True)} {size / 6:.2f} w 1 J"
        f" {low:.2f} {low:.2f} m {high:.2f} {high:.2f} l"
        f" {low:.2f} {high:.2f} m {high:.2f} {low:.2f} l S"
    )

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.decorate(f"1 0 0 1 {x:.2f} {y:.2f} cm {cross}")

    return draw


def _shape(status: Standard, size: float) -> str:
    pen = f"{paint(INK, stroke=True)} {size / 9:.2f} w"
    if status is Standard.MET:
        points = tick(Rect(0, 0, size, size))
        (x, y), *others = points
        path = f"{x:.2f} {y:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in others)
        white = f"{paint(PAPER, stroke=True)} {size / 7:.2f} w 1 J 1 j"
        return f"{paint(ACCENT)} {_circle(size, 0)} f {white} {path} S"
    if status is Standard.NOT_APPLICABLE:
        return f"{pen} 0 {size / 2:.2f} m {size:.2f} {size / 2:.2f} l S"
    dots = f"[{size / 9:.2f} {size / 7:.2f}] 0 d" if status is Standard.OPEN else ""
    return f"{pen} {dots} {_circle(size, size / 18)} S"


def _circle(size: float, inset: float) -> str:
    centre, radius = size / 2, size / 2 - inset
    handle = radius * _ROUND
    low, high, near, far = centre - radius, centre + radius, centre - handle, centre + handle
    curves = (
        (high, far, far, high, centre, high),
        (near, high, low, far, low, centre),
        (low, near, near, low, centre, low),
        (far, low, high, near, high, centre),
    )
    path = " ".join(" ".join(f"{number:.2f}" for number in curve) + " c" for curve in curves)
    return f"{high:.2f} {centre:.2f} m {path} h"
