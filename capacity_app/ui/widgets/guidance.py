"""What to look at when answering, and the words explained; closed until wanted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.instrument import Indicator
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.expander import Expander
from capacity_app.ui.widgets.text import label
from capacity_app.usecases.glossary import terms_in

WIDEST_CHARS = 95


class Guidance(QWidget):
    """Two expanders under an indicator."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.look_at = Expander(theme, _("What to look at"))
        self.terms = Expander(theme, _("Words explained"))
        column.addWidget(self.look_at)
        column.addWidget(self.terms)

    def show_indicator(self, indicator: Indicator) -> None:
        """Show the guidance and the glossary terms of an indicator."""
        language, shown = words().code, words().shown
        self.look_at.clear()
        self._line(self.look_at, shown(indicator.guidance[language]))
        self._line(self.look_at, _("What often makes the answer too high:"), bold=True)
        self._line(self.look_at, shown(indicator.inflates[language]))
        self._line(self.look_at, _("To discuss:"), bold=True)
        for prompt in indicator.prompts:
            self._line(self.look_at, f"• {shown(prompt[language])}")
        found = terms_in(indicator, language)
        self.terms.clear()
        self.terms.setVisible(bool(found))
        for term in found:
            self._line(self.terms, f"{term.name[language]}: {term.meaning[language]}")

    def _line(self, expander: Expander, text: str, bold: bool = False) -> None:
        line = label(text, bold=bold)
        line.setMaximumWidth(self._theme.chars(WIDEST_CHARS))
        expander.body.addWidget(line)
