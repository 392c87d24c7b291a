"""Cards of a returned plan: one for each action, a box to tick for each line of it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.returned_words import (
    field_name,
    filled,
    heading,
    remark,
    shown,
    spoken,
)
from capacity_app.ui.widgets.text import card, label
from capacity_app.usecases.plan_return import Added, Line, Standing

_FIELD, _OURS, _THEIRS = 0, 1, 2


class ReturnedCard(QWidget):
    """What the workbook says of one action. ``boxes`` by the key of their line."""

    toggled = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, self._column = card(theme)
        outer.addWidget(frame)
        self._column.addWidget(label(title, bold=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.gap(4))
        self._grid.setVerticalSpacing(theme.gap(1))
        self._grid.setColumnMinimumWidth(_FIELD, theme.chars(26))
        self._grid.setColumnStretch(_OURS, 1)
        self._grid.setColumnStretch(_THEIRS, 1)
        self._column.addLayout(self._grid)
        self.boxes: dict[str, QCheckBox] = {}

    def _tick_box(self, key: str, text: str, name: str, ticked: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(name)
        box.setChecked(ticked)
        box.toggled.connect(lambda _on: self.toggled.emit())
        self.boxes[key] = box
        return box

    def _value(self, text: str, tone: str = "") -> QLabel:
        """A value on the line of its box; it wraps and can be copied."""
        made = label(text, tone=tone)
        made.setContentsMargins(0, self._theme.gap(1), 0, 0)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    def _put(self, widget: QWidget, row: int, column: int, across: int = 1) -> None:
        start = Qt.AlignmentFlag.AlignTop
        if column == _FIELD:
            start |= Qt.AlignmentFlag.AlignLeading
        self._grid.addWidget(widget, row, column, 1, across, start)


class ChangedCard(ReturnedCard):
    """An action that is here: what is here now beside what the workbook says."""

    def __init__(
        self, theme: Theme, action: str, lines: Sequence[Line], ticked: Iterable[str]
    ) -> None:
        super().__init__(theme, heading(lines[0].ref, action))
        chosen = set(ticked)
        self._put(label(_("Here now"), Step.NOTE), 0, _OURS)
        self._put(label(_("In the workbook"), Step.NOTE), 0, _THEIRS)
        row = 1
        for line in lines:
            self._put(self._head(line, line.key in chosen), row, _FIELD)
            self._put(self._value(shown(line.field, line.old), "muted"), row, _OURS)
            self._put(self._value(shown(line.field, line.new)), row, _THEIRS)
            said, tone = remark(line)
            if said:
                row += 1
                self._put(label(said, Step.NOTE, tone), row, _OURS, 2)
            row += 1

    def _head(self, line: Line, ticked: bool) -> QWidget:
        if line.standing is Standing.LOCKED:
            return self._value(field_name(line.field), "muted")
        return self._tick_box(line.key, field_name(line.field), spoken(line), ticked)


class AddedCard(ReturnedCard):
    """A row that is no action here yet."""

    def __init__(self, theme: Theme, added: Added, ticked: bool) -> None:
        n = words().number(added.row)
        super().__init__(theme, _("Row {n} is a new action", n=n))
        text = _("Add this action to the plan")
        name = _("Add the action of row {n} to the plan: {text}", n=n, text=added.action.action)
        self._put(self._tick_box(added.key, text, name, ticked), 0, _FIELD, 3)
        row = 1
        if added.ref:
            said = _(
                "The workbook calls it {ref}, and no action here has that name: it may have been "
                "removed here.",
                ref=added.ref,
            )
            self._put(label(said, Step.NOTE, "attention"), row, _FIELD, 3)
            row += 1
        for name, value in filled(added.action):
            self._put(label(name, tone="muted"), row, _FIELD)
            self._put(label(value), row, _OURS, 2)
            row += 1
