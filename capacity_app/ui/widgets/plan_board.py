"""The board of effect and effort: cards that move by mouse or by keys, saved where they land."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.board import STEPS, Place, by_place
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Action, Priority
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.plan_board_cell import BoardCell
from capacity_app.ui.widgets.plan_board_words import EFFECT, EFFORT, place_words
from capacity_app.ui.widgets.text import label

Move = Callable[[str, Place | None], bool]
_FOUR_COLUMNS = 75  # characters, below which only three stand side by side


class PlanBoard(QWidget):
    """Effect grows upwards, effort with the reading direction; what is not placed stands first.

    ``move`` saves where a card was put and tells whether that worked.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, instrument: Instrument, move: Move) -> None:
        super().__init__()
        self._theme, self._move = theme, move
        self._narrow = False
        self._carried = ""
        self._target: Place | None = None
        self._pressed: tuple[QPoint, BoardCell] | None = None
        self._ghost = QLabel(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self.cells = {place: BoardCell(theme, instrument, place) for place in _places()}
        self._watched: dict[QObject, BoardCell] = {}
        self._lay_out()
        self.said = label("", Step.NOTE)
        self._column.addWidget(self.said)
        for cell in self.cells.values():
            self._watch(cell)

    def show_actions(self, plan: list[Action]) -> None:
        """Show every action at its place, the most pressing first."""
        rank = list(Priority)
        for place, actions in by_place(plan).items():
            self.cells[place].show_actions(sorted(actions, key=lambda a: rank.index(a.priority)))

    def cell_of(self, ref: str) -> BoardCell | None:
        """Where an action's card is."""
        return next((cell for cell in self.cells.values() if ref in cell.refs), None)

    def choose(self, ref: str) -> None:
        """Make an action's card the current one of its place."""
        cell = self.cell_of(ref)
        if cell is not None:
            cell.choose(ref)

    @property
    def first(self) -> QWidget:
        """The first list that holds a card, in reading order."""
        return next((c.cards for c in self.cells.values() if c.refs), self.cells[None].cards)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and mouse of all places; what is not about moving is left to the list."""
        cell = self._watched.get(watched)
        if cell is not None and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(cell, event)
        if cell is not None and isinstance(event, QMouseEvent):
            return self._mouse(cell, event)
        if cell is not None and event.type() == QEvent.Type.FocusOut and self._pressed is None:
            self._let_go()
        return super().eventFilter(watched, event)

    def _key(self, cell: BoardCell, event: QKeyEvent) -> bool:
        key, ref = event.key(), cell.current_ref
        step = _step(key)
        if self._carried:
            return self._carry_on(key, step)
        if key == Qt.Key.Key_Space and ref:
            self._lift(ref, cell.place)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ref:
            self.opened.emit(ref)
            return True
        if step is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if ref:
                self._put(ref, _neighbour(cell.place, step))
            return True
        row, last = cell.cards.currentRow(), cell.cards.count() - 1
        if (step == (1, 0) and row > 0) or (step == (-1, 0) and row < last):
            return False  # the next card of the same place
        self._focus(self.cells[_neighbour(cell.place, step)])
        return True

    def _carry_on(self, key: int, step: Place | None) -> bool:
        if step is not None:
            self._aim(_neighbour(self._target, step))
            self._say(place_words(self._target))
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            ref, target = self._carried, self._target
            self._let_go()
            self._put(ref, target)
        elif key == Qt.Key.Key_Escape:
            self._pressed = None
            self._let_go()
            self._say(_("Left where it was."))
        return True

    def _mouse(self, cell: BoardCell, event: QMouseEvent) -> bool:
        where = event.globalPosition().toPoint()
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            inside = event.position().toPoint()
            self._pressed = (where, cell) if cell.cards.itemAt(inside) is not None else None
        elif kind == QEvent.Type.MouseMove and self._pressed is not None:
            return self._drag(where)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._pressed = None
            if self._carried:
                ref, target = self._carried, self._target
                self._let_go()
                self._put(ref, target)
                return True
        elif kind == QEvent.Type.MouseButtonDblClick and cell.current_ref:
            self.opened.emit(cell.current_ref)
        return False

    def _drag(self, where: QPoint) -> bool:
        assert self._pressed is not None
        start, cell = self._pressed
        far = (where - start).manhattanLength() >= QApplication.startDragDistance()
        if not self._carried and far:
            item = cell.cards.currentItem()
            self._lift(cell.current_ref, cell.place)
            room = cell.cards.visualItemRect(item)
            self._ghost.setPixmap(cell.cards.viewport().grab(room))
            self._ghost.adjustSize()
            self._ghost.show()
            self._ghost.raise_()
        if self._carried:
            self._ghost.move(self.mapFromGlobal(where) + QPoint(1, 1) * self._theme.gap(1))
            under = next(
                (c for c in self.cells.values() if c.rect().contains(c.mapFromGlobal(where))), cell
            )
            self._aim(under.place)
        return True

    def _lift(self, ref: str, place: Place | None) -> None:
        self._carried = ref
        self._aim(place)
        self._say(_("{ref} is being moved. Its place now: {place}",
                    ref=ltr(ref), place=place_words(place)))  # fmt: skip

    def _aim(self, place: Place | None) -> None:
        self._target = place
        for each, cell in self.cells.items():
            cell.mark(each == place)

    def _let_go(self) -> None:
        self._carried = ""
        self._ghost.hide()
        for cell in self.cells.values():
            cell.mark(False)

    def _put(self, ref: str, place: Place | None) -> None:
        """Save a card's new place and keep the focus on it."""
        before = self.cell_of(ref)
        if before is None or before.place == place or not self._move(ref, place):
            return
        cell = self.cell_of(ref)
        if cell is not None:
            cell.choose(ref)
            self._focus(cell)
        self._say(_("{ref} is now here: {place}", ref=ltr(ref), place=place_words(place)))

    def _focus(self, cell: BoardCell) -> None:
        cell.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        if cell.current_ref:
            self.chosen.emit(cell.current_ref)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _watch(self, cell: BoardCell) -> None:
        for each in (cell.cards, cell.cards.viewport()):
            each.installEventFilter(self)
            self._watched[each] = cell
        cell.cards.setAccessibleDescription(
            _("Arrow keys move between cards. Ctrl with an arrow key moves a card; or press "
              "Space, choose a place with the arrow keys, and press Space again. Escape leaves "
              "it where it was.")
        )  # fmt: skip
        cell.cards.itemSelectionChanged.connect(lambda: self._tell(cell))

    def _tell(self, cell: BoardCell) -> None:
        if cell.cards.hasFocus() and cell.current_ref:
            self.chosen.emit(cell.current_ref)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the places without the cards before them: these can stand above."""
        own = super().minimumSizeHint()
        if self._narrow:
            return own
        tray = self.cells[None].minimumSizeHint().width() + self._grid.horizontalSpacing()
        return QSize(own.width() - tray, own.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is not placed yet goes above the places where four columns are too many."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.chars(_FOUR_COLUMNS)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._put_in_grid()

    def _lay_out(self) -> None:
        gap = self._theme.gap
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap(1))
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(1.5))
        grid.setVerticalSpacing(gap(1.5))
        self._grid = grid
        for effort in STEPS:
            grid.addWidget(self._caption(EFFORT[effort]), 1, 1 + effort)
            grid.setColumnStretch(1 + effort, 1)
            for effect in STEPS:
                grid.addWidget(self.cells[effect, effort], 5 - effect, 1 + effort)
        for effect in STEPS:
            side = self._caption(EFFECT[effect])
            side.setFixedWidth(self._theme.chars(9))
            grid.addWidget(side, 5 - effect, 1)
            grid.setRowStretch(5 - effect, 1)
        self._put_in_grid()
        self._column.addLayout(grid, 1)

    def _put_in_grid(self) -> None:
        """Give what is not placed yet its room: a column of its own, or a row above."""
        tray = self.cells[None]
        self._grid.removeWidget(tray)
        if self._narrow:
            self._grid.addWidget(tray, 0, 1, 1, 1 + len(STEPS))
        else:
            self._grid.addWidget(tray, 1, 0, 1 + len(STEPS), 1)
        self._grid.setColumnStretch(0, 0 if self._narrow else 1)

    def _caption(self, text: str) -> QLabel:
        made = label(words().gettext(text), Step.NOTE, bold=True)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made


def _places() -> Iterator[Place | None]:
    """All places in reading order, which is the order of Tab."""
    yield None
    for effect in reversed(STEPS):
        for effort in STEPS:
            yield effect, effort


def _step(key: int) -> Place | None:
    """What an arrow key means: so much more effect, so much more effort."""
    forward = -1 if words().rtl else 1
    return {
        int(Qt.Key.Key_Up): (1, 0),
        int(Qt.Key.Key_Down): (-1, 0),
        int(Qt.Key.Key_Right): (0, forward),
        int(Qt.Key.Key_Left): (0, -forward),
    }.get(int(key))


def _neighbour(place: Place | None, step: Place) -> Place | None:
    """The place beside; from the cards not placed yet one comes to the middle row."""
    if place is None:
        return (2, 1) if step == (0, 1) else None
    effect, effort = place[0] + step[0], place[1] + step[1]
    if effort < STEPS[0]:
        return None
    return min(max(effect, STEPS[0]), STEPS[-1]), min(effort, STEPS[-1])
