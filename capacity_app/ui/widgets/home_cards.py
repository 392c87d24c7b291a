"""The cards of the home page about the open assessment: go on, what is left, what runs out."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment, State
from capacity_app.model.plan import Status
from capacity_app.model.progress import progress, where_to_continue
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.bin_list import put_in_bin
from capacity_app.ui.widgets.progress_row import ProgressRow
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace
from capacity_app.vocabulary import word

SOON_DAYS = 90
DUE_DAYS = 30
_LINES = 5

_START = Qt.AlignmentFlag.AlignLeading


class ContinueCard(QWidget):
    """Where I was, and the one primary button that goes on from there."""

    def __init__(self, workspace: Workspace, assessment: Assessment) -> None:
        super().__init__()
        self._workspace = workspace
        layout = _card_in(self, workspace)
        layout.addWidget(label(_subtitle(assessment), tone="muted"))
        heading, text, go = self._next(assessment)
        layout.addWidget(label(heading, Step.CARD))
        layout.addStretch(1)
        self.primary: QPushButton = button(text, go, "primary")
        self.primary.setMinimumWidth(workspace.theme.chars(24))
        layout.addWidget(self.primary, 0, _START)
        if workspace.is_ready:
            layout.addWidget(self._links(assessment), 0, _START)

    def _next(self, assessment: Assessment) -> tuple[str, str, Callable[[], object]]:
        """The heading, the button's words and what it does."""
        go, instrument = self._workspace.go, self._workspace.instrument
        draft = assessment.state is State.DRAFT
        target = where_to_continue(instrument, assessment) if draft else None
        if target is not None:
            title = instrument.indicator(target).title[words().code]
            begun = assessment.answered or assessment.last_indicator
            text = _("Continue") if begun else _("Begin")
            return f"{ltr(target)}  {title}", text, lambda: go("indicator", indicator=target)
        signed = _("Revision {n} is signed off", n=words().number(assessment.revision))
        done = _("Every question is answered.")
        return done if draft else signed, _("See the results"), lambda: go("results")

    def _links(self, assessment: Assessment) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._workspace.theme.gap(2))
        go = self._workspace.go
        if assessment.state is State.DRAFT:
            layout.addWidget(button(_("Check and sign off"), lambda: go("review"), "link"))
            layout.addWidget(button(_("Type in a paper form"), lambda: go("fast"), "link"))
        else:
            follow = lambda: go("setting", follow=True)  # noqa: E731
            layout.addWidget(button(_("Start a follow-up"), follow, "link"))
            layout.addWidget(button(_("See the sign-off"), lambda: go("review"), "link"))
        delete = button(_("Delete…"), lambda: put_in_bin(self._workspace, assessment), "link")
        delete.setAccessibleName(_("Delete this assessment"))
        layout.addWidget(delete)
        return row


def left_card(workspace: Workspace, assessment: Assessment) -> QWidget:
    """How much of each domain is answered."""
    frame, layout = card(workspace.theme)
    layout.addWidget(label(_("What is answered"), Step.CARD))
    for domain in workspace.instrument.domains:
        count = progress(domain.indicators, assessment)
        title = domain.title[words().code]
        layout.addWidget(ProgressRow(workspace.theme, title, count.done, count.all))
    return frame


def report_day(workspace: Workspace) -> date | None:
    """The day of the next report to a funder, from the settings; None when none lies ahead."""
    try:
        day = date.fromisoformat(workspace.settings.next_report)
    except ValueError:
        return None
    return day if day >= workspace.today else None


def expiring_card(workspace: Workspace, assessment: Assessment) -> QWidget | None:
    """Evidence and registrations that run out before the next report, else within 90 days."""
    today, report = workspace.today, report_day(workspace)
    horizon = report or today + timedelta(days=SOON_DAYS)
    lines = [(item.expires, item.title) for item in assessment.evidence if item.expires] + [
        (entry.expires, word(entry.authority, words()))
        for entry in assessment.organisation.registrations
        if entry.expires
    ]
    soon = sorted(line for line in lines if line[0] <= horizon)
    if not soon:
        return None
    heading = _("Expires soon or has expired")
    if report is not None:
        ahead = words().date(report)
        heading = _("Expired, or expires before the report of {date}", date=ahead)
    frame, layout = card(workspace.theme)
    layout.addWidget(label(heading, Step.CARD))
    for day, title in soon[:_LINES]:
        text = _("{title}: expires {date}", title=title, date=words().date(day))
        if day < today:
            text = _("{title}: expired {date}", title=title, date=words().date(day))
        layout.addWidget(label(text, tone="attention" if day < today else ""))
    _say_more(layout, len(soon))
    to = lambda: workspace.go("evidence")  # noqa: E731
    layout.addWidget(button(_("Open the evidence"), to), 0, _START)
    return frame


def due_card(workspace: Workspace, assessment: Assessment) -> QWidget | None:
    """Actions that are overdue or due soon."""
    today = workspace.today
    horizon = today + timedelta(days=DUE_DAYS)
    closed = (Status.COMPLETED, Status.CANCELLED)
    due = sorted(
        (action.due, action.action)
        for action in assessment.plan
        if action.due and action.due <= horizon and action.status not in closed
    )
    if not due:
        return None
    frame, layout = card(workspace.theme)
    heading = ngettext(
        "{n} action is overdue or due in 30 days",
        "{n} actions are overdue or due in 30 days",
        len(due),
    )
    layout.addWidget(label(heading, Step.CARD))
    for day, action in due[:_LINES]:
        tone = "attention" if day < today else ""
        layout.addWidget(label(words().listed([words().date(day), action]), tone=tone))
    _say_more(layout, len(due))
    layout.addWidget(button(_("Open the plan"), lambda: workspace.go("plan")), 0, _START)
    return frame


def _say_more(layout: QVBoxLayout, n: int) -> None:
    if n > _LINES:
        layout.addWidget(label(ngettext("and {n} more", "and {n} more", n - _LINES), Step.NOTE))


def _card_in(widget: QWidget, workspace: Workspace) -> QVBoxLayout:
    outer = QVBoxLayout(widget)
    outer.setContentsMargins(0, 0, 0, 0)
    frame, layout = card(workspace.theme)
    outer.addWidget(frame)
    return layout


def _subtitle(assessment: Assessment) -> str:
    return words().listed(
        [
            word(assessment.kind, words()),
            word(assessment.mode, words()),
            words().date(assessment.date),
            word(assessment.state, words()),
        ]
    )
