"""Home: where was I, what is left, what next."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment, Summary
from capacity_app.model.library import twins
from capacity_app.ui import ask
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.bin_list import BinList, put_in_bin
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.home_cards import ContinueCard, due_card, expiring_card, left_card
from capacity_app.ui.widgets.library_list import LibraryList
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.reviews_card import review_card
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace


class HomePage(Page):
    """One primary button; the other assessments quietly below."""

    name = "home"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.library: LibraryList | None = None
        self._primary: QPushButton | None = None
        self._seek_first = False
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, context=context).activated.connect(
            self._go_to_search
        )

    def show_with(self, **arguments: object) -> None:
        """Read the list of assessments and the open one.

        ``query`` is searched for; ``search`` puts the focus into the search field.
        """
        self.clear()
        self.library, self._primary = None, None
        self._seek_first = bool(arguments.get("search"))
        assessment = self.workspace.assessment
        self.title.setText(_greeting(assessment))
        if assessment is not None:
            self._show_open(assessment)
        everything = self._read()
        others = [each for each in everything if assessment is None or each.id != assessment.id]
        if everything:
            self._show_twins(everything)
        if assessment is None and not others:
            self._show_first_steps()
        else:
            self._show_others(others, everything)
        self._show_bin()
        self.body.addStretch(1)
        query = arguments.get("query")
        if self.library is not None and isinstance(query, str):
            self.library.search.setText(query)

    def arguments(self) -> dict[str, object]:
        """What is being searched for."""
        query = self.library.search.text() if self.library is not None else ""
        return {"query": query} if query else {}

    def first_focus(self) -> QWidget | None:
        """The one primary button, or the search field when it was asked for."""
        if self._seek_first and self.library is not None:
            return self.library.first_focus()
        return self._primary

    def _go_to_search(self) -> None:
        if self.library is not None:
            self.library.first_focus().setFocus()

    def _read(self) -> list[Summary]:
        try:
            return self.workspace.store.summaries()
        except UserError as error:
            self.body.addWidget(label(ask.in_words(error), tone="danger"))
            return []

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
        self.body.addWidget(self._quiet_steps(False), 0, start)

    def _quiet_steps(self, has_sample: bool) -> QWidget:
        row = QWidget()
        row.setEnabled(self.workspace.is_ready)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.gap(2))
        if not has_sample:
            layout.addWidget(button(_("Look at a fictitious sample"), self._open_sample))
        else:
            layout.addWidget(button(_("Remove the fictitious sample"), self._remove_sample))
        layout.addWidget(button(_("Open an assessment file…"), self._open_file))
        return row

    def _show_open(self, assessment: Assessment) -> None:
        first = ContinueCard(self.workspace, assessment)
        self._primary = first.primary
        cards = [first, left_card(self.workspace, assessment)]
        self.body.addWidget(FlowGrid(self.theme, cards, 44, (2, 1)))
        for made in (
            expiring_card(self.workspace, assessment),
            due_card(self.workspace, assessment),
            review_card(self.workspace, assessment),
        ):
            if made is not None:
                self.body.addWidget(made)

    def _show_twins(self, summaries: list[Summary]) -> None:
        """Point out organisations that are there twice, perhaps in two spellings."""
        names = {
            each.organisation_id: list(each.organisation.values())
            for each in summaries
            if not each.is_sample
        }
        alike = twins(names) if len(names) > 1 else []
        if not alike:
            return
        first = {each.organisation_id: each for each in reversed(summaries)}
        titles = words().listed(first[key].organisation_name(words().code) for key in alike[:4])
        text = _(
            "These organisations have the same name, perhaps in two spellings: {names}. If they "
            "are one, use one of them from now on; if not, tell their names apart in the profile.",
            names=titles,
        )
        frame, layout = card(self.theme, "notice")
        layout.addWidget(label(text))
        self.body.addWidget(frame)

    def _show_others(self, others: list[Summary], everything: list[Summary]) -> None:
        prominent = self.workspace.assessment is None
        self.body.addSpacing(self.theme.gap(2))
        if others:
            title = _("Your assessments") if prominent else _("Other assessments")
            self.body.addWidget(label(title, Step.CARD))
            headings = len({each.organisation_id for each in everything}) > 1
            self.library = LibraryList(self.theme, others, headings)
            self.library.rows.setEnabled(self.workspace.is_ready)
            self.library.opened.connect(self._open)
            self.library.delete_requested.connect(lambda each: put_in_bin(self.workspace, each))
            self.body.addWidget(self.library)
        start = Qt.AlignmentFlag.AlignLeading
        new = button(_("Start another assessment"), self._start, "primary" if prominent else "")
        if prominent:
            self._primary = new
        self.body.addWidget(new, 0, start)
        has_sample = any(each.is_sample for each in everything)
        self.body.addWidget(self._quiet_steps(has_sample), 0, start)

    def _show_bin(self) -> None:
        lying = self.workspace.store.deleted() if self.workspace.is_ready else []
        if lying:
            self.bin = BinList(self.workspace, lying)
            self.body.addWidget(self.bin)

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
