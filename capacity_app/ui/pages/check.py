"""The answers of one section read over before going on: in words, with what proves them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from capacity_app.i18n import isolate, ltr
from capacity_app.model.assessment import Answer, State
from capacity_app.model.instrument import Indicator
from capacity_app.model.progress import Given, given
from capacity_app.model.text import Text
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.answer_words import answer_in_words, elements_in_words
from capacity_app.ui.widgets.doubts import doubt_label, doubts_of
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace

LONGEST_NOTE = 240


class CheckPage(Page):
    """One area, or with ``domain`` a whole domain. "Change" goes to the question and comes back."""

    name = "check"
    undoes = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._section = ""
        self.go_on_button = button(_("Continue"), self._go_on, "primary")
        self.go_on_button.setAutoDefault(True)  # so that Enter presses it, as Space does
        self.foot.addWidget(button(_("Back to the list"), self._to_list, "link"))
        self.foot.addStretch(1)
        self.foot.addWidget(self.go_on_button)

    def show_with(self, **arguments: object) -> None:
        """Read the answers of a section: the id of an area or of a domain."""
        self.clear()
        instrument, language = self.workspace.instrument, words().code
        known = [*(each.id for each in instrument.domains), *(each.id for each in instrument.areas)]
        wanted = str(arguments.get("section") or self._section)
        self._section = wanted if wanted in known else instrument.areas[0].id
        self.indicators, title = self._read(self._section)
        self.title.setText(_("Check your answers"))
        self.body.setSpacing(self.theme.gap(2))
        self.body.addWidget(label(f"{ltr(self._section)}  {title[language]}", Step.CARD))
        self.changes: dict[str, QPushButton] = {}
        self._doubts = doubts_of(self.workspace)
        for indicator in self.indicators:
            self.body.addWidget(self._answer(indicator))
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """Going on."""
        return self.go_on_button

    def arguments(self) -> dict[str, object]:
        """The section shown."""
        return {"section": self._section}

    def _read(self, section: str) -> tuple[tuple[Indicator, ...], Text]:
        instrument = self.workspace.instrument
        for domain in instrument.domains:
            if domain.id == section:
                return domain.indicators, domain.title
        area = instrument.area(section)
        return area.indicators, area.title

    def _answer(self, indicator: Indicator) -> QWidget:
        own = self.workspace.open_assessment
        answer = own.answer(indicator.id)
        frame, column = card(self.theme)
        column.setSpacing(self.theme.gap(1))
        column.addLayout(self._head(indicator))
        state = given(indicator, own)
        said = answer_in_words(indicator, own, self.workspace.instrument.rules)
        open_ones = (Given.NOTHING, Given.BEGUN, Given.DONT_KNOW)
        tone = "attention" if state in open_ones else ""
        column.addWidget(label(said, tone=tone, bold=True))
        if indicator.is_psea and answer.not_applicable is None:
            column.addWidget(label(elements_in_words(indicator, answer)))
        self._add_grounds(column, answer, state)
        for finding in self._doubts.get(indicator.id, []):
            column.addWidget(doubt_label(finding))
        return frame

    def _head(self, indicator: Indicator) -> QHBoxLayout:
        title = indicator.title[words().code]
        line = QHBoxLayout()
        line.addWidget(label(f"{ltr(indicator.id)}  {title}"), 1)
        draft = self.workspace.open_assessment.state is State.DRAFT
        change = button(
            _("Change") if draft else _("Look"), lambda: self._change(indicator.id), "link"
        )
        said = _("Change {title}", title=title) if draft else _("Look at {title}", title=title)
        change.setAccessibleName(said)
        change.setAutoDefault(True)
        self.changes[indicator.id] = change
        line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add_grounds(self, column: QVBoxLayout, answer: Answer, state: Given) -> None:
        """What the answer rests on: reason, proofs and note."""
        if answer.not_applicable:
            column.addWidget(label(_("Because: {reason}", reason=answer.not_applicable)))
        if answer.evidence:
            named = words().listed(item.title for item in answer.evidence)
            column.addWidget(label(_("Evidence: {titles}", titles=named)))
        elif answer.without_evidence:
            text = _("No proof, because: {reason}", reason=answer.without_evidence)
            column.addWidget(label(text))
        elif state is Given.LEVEL:
            column.addWidget(label(_("no proof named"), tone="muted"))
        if answer.note:
            short = answer.note[:LONGEST_NOTE]
            short += "…" if len(answer.note) > LONGEST_NOTE else ""
            column.addWidget(label(_("Note: {note}", note=isolate(short)), Step.NOTE))

    # going

    def _change(self, indicator: str) -> None:
        self.workspace.go("indicator", indicator=indicator, check=self._section)

    def _to_list(self) -> None:
        area = self.workspace.instrument.area_of(self.indicators[0].id).id
        self.workspace.go("tasks", area=area)

    def _go_on(self) -> None:
        """The first question of the next section, or the check of everything."""
        ids = [each.id for each in self.workspace.instrument.indicators]
        place = ids.index(self.indicators[-1].id) + 1
        if place < len(ids):
            self.workspace.go("indicator", indicator=ids[place])
        else:
            self.workspace.go("review")
