"""What does not fit together, said kindly beside the answer it is about."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.contradictions import Doubt, Finding, find
from capacity_app.ui.language import _
from capacity_app.ui.widgets.text import label
from capacity_app.ui.workspace import Workspace


def doubt_in_words(finding: Finding) -> str:
    """A doubt as a sentence that asks and does not blame."""
    other = ltr(finding.other)
    return {
        Doubt.NO_PROOF: lambda: _("Level 3 or 4 has no proof and no reason yet."),
        Doubt.PROOF_EXPIRED: lambda: _(
            "Every proof named here has expired. Is there a newer one, or is the level lower today?"
        ),
        Doubt.REGISTRATION_EXPIRED: lambda: _(
            "The profile says that the registration has expired. Which of the two is out of date?"
        ),
        Doubt.REGISTRATION_VALID: lambda: _(
            "The profile holds a valid registration, but this answer says there is none."
        ),
        Doubt.NO_BANK_ACCOUNT: lambda: _(
            "The profile says there is no bank account. Which accounts are compared every month?"
        ),
        Doubt.NO_FOCAL_POINT: lambda: _(
            "The profile says there is no PSEA focal point. Who receives a report?"
        ),
        Doubt.PACK_WITHOUT_REGISTRATION: lambda: _(
            "A complete pack holds a valid registration; {other} says it is not there yet.",
            other=other,
        ),
        Doubt.PACK_WITHOUT_AUDIT: lambda: _(
            "A complete pack holds the latest audit; {other} says there was none.", other=other
        ),
        Doubt.MONITORING_WITHOUT_ACCOUNTS: lambda: _(
            "Spending is compared with the budget, but {other} says there is no ledger.",
            other=other,
        ),
        Doubt.AUDIT_WITHOUT_ACCOUNTS: lambda: _(
            "The accounts are audited every year, but {other} says there is no ledger.",
            other=other,
        ),
        Doubt.AUDIT_WITHOUT_BOARD: lambda: _(
            "The board receives the audit report, but {other} says the board does not meet.",
            other=other,
        ),
        Doubt.SUSTAINED_NOT_MET: lambda: _(
            "The last statement is yes while one that is required is no. Look at both again."
        ),
    }[finding.doubt]()


def doubts_of(workspace: Workspace) -> dict[str, list[Finding]]:
    """The open assessment's doubts by indicator, in the order of the questions."""
    found: dict[str, list[Finding]] = {}
    for finding in find(workspace.instrument, workspace.open_assessment, workspace.today):
        found.setdefault(finding.indicator, []).append(finding)
    return found


def doubt_label(finding: Finding) -> QLabel:
    """A doubt to put under an answer."""
    return label(f"⚑ {doubt_in_words(finding)}", tone="attention")


class Doubts(QWidget):
    """The doubts about one indicator under its answer; a missing proof has its own line there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_for(self, indicator: str) -> None:
        """Say what does not fit with the answer to an indicator, if anything."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for finding in doubts_of(self._workspace).get(indicator, []):
            if finding.doubt is not Doubt.NO_PROOF:
                self._column.addWidget(doubt_label(finding))
        self.setVisible(self._column.count() > 0)
