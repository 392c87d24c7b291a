"""The tab of the timeline: the plan by months, or by weeks from near by."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from capacity_app.model.assessment import Assessment
from capacity_app.model.geometry import Weeks
from capacity_app.model.psea import add_months
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.plan_months import WEEKS, in_view, months, weeks
from capacity_app.ui.widgets.plan_panel import is_psea
from capacity_app.ui.widgets.plan_tab import PlanTab
from capacity_app.ui.widgets.plan_timeline import PlanTimeline
from capacity_app.ui.widgets.plan_timeline_rows import TIME, TimelineRows
from capacity_app.ui.widgets.text import button, label, retone


class TimelineTab(PlanTab):
    """Bars are dragged, or moved by keys; weeks begin on Saturday."""

    def __init__(self, deeds: PlanDeeds) -> None:
        super().__init__(deeds)
        self.model = TimelineRows(deeds.today)
        self.timeline = PlanTimeline(self.theme, self.model, deeds.today)
        self.said, self.clock = label("", Step.NOTE), label("", Step.NOTE)
        self._near: Weeks | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.gap(1))
        column.addLayout(self._tools())
        column.addWidget(self.timeline, 1)
        self.timeline.opened.connect(lambda ref: deeds.open_tab("table", ref))
        self.timeline.moved.connect(self._move)
        self.timeline.said.connect(self._say)
        self.timeline.selectionModel().currentRowChanged.connect(lambda *_rows: self._remember())

    def show_plan(self, assessment: Assessment) -> None:
        """Show the plan as it is now."""
        self._say("", False)
        self.renew("")

    def renew(self, ref: str) -> None:
        """Show what became of the plan where it is shown."""
        self.model.renew(self.deeds.assessment.plan)
        self._look()

    def choose(self, ref: str) -> None:
        """Go to an action's row, and to its time when looking from near by."""
        row = self.model.row_of(ref)
        if row < 0:
            return
        self.timeline.setCurrentIndex(self.model.index(row, TIME))
        action = self.model.actions[row]
        first = action.start or action.due
        if self._near is not None and first is not None and not in_view(self._near, first):
            self._zoom(weeks(first))

    def first_focus(self) -> PlanTimeline:
        """The timeline itself."""
        return self.timeline

    def keep(self) -> None:
        """Keep what was moved by keys."""
        self.timeline.keep()

    def choices(self) -> dict[str, object]:
        """From where one looks."""
        return {} if self._near is None else {"weeks_from": self._near.first}

    def take_choices(self, choices: dict[str, object]) -> None:
        """Look from there again."""
        first = choices.get("weeks_from")
        self._zoom(Weeks(first, WEEKS) if isinstance(first, date) else None)

    def _tools(self) -> QHBoxLayout:
        self.by_months = self._choice(_("Months"), lambda: self._zoom(None))
        self.by_weeks = self._choice(_("Weeks"), lambda: self._zoom(weeks(self._start())))
        self.earlier = self._step(_("Earlier weeks"), -4)
        self.later = self._step(_("Later weeks"), 4)
        across = QHBoxLayout()
        across.setSpacing(self.theme.gap(1))
        for each in (self.by_months, self.by_weeks, self.earlier, self.later):
            across.addWidget(each)
        across.addSpacing(self.theme.gap(2))
        across.addWidget(self.said, 1)
        across.addWidget(self.clock, 1)
        self._zoom(None)
        return across

    def _choice(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        made = button(text, pressed, "choice")
        made.setCheckable(True)
        return made

    def _step(self, name: str, by: int) -> QPushButton:
        icon = "back" if by < 0 else "forward"
        made = button("", lambda: self._go(by), "choice")
        made.setIcon(self.theme.icon(icon, mirrored=words().rtl))
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _zoom(self, near: Weeks | None) -> None:
        self._near = near
        self.by_months.setChecked(near is None)
        self.by_weeks.setChecked(near is not None)
        for each in (self.earlier, self.later):
            each.setEnabled(near is not None)
        self._look()

    def _go(self, by: int) -> None:
        if self._near is not None:
            self._zoom(self._near._replace(first=self._near.first + timedelta(weeks=by)))

    def _look(self) -> None:
        deadlines = self._deadlines()
        scale = self._near or months(
            self.model.actions, self.deeds.today, [day for day, _name in deadlines]
        )
        self.timeline.look(scale, deadlines)
        self.clock.setText(_clock_words([day for day, _name in deadlines]))

    def _start(self) -> date:
        """Where to look from near by: at the chosen action, else at today."""
        row = self.timeline.currentIndex().row()
        chosen = self.model.actions[row] if 0 <= row < len(self.model.actions) else None
        first = (chosen.start or chosen.due) if chosen else None
        return first or self.deeds.today

    def _deadlines(self) -> list[tuple[date, str]]:
        """When PSEA actions must be done, where there are any."""
        instrument, assessment = self.deeds.workspace.instrument, self.deeds.assessment
        if not any(is_psea(instrument, action) for action in assessment.plan):
            return []
        rules = instrument.rules.psea
        return [
            (add_months(assessment.date, count), _("PSEA: month {n}", n=words().number(count)))
            for count in (rules.plan_months, rules.plan_latest_months)
        ]

    def _move(self, ref: str, fields: dict[str, object]) -> None:
        if self.deeds.change(ref, fields):
            row = self.model.row_of(ref)
            self._say(self.timeline.said_of(self.model.actions[row]), False)

    def _say(self, text: str, refused: bool) -> None:
        self.said.setText(text)
        retone(self.said, "danger" if refused else "")

    def _remember(self) -> None:
        row = self.timeline.currentIndex().row()
        if 0 <= row < len(self.model.actions):
            self.deeds.current = self.model.actions[row].ref


def _clock_words(days: list[date]) -> str:
    """By when PSEA actions must be done; "" without such actions."""
    if not days:
        return ""
    return _(
        "PSEA actions: to be done by {due}, at the latest by {latest}.",
        due=words().short_date(days[0]),
        latest=words().short_date(days[-1]),
    )
