"""Typing a filled-in paper form into the program: its order, its numbers, one line each."""

from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from capacity_app.model.assessment import State
from capacity_app.model.progress import progress
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.entry_table import EntryTable
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, label, short_label
from capacity_app.ui.workspace import Workspace


class FastPage(Page):
    """Built once; the table is filled when the page is shown, and paints only what is seen."""

    name = "fast"
    undoes = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._written: set[str] = set()
        self._since: datetime | None = None
        self.title.setText(_("Type in a paper form"))
        self.body.setSpacing(self.theme.gap(2))
        self.how_to = label(_how_to(), Step.NOTE)
        self.body.addWidget(self.how_to)
        self.count = label("", bold=True)
        self.session = short_label("", Step.NOTE)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.session)
        self.body.addLayout(line)
        self.table = EntryTable(workspace)
        self.table.lines.wrote.connect(self._wrote)
        self.table.ended.connect(self._end)
        self.body.addWidget(self.table, 1)
        self.foot.addWidget(button(_("Back to the list"), lambda: workspace.go("tasks"), "link"))
        self.foot.addStretch(1)
        self.open_button = button(_("Open this question"), self._open)
        self.foot.addWidget(self.open_button)
        self.check_button: QPushButton = button(
            _("Check your answers"), lambda: workspace.go("review")
        )
        for each in (self.open_button, self.check_button):
            each.setAutoDefault(True)  # so that Enter presses them, as Space does
        self.foot.addWidget(self.check_button)

    def show_with(self, **arguments: object) -> None:
        """Read the lines and go to the wanted one, or to the first that is open."""
        wanted = str(arguments.get("indicator") or "")
        self.table.read()
        self.table.begin(wanted)
        locked = self.workspace.open_assessment.state is not State.DRAFT
        self.session.setText(_("Signed off: answers can be read, not changed.") if locked else "")
        self._since = self._since or datetime.now().astimezone()
        self._show_counts()

    def first_focus(self) -> QWidget | None:
        """The field of the present line."""
        return self.table

    def arguments(self) -> dict[str, object]:
        """The line being typed."""
        return {"indicator": self.table.indicator} if self.table.indicator else {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has room for the lines alone; help says the same."""
        super().resizeEvent(event)
        self.how_to.setVisible(self.height() > self.theme.gap(90))

    def leave(self) -> None:
        """Keep what is being typed."""
        if self.workspace.assessment is not None:
            self.table.keep()

    def _wrote(self, indicator: str) -> None:
        self._written.add(indicator)
        self._show_counts()

    def _show_counts(self) -> None:
        count = progress(self.workspace.instrument.indicators, self.workspace.open_assessment)
        done, every = words().number(count.done), words().number(count.all)
        self.count.setText(_("{done} of {all} lines filled in", done=done, all=every))
        if self._written and self._since is not None:
            clock = words().shown(f"{self._since:%H:%M}")
            text = ngettext(
                "{n} line written since {time}",
                "{n} lines written since {time}",
                len(self._written),
                time=clock,
            )
            self.session.setText(text)

    def _end(self) -> None:
        self.check_button.setFocus()

    def _open(self) -> None:
        if self.table.indicator:
            self.workspace.go("indicator", indicator=self.table.indicator)


def _how_to() -> str:
    return _(
        "The numbers are those of the paper form. Type one key and press Enter; the number pad is "
        "enough. Tab goes to evidence, reason and note; the arrows go up and down. Every line is "
        "saved at once."
    )
