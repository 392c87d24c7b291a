"""Tab goes through a page as it is read, whatever part of it was made last."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def follow_layout(page: QWidget) -> None:
    """Put the stops of a page in the order of its layouts: Qt has them as they were made."""
    places: dict[QWidget, int] = {}
    _number(page, places)
    stops = [each for each in _chain(page) if _is_stop(each)]
    wanted = sorted(stops, key=lambda each: _place(each, places))
    if wanted != stops:
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)


def _chain(page: QWidget) -> Iterator[QWidget]:
    following = page.nextInFocusChain()
    while following is not None and following is not page:
        if page.isAncestorOf(following):
            yield following
        following = following.nextInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _number(widget: QWidget, places: dict[QWidget, int]) -> None:
    places[widget] = len(places)
    layout = widget.layout()
    if layout is not None:
        _number_parts(layout, places)
    # None while a scroll area changes its contents, which takes the focus too.
    inside: QWidget | None = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        _number(inside, places)


def _number_parts(layout: QLayout, places: dict[QWidget, int]) -> None:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        part, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if part is not None:
            _number(part, places)
        elif inner is not None:
            _number_parts(inner, places)


def _place(widget: QWidget, places: dict[QWidget, int]) -> int:
    """Its own place, or that of what it is a part of."""
    found: QWidget | None = widget
    while found is not None and found not in places:
        found = found.parentWidget()
    return places[found] if found is not None else 0
