"""How everything looks: colours, one scale of type, one grid, icons; nothing else says a size.

All sizes come from the text's own metrics, so that they follow the system's font and scale.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from capacity_app import paths

FAMILY: Final = "Vazirmatn"


class Step(StrEnum):
    """The steps of the one scale of type."""

    NOTE = "note"
    TEXT = "text"
    CARD = "card"
    TITLE = "title"
    FIGURE = "figure"


_SCALE: Final = {
    Step.NOTE: 0.9,
    Step.TEXT: 1.0,
    Step.CARD: 1.2,
    Step.TITLE: 1.45,
    Step.FIGURE: 2.0,
}


@dataclass(frozen=True, slots=True)
class Colours:
    """The named colours of one theme; contrast of text is at least 4.5:1."""

    ground: str
    paper: str
    ink: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_soft: str
    on_accent: str
    attention: str
    danger: str
    level_1: str
    level_2: str
    level_3: str
    level_4: str

    def level(self, level: int) -> QColor:
        """The colour of a level: one hue, darker (lighter on dark) is more."""
        return QColor((self.level_1, self.level_2, self.level_3, self.level_4)[level - 1])


LIGHT: Final = Colours(
    ground="#F5F6F4",
    paper="#FFFFFF",
    ink="#1F2933",
    muted="#52606D",
    line="#D9DEE3",
    edge="#7B8794",
    accent="#0B6E6E",
    accent_soft="#E3F1F0",
    on_accent="#FFFFFF",
    attention="#8A5A00",
    danger="#B42318",
    level_1="#DCEBEA",
    level_2="#A6CFCB",
    level_3="#4C9B96",
    level_4="#0B5F5F",
)
DARK: Final = Colours(
    ground="#14191C",
    paper="#1C2327",
    ink="#E6EAED",
    muted="#A3AEB7",
    line="#334049",
    edge="#7C8A95",
    accent="#5CC2BC",
    accent_soft="#1F3A3A",
    on_accent="#0E1A1A",
    attention="#E0B04A",
    danger="#F0897F",
    level_1="#2B3B3D",
    level_2="#2F6462",
    level_3="#3FA29C",
    level_4="#8EDDD6",
)
CONTRAST: Final = Colours(
    ground="#000000",
    paper="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    accent="#FFFF00",
    accent_soft="#005092",
    on_accent="#000000",
    attention="#FFC04D",
    danger="#FF9E9E",
    level_1="#262626",
    level_2="#595959",
    level_3="#BDBDBD",
    level_4="#FFFFFF",
)


@dataclass(frozen=True)
class Theme:
    """One theme in use. ``unit`` is a quarter of the text line, in pixels."""

    colours: Colours
    dark: bool
    text_points: float
    unit: int
    char: float

    @property
    def contrast(self) -> bool:
        """Whether it is the one of high contrast, with thick lines and no soft grounds."""
        return self.colours is CONTRAST

    def gap(self, units: float = 1) -> int:
        """A distance of so many units, in pixels."""
        return max(1, round(self.unit * units))

    def chars(self, count: float) -> int:
        """The width of so many average characters, in pixels."""
        return round(self.char * count)

    def font(self, step: Step = Step.TEXT, bold: bool = False) -> QFont:
        """A font of the scale."""
        font = QFont(FAMILY)
        font.setPointSizeF(self.text_points * _SCALE[step])
        font.setBold(bold)
        return font

    def colour(self, name: str) -> QColor:
        """A named colour."""
        return QColor(getattr(self.colours, name))

    def icon(self, name: str, colour: str = "ink", mirrored: bool = False) -> QIcon:
        """An icon of resources/icons in a named colour; ``mirrored`` for what points somewhere."""
        size = self.gap(4)
        ratio = 2.0
        picture = _rendered(name, self.colour(colour), round(size * ratio))
        if mirrored:
            picture = QPixmap.fromImage(picture.toImage().flipped(Qt.Orientation.Horizontal))
        picture.setDevicePixelRatio(ratio)
        return QIcon(picture)

    @property
    def icon_size(self) -> QSize:
        """The size icons are shown at."""
        return QSize(self.gap(4), self.gap(4))


def leading(rtl: bool) -> Qt.AlignmentFlag:
    """The side lines start from, whatever the first letter of a text is."""
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def _rendered(name: str, colour: QColor, pixels: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    drawn = source.replace("currentColor", colour.name())
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawn.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture


def apply(app: QApplication, choice: str) -> Theme:
    """Put a theme ("system", "light", "dark" or "contrast") on the whole program."""
    if FAMILY not in QFontDatabase.families():
        for path in _font_files():
            QFontDatabase.addApplicationFont(str(path))
    theme = _make(app, _colours(choice))
    app.setFont(theme.font())
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(theme))
    return theme


def _font_files() -> list[Path]:
    return sorted((paths.resources() / "fonts").glob("Vazirmatn-*.ttf"))


def _colours(choice: str) -> Colours:
    """The colours of a choice of theme; "system" asks for the system's contrast and darkness."""
    if choice != "system":
        return {"dark": DARK, "contrast": CONTRAST}.get(choice, LIGHT)
    hints = QGuiApplication.styleHints()
    wishes = hints.accessibility()
    if wishes.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _make(app: QApplication, colours: Colours) -> Theme:
    system = app.property("system_points") or app.font().pointSizeF()
    app.setProperty("system_points", system)
    points = max(9.0, float(system)) * 1.05
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    metrics = QFontMetricsF(font)
    unit = max(3, round(metrics.lineSpacing() / 4))
    dark = colours is not LIGHT
    return Theme(colours, dark, points, unit, metrics.averageCharWidth())


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, name in (
        ((role.Window, role.AlternateBase), "ground"),
        ((role.Base, role.Button, role.ToolTipBase), "paper"),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), "ink"),
        ((role.PlaceholderText,), "muted"),
        ((role.Mid, role.Midlight, role.Light), "line"),
        ((role.Dark, role.Shadow), "edge"),
        ((role.Highlight, role.Link, role.Accent), "accent"),
        ((role.HighlightedText,), "on_accent"),
    ):
        for each in roles:
            palette.setColor(each, theme.colour(name))
    for each in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, theme.colour("muted"))
    return palette


