"""Edits of a plan of 300 actions from the keystroke to the painted window, printed in seconds.

First the page itself, until it is painted for the first time, and the form that is made after
that. Then the median and the worst of the edits, and painting the whole window alone.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication

from capacity_app import paths
from capacity_app.model.assessment import Assessment
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.pages.plan import PlanPage
from capacity_app.ui.plan_columns import Column
from capacity_app.ui.widgets.plan_tab_table import TableTab
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import plan_many, sample

ACTIONS = 300
TURNS = 12


def _plan(store: Store) -> Assessment:
    """The sample organisation with a long plan."""
    made = sample.make_sample(store, "ar")
    ids = [indicator.id for indicator in store.instrument_of(made).indicators]
    rows: list[tuple[str, dict[str, object]]] = [
        (
            "",
            {
                "action": f"إجراء رقم {n} لتحسين العمل في المنظمة وتوثيقه",
                "deliverable": "دليل موقع",
                "indicator": ids[n % len(ids)],
                "responsible": f"مسؤول {n % 9}",
                "cost": Decimal(n * 10),
                "due": made.date + timedelta(days=n),
            },
        )
        for n in range(ACTIONS - len(made.plan))
    ]
    return plan_many.paste_actions(store, made, rows, made.date)


def _timed(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started


def _paint(window: MainWindow) -> None:
    QApplication.processEvents()
    assert window.isVisible()


def _edits(window: MainWindow, table: TableTab) -> list[float]:
    """Every column edited in turn, in rows near the top and far down."""
    model, view, figures = table.model, table.view, []
    for turn in range(TURNS):
        row = (turn * 37) % ACTIONS
        values = {
            Column.WHAT: f"نص جديد {turn}",
            Column.WHO: f"مدير {turn}",
            Column.DUE: f"{1 + turn}/06/2031",
            Column.COST: f"{turn + 1},250.50",
            Column.STATUS: ("ongoing", "standby")[turn % 2],
            Column.FUNDING: ("secured", "gap")[turn % 2],
        }
        for column, value in values.items():
            view.setCurrentIndex(model.index(row, column))
            _paint(window)

            def edit(at: int = row, column: Column = column, value: str = value) -> None:
                model.setData(model.index(at, column), value)
                _paint(window)

            figures.append(_timed(edit))
    return figures


def main() -> int:
    """Show the page, edit it, and paint it."""
    app = QApplication(sys.argv)
    settings = Settings(language="ar", theme="light")
    language.install(app, words_of(settings))
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder), paths.assessments())
        settings.current_assessment = _plan(store).id
        window = MainWindow(settings)
        window.resize(1366, 728)
        window.use(Workspace(store, settings, Path(folder), window.style_in_use))
        window.show()
        _paint(window)

        def show() -> None:
            window.show_page("plan", {"tab": "table"})
            window.grab()

        first = _timed(show)
        form = _timed(lambda: _paint(window))
        page = window.current
        assert isinstance(page, PlanPage)
        table = page.tab("table")
        assert isinstance(table, TableTab)
        edits = _edits(window, table)[6:]

        alone = statistics.median(_timed(window.grab) for _turn in range(TURNS))
        for figure in (first, form, statistics.median(edits), max(edits), alone):
            print(f"for {figure}")
        window.close()
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
