"""The form beside the plan, under a heading that says what the action is about."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment
from capacity_app.model.history import Entry
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Action, Status
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_columns import missing
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.action_history import ActionHistory
from capacity_app.ui.widgets.plan_form import ActionForm
from capacity_app.ui.widgets.text import button, label
from capacity_app.usecases.planning import clock_month, is_agreed


class PlanPanel(QFrame):
    """One action: heading, remarks, form, and the way to remove it."""

    indicator_requested = Signal(str)
    remove_requested = Signal(str)
    change_requested = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        instrument: Instrument,
        today: date,
        history: Callable[[], Iterable[Entry]],
    ) -> None:
        super().__init__()
        self._today = today
        self._theme, self._instrument = theme, instrument
        self._action: Action | None = None
        self._form: ActionForm | None = None
        self._is_locked = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(lambda: self.form)
        self.setProperty("card", "true")
        self._ref = label("", Step.NOTE)
        self._title = label("", Step.CARD)
        self._link = button("", self._open, "link")
        self._remarks = {
            name: label("", Step.NOTE, tone)
            for name, tone in (
                *(("locked", ""), ("missing", "attention")),
                *(("delayed", "attention"), ("psea", "")),
            )
        }
        self._remove = button(_("Remove this action"), self._ask_to_remove, "danger")
        self.happened = ActionHistory(theme, history)
        self._lay_out()

    @property
    def form(self) -> ActionForm:
        """The fields, made when first needed: that takes longer than the rest of the page."""
        if self._form is None:
            self._form = ActionForm(self._theme, self._instrument)
            self._form.change_requested.connect(self.change_requested)
            self._fields.addWidget(self._form)
            self._form.show()  # now, so that the panel grows with it at once
            if self._action is not None:
                self._form.show_action(self._action)
                self._form.lock(self._is_locked)
        return self._form

    def keep(self) -> None:
        """Keep what is being typed."""
        if self._form is not None:
            self._form.keep()

    def show_action(self, action: Action, assessment: Assessment) -> None:
        """Show an action, or what became of the one that is shown."""
        same = self._action is not None and self._action.ref == action.ref
        self._action = action
        self._is_locked = is_agreed(assessment, action)
        self.happened.show_action(action.ref)
        self._head(action)
        self._remark(action, assessment)
        self._remove.setVisible(not self._is_locked)
        if self._form is None:
            self._soon.start()
            return
        if same:
            self._form.renew(action)
        else:
            self._form.show_action(action)
        self._form.lock(self._is_locked)

    @property
    def remarks(self) -> str:
        """What is remarked on the action, line by line."""
        return "\n".join(each.text() for each in self._remarks.values() if not each.isHidden())

    def _head(self, action: Action) -> None:
        known = action.indicator in self._instrument
        self._ref.setText(ltr(action.ref))
        title = _("An action of your own")
        if known:
            title = self._instrument.indicator(action.indicator).title[words().code]
        self._title.setText(title)
        self._link.setVisible(known)
        self._link.setText(_("Open {code}", code=ltr(action.indicator)))

    def _remark(self, action: Action, assessment: Assessment) -> None:
        delayed = (
            action.shown_status(self._today) is Status.DELAYED
            and action.status is not Status.DELAYED
        )
        locked = _(
            "What was agreed at sign-off is greyed and stays. Progress, who, dates and funding "
            "can change."
        )
        texts = {
            "locked": locked if self._is_locked else "",
            "missing": missing(action),
            "delayed": _("Past its due date, so it is shown as delayed.") if delayed else "",
            "psea": self._psea(action, assessment),
        }
        for name, text in texts.items():
            self._remarks[name].setText(text)
            self._remarks[name].setVisible(bool(text))

    def _psea(self, action: Action, assessment: Assessment) -> str:
        if not is_psea(self._instrument, action):
            return ""
        rules, month = self._instrument.rules.psea, clock_month(assessment, action)
        number = words().number
        clock = _(
            "PSEA plan clock: to be done by month {due}, at the latest by month {latest}.",
            due=number(rules.plan_months),
            latest=number(rules.plan_latest_months),
        )
        if month is not None:
            clock += " " + _("This action is due in month {month}.", month=number(month))
        return clock + " " + _("Do not write names or cases.")

    def _lay_out(self) -> None:
        gap = self._theme.gap
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer.addWidget(area)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(gap(3), gap(3), gap(3), gap(3))
        self._column.setSpacing(gap(1))
        for heading in (self._ref, self._title):
            self._column.addWidget(heading)
        self._column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeading)
        for remark in self._remarks.values():
            self._column.addWidget(remark)
        self._fields = QVBoxLayout()
        self._column.addLayout(self._fields)
        self._column.addWidget(self.happened)
        self._column.addStretch(1)
        self._column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeading)

    def _open(self) -> None:
        if self._action is not None:
            self.indicator_requested.emit(self._action.indicator)

    def _ask_to_remove(self) -> None:
        if self._action is not None:
            self.remove_requested.emit(self._action.ref)


def is_psea(instrument: Instrument, action: Action) -> bool:
    """Whether an action is about one of the PSEA standards."""
    return action.indicator in instrument and instrument.indicator(action.indicator).is_psea


def clock_note(instrument: Instrument, assessment: Assessment, action: Action) -> str:
    """The month of the PSEA plan clock an action is due in, in a few words; else ""."""
    if not is_psea(instrument, action):
        return ""
    month, number = clock_month(assessment, action), words().number
    due = number(instrument.rules.psea.plan_months)
    if month is None:
        return _("By month {due}", due=due)
    return _("Month {month} of {due}", month=number(month), due=due)
