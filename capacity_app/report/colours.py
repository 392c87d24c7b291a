"""The colours of documents: the light theme's, on white paper, RRGGBB with a leading #."""

from typing import Final

PAPER: Final = "#FFFFFF"
GROUND: Final = "#F5F6F4"
INK: Final = "#1F2933"
MUTED: Final = "#52606D"
LINE: Final = "#D9DEE3"
ACCENT: Final = "#0B6E6E"
ACCENT_SOFT: Final = "#E3F1F0"
ATTENTION: Final = "#8A5A00"
DANGER: Final = "#B42318"

LEVELS: Final = {1: "#DCEBEA", 2: "#A6CFCB", 3: "#4C9B96", 4: "#0B5F5F"}
ON_LEVELS: Final = {1: INK, 2: INK, 3: INK, 4: PAPER}


def bare(colour: str) -> str:
    """The colour without its #, as workbooks write it."""
    return colour.removeprefix("#")


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), by WCAG 2."""
    channels = [int(bare(colour)[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, by WCAG 2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
