"""The lines of a returned plan, by action, with what has to be known before ticking them."""

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.ui import ask
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.returned_cards import AddedCard, ChangedCard, ReturnedCard
from capacity_app.ui.widgets.text import button, label
from capacity_app.usecases.plan_return import Added, Line, Returned

_AT_ONCE: Final = 20  # cards; more are made when they are asked for
_FAULTS: Final = 100


class ReturnedList(QWidget):
    """All lines of a workbook. ``fresh`` ticks those that need no second look."""

    toggled = Signal()

    def __init__(self, theme: Theme, returned: Returned, fresh: bool) -> None:
        super().__init__()
        self._theme = theme
        self.returned = returned
        self._ticked = {each.key for each in returned.suggested} if fresh else set[str]()
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(3))
        self._say_what()
        self._cards = self._card_makers()
        self.more = button("", self._add_cards, "link")
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._add_cards()

    @property
    def choosable(self) -> int:
        """How many lines may be taken over."""
        return len(self.returned.takeable)

    def chosen(self) -> list[Line | Added]:
        """What is ticked."""
        return [each for each in self.returned.takeable if each.key in self._ticked]

    def tick(self, on: bool) -> None:
        """Tick everything that may be taken over, or nothing."""
        self._ticked = {each.key for each in self.returned.takeable} if on else set()
        for box in self._boxes.values():
            with QSignalBlocker(box):
                box.setChecked(on)
        self.toggled.emit()

    def box(self, key: str) -> QCheckBox:
        """The box of a line; KeyError when it has none."""
        return self._boxes[key]

    def first_box(self) -> QCheckBox | None:
        """The first box, to begin with."""
        return next(iter(self._boxes.values()), None)

    def _say_what(self) -> None:
        given = self.returned
        n = len(given.lines) + len(given.added)
        text = ngettext(
            "{file}: {n} line differs from your plan. Tick it to take it over.",
            "{file}: {n} lines differ from your plan. Tick those to take over.",
            n,
            file=given.file,
        )
        if not n:
            text = _("{file} changes nothing in your plan.", file=given.file)
        self._column.addWidget(label(text))
        if given.older:
            old, new = words().number(given.revision or 0), given.assessment.revision
            said = _(
                "It was made from revision {old}, and this is revision {new}: look at each line.",
                old=old,
                new=words().number(new),
            )
            self._column.addWidget(label(said, tone="attention"))
        if given.absent:
            self._column.addWidget(label(_absent(given.absent), Step.NOTE))
        if given.faults:
            self._add_faults()

    def _add_faults(self) -> None:
        n = len(self.returned.faults)
        text = ngettext("{n} cell was left out", "{n} cells were left out", n)
        self.faults = Disclosure(self._theme, text, self._tell_faults)
        self._column.addWidget(self.faults, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.faults.panel)

    def _tell_faults(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(self._theme.gap(3), 0, 0, 0)
        for fault in self.returned.faults[:_FAULTS]:
            column.addWidget(label(ask.in_words(fault), Step.NOTE, "attention"))
        if len(self.returned.faults) > _FAULTS:
            column.addWidget(label("…", Step.NOTE))
        return made

    def _card_makers(self) -> list[Callable[[], ReturnedCard]]:
        """How each card is made, new actions last."""
        makers: list[Callable[[], ReturnedCard]] = []
        for ref, lines in groupby(self.returned.lines, key=lambda line: line.ref):
            makers.append(partial(self._changed, ref, list(lines)))
        makers += [partial(self._added, added) for added in self.returned.added]
        return makers

    def _changed(self, ref: str, lines: list[Line]) -> ReturnedCard:
        text = self.returned.assessment.action(ref).action
        return ChangedCard(self._theme, text, lines, self._ticked)

    def _added(self, added: Added) -> ReturnedCard:
        return AddedCard(self._theme, added, added.key in self._ticked)

    def _add_cards(self) -> None:
        """Make the next cards; a long workbook must not keep the window waiting."""
        ready, self._cards = self._cards[:_AT_ONCE], self._cards[_AT_ONCE:]
        for make in ready:
            made = make()
            for key, box in made.boxes.items():
                box.toggled.connect(lambda on, key=key: self._toggle(key, on))
            self._boxes |= made.boxes
            self._column.insertWidget(self._column.count() - 1, made)
        n = len(self._cards)
        self.more.setText(ngettext("Show {n} more action", "Show {n} more actions", n))
        self.more.setVisible(n > 0)

    def _toggle(self, key: str, on: bool) -> None:
        if on:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self.toggled.emit()


def _absent(refs: tuple[str, ...]) -> str:
    shown = words().listed([ltr(ref) for ref in refs[:10]])
    more = " …" if len(refs) > 10 else ""
    return ngettext(
        "{n} action is not in the workbook and stays as it is: {refs}",
        "{n} actions are not in the workbook and stay as they are: {refs}",
        len(refs),
        refs=shown + more,
    )
