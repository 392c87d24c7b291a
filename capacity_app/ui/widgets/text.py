"""Labels on the one scale of type, cards, rules and buttons."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from capacity_app.i18n import FSI, LRI, RLI
from capacity_app.ui.language import words
from capacity_app.ui.theme import Step, Theme, leading

_RLM = "\u200f"
_ISOLATES = (LRI, RLI, FSI)


class Label(QLabel):
    """A label whose height fits the width it really gets, not the wider one it was offered.

    QLabel takes its direction from the first letter outside isolates and falls back to left to
    right, so that a line of isolated parts alone is given the language's.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}

    def setText(self, text: str) -> None:
        """Show a text."""
        self._heights.clear()
        super().setText(f"{_RLM}{text}" if words().rtl and text[:1] in _ISOLATES else text)

    def heightForWidth(self, width: int) -> int:
        """The height of its wrapped text at that width, or at its own widest.

        Layouts in layouts ask many times over, and each time Qt breaks the lines anew.
        """
        width = min(width, self.maximumWidth())
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style needs another height."""
        self._heights.clear()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text; where it runs from the right, lines broken at a space start at the edge too.

        QLabel would move such a line by its space, and cut off its other end.
        """
        wraps = self.wordWrap() and self.textFormat() == Qt.TextFormat.PlainText
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if not (wraps and words().rtl) or selectable or self.frameWidth():
            super().paintEvent(event)
            return
        option = QTextOption(self.alignment())
        option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(self.contentsRect()), self.text(), option)
        painter.end()


def label(text: str, step: Step = Step.TEXT, tone: str = "", bold: bool = False) -> QLabel:
    """A wrapping, plain-text label; ``tone`` is muted, accent, attention or danger."""
    made = Label()
    made.setText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(leading(words().rtl))
    made.setProperty("step", step.value)
    if tone:
        made.setProperty("tone", tone)
    if bold:
        made.setProperty("weight", "bold")
    return made


def short_label(text: str, step: Step = Step.TEXT, tone: str = "", bold: bool = False) -> QLabel:
    """A label that stays on one line and takes only the width it needs."""
    made = label(text, step, tone, bold)
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return made


def retone(given: QLabel, tone: str) -> None:
    """Change a label's tone after it was made."""
    given.setProperty("tone", tone)
    given.style().unpolish(given)
    given.style().polish(given)


def button(text: str, pressed: Callable[[], object], kind: str = "") -> QPushButton:
    """A button; ``kind`` is primary, link, danger, choice or row."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if kind == "primary":  # set here and not in the style sheet, which measures the plain weight
        font = made.font()
        font.setBold(True)
        made.setFont(font)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def start_aligned(area: QPlainTextEdit) -> None:
    """Let the lines of a text area start at the reading side."""
    option = area.document().defaultTextOption()
    option.setAlignment(leading(words().rtl))
    area.document().setDefaultTextOption(option)


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("rule", "true")
    return made


def card(theme: Theme, kind: str = "true") -> tuple[QFrame, QVBoxLayout]:
    """A card on paper, and the layout to put things into; kind: true, soft, notice, error."""
    frame = QFrame()
    frame.setProperty("card", kind)
    layout = QVBoxLayout(frame)
    pad = theme.gap(3)
    layout.setContentsMargins(pad, pad, pad, pad)
    layout.setSpacing(theme.gap(2))
    return frame, layout


def stretch_aside(widget: QWidget) -> QWidget:
    """Let a widget keep its own height."""
    widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return widget
