"""What the receiver will see: the real document's pages as pictures, or its sheets in words."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from capacity_app.errors import UserError
from capacity_app.ui import ask
from capacity_app.ui.jobs import Job, Progress
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.document_large import LargePreview
from capacity_app.ui.widgets.text import button, label
from capacity_app.usecases import previewing
from capacity_app.usecases.previewing import Preview

if TYPE_CHECKING:
    from capacity_app.report.preview import Picture

A4: Final = (210, 297)
_PAUSE_MS: Final = 250  # a choice that is passed over on the way to another makes no document
_SHARPNESS: Final = 2


class DocumentPreview(QFrame):
    """Ask for a document with :meth:`show_document`; the pages can be turned when it is made."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._begin: Callable[[], Preview] | None = None
        self._wanted: Preview | None = None
        self._shown: Preview | None = None
        self._job: Job | None = None
        self._page = 0
        self._image: QImage | None = None
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        pad = theme.gap(2)
        column.setContentsMargins(pad, pad, pad, pad)
        self.picture = _Paper(theme)
        self.picture.turned.connect(self.turn)
        self.picture.opened.connect(self._open)
        column.addWidget(self.picture, 1)
        column.addLayout(self._turning())
        self.larger = button(_("Show larger"), self._open, "link")
        column.addWidget(self.larger, 0, Qt.AlignmentFlag.AlignCenter)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._load)

    def _turning(self) -> QHBoxLayout:
        row = QHBoxLayout()
        arrow, gap = self._theme.icon, self._theme.gap
        self.back = button("", lambda: self.turn(-1))
        self.back.setIcon(arrow("back", "ink", mirrored=words().rtl))
        self.back.setAccessibleName(_("Page before"))
        self.on = button("", lambda: self.turn(1))
        self.on.setIcon(arrow("forward", "ink", mirrored=words().rtl))
        self.on.setAccessibleName(_("Next page"))
        self.place = label("", Step.NOTE)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.setSpacing(gap(1))
        row.addWidget(self.back)
        row.addWidget(self.place, 1)
        row.addWidget(self.on)
        return row

    def show_document(self, begin: Callable[[], Preview]) -> None:
        """Make a document in the background and show it; what was being made is given up.

        ``begin`` looks in the store, so it is called in the window's own thread; when it raises
        UserError, that is shown instead.
        """
        self.stop()
        self._begin = begin
        self._say(_("The document is being made, to be looked at…"))
        self._later.start()

    def turn(self, by: int) -> None:
        """Go to another page."""
        if self._shown is None or not self._shown.pages:
            return
        page = min(max(self._page + by, 0), self._shown.pages - 1)
        if page != self._page:
            self._page = page
            self._draw()

    def stop(self) -> None:
        """Give up what is being made, and remove what was made to be looked at."""
        self._later.stop()
        if self._job is not None:
            job, self._job = self._job, None
            job.blockSignals(True)
            job.cancel()
            job.wait()
        for preview in (self._wanted, self._shown):
            if preview is not None:
                preview.close()
        self._wanted = self._shown = None

    @property
    def is_made(self) -> bool:
        """Whether a document is there to be looked at."""
        return self._shown is not None

    def _load(self) -> None:
        """Load the libraries first, and not in the window's thread: the first time takes long."""
        self._run(previewing.libraries(), self._make)

    def _make(self) -> None:
        assert self._begin is not None
        try:
            self._wanted = self._begin()
        except UserError as error:
            self._job = None
            self._say(ask.in_words(error))
            return
        self._run(self._wanted.steps(self._sharp_width()), self._made)

    def _run(self, steps: Iterator[Progress], then: Callable[[], None]) -> None:
        self._job = Job(steps, self)
        self._job.done.connect(then)
        self._job.failed.connect(self._failed)
        self._job.start()

    def _sharp_width(self) -> int:
        return max(1, round(self.picture.paper_width() * self.devicePixelRatioF() * _SHARPNESS))

    def _made(self) -> None:
        self._shown, self._wanted, self._job = self._wanted, None, None
        self._page = 0
        preview = self._shown
        if preview is None:
            return
        if preview.pages:
            self._draw()
        elif preview.sheets:
            names = [f"{sheet.name} ({words().number(sheet.rows)})" for sheet in preview.sheets]
            heading = _("Sheets, and how many rows each has:")
            self._say("\n".join([heading, "", *names]))
        else:
            self._say(_("A file for this program and for other programs; it has no pages."))

    def _failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, UserError):
            self._say(ask.in_words(error))
        else:
            self._say(_("This document cannot be shown here."))

    def _draw(self) -> None:
        preview = self._shown
        if preview is None:
            return
        made = preview.first if self._page == 0 else None
        self._image = _image(made or preview.picture(self._page, self._sharp_width()))
        n, page = preview.pages, words().number(self._page + 1)
        told = _("Page {page} of {n}", page=page, n=words().number(n))
        self.picture.show_image(self._image, told)
        self.place.setText(told)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < n - 1)
        self._turnable(True)

    def _say(self, text: str) -> None:
        self.picture.show_words(text)
        self.place.setText("")
        self._turnable(False)

    def _turnable(self, whether: bool) -> None:
        for made in (self.back, self.on, self.larger):
            made.setVisible(whether)

    def _open(self) -> None:
        """Show the pages as large as the window."""
        preview = self._shown
        if preview is None or not preview.pages:
            return
        draw = lambda page, width: _image(preview.picture(page, width))  # noqa: E731
        self.large = LargePreview(self._theme, preview.pages, draw, self)
        self.large.show()


class _Paper(QLabel):
    """A sheet of paper that keeps its shape; arrow keys turn pages, Enter shows them larger."""

    turned = Signal(int)
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("paper", "true")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(theme.chars(30), theme.chars(42))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleDescription(_("Arrow keys turn the pages, Enter shows them larger."))

    def paper_width(self) -> int:
        """How wide a page is shown."""
        room = self.size()
        return min(room.width(), room.height() * A4[0] // A4[1])

    def show_image(self, image: QImage, name: str) -> None:
        """Show a page."""
        self._image = image
        self.setAccessibleName(name)
        self._fit()

    def show_words(self, text: str) -> None:
        """Show words instead."""
        self._image = None
        self.clear()
        self.setText(text)
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page's shape."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn with arrow keys in reading direction, open with Enter."""
        ahead, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if words().rtl:
            ahead, back = back, ahead
        if event.key() in (ahead, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            self.turned.emit(1)
        elif event.key() in (back, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self.turned.emit(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """Show the pages larger."""
        self.opened.emit()

    def _fit(self) -> None:
        if self._image is None:
            return
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        how = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(self._image.scaled(room, *how))
        painter = QPainter(pixmap)
        painter.setPen(self._theme.colour("edge"))
        painter.drawRect(pixmap.rect().adjusted(0, 0, -1, -1))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)


def _image(made: "Picture") -> QImage:
    how = QImage.Format.Format_RGB888
    return QImage(made.pixels, made.width, made.height, made.stride, how).copy()
