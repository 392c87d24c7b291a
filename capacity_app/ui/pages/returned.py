"""A plan's workbook that came back: what it would change, to be ticked and taken over."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.ui import ask
from capacity_app.ui.jobs import Job
from capacity_app.ui.language import _, ngettext
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.returned_list import ReturnedList
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import plan_return
from capacity_app.usecases.plan_return import Accepted, PlanFile


class ReturnedPage(Page):
    """First the way to choose or drop a file, then its lines, then what was taken over."""

    name = "returned"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title.setText(_("A plan workbook that came back"))
        self.setAcceptDrops(True)
        self._job: Job | None = None
        self._path: Path | None = None
        self._file: PlanFile | None = None
        self._accepted: Accepted | None = None
        self.lines: ReturnedList | None = None
        self._focus: QWidget | None = None
        self._make_foot()

    def show_with(self, **arguments: object) -> None:
        """``path``: read that workbook at once."""
        self._file, self._accepted = None, None
        path = str(arguments.get("path", ""))
        self._show_start()
        if path and self.workspace.assessment is not None:
            self.open(Path(path))

    def first_focus(self) -> QWidget | None:
        """The way to choose a file, or the first box."""
        return self._focus

    def arguments(self) -> dict[str, object]:
        """The workbook that is shown."""
        return {"path": str(self._path)} if self._path is not None and self._file else {}

    def stop(self) -> None:
        """Wait for a file that is being read."""
        if self._job is not None:
            self._job.wait()

    def open(self, path: Path) -> None:
        """Read a workbook, off the GUI thread, and show what it would change."""
        if self._job is not None:
            return
        self._path, found = path, list[PlanFile]()
        self.problem.hide()
        self._job = Job(plan_return.reading(path, found), self)
        self._job.done.connect(lambda: self._read(found))
        self._job.failed.connect(self._failed)
        self._job.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped file."""
        event.acceptProposedAction()
        if self.workspace.assessment is not None:
            self.open(Path(event.mimeData().urls()[0].toLocalFile()))

    def _make_foot(self) -> None:
        self.take = button("", self._take, "primary")
        self.all = button(_("Tick all"), lambda: self._tick(True))
        self.none = button(_("Untick all"), lambda: self._tick(False))
        for each in (self.take, self.all, self.none):
            self.foot.addWidget(each)
        self.foot.addStretch(1)

    def _show_start(self) -> None:
        self.clear()
        self.lines = None
        self.problem = label("", tone="danger")
        self.problem.hide()
        self.body.addWidget(self.problem)
        text = _(
            "Choose the Excel workbook that a funder sent back, or drop it here. You see each "
            "line that they changed, and tick what goes into your plan. Nothing changes before."
        )
        step, deed = _("Choose the workbook…"), self._choose
        if self.workspace.assessment is None:
            text = _("Open the assessment it belongs to first.")
            step, deed = _("Go to the home page"), lambda: self.workspace.go("home")
        made = EmptyState(self.theme, _("Bring back a plan workbook"), text, step, deed)
        self.body.addWidget(made)
        self.body.addStretch(1)
        self._focus = made.step
        self._show_foot()

    def _choose(self) -> None:
        folder = Path(self.workspace.settings.export_folder or paths.documents())
        kind = f"{_('Workbook (Excel)')} (*.xlsx)"
        path = ask.file_to_open(_("Choose the workbook"), folder, kind)
        if path is not None:
            self.open(path)

    def _read(self, found: list[PlanFile]) -> None:
        self._job = None
        self._file, self._accepted = found[0], None
        self._show_lines(fresh=True)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._file = None
        self._show_start()
        self._say(error)

    def _say(self, error: Exception) -> None:
        text = _(
            "The workbook could not be read because of a fault in this program. Your plan is "
            "safe; the fault is noted in the log."
        )
        self.problem.setText(ask.in_words(error) if isinstance(error, UserError) else text)
        self.problem.show()

    def _show_lines(self, fresh: bool) -> None:
        """Lay the workbook beside the plan as it is now; ``fresh`` ticks what is suggested."""
        assert self._file is not None
        store, own = self.workspace.store, self.workspace.open_assessment
        try:
            returned = plan_return.compare(store, self._file, own.id, self.workspace.today)
        except UserError as error:
            self._failed(error)
            return
        self.clear()
        self.problem = label("", tone="danger")
        self.problem.hide()
        self.body.addWidget(self.problem)
        if self._accepted is not None:
            self.body.addWidget(self._done())
        self.lines = ReturnedList(self.theme, returned, fresh)
        self.lines.toggled.connect(self._show_foot)
        self.body.addWidget(self.lines)
        self.other = button(_("Choose another workbook…"), self._choose, "link")
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self._show_foot()
        first = self.undo if self._accepted else self.lines.first_box()
        self._focus = first or self.other
        self._focus.setFocus()

    def _done(self) -> QWidget:
        """What was taken over, and the way back."""
        assert self._accepted is not None
        frame, column = card(self.theme, "soft")
        n = len(self._accepted.lines) + len(self._accepted.refs)
        text = ngettext(
            "{n} line of {file} was taken over into the plan.",
            "{n} lines of {file} were taken over into the plan.",
            n,
            file=self._accepted.file,
        )
        column.addWidget(label(text, Step.TEXT, "accent"))
        row = QHBoxLayout()
        self.undo = button(_("Undo"), self._undo)
        self.undo.setAccessibleName(_("Undo what was taken over from the workbook"))
        row.addWidget(self.undo)
        row.addWidget(button(_("Go to the plan"), lambda: self.workspace.go("plan"), "link"))
        row.addStretch(1)
        column.addLayout(row)
        return frame

    def _show_foot(self) -> None:
        """The deed says how many lines it is about; without any line there is none."""
        choosable = self.lines.choosable if self.lines is not None else 0
        n = len(self.lines.chosen()) if self.lines is not None else 0
        self.take.setText(ngettext("Take over {n} line", "Take over {n} lines", n))
        self.take.setEnabled(n > 0)
        for each in (self.take, self.all, self.none):
            each.setVisible(choosable > 0)

    def _tick(self, on: bool) -> None:
        if self.lines is not None:
            self.lines.tick(on)

    def _take(self) -> None:
        assert self.lines is not None
        store, returned, chosen = self.workspace.store, self.lines.returned, self.lines.chosen()
        try:
            accepted = plan_return.accept(store, returned, chosen, self.workspace.today)
        except UserError as error:
            self._say(error)
            self.scroll_to_top()
            return
        self.workspace.do(lambda _assessment: accepted.assessment)
        self._accepted = accepted
        self._show_lines(fresh=False)
        self.scroll_to_top()

    def _undo(self) -> None:
        accepted, store = self._accepted, self.workspace.store
        if accepted is not None and self.workspace.do(
            lambda _assessment: plan_return.undo(store, accepted)
        ):
            self._accepted = None
            self._show_lines(fresh=True)
