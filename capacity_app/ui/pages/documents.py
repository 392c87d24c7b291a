"""Documents: choose what, in which language, for whom; then write it, checked."""

import logging
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.i18n import Digits, Language
from capacity_app.model.tier import Tier
from capacity_app.ui import ask
from capacity_app.ui.jobs import Job
from capacity_app.ui.language import _, words
from capacity_app.ui.widgets.choices import OneOf
from capacity_app.ui.widgets.form import Form
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import export

log = logging.getLogger(__name__)

# key: format, report, extension
_DOCUMENTS = {
    "plan_pdf": ("pdf", "plan", "pdf"),
    "workbook": ("xlsx", "full", "xlsx"),
    "full_pdf": ("pdf", "full", "pdf"),
    "form": ("form", "plan", "pdf"),
    "json": ("json", "full", "json"),
}


class DocumentsPage(Page):
    """One document at a time: what, language, for whom, where; progress and cancel."""

    name = "documents"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._job: Job | None = None
        self._chosen = {"document": "plan_pdf", "language": words().code, "tier": "funder"}

    def show_with(self, **arguments: object) -> None:
        """Build the choices; what was chosen before stays."""
        self.clear()
        self.title.setText(_("Documents"))
        form = Form(self.theme)
        document = OneOf(self.theme, _names(), self._chosen["document"], _("Document"))
        document.chosen.connect(lambda key: self.choose("document", key))
        form.add_row(_("What"), document)
        self._about = label("", tone="muted")
        self._about.setMaximumWidth(self.theme.chars(75))
        form.add(self._about)
        languages = [(each.code, each.own_name) for each in Language]
        language = OneOf(self.theme, languages, self._chosen["language"], _("Language"))
        language.chosen.connect(lambda key: self.choose("language", key))
        form.add_row(_("In which language"), language)
        tier = OneOf(self.theme, _tiers(), self._chosen["tier"], _("For whom"))
        tier.chosen.connect(lambda key: self.choose("tier", key))
        form.add_row(_("For whom"), tier)
        self._seen = label("", tone="muted")
        self._seen.setMaximumWidth(self.theme.chars(75))
        form.add(self._seen)
        self.body.addWidget(form)
        self._add_deed()
        self.body.addStretch(1)
        self._describe()

    def first_focus(self) -> QWidget | None:
        """The button that writes the document."""
        return self.write_button

    def _add_deed(self) -> None:
        start = Qt.AlignmentFlag.AlignLeading
        self.write_button = button(_("Write the document…"), self._write, "primary")
        self.body.addWidget(self.write_button, 0, start)
        row = QHBoxLayout()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setMaximumWidth(self.theme.chars(50))
        self.cancel_button = button(_("Cancel"), self._cancel)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.outcome = label("")
        self.body.addWidget(self.outcome)
        self.open_button: QPushButton = button(_("Open the document"), self._open)
        self.body.addWidget(self.open_button, 0, start)
        self._busy(False)
        self.open_button.hide()

    def choose(self, what: str, key: str) -> None:
        """Choose a document, language or tier, as its button does."""
        self._chosen[what] = key
        self._describe()

    def _describe(self) -> None:
        self._about.setText(_about(self._chosen["document"]))
        blank = self._chosen["document"] == "form"
        self._seen.setText("" if blank else _seen(self._chosen["tier"]))

    def _write(self) -> None:
        file_format, report, extension = _DOCUMENTS[self._chosen["document"]]
        assessment, tier = self.workspace.open_assessment, Tier(self._chosen["tier"])
        suggested = export.suggested_name(
            assessment, report, self._chosen["language"], tier, extension
        )
        folder = Path(self.workspace.settings.export_folder or paths.documents())
        kind = f"{dict(_names())[self._chosen['document']]} (*.{extension})"
        target = ask.file_to_save(_("Write the document"), folder / suggested, kind)
        if target is None:
            return
        try:
            steps = export.prepare(
                self.workspace.store,
                assessment.id,
                format=file_format,
                report=report,
                language=self._chosen["language"],
                tier=tier,
                path=target,
                digits=Digits(self.workspace.settings.digits),
            )
        except UserError as error:
            self._say(ask.in_words(error), "danger")
            return
        self.workspace.remember(export_folder=str(target.parent))
        self._target = target
        self._start(Job(steps, self))

    def _start(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._progressed)
        job.done.connect(self._done)
        job.cancelled.connect(lambda: self._end(_("Cancelled. Nothing was left behind."), ""))
        job.failed.connect(self._failed)
        self._busy(True)
        self.progress.setRange(0, 0)
        job.start()

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _done(self) -> None:
        text = _("Written, opened again and checked: {file}", file=self._target)
        self._end(text, "accent")
        self.open_button.show()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._end(ask.in_words(error), "danger")
            return
        text = _(
            "The document could not be made because of a fault in this program; it is noted in "
            "the log. Your assessment is safe."
        )
        self._end(text, "danger")

    def _end(self, text: str, tone: str) -> None:
        self._job = None
        self._busy(False)
        self._say(text, tone)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """A document that is being written is cancelled; nothing half-made is left."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.write_button.setEnabled(not busy)
        if busy:
            self.outcome.setText("")
            self.open_button.hide()

    def _say(self, text: str, tone: str) -> None:
        self.outcome.setText(text)
        self.outcome.setProperty("tone", tone)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))


def _names() -> list[tuple[str, str]]:
    return [
        ("plan_pdf", _("Action plan (PDF)")),
        ("workbook", _("Workbook (Excel)")),
        ("full_pdf", _("Full report (PDF)")),
        ("form", _("Blank form (PDF)")),
        ("json", _("Assessment file (JSON)")),
    ]


def _about(document: str) -> str:
    return {
        "plan_pdf": _("A one-page summary, the action table, and places for signatures."),
        "workbook": _("Summary, scores, PSEA and the action plan with real numbers and dates."),
        "full_pdf": _("Every domain and indicator, the evidence register, and the rules."),
        "form": _("The questions to print, for a workshop without power."),
        "json": _("Everything in this assessment, to open it on another computer."),
    }[document]


def _tiers() -> list[tuple[str, str]]:
    return [
        ("internal", _("Ourselves")),
        ("funder", _("A funder")),
        ("aggregate", _("Statistics")),
    ]


def _seen(tier: str) -> str:
    return {
        "internal": _("They will see everything, notes and names included."),
        "funder": _(
            "They will see levels, evidence titles and the plan; no notes, no names of people, no "
            "places where evidence is kept."
        ),
        "aggregate": _("They will see counts and scores only."),
    }[tier]
