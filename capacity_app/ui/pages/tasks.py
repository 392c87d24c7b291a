"""The task list: every section, any order, the whole row opens it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.instrument import Area, Domain, Indicator
from capacity_app.model.progress import Given, Stage, given, progress
from capacity_app.model.psea import level_of
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.progress_row import LevelDots, n_of_n
from capacity_app.ui.widgets.text import button, label, short_label
from capacity_app.usecases.pace import Pace


class TasksPage(Page):
    """Domains as headings, areas as rows: title, n of n, status word, marks of its levels."""

    name = "tasks"

    def show_with(self, **arguments: object) -> None:
        """Read how far each area is."""
        self.clear()
        self.body.setSpacing(self.theme.gap(1))
        self.title.setText(_("Assess"))
        self._rows: dict[str, QPushButton] = {}
        self._wanted = str(arguments.get("area") or "")
        self._pace = Pace.load(self.workspace.data_dir)
        instrument = self.workspace.instrument
        left = self._left(instrument.indicators)
        if left:
            self.body.addWidget(label(left, tone="muted"))
        for domain in instrument.domains:
            self.body.addSpacing(self.theme.gap(2))
            self.body.addLayout(self._heading(domain))
            self.body.addWidget(label(domain.summary[words().code], Step.NOTE))
            self.body.addSpacing(self.theme.gap(1))
            for area in domain.areas:
                self.body.addWidget(self._row(area))
        self.body.addStretch(1)
        if self.foot.isEmpty():
            self._add_feet()

    def first_focus(self) -> QWidget | None:
        """The area come from, or the first."""
        return self._rows.get(self._wanted) or next(iter(self._rows.values()), None)

    def row(self, area_id: str) -> QPushButton:
        """The row of an area."""
        return self._rows[area_id]

    def _add_feet(self) -> None:
        go = self.workspace.go
        self.paper_button = button(_("Type in a paper form"), lambda: go("fast"))
        self.foot.addWidget(self.paper_button)
        self.foot.addStretch(1)
        self.foot.addWidget(button(_("Check your answers"), lambda: go("review")))

    def _heading(self, domain: Domain) -> QHBoxLayout:
        """The domain's title, and the way to read its answers over."""
        title = domain.title[words().code]
        line = QHBoxLayout()
        line.addWidget(label(title, Step.CARD), 1)
        go = lambda: self.workspace.go("check", section=domain.id)  # noqa: E731
        link = button(_("Check these answers"), go, "link")
        link.setAccessibleName(_("Check the answers of {title}", title=title))
        line.addWidget(link)
        return line

    def _left(self, indicators: Sequence[Indicator]) -> str:
        """How long the open ones will take, as measured here; nothing while that is not known."""
        minutes = self._pace.minutes_left(indicators, self.workspace.open_assessment)
        if minutes is None:
            return ""
        return ngettext("about {n} minute left", "about {n} minutes left", minutes)

    def _row(self, area: Area) -> QWidget:
        assessment = self.workspace.open_assessment
        count = progress(area.indicators, assessment)
        title = area.title[words().code]
        made = button("", lambda: self._open(area), "row")
        made.setMinimumHeight(self.theme.gap(9))
        line = QHBoxLayout(made)
        line.setContentsMargins(self.theme.gap(3), 0, self.theme.gap(3), 0)
        line.setSpacing(self.theme.gap(4))
        line.addWidget(label(title), 1)
        levels = [
            level_of(indicator, assessment.answers.get(indicator.id))
            for indicator in area.indicators
        ]
        left = self._left(area.indicators)
        if left:
            line.addWidget(short_label(left, Step.NOTE))
        line.addWidget(LevelDots(self.theme, levels))
        counted = short_label(n_of_n(count.done, count.all), Step.NOTE)
        counted.setMinimumWidth(self.theme.chars(9))
        line.addWidget(counted)
        stage = short_label(_stage(count.stage), Step.NOTE)
        stage.setMinimumWidth(self.theme.chars(13))
        line.addWidget(stage)
        spoken = [title, n_of_n(count.done, count.all), _stage(count.stage), left]
        made.setAccessibleName(", ".join(part for part in spoken if part))
        made.setToolTip(ltr(area.id))
        made.setMinimumSize(QSize(0, self.theme.gap(9)))
        self._rows[area.id] = made
        return made

    def _open(self, area: Area) -> None:
        """The first open question; where all are answered, the answers to read over."""
        assessment = self.workspace.open_assessment
        done = (Given.LEVEL, Given.NOT_APPLICABLE)
        waiting = [each for each in area.indicators if given(each, assessment) not in done]
        if waiting:
            self.workspace.go("indicator", indicator=waiting[0].id)
        else:
            self.workspace.go("check", section=area.id)


def _stage(stage: Stage) -> str:
    return {
        Stage.NOT_STARTED: _("Not started"),
        Stage.IN_PROGRESS: _("In progress"),
        Stage.COMPLETE: _("Complete"),
    }[stage]
