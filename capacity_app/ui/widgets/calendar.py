"""A small calendar that opens under a field; its week starts on Saturday, as in Iraq."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from capacity_app.model.psea import add_months
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label

_WEEKS: Final = 6
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


class Calendar(QFrame):
    """One month of days. ``picked`` carries the chosen date; Escape closes without one."""

    picked = Signal(object)

    def __init__(self, theme: Theme, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self._theme = theme
        self._day = day
        self._days: list[QPushButton] = []
        column = QVBoxLayout(self)
        pad = theme.gap(2)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.gap(1))
        column.addLayout(self._head())
        column.addLayout(self._grid())
        self._show()

    def show_at(self, corner: QPoint) -> None:
        """Open with this upper corner, moved as far as needed to stay on the screen."""
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        size = self.sizeHint()
        x = max(room.left(), min(corner.x(), room.right() - size.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - size.height()))
        self.move(x, y)
        self.show()
        self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by days and weeks, Page Up and Page Down by months."""
        forward = -1 if words().rtl else 1
        days = {
            Qt.Key.Key_Left: -forward,
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }.get(Qt.Key(event.key()))
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if days is not None:
            self._go(self._day + timedelta(days=days))
        elif months is not None:
            self._go(add_months(self._day, months))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._day)
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        across = QHBoxLayout()
        self._title = label("", Step.TEXT, bold=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        across.addWidget(self._step("back", _("Month before"), -1))
        across.addWidget(self._title, 1)
        across.addWidget(self._step("forward", _("Month after"), 1))
        return across

    def _step(self, icon: str, name: str, months: int) -> QPushButton:
        made = QPushButton(self._theme.icon(icon, mirrored=words().rtl), "")
        made.setProperty("kind", "choice")
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: self._go(add_months(self._day, months), False))
        return made

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self._theme.gap(0.5))
        for place, name in enumerate(_weekdays()):
            head = label(name, Step.NOTE)
            head.setWordWrap(False)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, place)
        for place in range(_WEEKS * 7):
            each = QPushButton("")
            each.setProperty("kind", "choice")
            each.setCheckable(True)
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.clicked.connect(lambda _checked=False, at=place: self._pick(self._at(at)))
            self._days.append(each)
            grid.addWidget(each, 1 + place // 7, place % 7)
        return grid

    def _at(self, place: int) -> date:
        first = self._day.replace(day=1)
        # weekday() counts from Monday; Saturday is 5.
        return first + timedelta(days=place - (first.weekday() - 5) % 7)

    def _show(self) -> None:
        self._title.setText(words().date(self._day))
        for place, each in enumerate(self._days):
            day = self._at(place)
            each.setText(words().number(day.day))
            each.setAccessibleName(words().date(day))
            each.setChecked(day == self._day)
            each.setEnabled(day.month == self._day.month)
            chosen = Qt.FocusPolicy.StrongFocus if day == self._day else Qt.FocusPolicy.NoFocus
            each.setFocusPolicy(chosen)

    def _focus(self) -> None:
        for place, each in enumerate(self._days):
            if self._at(place) == self._day:
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, day: date, focus: bool = True) -> None:
        self._day = min(max(day, _FIRST), _LAST)
        self._show()
        if focus:
            self._focus()

    def _pick(self, day: date) -> None:
        self.picked.emit(day)
        self.close()


def _weekdays() -> tuple[str, ...]:
    return _("Sat"), _("Sun"), _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri")
