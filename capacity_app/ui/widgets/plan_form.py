"""Every field of one action, kept as it is typed; errors stand beside their field."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from capacity_app.errors import UserError
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Action, Currency, Funding, Priority, Status, SupporterKind
from capacity_app.ui import plan_input
from capacity_app.ui.ask import in_words
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets import plan_fields as make
from capacity_app.ui.widgets.choices import CheckBoxes
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.form import Form
from capacity_app.usecases.planning import TRACKED, check_action

# Fields that are only right together: when one is mended, the other is tried again.
_TOGETHER: Final = (("start", "due"), ("cost", "currency"))
_TEXTS: Final = (
    *("action", "deliverable", "gap", "reason", "responsible", "supported_by"),
    *("completion_evidence", "verified_by", "comments"),
)
_SHORTEST: Final = 8  # characters a list of choices shows at least
_SHRINKS: Final = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_PAUSE: Final = 800  # milliseconds without a key until a text is kept


class ActionForm(Form):
    """Shows one action at a time. ``change_requested`` carries its ref and the new values."""

    change_requested = Signal(str, object)  # as dict, Qt would turn enums into plain text

    def __init__(self, theme: Theme, instrument: Instrument) -> None:
        super().__init__(theme)
        self._action: Action | None = None
        self._fields: dict[str, make.Field] = {}
        self._touched: set[str] = set()
        self._locked = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._keep_texts)
        self._add_what(theme, instrument)
        self._add_who(theme)
        self._add_money(theme)
        self._add_time(theme)
        self._add_progress(theme)

    def widget(self, name: str) -> QWidget:
        """The widget of a field of :class:`~capacity_app.model.plan.Action`."""
        return self._fields[name].widget

    def has(self, name: str) -> bool:
        """Whether a field is edited here."""
        return name in self._fields

    def error(self, name: str) -> str:
        """What is said beside a field; "" when all is well."""
        shown = self._errors[self.widget(name)]
        return "" if shown.isHidden() else shown.text()

    def show_action(self, action: Action) -> None:
        """Show another action; what was being typed about the last one is kept first."""
        self.keep()
        self._action = action
        self._touched.clear()
        for name, field in self._fields.items():
            self._say(name, "")
            field.write(getattr(action, name))

    def renew(self, action: Action) -> None:
        """Take over what changed in the action that is shown; never under the typing hand."""
        before, self._action = self._action, action
        for name, field in self._fields.items():
            changed = before is None or getattr(before, name) != getattr(action, name)
            if changed and not field.widget.hasFocus():
                field.write(getattr(action, name))
                self._say(name, "")

    def lock(self, locked: bool) -> None:
        """Grey what was agreed at sign-off, so that only the tracking goes on; or free it."""
        if locked == self._locked:
            return
        self._locked = locked
        for name, field in self._fields.items():
            if name not in TRACKED:
                make.lock(field.widget, locked)

    def keep(self) -> None:
        """Keep what is being typed, as far as it can be read."""
        self._pause.stop()
        for name in sorted(self._touched):
            self._save(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a text when it is left; let the wheel scroll the form, not change a choice."""
        if isinstance(watched, QComboBox) and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        if isinstance(watched, QPlainTextEdit) and event.type() == QEvent.Type.FocusOut:
            self._save(str(watched.property("field")))
        return super().eventFilter(watched, event)

    def _add_what(self, theme: Theme, instrument: Instrument) -> None:
        self.add_heading(_("What"))
        self._add("action", _("Action"), make.text(6))
        self._add("deliverable", _("Proof that it is done"), make.text(2))
        self._add("indicator", _("Indicator"), make.indicator(instrument))
        self._add("gap", _("What is missing now"), make.text(3))
        self._add("baseline", _("Level now"), make.level(instrument))
        self._add("target", _("Level aimed at"), make.level(instrument))
        self._add("priority", _("Priority"), make.one_of(Priority))
        self._add("reason", _("Why this priority"), make.text(3))

    def _add_who(self, theme: Theme) -> None:
        self.add_heading(_("Who"))
        self._add("responsible", _("Responsible (role)"), make.text())
        self._add("support", _("Support needed"), make.supports(theme))
        self._add("supported_by", _("Supported by"), make.text())
        kind = make.one_of(SupporterKind, _("Not said"))
        self._add("supporter_kind", _("Kind of supporter"), kind)

    def _add_money(self, theme: Theme) -> None:
        self.add_heading(_("Money"))
        cost = make.typed(lambda text: plan_input.read_amount(text)[0], make.shown_amount)
        self._add("cost", _("Cost"), cost)
        self._add("currency", _("Currency"), make.one_of(Currency))
        self._beside("cost", "currency")
        self._add("funding", _("Funding"), make.one_of(Funding))
        rate = make.typed(plan_input.read_rate, make.shown_amount)
        self._add("rate", _("Exchange rate"), rate, _("Dinars for 1 USD"))
        self._add("rate_date", _("Date of the rate"), make.day(theme))

    def _add_time(self, theme: Theme) -> None:
        self.add_heading(_("When"))
        self._add("start", _("Start"), make.day(theme))
        self._add("due", _("Due"), make.day(theme))

    def _add_progress(self, theme: Theme) -> None:
        self.add_heading(_("Progress"))
        percent = make.typed(plan_input.read_percent, lambda value: words().number(value))
        self._add("status", _("Status"), make.one_of(Status))
        self._add("percent", _("Percent done"), percent)
        self._beside("status", "percent")
        self._add("completed_on", _("Completed on"), make.day(theme))
        self._add("completion_evidence", _("Proof seen"), make.text(2))
        self._add("verified_by", _("Verified by"), make.text())
        self._add("verified_on", _("Verified on"), make.day(theme))
        self._add("adequate", _("Is the result adequate?"), make.yes_no())
        self._add("comments", _("Comments"), make.text(3))

    def _add(self, name: str, caption: str, field: make.Field, help_text: str = "") -> None:
        self._fields[name] = field
        self.add_row(caption, field.widget, help_text)
        field.widget.setObjectName(f"plan-{name}")
        field.widget.setProperty("field", name)
        self._listen(name, field.widget)

    def _listen(self, name: str, widget: QWidget) -> None:
        if isinstance(widget, QComboBox):
            widget.activated.connect(lambda _row: self._take(name))
            widget.installEventFilter(self)
            widget.setMinimumContentsLength(_SHORTEST)
            widget.setSizeAdjustPolicy(_SHRINKS)
        elif isinstance(widget, QPlainTextEdit):
            widget.textChanged.connect(lambda: self._note_typing(name))
            widget.installEventFilter(self)
        elif isinstance(widget, QLineEdit):
            widget.editingFinished.connect(lambda: self._save(name))
            widget.textEdited.connect(lambda _text: self._note_typing(name))
        elif isinstance(widget, DateField):
            widget.date_changed.connect(lambda _day: self._take(name))
            widget.line.textEdited.connect(lambda _text: self._touched.add(name))
            widget.line.editingFinished.connect(lambda: self._save(name))
        elif isinstance(widget, CheckBoxes):
            widget.changed.connect(lambda: self._take(name))

    def _beside(self, first: str, second: str) -> None:
        """Put two short rows into one line."""
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(3))
        for name in (first, second):
            row = self._rows[self.widget(name)]
            self._layout.removeWidget(row)
            line.addWidget(row, 1)
        self._layout.addLayout(line)

    def _note_typing(self, name: str) -> None:
        self._touched.add(name)
        if name in _TEXTS:
            self._pause.start()

    def _keep_texts(self) -> None:
        for name in sorted(self._touched.intersection(_TEXTS)):
            self._save(name)

    def _take(self, name: str) -> None:
        self._touched.add(name)
        self._save(name)

    def _save(self, name: str) -> None:
        """Ask for a touched field to be kept, with those it is only right together with."""
        action = self._action
        if action is None or name not in self._touched:
            return
        try:
            given = self._read(name, action)
            check_action(replace(action, **given))
        except make.NotReadable as error:
            self._say(name, str(error))
            return
        except UserError as error:
            self._say(name, in_words(error))
            return
        for each in self._fields.keys() & given.keys():
            self._say(each, "")
        self._touched.difference_update(given)
        changed = {key: value for key, value in given.items() if getattr(action, key) != value}
        if changed:
            self.change_requested.emit(action.ref, changed)

    def _read(self, name: str, action: Action) -> dict[str, Any]:
        given = {name: self._fields[name].read()}
        if name == "support":
            given[name] = make.without_contradiction(given[name], action.support)
        for other in _group(name):
            if other != name and other in self._touched:
                given |= self._read_if_possible(other)
        if name == "cost":
            given |= self._typed_currency()
        return given

    def _typed_currency(self) -> dict[str, Any]:
        """The currency, where it was typed behind the amount."""
        line = self.widget("cost")
        assert isinstance(line, QLineEdit)
        currency = plan_input.read_amount(line.text())[1]
        return {} if currency is None else {"currency": currency}

    def _read_if_possible(self, name: str) -> dict[str, Any]:
        try:
            return {name: self._fields[name].read()}
        except (make.NotReadable, UserError):
            return {}

    def _say(self, name: str, text: str) -> None:
        """Show an error without going there: the person has just left the field on purpose."""
        field = self.widget(name)
        shown = self._errors[field]
        if shown.text() == text and shown.isHidden() != bool(text):
            return
        shown.setText(text)
        shown.setVisible(bool(text))
        field.setAccessibleDescription(text)
        field.setProperty("wrong", "true" if text else "false")
        field.style().unpolish(field)
        field.style().polish(field)


def _group(name: str) -> tuple[str, ...]:
    return next((names for names in _TOGETHER if name in names), (name,))
