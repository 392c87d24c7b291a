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


@dataclass(frozen=True)
class Theme:
    """One theme in use. ``unit`` is a quarter of the text line, in pixels."""

    colours: Colours
    dark: bool
    text_points: float
    unit: int
    char: float

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
    """Put a theme ("system", "light" or "dark") on the whole program."""
    if FAMILY not in QFontDatabase.families():
        for path in _font_files():
            QFontDatabase.addApplicationFont(str(path))
    theme = _make(app, is_dark(choice))
    app.setFont(theme.font())
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(theme))
    return theme


def _font_files() -> list[Path]:
    return sorted((paths.resources() / "fonts").glob("Vazirmatn-*.ttf"))


def is_dark(choice: str) -> bool:
    """Whether a choice of theme comes out dark on this system."""
    if choice == "system":
        hints = QGuiApplication.styleHints()
        return hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
    return choice == "dark"


def _make(app: QApplication, dark: bool) -> Theme:
    system = app.property("system_points") or app.font().pointSizeF()
    app.setProperty("system_points", system)
    points = max(9.0, float(system)) * 1.05
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    metrics = QFontMetricsF(font)
    unit = max(3, round(metrics.lineSpacing() / 4))
    return Theme(DARK if dark else LIGHT, dark, points, unit, metrics.averageCharWidth())


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
    values |= {"round": f"{theme.gap(1.75) + 2}px", "dot": f"{theme.gap(1.2)}px"}
    tick = "tick-dark" if theme.dark else "tick-light"
    values |= {"tick": (paths.resources() / "icons" / f"{tick}.svg").as_posix()}
    sheet = _SHEET
    for name, value in values.items():
        sheet = sheet.replace(f"@{name}@", value)
    return sheet