def _sheet(theme: Theme) -> str:
    """The style sheet, with named colours and lengths in units filled in."""
    values = {field.name: getattr(theme.colours, field.name) for field in fields(Colours)}
    values |= {f"u{n}": f"{theme.gap(n)}px" for n in (1, 2, 3, 4, 6)}
    values |= {"half": f"{theme.gap(0.5)}px", "target": f"{max(24, theme.gap(6))}px"}
    values |= {"primary": f"{max(40, theme.gap(8))}px", "box": f"{theme.gap(3.5)}px"}
    values |= {step: f"{theme.text_points * scale:.2f}pt" for step, scale in _SCALE.items()}
    hole = theme.gap(3.5) + 4 - 2 * theme.gap(1.2)  # as large in all as an unchecked one
    values |= {"round": f"{theme.gap(1.75) + 2}px", "dot": f"{theme.gap(1.2)}px"}
    values |= {"hole": f"{hole}px"}
    tick = "tick-dark" if theme.dark else "tick-light"
    down = "down-dark" if theme.dark else "down-light"
    icons = paths.resources() / "icons"
    values["tick"] = (icons / f"{tick}.svg").as_posix()
    values["down"] = (icons / f"{down}.svg").as_posix()
    names = ["theme.qss", "theme-contrast.qss"] if theme.contrast else ["theme.qss"]
    sheet = "".join((paths.resources() / name).read_text(encoding="utf-8") for name in names)
    for name, value in values.items():
        sheet = sheet.replace(f"@{name}@", value)
    return sheet
