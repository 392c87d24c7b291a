"""What changed since an earlier revision or assessment: paired dots, lists, standards in words."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from capacity_app.errors import UserError
from capacity_app.model.comparison import Direction, Shift, StandardShift
from capacity_app.model.instrument import Domain
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets import result_lists, result_reasons
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.pairs import PairRow, legend
from capacity_app.ui.widgets.result_psea import opening, why
from capacity_app.ui.widgets.text import card, label, rule
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import results as looking
from capacity_app.usecases.results import Compared, Earlier, Results
from capacity_app.vocabulary import word

Opened = Callable[[str], object]


class CompareCard(QWidget):
    """The card with the choice of what to compare with. ``chosen`` carries its place."""

    chosen = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        results: Results,
        offered: Sequence[Earlier],
        given: int,
        opened: Opened,
    ) -> None:
        super().__init__()
        self._workspace, self._results, self._offered = workspace, results, offered
        self._theme, self._opened = workspace.theme, opened
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._frame, self._layout = card(self._theme)
        outer.addWidget(self._frame)
        self._layout.addWidget(label(_("What changed"), Step.CARD))
        self._layout.addWidget(self._choice(given))
        self._shown: QFrame | None = None
        self._show(given)

    def _choice(self, given: int) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(1))
        said = label(_("Compared with"))
        self.combo = QComboBox()
        self.combo.addItems([_offer(each) for each in self._offered])
        self.combo.setCurrentIndex(given)
        self.combo.setAccessibleName(_("Compared with"))
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(16)
        self.combo.setMaximumWidth(self._theme.chars(60))
        self.combo.activated.connect(self._chosen)
        said.setBuddy(self.combo)
        column.addWidget(said)
        column.addWidget(self.combo)
        return whole

    def _chosen(self, place: int) -> None:
        self._show(place)
        self.chosen.emit(place)

    def _show(self, place: int) -> None:
        if self._shown is not None:
            self._layout.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QFrame()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(2))
        for part in self._parts(self._offered[place]):
            column.addWidget(part)
        self._layout.addWidget(self._shown)

    def _parts(self, earlier: Earlier) -> Iterator[QWidget]:
        store = self._workspace.store
        try:
            found = looking.compare_with(store, self._results, earlier)
        except UserError as error:  # taken out of the bin or removed meanwhile
            yield label(words().error(error), tone="attention")
            return
        yield self._comparable(found)
        if found.comparison.indicators:
            yield legend(
                self._theme,
                _("Before: {date}", date=words().date(found.before.date)),
                _("Now: {date}", date=words().date(self._results.assessment.date)),
            )
            for domain in self._results.instrument.domains:
                yield from self._domain(found, domain)
        yield from self._standards(found.comparison.standards)
        lists = list(self._lists(found))
        if lists:
            yield rule()
            yield from lists

    def _comparable(self, found: Compared) -> QWidget:
        comparison = found.comparison
        n, all_now = len(comparison.indicators), comparison.applicable
        said = _(
            "Comparable: {n} of {all} questions, answered both times. "
            "{up} moved up, {same} the same, {down} moved down.",
            n=words().number(n), all=words().number(all_now),
            up=words().number(comparison.count(Direction.HIGHER)),
            same=words().number(comparison.count(Direction.SAME)),
            down=words().number(comparison.count(Direction.LOWER)),
        )  # fmt: skip
        if not n:
            said = _("Nothing can be compared: no question has a level both times.")
        reason = why(
            self._theme,
            _("What changed"),
            lambda: result_reasons.comparison_reason(self._theme, self._results, found),
        )
        return opening(self._theme, label(said), [reason])

    def _domain(self, found: Compared, domain: Domain) -> Iterator[QWidget]:
        shift = next((s for s in found.comparison.domains if s.id == domain.id), None)
        if shift is None:
            return
        titles = {area.id: area.title[words().code] for area in domain.areas}
        areas = [each for each in found.comparison.areas if each.id in titles]
        title = domain.title[words().code]
        opener = Disclosure(
            self._theme,
            _("Areas"),
            lambda: self._areas([(titles[each.id], each) for each in areas]),
            _("What changed in the areas of {domain}", domain=title),
        )
        yield rule()
        yield opening(self._theme, PairRow(self._theme, title, shift), [opener])

    def _areas(self, areas: Sequence[tuple[str, Shift]]) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(1))
        for title, shift in areas:
            column.addWidget(PairRow(self._theme, title, shift, thin=True))
        return inside

    def _standards(self, shifts: Sequence[StandardShift]) -> Iterator[QWidget]:
        """PSEA in words: a standard is met or it is not."""
        if not shifts:
            return
        yield rule()
        yield label(_("PSEA core standards"), bold=True)
        moved = [each for each in shifts if each.before is not each.now]
        for each in moved:
            said = _(
                "{before}, now {now}",
                before=word(each.before, words()), now=word(each.now, words()),
            )  # fmt: skip
            title = result_reasons.id_and_title(self._results, each.id)
            yield label(_("{title}: {said}", title=title, said=said))
        n = len(shifts) - len(moved)
        if n:
            yield label(
                ngettext("{n} standard is as it was", "{n} standards are as they were", n),
                Step.NOTE,
            )

    def _lists(self, found: Compared) -> Iterator[QWidget]:
        comparison = found.comparison
        for direction, title in (
            (Direction.HIGHER, _("Moved up")),
            (Direction.LOWER, _("Moved down")),
        ):
            shifts = comparison.moved(direction)
            if shifts:
                named = f"{title} ({words().number(len(shifts))})"
                opener = Disclosure(self._theme, named, partial(self._rows, title, shifts))
                yield opening(self._theme, QWidget(), [opener])

    def _rows(self, title: str, shifts: Sequence[Shift]) -> QWidget:
        said = {each.id: self._said(each) for each in shifts}
        marks = {each.id: int(each.now) for each in shifts}
        return result_lists.long_list(self._theme, self._results, title, said, self._opened, marks)

    def _said(self, shift: Shift) -> str:
        """Both levels, and the reason where one was given."""
        levels = _(
            "{before}, now {now}",
            before=result_reasons.level_words(self._results, int(shift.before)),
            now=result_reasons.level_words(self._results, int(shift.now)),
        )
        changed = self._results.assessment.answer(shift.id).changed
        return levels if changed is None else words().listed([levels, word(changed, words())])


def _offer(earlier: Earlier) -> str:
    """What to compare with, in words: kind, date, revision."""
    kind = _("This assessment") if earlier.own else word(earlier.kind, words())
    revision = _("Revision {n}", n=words().number(earlier.revision))
    return words().listed([kind, words().date(earlier.date), revision])
