"""The eight PSEA core standards as boxes: which one, what it is about, where it stands."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.instrument import Instrument
from capacity_app.model.psea import Standard
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.row_button import RowButton
from capacity_app.ui.widgets.text import label, short_label
from capacity_app.vocabulary import word


class StandardMark(QWidget):
    """A shape for each status: tick on a filled disc, ring, dash, broken ring."""

    def __init__(self, theme: Theme, standard: Standard) -> None:
        super().__init__()
        self._theme = theme
        self._standard = standard
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square as high as the text."""
        return QSize(self._theme.gap(4), self._theme.gap(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape of the status."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self._theme.gap(0.5)
        disc = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        pen = QPen(self._theme.colour("ink"), thick)
        if self._standard is Standard.MET:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(disc)
            self._theme.icon("check", "on_accent").paint(painter, self.rect())
        elif self._standard is Standard.NOT_APPLICABLE:
            painter.setPen(pen)
            middle = disc.center().y()
            painter.drawLine(QPointF(disc.left(), middle), QPointF(disc.right(), middle))
        else:
            if self._standard is Standard.OPEN:
                pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawEllipse(disc)


def psea_boxes(
    theme: Theme,
    instrument: Instrument,
    standards: Mapping[str, Standard],
    chosen: Callable[[str], object],
) -> FlowGrid:
    """All standards in a row, or four and four where a row is too narrow."""
    boxes = [_box(theme, instrument, id, status, chosen) for id, status in standards.items()]
    return FlowGrid(theme, boxes, 15, (8, 4, 2, 1))


def _box(
    theme: Theme,
    instrument: Instrument,
    id: str,
    standard: Standard,
    chosen: Callable[[str], object],
) -> RowButton:
    title, status = instrument.indicator(id).title[words().code], word(standard, words())
    name = _("{id} {title}: {status}", id=id, title=title, status=status)
    down = QBoxLayout.Direction.TopToBottom
    box = RowButton(theme, name, lambda: chosen(id), down)
    box.setObjectName(id)
    box.add(short_label(ltr(id) if words().rtl else id, Step.NOTE))
    box.add(label(title, bold=True))
    box.add_stretch()
    box.add(_status_line(theme, standard, status))
    return box


def _status_line(theme: Theme, standard: Standard, status: str) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(theme.gap(2))
    across.addWidget(StandardMark(theme, standard))
    across.addWidget(label(status), 1)
    return line
