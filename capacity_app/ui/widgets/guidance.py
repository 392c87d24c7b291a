"""What to look at when answering, and the words explained; closed until wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from capacity_app.model.instrument import Indicator
from capacity_app.model.text import Text
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.terms import TermLabel
from capacity_app.ui.widgets.text import label, short_label
from capacity_app.usecases.glossary import terms_in

WIDEST_CHARS = 95


class Guidance(QWidget):
    """Two openings under an indicator, filled when they are opened.

    ``opened`` carries the labels made, whose terms can be explained.
    """

    opened = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._indicator: Indicator | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.look_at = Disclosure(theme, _("What to look at"), self._looking)
        self.terms = Disclosure(theme, _("Words explained"), self._explaining)
        for opening in (self.look_at, self.terms):
            column.addWidget(opening)
            column.addWidget(opening.panel)

    def show_indicator(self, indicator: Indicator) -> None:
        """Tell of another indicator; both openings are closed."""
        self._indicator = indicator
        self.look_at.renew()
        self.terms.renew()
        self.terms.setVisible(bool(terms_in(indicator, words().code)))

    def _looking(self) -> QWidget:
        assert self._indicator is not None
        made, column = self._column()
        marked = [self._term_label(self._indicator.guidance)]
        marked.append(self._term_label(self._indicator.inflates))
        marked += [self._term_label(prompt) for prompt in self._indicator.prompts]
        column.addWidget(marked[0])
        column.addWidget(label(_("What often makes the answer too high:"), bold=True))
        column.addWidget(marked[1])
        column.addWidget(label(_("To discuss:"), bold=True))
        for prompt in marked[2:]:
            line = QHBoxLayout()
            line.addWidget(short_label("•"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(prompt, 1)
            column.addLayout(line)
        self.opened.emit(marked)
        return made

    def _explaining(self) -> QWidget:
        assert self._indicator is not None
        made, column = self._column()
        language = words().code
        for each in terms_in(self._indicator, language):
            line = label(f"{each.name[language]}: {each.meaning[language]}")
            line.setMaximumWidth(self._theme.chars(WIDEST_CHARS))
            column.addWidget(line)
        return made

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setSpacing(self._theme.gap(1))
        return made, column

    def _term_label(self, text: Text) -> TermLabel:
        made = TermLabel(self._theme)
        made.show_text(text)
        made.setMaximumWidth(self._theme.chars(WIDEST_CHARS))
        return made
