"""What to look at when answering, and the words explained; closed until wanted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.instrument import Indicator
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.text import label
from capacity_app.usecases.glossary import terms_in

WIDEST_CHARS = 95


class Guidance(QWidget):
    """Two openings under an indicator, filled when they are opened."""

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
        language, shown = words().code, words().shown
        return self._texts(
            shown(self._indicator.guidance[language]),
            _("What often makes the answer too high:"),
            shown(self._indicator.inflates[language]),
            _("To discuss:"),
            *(f"• {shown(prompt[language])}" for prompt in self._indicator.prompts),
        )

    def _explaining(self) -> QWidget:
        assert self._indicator is not None
        language = words().code
        found = terms_in(self._indicator, language)
        return self._texts(*(f"{each.name[language]}: {each.meaning[language]}" for each in found))

    def _texts(self, *texts: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setSpacing(self._theme.gap(1))
        for text in texts:
            line = label(text, bold=text.endswith(":"))
            line.setMaximumWidth(self._theme.chars(WIDEST_CHARS))
            column.addWidget(line)
        return made
