"""The tab of reviews: looking back at the plan at 3, 6 and 12 months."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from capacity_app.model import reviews
from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import REVIEW_MONTHS
from capacity_app.ui.language import _
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.widgets.plan_tab import PlanTab
from capacity_app.ui.widgets.reviews import ReviewCard, ThingsToLookAt
from capacity_app.ui.widgets.text import label
from capacity_app.usecases import plan_reviews


class ReviewsTab(PlanTab):
    """The next review is first, with what it should look at; a held one can be corrected."""

    has_totals = False

    def __init__(self, deeds: PlanDeeds) -> None:
        super().__init__(deeds)
        self.cards = {
            month: ReviewCard(self.theme, month, deeds.today, self._save, self._take_back)
            for month in REVIEW_MONTHS
        }
        self.looks = ThingsToLookAt(self.theme)
        self.looks.opened.connect(lambda ref: deeds.open_tab("table", ref))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        inside = QWidget()
        inside.setMaximumWidth(self.theme.chars(130))
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, self.theme.gap(3))
        self._column.setSpacing(self.theme.gap(2))
        explained = _(
            "Look at the plan together: what is late, what is done and by whom it was checked, "
            "and what comes next. Write down what you found."
        )
        self._column.addWidget(label(explained, tone="muted"))
        for card in self.cards.values():
            self._column.addWidget(card)
        self._column.addStretch(1)
        area.setWidget(inside)

    def show_plan(self, assessment: Assessment) -> None:
        """Show how the three reviews stand, and what the next one should look at."""
        points = reviews.review_points(assessment)
        following = reviews.next_point(assessment)
        for point in points:
            self.cards[point.month].show_point(point, assessment.date)
        self.looks.setVisible(following is not None)
        if following is None:
            return
        after = next((p.due_on for p in points if p.month > following.month), None)
        instrument, today = self.deeds.workspace.instrument, self.deeds.today
        until = after if after is not None and after > today else None
        found = reviews.look_at(assessment, instrument, today, until)
        self.looks.show_lists(found)
        self.cards[following.month].looks.addWidget(self.looks)

    def first_focus(self) -> QWidget | None:
        """The way to write down the next review."""
        following = reviews.next_point(self.deeds.assessment)
        return self.cards[following.month].write if following else None

    def _save(self, month: int, held_on: date, by: str, note: str) -> bool:
        store, today = self.deeds.workspace.store, self.deeds.today
        return self.deeds.do(
            lambda a: plan_reviews.hold_review(store, a, month, held_on, by, note, today)
        )

    def _take_back(self, month: int) -> bool:
        store = self.deeds.workspace.store
        return self.deeds.do(lambda a: plan_reviews.take_back_review(store, a, month))
