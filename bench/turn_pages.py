"""Medians of one page turn and of setting the same texts in plain labels, printed in seconds."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from capacity_app import paths
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import sample

TURNS = 20


def _median(deed: Callable[[int], object]) -> float:
    figures = []
    for turn in range(TURNS):
        started = time.perf_counter()
        deed(turn)
        figures.append(time.perf_counter() - started)
    return statistics.median(figures[2:])


def main() -> int:
    """Turn between the longest indicator and its neighbour, painting each time."""
    app = QApplication(sys.argv)
    settings = Settings(language="ar", theme="light")
    language.install(app, words_of(settings))
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder), paths.assessments())
        made = sample.make_sample(store, "ar")
        settings.current_assessment = made.id
        window = MainWindow(settings)
        window.resize(1366, 728)
        window.use(Workspace(store, settings, Path(folder), window.style_in_use))
        window.show()
        plain = [i for i in window.workspace.instrument.indicators if not i.is_psea]
        plain.sort(key=lambda i: -sum(len(text.ar) for text in i.levels.values()))
        places = [plain[0].id, plain[1].id]

        def turn(n: int) -> None:
            window.show_page("indicator", {"indicator": places[n % 2]})
            window.grab()

        page = QWidget()
        column = QVBoxLayout(page)
        labels = [QLabel() for _level in range(6)]
        for label in labels:
            label.setWordWrap(True)
            column.addWidget(label)
        page.resize(1366, 728)
        page.show()

        def bare(n: int) -> None:
            indicator = plain[n % 2]
            texts = [indicator.title, indicator.question, *indicator.levels.values()]
            for label, text in zip(labels, texts, strict=True):
                label.setText(text.ar)
            page.grab()

        print(f"for {_median(turn)}")
        print(f"for {_median(bare)}")
        window.close()
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
