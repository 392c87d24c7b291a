"""Results: bars, PSEA boxes, what changed, what stands out, what is open. Never one grade."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from capacity_app.model.crosswalk import Framework
from capacity_app.model.instrument import Area, Domain
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets import result_lists, result_reasons
from capacity_app.ui.widgets.bars import ScoreRow
from capacity_app.ui.widgets.choices import OneOf
from capacity_app.ui.widgets.crosswalk import crosswalk_parts
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.result_compare import CompareCard
from capacity_app.ui.widgets.result_moved import moved_card
from capacity_app.ui.widgets.result_psea import opening, psea_card, why
from capacity_app.ui.widgets.text import button, card, label, rule
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import results as looking
from capacity_app.vocabulary import word

_OWN: Final = "own"


class ResultsPage(Page):
    """Reads and scores the open assessment each time it is shown.

    What stands first is there at once; what is below follows part by part, so that the window
    never stands still. ``whole`` says when all is there.
    """

    name = "results"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._first: QWidget | None = None
        self._later: Iterator[QWidget] = iter(())
        self.whole = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._build_next)
        self.make_plan = button(_("Make a plan from the weakest"), self._plan, "primary")
        self.foot.addWidget(self.make_plan)
        self.foot.addStretch(1)

    def show_with(self, **arguments: object) -> None:
        """Score the assessment and show what it comes to.

        ``view`` is whose framework the scores stand in, ``compared`` the place of what they are
        compared with among what is offered.
        """
        self.clear()
        self._timer.stop()
        self._first = None
        self._view = str(arguments.get("view", _OWN))
        self._compared = int(str(arguments.get("compared", 0)))
        self.title.setText(_("Results"))
        self._results = looking.look(self.workspace.store, self.workspace.open_assessment)
        self.make_plan.setVisible(bool(self._results.scores.levels))
        self.whole = not self._results.scores.levels
        if self.whole:
            self._show_empty()
            return
        self.body.addWidget(label(self._subtitle(), tone="muted"))
        self.body.addWidget(self._scores())
        self.body.addStretch(1)
        self._later = self._below()
        self._timer.start(0)

    def first_focus(self) -> QWidget | None:
        """The first thing that opens."""
        return self._first

    def arguments(self) -> dict[str, object]:
        """The framework looked at, and what it is compared with."""
        return {"view": self._view, "compared": self._compared}

    def stop(self) -> None:
        """Build nothing more."""
        self._timer.stop()

    def _build_next(self) -> None:
        """One part more, above the room that is left."""
        part = next(self._later, None)
        if part is None:
            self._timer.stop()
            self.whole = True
            return
        self.body.insertWidget(self.body.count() - 1, part)

    def _below(self) -> Iterator[QWidget]:
        store, results = self.workspace.store, self._results
        offered = looking.earlier(store, results.assessment)
        if offered:
            given = self._compared if self._compared < len(offered) else 0
            made = CompareCard(self.workspace, results, offered, given, self._open)
            made.chosen.connect(self._compare_with)
            yield made
        carried = looking.what_moved(store, results)
        if carried is not None:
            yield moved_card(self.workspace, results, carried, self._open)
        if results.scores.psea is not None:
            yield psea_card(self.theme, results, results.scores.psea, self._open)
        yield self._standing_out()
        yield from result_lists.open_cards(self.theme, results, self._open)

    def _show_empty(self) -> None:
        title = _("No question is answered yet")
        text = _("Scores, strengths and gaps appear here as soon as the first one is.")
        step = _("Start answering")
        if self.workspace.open_assessment.answers:
            title = _("No answer gives a level yet")
            text = _(
                "What was begun is kept. Scores, strengths and gaps appear here as soon as one "
                "question is answered in full."
            )
            step = _("Go to the questions")
        empty = EmptyState(self.theme, title, text, step, lambda: self.workspace.go("tasks"))
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

    def _scores(self) -> QWidget:
        """The card of the domains, and the switch to the frameworks of others."""
        frame, layout = card(self.theme)
        views = [
            (_OWN, _("Our domains")),
            (Framework.CHS.value, "CHS"),
            (Framework.HACT.value, "HACT"),
            (Framework.OCA.value, "OCA"),
        ]
        self.views = OneOf(self.theme, views, self._view, _("Show the levels by"))
        self.views.chosen.connect(self._look_by)
        layout.addWidget(self.views)
        self._inside: QWidget | None = None
        self._around = layout
        self._look_by(self._view)
        return frame

    def _look_by(self, view: str) -> None:
        if self._inside is not None:
            self._around.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._view = view
        self._inside = QFrame()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.gap(2))
        parts = (
            self._domains()
            if view == _OWN
            else crosswalk_parts(self.theme, self._results, Framework(view), self._open)
        )
        for part in parts:
            column.addWidget(part)
        self._around.addWidget(self._inside)

    def _domains(self) -> Iterator[QWidget]:
        for domain in self._results.instrument.domains:
            yield self._domain(domain)
            yield rule()
        why_not = _("There is no overall score: one figure would hide what is strong and weak.")
        yield label(why_not, Step.NOTE)

    def _domain(self, domain: Domain) -> QWidget:
        score, title = self._results.scores.domains[domain.id], domain.title[words().code]
        band = result_reasons.band_words(self._results, score)
        row = ScoreRow(self.theme, title, score, band)
        row.setObjectName(domain.id)
        areas = Disclosure(
            self.theme, _("Areas"), lambda: self._areas(domain),
            _("Areas of {domain}", domain=title),
        )  # fmt: skip
        reason = self._why(
            title, lambda: result_reasons.domain_reason(self.theme, self._results, domain)
        )
        self._first = self._first or areas
        return opening(self.theme, row, [areas, reason])

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
        reason = self._why(
            title, lambda: result_reasons.area_reason(self.theme, self._results, area)
        )
        return opening(self.theme, row, [reason])

    def _why(self, figure: str, make: Callable[[], QWidget]) -> Disclosure:
        return why(self.theme, figure, make)

    def _standing_out(self) -> QWidget:
        sides = (
            (_("Strongest"), self._results.strongest),
            (_("Weakest"), self._results.weakest),
        )
        lists = [
            result_lists.ranked(self.theme, self._results, title, ids, self._open)
            for title, ids in sides
        ]
        reason = self._why(_("Order"), lambda: result_reasons.ranking_reason(self.theme))
        return opening(self.theme, FlowGrid(self.theme, lists, 45, (2, 1)), [reason])

    def _compare_with(self, place: int) -> None:
        self._compared = place

    def _open(self, indicator: str) -> None:
        self.workspace.go("indicator", indicator=indicator)

    def _plan(self) -> None:
        self.workspace.go("plan", suggest=True)
