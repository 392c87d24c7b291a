"""The eight PSEA core standards as boxes: which one, where it stands, its elements."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import ElementAnswer
from capacity_app.model.psea import Standard
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.row_button import RowButton
from capacity_app.ui.widgets.text import label, short_label
from capacity_app.usecases.results import Results
from capacity_app.vocabulary import word

_SHAPES: Final = {
    None: Standard.OPEN,
    ElementAnswer.YES: Standard.MET,
    ElementAnswer.NO: Standard.NOT_MET,
    ElementAnswer.DONT_KNOW: Standard.OPEN,
    ElementAnswer.NOT_APPLICABLE: Standard.NOT_APPLICABLE,
}


def shape_of(given: ElementAnswer | None) -> Standard:
    """The status whose shape stands for an element's answer."""
    return _SHAPES[given]


class StandardMark(QWidget):
    """A shape for each status: tick on a filled disc, ring, dash, broken ring."""

    def __init__(self, theme: Theme, standard: Standard, units: float = 4) -> None:
        super().__init__()
        self._theme = theme
        self._standard = standard
        self._units = units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square, by default as high as the text."""
        side = self._theme.gap(self._units)
        return QSize(side, side)

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
    results: Results,
    standards: Mapping[str, Standard],
    chosen: Callable[[str], object],
) -> FlowGrid:
    """All standards in a row, or four and four where a row is too narrow."""
    boxes = [_box(theme, results, id, status, chosen) for id, status in standards.items()]
    return FlowGrid(theme, boxes, 15, (8, 4, 2, 1))


def _box(
    theme: Theme, results: Results, id: str, standard: Standard, chosen: Callable[[str], object]
) -> RowButton:
    title = results.instrument.indicator(id).title[words().code]
    status, elements = word(standard, words()), _elements(results, id)
    name = _("{id} {title}: {status}", id=id, title=title, status=status)
    down = QBoxLayout.Direction.TopToBottom
    box = RowButton(theme, name, lambda: chosen(id), down)
    box.setObjectName(id)
    box.setAccessibleDescription(elements)
    box.add(short_label(ltr(id) if words().rtl else id, Step.NOTE))
    box.add(label(title, bold=True))
    box.add_stretch()
    if standard is not Standard.NOT_APPLICABLE:
        box.add(_element_marks(theme, results, id))
        box.add(label(elements, Step.NOTE))
    box.add(_status_line(theme, standard, status))
    return box


def _given(results: Results, id: str) -> list[ElementAnswer | None]:
    """What was answered to each required element."""
    answer = results.assessment.answer(id)
    return [answer.elements.get(each.id) for each in results.instrument.indicator(id).elements]


def _elements(results: Results, id: str) -> str:
    """How many of the required elements that apply are yes, and whether a proof is lacking."""
    given = [each for each in _given(results, id) if each is not ElementAnswer.NOT_APPLICABLE]
    yes = sum(each is ElementAnswer.YES for each in given)
    said = _("{yes} of {all} yes", yes=words().number(yes), all=words().number(len(given)))
    if yes and not results.assessment.answer(id).evidence:
        return words().listed([said, _("no proof named")])
    return said


def _element_marks(theme: Theme, results: Results, id: str) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(theme.gap(1))
    for given in _given(results, id):
        across.addWidget(StandardMark(theme, shape_of(given), 3))
    across.addStretch(1)
    return line


def _status_line(theme: Theme, standard: Standard, status: str) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(theme.gap(2))
    across.addWidget(StandardMark(theme, standard))
    across.addWidget(label(status), 1)
    return line
