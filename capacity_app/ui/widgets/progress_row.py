"""A thin bar with a name and "n of n", and level dots."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label, short_label


def n_of_n(done: int, total: int) -> str:
    """ "12 of 14" in the language of the window."""
    return _("{done} of {all}", done=words().number(done), all=words().number(total))


class ProgressRow(QWidget):
    """A domain's name, how much of it is answered, and a thin bar."""

    def __init__(self, theme: Theme, title: str, done: int, total: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(1))
        line = QHBoxLayout()
        line.addWidget(label(title), 1)
        line.addWidget(short_label(n_of_n(done, total), Step.NOTE))
        column.addLayout(line)
        bar = QProgressBar()
        bar.setRange(0, max(1, total))
        bar.setValue(done)
        bar.setTextVisible(False)
        bar.setFixedHeight(theme.gap(1.5))
        bar.setAccessibleName(title)
        bar.setAccessibleDescription(n_of_n(done, total))
        column.addWidget(bar)


class LevelDots(QWidget):
    """One mark for each indicator of an area: its level as a filled column, or a hollow one."""

    def __init__(self, theme: Theme, levels: list[int | None]) -> None:
        super().__init__()
        self._theme = theme
        self._levels = levels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As wide as its marks."""
        return QSize(self._theme.gap(3) * max(1, len(self._levels)), self._theme.gap(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Columns of one to four steps; hollow when open."""
        painter = QPainter(self)
        step, width = self._theme.gap(3), self._theme.gap(2)
        full = self.height() - 1
        for index, level in enumerate(self._levels):
            place = index if not words().rtl else len(self._levels) - 1 - index
            tall = full * (level or 4) / 4
            box = QRectF(place * step + 0.5, full - tall + 0.5, width, tall - 1)
            if level is None:
                painter.setPen(QPen(self._theme.colour("line")))
                painter.drawRect(box)
            else:
                painter.fillRect(box, self._theme.colours.level(level))
                painter.setPen(QPen(self._theme.colour("edge")))
                painter.drawRect(box)
        painter.end()
