"""The reviews of the plan at 3, 6 and 12 months, and what the next one should look at."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from capacity_app.errors import UserError
from capacity_app.i18n import ltr
from capacity_app.model.plan import Action
from capacity_app.model.reviews import LookAt, ReviewPoint
from capacity_app.ui import ask
from capacity_app.ui.ask import in_words
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.form import Form, text_field
from capacity_app.ui.widgets.reviews_card import state_in_words
from capacity_app.ui.widgets.text import button, label, retone
from capacity_app.usecases.plan_reviews import check_day

_MOST = 5  # actions named in a list; the table shows the others
Save = Callable[[int, date, str, str], bool]
TakeBack = Callable[[int], bool]


class ReviewForm(Form):
    """When a review was held, who led it, what was found; errors stand beside the day."""

    def __init__(self, theme: Theme, point: ReviewPoint, today: date) -> None:
        super().__init__(theme)
        held = point.held
        self.day = DateField(theme, held.held_on if held else today)
        self.add_row(_("Held on"), self.day)
        self.by = QLineEdit(held.by if held else "")
        self.add_row(_("Led by (role)"), self.by)
        note = text_field(held.note if held else "", 4)
        assert isinstance(note, QPlainTextEdit)  # it has several lines
        self.note = note
        self.add_row(_("What was found and agreed"), self.note, _("Do not write names or cases."))

    def read(self, first: date, today: date) -> tuple[date, str, str] | None:
        """Day, role and note; None when the day cannot be, which is said beside it."""
        problem, day = self.day.error(), self.day.date()
        if not problem and day is None:
            problem = _("Write the day of the review.")
        if day is not None and not problem:
            try:
                check_day(day, first, today)
            except UserError as error:
                problem = in_words(error)
        self.show_error(self.day, problem)
        if problem or day is None:
            self.day.line.setFocus()
            return None
        return day, self.by.text().strip(), self.note.toPlainText().strip()


class ReviewCard(QFrame):
    """One review: when it is due, how it went, and the way to write that down."""

    def __init__(
        self, theme: Theme, month: int, today: date, save: Save, take_back: TakeBack
    ) -> None:
        super().__init__()
        self._theme, self._today, self._save = theme, today, save
        self._take_back = take_back
        self._point = ReviewPoint(month, today)
        self._first = today
        self.setProperty("card", "true")
        self.setObjectName(f"review-{month}")
        column = QVBoxLayout(self)
        pad = theme.gap(3)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.gap(1.5))
        title = _("Review after {n} months", n=words().number(month))
        column.addWidget(label(title, Step.CARD))
        self.state = label("")
        self.note = label("", tone="muted")
        self.note.setMaximumWidth(theme.chars(100))
        self.looks = QVBoxLayout()
        self.looks.setSpacing(theme.gap(1))
        self.write = Disclosure(theme, "", self._make_form)
        for widget in (self.state, self.note):
            column.addWidget(widget)
        column.addLayout(self.looks)
        column.addWidget(self.write)
        column.addWidget(self.write.panel)

    def show_point(self, point: ReviewPoint, first: date) -> None:
        """Show how it stands; what is being written stays, until something else was kept."""
        if point.held != self._point.held:
            self.write.renew()
        self._point, self._first = point, first
        late = point.held is None and point.due_on < self._today
        self.state.setText(state_in_words(point, self._today))
        retone(self.state, "attention" if late else "")
        note = point.held.note if point.held else ""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        text = _("Change what was written") if point.held else _("Write this review down")
        self.write.setText(text)
        title = _("Review after {n} months", n=words().number(point.month))
        self.write.setAccessibleName(words().listed([title, text]))

    def keep(self) -> None:
        """Save what the form says."""
        given = self.form.read(self._first, self._today)
        if given is not None and self._save(self._point.month, *given):
            self.write.setFocus()

    def take_back(self) -> None:
        """Remove what was written, once that was confirmed."""
        if ask.confirm(
            _("Take back what was written about the review after {n} months?",
              n=words().number(self._point.month)),
            _("Take it back"),
            _("The day, who led it and what was found are removed. The plan stays as it is."),
            dangerous=True,
        ) and self._take_back(self._point.month):  # fmt: skip
            self.write.setFocus()

    def _make_form(self) -> QWidget:
        self.form = ReviewForm(self._theme, self._point, self._today)
        self.keep_button = button(_("Keep this review"), self.keep, "primary")
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(2))
        line.addWidget(self.keep_button)
        self.back_button = button(_("Take this review back"), self.take_back, "danger")
        self.back_button.setVisible(self._point.held is not None)
        line.addWidget(self.back_button)
        line.addStretch(1)
        column.addLayout(line)
        return made


class ThingsToLookAt(QWidget):
    """What a review should look at, in short lists that lead to the actions."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(0.5))

    def show_lists(self, found: LookAt) -> None:
        """Show the lists that hold something."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lists = [(text, actions) for text, actions in _lists(found) if actions]
        for text, actions in lists:
            self._add_list(text, actions)
        if not lists:
            self._column.addWidget(label(_("Nothing is late, and everything done was checked.")))

    def _add_list(self, text: str, actions: tuple[Action, ...]) -> None:
        count = words().number(len(actions))
        heading = label(_("{what}: {n}", what=text, n=count), bold=True)
        self._column.addWidget(heading)
        for action in actions[:_MOST]:
            self._column.addWidget(self._row(action))
        rest = len(actions) - _MOST
        if rest > 0:
            more = ngettext("and {n} more, in the table", "and {n} more, in the table", rest)
            self._column.addWidget(label(more, Step.NOTE))

    def _row(self, action: Action) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(self._theme.gap(2))
        go: QPushButton = button(ltr(action.ref), lambda: self.opened.emit(action.ref), "link")
        go.setAccessibleName(_("Open {title}", title=f"{action.ref} {action.action}"))
        across.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        text = " ".join((action.action or _("Not described yet")).split())
        across.addWidget(label(text), 1)
        return row


def _lists(found: LookAt) -> list[tuple[str, tuple[Action, ...]]]:
    return [
        (_("Delayed"), found.delayed),
        (_("Due before the next review"), found.due),
        (_("PSEA actions due after the month they should be done by"), found.off_clock),
        (_("Done, but no proof is named"), found.unproven),
        (_("Done, but nobody has checked it"), found.unverified),
        (_("Checked, and not adequate"), found.inadequate),
    ]
