"""A PSEA standard's required elements as rows of yes, no, don't know; the level said live."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from capacity_app.model.assessment import Answer, ElementAnswer
from capacity_app.model.instrument import Indicator, Rules
from capacity_app.model.psea import Standard, derived_level, is_not_applicable, standard_of
from capacity_app.model.text import Text
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.choices import OneOf
from capacity_app.ui.widgets.terms import TermLabel
from capacity_app.ui.widgets.text import card, label
from capacity_app.vocabulary import word

SUSTAINED = "sustained"


class Elements(QWidget):
    """The rows of one standard. ``answered`` carries the element's id and the answer."""

    answered = Signal(str, str)
    not_applicable_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: dict[str, OneOf] = {}
        self._inside: QWidget | None = None
        self.texts: list[TermLabel] = []

    @property
    def rows(self) -> tuple[str, ...]:
        """The elements shown, by id, the sustaining one last."""
        return tuple(self._rows)

    @property
    def verdict(self) -> str:
        """What the answers come to, in words."""
        return self._verdict.text()

    def row(self, element: str) -> OneOf:
        """The answer buttons of an element, or of "sustained"."""
        return self._rows[element]

    def show_standard(self, indicator: Indicator, answer: Answer, rules: Rules) -> None:
        """Build the rows of a standard with what was answered."""
        self._indicator, self._rules = indicator, rules
        if self._inside is not None:
            self._inside.setParent(None)
            self._inside.deleteLater()
        self._inside, layout = card(self._theme)
        layout.setSpacing(self._theme.gap(1.5))
        self._column.addWidget(self._inside)
        self._rows, self.texts = {}, []
        for element in indicator.elements:
            given = answer.elements.get(element.id)
            row = self._row(layout, element.id, element.text, given, element.may_be_na)
            self._rows[element.id] = row
        if indicator.sustained is not None:
            layout.addWidget(label(_("To be sustained as well:"), Step.NOTE))
            text, said = indicator.sustained, answer.sustained
            self._rows[SUSTAINED] = self._row(layout, SUSTAINED, text, said, False)
        if indicator.may_be_na:
            self._add_not_applicable(layout, answer)
        self._verdict = label("", bold=True)
        layout.addWidget(self._verdict)
        self.say_level(answer)
        self._inside.show()  # at once: left to the layout it would come a moment later, squeezed

    def say_level(self, answer: Answer) -> None:
        """Say in words what the answers come to so far."""
        self._verdict.setText(_verdict(self._indicator, answer, self._rules))

    def _add_not_applicable(self, layout: QVBoxLayout, answer: Answer) -> None:
        self.not_applicable = QRadioButton(_("Not applicable: no allegation was ever received"))
        self.not_applicable.setAutoExclusive(False)
        self.not_applicable.setChecked(answer.not_applicable is not None)
        self.not_applicable.setAccessibleName(self.not_applicable.text())
        self.not_applicable.clicked.connect(self.not_applicable_requested)
        layout.addWidget(self.not_applicable)

    def _row(
        self,
        layout: QVBoxLayout,
        key: str,
        text: Text,
        given: ElementAnswer | None,
        may_be_na: bool,
    ) -> OneOf:
        offered = [ElementAnswer.YES, ElementAnswer.NO, ElementAnswer.DONT_KNOW]
        if may_be_na:
            offered.append(ElementAnswer.NOT_APPLICABLE)
        items = [(choice.value, word(choice, words())) for choice in offered]
        buttons = OneOf(self._theme, items, given or "", text[words().code])
        buttons.chosen.connect(lambda choice: self.answered.emit(key, choice))
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(3))
        mark = label(key if key != SUSTAINED else "+", bold=True)
        mark.setFixedWidth(self._theme.gap(4))
        line.addWidget(mark)
        said = TermLabel(self._theme)
        said.show_text(text)
        self.texts.append(said)
        line.addWidget(said, 1)
        line.addWidget(buttons)
        layout.addLayout(line)
        return buttons


def _verdict(indicator: Indicator, answer: Answer, rules: Rules) -> str:
    """What a standard's answers come to, and what is still wanting."""
    needed = len(indicator.elements)
    wanted = _(
        "Met when all {n} are yes and at least one proof is named.", n=words().number(needed)
    )
    if is_not_applicable(indicator, answer):
        return _("Not applicable, with a reason; it counts like a standard that is met.")
    level = derived_level(indicator, answer)
    if level is None:
        return wanted
    name = rules.level_name(level)[words().code]
    standard = word(standard_of(indicator, answer), words())
    said = _(
        "{standard}. Level {n}: {name}.", standard=standard, n=words().number(level), name=name
    )
    if standard_of(indicator, answer) is Standard.MET:
        return said
    return f"{said} {wanted}"
