"""Signing an assessment off, and what stands there once it is: by whom, when, reopening."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment, Mode
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.form import Form
from capacity_app.ui.widgets.text import button, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import revisions

_NAMED_AT_ONCE = 5


class _Card(QFrame):
    """A card with a heading on a workspace."""

    def __init__(self, workspace: Workspace, title: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.setProperty("card", "true")
        pad = workspace.theme.gap(3)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(workspace.theme.gap(2))
        self.column.addWidget(label(title, Step.CARD))


class SignOff(_Card):
    """What is still open, the roles that sign, and the button that locks; ``signed`` when done."""

    signed = Signal()

    def __init__(self, workspace: Workspace, assessment: Assessment) -> None:
        super().__init__(workspace, _("Sign off"))
        text = label(
            _(
                "Signing off locks the answers, the evidence and the targets as a numbered "
                "revision. The plan can still be tracked and added to."
            ),
            tone="muted",
        )
        text.setMaximumWidth(workspace.theme.chars(75))
        self.column.addWidget(text)
        self._add_pending(revisions.pending(workspace.store, assessment))
        self._form = Form(workspace.theme)
        self.director, self.facilitator = QLineEdit(), QLineEdit()
        self._form.add_row(
            _("Who signs for the organisation (role)"),
            self.director,
            _("For example: executive director. The role is enough, no name is needed."),
        )
        asked = _("Who facilitated (role)")
        self._needs_facilitator = assessment.mode is not Mode.SELF
        if not self._needs_facilitator:
            asked = _("Who facilitated (role), if anybody did")
        self._form.add_row(asked, self.facilitator)
        self.column.addWidget(self._form)
        self.sign_button = button(_("Sign off and lock"), self._sign)
        self.column.addWidget(self.sign_button, 0, Qt.AlignmentFlag.AlignLeading)

    def _add_pending(self, pending: revisions.Pending) -> None:
        if pending.open:
            n = len(pending.open)
            named = words().listed(ltr(i) for i in pending.open[:_NAMED_AT_ONCE])
            more = " …" if n > _NAMED_AT_ONCE else ""
            text = ngettext(
                "{n} question is still open: {ids}", "{n} questions are still open: {ids}",
                n, ids=named + more,
            )  # fmt: skip
            self.column.addWidget(label(text, tone="attention"))
        if pending.psea_provisional:
            text = _(
                "The PSEA result is provisional while a standard is open; open counts as not met."
            )
            self.column.addWidget(label(text, tone="attention"))

    def _complain(self, field: QLineEdit, text: str) -> None:
        self._form.show_error(field, text)
        field.setFocus()

    def _sign(self) -> None:
        self._form.clear_errors()
        director, facilitator = self.director.text().strip(), self.facilitator.text().strip()
        if not director:
            text = _("Write the role of the person who signs for the organisation.")
            self._complain(self.director, text)
        elif self._needs_facilitator and not facilitator:
            text = _("Write the role of the person who facilitated.")
            self._complain(self.facilitator, text)
        else:
            store = self.workspace.store
            if self.workspace.do(lambda a: revisions.sign_off(store, a, director, facilitator)):
                self.signed.emit()


class SignedOff(_Card):
    """By whom and when it was signed off; reopening it with a reason, and following it up."""

    reopened = Signal()
    follow_up_requested = Signal()

    def __init__(self, workspace: Workspace, assessment: Assessment) -> None:
        number = words().number(assessment.revision)
        super().__init__(workspace, _("Revision {n} is signed off", n=number))
        self.column.addWidget(label(signed_by(assessment)))
        self.column.addWidget(
            label(
                _("Answers, evidence and targets are locked; the plan can be tracked."),
                tone="muted",
            )
        )
        start = Qt.AlignmentFlag.AlignLeading
        follow = self.follow_up_requested.emit
        self.follow_up_button = button(_("Start a follow-up"), follow)
        self.column.addWidget(self.follow_up_button, 0, start)
        self.reopen = Disclosure(workspace.theme, _("Reopen with a reason…"), self._make_form)
        self.column.addWidget(self.reopen, 0, start)
        self.column.addWidget(self.reopen.panel)

    def _make_form(self) -> QWidget:
        self._form = Form(self.workspace.theme)
        self.reason, self.role = QLineEdit(), QLineEdit()
        self._form.add_row(
            _("Why it is reopened"),
            self.reason,
            _("The next revision starts with everything this one holds; this one stays readable."),
        )
        self._form.add_row(_("Who reopens it (role)"), self.role)
        self.reopen_button = button(_("Reopen as the next revision"), self._reopen)
        self.reopen_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._form.add(self.reopen_button)
        return self._form

    def _reopen(self) -> None:
        self._form.clear_errors()
        reason, role = self.reason.text().strip(), self.role.text().strip()
        if not reason:
            self._form.show_error(self.reason, _("Write why it is reopened."))
            self.reason.setFocus()
        elif not role:
            text = _("Write the role of the person who reopens it.")
            self._form.show_error(self.role, text)
            self.role.setFocus()
        else:
            store = self.workspace.store
            if self.workspace.do(lambda a: revisions.reopen(store, a, reason, role)):
                self.reopened.emit()


def signed_by(assessment: Assessment) -> str:
    """When and by which roles a revision was signed off; "" when it never was."""
    if assessment.signed_at is None:
        return ""
    day = words().date(assessment.signed_at.astimezone().date())
    roles = [role for role in (assessment.director_role, assessment.facilitator_role) if role]
    return _("Signed off on {date}: {roles}", date=day, roles=words().listed(roles))
