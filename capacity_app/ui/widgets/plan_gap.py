"""One gap: where it stands, where it should go, and the actions that lead there."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Instrument, Level, Rules, SuggestedAction
from capacity_app.model.plan import Gap
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.critical_mark import CriticalMark
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.form import choice, text_field
from capacity_app.ui.widgets.text import button, label, rule, short_label
from capacity_app.usecases.planning import planned
from capacity_app.vocabulary import word


class GapCard(QFrame):
    """Stays where it is while its target changes, so that nothing moves under the hand."""

    suggestion_requested = Signal(object, object)
    target_chosen = Signal(str, int)
    indicator_requested = Signal(str)
    action_requested = Signal(str)
    reason_changed = Signal(str, str)

    def __init__(self, theme: Theme, instrument: Instrument, gap: Gap, reason: str = "") -> None:
        super().__init__()
        self._theme, self._instrument = theme, instrument
        self._indicator, self._level = gap.indicator, gap.level
        self._shown: tuple[object, ...] = ()
        self.reason_field: QPlainTextEdit | None = None
        self.setProperty("card", "true")
        self.setObjectName(f"gap-{gap.indicator.id}")
        column = QVBoxLayout(self)
        pad = theme.gap(3)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.gap(2))
        self._priority = short_label("", bold=True)
        mark = None
        if self._indicator.funder_critical:
            mark = CriticalMark(theme, instrument.rules)
        column.addLayout(self._first_line(mark))
        if mark is not None:
            column.addWidget(mark.explanation)
        column.addLayout(self._levels(gap))
        own = self._indicator.importance_reason[words().code]
        self._reason = label(reason or own, tone="muted")
        self._reason.setMaximumWidth(theme.chars(110))
        column.addWidget(self._reason)
        column.addLayout(self._openings())
        self._suggestions = QVBoxLayout()
        self._suggestions.setSpacing(theme.gap(2))
        column.addLayout(self._suggestions)

    def renew(self, gap: Gap | None, assessment: Assessment) -> None:
        """Show the gap as it is now; None when its level has reached the target."""
        plans = [] if gap is None else [planned(assessment, gap, s) for s in gap.suggestions]
        shown = (gap, *((action.ref, action.reason) if action else "" for action in plans))
        if shown == self._shown:
            return
        self._shown = shown
        self._weight.setText("" if gap is None else why_here(gap, self._instrument.rules))
        kept = next((action.reason for action in plans if action and action.reason), "")
        if kept:
            self._show_reason(kept)
        self._priority.setText(_priority(gap))
        self._priority.setVisible(gap is not None)
        self._clear()
        if gap is None:
            self._suggestions.addWidget(label(_("At its target: no action is needed.")))
            return
        for suggestion, action in zip(gap.suggestions, plans, strict=True):
            self._suggestions.addWidget(rule())
            self._suggestions.addWidget(
                self._suggestion(gap, suggestion, action.ref if action else "")
            )

    def _first_line(self, mark: CriticalMark | None) -> QHBoxLayout:
        title = self._indicator.title[words().code]
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(3))
        code = short_label(ltr(self._indicator.id), tone="muted")
        code.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        line.addWidget(code, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(label(title, Step.CARD), 1)
        if mark is not None:
            line.addWidget(mark)
        line.addWidget(self._priority)
        return line

    def _openings(self) -> QVBoxLayout:
        """What can be opened: why the gap stands where it does, and another reason for it."""
        code = ltr(self._indicator.id)
        self._weight = label("", Step.NOTE)
        text = _("Why this place?")
        self.why = Disclosure(self._theme, text, lambda: self._weight, words().listed([code, text]))
        text = _("Change the reason")
        self.rewrite = Disclosure(
            self._theme, text, self._make_reason, words().listed([code, text])
        )
        column = QVBoxLayout()
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(2))
        line.addWidget(self.why)
        line.addWidget(self.rewrite)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.why.panel)
        column.addWidget(self.rewrite.panel)
        return column

    def _make_reason(self) -> QWidget:
        made = text_field(self._reason.text(), 3)
        assert isinstance(made, QPlainTextEdit)  # it has several lines
        made.setAccessibleName(_("Reason for {code}", code=ltr(self._indicator.id)))
        made.setAccessibleDescription(_("It goes into the plan with the action."))
        made.setPlaceholderText(_("It goes into the plan with the action."))
        made.setMaximumWidth(self._theme.chars(110))
        made.installEventFilter(self)
        self.reason_field = made
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the reason when its field is left."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QPlainTextEdit):
            text = watched.toPlainText().strip()
            if text and text != self._reason.text():
                self._show_reason(text)
                self.reason_changed.emit(self._indicator.id, text)
        return super().eventFilter(watched, event)

    def _show_reason(self, text: str) -> None:
        self._reason.setText(text)
        field = self.reason_field
        if field is not None and not field.hasFocus() and field.toPlainText() != text:
            field.setPlainText(text)

    def _levels(self, gap: Gap) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(2))
        line.addWidget(short_label(_("Level {level}", level=self._level_words(gap.level))))
        line.addWidget(self._arrow())
        caption = short_label(_("Target"))
        self.target = choice(
            [
                (str(each), self._level_words(each))
                for each in range(gap.level, Level.SUSTAINED + 1)
            ],
            str(gap.target),
        )
        caption.setBuddy(self.target)
        self.target.setAccessibleName(_("Target of {code}", code=ltr(gap.indicator.id)))
        self.target.activated.connect(self._choose)
        self.target.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line.addWidget(caption)
        line.addWidget(self.target)
        line.addStretch(1)
        go = button(_("Open the question"), self._open, "link")
        go.setAccessibleName(_("Open {code}", code=ltr(gap.indicator.id)))
        line.addWidget(go)
        return line

    def _arrow(self) -> QLabel:
        made = QLabel()
        icon = self._theme.icon("forward", "muted", mirrored=words().rtl)
        made.setPixmap(icon.pixmap(self._theme.icon_size))
        return made

    def _suggestion(self, gap: Gap, suggestion: SuggestedAction, ref: str) -> QWidget:
        box = QWidget()
        across = QHBoxLayout(box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(self._theme.gap(4))
        column = QVBoxLayout()
        column.setSpacing(self._theme.gap(0.5))
        column.addWidget(label(suggestion.text[words().code]))
        column.addWidget(label(self._about(suggestion), Step.NOTE))
        across.addLayout(column, 1)
        if ref:
            text = _("In the plan: {ref}", ref=ltr(ref))
            across.addWidget(button(text, lambda: self.action_requested.emit(ref), "link"))
            return box
        add = button(_("Add to plan"), lambda: self.suggestion_requested.emit(gap, suggestion))
        add.setAccessibleName(_("Add to plan: {action}", action=suggestion.text[words().code]))
        add.setObjectName(f"add-{gap.indicator.id}-{suggestion.step}")
        across.addWidget(add, 0, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _about(self, suggestion: SuggestedAction) -> str:
        return _(
            "To level {level}. Proof: {proof}. {time}",
            level=words().number(suggestion.reaches),
            proof=suggestion.deliverable[words().code].rstrip("."),
            time=ngettext("About {n} month.", "About {n} months.", suggestion.months),
        )

    def _level_words(self, level: int) -> str:
        name = self._instrument.rules.level_name(level)[words().code]
        return _("{level} {name}", level=words().number(level), name=name)

    def _clear(self) -> None:
        while (item := self._suggestions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _choose(self) -> None:
        self.target_chosen.emit(self._indicator.id, int(self.target.currentData()))

    def _open(self) -> None:
        self.indicator_requested.emit(self._indicator.id)


def _priority(gap: Gap | None) -> str:
    return "" if gap is None else _("{priority} priority", priority=word(gap.priority, words()))


def why_here(gap: Gap, rules: Rules) -> str:
    """The rule that ranks gaps, with this gap's numbers."""
    number = words().number
    parts = {
        "target": number(gap.target),
        "level": number(gap.level),
        "importance": number(gap.indicator.importance),
        "weight": number(gap.weight),
    }
    if gap.indicator.funder_critical:
        text = _(
            "Target {target} less level {level}, times importance {importance}, times {factor} "
            "because funders look at it first: {weight}.",
            factor=number(rules.critical_factor),
            **parts,
        )
    else:
        text = _(
            "Target {target} less level {level}, times importance {importance}: {weight}.", **parts
        )
    rule_text = _(
        "From {high} on the priority is high, from {medium} on it is medium.",
        high=number(rules.high_from),
        medium=number(rules.medium_from),
    )
    return f"{text} {rule_text}"
