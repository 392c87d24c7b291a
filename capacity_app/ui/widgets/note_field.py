"""The note of an answer with its caption, and what is said about what is typed in it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.privacy import looks_like_identity
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.note_editor import LONGEST, NoteEditor
from capacity_app.ui.widgets.question import names_warning
from capacity_app.ui.widgets.text import label


class NoteField(QWidget):
    """Warns where nobody may be named, and says when a paste was cut."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._names_nobody = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(2))
        caption = label(_("Note"), bold=True)
        self.editor = NoteEditor(lines=2)
        caption.setBuddy(self.editor)
        self.editor.setAccessibleName(_("Note"))
        self.names_warning = names_warning()
        longest = words().number(LONGEST)
        cut = _("The note was too long: its first {n} characters were kept.", n=longest)
        self.cut_warning = label(cut, Step.NOTE, "attention")
        for part in (caption, self.editor, self.names_warning, self.cut_warning):
            column.addWidget(part)
        self.cut_warning.hide()
        self.editor.textChanged.connect(self._look)
        self.editor.too_long.connect(self.cut_warning.show)

    def show_note(self, text: str, names_nobody: bool) -> None:
        """Show a kept note; ``names_nobody`` where it must not point to a person."""
        self._names_nobody = names_nobody
        self.editor.show_text(text)
        self.cut_warning.hide()
        self._look()

    def _look(self) -> None:
        names = self._names_nobody and looks_like_identity(self.editor.toPlainText())
        self.names_warning.setVisible(names)
