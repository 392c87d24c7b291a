"""High contrast: 7 to 1 everywhere, thick lines, and nothing that only a soft ground tells."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from capacity_app.ui import theme
from capacity_app.ui.theme import CONTRAST, DARK, LIGHT
from capacity_app.ui.widgets.level_mark import ink_on


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    given = QColor(colour)
    red, green, blue = linear(given.redF()), linear(given.greenF()), linear(given.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["ink", "muted", "line", "edge", "accent", "attention", "danger"])
def test_text_and_lines_stand_out_on_every_ground(name: str) -> None:
    for ground in (CONTRAST.ground, CONTRAST.paper):
        assert contrast(getattr(CONTRAST, name), ground) >= 7


def test_what_is_filled_can_be_read() -> None:
    assert contrast(CONTRAST.on_accent, CONTRAST.accent) >= 7
    assert contrast(CONTRAST.ink, CONTRAST.accent_soft) >= 7
    assert contrast(CONTRAST.accent, CONTRAST.accent_soft) >= 7


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_level_s_number_can_be_read_on_its_colour(qapp: QApplication, level: int) -> None:
    style = theme.apply(qapp, "contrast")
    ink = getattr(style.colours, ink_on(style, level))
    assert contrast(ink, style.colours.level(level).name()) >= 7


@pytest.mark.parametrize(
    ("choice", "colours"), [("contrast", CONTRAST), ("dark", DARK), ("light", LIGHT)]
)
def test_a_choice_brings_its_colours(
    qapp: QApplication, choice: str, colours: theme.Colours
) -> None:
    style = theme.apply(qapp, choice)
    assert style.colours is colours
    assert style.contrast == (choice == "contrast")


def test_the_focus_is_a_ring_of_three_pixels_and_more(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "contrast")
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 60)
    with qtbot.waitActive(field):
        field.show()
    field.setFocus()
    picture = field.grab().toImage()
    middle = picture.height() // 2
    ring = [picture.pixelColor(x, middle).name().upper() for x in range(3)]
    assert ring == [CONTRAST.accent] * 3
