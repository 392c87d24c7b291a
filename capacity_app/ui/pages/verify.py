"""Verify a file: choose or drop it, type the code that was told, and read what that comes to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.ui import ask
from capacity_app.ui.jobs import Job
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.findings_table import FindingsTable
from capacity_app.ui.widgets.form import Form
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import verify, verify_words
from capacity_app.usecases.banks import own_folder
from capacity_app.usecases.verify import Examined
from capacity_app.usecases.verify_findings import Finding, Verdict, Verified

_TONES = {
    Verdict.WHOLE: "accent",
    Verdict.CHANGED: "danger",
    Verdict.OTHER_CODE: "danger",
    Verdict.DIFFERS: "attention",
}


class VerifyPage(Page):
    """One file at a time; a new code is compared at once."""

    name = "verify"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAcceptDrops(True)
        self._job: Job | None = None
        self._path: Path | None = None
        self._examined: Examined | None = None

    def show_with(self, **arguments: object) -> None:
        """``path``: verify that file at once."""
        self.clear()
        self.title.setText(_("Verify a file"))
        self._add_start()
        self._result = QVBoxLayout()
        self._result.setSpacing(self.theme.gap(2))
        self.body.addLayout(self._result)
        self.body.addStretch(1)
        path = str(arguments.get("path") or "")
        if path:
            self.open(Path(path))

    def first_focus(self) -> QWidget | None:
        """The button that chooses a file."""
        return self.choose_button

    def arguments(self) -> dict[str, object]:
        """The file that is shown."""
        return {"path": str(self._path)} if self._path and self._examined else {}

    def stop(self) -> None:
        """Wait for a file that is being read."""
        if self._job is not None:
            self._job.wait()

    def open(self, path: Path) -> None:
        """Read a file, off the GUI thread, and say what is known of it."""
        if self._job is not None:
            return
        self._path, self._examined, found = path, None, list[Examined]()
        self._show([label(_("Reading {file}…", file=path.name), tone="muted")])
        banks = (paths.assessments(), own_folder(self.workspace.data_dir))
        self._job = Job(verify.examining(path, banks, found), self)
        self._job.done.connect(lambda: self._read(found[0]))
        self._job.failed.connect(self._failed)
        self._job.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped; what cannot be verified is said in words."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify the dropped file."""
        event.acceptProposedAction()
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(dropped) == 1 and not dropped[0].is_dir():
            self.open(dropped[0])
            return
        self._refuse(_("Drop one file, not a folder and not several files."))

    def _add_start(self) -> None:
        text = _(
            "Choose a workbook, a PDF, an assessment file or a backup that this program wrote, or "
            "drop it here. Nothing is changed and nothing is brought in."
        )
        intro = label(text, tone="muted")
        intro.setMaximumWidth(self.theme.chars(75))
        self.body.addWidget(intro)
        form = Form(self.theme)
        self.code = QLineEdit()
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.code.setMaxLength(40)
        self.code.setPlaceholderText("7F3A-91C2-08BD-44E1")
        self.code.editingFinished.connect(self._judge)
        explained = _("It stands on the document. You may leave this empty.")
        form.add_row(_("The content code, on paper or told to you"), self.code, explained)
        self.code.setFixedWidth(self.theme.chars(30))
        way = Qt.AlignmentFlag  # a field that reads left to right, at the side reading starts
        row = self.code.parentWidget()
        layout = row.layout() if row is not None else None
        if layout is not None:
            layout.setAlignment(self.code, way.AlignTrailing if words().rtl else way.AlignLeading)
        self._form = form
        self.body.addWidget(form)
        self.choose_button = button(_("Choose a file…"), self._choose, "primary")
        self.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeading)

    def _choose(self) -> None:
        folder = Path(self.workspace.settings.export_folder or paths.documents())
        kind = f"{_('Files of this program')} (*.xlsx *.pdf *.json *.zip)"
        path = ask.file_to_open(_("Choose a file"), folder, kind)
        if path is not None:
            self.open(path)

    def _read(self, examined: Examined) -> None:
        self._job = None
        self._examined = examined
        self._judge()

    def _failed(self, error: Exception) -> None:
        self._job = None
        fault = _(
            "The file could not be read because of a fault in this program; it is noted in the "
            "log. Your assessments are safe."
        )
        self._refuse(ask.in_words(error) if isinstance(error, UserError) else fault)

    def _judge(self) -> None:
        """Say the verdict, again when another code was typed."""
        typed = self.code.text().strip()
        self._form.show_error(self.code, "")
        try:
            verify.plain_code(typed)
        except UserError as error:
            self._form.show_error(self.code, ask.in_words(error))
            typed = ""
        if self._examined is None or self._path is None:
            return
        try:
            found = verify.judged(self._examined, self.workspace.store, typed)
        except UserError as error:
            self._refuse(ask.in_words(error))
            return
        self._tell(found, self._path.name, bool(typed))

    def _tell(self, found: Verified, file: str, compared: bool) -> None:
        said = verify_words.verdict(found, file, words())
        frame, layout = card(self.theme)
        layout.addWidget(label(said, Step.CARD, _TONES[found.verdict]))
        for note in verify_words.notes(found, words(), compared):
            line = label(note)
            line.setMaximumWidth(self.theme.chars(75))
            layout.addWidget(line)
        shown: list[QWidget] = [frame]
        if found.changes and not verify_words.only_saved(found):
            shown += self._table(N_("Changed in the file"), found.changes, _("It was"))
        if found.differences:
            shown += self._table(
                N_("Different in this program"), found.differences, _("In this program")
            )
        self._show(shown)
        self._announce(said)

    def _table(self, heading: str, findings: tuple[Finding, ...], before: str) -> list[QWidget]:
        table = FindingsTable(self.theme, findings, before, _("In the file"))
        return [label(words().gettext(heading), Step.CARD), table]

    def _refuse(self, text: str) -> None:
        self._examined = None
        frame, layout = card(self.theme, "error")
        layout.addWidget(label(text, tone="danger"))
        self._show([frame])
        self._announce(text)

    def _show(self, shown: list[QWidget]) -> None:
        while item := self._result.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for widget in shown:
            self._result.addWidget(widget)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
