"""The line above a question: the way back up, and its place in its section."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from capacity_app.i18n import ltr
from capacity_app.model.instrument import Instrument
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.text import button, short_label


class IndicatorHead:
    """Put into the head of a page; ``up`` is where the way back leads."""

    def __init__(self, head: QHBoxLayout, up: Callable[[], object]) -> None:
        self.back_link = button("", up, "link")
        self._position = short_label("", Step.NOTE)
        head.insertWidget(0, self.back_link)
        head.insertStretch(1, 1)
        head.insertWidget(2, self._position)

    def show_place(self, instrument: Instrument, indicator: str, checking: bool) -> None:
        """Name the section, or the reading over that the question was opened from."""
        area = instrument.area_of(indicator)
        title = area.title[words().code]
        arrow = "›" if words().rtl else "‹"
        check = _("Check your answers")
        self.back_link.setText(f"{arrow} {check if checking else f'{ltr(area.id)} {title}'}")
        to_list = _("Back to the list: {area}", area=title)
        self.back_link.setAccessibleName(check if checking else to_list)
        place = [each.id for each in area.indicators].index(indicator) + 1
        n, total = words().number(place), words().number(len(area.indicators))
        self._position.setText(_("{n} of {total} in this area", n=n, total=total))
