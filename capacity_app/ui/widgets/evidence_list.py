"""The evidence named for one indicator: what is there, and adding one in a line."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from capacity_app.model.assessment import Answer, Assessment, State
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Indicator
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.evidence_copy import files_in
from capacity_app.ui.widgets.text import button, label


class EvidenceList(QWidget):
    """``added`` carries (type, title, held at); ``linked`` and ``unlinked`` carry a ref."""

    added = Signal(str, str, str)
    linked = Signal(str)
    unlinked = Signal(str)
    dropped = Signal(object)
    """A list of paths that were dropped here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(1))
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.gap(1))
        column.addLayout(self._items)
        self.add_button = button(_("Name a proof"), self.open_form)
        self.add_button.setIcon(theme.icon("add"))
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._not_taken = label("", Step.NOTE, "danger")
        self._not_taken.hide()
        column.addWidget(self._not_taken)
        self._locked = False
        self._form = self._make_form()
        column.addWidget(self._form)
        self._form.hide()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here, while proofs can be named."""
        if files_in(event.mimeData()) and not self._locked:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped, once the other program has its drag back."""
        given = files_in(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.dropped.emit(given))

    def say_wrong(self, text: str) -> None:
        """Say beside the proofs why something could not be named; "" takes it away."""
        self._not_taken.setText(text)
        self._not_taken.setVisible(bool(text))

    def show_evidence(self, indicator: Indicator, answer: Answer, assessment: Assessment) -> None:
        """Show what is named for an indicator, and offer what is named elsewhere."""
        while self._items.count():
            item = self._items.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.say_wrong("")
        self._locked = locked = assessment.state is not State.DRAFT
        for piece in answer.evidence:
            self._items.addWidget(self._item_row(piece, locked))
        self._fill_kinds(indicator)
        self._fill_others(answer, assessment)
        self._form.hide()
        self.add_button.setVisible(not locked)

    def open_form(self) -> None:
        """Show the line in which a proof is named."""
        self.add_button.hide()
        self._form.show()
        self.kind.setFocus()

    def _item_row(self, piece: EvidenceItem, locked: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        text = piece.title
        if piece.held_at:
            text = _("{title} · kept in: {place}", title=piece.title, place=piece.held_at)
        tone = "attention" if piece.expired(date.today()) else ""
        line.addWidget(label(f"☑ {_flagged(piece, text)}", tone=tone), 1)
        if locked:
            return row
        take = button(_("Take away"), lambda: self.unlinked.emit(piece.ref), "link")
        take.setAccessibleName(_("Take away {title}", title=piece.title))
        line.addWidget(take)
        return row

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(2))
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind of proof"))
        self.kind.setMinimumContentsLength(18)
        self.proof_title = _Field()
        self.proof_title.setPlaceholderText(_("Title and date, for example: policy, March 2026"))
        self.proof_title.setAccessibleName(_("Title of the proof"))
        self.place = _Field()
        self.place.setPlaceholderText(_("Where it is kept"))
        self.place.setAccessibleName(_("Where it is kept"))
        self.keep_button = button(_("Keep"), self._keep)
        line.addWidget(self.kind, 3)
        line.addWidget(self.proof_title, 4)
        line.addWidget(self.place, 2)
        line.addWidget(self.keep_button)
        column.addLayout(line)
        self.others = QComboBox()
        self.others.setAccessibleName(_("Use one already named"))
        self.others.activated.connect(self._use_other)
        column.addWidget(self.others)
        self._wrong = label("", Step.NOTE, "danger")
        self._wrong.hide()
        column.addWidget(self._wrong)
        self.proof_title.returnPressed.connect(self._keep)
        self.place.returnPressed.connect(self._keep)
        return form

    def _fill_kinds(self, indicator: Indicator) -> None:
        self.kind.clear()
        for kind in indicator.evidence_types:
            self.kind.addItem(kind.text[words().code], kind.id)
        self.kind.addItem(_("Something else"), "other")
        self.proof_title.clear()
        self.place.clear()
        self._wrong.hide()

    def _fill_others(self, answer: Answer, assessment: Assessment) -> None:
        self.others.clear()
        self.others.addItem(_("Or use one already named…"), "")
        for piece in assessment.evidence:
            if piece not in answer.evidence:
                self.others.addItem(_flagged(piece, piece.title), piece.ref)
        self.others.setVisible(self.others.count() > 1)

    def _use_other(self, index: int) -> None:
        ref = self.others.itemData(index)
        if ref:
            self.linked.emit(ref)

    def _keep(self) -> None:
        title = self.proof_title.text().strip()
        if not title:
            title = self.kind.currentText() if self.kind.currentData() != "other" else ""
        if not title:
            self._wrong.setText(_("Write a title, so that somebody else can find it."))
            self._wrong.show()
            self.proof_title.setFocus()
            return
        self.added.emit(self.kind.currentData(), title, self.place.text().strip())


class _Field(QLineEdit):
    """Enter keeps the proof here and nothing more: the page would go on to the next question."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def _flagged(piece: EvidenceItem, text: str) -> str:
    """A text about an item, saying that it has expired when it has."""
    if piece.expires is None or not piece.expired(date.today()):
        return text
    return _("{title}: expired {date}", title=text, date=words().date(piece.expires))
