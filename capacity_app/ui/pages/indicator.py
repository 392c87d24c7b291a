"""One indicator: its question, its levels, what proves it, and a note; saved at every step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from capacity_app.model.assessment import Answer, Assessment, Changed, ElementAnswer, State
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Indicator
from capacity_app.model.progress import neighbour
from capacity_app.ui.language import _, words
from capacity_app.ui.stopwatch import Stopwatch
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.elements import SUSTAINED, Elements
from capacity_app.ui.widgets.evidence_copy import Drops
from capacity_app.ui.widgets.grounds import Grounds
from capacity_app.ui.widgets.guidance import Guidance
from capacity_app.ui.widgets.indicator_head import IndicatorHead
from capacity_app.ui.widgets.last_time import LastTimeNote
from capacity_app.ui.widgets.level_cards import (
    DONT_KNOW,
    NOT_APPLICABLE,
    LevelCards,
    number_of,
    number_of_key,
)
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.question import Question
from capacity_app.ui.widgets.terms import Terms
from capacity_app.ui.widgets.text import button, short_label
from capacity_app.ui.widgets.wanted_text import WantedText
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess

Deed = Callable[..., Assessment]


class IndicatorPage(Page):
    """Built once; each indicator is shown in the same widgets, so that going on is quick."""

    name = "indicator"
    undoes = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._id = ""
        self._check = ""
        self._watch = Stopwatch(workspace, self)
        self._question()
        self._answers()
        self._proof_and_note()
        self._feet()
        texts = [self.question.asked, *(card.text_label for card in self.cards.cards)]
        self.terms = Terms(self, texts)
        self.guidance.opened.connect(self.terms.add)

    # building

    def _question(self) -> None:
        self.above = IndicatorHead(self.head, self._go_up)
        self.title.hide()
        self.body.setSpacing(self.theme.gap(2))
        self.question = Question(self.theme, lambda: self.workspace.go("review"))
        self.body.addWidget(self.question)

    def _answers(self) -> None:
        self.cards = LevelCards(self.theme)
        self.cards.chosen.connect(self._chosen)
        self.elements = Elements(self.theme)
        self.elements.answered.connect(self._element)
        self.elements.not_applicable_requested.connect(self._not_applicable)
        self.body.addWidget(self.cards)
        self.body.addWidget(self.elements)
        self.last_time = LastTimeNote(self.workspace)
        self.last_time.chosen.connect(
            lambda why: self._do(assess.choose_reason_of_change, Changed(why))
        )
        self.body.addWidget(self.last_time)
        self.reason = WantedText(self.theme, _("Why does it not apply to you? (required)"))
        self.reason.kept.connect(lambda text: self._do(assess.mark_not_applicable, text))
        self.reason.kept.connect(lambda _text: self._show_verdict())
        self.body.addWidget(self.reason)

    def _proof_and_note(self) -> None:
        self.grounds = Grounds(self.workspace)
        self.evidence, self.without = self.grounds.evidence, self.grounds.without
        self.note = self.grounds.note.editor
        self.evidence.added.connect(self._add_evidence)
        self.evidence.linked.connect(lambda ref: self._link(ref, True))
        self.evidence.unlinked.connect(lambda ref: self._link(ref, False))
        self.drops = Drops(self.evidence, self.workspace, lambda: self._id, self._show_answer)
        self.without.kept.connect(lambda text: self._do(assess.write_reason, text))
        self.note.kept.connect(lambda text: self._do(assess.write_note, text))
        self.guidance = Guidance(self.theme)
        self.body.addWidget(self.grounds)
        self.body.addWidget(self.guidance)
        self.body.addStretch(1)

    def _feet(self) -> None:
        self.back_button = button(_("Back"), self._go_back)
        self.continue_button = button(_("Continue"), self.go_on, "primary")
        self._keys = short_label(
            _("Keys: 1 to 4 level, N not applicable, ? don't know, Enter continue"), Step.NOTE
        )
        arrow = "Alt+Right" if words().rtl else "Alt+Left"
        QShortcut(QKeySequence(arrow), self).activated.connect(self._go_back)
        self.foot.addWidget(self.back_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self._keys)
        self.foot.addStretch(1)
        self.foot.addWidget(self.continue_button)

    # showing

    def show_with(self, **arguments: object) -> None:
        """Show an indicator by id; ``check`` is the section being read over, to come back to."""
        wanted = str(arguments.get("indicator") or self._id)
        instrument = self.workspace.instrument
        self._id = wanted if wanted in instrument else instrument.indicators[0].id
        self._check = str(arguments.get("check") or "")
        assess.visit(self.workspace.store, self.workspace.open_assessment, self._id)
        self._watch.start(self._indicator)
        self._show_texts()
        self._show_answer()
        self.guidance.show_indicator(self._indicator)
        self.scroll_to_top()

    def arguments(self) -> dict[str, object]:
        """The indicator shown, and the section to come back to."""
        back = {"check": self._check} if self._check else {}
        return {"indicator": self._id, **back}

    def first_focus(self) -> QWidget | None:
        """The chosen level, or the first."""
        indicator = self._indicator
        if indicator.is_psea:
            return self.elements.row(indicator.elements[0].id)
        return self.cards.group.checkedButton() or self.cards.cards[0]

    def leave(self) -> None:
        """Keep note and reasons that are being typed."""
        if self._id and self.workspace.assessment is not None:
            self._watch.settle()
            for field in (self.note, self.reason, self.without):
                field.keep()

    @property
    def _area_id(self) -> str:
        return self.workspace.instrument.area_of(self._id).id

    @property
    def _indicator(self) -> Indicator:
        return self.workspace.instrument.indicator(self._id)

    @property
    def _answer(self) -> Answer:
        return self.workspace.open_assessment.answer(self._id)

    def _show_texts(self) -> None:
        instrument, language = self.workspace.instrument, words().code
        indicator = instrument.indicator(self._id)
        self.above.show_place(instrument, self._id, bool(self._check))
        self.question.show_question(indicator, self.workspace.open_assessment)
        self._keys.setVisible(not indicator.is_psea)
        self.back_button.setEnabled(neighbour(instrument, self._id, -1) is not None)
        if not indicator.is_psea:
            names = [instrument.rules.level_name(level)[language] for level in (1, 2, 3, 4)]
            texts = [indicator.levels[level] for level in (1, 2, 3, 4)]
            self.cards.say(names, texts)

    def _show_answer(self) -> None:
        indicator, answer = self._indicator, self._answer
        self.cards.setVisible(not indicator.is_psea)
        self.elements.setVisible(indicator.is_psea)
        if indicator.is_psea:
            self.elements.show_standard(indicator, answer, self.workspace.instrument.rules)
        else:
            self.cards.set_chosen(number_of(answer))
        self.reason.show_text(answer.not_applicable or "")
        self.reason.field.setReadOnly(self.workspace.open_assessment.state is not State.DRAFT)
        self.grounds.show_answer(indicator, answer)
        self.terms.renew(self.elements.texts if indicator.is_psea else ())
        self._show_wants()

    def _show_wants(self) -> None:
        """Show the fields that the present answer asks for."""
        indicator, answer = self._indicator, self._answer
        self.reason.setVisible(answer.not_applicable is not None)
        self.cards.last_time.setText(self.last_time.show_for(indicator, answer))
        self.grounds.show_wants(indicator, answer)

    # doing

    def _do(self, deed: Deed, *values: object) -> bool:
        store, indicator = self.workspace.store, self._id
        return self.workspace.do(lambda assessment: deed(store, assessment, indicator, *values))

    def _chosen(self, number: int) -> None:
        if number == NOT_APPLICABLE:
            self._not_applicable()
        elif number == DONT_KNOW:
            self._do(assess.mark_dont_know)
        else:
            self._do(assess.choose_level, number)
        self.cards.set_chosen(number_of(self._answer))
        self._show_wants()

    def _not_applicable(self) -> None:
        if self._answer.not_applicable is None:
            self._do(assess.mark_not_applicable, "")
        elif self._indicator.is_psea:
            self._do(assess.clear)
        self._show_answer()
        if self.reason.isVisible():
            self.reason.field.setFocus()

    def _element(self, element: str, choice: str) -> None:
        sustained = element == SUSTAINED
        deed = assess.choose_sustained if sustained else assess.choose_element
        about = () if sustained else (element,)
        if not self._do(deed, *about, ElementAnswer(choice)):
            self._show_answer()
        self._show_verdict()
        self._show_wants()

    def _show_verdict(self) -> None:
        if self._indicator.is_psea:
            self.elements.say_level(self._answer)

    def _add_evidence(self, kind: str, title: str, held_at: str) -> None:
        item = EvidenceItem(ref="", title=title, type=kind, held_at=held_at)
        store, indicators = self.workspace.store, [self._id]
        self.workspace.do(lambda a: assess.add_evidence(store, a, item, indicators))
        self._show_answer()
        self.continue_button.setFocus()

    def _link(self, ref: str, linked: bool) -> None:
        store, indicator = self.workspace.store, self._id
        self.workspace.do(lambda a: assess.link_evidence(store, a, indicator, ref, linked))
        self._show_answer()

    # going

    def go_on(self) -> None:
        """The next indicator, or at the end of a section its answers to read over.

        A reason still wanted is asked for first.
        """
        self.leave()
        answer = self._answer
        if answer.not_applicable is not None and not answer.not_applicable.strip():
            self.reason.ask()
            return
        if self._check:
            self._go_up()
        elif self.workspace.instrument.area_of(self._id).indicators[-1].id == self._id:
            self.workspace.go("check", section=self._area_id)
        else:
            following = neighbour(self.workspace.instrument, self._id, +1)
            self.workspace.go("indicator", indicator=following)

    def _go_up(self) -> None:
        """Back to where this question was opened from: the answers read over, or the list."""
        if self._check:
            self.workspace.go("check", section=self._check)
        else:
            self.workspace.go("tasks", area=self._area_id)

    def _go_back(self) -> None:
        before = neighbour(self.workspace.instrument, self._id, -1)
        if before is not None:
            self.workspace.go("indicator", indicator=before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4, N, ? and Enter."""
        number = None if self._indicator.is_psea else number_of_key(event.text())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_or_go_on()
        elif number is not None:
            self.cards.choose(number)
        else:
            super().keyPressEvent(event)

    def _press_or_go_on(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.go_on()
