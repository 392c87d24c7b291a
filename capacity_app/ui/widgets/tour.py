"""The first-run tour: a few words beside real places of the window, to be skipped at any time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from capacity_app.i18n import N_
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import button, label

if TYPE_CHECKING:
    from capacity_app.ui.main_window import MainWindow

SEEN: Final = "seen"
_SIZE, _LAYOUT = QEvent.Type.Resize, QEvent.Type.LayoutRequest


@dataclass(frozen=True)
class _Stop:
    find: "Callable[[MainWindow], list[QWidget]]"
    title: str
    text: str


def _sidebar(*pages: str) -> "Callable[[MainWindow], list[QWidget]]":
    return lambda window: [window.sidebar.button(page) for page in pages]


def _status(window: "MainWindow") -> list[QWidget]:
    return [window.current.status] if window.current is not None else []


def _primary(window: "MainWindow") -> list[QWidget]:
    found = window.current.first_focus() if window.current is not None else None
    return [found] if found is not None else []


_STOPS: Final = (
    _Stop(
        _sidebar("home", "documents"),
        N_("Everything is reached from here"),
        N_("Questions, results, plan, evidence and documents, in the order you will need them."),
    ),
    _Stop(
        _primary,
        N_("This button takes you on"),
        N_("It leads to the next question, and comes back to where you stopped."),
    ),
    _Stop(
        _status,
        N_("Everything is saved by itself"),
        N_("The time of the last saving stands in this corner. Nothing leaves this computer."),
    ),
    _Stop(
        _sidebar("language"),
        N_("Another language"),
        N_("Change it whenever you like: you stay at the same place."),
    ),
    _Stop(
        _sidebar("help"),
        N_("Help is here"),
        N_("F1 explains the page you are on. This tour can be seen again from there."),
    ),
)


class _Ring(QWidget):
    """A frame round the place that is spoken of; clicks go through it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One thick line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self._theme.gap(0.6)
        painter.setPen(QPen(self._theme.colour("attention"), thick))
        box = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        painter.drawRoundedRect(box, self._theme.gap(1), self._theme.gap(1))
        painter.end()


class Tour(QFrame):
    """Ends with its last step, by Escape, when it is skipped, or when another page is opened."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._theme = window, window.style_in_use
        self._page = window.current
        self._step = 0
        self.setObjectName("tour")
        self.setProperty("card", "notice")
        self._ring = _Ring(self._theme, window)
        self._lay_out()
        window.installEventFilter(self)
        if self._page is not None:
            self._page.installEventFilter(self)
        self._show_step()
        self.show()
        self.next_button.setFocus()
        QTimer.singleShot(0, self, self._settle)  # once the window is laid out

    def _lay_out(self) -> None:
        gap = self._theme.gap
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(4), gap(3), gap(4), gap(3))
        column.setSpacing(gap(1.5))
        self.title = label("", Step.CARD)
        self.text = label("")
        self._place = label("", Step.NOTE)
        for part in (self.title, self.text, self._place):
            column.addWidget(part)
        line = QHBoxLayout()
        self.next_button = button("", self._next, "primary")
        self.back_button = button(_("Back"), self._back)
        self.skip_button = button(_("Skip the tour"), self.finish, "link")
        line.addWidget(self.skip_button)
        line.addStretch(1)
        line.addWidget(self.back_button)
        line.addWidget(self.next_button)
        for each in (self.next_button, self.back_button, self.skip_button):
            each.setAutoDefault(True)  # so that Enter presses it, as Space does
        column.addLayout(line)
        QWidget.setTabOrder(self.next_button, self.back_button)
        QWidget.setTabOrder(self.back_button, self.skip_button)
        self.setFixedWidth(self._theme.chars(56))

    def finish(self) -> None:
        """Take everything away, and give the focus back."""
        self._window.removeEventFilter(self)
        if self._page is not None:
            self._page.removeEventFilter(self)
        had_focus = self.isAncestorOf(self._window.focusWidget() or self._window)
        self._ring.hide()
        self.hide()
        before = self._page.first_focus() if self._page is not None else None
        if had_focus and before is not None and self._page is self._window.current:
            before.setFocus()
        self._ring.deleteLater()
        self.deleteLater()

    def _next(self) -> None:
        if self._step + 1 == len(_STOPS):
            self.finish()
        else:
            self._go(self._step + 1)

    def _back(self) -> None:
        self._go(self._step - 1)

    def _go(self, step: int) -> None:
        self._step = step
        self._show_step()
        if not self.back_button.isEnabled():
            self.next_button.setFocus()

    def _show_step(self) -> None:
        stop = _STOPS[self._step]
        title, text = words().gettext(stop.title), words().gettext(stop.text)
        self.title.setText(title)
        self.text.setText(text)
        n, every = words().number(self._step + 1), words().number(len(_STOPS))
        self._place.setText(_("Step {n} of {all}", n=n, all=every))
        last = self._step + 1 == len(_STOPS)
        self.next_button.setText(_("Begin") if last else _("Next"))
        self.back_button.setEnabled(self._step > 0)
        self.skip_button.setVisible(not last)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._settle()
        said = QAccessibleAnnouncementEvent(self, f"{title}. {text}")
        QAccessible.updateAccessibility(said)

    def _settle(self) -> None:
        """Stand beside the place that is spoken of, and frame it."""
        target = self._target()
        around = self._theme.gap(1)
        self._ring.setGeometry(target.adjusted(-around, -around, around, around))
        self._ring.show()
        self._ring.raise_()
        self.resize(self.width(), self.heightForWidth(self.width()))
        self.move(self._corner(target))
        self.raise_()

    def _target(self) -> QRect:
        place = QRect()
        for found in _STOPS[self._step].find(self._window):
            place |= QRect(found.mapTo(self._window, QPoint(0, 0)), found.size())
        if place.isNull():
            place.moveCenter(self._window.rect().center())
        least = self._theme.gap(16)  # a corner where nothing is said yet is still a place
        if place.width() < least:
            if not words().rtl:
                place.setLeft(place.right() - least)
            else:
                place.setRight(place.left() + least)
        return place

    def _corner(self, target: QRect) -> QPoint:
        """Beside the place, after it in reading order; where there is no room, under or above."""
        gap, room = self._theme.gap(3), self._window.rect()
        after = target.left() - gap - self.width() if words().rtl else target.right() + gap
        lowest = room.height() - gap - self.height()
        if gap <= after <= room.width() - gap - self.width():
            tall = target.height() > self.height()
            top = target.bottom() - self.height() // 2 if tall else target.top()
            return QPoint(after, max(gap, min(top, lowest)))
        top = target.bottom() + gap
        if top > lowest:
            top = max(gap, target.top() - gap - self.height())
        left = target.right() - self.width() if words().rtl else target.left()
        return QPoint(max(gap, min(left, room.width() - self.width() - gap)), top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; another page ends the tour."""
        if watched is self._page and event.type() == QEvent.Type.Hide:
            self.finish()
        elif watched is self._window and event.type() in (_SIZE, _LAYOUT):
            QTimer.singleShot(0, self, self._settle)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape skips the rest."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)


def begin(main: QWidget) -> Tour:
    """Start the tour in the main window, on the home page."""
    window = cast("MainWindow", main)
    window.workspace.remember(tour=SEEN)
    if window.current is None or window.current.name != "home":
        window.show_page("home", {})
    return Tour(window)


def begin_once(main: QWidget) -> Tour | None:
    """Start it unless it was started here before."""
    seen = cast("MainWindow", main).workspace.settings.tour == SEEN
    return None if seen else begin(main)
