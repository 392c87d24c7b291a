"""Every page, in every language and both themes: named controls, mirrored, nothing cut off."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow
from capacity_app.ui.registry import PAGES
from capacity_app.ui.theme import DARK, LIGHT, Colours
from capacity_app.usecases import sample

Open = Callable[..., MainWindow]
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
PLACES = [(name, {}) for name in PAGES if name != "indicator"] + [
    ("indicator", {"indicator": "FUN-3.2"}),
    ("indicator", {"indicator": "PSE-5"}),
    ("plan", {"suggest": True}),
]


def shown(widget: QWidget, kinds: tuple[type, ...]) -> list[QWidget]:
    found: list[QWidget] = []
    for kind in kinds:
        found += [each for each in widget.findChildren(kind) if each.isVisible()]
    return found


def settle() -> None:
    """Let layouts that ask for one another's sizes come to rest."""
    for _ in range(5):
        QApplication.sendPostedEvents()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_every_page_has_named_controls_and_its_direction(
    open_window: Open, store: Store, code: str, theme: str
) -> None:
    made = sample.make_sample(store, code)
    window = open_window(code, theme, made.id)
    rtl = code != "en"
    for name, arguments in PLACES:
        window.show_page(name, dict(arguments))
        settle()
        page = window.current
        assert page is not None and page.name in (name, "home")
        for control in shown(window, CONTROLS):
            if control.objectName().startswith("qt_"):  # parts of Qt's own widgets
                continue
            spoken = QAccessible.queryAccessibleInterface(control)
            said = spoken.text(QAccessible.Text.Name) or control.accessibleName()
            assert said.strip(), f"{name}: {control} has no name"
        assert page.isRightToLeft() == rtl


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_no_label_is_cut_off(open_window: Open, store: Store, code: str) -> None:
    made = sample.make_sample(store, code)
    window = open_window(code, "light", made.id)
    for name, arguments in PLACES:
        window.show_page(name, dict(arguments))
        settle()
        for each in shown(window, (QLabel,)):
            assert isinstance(each, QLabel)
            if not each.text() or each.textFormat() == Qt.TextFormat.RichText:
                continue
            need = (
                each.heightForWidth(each.width()) if each.wordWrap() else each.sizeHint().height()
            )
            assert each.height() >= need - 1, f"{name}: {each.text()!r} is cut off"


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    given = QColor(colour)
    red, green, blue = linear(given.redF()), linear(given.greenF()), linear(given.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_controls_stand_out(colours: Colours) -> None:
    for ground in (colours.ground, colours.paper):
        for text in (colours.ink, colours.muted, colours.accent, colours.attention, colours.danger):
            assert contrast(text, ground) >= 4.5, (text, ground)
        for control in (colours.edge, colours.accent):
            assert contrast(control, ground) >= 3, (control, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.ink, colours.accent_soft) >= 4.5
    assert contrast(colours.accent, colours.accent_soft) >= 4.5
