"""The first screen of all: which language."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from capacity_app.i18n import Language
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets import tour
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, label

# Shown before a language is known, so each stands in its own and none is translated.
_NAMES = {
    Language.EN: "Capacity self-assessment",
    Language.AR: "التقييم الذاتي للقدرات",
    Language.CKB: "خۆهەڵسەنگاندنی توانا",
}


class WelcomePage(Page):
    """Three buttons, each in its own language."""

    name = "welcome"

    def show_with(self, **arguments: object) -> None:
        """Build the three buttons."""
        self.clear()
        self.title.setText("")
        centre = Qt.AlignmentFlag.AlignHCenter
        self.body.addStretch(1)
        for language, name in _NAMES.items():
            heading = label(name, Step.TITLE)
            heading.setAlignment(centre)
            direction = (
                Qt.LayoutDirection.RightToLeft if language.rtl else Qt.LayoutDirection.LeftToRight
            )
            heading.setLayoutDirection(direction)
            self.body.addWidget(heading)
        self.body.addSpacing(self.theme.gap(4))
        self._buttons: list[QPushButton] = []
        for language in Language:
            made = button(language.own_name, partial(self._choose, language.code))
            made.setProperty("kind", "big")
            made.setMinimumWidth(self.theme.chars(40))
            self._buttons.append(made)
            self.body.addWidget(made, 0, centre)
        self.body.addStretch(2)

    def show_saved(self) -> None:
        """Nothing is saved yet, and no language is known to say it in."""

    def first_focus(self) -> QWidget | None:
        """The first language."""
        return self._buttons[0]

    def _choose(self, code: str) -> None:
        window = self.window()
        self.workspace.remember(language=code)
        self.name = "home"  # where the window, built anew in that language, goes
        self.workspace.rebuild_requested.emit()
        tour.begin_once(window)
