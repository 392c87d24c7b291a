"""The plan: its tabs one after the other, and its money below."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.plan_tabs import TABS
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.plan_beside import Removal, TabLine, TabStack
from capacity_app.ui.widgets.plan_tab import PlanTab
from capacity_app.ui.widgets.plan_totals import PlanTotals
from capacity_app.ui.widgets.text import button
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import planning

KEYS: Final = tuple(kind.key for kind in TABS)


class PlanPage(Page):
    """``tab`` is a key of :data:`TABS`; without one, the table when there is a plan."""

    name = "plan"
    undoes = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title.setText(_("Plan"))
        back = _("Bring back a plan workbook…")
        self.head.insertWidget(1, button(back, lambda: workspace.go("returned"), "link"))
        room = self.undo_link.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # so that nothing jumps when it comes
        self.undo_link.setSizePolicy(room)
        self._focus: QWidget | None = None
        self._built_for: tuple[object, ...] = ()
        self._made: dict[str, PlanTab] = {}

    def show_with(self, **arguments: object) -> None:
        """Read gaps and plan; ``suggest`` shows the gaps, ``ref`` chooses an action."""
        key = "gaps" if arguments.get("suggest") else str(arguments.get("tab", ""))
        assessment, store = self.workspace.open_assessment, self.workspace.store
        if not assessment.plan and not planning.find_gaps(store, assessment):
            self._show_empty(assessment)
            return
        self._build_once(assessment)
        self.removal.hide()
        self.totals.show_plan(assessment.plan)
        choices = arguments.get("choices")
        for each, given in choices.items() if isinstance(choices, dict) else ():
            if given and each not in self._made:
                self.tab(each).take_choices(given)
        chosen = key if key in KEYS else "table" if assessment.plan else "gaps"
        self._open_tab(chosen, str(arguments.get("ref", "")) or self.deeds.current)

    def tab(self, key: str) -> PlanTab:
        """The tab of a key, made when it is first asked for."""
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = TABS[KEYS.index(key)].make(self.deeds)
            self.stack.addWidget(made)
        return made

    @property
    def current(self) -> PlanTab | None:
        """The tab in front; None while there is nothing to plan."""
        return self.tab(KEYS[self.tabs.currentIndex()]) if self._built_for else None

    def first_focus(self) -> QWidget | None:
        """The one step that is likely next."""
        if self.current is None:
            return self._focus
        return self.current.first_focus() or self.tabs

    def arguments(self) -> dict[str, object]:
        """The tab and the chosen action."""
        if not self._built_for:
            return {}
        choices = {key: made.choices() for key, made in self._made.items()}
        tab = KEYS[self.tabs.currentIndex()]
        return {"tab": tab, "ref": self.deeds.current, "choices": choices}

    def leave(self) -> None:
        """Keep what is being typed."""
        if self.current is not None:
            self.current.keep()

    def _show_empty(self, assessment: Assessment) -> None:
        self.clear()
        self._built_for, self._made = (), {}
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
        if shown == self._built_for:
            return
        self.clear()
        self._made = {}
        self._build()
        self._built_for = shown

    def _build(self) -> None:
        self.deeds = PlanDeeds(self.workspace)
        names = [words().gettext(kind.title) for kind in TABS]
        self.line = TabLine(self.theme, names, self._add_own)
        self.tabs = self.line.tabs
        self.removal = Removal(self.theme, self.workspace.undo_requested.emit)
        self.totals = PlanTotals(self.deeds)
        self.stack = TabStack()
        for widget in (self.line, self.removal, self.stack, self.totals):
            self.body.addWidget(widget, 1 if widget is self.stack else 0)
        self.tabs.currentChanged.connect(lambda _index: self._show_tab())
        self.totals.opened.connect(lambda _more: QTimer.singleShot(0, self._show_totals))
        self.deeds.changed.connect(self._renew)
        self.deeds.removed.connect(self.removal.say)
        self.deeds.tab_requested.connect(self._go_to)

    def _open_tab(self, key: str, ref: str) -> None:
        """Show a tab, once, whether or not it was in front."""
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(KEYS.index(key))
        self.tabs.blockSignals(False)
        self._show_tab(ref)

    def _show_tab(self, ref: str = "") -> None:
        before, now = self.stack.currentWidget(), self.current
        assert now is not None
        if isinstance(before, PlanTab) and before is not now:
            before.keep()
        if before is now and self.isVisible():
            now.renew("")
        else:
            now.show_plan(self.workspace.open_assessment)
        now.choose(ref or self.deeds.current)
        self.stack.setCurrentWidget(now)
        self.totals.setVisible(now.has_totals and bool(self.workspace.open_assessment.plan))

    def _go_to(self, key: str, ref: str) -> None:
        self._open_tab(key, ref)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _renew(self, ref: str) -> None:
        self.removal.hide()
        self.totals.show_plan(self.workspace.open_assessment.plan)
        if self.current is not None:
            self.current.renew(ref)
            self.totals.setVisible(self.current.has_totals and not self.totals.isHidden())

    def _show_totals(self) -> None:
        """Bring the money into sight, once what was opened has its place."""
        self._area.ensureWidgetVisible(self.totals, 0, 0)

    def _add_first(self) -> None:
        store, today = self.workspace.store, self.workspace.today
        if self.workspace.do(lambda a: planning.add_action(store, a, today)):
            self.show_with(tab="table", ref=self.workspace.open_assessment.plan[-1].ref)
            self._write()

    def _add_own(self) -> None:
        self.leave()
        if self.deeds.add():
            self._open_tab("table", self.deeds.current)
            self._write()

    def _write(self) -> None:
        from capacity_app.ui.widgets.plan_tab_table import TableTab

        made = self.tab("table")
        assert isinstance(made, TableTab)
        made.write()
