"""The fields an action is edited with: how each is shown, read and written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Support
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.choices import CheckBoxes
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.form import choice, text_field
from capacity_app.ui.widgets.text import start_aligned
from capacity_app.vocabulary import word


class NotReadable(Exception):
    """What is typed means nothing yet; the text says, in words, what to do."""


@dataclass(frozen=True)
class Field:
    """A widget, and how a value is read from it and written into it."""

    widget: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]


def text(lines: int = 1) -> Field:
    """Free text; spaces around it are not kept."""
    made = text_field("", lines)
    if isinstance(made, QPlainTextEdit):
        start_aligned(made)
        return Field(made, lambda: made.toPlainText().strip(), lambda given: _area(made, given))
    line = made
    return Field(line, lambda: line.text().strip(), lambda given: line.setText(str(given)))


def typed(read: Callable[[str], Any], write: Callable[[Any], str]) -> Field:
    """A number: typed left to right in every language, ``read`` raises UserError."""
    line = QLineEdit()
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return Field(line, lambda: read(line.text()), lambda given: line.setText(write(given)))


def one_of(kind: type[StrEnum], empty: str = "") -> Field:
    """One of the choices of an enum; with words for none of them, None may be chosen."""
    items = [("", empty)] if empty else []
    box = choice([*items, *((each.value, word(each, words())) for each in kind)])

    def read() -> StrEnum | None:
        key = box.currentData()
        return kind(key) if key else None

    return Field(box, read, lambda given: _choose(box, given.value if given else ""))


def level(instrument: Instrument) -> Field:
    """A level of the one scale, or none."""
    names = [
        (
            each.level,
            _("{level} {name}", level=words().number(each.level), name=each.name[words().code]),
        )
        for each in instrument.rules.scale
    ]
    return _keyed([(None, _("Not said")), *names])


def yes_no() -> Field:
    """Yes, no, or not judged yet."""
    return _keyed([(None, _("Not judged yet")), (True, _("Yes")), (False, _("No"))])


def indicator(instrument: Instrument) -> Field:
    """The indicator an action is about, or none; one no longer asked stays choosable."""
    box = QComboBox()
    box.addItem(_("No single indicator"), "")
    for each in instrument.indicators:
        title = each.title[words().code]
        box.addItem(_("{code} {title}", code=each.id, title=title), each.id)

    def write(given: str) -> None:
        if box.findData(given) < 0:
            box.addItem(given, given)
        _choose(box, given)

    return Field(box, box.currentData, write)


def day(theme: Theme) -> Field:
    """A date, or none."""
    made = DateField(theme, None)

    def read() -> date | None:
        if made.error():
            raise NotReadable(made.error())
        return made.date()

    return Field(made, read, made.set_date)


def supports(theme: Theme) -> Field:
    """Several kinds of help; "none" stands alone."""
    items = [(each.value, word(each, words())) for each in Support]
    boxes = CheckBoxes(theme, items, (), columns=2)

    def write(given: list[Support]) -> None:
        with QSignalBlocker(boxes):
            for each in Support:
                boxes.box(each.value).setChecked(each in given)

    return Field(boxes, lambda: [Support(key) for key in boxes.chosen()], write)


def without_contradiction(chosen: list[Support], before: list[Support]) -> list[Support]:
    """ "None" takes the others away, and any other takes "none" away."""
    if Support.NONE not in chosen or len(chosen) == 1:
        return chosen
    if Support.NONE in before:
        return [each for each in chosen if each is not Support.NONE]
    return [Support.NONE]


def shown_amount(value: Decimal | None) -> str:
    """An amount or rate as it is typed, with separators; "" when there is none."""
    return "" if value is None else words().number(value)


def lock(widget: QWidget, locked: bool) -> None:
    """Grey a field; a text in it can still be reached, read and copied."""
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        widget.setReadOnly(locked)
        widget.setProperty("locked", "true" if locked else "false")
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    else:
        widget.setEnabled(not locked)


def _keyed(items: list[tuple[object, str]]) -> Field:
    """A list whose choices stand for plain values; they are found by place, not by likeness."""
    values = [value for value, _text in items]
    box = choice([(str(place), text) for place, (_value, text) in enumerate(items)])
    return Field(
        box,
        lambda: values[box.currentIndex()],
        lambda given: box.setCurrentIndex(values.index(given)),
    )


def _choose(box: QComboBox, key: str) -> None:
    box.setCurrentIndex(max(0, box.findData(key)))


def _area(area: QPlainTextEdit, given: str) -> None:
    with QSignalBlocker(area):
        area.setPlainText(given)
