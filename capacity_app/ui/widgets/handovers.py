"""Who received what: a line to note a hand-over, and the ones noted before."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from capacity_app.i18n import Language, ltr
from capacity_app.model.handover import Handover
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.form import Form
from capacity_app.ui.widgets.text import button, card, label

SHOWN = 5


class HandoverForm(QWidget):
    """Asked for once a document is written: to whom it goes, and by which role."""

    note_requested = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        frame, inside = card(theme, "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        inside.addWidget(label(_("Note to whom it goes"), Step.CARD))
        form = Form(theme)
        self.receiver, self.by = QLineEdit(), QLineEdit()
        for field in (self.receiver, self.by):
            field.setMaximumWidth(theme.chars(40))
            field.returnPressed.connect(self._note)
        form.add_row(_("Organisation that receives it"), self.receiver)
        form.add_row(_("Handed over by (role)"), self.by)
        inside.addWidget(form)
        self.note_button = button(_("Note the hand-over"), self._note)
        inside.addWidget(self.note_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.refusal = label("", tone="danger")
        self.refusal.hide()
        inside.addWidget(self.refusal)

    def refuse(self, text: str) -> None:
        """Say beside the fields what is missing."""
        self.refusal.setText(text)
        self.refusal.show()
        self.receiver.setFocus()

    def _note(self) -> None:
        self.refusal.hide()
        self.note_requested.emit(self.receiver.text(), self.by.text())


class Handovers(QWidget):
    """The hand-overs of an assessment, newest first; the older ones on request."""

    def __init__(self, theme: Theme, names: Mapping[str, str], tiers: Mapping[str, str]) -> None:
        super().__init__()
        self._theme, self._names, self._tiers = theme, names, tiers
        self._noted: Sequence[Handover] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(1))

    def show_noted(self, noted: Sequence[Handover], all_of_them: bool = False) -> None:
        """Show what was noted."""
        self._noted = noted
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._column.addWidget(label(_("Hand-overs"), Step.CARD))
        if not noted:
            text = _("Nothing noted yet. After a document is written, note here who receives it.")
            self._column.addWidget(label(text, tone="muted"))
        for handover in noted if all_of_them else noted[:SHOWN]:
            self._column.addWidget(self._line(handover))
        if len(noted) > SHOWN and not all_of_them:
            more = button(_("Show all of them"), lambda: self.show_noted(noted, True), "link")
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _line(self, handover: Handover) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        parts = [
            words().date(handover.at.astimezone().date()),
            handover.receiver,
            self._names.get(handover.document, handover.document),
            Language.of(handover.language).own_name,
            self._tiers.get(handover.tier, handover.tier),
            _("revision {n}", n=words().number(handover.revision)),
        ]
        if handover.by:
            parts.append(handover.by)
        text = words().listed(parts)
        if handover.code:
            text = f"{text}\n{ltr(handover.code)}  {ltr(handover.file)}"
        row.addWidget(label(text))
        return line
