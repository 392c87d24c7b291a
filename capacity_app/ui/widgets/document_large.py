"""The pages of a document as large as the window, to be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import button, short_label

Draw = Callable[[int, int], QImage]
"""Draws a page (from 0) so many pixels wide."""


class LargePreview(QDialog):
    """One page at a time; Page Down and Page Up turn, Escape closes."""

    def __init__(self, theme: Theme, pages: int, draw: Draw, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._pages, self._draw = theme, pages, draw
        self._page = 0
        self.setWindowTitle(_("What the receiver will see"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        self._area = QScrollArea()
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setAccessibleName(_("Page"))
        self._paper = QLabel()
        self._area.setWidget(self._paper)
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())
        window = parent.window().size()
        self.resize(window)
        self._show()
        self._area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages."""
        by = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turn(by)

    def turn(self, by: int) -> None:
        """Go to another page."""
        page = min(max(self._page + by, 0), self._pages - 1)
        if page != self._page:
            self._page = page
            self._show()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.back = button(_("Page before"), lambda: self.turn(-1))
        self.on = button(_("Next page"), lambda: self.turn(1))
        self.place = short_label("")
        row.addWidget(self.back)
        row.addWidget(self.on)
        row.addWidget(self.place)
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.close))
        return row

    def _show(self) -> None:
        wide = min(self.width() - self._theme.gap(12), self._theme.chars(110))
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(self._draw(self._page, round(wide * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        self._paper.setPixmap(pixmap)
        self._paper.resize(pixmap.deviceIndependentSize().toSize())
        n, page = words().number(self._pages), words().number(self._page + 1)
        told = _("Page {page} of {n}", page=page, n=n)
        self.place.setText(told)
        self._paper.setAccessibleName(told)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < self._pages - 1)
        self._area.verticalScrollBar().setValue(0)
