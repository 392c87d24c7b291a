"""What an answer rests on: doubts about it, its proofs, why there is none, and a note."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.assessment import Answer, State
from capacity_app.model.instrument import Indicator, Level
from capacity_app.model.psea import level_of
from capacity_app.ui.language import _
from capacity_app.ui.widgets.doubts import Doubts
from capacity_app.ui.widgets.evidence_list import EvidenceList
from capacity_app.ui.widgets.note_field import NoteField
from capacity_app.ui.widgets.text import label
from capacity_app.ui.widgets.wanted_text import WantedText
from capacity_app.ui.workspace import Workspace


class Grounds(QWidget):
    """Shows one answer's; the page that holds it saves what its parts say was changed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        theme = workspace.theme
        self.doubts = Doubts(workspace)
        self.evidence = EvidenceList(theme)
        question = _("Level 3 or 4 wants a proof. If there is none to name, say why:")
        self.without = WantedText(theme, question)
        self.note = NoteField(theme)
        heading = label(_("Evidence"), bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(2))
        for part in (self.doubts, heading, self.evidence, self.without, self.note):
            column.addWidget(part)

    def show_answer(self, indicator: Indicator, answer: Answer) -> None:
        """Show everything an answer rests on; signed off, it can only be read."""
        assessment = self._workspace.open_assessment
        self.without.show_text(answer.without_evidence)
        self.note.show_note(answer.note, indicator.is_psea)
        self.evidence.show_evidence(indicator, answer, assessment)
        locked = assessment.state is not State.DRAFT
        for field in (self.note.editor, self.without.field):
            field.setReadOnly(locked)

    def show_wants(self, indicator: Indicator, answer: Answer) -> None:
        """Ask for what the present level wants, and say what does not fit with it."""
        level = level_of(indicator, answer)
        wants = level is not None and level >= Level.MEETS and not answer.evidence
        self.without.setVisible(wants)
        self.doubts.show_for(indicator.id)
