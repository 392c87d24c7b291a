"""Widgets side by side in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from capacity_app.ui.theme import Theme


class FlowGrid(QWidget):
    """Equal columns, the most of ``steps`` that leave each ``chars`` characters of room."""

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[QWidget],
        chars: float,
        steps: tuple[int, ...],
        same_height: bool = True,
    ) -> None:
        super().__init__()
        self._align = Qt.AlignmentFlag(0) if same_height else Qt.AlignmentFlag.AlignTop
        self._parts = list(parts)
        self._least = theme.chars(chars)
        self._steps = sorted(steps, reverse=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.gap(2))
        self._grid.setHorizontalSpacing(theme.gap(2 if same_height else 6))
        self.columns = 0
        self._place(self._steps[0])

    def minimumSizeHint(self) -> QSize:
        """As narrow as one part, so that it can always be told to use fewer columns."""
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns anew."""
        super().resizeEvent(event)
        gap, width = self._grid.spacing(), event.size().width()
        fitting = [n for n in self._steps if n * self._least + (n - 1) * gap <= width]
        self._place(fitting[0] if fitting else self._steps[-1])

    def _place(self, columns: int) -> None:
        if columns == self.columns:
            return
        self.columns = columns
        for part in self._parts:
            self._grid.removeWidget(part)
        for index, part in enumerate(self._parts):
            self._grid.addWidget(part, index // columns, index % columns, self._align)
        for column in range(self._steps[0]):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
