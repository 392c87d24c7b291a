"""A field for one date, typed the way people write it or picked from a calendar."""

import datetime

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.typed_date import read_date
from capacity_app.ui.widgets.calendar import Calendar
from capacity_app.ui.widgets.text import label


class DateField(QWidget):
    """A date that may stay empty. ``date_changed`` carries a date or None, never wrong text.

    While the text is no date, :meth:`error` says what to do and :meth:`date` is None: ask for
    the error before keeping the date. The field shows that error itself when it is left;
    ``Form.show_error`` may say any other.
    """

    date_changed = Signal(object)

    def __init__(self, theme: Theme, given: datetime.date | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._kept = given
        self.line = QLineEdit(_written(given))
        # A date reads from left to right in every language, also while half of it is typed.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setPlaceholderText(_("day/month/year"))
        self.line.setFixedWidth(theme.chars(24))
        self.line.editingFinished.connect(self._finish)
        self.line.textEdited.connect(lambda _text: self._mark(False))
        self.picker = QToolButton()
        self.picker.setText(_("Calendar"))
        self.picker.clicked.connect(self.open_calendar)
        self._error = label("", Step.NOTE, "danger")
        self._error.hide()
        self._lay_out()
        self.setFocusProxy(self.line)
        self.setAccessibleName(_("Date"))

    def date(self) -> datetime.date | None:
        """The date that is written; None when the field is empty or not a date."""
        try:
            return read_date(self.line.text())
        except ValueError:
            return None

    def error(self) -> str:
        """What to do about the text when it is not a date; "" when all is well."""
        try:
            read_date(self.line.text())
        except ValueError:
            example = words().shown("25/03/2026")
            return _("Write day, month and year, for example {example}.", example=example)
        return ""

    def set_date(self, given: datetime.date | None) -> None:
        """Show a date, or none; this is not announced as a change."""
        self._kept = given
        self.line.setText(_written(given))
        self._mark(False)

    def text(self) -> str:
        """What is typed, as it is typed."""
        return self.line.text()

    def open_calendar(self) -> None:
        """Show the calendar at the date that is written, else at today."""
        calendar = Calendar(self._theme, self.date() or datetime.date.today(), self)
        calendar.picked.connect(self._pick)
        corner = self.line.geometry().bottomLeft()
        if words().rtl:
            edge = self.picker if self.picker.x() > self.line.x() else self.line
            corner = edge.geometry().bottomRight() - QPoint(calendar.sizeHint().width(), 0)
        calendar.show_at(self.mapToGlobal(corner))

    def setAccessibleName(self, name: str) -> None:
        """Name the parts that take the focus, too."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.picker.setAccessibleName(_("Calendar: {field}", field=name))

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the part that takes the focus, too."""
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def event(self, event: QEvent) -> bool:
        """Take over the mark of an error that the form speaks of."""
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"wrong":
            self._error.hide()
            self._paint_wrong(self.property("wrong") == "true")
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar, as in other drop-downs."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(1))
        across = QHBoxLayout()
        across.setSpacing(self._theme.gap(1))
        across.addWidget(self.line)
        across.addWidget(self.picker)
        across.addStretch(1)
        column.addLayout(across)
        column.addWidget(self._error)

    def _pick(self, day: datetime.date) -> None:
        self.line.setText(_written(day))
        self.line.setFocus()
        self._finish()

    def _finish(self) -> None:
        text = self.error()
        self._mark(bool(text), text)
        if text or self.date() == self._kept:
            return
        self._kept = self.date()
        self.line.setText(_written(self._kept))
        self.date_changed.emit(self._kept)

    def _mark(self, wrong: bool, text: str = "") -> None:
        if self.property("wrong") == "true":
            return  # the form says what is wrong, and takes it back
        self._error.setText(text)
        self._error.setVisible(wrong)
        self._paint_wrong(wrong)

    def _paint_wrong(self, wrong: bool) -> None:
        self.line.setProperty("wrong", "true" if wrong else "false")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)


def _written(day: datetime.date | None) -> str:
    return "" if day is None else words().shown(f"{day:%d/%m/%Y}")
