"""Home: where was I, what is left, what next."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from capacity_app.errors import UserError
from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment, State, Summary
from capacity_app.model.plan import Status
from capacity_app.model.progress import progress, where_to_continue
from capacity_app.ui import ask
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.bin_list import BinList, put_in_bin
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.progress_row import ProgressRow, n_of_n
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.vocabulary import word

SOON_DAYS = 90
DUE_DAYS = 30


class HomePage(Page):
    """One primary button; the other assessments quietly below."""

    name = "home"

    def show_with(self, **arguments: object) -> None:
        """Read the list of assessments and the open one."""
        self.clear()
        self._primary: QPushButton | None = None
        assessment = self.workspace.assessment
        self.title.setText(_greeting(assessment))
        if assessment is not None:
            self._show_open(assessment)
        try:
            others = self.workspace.store.summaries()
        except UserError as error:
            self.body.addWidget(label(ask.in_words(error), tone="danger"))
            others = []
        others = [each for each in others if assessment is None or each.id != assessment.id]
        if assessment is None and not others:
            self._show_first_steps()
        else:
            self._show_others(others, assessment is None)
        self._show_bin()
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The one primary button."""
        return self._primary

    def _show_first_steps(self) -> None:
        text = label(
            _(
                "Walk through funding, coordination, technical health skills and protection from "
                "sexual exploitation and abuse, see where your organisation stands, and make a "
                "plan your funders can trust. Everything stays on this computer."
            )
        )
        text.setMaximumWidth(self.theme.chars(75))
        self.body.addWidget(text)
        start = Qt.AlignmentFlag.AlignLeading
        self._primary = button(_("Start an assessment"), self._start, "primary")
        self.body.addWidget(self._primary, 0, start)
        self.body.addWidget(self._quiet_steps(), 0, start)

    def _quiet_steps(self) -> QWidget:
        row = QWidget()
        row.setEnabled(self.workspace.is_ready)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.gap(2))
        if not any(each.is_sample for each in self.workspace.store.summaries()):
            layout.addWidget(button(_("Look at a fictitious sample"), self._open_sample))
        else:
            layout.addWidget(button(_("Remove the fictitious sample"), self._remove_sample))
        layout.addWidget(button(_("Open an assessment file…"), self._open_file))
        return row

    def _show_open(self, assessment: Assessment) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.theme.gap(3))
        row.addWidget(self._continue_card(assessment), 3)
        row.addWidget(self._left_card(assessment), 2)
        self.body.addLayout(row)
        for made in (self._expiring_card(assessment), self._due_card(assessment)):
            if made is not None:
                self.body.addWidget(made)

    def _continue_card(self, assessment: Assessment) -> QWidget:
        frame, layout = card(self.theme)
        instrument = self.workspace.instrument
        layout.addWidget(label(_subtitle(assessment), tone="muted"))
        draft = assessment.state is State.DRAFT
        target = where_to_continue(instrument, assessment) if draft else None
        start = Qt.AlignmentFlag.AlignLeading
        if target is not None:
            title = instrument.indicator(target).title[words().code]
            layout.addWidget(label(f"{ltr(target)}  {title}", Step.CARD))
            text = _("Continue") if assessment.answered or assessment.last_indicator else _("Begin")
            go = lambda: self.workspace.go("indicator", indicator=target)  # noqa: E731
        else:
            signed = _("Revision {n} is signed off", n=words().number(assessment.revision))
            done = _("Every question is answered.")
            layout.addWidget(label(done if draft else signed, Step.CARD))
            text, go = _("See the results"), lambda: self.workspace.go("results")
        layout.addStretch(1)
        self._primary = button(text, go, "primary")
        self._primary.setMinimumWidth(self.theme.chars(24))
        layout.addWidget(self._primary, 0, start)
        if self.workspace.is_ready:
            layout.addWidget(self._open_links(assessment), 0, start)
        return frame

    def _open_links(self, assessment: Assessment) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.gap(2))
        go = self.workspace.go
        if assessment.state is State.DRAFT:
            layout.addWidget(button(_("Check and sign off"), lambda: go("review"), "link"))
        else:
            follow = lambda: go("setting", follow=True)  # noqa: E731
            layout.addWidget(button(_("Start a follow-up"), follow, "link"))
            layout.addWidget(button(_("See the sign-off"), lambda: go("review"), "link"))
        delete = button(_("Delete…"), lambda: put_in_bin(self.workspace, assessment), "link")
        delete.setAccessibleName(_("Delete this assessment"))
        layout.addWidget(delete)
        return row

    def _left_card(self, assessment: Assessment) -> QWidget:
        frame, layout = card(self.theme)
        layout.addWidget(label(_("What is answered"), Step.CARD))
        for domain in self.workspace.instrument.domains:
            count = progress(domain.indicators, assessment)
            title = domain.title[words().code]
            layout.addWidget(ProgressRow(self.theme, title, count.done, count.all))
        return frame

    def _expiring_card(self, assessment: Assessment) -> QWidget | None:
        today = self.workspace.today
        horizon = today + timedelta(days=SOON_DAYS)
        lines = [(item.expires, item.title) for item in assessment.evidence if item.expires] + [
            (entry.expires, word(entry.authority, words()))
            for entry in assessment.organisation.registrations
            if entry.expires
        ]
        soon = sorted(line for line in lines if line[0] <= horizon)
        if not soon:
            return None
        frame, layout = card(self.theme)
        layout.addWidget(label(_("Expires soon or has expired"), Step.CARD))
        for day, title in soon[:5]:
            text = _("{title}: expires {date}", title=title, date=words().date(day))
            if day < today:
                text = _("{title}: expired {date}", title=title, date=words().date(day))
            layout.addWidget(label(text, tone="attention" if day < today else ""))
        return frame

    def _due_card(self, assessment: Assessment) -> QWidget | None:
        today = self.workspace.today
        horizon = today + timedelta(days=DUE_DAYS)
        closed = (Status.COMPLETED, Status.CANCELLED)
        due = sorted(
            (action.due, action.action)
            for action in assessment.plan
            if action.due and action.due <= horizon and action.status not in closed
        )
        if not due:
            return None
        frame, layout = card(self.theme)
        n = len(due)
        heading = ngettext(
            "{n} action is overdue or due in 30 days",
            "{n} actions are overdue or due in 30 days",
            n,
        )
        layout.addWidget(label(heading, Step.CARD))
        for day, action in due[:5]:
            tone = "attention" if day < today else ""
            layout.addWidget(label(words().listed([words().date(day), action]), tone=tone))
        start = Qt.AlignmentFlag.AlignLeading
        layout.addWidget(button(_("Open the plan"), lambda: self.workspace.go("plan")), 0, start)
        return frame

    def _show_others(self, others: list[Summary], prominent: bool) -> None:
        self.body.addSpacing(self.theme.gap(2))
        if others:
            title = _("Your assessments") if prominent else _("Other assessments")
            self.body.addWidget(label(title, Step.CARD))
        for summary in others[:50]:
            self.body.addWidget(self._summary_row(summary))
        start = Qt.AlignmentFlag.AlignLeading
        kind = "primary" if prominent else ""
        new = button(_("Start another assessment"), self._start, kind)
        if prominent:
            self._primary = new
        self.body.addWidget(new, 0, start)
        self.body.addWidget(self._quiet_steps(), 0, start)

    def _show_bin(self) -> None:
        lying = self.workspace.store.deleted() if self.workspace.is_ready else []
        if lying:
            self.bin = BinList(self.workspace, lying)
            self.body.addWidget(self.bin)

    def _summary_row(self, summary: Summary) -> QWidget:
        text = words().listed(
            [
                summary.organisation_name(words().code),
                word(summary.kind, words()),
                words().date(summary.date),
                n_of_n(summary.answered, summary.applicable),
            ]
        )
        made = button(text, lambda: self._open(summary.id), "row")
        made.setAccessibleName(_("Open {title}", title=text))
        made.setEnabled(self.workspace.is_ready)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(made, 1)
        delete = button(_("Delete…"), lambda: put_in_bin(self.workspace, summary), "link")
        delete.setAccessibleName(_("Delete {title}", title=text))
        delete.setEnabled(self.workspace.is_ready)
        line.addWidget(delete)
        return row

    def _start(self) -> None:
        self.workspace.close_assessment()
        self.workspace.go("setting")

    def _open(self, assessment_id: str) -> None:
        if self.workspace.open(assessment_id):
            self.workspace.go("home")

    def _open_sample(self) -> None:
        from capacity_app.usecases import sample

        try:
            made = sample.make_sample(self.workspace.store, words().code)
        except UserError as error:
            ask.tell_error(error)
            return
        self._open(made.id)

    def _remove_sample(self) -> None:
        from capacity_app.usecases import sample

        sure = ask.confirm(
            _("Remove the fictitious sample organisation with its assessment and plan?"),
            _("Remove"),
            dangerous=True,
        )
        if sure:
            open_one = self.workspace.assessment
            if open_one is not None and open_one.organisation.is_sample:
                self.workspace.close_assessment()
            sample.remove_sample(self.workspace.store)
            self.workspace.go("home")

    def _open_file(self) -> None:
        from pathlib import Path

        from capacity_app import paths
        from capacity_app.usecases import transfer

        folder = Path(self.workspace.settings.export_folder or paths.documents())
        kind = _("Assessment file") + " (*.json)"
        chosen = ask.file_to_open(_("Open an assessment file"), folder, kind)
        if chosen is None:
            return
        try:
            result = transfer.import_document(self.workspace.store, chosen)
        except UserError as error:
            ask.tell_error(error)
            return
        self._open(result.assessment_id)


def _greeting(assessment: Assessment | None) -> str:
    if assessment is None:
        return _("Capacity self-assessment")
    return assessment.organisation.name(words().code)


def _subtitle(assessment: Assessment) -> str:
    return words().listed(
        [
            word(assessment.kind, words()),
            word(assessment.mode, words()),
            words().date(assessment.date),
            word(assessment.state, words()),
        ]
    )
