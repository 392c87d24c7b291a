"""The plan: gaps and suggestions, the table with its form, the timeline, and the money."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import SuggestedAction
from capacity_app.model.plan import Action, Gap, Status
from capacity_app.ui import ask
from capacity_app.ui.language import _
from capacity_app.ui.plan_table import EDITABLE, PlanModel
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.plan_beside import Beside, Removal, TabLine
from capacity_app.ui.widgets.plan_gaps import GapList
from capacity_app.ui.widgets.plan_panel import PlanPanel, clock_note
from capacity_app.ui.widgets.plan_timeline import PlanTimeline
from capacity_app.ui.widgets.plan_totals import PlanTotals
from capacity_app.ui.widgets.plan_view import PlanView
from capacity_app.ui.widgets.text import button, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import planning

TABS: Final = ("gaps", "table", "timeline")


class PlanPage(Page):
    """``tab`` is gaps, table or timeline; without one, the table when there is a plan."""

    name = "plan"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title.setText(_("Plan"))
        self._removed: Action | None = None
        self._focus: QWidget | None = None
        self._built = False
        self._built_for: tuple[object, ...] = ()

    def show_with(self, **arguments: object) -> None:
        """Read gaps and plan; ``suggest`` shows the gaps, ``ref`` chooses an action."""
        tab = "gaps" if arguments.get("suggest") else str(arguments.get("tab", ""))
        ref = str(arguments.get("ref", ""))
        assessment, store = self.workspace.open_assessment, self.workspace.store
        if not assessment.plan and not planning.find_gaps(store, assessment):
            self._show_empty(assessment)
            return
        self._build_once(assessment)
        self._removed, self._gaps_shown = None, False
        self.removal.hide()
        self.refusal.hide()
        self._refresh()
        self._choose(ref or self.view.current_ref())
        chosen = tab if tab in TABS else "table" if assessment.plan else "gaps"
        self.tabs.setCurrentIndex(TABS.index(chosen))
        self._show_tab()

    def first_focus(self) -> QWidget | None:
        """The one step that is likely next."""
        if not self._built:
            return self._focus
        tab = TABS[self.tabs.currentIndex()]
        if tab == "gaps":
            return self.gaps.weakest if not self.gaps.weakest.isHidden() else self.tabs
        return self.view if tab == "table" else self.timeline

    def arguments(self) -> dict[str, object]:
        """The tab and the chosen action."""
        if not self._built:
            return {}
        return {"tab": TABS[self.tabs.currentIndex()], "ref": self.view.current_ref()}

    def leave(self) -> None:
        """Keep what is being typed in the form."""
        if self._built:
            self.panel.form.keep()

    def _show_empty(self, assessment: Assessment) -> None:
        self.clear()
        self._built = False
        text = _("Once questions are answered, the gaps and what usually closes them stand here.")
        title = _("Nothing to plan yet")
        if assessment.answered:
            title = _("Every answer is at its target")
            text = _("Add an action of your own, or choose a higher target for a question.")
        step = _("Go to the questions")
        made = EmptyState(self.theme, title, text, step, lambda: self.workspace.go("tasks"))
        self.body.addWidget(made)
        self._focus = made.step
        self._own = button(_("Add an action of your own"), self._add_first)
        self.body.addWidget(self._own, 0, Qt.AlignmentFlag.AlignLeading)

    def _build_once(self, assessment: Assessment) -> None:
        """The widgets are made once for an assessment: making the form takes a while."""
        shown = (assessment.id, assessment.instrument_digest, tuple(assessment.services))
        if self._built and shown == self._built_for:
            return
        self.clear()
        self._build()
        self._built, self._built_for = True, shown

    def _build(self) -> None:
        instrument, today = self.workspace.instrument, self.workspace.today
        self.model = PlanModel(self._change, self._clock, today)
        self.view = PlanView(self.theme, self.model)
        self.timeline = PlanTimeline(self.theme, self.model, today)
        self.timeline.setSelectionModel(self.view.selectionModel())
        self.panel = PlanPanel(self.theme, instrument, today)
        self.gaps = GapList(self.theme, instrument)
        names = [_("Gaps and suggestions"), _("Table"), _("Timeline")]
        self.line = TabLine(self.theme, names, self._add_own)
        self.tabs = self.line.tabs
        self.refusal = label("", tone="danger")
        self.removal = Removal(self.theme, self._undo)
        self.totals = PlanTotals(self.theme)
        self.stack = QStackedWidget()
        for widget in (self.line, self.refusal, self.removal, self.stack, self.totals):
            self.body.addWidget(widget, 1 if widget is self.stack else 0)
        for part in (self.gaps, self._table_part(), self.timeline):
            self.stack.addWidget(part)
        self.panel.make_form()
        self._wire()

    def _table_part(self) -> QWidget:
        self.beside = Beside(self.theme, self.view, self.panel)
        self.no_actions = EmptyState(
            self.theme,
            _("No actions yet"),
            _("Here stand what will be done, by whom, by when, at what cost, and how far it is."),
            _("See gaps and suggestions"),
            lambda: self._go_to("gaps"),
        )
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.no_actions)
        column.addWidget(self.beside)
        return part

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(lambda _index: self._show_tab())
        self.model.refused.connect(self._say_refused)
        self.view.chosen.connect(self._show_in_panel)
        self.view.opened.connect(lambda _ref: self._go_to_form())
        self.view.doubleClicked.connect(self._double_clicked)
        self.view.remove_requested.connect(self._remove)
        self.timeline.opened.connect(self._open_in_table)
        self.panel.remove_requested.connect(self._remove)
        self.panel.form.change_requested.connect(self._change)
        for part in (self.panel, self.gaps):
            part.indicator_requested.connect(
                lambda code: self.workspace.go("indicator", indicator=code)
            )
        self.gaps.weakest_requested.connect(self._add_weakest)
        self.gaps.suggestion_requested.connect(self._add_suggestion)
        self.gaps.target_chosen.connect(self._choose_target)
        self.gaps.table_requested.connect(lambda: self._go_to("table"))

    def _show_tab(self) -> None:
        self.panel.form.keep()
        if TABS[self.tabs.currentIndex()] == "gaps" and not self._gaps_shown:
            self._gaps_shown = True
            self.gaps.show_gaps(*self._gaps_now())
        self.stack.setCurrentIndex(self.tabs.currentIndex())

    def _go_to(self, tab: str) -> None:
        self.tabs.setCurrentIndex(TABS.index(tab))
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _go_to_form(self) -> None:
        field = self.panel.form.widget("action")
        field.setFocus()
        self._area.ensureWidgetVisible(field)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() not in EDITABLE:
            self._go_to_form()

    def _refresh(self, only: str = "") -> None:
        """Show the plan as it was saved; ``only`` where one action changed."""
        assessment = self.workspace.open_assessment
        self.model.renew(assessment.plan, only)
        self.totals.show_plan(assessment.plan)
        self.no_actions.setVisible(not assessment.plan)
        self.beside.setVisible(bool(assessment.plan))
        if assessment.plan and not self.view.current_ref():
            self._choose(self.model.actions[0].ref)

    def _refresh_gaps(self) -> None:
        if self._gaps_shown:
            self.gaps.renew(*self._gaps_now())

    def _gaps_now(self) -> tuple[list[Gap], Assessment, int]:
        """The gaps, the assessment, and how many suggestions for the weakest are not planned."""
        store, assessment = self.workspace.store, self.workspace.open_assessment
        addable = len(planning.open_suggestions(store, assessment))
        return planning.find_gaps(store, assessment), assessment, addable

    def _choose(self, ref: str) -> None:
        self.view.choose(ref)

    def _show_in_panel(self, ref: str) -> None:
        self.panel.form.keep()
        assessment = self.workspace.open_assessment
        self.panel.show_action(assessment.action(ref), assessment)

    def _open_in_table(self, ref: str) -> None:
        self._choose(ref)
        self._go_to("table")

    def _do(self, deed: Callable[[Assessment], Assessment]) -> bool:
        self.refusal.hide()
        return self.workspace.do(deed)

    def _change(self, ref: str, fields: dict[str, object]) -> bool:
        store = self.workspace.store
        status = fields.get("status")
        if isinstance(status, Status):
            action = self.workspace.open_assessment.action(ref)
            fields = planning.status_fields(action, status, self.workspace.today) | fields
        if not self._do(lambda a: planning.change_action(store, a, ref, **fields)):
            return False
        self._refresh(ref)
        assessment = self.workspace.open_assessment
        if ref == self.view.current_ref():
            self.panel.show_action(assessment.action(ref), assessment)
        return True

    def _add_first(self) -> None:
        store, today = self.workspace.store, self.workspace.today
        if self.workspace.do(lambda a: planning.add_action(store, a, today)):
            self.show_with(tab="table")
            self._go_to_form()

    def _add_own(self) -> None:
        store, today = self.workspace.store, self.workspace.today
        self.panel.form.keep()
        if self._do(lambda a: planning.add_action(store, a, today)):
            self._refresh()
            self._choose(self.workspace.open_assessment.plan[-1].ref)
            self._go_to("table")
            self._go_to_form()

    def _add_weakest(self) -> None:
        store, today = self.workspace.store, self.workspace.today
        chosen = planning.open_suggestions(store, self.workspace.open_assessment)
        if self._do(lambda a: planning.adopt_all(store, a, chosen, today)):
            self._refresh()
            self._refresh_gaps()
            self.gaps.to_table.setFocus()

    def _add_suggestion(self, gap: Gap, suggestion: SuggestedAction) -> None:
        store, today = self.workspace.store, self.workspace.today
        if self._do(lambda a: planning.adopt(store, a, gap, suggestion, today)):
            self._refresh()
            self._refresh_gaps()
            self.gaps.card(gap.indicator.id).target.setFocus()

    def _choose_target(self, indicator: str, target: int) -> None:
        store = self.workspace.store
        if self._do(lambda a: planning.choose_target(store, a, indicator, target)):
            self._refresh_gaps()

    def _remove(self, ref: str) -> None:
        action = self.workspace.open_assessment.action(ref)
        question = _("Remove {ref} from the plan?", ref=ltr(ref))
        if not ask.confirm(question, _("Remove"), action.action, dangerous=True):
            return
        store = self.workspace.store
        if self._do(lambda a: planning.remove_action(store, a, ref)):
            self._removed = replace(action)
            self._refresh()
            self._refresh_gaps()
            self.removal.say(_("{ref} was removed.", ref=ltr(ref)))

    def _undo(self) -> None:
        action, store, today = self._removed, self.workspace.store, self.workspace.today
        if action is not None and self._do(
            lambda a: planning.restore_action(store, a, action, today)
        ):
            self.removal.hide()
            self._refresh()
            self._refresh_gaps()
            self._choose(self.workspace.open_assessment.plan[-1].ref)
            self.view.setFocus()

    def _say_refused(self, text: str) -> None:
        self.refusal.setText(text)
        self.refusal.show()

    def _clock(self, action: Action) -> str:
        return clock_note(self.workspace.instrument, self.workspace.open_assessment, action)
