"""A score as a bar with its value at the end, never without how much of it is answered."""

from fractions import Fraction

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStyle, QWidget

from capacity_app.model.instrument import Level
from capacity_app.model.scoring import Score
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label, short_label


class ScoreBar(QWidget):
    """Four stretches, one for each level, filled as far as the score goes; mirrors itself."""

    def __init__(self, theme: Theme, score: Fraction | None, thin: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._score = score
        self._thick = theme.gap(2) if thin else theme.gap(3.5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its bar; any width."""
        return QSize(self._theme.chars(20), self._theme.gap(5))

    def minimumSizeHint(self) -> QSize:
        """Wide enough to see the four stretches."""
        return QSize(self._theme.chars(8), self._theme.gap(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The empty stretches, then what is reached of them."""
        painter = QPainter(self)
        for number in range(len(Level)):
            whole = self._stretch(number, Fraction(1))
            painter.fillRect(whole, self._theme.colour("ground"))
            painter.setPen(QPen(self._theme.colour("edge")))
            painter.drawRect(whole.adjusted(0, 0, -1, -1))
            reached = min(max((self._score or Fraction(0)) - number, Fraction(0)), Fraction(1))
            if reached:
                painter.fillRect(self._stretch(number, reached), self._theme.colour("accent"))

    def _stretch(self, number: int, share: Fraction) -> QRect:
        gap = self._theme.gap(0.5)
        each = (self.width() - gap * (len(Level) - 1)) / len(Level)
        top = (self.height() - self._thick) // 2
        start = round(number * (each + gap))
        logical = QRect(start, top, max(1, round(each * float(share))), self._thick)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), logical)


class ScoreRow(QWidget):
    """Title, bar and value; below them the band's word and how many are answered."""

    def __init__(
        self, theme: Theme, title: str, score: Score, band: str = "", thin: bool = False
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.gap(3))
        grid.setVerticalSpacing(0)
        said = " · ".join(part for part in (band, answered_of(score)) if part)
        figure = shown_score(score)
        value = short_label(figure, Step.TEXT if thin else Step.CARD, bold=True)
        value.setMinimumWidth(theme.chars(5))
        grid.addWidget(label(title, Step.TEXT if thin else Step.CARD), 0, 0)
        self.bar = ScoreBar(theme, score.score, thin)
        self.bar.setAccessibleName(_("{title}: {score}", title=title, score=figure))
        self.bar.setAccessibleDescription(said)
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
