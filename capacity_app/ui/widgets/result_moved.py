"""What the plan moved: the earlier plan's actions beside the levels that went up, or did not."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.model.moved import Moved, Outcome
from capacity_app.model.plan import Action, Status
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets import result_reasons
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.result_psea import opening, why
from capacity_app.ui.widgets.row_button import RowButton
from capacity_app.ui.widgets.text import card, label, rule
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases.results import Carried, Results
from capacity_app.vocabulary import word

Opened = Callable[[str], object]
_AT_ONCE: Final = 3


def moved_card(workspace: Workspace, results: Results, carried: Carried, opened: Opened) -> QWidget:
    """A group for each outcome, with a row for each indicator and its actions."""
    theme = workspace.theme
    frame, layout = card(theme)
    layout.addWidget(label(_("What the plan moved"), Step.CARD))
    actions = [action for each in carried.moved for action in each.actions]
    done = sum(action.status is Status.COMPLETED for action in actions)
    said = _(
        "Plan of {date}: {done} of {all} actions completed.",
        date=words().date(carried.before.date),
        done=words().number(done),
        all=words().number(len(actions)),
    )
    reason = why(theme, _("What the plan moved"), lambda: result_reasons.moved_reason(theme))
    layout.addWidget(opening(theme, label(said), [reason]))
    for outcome in Outcome:
        found = [each for each in carried.moved if each.outcome is outcome]
        if found:
            layout.addWidget(rule())
            heading = f"{word(outcome, words())} ({words().number(len(found))})"
            layout.addWidget(label(heading, bold=True))
            layout.addWidget(_Group(workspace, results, found, opened))
    return frame


class _Group(QWidget):
    """The rows of one outcome; the first stand at once, the others when asked for."""

    def __init__(
        self, workspace: Workspace, results: Results, found: list[Moved], opened: Opened
    ) -> None:
        super().__init__()
        self._workspace, self._results, self._opened = workspace, results, opened
        column = self._column(self, found[:_AT_ONCE])
        rest = found[_AT_ONCE:]
        if rest:
            more = ngettext("{n} more", "{n} more", len(rest))
            name = f"{word(found[0].outcome, words())}: {more}"
            opener = Disclosure(workspace.theme, more, lambda: self._rest(rest), name)
            column.addWidget(opener.panel)
            column.addWidget(opener)

    def _rest(self, rest: list[Moved]) -> QWidget:
        inside = QWidget()
        self._column(inside, rest)
        return inside

    def _column(self, inside: QWidget, found: list[Moved]) -> QVBoxLayout:
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._workspace.theme.gap(2))
        for each in found:
            column.addWidget(self._row(each))
        return column

    def _row(self, moved: Moved) -> QWidget:
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = list(self._actions(moved))
        if not moved.indicator or moved.indicator not in self._results.instrument:
            for text in said:
                column.addWidget(label(text))
            return lines
        title = result_reasons.id_and_title(self._results, moved.indicator)
        column.addWidget(label(title))
        said.insert(0, self._levels(moved))
        for text in said:
            column.addWidget(label(text, Step.NOTE))
        name = _("{title}: {said}", title=title, said=words().listed(said))
        row = RowButton(self._workspace.theme, name, lambda: self._opened(moved.indicator))
        row.add(lines, 1)
        return row

    def _levels(self, moved: Moved) -> str:
        if moved.now is not None and moved.before == moved.now:
            return _("Still {level}", level=result_reasons.level_words(self._results, moved.now))
        before, now = (
            _("no level") if level is None else result_reasons.level_words(self._results, level)
            for level in (moved.before, moved.now)
        )
        return _("{before}, now {now}", before=before, now=now)

    def _actions(self, moved: Moved) -> Iterator[str]:
        if not moved.actions:
            yield _("No action was planned")
        for action in moved.actions:
            yield _("{status}: {action}", status=self._status(action), action=_named(action))

    def _status(self, action: Action) -> str:
        return word(action.shown_status(self._workspace.today), words())


def _named(action: Action) -> str:
    return action.action.strip() or action.deliverable.strip() or action.ref
