"""Gaps from the heaviest down, each with what usually closes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Gap
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.plan_gap import GapCard
from capacity_app.ui.widgets.text import button, label

FIRST = 6  # cards made at once; the others when asked for


class GapList(QScrollArea):
    """Says what is wanted by signals; :meth:`renew` shows what became of it, card by card.

    ``reasons`` are those a person wrote in place of the question bank's, by indicator.
    """

    weakest_requested = Signal()
    suggestion_requested = Signal(object, object)
    target_chosen = Signal(str, int)
    indicator_requested = Signal(str)
    action_requested = Signal(str)
    reason_changed = Signal(str, str)
    table_requested = Signal()

    def __init__(self, theme: Theme, instrument: Instrument) -> None:
        super().__init__()
        self._theme, self._instrument = theme, instrument
        self._cards: dict[str, GapCard] = {}
        self._waiting: list[Gap] = []
        self._assessment: Assessment | None = None
        self.reasons: dict[str, str] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        aside = theme.gap(2)  # between the cards and the scroll bar; margins do not mirror
        rtl = words().rtl
        self._column.setContentsMargins(aside * rtl, 0, aside * (not rtl), theme.gap(3))
        self._column.setSpacing(theme.gap(3))
        self._add_start()
        self._cards_column = QVBoxLayout()
        self._cards_column.setSpacing(theme.gap(3))
        self._column.addLayout(self._cards_column)
        self.more = button("", self._show_rest, "link")
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_gaps(self, gaps: list[Gap], assessment: Assessment, addable: int) -> None:
        """Rank anew; ``addable`` suggestions for the five weakest are not in the plan yet."""
        self._assessment = assessment
        while (item := self._cards_column.takeAt(0)) is not None:
            if (card := item.widget()) is not None:
                card.deleteLater()
        self._cards.clear()
        for gap in gaps[:FIRST]:
            self._add_card(gap)
        self._waiting = gaps[FIRST:]
        self.renew(gaps, assessment, addable)

    def renew(self, gaps: list[Gap], assessment: Assessment, addable: int) -> None:
        """Bring every card up to date where it stands; the order changes when shown anew."""
        self._assessment = assessment
        found = {gap.indicator.id: gap for gap in gaps}
        for code, card in self._cards.items():
            card.renew(found.get(code), assessment)
        self._waiting = [found.get(gap.indicator.id, gap) for gap in self._waiting]
        self.more.setVisible(bool(self._waiting))
        self.more.setText(ngettext("Show {n} more gap", "Show {n} more gaps", len(self._waiting)))
        self.weakest.setVisible(bool(addable))
        self.to_table.setVisible(not addable and bool(assessment.plan))
        self._count.setText(_how_many(len(gaps), addable))

    def card(self, indicator: str) -> GapCard:
        """The card of an indicator; KeyError when it has none or it is not made yet."""
        return self._cards[indicator]

    def _add_start(self) -> None:
        explained = label(
            _(
                "Heaviest first: how far below the target, how important, and whether funders "
                "look at it first. You can change every suggestion after adding it."
            ),
            tone="muted",
        )
        explained.setMaximumWidth(self._theme.chars(100))
        self._count = label("", bold=True)
        self.weakest = button(
            _("Add suggestions for the five weakest"), self.weakest_requested.emit, "primary"
        )
        self.to_table = button(_("See the plan"), self.table_requested.emit, "primary")
        self._column.addWidget(explained)
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(4))
        line.addWidget(self.weakest)
        line.addWidget(self.to_table)
        line.addWidget(self._count, 1)
        self._column.addLayout(line)

    def _show_rest(self) -> None:
        rest, self._waiting = self._waiting, []
        for gap in rest:
            self._add_card(gap)
        self.more.hide()
        if rest:
            self._cards[rest[0].indicator.id].target.setFocus()

    def _add_card(self, gap: Gap) -> None:
        assert self._assessment is not None
        code = gap.indicator.id
        card = GapCard(self._theme, self._instrument, gap, self.reasons.get(code, ""))
        card.reason_changed.connect(self._note_reason)
        card.action_requested.connect(self.action_requested)
        card.suggestion_requested.connect(self.suggestion_requested)
        card.target_chosen.connect(self.target_chosen)
        card.indicator_requested.connect(self.indicator_requested)
        card.renew(gap, self._assessment)
        self._cards[code] = card
        self._cards_column.addWidget(card)

    def _note_reason(self, indicator: str, text: str) -> None:
        """Remember a reason for when the action is added, and tell it for those that were."""
        self.reasons[indicator] = text
        self.reason_changed.emit(indicator, text)


def _how_many(gaps: int, addable: int) -> str:
    if addable:
        return ngettext("{n} suggested action", "{n} suggested actions", addable)
    if gaps:
        return _("The suggestions for the five weakest are in the plan.")
    return ""
