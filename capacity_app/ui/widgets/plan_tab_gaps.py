"""The tab of gaps: what is below its target, and what usually closes it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import SuggestedAction
from capacity_app.model.plan import Gap
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.widgets.plan_gaps import GapList
from capacity_app.ui.widgets.plan_tab import PlanTab
from capacity_app.usecases import planning


class GapsTab(PlanTab):
    """Suggestions are adopted here in one step."""

    has_totals = False

    def __init__(self, deeds: PlanDeeds) -> None:
        super().__init__(deeds)
        self.list = GapList(self.theme, deeds.workspace.instrument)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.list.weakest_requested.connect(self._add_weakest)
        self.list.suggestion_requested.connect(self._add_suggestion)
        self.list.target_chosen.connect(deeds.choose_target)
        self.list.indicator_requested.connect(deeds.open_indicator)
        self.list.table_requested.connect(lambda: deeds.open_tab("table"))
        self.list.action_requested.connect(lambda ref: deeds.open_tab("table", ref))
        self.list.reason_changed.connect(self._rewrite)

    def show_plan(self, assessment: Assessment) -> None:
        """Rank the gaps anew."""
        self.list.show_gaps(*self._gaps_now())

    def renew(self, ref: str) -> None:
        """Bring the cards up to date where they stand."""
        self.list.renew(*self._gaps_now())

    def first_focus(self) -> QWidget | None:
        """The one step that is likely next."""
        return None if self.list.weakest.isHidden() else self.list.weakest

    def _gaps_now(self) -> tuple[list[Gap], Assessment, int]:
        """The gaps, the assessment, and how many suggestions for the weakest are not planned."""
        store, assessment = self.deeds.workspace.store, self.deeds.assessment
        addable = len(planning.open_suggestions(store, assessment))
        return planning.find_gaps(store, assessment), assessment, addable

    def _add_weakest(self) -> None:
        if self.deeds.adopt_weakest(self.list.reasons):
            self.list.to_table.setFocus()

    def _add_suggestion(self, gap: Gap, suggestion: SuggestedAction) -> None:
        if self.deeds.adopt(gap, suggestion, self.list.reasons):
            self.list.card(gap.indicator.id).target.setFocus()

    def _rewrite(self, indicator: str, text: str) -> None:
        """Give the actions that came from this gap its new reason."""
        store, assessment = self.deeds.workspace.store, self.deeds.assessment
        gap = next(
            (g for g in planning.find_gaps(store, assessment) if g.indicator.id == indicator), None
        )
        if gap is None:
            return
        for suggestion in gap.suggestions:
            action = planning.planned(self.deeds.assessment, gap, suggestion)
            if action is not None and action.reason != text:
                self.deeds.change(action.ref, {"reason": text})
