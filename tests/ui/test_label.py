"""Wrapped labels: in languages read from the right, every line starts at the edge."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capacity_app.i18n import Language, Words
from capacity_app.ui import language
from capacity_app.ui.widgets.text import label


def starts(image: QImage) -> set[int]:
    """The rightmost places with ink of the lines of text."""
    paper, found, last = image.pixel(0, 0), set(), -1
    for y in range(image.height()):
        inked = [x for x in range(image.width()) if image.pixel(x, y) != paper]
        last = max([last, *inked])
        if not inked and last >= 0:
            found.add(last)
            last = -1
    return found


@pytest.mark.parametrize("code", ["ar", "ckb"])
def test_every_line_starts_at_the_edge(qapp: QApplication, qtbot: QtBot, code: str) -> None:
    language.install(qapp, Words(Language.of(code)))
    made = label(" ".join(["دار"] * 40))
    qtbot.addWidget(made)
    made.resize(200, made.heightForWidth(200))
    image = made.grab().toImage()
    assert image.height() > 3 * made.fontMetrics().height()
    (start,) = starts(image)
    assert image.width() - start < made.fontMetrics().horizontalAdvance(" ")
