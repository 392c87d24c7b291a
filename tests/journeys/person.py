"""Somebody at the window: everything is done by pointer or key, nothing by calling a page."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from capacity_app.i18n import Language, Words
from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store
from capacity_app.ui.main_window import MainWindow

KEY = Qt.Key
PageKind = TypeVar("PageKind")


class Person:
    """Reads what the window shows and the store holds, and acts where a person could."""

    def __init__(self, window: MainWindow, store: Store, code: str) -> None:
        self.window, self.store, self.code = window, store, code
        self.words = Words(Language.of(code))

    def page(self, kind: type[PageKind]) -> PageKind:
        assert isinstance(self.window.current, kind), self.window.current
        return self.window.current

    @property
    def kept(self) -> Assessment:
        """What the store holds, read anew."""
        return self.store.assessment(self.window.workspace.open_assessment.id)

    def press(self, text: str) -> None:
        """Click the visible button that says this."""
        said = self.words.gettext(text)
        buttons = self.window.findChildren(QAbstractButton)
        seen = [each for each in buttons if each.isVisible()]
        found = [each for each in seen if said in (each.text(), each.accessibleName())]
        assert found, f"no button {said!r} among {[each.text() for each in seen]}"
        self.click(found[0])

    def click(self, target: QWidget, at: QPoint | None = None) -> None:
        """Scroll to it, then press the left button in its middle through the window."""
        around = target.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            around.ensureWidgetVisible(target)
        middle = at or target.rect().center()
        place = target.mapTo(self.window, middle)
        assert self.window.rect().contains(place), f"{target} is out of reach at {place}"
        hit = self.window.childAt(place)
        assert hit is not None and (hit is target or target.isAncestorOf(hit)), f"{hit} is above"
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)

    def key(self, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, how)

    def type(self, text: str) -> None:
        """Type letters of any script where the focus is."""
        for sign in text:
            focused = QApplication.focusWidget()
            assert focused is not None
            plain = KEY(ord(sign.upper())) if sign.isascii() else KEY.Key_unknown
            event = QKeyEvent(QEvent.Type.KeyPress, plain, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(focused, event)

    def tab_to(self, wanted: Callable[[QWidget], bool], most: int = 30) -> QWidget:
        """Tab until the focus is on what is wanted, and see where it stands."""
        passed = []
        for _turn in range(most):
            focused = QApplication.focusWidget()
            assert focused is not None, "the focus is nowhere"
            if wanted(focused):
                assert focused.isVisible()
                return focused
            passed.append(focused.accessibleName() or type(focused).__name__)
            self.key(KEY.Key_Tab)
        raise AssertionError(f"not reached by Tab, only {passed}")

    def tab_to_button(self, text: str) -> None:
        said = self.words.gettext(text)
        self.tab_to(
            lambda w: isinstance(w, QAbstractButton) and said in (w.text(), w.accessibleName())
        )

    def tab_to_field(self, name: str) -> None:
        said = self.words.gettext(name)
        self.tab_to(lambda w: isinstance(w, QLineEdit) and w.accessibleName() == said)

    def said(self) -> str:
        """The words that the page shows now."""
        page = self.window.current
        assert page is not None
        return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
