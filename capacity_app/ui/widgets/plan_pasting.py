"""Pasting into the plan's table: what can be taken is; what cannot is said at its cell."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from capacity_app.model.plan import Action
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_columns import COLUMN, FIELD, Column
from capacity_app.ui.plan_deeds import PlanDeeds
from capacity_app.ui.plan_paste import MOST_ROWS, PastedRow, heading_of, read_paste, read_table
from capacity_app.ui.plan_table import ACTION_ROLE, PlanModel, Problem
from capacity_app.ui.widgets.plan_problems import NotTaken, PlanProblems
from capacity_app.ui.widgets.plan_view import PlanView


class Pasting(QObject):
    """Between the table, the deeds and the list of what was not taken."""

    def __init__(
        self, deeds: PlanDeeds, view: PlanView, model: PlanModel, problems: PlanProblems
    ) -> None:
        super().__init__(view)
        self._deeds, self._view, self._model, self._problems = deeds, view, model, problems
        model.problems_changed.connect(self._forget_mended)
        problems.closed.connect(model.unmark)

    def paste(self, text: str) -> None:
        """Take a copied table from the first chosen cell on."""
        if not text.strip():
            return
        table = read_table(text)
        onto, fields = self._place()
        rows = read_paste(table[:MOST_ROWS], onto, fields, self._deeds.today, self._model.is_agreed)
        if not self._deeds.paste([(row.ref, row.fields) for row in rows]):
            return
        self._name_new(rows)
        marks = {
            (row.ref, COLUMN[each.field]): Problem(each.text, each.why)
            for row in rows
            if row.ref
            for each in row.refused
            if each.field in COLUMN
        }
        self._model.unmark()
        found = [
            NotTaken(row.ref, each.field, _name_of(each.field), each.text, each.why)
            for row in rows
            for each in row.refused
        ]
        self._problems.tell(found, text, len(table) > MOST_ROWS)
        self._model.mark(marks)

    def _place(self) -> tuple[list[Action], list[str]]:
        """The actions from the first chosen row on, and the fields from its column on."""
        chosen = [index for index in self._view.selectedIndexes() if index.data(ACTION_ROLE)]
        current = self._view.currentIndex()
        top = min((index.row() for index in chosen), default=current.row())
        here = current.column() if current.isValid() else int(Column.WHAT)
        left = min((index.column() for index in chosen), default=here)
        onto = self._model.actions_from(top)
        columns = [column for column in self._view.visible_columns() if column >= left]
        names = [FIELD.get(column, "ref") for column in columns]
        return onto, names

    def _name_new(self, rows: Sequence[PastedRow]) -> None:
        """Give what became of the new rows the refs they have now."""
        new = [row for row in rows if not row.ref and row.fields]
        added = self._deeds.assessment.plan[len(self._deeds.assessment.plan) - len(new) :]
        for row, action in zip(new, added, strict=True):
            row.ref = action.ref

    def _forget_mended(self) -> None:
        marked = self._model.problems

        def still(ref: str, field: str) -> bool:
            return not ref or field not in COLUMN or (ref, COLUMN[field]) in marked

        self._problems.forget(still)


def _name_of(field: str) -> str:
    caption = heading_of(field)
    return words().gettext(caption) if caption else _("No column")
