"""The card of the home page about the next review of the plan, and how a review is spoken of."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.model.reviews import ReviewPoint, next_due
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace


def review_card(workspace: Workspace, assessment: Assessment) -> QWidget | None:
    """The next review when it is overdue or due within thirty days.

    None before the store is open: a glance does not know which reviews were held.
    """
    point = next_due(assessment, workspace.today) if workspace.is_ready else None
    if point is None:
        return None
    frame, layout = card(workspace.theme)
    layout.addWidget(label(_("Review of the plan"), Step.CARD))
    late = point.due_on < workspace.today
    text = state_in_words(point, workspace.today)
    layout.addWidget(label(text, tone="attention" if late else ""))
    go = lambda: workspace.go("plan", tab="reviews")  # noqa: E731
    start = Qt.AlignmentFlag.AlignLeading
    layout.addWidget(button(_("Open the reviews"), go), 0, start)
    return frame


def state_in_words(point: ReviewPoint, today: date) -> str:
    """How a review stands: when it is due, or when it was held and by whom."""
    if point.held is not None:
        day = words().date(point.held.held_on)
        if point.held.by:
            return _("Held on {date}, led by {role}.", date=day, role=point.held.by)
        return _("Held on {date}.", date=day)
    day = words().date(point.due_on)
    left = (point.due_on - today).days
    if left < 0:
        return _("Was due on {date}, and is not written down yet.", date=day)
    days = ngettext("in {n} day", "in {n} days", left) if left else _("today")
    return _("Due on {date}, {when}.", date=day, when=days)
