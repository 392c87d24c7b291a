"""Documents: what goes out, in which language, for whom; looked at first, then written, checked."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.i18n import Language, ltr
from capacity_app.ui import ask
from capacity_app.ui.jobs import Job
from capacity_app.ui.language import _, words
from capacity_app.ui.widgets.choices import OneOf
from capacity_app.ui.widgets.document_deed import DocumentDeed
from capacity_app.ui.widgets.document_preview import DocumentPreview
from capacity_app.ui.widgets.document_words import DOCUMENTS, about, names, tiers
from capacity_app.ui.widgets.form import Form
from capacity_app.ui.widgets.handovers import HandoverForm, Handovers
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import export, handing_over, previewing, what_is_seen


class DocumentsPage(Page):
    """One document at a time: what, language, for whom; its pages beside; who received it below."""

    name = "documents"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._job: Job | None = None
        self._steps: handing_over.Followed | None = None
        self._given: handing_over.Given | None = None
        self._made = 0
        self._chosen = {"document": "plan_pdf", "language": words().code, "tier": "funder"}
        previewing.forget(workspace.data_dir)
        escape = QShortcut(QKeySequence("Esc"), self, self._cancel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_with(self, **arguments: object) -> None:
        """Build the choices; what was chosen before stays."""
        self._stop_preview()
        self.clear()
        self.title.setText(_("Documents"))
        across = QHBoxLayout()
        across.setSpacing(self.theme.gap(6))
        start = QVBoxLayout()
        start.setSpacing(self.theme.gap(2))
        start.addWidget(self._choices())
        start.addWidget(self._deed())
        start.addStretch(1)
        self.preview = DocumentPreview(self.theme)
        across.addLayout(start, 3)
        across.addWidget(self.preview, 2)
        self.body.addLayout(across)
        self.handovers = Handovers(self.theme, dict(names()), dict(tiers()))
        self.body.addWidget(self.handovers)
        self.body.addWidget(self._links(), 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self._show_handovers()
        self._describe()

    def first_focus(self) -> QWidget | None:
        """The button that writes the document."""
        return self.write_button

    def leave(self) -> None:
        """Nothing that was made to be looked at stays."""
        self._stop_preview()

    def _choices(self) -> QWidget:
        form = Form(self.theme)
        document = OneOf(self.theme, names(), self._chosen["document"], _("Document"), 2)
        document.chosen.connect(lambda key: self.choose("document", key))
        form.add_row(_("What"), document)
        self._about = label("", tone="muted")
        form.add(self._about)
        languages = [(each.code, each.own_name) for each in Language]
        language = OneOf(self.theme, languages, self._chosen["language"], _("Language"))
        language.chosen.connect(lambda key: self.choose("language", key))
        form.add_row(_("In which language"), language)
        self.beside = QCheckBox(_("With English beside it"))
        self.beside.toggled.connect(lambda _on: self._describe())
        form.add(self.beside)
        tier = OneOf(self.theme, tiers(), self._chosen["tier"], _("For whom"))
        tier.chosen.connect(lambda key: self.choose("tier", key))
        form.add_row(_("For whom"), tier)
        self.with_names = QCheckBox(_("With the names and roles of people"))
        self.with_names.toggled.connect(lambda _on: self._describe())
        form.add(self.with_names)
        self._seen, self._unseen = label("", tone="muted"), label("", tone="muted")
        for told in (self._seen, self._unseen):
            form.add(told)
        return form

    def _deed(self) -> QWidget:
        self.deed = DocumentDeed(self.theme)
        self.write_button = self.deed.write_button
        self.progress, self.outcome = self.deed.progress, self.deed.outcome
        self.cancel_button, self.open_button = self.deed.cancel_button, self.deed.open_button
        self.write_button.clicked.connect(self._write)
        self.cancel_button.clicked.connect(self._cancel)
        self.open_button.clicked.connect(lambda: self._open(self._target))
        self.deed.folder_button.clicked.connect(lambda: self._open(self._target.parent))
        self.handover = HandoverForm(self.theme)
        self.handover.note_requested.connect(self._note)
        self.handover.hide()
        self.deed.column.addWidget(self.handover)
        return self.deed

    def _links(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.gap(2))
        verify = button(_("Verify a file…"), lambda: self.workspace.go("verify"), "link")
        returned = _("Bring back a plan workbook…")
        layout.addWidget(verify)
        layout.addWidget(button(returned, lambda: self.workspace.go("returned"), "link"))
        return row

    def choose(self, what: str, key: str) -> None:
        """Choose a document, language or tier, as its button does."""
        self._chosen[what] = key
        self._describe()

    def _describe(self) -> None:
        """Say what it is and what is seen of it, and make it to be looked at."""
        document, tier = self._chosen["document"], self._chosen["tier"]
        blank, is_pdf = document == "form", DOCUMENTS[document][2] == "pdf"
        self._about.setText(about(document))
        self.beside.setVisible(is_pdf and self._chosen["language"] != Language.EN.code)
        self.with_names.setVisible(not blank and what_is_seen.may_name_people(tier))
        told = what_is_seen.told(tier, words(), self._names)
        self._seen.setText(_("They will see: {things}.", things=words().listed(told.seen)))
        self._unseen.setText(_("They will not see: {things}.", things=words().listed(told.unseen)))
        self._seen.setVisible(not blank)
        self._unseen.setVisible(not blank and bool(told.unseen))
        self._preview()

    @property
    def _names(self) -> bool:
        return not self.with_names.isHidden() and self.with_names.isChecked()

    @property
    def _beside(self) -> str:
        wanted = not self.beside.isHidden() and self.beside.isChecked()
        return Language.EN.code if wanted else ""

    def _options(self) -> dict[str, object]:
        file_format, report, _extension = DOCUMENTS[self._chosen["document"]]
        return {
            "format": file_format,
            "report": report,
            "language": self._chosen["language"],
            "beside": self._beside,
            "tier": self._chosen["tier"],
            "names": self._names,
            "digits": self.workspace.settings.digits,
        }

    def _preview(self) -> None:
        self._made += 1
        workspace, number, options = self.workspace, self._made, self._options()
        self.preview.show_document(
            lambda: previewing.begin(
                workspace.store,
                workspace.data_dir,
                workspace.open_assessment.id,
                number=number,
                **options,  # type: ignore[arg-type]
            )
        )

    def _stop_preview(self) -> None:
        preview = getattr(self, "preview", None)
        if preview is not None:
            preview.stop()

    def _write(self) -> None:
        extension = DOCUMENTS[self._chosen["document"]][2]
        assessment = self.workspace.open_assessment
        document, language, tier = (self._chosen[k] for k in ("document", "language", "tier"))
        suggested = export.suggested_name(assessment, document, language, tier, extension)
        folder = Path(self.workspace.settings.export_folder or paths.documents())
        kind = f"{dict(names())[document]} (*.{extension})"
        target = ask.file_to_save(_("Write the document"), folder / suggested, kind)
        if target is None:
            return
        try:
            steps = export.prepare(
                self.workspace.store,
                assessment.id,
                path=target,
                **self._options(),  # type: ignore[arg-type]
            )
        except UserError as error:
            self.deed.say(ask.in_words(error), "danger")
            return
        self.workspace.remember(export_folder=str(target.parent))
        self._target = target
        self._steps = handing_over.Followed(steps)
        self._start(Job(iter(self._steps), self))

    def _start(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self.deed.show_progress)
        job.done.connect(self._done)
        job.cancelled.connect(lambda: self._end(_("Cancelled. Nothing was left behind."), ""))
        job.failed.connect(self._failed)
        self.handover.hide()
        self.deed.busy(True)
        job.start()

    def _done(self) -> None:
        assert self._steps is not None
        chosen, assessment = self._chosen, self.workspace.open_assessment
        self._given = handing_over.Given(
            chosen["document"],
            chosen["language"],
            chosen["tier"],
            self._target,
            self._steps.last.sha256,
        )
        code = handing_over.code_of(self.workspace.store, assessment)
        self._end(self.deed.told(self._target, self._steps.pages, code), "accent")
        self.deed.offer_to_open()
        self.handover.setVisible(chosen["document"] != "form")

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
        self.deed.busy(False)
        self.deed.say(text, tone)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """A document that is being written is cancelled; nothing half-made is left."""
        self._stop_preview()
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _note(self, receiver: str, by: str) -> None:
        if self._given is None:
            return
        workspace = self.workspace
        try:
            noted = handing_over.note(
                workspace.store, workspace.open_assessment, self._given, receiver, by
            )
        except UserError as error:
            self.handover.refuse(ask.in_words(error))
            return
        self.handover.hide()
        self.deed.say(_("Noted: {receiver}, {code}", receiver=noted.receiver, code=ltr(noted.code)))
        self._show_handovers()

    def _show_handovers(self) -> None:
        workspace = self.workspace
        self.handovers.show_noted(workspace.store.handovers(workspace.open_assessment.id))

    def _open(self, target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
