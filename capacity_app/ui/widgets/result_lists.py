"""Lists of questions whose rows open them: strongest, weakest, open, without proof."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.ui.language import _, ngettext
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.level_mark import LevelMark
from capacity_app.ui.widgets.result_reasons import id_and_title, level_words
from capacity_app.ui.widgets.row_button import RowButton
from capacity_app.ui.widgets.text import card, label
from capacity_app.usecases.results import Results

Opened = Callable[[str], object]
_SHOWN_AT_ONCE: Final = 5


def ranked(
    theme: Theme, results: Results, title: str, indicators: Sequence[str], opened: Opened
) -> QWidget:
    """A card with a row for each indicator: its level's mark, its title, the level's word."""
    frame, layout = card(theme)
    layout.addWidget(label(title, Step.CARD))
    for indicator in indicators:
        level = results.scores.levels[indicator]
        said = level_words(results, level)
        layout.addWidget(_row(theme, results, indicator, said, opened, LevelMark(theme, level)))
    layout.addStretch(1)
    return frame


def open_cards(theme: Theme, results: Results, opened: Opened) -> Iterator[QWidget]:
    """Cards for what is not answered, what is not known and what has no proof; none if empty."""
    unanswered, unknown, unproven = results.unanswered, results.dont_know, results.unproven
    if unanswered:
        n = len(unanswered)
        title = ngettext(
            "{n} question is not answered yet", "{n} questions are not answered yet", n
        )
        yield _long(theme, title, "", unanswered, lambda i: _row(theme, results, i, "", opened))
    if unknown:
        n = len(unknown)
        title = ngettext('{n} answer is "don\'t know"', '{n} answers are "don\'t know"', n)
        text = _("They stay open: plan who finds out.")
        yield _long(theme, title, text, unknown, lambda i: _row(theme, results, i, "", opened))
    if unproven:
        n = len(unproven)
        title = ngettext(
            "{n} level of 3 or more has no proof", "{n} levels of 3 or more have no proof", n
        )
        text = _("Name at least one evidence item, or write why there is none; reports print it.")
        yield _long(
            theme,
            title,
            text,
            unproven,
            lambda i: _row(theme, results, i, _proof(results, i), opened),
        )


def _proof(results: Results, indicator: str) -> str:
    reason = results.assessment.answer(indicator).without_evidence.strip()
    return _("Reason: {reason}", reason=reason) if reason else _("No reason written yet")


def _row(
    theme: Theme,
    results: Results,
    indicator: str,
    said: str,
    opened: Opened,
    mark: QWidget | None = None,
) -> RowButton:
    title = id_and_title(results, indicator)
    name = _("{title}: {said}", title=title, said=said) if said else title
    row = RowButton(theme, name, lambda: opened(indicator))
    row.setObjectName(indicator)
    if mark is not None:
        row.add(mark)
    lines = QWidget()
    column = QVBoxLayout(lines)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(title))
    if said:
        column.addWidget(label(said, Step.NOTE))
    row.add(lines, 1)
    return row


def _long(
    theme: Theme,
    title: str,
    text: str,
    indicators: Sequence[str],
    make: Callable[[str], RowButton],
) -> QWidget:
    """The first rows at once; the others are made when they are asked for."""
    frame, layout = card(theme)
    layout.addWidget(label(title, Step.CARD))
    if text:
        layout.addWidget(label(text, tone="muted"))
    for indicator in indicators[:_SHOWN_AT_ONCE]:
        layout.addWidget(make(indicator))
    rest = indicators[_SHOWN_AT_ONCE:]
    if rest:
        n = len(rest)
        more = ngettext("{n} more", "{n} more", n)
        opener = Disclosure(
            theme, more, lambda: _column(theme, [make(i) for i in rest]), f"{title}: {more}"
        )
        layout.addWidget(opener.panel)
        layout.addWidget(opener)
    return frame


def _column(theme: Theme, rows: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.gap(2))
    for row in rows:
        column.addWidget(row)
    return whole
