"""A figure before and now as paired dots: a ring, a filled dot, and the line between them."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from capacity_app.model import geometry
from capacity_app.model.comparison import Shift
from capacity_app.model.scoring import rounded
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.bars import Figure
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.text import label


class PairChart(Figure):
    """The two dots between level 1 and level 4, each with its value beside it; mirrors itself."""

    def __init__(self, theme: Theme, shift: Shift) -> None:
        super().__init__(theme)
        self._shift = shift

    def sizeHint(self) -> QSize:
        """As high as a line of text; any width."""
        return QSize(self._theme.chars(36), self._theme.gap(7))

    def minimumSizeHint(self) -> QSize:
        """Wide enough to tell the levels apart."""
        return QSize(self._theme.chars(22), self._theme.gap(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scale, the line between, the dots, their values."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = geometry.pair(
            float(self._shift.before),
            float(self._shift.now),
            self.width(),
            self.height(),
            self._theme.gap(1.5),
            self._theme.chars(4.5),
        )
        if self.mirrors():
            shape = shape.mirrored(self.width())
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        for line in (shape.scale, *shape.ticks):
            painter.drawLine(QLineF(*line))
        for room in (shape.before_value, shape.now_value):  # a figure is not crossed by a line
            painter.fillRect(QRectF(*room), self._theme.colour("paper"))
        if shape.link is not None:
            painter.setPen(QPen(self._theme.colour("accent"), self._theme.gap(0.75)))
            painter.drawLine(QLineF(*shape.link))
        paint_before(painter, self._theme, shape.before)
        paint_now(painter, self._theme, shape.now)
        self._values(painter, shape)
        self.paint_focus(painter)

    def _values(self, painter: QPainter, shape: geometry.Pair) -> None:
        painter.setPen(self._theme.colour("ink"))
        parts = (
            (shape.before_value, self._shift.before, False),
            (shape.now_value, self._shift.now, True),
        )
        for room, value, bold in parts:
            painter.setFont(self._theme.font(Step.NOTE, bold))
            text = words().number(rounded(value))
            painter.drawText(QRectF(*room), Qt.AlignmentFlag.AlignCenter, text)


class DotMark(QWidget):
    """One dot by itself, for the legend."""

    def __init__(self, theme: Theme, now: bool) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square as high as the text."""
        return QSize(self._theme.gap(4), self._theme.gap(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dot = geometry.Dot(self.width() / 2, self.height() / 2, self._theme.gap(1.5))
        (paint_now if self._now else paint_before)(painter, self._theme, dot)


class PairRow(QWidget):
    """Title, dots, and the change in words; where it is narrow, the dots go below the words."""

    def __init__(self, theme: Theme, title: str, shift: Shift, thin: bool = False) -> None:
        super().__init__()
        self.setObjectName(shift.id)
        self._enough = theme.chars(72)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.gap(2))
        self._grid.setVerticalSpacing(theme.gap(1))
        self._title = label(title, bold=not thin)
        self.chart = PairChart(theme, shift)
        change = change_words(shift)
        self.chart.say(_("{title}: {score}", title=title, score=change), before_and_now(shift))
        self.said = label(change, bold=not thin)
        self.said.setMinimumWidth(theme.chars(10))
        self._wide = True
        self._place()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the dots below the words, so that it can always be told to be so."""
        return QSize(self.chart.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._enough
        if wide is not self._wide:
            self._wide = wide
            self._place()

    def _place(self) -> None:
        parts: tuple[QWidget, ...] = (self._title, self.chart, self.said)
        for part in parts:
            self._grid.removeWidget(part)
        if self._wide:
            for column, part in enumerate(parts):
                self._grid.addWidget(part, 0, column)
        else:
            self._grid.addWidget(self._title, 0, 0)
            self._grid.addWidget(self.said, 0, 1)
            self._grid.addWidget(self.chart, 1, 0, 1, 2)
        for column, stretch in enumerate((3, 4, 1) if self._wide else (3, 1, 0)):
            self._grid.setColumnStretch(column, stretch)


def legend(theme: Theme, before: str, now: str) -> QWidget:
    """Which dot is which, and what the line is, in words."""
    parts: list[QWidget] = []
    for is_now, text in ((False, before), (True, now)):
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.gap(2))
        across.addWidget(DotMark(theme, is_now))
        across.addWidget(label(text), 1)
        parts.append(line)
    parts.append(label(_("The line runs from level 1 to level 4."), Step.NOTE))
    return FlowGrid(theme, parts, 32, (3, 1))


def change_words(shift: Shift) -> str:
    """The change of the two figures as they are shown: up 0.8, down 0.3, the same."""
    difference = shift.shown_difference
    if not difference:
        return _("the same")
    amount = words().number(str(abs(difference)))
    return _("up {n}", n=amount) if difference > 0 else _("down {n}", n=amount)


def before_and_now(shift: Shift) -> str:
    """Both figures in words."""
    return _(
        "Before {before}, now {now}",
        before=words().number(rounded(shift.before)),
        now=words().number(rounded(shift.now)),
    )


def paint_before(painter: QPainter, theme: Theme, dot: geometry.Dot) -> None:
    """A ring, with paper in it."""
    thick = theme.gap(0.5)
    painter.setPen(QPen(theme.colour("ink"), thick))
    painter.setBrush(theme.colour("paper"))
    radius = dot.radius - thick / 2
    painter.drawEllipse(QPointF(dot.x, dot.y), radius, radius)


def paint_now(painter: QPainter, theme: Theme, dot: geometry.Dot) -> None:
    """A filled dot."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawEllipse(QPointF(dot.x, dot.y), dot.radius, dot.radius)
