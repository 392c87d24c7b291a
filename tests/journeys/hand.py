"""The hand of a person who works by mouse, by keyboard, or by both."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from capacity_app.ui.widgets.date_field import DateField

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


class Hand:
    """Presses and writes as one way of working does; with both, in turn."""

    def __init__(self, qtbot: QtBot, way: str) -> None:
        self._qtbot, self._way, self._turn = qtbot, way, 0

    @property
    def by_mouse(self) -> bool:
        """How the next thing is done."""
        self._turn += 1
        return self._way == "mouse" or (self._way == "both" and self._turn % 2 == 0)

    def press(self, button: QAbstractButton | None) -> None:
        """Press a button that is there and can be pressed."""
        assert button is not None and button.isVisible() and button.isEnabled()
        if self.by_mouse:
            self._qtbot.mouseClick(button, LEFT)
        else:
            button.setFocus()
            assert button.hasFocus(), f"{button.text()} is not reached by keyboard"
            self._qtbot.keyClick(button, KEY.Key_Space)

    def named(self, page: QWidget | None, text: str) -> QAbstractButton:
        """The visible button of that text or name."""
        assert page is not None
        found = [
            each
            for each in page.findChildren(QAbstractButton)
            if each.isVisible() and text in (each.text(), each.accessibleName())
        ]
        assert found, f"no button {text!r}"
        return found[0]

    def write(self, field: QWidget, text: str) -> None:
        """Type into a field in place of what is there, and leave it."""
        line = field.line if isinstance(field, DateField) else field
        assert isinstance(line, QLineEdit | QPlainTextEdit) and not line.isReadOnly()
        line.setFocus()
        line.selectAll()
        self._qtbot.keyClicks(line, text)
        self._qtbot.keyClick(line, KEY.Key_Tab)

    def choose(self, box: QComboBox, text: str) -> None:
        """Choose from a closed list by keys, which is how both hands do it fastest."""
        box.setFocus()
        while box.currentText() != text:
            before = box.currentIndex()
            self._qtbot.keyClick(box, KEY.Key_Down if before < box.findText(text) else KEY.Key_Up)
            assert box.currentIndex() != before, f"{text!r} is not offered"


def drag(qtbot: QtBot, view: QWidget, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, LEFT, pos=end)


def said(page: QWidget | None) -> str:
    """Every text that is seen."""
    assert page is not None
    QApplication.sendPostedEvents()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
