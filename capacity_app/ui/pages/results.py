"""Results: four bars, eight PSEA boxes, what stands out, what is open. Never one grade."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from capacity_app.model.instrument import Area, Domain
from capacity_app.model.psea import Psea, Standard
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets import result_lists, result_reasons
from capacity_app.ui.widgets.bars import ScoreRow
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.psea_boxes import psea_boxes
from capacity_app.ui.widgets.text import button, card, label, rule
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import results as looking
from capacity_app.vocabulary import word


class ResultsPage(Page):
    """Reads and scores the open assessment each time it is shown."""

    name = "results"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._first: QWidget | None = None
        self.make_plan = button(_("Make a plan from the weakest"), self._plan, "primary")
        self.foot.addWidget(self.make_plan)
        self.foot.addStretch(1)

    def show_with(self, **arguments: object) -> None:
        """Score the assessment and show what it comes to."""
        self.clear()
        self._first = None
        self.title.setText(_("Results"))
        self._results = looking.look(self.workspace.store, self.workspace.open_assessment)
        self.make_plan.setVisible(bool(self._results.scores.levels))
        if not self._results.scores.levels:
            self._show_empty()
            return
        self.body.addWidget(label(self._subtitle(), tone="muted"))
        self.body.addWidget(self._domains())
        psea = self._results.scores.psea
        if psea is not None:
            self.body.addWidget(self._psea(psea))
        self.body.addWidget(self._standing_out())
        for made in result_lists.open_cards(self.theme, self._results, self._open):
            self.body.addWidget(made)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The first thing that opens."""
        return self._first

    def _show_empty(self) -> None:
        empty = EmptyState(
            self.theme,
            _("No question is answered yet"),
            _("Scores, strengths and gaps appear here as soon as the first one is."),
            _("Start answering"),
            lambda: self.workspace.go("tasks"),
        )
        self._first = empty.step
        self.body.addWidget(empty)

    def _subtitle(self) -> str:
        assessment = self.workspace.open_assessment
        return " · ".join(
            [
                _("Self-assessed"),
                assessment.organisation.name(words().code),
                word(assessment.kind, words()),
                words().date(assessment.date),
            ]
        )

    def _domains(self) -> QWidget:
        frame, layout = card(self.theme)
        for place, domain in enumerate(self._results.instrument.domains):
            if place:
                layout.addWidget(rule())
            layout.addWidget(self._domain(domain))
        layout.addWidget(rule())
        why_not = _("There is no overall score: one figure would hide what is strong and weak.")
        layout.addWidget(label(why_not, Step.NOTE))
        return frame

    def _domain(self, domain: Domain) -> QWidget:
        score, title = self._results.scores.domains[domain.id], domain.title[words().code]
        band = result_reasons.band_words(self._results, score)
        row = ScoreRow(self.theme, title, score, band)
        row.setObjectName(domain.id)
        areas = Disclosure(
            self.theme, _("Areas"), lambda: self._areas(domain),
            _("Areas of {domain}", domain=title),
        )  # fmt: skip
        why = Disclosure(
            self.theme, _("Why?"),
            lambda: result_reasons.domain_reason(self.theme, self._results, domain),
            _("Why? {figure}", figure=title),
        )  # fmt: skip
        self._first = self._first or areas
        return self._opening(row, [areas, why])

    def _areas(self, domain: Domain) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(self.theme.gap(6), 0, 0, 0)
        if words().rtl:
            layout.setContentsMargins(0, 0, self.theme.gap(6), 0)
        layout.setSpacing(self.theme.gap(2))
        for area in domain.areas:
            layout.addWidget(self._area_row(area))
        return inside

    def _area_row(self, area: Area) -> QWidget:
        score, title = self._results.scores.areas[area.id], area.title[words().code]
        row = ScoreRow(self.theme, title, score, thin=True)
        row.setObjectName(area.id)
        why = Disclosure(
            self.theme, _("Why?"),
            lambda: result_reasons.area_reason(self.theme, self._results, area),
            _("Why? {figure}", figure=title),
        )  # fmt: skip
        return self._opening(row, [why])

    def _opening(self, above: QWidget, openers: Sequence[Disclosure]) -> QWidget:
        """Something with the buttons that open more of it, and what they open below."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.gap(1))
        column.addWidget(above)
        across = QHBoxLayout()
        across.setSpacing(self.theme.gap(2))
        for opener in openers:
            across.addWidget(opener)
        across.addStretch(1)
        column.addLayout(across)
        for opener in openers:
            column.addWidget(opener.panel)
        return whole

    def _psea(self, psea: Psea) -> QWidget:
        frame, layout = card(self.theme)
        layout.addWidget(label(_("The UN's eight PSEA core standards"), Step.CARD))
        layout.addWidget(self._capacity(psea))
        layout.addWidget(
            psea_boxes(self.theme, self._results.instrument, psea.standards, self._open)
        )
        layout.addWidget(self._clock(psea))
        layout.addWidget(self._unicef(psea))
        layout.addWidget(label(_("Do not write names or cases."), Step.NOTE))
        return frame

    def _capacity(self, psea: Psea) -> QWidget:
        name = self._results.instrument.rules.psea.names[psea.capacity.value][words().code]
        lines = [
            label(
                _(
                    "Self-assessed: {capacity} (UN 8 core standards), not a UN determination",
                    capacity=name,
                ),
                bold=True,
            ),
            label(
                _(
                    "{met} of {all} standards met or not applicable",
                    met=words().number(psea.met + psea.not_applicable),
                    all=words().number(len(psea.standards)),
                )
            ),
        ]
        if psea.provisional:
            lines.insert(1, label(_provisional(psea), tone="attention"))
        why = self._why(
            _("PSEA capacity"),
            lambda: result_reasons.capacity_reason(self.theme, self._results, psea),
        )
        return self._opening(_stacked(lines), [why])

    def _clock(self, psea: Psea) -> QWidget:
        dates = (
            (_("Improvement plan done by"), psea.plan_due),
            (_("At the latest by"), psea.plan_latest),
            (_("Reassess by"), psea.reassess_by),
        )
        parts = [
            _stacked([label(name, Step.NOTE), label(words().date(day), bold=True)])
            for name, day in dates
        ]
        why = self._why(
            _("PSEA dates"), lambda: result_reasons.dates_reason(self.theme, self._results)
        )
        return self._opening(FlowGrid(self.theme, parts, 24, (3, 1)), [why])

    def _unicef(self, psea: Psea) -> QWidget:
        text = _("UNICEF equivalent: no total while a standard is open")
        if psea.unicef_total is not None and psea.unicef_risk is not None:
            names = self._results.instrument.rules.psea.unicef_names
            text = _(
                "UNICEF equivalent: {total} of 18, {risk}, self-assessed",
                total=words().number(psea.unicef_total),
                risk=names[psea.unicef_risk.value][words().code],
            )
        lines = [label(text)]
        for source in self._results.instrument.rules.sources:
            if source.rule == "psea.unicef":
                lines.append(label(result_reasons.source_line(source), Step.NOTE))
        why = self._why(
            _("UNICEF equivalent"),
            lambda: result_reasons.unicef_reason(self.theme, self._results, psea),
        )
        return self._opening(_stacked(lines), [why])

    def _why(self, figure: str, make: Callable[[], QWidget]) -> Disclosure:
        return Disclosure(self.theme, _("Why?"), make, _("Why? {figure}", figure=figure))

    def _standing_out(self) -> QWidget:
        lists = FlowGrid(
            self.theme,
            [
                result_lists.ranked(
                    self.theme, self._results, _("Strongest"), self._results.strongest, self._open
                ),
                result_lists.ranked(
                    self.theme, self._results, _("Weakest"), self._results.weakest, self._open
                ),
            ],
            45,
            (2, 1),
        )
        why = self._why(_("Order"), lambda: result_reasons.ranking_reason(self.theme))
        return self._opening(lists, [why])

    def _open(self, indicator: str) -> None:
        self.workspace.go("indicator", indicator=indicator)

    def _plan(self) -> None:
        self.workspace.go("plan", suggest=True)


def _provisional(psea: Psea) -> str:
    n = sum(standard is Standard.OPEN for standard in psea.standards.values())
    return ngettext(
        "Provisional: {n} standard is still open and counts as not met.",
        "Provisional: {n} standards are still open and count as not met.",
        n,
    )


def _stacked(parts: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    return whole
