"""Lists of questions whose rows open them: strongest, weakest, open, without proof."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.level_mark import LevelMark
from capacity_app.ui.widgets.result_reasons import id_and_title, level_words, reason_card
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
    """Cards for what is still open and for what has no proof; none that would be empty."""
    unanswered, unknown, unproven = results.unanswered, results.dont_know, results.unproven
    still_open = {id: _("Not answered yet") for id in unanswered}
    still_open |= {id: _("Don't know") for id in unknown}
    if still_open:
        n = len(still_open)
        title = ngettext("{n} question is still open", "{n} questions are still open", n)
        text = _(
            "Not answered yet: {unanswered}. Answered “don't know”: {unknown}; plan who finds out.",
            unanswered=words().number(len(unanswered)),
            unknown=words().number(len(unknown)),
        )
        in_order = [i.id for i in results.instrument.indicators if i.id in still_open]
        said = {id: still_open[id] for id in in_order}
        why_open = _(
            "Open is what applies and has no level yet, whether nobody answered or the answer was "
            "“don't know”. It counts in no score."
        )
        yield _long_card(theme, results, title, text, why_open, said, opened)
    if unproven:
        n = len(unproven)
        title = ngettext(
            "{n} level of 3 or more has no proof", "{n} levels of 3 or more have no proof", n
        )
        text = _("Name at least one evidence item, or write why there is none; reports print it.")
        said = {id: _proof(results, id) for id in unproven}
        why_bare = _(
            "A level of 3 or 4 says that others can see it. Counted is each such level for which "
            "no evidence item is named, with or without a written reason."
        )
        yield _long_card(theme, results, title, text, why_bare, said, opened)


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


def _long_card(
    theme: Theme,
    results: Results,
    title: str,
    text: str,
    counted: str,
    said: Mapping[str, str],
    opened: Opened,
) -> QWidget:
    frame, layout = card(theme)
    layout.addWidget(label(title, Step.CARD))
    layout.addWidget(label(text, tone="muted"))
    why = Disclosure(
        theme,
        _("Why?"),
        lambda: reason_card(theme, [counted], []),
        _("Why? {figure}", figure=title),
    )
    layout.addWidget(why)
    layout.addWidget(why.panel)
    layout.addWidget(long_list(theme, results, title, said, opened))
    return frame


def long_list(
    theme: Theme,
    results: Results,
    title: str,
    said: Mapping[str, str],
    opened: Opened,
    marks: Mapping[str, int] | None = None,
) -> QWidget:
    """A row for each indicator with what is said of it, and the mark of its level if given.

    The first rows stand at once; the others are made when they are asked for.
    """

    def made(indicator: str) -> RowButton:
        level = (marks or {}).get(indicator)
        mark = None if level is None else LevelMark(theme, level)
        return _row(theme, results, indicator, said[indicator], opened, mark)

    ids = list(said)
    first, rest = ids[:_SHOWN_AT_ONCE], ids[_SHOWN_AT_ONCE:]
    whole = _column(theme, [made(id) for id in first])
    if rest:
        more = ngettext("{n} more", "{n} more", len(rest))
        opener = Disclosure(
            theme, more, lambda: _column(theme, [made(id) for id in rest]), f"{title}: {more}"
        )
        inside = whole.layout()
        assert inside is not None
        inside.addWidget(opener.panel)
        inside.addWidget(opener)
    return whole


def _column(theme: Theme, rows: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.gap(2))
    for row in rows:
        column.addWidget(row)
    return whole
