"""What was answered to an indicator last time, and why it is another answer now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from capacity_app.model.assessment import Answer, Changed
from capacity_app.model.instrument import Indicator
from capacity_app.model.psea import level_of
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.choices import OneOf
from capacity_app.ui.widgets.text import label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import revisions
from capacity_app.vocabulary import word


class LastTimeNote(QFrame):
    """Hidden unless the assessment follows another. ``chosen`` carries why the level changed."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._read: tuple[tuple[str, int | None], revisions.LastTime | None] = (("", None), None)
        self.setProperty("card", "soft")
        gap = workspace.theme.gap
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(3), gap(2), gap(3), gap(2))
        column.setSpacing(gap(1))
        self.said = label("", bold=True)
        self.note = label("", Step.NOTE)
        column.addWidget(self.said)
        column.addWidget(self.note)
        self._asked = label(_("What changed: the practice, or how well it is understood?"))
        self._line = QHBoxLayout()
        column.addWidget(self._asked)
        column.addLayout(self._line)
        self.why: OneOf | None = None
        self.hide()

    def show_for(self, indicator: Indicator, answer: Answer) -> str:
        """Show last time's answer to an indicator; returns it in a word for beside the cards."""
        before = self._before()
        if before is None or before.answer(indicator.id) is None:
            self.hide()
            return ""
        given = before.answer(indicator.id) or Answer(indicator.id)
        said = self._in_words(before.level(indicator.id), given)
        day = words().date(before.assessment.date)
        self.said.setText(_("Last time, {date}: {answer}", date=day, answer=said))
        self.said.setVisible(indicator.is_psea)  # elsewhere it stands beside the cards
        self.note.setText(_("Note of {date}: {note}", date=day, note=given.note))
        self.note.setVisible(bool(given.note))
        now, then = level_of(indicator, answer), before.level(indicator.id)
        differs = now is not None and then is not None and now != then
        self._ask_why(answer, differs)
        self.setVisible(indicator.is_psea or differs or bool(given.note))
        return _("last time: {answer}", answer=said)

    def _before(self) -> revisions.LastTime | None:
        """Read once for each assessment that is followed."""
        assessment = self._workspace.open_assessment
        key = (assessment.previous_id, assessment.previous_revision)
        if key != self._read[0]:
            self._read = (key, revisions.last_time(self._workspace.store, assessment))
        return self._read[1]

    def _in_words(self, level: int | None, answer: Answer) -> str:
        if level is not None:
            name = self._workspace.instrument.rules.level_name(level)[words().code]
            return words().listed([words().number(level), name])
        if answer.not_applicable is not None:
            return _("Not applicable")
        return _("Don't know") if answer.dont_know else _("Open")

    def _ask_why(self, answer: Answer, differs: bool) -> None:
        self._asked.setVisible(differs)
        if self.why is not None:
            self._line.removeWidget(self.why)
            self.why.hide()
            self.why.deleteLater()
            self.why = None
        if differs:
            items = [(each.value, word(each, words())) for each in Changed]
            self.why = OneOf(self._workspace.theme, items, answer.changed or "", self._asked.text())
            self.why.chosen.connect(self.chosen)
            self._line.addWidget(self.why)
