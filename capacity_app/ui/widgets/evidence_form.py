"""The form of one evidence item, the same in the register and beside a question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from capacity_app.i18n import Language
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus, Share
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.form import Form, choice
from capacity_app.ui.widgets.text import button, label
from capacity_app.vocabulary import word

OTHER = "other"


class EvidenceForm(QWidget):
    """``kept`` carries the item's fields by name, checked; ``cancelled`` carries nothing.

    ``kinds`` are (id, words) of the kinds of proof to choose from; "other" is always offered.
    """

    kept = Signal(object)  # a dict; declared as one, Qt would turn its enums into plain text
    cancelled = Signal()

    def __init__(
        self, theme: Theme, kinds: list[tuple[str, str]], item: EvidenceItem | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        given = item or EvidenceItem("", "")
        self._what = Form(theme)
        self._dates = Form(theme)
        self._add_what(kinds, given)
        self._add_dates(given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(2))
        column.addWidget(label(_("Do not write names or cases."), Step.NOTE))
        column.addWidget(FlowGrid(theme, [self._what, self._dates], 40, (2, 1), False))
        column.addLayout(self._buttons())
        self.setFocusProxy(self.title)

    def fields(self) -> dict[str, object]:
        """What is filled in, by the names of EvidenceItem."""
        status = EvidenceStatus(self.status.currentData())
        looked_at = status is not EvidenceStatus.CLAIMED
        return {
            "title": self.title.text().strip(),
            "type": self.kind.currentData(),
            "language": self.language.currentData(),
            "issued": self.issued.date(),
            "expires": self.expires.date(),
            "held_at": self.held_at.text().strip(),
            "share": Share(self.share.currentData()),
            "status": status,
            "seen_by": self.seen_by.text().strip() if looked_at else "",
            "seen_on": self.seen_on.date() if looked_at else None,
        }

    def draft(self) -> dict[str, object]:
        """What is filled in as it stands, finished or not, for :meth:`take_up`."""
        dates = {name: field.text() for name, field in self._date_fields().items()}
        return {**self.fields(), **dates, "seen_by": self.seen_by.text()}

    def take_up(self, draft: dict[str, object]) -> None:
        """Go on with what was filled in before."""
        self.title.setText(str(draft["title"]))
        self.held_at.setText(str(draft["held_at"]))
        self.seen_by.setText(str(draft["seen_by"]))
        for name, field in self._date_fields().items():
            field.line.setText(str(draft[name]))
        boxes = (("type", self.kind), ("language", self.language))
        for name, box in (*boxes, ("share", self.share), ("status", self.status)):
            box.setCurrentIndex(max(0, box.findData(str(draft[name]))))

    def _date_fields(self) -> dict[str, DateField]:
        return {"issued": self.issued, "expires": self.expires, "seen_on": self.seen_on}

    def _add_what(self, kinds: list[tuple[str, str]], given: EvidenceItem) -> None:
        form = self._what
        self.title = QLineEdit(given.title)
        form.add_row(_("Title"), self.title, _("As it stands on the document."))
        self.kind = choice(_kinds(kinds, given.type), given.type)
        self.kind.setMinimumContentsLength(18)
        shortest = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.kind.setSizeAdjustPolicy(shortest)
        form.add_row(_("Kind of proof"), self.kind)
        self.language = choice(_languages(given.language), given.language)
        form.add_row(_("Language of the document"), self.language)
        self.held_at = QLineEdit(given.held_at)
        help_text = _("For example: cabinet 2, file 12. It is not sent to funders.")
        form.add_row(_("Where it is kept"), self.held_at, help_text)
        self.share = choice([(each.value, word(each, words())) for each in Share], given.share)
        form.add_row(_("What may be shared"), self.share)

    def _add_dates(self, given: EvidenceItem) -> None:
        form = self._dates
        self.issued = DateField(self._theme, given.issued)
        form.add_row(_("Issued on"), self.issued)
        self.expires = DateField(self._theme, given.expires)
        form.add_row(_("Valid until"), self.expires, _("Empty when it does not expire."))
        statuses = [(each.value, word(each, words())) for each in EvidenceStatus]
        self.status = choice(statuses, given.status)
        form.add_row(_("Status"), self.status)
        self._seen = Form(self._theme)
        self.seen_by = QLineEdit(given.seen_by)
        self._seen.add_row(_("Seen by"), self.seen_by, _("Role or organisation."))
        self.seen_on = DateField(self._theme, given.seen_on)
        self._seen.add_row(_("Seen on"), self.seen_on)
        form.add(self._seen)
        self.status.currentIndexChanged.connect(lambda _index: self._show_seen())
        self._show_seen()

    def _show_seen(self) -> None:
        self._seen.setVisible(self.status.currentData() != EvidenceStatus.CLAIMED)

    def _buttons(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(self._theme.gap(2))
        self.keep_button = button(_("Keep"), self._keep, "primary")
        self.cancel_button = button(_("Cancel"), self.cancelled.emit)
        for each in (self.keep_button, self.cancel_button):
            each.setAutoDefault(True)
            across.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        return across

    def _keep(self) -> None:
        for form in (self._what, self._dates, self._seen):
            form.clear_errors()
        wrong = self._faults()
        for form, field, text in wrong:
            form.show_error(field, text)
        if wrong:
            wrong[0][1].setFocus()
        else:
            self.kept.emit(self.fields())

    def _faults(self) -> list[tuple[Form, QWidget, str]]:
        found: list[tuple[Form, QWidget, str]] = []
        if not self.title.text().strip():
            text = _("Write a title, so that somebody else can find it.")
            found.append((self._what, self.title, text))
        dates = [(self._dates, self.issued), (self._dates, self.expires)]
        if not self._seen.isHidden():
            dates.append((self._seen, self.seen_on))
        found += [(form, field, text) for form, field in dates if (text := field.error())]
        issued, expires = self.issued.date(), self.expires.date()
        if issued and expires and expires < issued:
            text = _("It cannot end before it was issued. Check both dates.")
            found.append((self._dates, self.expires, text))
        return found


def _kinds(kinds: list[tuple[str, str]], given: str) -> list[tuple[str, str]]:
    offered = [("", _("Not said")), *kinds]
    known = {key for key, _text in offered}
    if OTHER not in known:
        offered.append((OTHER, _("Something else")))
    if given not in {*known, OTHER}:
        offered.append((given, given))  # of a service that was taken out: nothing is lost
    return offered


def _languages(given: str) -> list[tuple[str, str]]:
    offered = [("", _("Not said")), *((each.code, each.own_name) for each in Language)]
    if given not in {key for key, _text in offered}:
        offered.append((given, given))
    return offered
