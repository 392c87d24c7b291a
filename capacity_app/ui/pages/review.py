"""Check your answers: every section's answers, what is open, what lacks a proof."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Domain, Indicator
from capacity_app.model.progress import Given, given, without_evidence
from capacity_app.model.psea import level_of
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, card, label


class ReviewPage(Page):
    """ "Change" goes to the question and comes back to the list."""

    name = "review"

    def show_with(self, **arguments: object) -> None:
        """Read every answer."""
        self.clear()
        self.title.setText(_("Check your answers"))
        assessment, instrument = self.workspace.open_assessment, self.workspace.instrument
        self._bare = set(without_evidence(instrument, assessment))
        self.body.addWidget(self._sum_up(assessment))
        for domain in instrument.domains:
            self.body.addWidget(self._domain(domain, assessment))
        results = button(_("See the results"), lambda: self.workspace.go("results"), "primary")
        self.body.addWidget(results, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def _sum_up(self, assessment: Assessment) -> QWidget:
        frame, layout = card(self.theme, "soft")
        states = [given(each, assessment) for each in self.workspace.instrument.indicators]
        unanswered = sum(state in (Given.NOTHING, Given.BEGUN) for state in states)
        unknown = states.count(Given.DONT_KNOW)
        layout.addWidget(
            label(ngettext("{n} question is open.", "{n} questions are open.", unanswered))
        )
        layout.addWidget(
            label(
                ngettext(
                    "{n} was answered “don't know”; it stays open as a task.",
                    "{n} were answered “don't know”; they stay open as tasks.",
                    unknown,
                )
            )
        )
        layout.addWidget(
            label(
                ngettext(
                    "{n} answer of level 3 or 4 has no proof and no reason yet.",
                    "{n} answers of level 3 or 4 have no proof and no reason yet.",
                    len(self._bare),
                )
            )
        )
        return frame

    def _domain(self, domain: Domain, assessment: Assessment) -> QWidget:
        frame, layout = card(self.theme)
        layout.setSpacing(self.theme.gap(0.5))
        layout.addWidget(label(domain.title[words().code], Step.CARD))
        for indicator in domain.indicators:
            layout.addLayout(self._line(indicator, assessment))
        return frame

    def _line(self, indicator: Indicator, assessment: Assessment) -> QHBoxLayout:
        title = indicator.title[words().code]
        line = QHBoxLayout()
        line.setSpacing(self.theme.gap(3))
        line.addWidget(label(f"{ltr(indicator.id)}  {title}"), 3)
        text, tone = self._answer(indicator, assessment)
        line.addWidget(label(text, tone=tone), 2)
        go = lambda: self.workspace.go("indicator", indicator=indicator.id)  # noqa: E731
        change = button(_("Change"), go, "link")
        change.setAccessibleName(_("Change {title}", title=title))
        line.addWidget(change)
        return line

    def _answer(self, indicator: Indicator, assessment: Assessment) -> tuple[str, str]:
        answer = assessment.answers.get(indicator.id)
        match given(indicator, assessment):
            case Given.NOT_APPLICABLE:
                return _("Not applicable"), "muted"
            case Given.DONT_KNOW:
                return _("Don't know"), "attention"
            case Given.NOTHING | Given.BEGUN:
                return _("Open"), "attention"
        level = level_of(indicator, answer) or 1
        name = self.workspace.instrument.rules.level_name(level)[words().code]
        text = f"{words().number(level)} · {name}"
        if indicator.id in self._bare:
            return words().listed([text, _("no proof named")]), "attention"
        return text, ""