_SHEET: Final = """
* { outline: none; }
QMainWindow, QDialog, #page, #pageArea, #pageArea > QWidget > QWidget { background: @ground@; }
QToolTip { background: @paper@; color: @ink@; border: 1px solid @line@; padding: @u1@; }
QLabel[step="note"] { font-size: @note@; color: @muted@; }
QLabel[step="card"] { font-size: @card@; font-weight: bold; }
QLabel[step="title"] { font-size: @title@; font-weight: bold; }
QLabel[step="figure"] { font-size: @figure@; font-weight: bold; }
QLabel[tone="muted"] { color: @muted@; }
QLabel[tone="accent"] { color: @accent@; }
QLabel[tone="attention"] { color: @attention@; }
QLabel[tone="danger"] { color: @danger@; }
QLabel[weight="bold"] { font-weight: bold; }

#sidebar { background: @paper@; border: 0 solid @line@; }
#sidebar[mirrored="false"] { border-right-width: 1px; }
#sidebar[mirrored="true"] { border-left-width: 1px; }
#sidebar QPushButton { border: 1px solid transparent; background: transparent; text-align: left;
  padding: @u1@ @u2@; min-height: @target@; border-radius: @u1@; color: @ink@; }
#sidebar QPushButton:hover { background: @accent_soft@; }
#sidebar QPushButton:checked { background: @accent_soft@; color: @accent@; font-weight: bold; }
#sidebar QPushButton:focus { border: 2px solid @accent@; }
#sidebar QPushButton:disabled { color: @muted@; }

QFrame[card="true"] { background: @paper@; border: 1px solid @line@; border-radius: @u1@; }
QFrame[card="soft"] { background: @accent_soft@; border: 1px solid @accent_soft@;
  border-radius: @u1@; }
QFrame[card="notice"] { background: @paper@; border: 1px solid @attention@; border-radius: @u1@; }
QFrame[card="error"] { background: @paper@; border: 2px solid @danger@; border-radius: @u1@; }
QFrame[rule="true"] { background: @line@; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton { background: @paper@; border: 1px solid @edge@; border-radius: @u1@;
  padding: @half@ @u3@; min-height: @target@; color: @ink@; }
QPushButton:hover, QToolButton:hover { background: @accent_soft@; border-color: @accent@; }
QPushButton:pressed { background: @line@; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent@; }
QPushButton:disabled, QToolButton:disabled { color: @muted@; border-color: @line@; }
QPushButton[kind="primary"] { background: @accent@; border: 1px solid @accent@; color: @on_accent@;
  font-weight: bold; min-height: @primary@; padding: @half@ @u4@; }
QPushButton[kind="primary"]:hover { background: @level_4@; border-color: @level_4@; }
QPushButton[kind="primary"]:focus { border: 3px solid @ink@; }
QPushButton[kind="primary"]:disabled { background: @line@; border-color: @line@; color: @muted@; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: @accent@;
  padding: @half@ @u1@; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[kind="link"]:focus { border: 2px solid @accent@; }
QPushButton[kind="danger"] { color: @danger@; border-color: @danger@; }
QPushButton[kind="choice"] { padding: @half@ @u2@; }
QPushButton[kind="choice"]:checked { background: @accent_soft@; border: 2px solid @accent@;
  color: @accent@; font-weight: bold; }
QPushButton[kind="big"] { min-height: @primary@; font-size: @card@; }
QPushButton[kind="row"] { background: @paper@; border: 1px solid @line@; text-align: left; }

QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox, QDoubleSpinBox { background: @paper@;
  border: 1px solid @edge@; border-radius: @u1@; padding: @half@ @u2@; color: @ink@;
  selection-background-color: @accent@; selection-color: @on_accent@; }
QLineEdit, QSpinBox, QDateEdit, QComboBox, QDoubleSpinBox { min-height: @target@; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus
  { border: 2px solid @accent@; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"]
  { border: 2px solid @danger@; }
QLineEdit:read-only { background: @ground@; }
QComboBox::drop-down { border: none; width: @u6@; }
QComboBox QAbstractItemView { background: @paper@; border: 1px solid @edge@;
  selection-background-color: @accent_soft@; selection-color: @ink@; }
QCheckBox, QRadioButton { spacing: @u2@; min-height: @target@; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: @accent@; text-decoration: underline; }

QRadioButton::indicator, QCheckBox::indicator { width: @box@; height: @box@; background: @paper@;
  border: 2px solid @edge@; }
QRadioButton::indicator { border-radius: @round@; }
QCheckBox::indicator { border-radius: @half@; }
QRadioButton::indicator:checked { border: @dot@ solid @accent@; background: @on_accent@; }
QCheckBox::indicator:checked { border-color: @accent@; background: @accent@; image: url(@tick@); }
QRadioButton::indicator:focus, QCheckBox::indicator:focus,
QRadioButton::indicator:hover, QCheckBox::indicator:hover { border-color: @accent@; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: @u2@; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @u2@; margin: 0; }
QScrollBar::handle { background: @edge@; border-radius: @half@; min-height: @u6@;
  min-width: @u6@; margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QTreeView, QListView { background: @paper@; border: 1px solid @line@;
  gridline-color: @line@; alternate-background-color: @ground@;
  selection-background-color: @accent_soft@; selection-color: @ink@; }
QTableView:focus, QListView:focus { border: 2px solid @accent@; }
QTableView::item { padding: @half@ @u1@; }
QHeaderView::section { background: @ground@; color: @muted@; border: none;
  border-bottom: 1px solid @edge@; padding: @u1@; font-weight: bold; }
QProgressBar { background: @line@; border: none; border-radius: @half@; text-align: center;
  min-height: @u2@; max-height: @u2@; }
QProgressBar::chunk { background: @accent@; border-radius: @half@; }
QMenu { background: @paper@; border: 1px solid @edge@; padding: @half@; }
QMenu::item { padding: @u1@ @u4@; min-height: @u4@; }
QMenu::item:selected { background: @accent_soft@; color: @ink@; }
QSplitter::handle { background: @line@; }
QTabBar::tab { background: transparent; border: none; border-bottom: 2px solid transparent;
  padding: @u1@ @u3@; min-height: @target@; color: @muted@; }
QTabBar::tab:selected { color: @accent@; border-bottom: 2px solid @accent@; font-weight: bold; }
QTabBar::tab:focus { border: 2px solid @accent@; }
QTabWidget::pane { border: none; }
"""
