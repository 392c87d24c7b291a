"""A score as a bar with its value at the end, never without how much of it is answered."""

from fractions import Fraction
from html import escape

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolTip, QWidget

from capacity_app.model import geometry
from capacity_app.model.scoring import Score
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label, short_label


class Figure(QWidget):
    """A painted figure that says itself: under the mouse, when Tab reaches it, to a reader."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, name: str, more: str) -> None:
        """What it shows: the figure, and what there is to know about it."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(more)
        # As a paragraph it is wrapped, and marks in an imported text stay marks.
        self.setToolTip(f"<p>{escape(name)}<br>{escape(more)}</p>")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say it, once the page has scrolled to it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            QTimer.singleShot(0, self, self._tell)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be silent again."""
        super().focusOutEvent(event)
        QToolTip.hideText()

    def _tell(self) -> None:
        if self.hasFocus():
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)

    def paint_focus(self, painter: QPainter) -> None:
        """The line around it while it has the focus."""
        if self.hasFocus():
            thick = self._theme.gap(0.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), thick))
            inset = thick / 2
            painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    def mirrors(self) -> bool:
        """Whether it is read from the right."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


class ScoreBar(Figure):
    """Four stretches, one for each level, filled as far as the score goes; mirrors itself."""

    def __init__(self, theme: Theme, score: Fraction | None, thin: bool = False) -> None:
        super().__init__(theme)
        self._score = score
        self._thick = theme.gap(2) if thin else theme.gap(3.5)

    def sizeHint(self) -> QSize:
        """As high as its bar with the line of focus around it; any width."""
        return QSize(self._theme.chars(20), self._theme.gap(6))

    def minimumSizeHint(self) -> QSize:
        """Wide enough to see the four stretches."""
        return QSize(self._theme.chars(8), self._theme.gap(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The empty stretches, then what is reached of them."""
        painter = QPainter(self)
        aside = self._theme.gap(1)
        score = None if self._score is None else float(self._score)
        shape = geometry.bar(score, self.width() - 2 * aside, self._thick, self._theme.gap(0.5))
        painter.setPen(QPen(self._theme.colour("edge")))
        for rect in shape.stretches:
            painter.fillRect(self._placed(rect), self._theme.colour("ground"))
            painter.drawRect(self._placed(rect).adjusted(0, 0, -1, -1))
        for rect in shape.reached:
            painter.fillRect(self._placed(rect), self._theme.colour("accent"))
        self.paint_focus(painter)

    def _placed(self, rect: geometry.Rect) -> QRectF:
        """Where a part of the bar lies on the widget, in whole pixels so that edges are sharp."""
        aside = self._theme.gap(1)
        rect = rect._replace(x=rect.x + aside)
        if self.mirrors():
            rect = rect.mirrored(self.width())
        top = (self.height() - self._thick) // 2
        start, end = round(rect.x), round(rect.x + rect.width)
        return QRectF(start, top, max(1, end - start), round(rect.height))


class ScoreRow(QWidget):
    """Title, bar and value; below them the band's word and how many are answered."""

    def __init__(
        self, theme: Theme, title: str, score: Score, band: str = "", thin: bool = False
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.gap(2))
        grid.setVerticalSpacing(0)
        said = " · ".join(part for part in (band, answered_of(score)) if part)
        figure = shown_score(score)
        value = short_label(figure, Step.TEXT if thin else Step.CARD, bold=True)
        value.setMinimumWidth(theme.chars(5))
        grid.addWidget(label(title, Step.TEXT if thin else Step.CARD), 0, 0)
        self.bar = ScoreBar(theme, score.score, thin)
        self.bar.say(_("{title}: {score}", title=title, score=figure), said)
        grid.addWidget(self.bar, 0, 1)
        grid.addWidget(value, 0, 2)
        self.said = label(said, tone="muted")
        grid.addWidget(self.said, 1, 0, 1, 3)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)


def answered_of(score: Score) -> str:
    """How much of a score is answered, in words."""
    return _(
        "{answered} of {applicable} answered",
        answered=words().number(score.answered),
        applicable=words().number(score.applicable),
    )


def shown_score(score: Score) -> str:
    """The score with one decimal, or a dash."""
    return "–" if score.shown is None else words().number(score.shown)
