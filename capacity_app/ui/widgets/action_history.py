"""What happened to one action since the first sign-off, newest first; closed until wanted."""

from collections.abc import Callable, Iterable, Iterator, Set

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.history import Entry, What
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.history_list import (
    change_in_words,
    reason_in_words,
    reasons_of_reopening,
    when_in_words,
)
from capacity_app.ui.widgets.text import label

_MOST = 100  # more would make the form slow, and are in the full export


class ActionHistory(QWidget):
    """``entries`` reads the history of the open assessment, oldest first, when it is opened."""

    def __init__(self, theme: Theme, entries: Callable[[], Iterable[Entry]]) -> None:
        super().__init__()
        self._theme, self._entries = theme, entries
        self._ref = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.opening = Disclosure(theme, _("What happened"), self._make)
        column.addWidget(self.opening)
        column.addWidget(self.opening.panel)

    def show_action(self, ref: str) -> None:
        """Tell of an action; while it stays the same one, an open list is read anew."""
        opened = self.opening.isChecked() and ref == self._ref
        self._ref = ref
        self.opening.renew()
        self.opening.setChecked(opened)

    @property
    def lines(self) -> list[str]:
        """What is said, line by line, newest first."""
        told = list(self._entries())
        reopened_for = reasons_of_reopening(told)
        own = [e for e in told if e.what is What.PLAN and e.subject == self._ref]
        own.sort(key=lambda entry: entry.sequence, reverse=True)
        return [words().listed(_parts(entry, reopened_for)) for entry in own[:_MOST]]

    def _make(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        gap = self._theme.gap
        column.setContentsMargins(gap(2), 0, gap(2), gap(1))
        column.setSpacing(gap(1))
        for line in self.lines or [_("Changes are written down from the first sign-off on.")]:
            column.addWidget(label(line, Step.NOTE))
        return made


def _parts(entry: Entry, reopened_for: Set[str]) -> Iterator[str]:
    said = (
        *(when_in_words(entry), entry.who, change_in_words(entry)),
        reason_in_words(entry, reopened_for),
    )
    yield from (part for part in said if part)
