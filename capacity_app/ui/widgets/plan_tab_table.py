"""The tab of the table: one row for each action, and a form for the chosen one beside it."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Action
from capacity_app.ui.language import _
from capacity_app.ui.plan_columns import COLUMN, EDITABLE
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.plan_rows import Choice, Rows
from capacity_app.ui.plan_table import PlanModel
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.plan_beside import Beside
from capacity_app.ui.widgets.plan_filter import PlanFilter
from capacity_app.ui.widgets.plan_panel import PlanPanel, clock_note
from capacity_app.ui.widgets.plan_pasting import Pasting
from capacity_app.ui.widgets.plan_problems import PlanProblems
from capacity_app.ui.widgets.plan_tab import PlanTab
from capacity_app.ui.widgets.plan_view import PlanView
from capacity_app.usecases.planning import is_agreed


class TableTab(PlanTab):
    """Edits like a spreadsheet; what does not fit into a cell is in the form."""

    def __init__(self, deeds: PlanDeeds) -> None:
        super().__init__(deeds)
        instrument, today = deeds.workspace.instrument, deeds.today
        rows = Rows(instrument, today)
        self.model = PlanModel(deeds.change, self._clock, rows, today, self._is_locked)
        self.view = PlanView(self.theme, self.model)
        self.filter = PlanFilter(self.theme)
        self.problems = PlanProblems(self.theme)
        self.pasting = Pasting(deeds, self.view, self.model, self.problems)
        store = deeds.workspace.store
        self.panel = PlanPanel(
            self.theme, instrument, today, lambda: store.history(deeds.assessment.id)
        )
        self.beside = Beside(self.theme, self.view, self.panel)
        self.no_actions = EmptyState(
            self.theme,
            _("No actions yet"),
            _("Here stand what will be done, by whom, by when, at what cost, and how far it is.")
            + " "
            + _("A table copied in another program is pasted with Control+V."),
            _("See gaps and suggestions"),
            lambda: deeds.open_tab("gaps"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.gap(2))
        for part in (self.filter, self.problems, self.no_actions):
            column.addWidget(part)
        column.addWidget(self.beside, 1)
        self._wire()

    def show_plan(self, assessment: Assessment) -> None:
        """Show the plan as it is now, arranged anew."""
        self.model.arrange(assessment.plan, self.model.choice)
        self._show(assessment)
        self._show_in_panel(self.view.current_ref())

    def renew(self, ref: str) -> None:
        """Show what became of one action, or of any, where it stands."""
        assessment = self.deeds.assessment
        self.model.renew(assessment.plan, ref)
        self._show(assessment)
        current = self.view.current_ref()
        if current and ref in ("", current):
            self.panel.show_action(assessment.action(current), assessment)

    def choose(self, ref: str) -> None:
        """Go to an action's row, also when the filter leaves it out."""
        planned = any(action.ref == ref for action in self.deeds.assessment.plan)
        if planned and self.model.row_of(ref) < 0:
            self._arrange(Choice(group=self.model.choice.group))
        self.view.choose(ref)

    def first_focus(self) -> QWidget | None:
        """The table, or the step that fills it."""
        return self.view if self.deeds.assessment.plan else self.no_actions.step

    def keep(self) -> None:
        """Keep what is being typed in the form."""
        self.panel.keep()

    def choices(self) -> dict[str, object]:
        """The filter, the headings and the order."""
        return {"choice": self.model.choice}

    def take_choices(self, choices: dict[str, object]) -> None:
        """Filter, group and sort as before."""
        choice = choices.get("choice")
        if isinstance(choice, Choice):
            self._arrange(choice)

    def write(self) -> None:
        """Go to the first field of the form."""
        self.beside.open_form()
        self.panel.form.widget("action").setFocus()

    def _show(self, assessment: Assessment) -> None:
        for part in (self.filter, self.beside):
            part.setVisible(bool(assessment.plan))
        self.no_actions.setVisible(not assessment.plan)
        self._paste_first.setEnabled(not assessment.plan)
        if self.model.actions and not self.view.current_ref():
            self.view.choose(self.model.actions[0].ref)

    def _wire(self) -> None:
        self.model.arranged.connect(self._tell_choice)
        self.filter.choice_changed.connect(self._arrange)
        self.view.chosen.connect(self._show_in_panel)
        self.view.opened.connect(lambda _ref: self.write())
        self.view.doubleClicked.connect(self._double_clicked)
        self.view.remove_requested.connect(self.deeds.remove)
        self.view.paste_requested.connect(self.pasting.paste)
        self.problems.go_requested.connect(self._go_to_field)
        self.problems.closed.connect(self.view.setFocus)
        self.panel.remove_requested.connect(self.deeds.remove)
        self.panel.change_requested.connect(self.deeds.change)
        self.panel.indicator_requested.connect(self.deeds.open_indicator)
        self._paste_first = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        self._paste_first.activated.connect(
            lambda: self.pasting.paste(QGuiApplication.clipboard().text())
        )
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.filter.search.setFocus)

    def _arrange(self, choice: Choice) -> None:
        self.panel.keep()
        self.model.arrange(self.deeds.assessment.plan, choice)
        if self.model.actions and not self.view.current_ref():
            self.view.choose(self.model.actions[0].ref)

    def _tell_choice(self) -> None:
        self.filter.show_choice(self.model.choice)
        self.filter.show_count(len(self.model.actions), self.model.planned)

    def _go_to_field(self, ref: str, field: str) -> None:
        self.choose(ref)
        if field in COLUMN:
            self.view.choose(ref, COLUMN[field])
            self.view.setFocus()
        elif self.panel.form.has(field):
            self.beside.open_form()
            self.panel.form.widget(field).setFocus()

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() not in EDITABLE:
            self.write()

    def _show_in_panel(self, ref: str) -> None:
        if not ref:
            return
        self.panel.keep()
        self.deeds.current = ref
        assessment = self.deeds.assessment
        self.panel.show_action(assessment.action(ref), assessment)

    def _is_locked(self, action: Action) -> bool:
        return is_agreed(self.deeds.assessment, action)

    def _clock(self, action: Action) -> str:
        return clock_note(self.deeds.workspace.instrument, self.deeds.assessment, action)
