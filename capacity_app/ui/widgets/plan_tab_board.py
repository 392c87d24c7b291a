"""The tab of the board: which actions are worth doing first, by effect and effort."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.model.board import Place
from capacity_app.ui.language import _
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.plan_board import PlanBoard
from capacity_app.ui.widgets.plan_tab import PlanTab
from capacity_app.ui.widgets.text import label, short_label


class BoardTab(PlanTab):
    """Enter or a double click opens an action in the table."""

    has_totals = False

    def __init__(self, deeds: PlanDeeds) -> None:
        super().__init__(deeds)
        self.board = PlanBoard(self.theme, deeds.workspace.instrument, self._move)
        self.nothing = EmptyState(
            self.theme,
            _("No actions to place yet"),
            _(
                "Here the actions of the plan are placed by what they bring and what they ask of "
                "you. Put suggestions into the plan first; a gap alone cannot be placed."
            ),
            _("See gaps and suggestions"),
            lambda: deeds.open_tab("gaps"),
        )
        self._head = self._explanation()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, self.theme.gap(2))
        column.setSpacing(self.theme.gap(1))
        column.addWidget(self._head)
        column.addWidget(self.nothing)
        column.addWidget(self.board, 1)
        self.board.opened.connect(lambda ref: deeds.open_tab("table", ref))
        self.board.chosen.connect(self._remember)

    def show_plan(self, assessment: Assessment) -> None:
        """Show every action at its place."""
        self.board.show_actions(assessment.plan)
        for part in (self._head, self.board):
            part.setVisible(bool(assessment.plan))
        self.nothing.setVisible(not assessment.plan)

    def choose(self, ref: str) -> None:
        """Go to an action's card."""
        self.board.choose(ref)

    def first_focus(self) -> QWidget:
        """The first list with a card, or the step that brings cards."""
        return self.board.first if self.deeds.assessment.plan else self.nothing.step

    def _move(self, ref: str, place: Place | None) -> bool:
        effect, effort = place or (None, None)
        return self.deeds.change(ref, {"effect": effect, "effort": effort})

    def _remember(self, ref: str) -> None:
        self.deeds.current = ref

    def _explanation(self) -> QWidget:
        made = QWidget()
        across = QHBoxLayout(made)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(self.theme.gap(2))
        text = label(
            _(
                "Much effect for little effort comes first. Drag a card to its place, or press "
                "Space, choose with the arrow keys, and press Space again."
            ),
            tone="muted",
        )
        across.addWidget(text, 1)
        flag = QLabel()
        flag.setPixmap(self.theme.icon("flag", "accent").pixmap(self.theme.icon_size))
        across.addWidget(flag, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(short_label(_("Critical for funders"), Step.NOTE))
        return made
