"""Help: the page asked about first, then the others, then every word explained."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, leading
from capacity_app.ui.widgets import tour
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import glossary, manual


class HelpPage(Page):
    """Offline, in the language of the window."""

    name = "help"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._about = "home"

    def show_with(self, **arguments: object) -> None:
        """Show the help of one page opened, the rest closed."""
        self.clear()
        self.title.setText(_("Help"))
        sections = manual.sections(words().code)
        wanted = str(arguments.get("about") or self._about)
        self._about = wanted if wanted in sections else "home"
        frame, layout = card(self.theme)
        layout.addWidget(self._text(sections[self._about]))
        self.body.addWidget(frame)
        if self._about not in ("home", "help"):
            back = button(_("Go back"), lambda: self.workspace.go(self._about))
            self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        again = button(_("Show the tour again"), lambda: tour.begin(self.window()))
        self.body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(label(_("More help"), Step.CARD))
        others = QVBoxLayout()
        others.setSpacing(0)
        openings = [self._section(text) for name, text in sections.items() if name != self._about]
        openings.append(Disclosure(self.theme, _("Words explained"), self._glossary))
        for opening in openings:
            others.addWidget(opening)
            others.addWidget(opening.panel)
        self.body.addLayout(others)
        self.body.addStretch(1)

    def arguments(self) -> dict[str, object]:
        """The page asked about."""
        return {"about": self._about}

    def _section(self, text: str) -> Disclosure:
        heading, _line, rest = text.partition("\n")
        return Disclosure(self.theme, heading.lstrip("# "), lambda: self._text(rest.strip()))

    def _glossary(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        language = words().code
        for term in sorted(glossary.terms(), key=lambda term: term.name[language].casefold()):
            line = label(f"{term.name[language]}: {term.meaning[language]}")
            line.setMaximumWidth(self.theme.chars(90))
            column.addWidget(line)
        return made

    def _text(self, markdown: str) -> QLabel:
        made = label("")
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setText(_html(markdown))
        made.setMaximumWidth(self.theme.chars(80))
        made.setAlignment(leading(words().rtl))
        return made


def _html(markdown: str) -> str:
    """Our own texts as rich text in the direction of the language."""
    document = QTextDocument()
    option = QTextOption()
    rtl = Qt.LayoutDirection.RightToLeft if words().rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(rtl)
    document.setDefaultTextOption(option)
    document.setMarkdown(words().shown(markdown))
    return document.toHtml()
