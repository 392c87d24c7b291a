"""The head of an indicator: its title, its question, and what has to be known before answering."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment, State
from capacity_app.model.instrument import Indicator
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.terms import TermLabel
from capacity_app.ui.widgets.text import button, label


class Question(QWidget):
    """Says on PSEA questions that no cases belong here, and when everything is locked."""

    def __init__(self, theme: Theme, to_review: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(2))
        self._title = label("", Step.TITLE)
        self.asked = TermLabel(theme, Step.CARD)
        self._privacy = label(
            _("Do not write names or cases. This page only asks whether a process exists."),
            tone="attention",
        )
        self.locked = QWidget()
        line = QHBoxLayout(self.locked)
        line.setContentsMargins(0, 0, 0, 0)
        self._locked_text = label("", tone="attention")
        line.addWidget(self._locked_text, 1)
        line.addWidget(button(_("See the sign-off"), to_review, "link"))
        for part in (self._title, self.asked, self._privacy, self.locked):
            column.addWidget(part)

    def show_question(self, indicator: Indicator, assessment: Assessment) -> None:
        """Show an indicator's question."""
        language = words().code
        self._title.setText(f"{ltr(indicator.id)}  {indicator.title[language]}")
        self.asked.show_text(indicator.question)
        self._privacy.setVisible(indicator.is_psea)
        self.locked.setVisible(assessment.state is not State.DRAFT)
        number = words().number(assessment.revision)
        self._locked_text.setText(
            _("Revision {n} is signed off: answers can be read, not changed.", n=number)
        )


def names_warning() -> QLabel:
    """Said under a note that looks as if it names somebody."""
    warning = _(
        "This looks like a name, number or age that could point to a person. Leave it out: "
        "this program must not hold cases."
    )
    return label(warning, Step.NOTE, "attention")
