"""The frame every page stands in: title, one column, a place at the end of the title line."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.focus_order import follow_layout
from capacity_app.ui.widgets.text import button, label, short_label
from capacity_app.ui.workspace import Workspace


class Page(QWidget):
    """A page: ``show_with`` is called each time it is shown, and reads what it needs then."""

    name = ""
    undoes = False
    """Whether the last change of an answer can be taken back beside "Saved"."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.workspace = workspace
        self.theme = workspace.theme
        outer = QVBoxLayout(self)
        gap = self.theme.gap
        outer.setContentsMargins(gap(6), gap(4), gap(6), 0)
        outer.setSpacing(gap(2))
        self.head = QHBoxLayout()
        self.title = label("", Step.TITLE)
        self.head.addWidget(self.title, 1)
        self.status = short_label("", Step.NOTE)
        self.head.addWidget(self.status)
        self.undo_link = button(_("Undo"), workspace.undo_requested.emit, "link")
        self.undo_link.hide()
        self.head.addWidget(self.undo_link)
        workspace.saved.connect(self.show_saved)
        outer.addLayout(self.head)
        self._area = QScrollArea()
        self._area.setObjectName("pageArea")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._area, 1)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(0, 0, 0, gap(2))
        outer.addLayout(self.foot)
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        self._reset()

    def show_with(self, **arguments: object) -> None:
        """Read what is shown from the store and build the page."""
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        """The control that should have the focus when the page is shown."""
        return None

    def arguments(self) -> dict[str, object]:
        """What ``show_with`` would need to show this place again."""
        return {}

    def leave(self) -> None:
        """Called before another page is shown: keep what is being typed."""

    def stop(self) -> None:
        """Called before the page goes for good: end what runs in the background."""

    def show_saved(self) -> None:
        """Say in words, and to screen readers, that everything is kept."""
        self._offer_undo()
        assessment = self.workspace.assessment
        if assessment is None or assessment.saved_at is None:
            self.status.setText("")
            return
        moment = assessment.saved_at.astimezone()
        clock = words().shown(f"{moment:%H:%M}")
        text = _("Saved {time}", time=clock)
        if moment.date() != self.workspace.today:
            text = _("Saved {date}, {time}", date=words().date(moment.date()), time=clock)
        if self.isVisible() and text != self.status.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.status, text))
        self.status.setText(text)

    def _offer_undo(self) -> None:
        indicator = self.workspace.undoable if self.undoes else ""
        self.undo_link.setVisible(bool(indicator))
        self.undo_link.setAccessibleName(_("Undo the last change to {id}", id=indicator))

    def showEvent(self, event: QShowEvent) -> None:
        """Coming from beside the page, Tab meets its parts in their order."""
        super().showEvent(event)
        follow_layout(self)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes on as the page is read: what was made last stands where it is seen."""
        follow_layout(self)
        return super().focusNextPrevChild(next)

    def clear(self) -> None:
        """Start the page's column anew; the old one goes once the event it may be in is over."""
        old = self._area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        self._reset()

    def _reset(self) -> None:
        gap = self.theme.gap
        beside_bar = gap(3)  # room for the scroll bar, on whichever side it is
        if words().rtl:
            self.body.setContentsMargins(beside_bar, gap(1), 0, gap(4))
        else:
            self.body.setContentsMargins(0, gap(1), beside_bar, gap(4))
        self.body.setSpacing(gap(3))
        self._area.setWidget(self._column)

    def scroll_to_top(self) -> None:
        """Show the column from its beginning."""
        self._area.verticalScrollBar().setValue(0)
