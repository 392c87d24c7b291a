"""Writing a document: the button, how far it is, what came of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.text import button, label, retone

_KB = 1024


class DocumentDeed(QWidget):
    """The widgets; the page connects their signals."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        start = Qt.AlignmentFlag.AlignLeading
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.gap(2))
        self.write_button = button(_("Write the document…"), lambda: None, "primary")
        self.column.addWidget(self.write_button, 0, start)
        self.column.addLayout(self._progress_row(theme))
        self.outcome = label("")
        self.column.addWidget(self.outcome)
        opening = QHBoxLayout()
        opening.setSpacing(theme.gap(2))
        self.open_button = button(_("Open the document"), lambda: None)
        self.folder_button = button(_("Open its folder"), lambda: None)
        for made in (self.open_button, self.folder_button):
            opening.addWidget(made)
        opening.addStretch(1)
        self.column.addLayout(opening)
        self.busy(False)
        self._offer(False)

    def _progress_row(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setMaximumWidth(theme.chars(50))
        self.cancel_button = button(_("Cancel"), lambda: None)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        return row

    def busy(self, busy: bool) -> None:
        """Show that a document is being written, or no longer."""
        self.progress.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.write_button.setEnabled(not busy)
        if busy:
            self.progress.setRange(0, 0)
            self.outcome.setText("")
            self._offer(False)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def say(self, text: str, tone: str = "") -> None:
        """Say what came of it."""
        self.outcome.setText(text)
        retone(self.outcome, tone)

    def offer_to_open(self) -> None:
        """Offer to open what was written."""
        self._offer(True)

    def told(self, file: Path, pages: int, code: str) -> str:
        """What was written, in words; a stick may be taken out, for the file was read from it."""
        size = words().number(max(1, round(file.stat().st_size / _KB)))
        parts = [_("{n} KB", n=size), ltr(code)]
        if pages:
            parts.insert(0, ngettext("{n} page", "{n} pages", pages))
        whole = _("Written, opened again and checked: {file}", file=file)
        safe = _("It was read back from its place, so a memory stick can be taken out.")
        return f"{whole}\n{words().listed(parts)}\n{safe}"

    def _offer(self, whether: bool) -> None:
        self.open_button.setVisible(whether)
        self.folder_button.setVisible(whether)
