"""Our levels in the order of another framework: its parts, what speaks to them, their scale."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from html import escape

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStyle, QWidget

from capacity_app.i18n import ltr
from capacity_app.model import crosswalk
from capacity_app.model.crosswalk import Framework, HactRisk, Part, Speaking
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets import result_lists, result_reasons
from capacity_app.ui.widgets.bars import Figure
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.level_mark import LevelMark
from capacity_app.ui.widgets.result_psea import opening, stacked, why
from capacity_app.ui.widgets.text import label, rule
from capacity_app.usecases.results import Results
from capacity_app.vocabulary import word

Opened = Callable[[str], object]


def crosswalk_parts(
    theme: Theme, results: Results, framework: Framework, opened: Opened
) -> list[QWidget]:
    """The framework's name, what may be said of it, and each of its parts."""
    said = _("Aligned with it, not a rating by anybody. Marks are our levels, 1 to 4.")
    reason = why(
        theme,
        word(framework, words()),
        lambda: result_reasons.crosswalk_reason(theme, results),
    )
    head = stacked([label(word(framework, words()), Step.CARD), label(said, tone="muted")])
    made: list[QWidget] = [opening(theme, head, [reason])]
    for part in crosswalk.parts(results.instrument, results.assessment, framework):
        made += [rule(), _part(theme, results, framework, part, opened)]
    return made


class LevelStrip(Figure):
    """The marks of several levels in their order, in as many rows as they need; mirrors itself."""

    def __init__(self, theme: Theme, title: str, marks: Sequence[tuple[str, int | None]]) -> None:
        super().__init__(theme)
        self._gap = theme.gap(1)
        self.say(title, "; ".join(said for said, _level in marks))
        self._marks = []
        for said, level in marks:
            mark = LevelMark(theme, level)
            mark.setParent(self)
            mark.setToolTip(f"<p>{escape(said)}</p>")
            self._marks.append(mark)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All in one row."""
        side = self._side()
        return QSize(len(self._marks) * side + self._gap, side + self._gap)

    def minimumSizeHint(self) -> QSize:
        """Three beside one another."""
        side = self._side()
        return QSize(min(3, len(self._marks)) * side + self._gap, side + self._gap)

    def heightForWidth(self, width: int) -> int:
        """The rows a width makes."""
        rows = -(-len(self._marks) // self._across(width))
        return rows * self._side() + self._gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every mark in its place."""
        super().resizeEvent(event)
        side, across = self._side(), self._across(self.width())
        for place, mark in enumerate(self._marks):
            down, along = divmod(place, across)
            size = side - self._gap
            square = QRect(along * side + self._gap, down * side + self._gap, size, size)
            mark.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), square))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line of focus; the marks paint themselves."""
        self.paint_focus(QPainter(self))

    def _side(self) -> int:
        return (self._marks[0].sizeHint().width() if self._marks else 0) + self._gap

    def _across(self, width: int) -> int:
        return max(1, (width - self._gap) // max(1, self._side()))


def _part(
    theme: Theme, results: Results, framework: Framework, part: Part, opened: Opened
) -> QWidget:
    title = _title(part)
    above = QWidget()
    grid = QGridLayout(above)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.gap(3))
    grid.setVerticalSpacing(theme.gap(1))
    grid.addWidget(label(title, bold=True), 0, 0)
    grid.addWidget(label(_rating(results, framework, part), bold=part.level is not None), 0, 1)
    speaking = [each for each in part.indicators if each.applicable]
    if speaking:
        marks = [(_said(results, each), each.level) for each in speaking]
        grid.addWidget(LevelStrip(theme, title, marks), 1, 0)
    grid.addWidget(label(_counted(part), Step.NOTE), 1, 1)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    if not part.indicators:
        return above
    opener = Disclosure(
        theme,
        _("Questions"),
        lambda: _questions(theme, results, framework, part, opened),
        _("Questions that speak to {part}", part=title),
    )
    return opening(theme, above, [opener])


def _questions(
    theme: Theme, results: Results, framework: Framework, part: Part, opened: Opened
) -> QWidget:
    said, marks = {}, {}
    for each in part.indicators:
        parts = [_level(results, each)]
        there = crosswalk.elsewhere(results.instrument, framework, each.level)
        if there:
            parts.append(_("there: {rating}", rating=_shown_rating(framework, there)))
        parts.append(_(", ").join(ltr(code) if words().rtl else code for code in each.codes))
        said[each.indicator] = words().listed(parts)
        if each.level is not None:
            marks[each.indicator] = each.level
    return result_lists.long_list(theme, results, _title(part), said, opened, marks)


def _title(part: Part) -> str:
    if isinstance(part.key, StrEnum):
        code = part.key.value
        return f"{ltr(code) if words().rtl else code} {word(part.key, words())}"
    return ltr(part.key) if words().rtl else part.key


def _level(results: Results, speaking: Speaking) -> str:
    if not speaking.applicable:
        return _("Not applicable")
    if speaking.level is None:
        return _("Open")
    return result_reasons.level_words(results, speaking.level)


def _said(results: Results, speaking: Speaking) -> str:
    title = result_reasons.id_and_title(results, speaking.indicator)
    return _("{title}: {said}", title=title, said=_level(results, speaking))


def _rating(results: Results, framework: Framework, part: Part) -> str:
    if not part.indicators:
        return _("No question here speaks to it")
    if part.level is None:
        share = result_reasons.least_share(results)
        return _("No figure below {share} answered", share=share)
    if not part.rating:
        return _("No equivalent is given")
    return _("Equivalent: {rating}", rating=_shown_rating(framework, part.rating))


def _shown_rating(framework: Framework, rating: str) -> str:
    """A figure of their scale, for risks with its word; what is no figure as it is written."""
    figure = words().shown(rating)
    figure = ltr(figure) if words().rtl else figure
    risks = rating.split("–")
    if framework is Framework.HACT and all(each in list(HactRisk) for each in risks):
        names = [word(HactRisk(each), words()) for each in risks]
        if len(names) > 1:
            named = _("{low} to {high}", low=names[0], high=names[-1])
            return _("{figure} ({words})", figure=figure, words=named)
        return _("{figure} ({words})", figure=figure, words=names[0])
    if framework is Framework.CHS:
        return _("{figure} on the scale of 0 to 4", figure=figure)
    if framework is Framework.OCA:
        return _("{figure} on the scale of 1 to 4", figure=figure)
    return figure


def _counted(part: Part) -> str:
    answered = _(
        "{answered} of {applicable} answered",
        answered=words().number(part.answered),
        applicable=words().number(part.applicable),
    )
    if part.level is None:
        return answered
    lowest = _("lowest level {level}", level=words().number(part.level))
    return words().listed([answered, lowest])
