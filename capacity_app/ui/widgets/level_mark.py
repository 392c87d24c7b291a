"""A level as number, word and pattern, so that nobody needs to tell colours apart."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from capacity_app.model.instrument import Level
from capacity_app.ui.language import words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label


class LevelMark(QWidget):
    """The number of a level on its colour; level 1 is hatched, no level is an empty outline."""

    def __init__(self, theme: Theme, level: int | None) -> None:
        super().__init__()
        self._theme = theme
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square somewhat higher than the text."""
        return QSize(self._theme.gap(6), self._theme.gap(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square, its pattern, its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QPainterPath()
        square.addRoundedRect(_inner(self), self._theme.gap(1), self._theme.gap(1))
        if self._level is not None:
            painter.fillPath(square, self._theme.colours.level(self._level))
        if self._level == Level.ABSENT:
            brush = QBrush(self._theme.colour("edge"), Qt.BrushStyle.BDiagPattern)
            painter.fillPath(square, brush)
        painter.setPen(QPen(self._theme.colour("edge")))
        painter.drawPath(square)
        self._write(painter)

    def _write(self, painter: QPainter) -> None:
        if self._level is None:
            return
        painter.setFont(self._theme.font(Step.TEXT, bold=True))
        if self._level == Level.ABSENT:
            _clear_middle(painter, self, self._theme)
        painter.setPen(self._theme.colour(ink_on(self._theme, self._level)))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(self.rect(), centre, words().number(self._level))


class LevelTag(QWidget):
    """The mark with the level's word beside it."""

    def __init__(self, theme: Theme, level: int, name: str) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.gap(2))
        across.addWidget(LevelMark(theme, level))
        across.addWidget(label(name, Step.NOTE), 1)


def ink_on(theme: Theme, level: int) -> str:
    """The name of the text colour that can be read on a level's colour."""
    dark_ground = level >= Level.MEETS if theme.dark else level == Level.SUSTAINED
    return "on_accent" if dark_ground else "ink"


def _inner(widget: QWidget) -> QRectF:
    return QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)


def _clear_middle(painter: QPainter, widget: QWidget, theme: Theme) -> None:
    """Take the hatching away from behind the number."""
    side = widget.height() * 0.55
    centre = QRectF(widget.rect()).center()
    middle = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    path = QPainterPath()
    path.addEllipse(middle)
    painter.fillPath(path, theme.colours.level(Level.ABSENT))
