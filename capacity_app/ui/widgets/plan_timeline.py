"""The timeline: a bar for each action, which moves and stretches by mouse and by keys."""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from capacity_app.errors import UserError
from capacity_app.model.plan import Action
from capacity_app.ui.ask import in_words
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_columns import span
from capacity_app.ui.plan_table import ACTION_ROLE
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.plan_months import Scale, months
from capacity_app.ui.widgets.plan_timeline_bars import Bars, Heads, mirrored
from capacity_app.ui.widgets.plan_timeline_move import Moved, Part
from capacity_app.ui.widgets.plan_timeline_rows import TIME, WHAT, TimelineRows
from capacity_app.vocabulary import word

_WHAT_SHARE: Final = 0.34
_WEEK: Final = 7


class PlanTimeline(QTableView):
    """Enter or a double click opens an action in the table.

    ``moved`` carries a ref and the dates that changed; ``said`` what there is to say meanwhile,
    and whether that is a refusal.
    """

    opened = Signal(str)
    moved = Signal(str, object)
    said = Signal(str, bool)

    def __init__(self, theme: Theme, model: TimelineRows, today: date) -> None:
        super().__init__()
        self._theme, self._rows, self._today = theme, model, today
        self.scale: Scale = months([], today)
        self.deadlines: list[tuple[date, str]] = []
        self.moving: Moved | None = None
        self._grip: date | None = None
        self._bars = Bars(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._bars)
        self.setHorizontalHeader(Heads(theme, self))
        self.setAccessibleName(_("Timeline"))
        self.setAccessibleDescription(
            _(
                "Left and right arrow keys move an action by a week; with Shift they move its due "
                "date, with Ctrl and Shift its start. Enter keeps that, Escape takes it back. "
                "Enter opens the action in the table."
            )
        )
        self._behave()
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.keep())

    @property
    def today(self) -> date:
        """The day that is marked."""
        return self._today

    def look(self, scale: Scale, deadlines: list[tuple[date, str]]) -> None:
        """Show a stretch of time, and name the days by which something must be done."""
        self.scale, self.deadlines = scale, deadlines
        self._repaint()

    def dates_of(self, action: Action) -> tuple[date | None, date | None]:
        """Start and due date as shown: while it is moved, where it would come to stand."""
        if self.moving is not None and self.moving.action.ref == action.ref:
            return self.moving.dates
        return action.start, action.due

    def said_of(self, action: Action) -> str:
        """An action's status and dates as shown."""
        start, due = self.dates_of(action)
        shown = replace(action, start=start, due=due)
        status = word(shown.shown_status(self._today), words())
        return _("{status}, {span}", status=status, span=span(shown))

    def keep(self) -> None:
        """Save what was moved; what cannot be is said in words, and nothing changes."""
        moving, self.moving, self._grip = self.moving, None, None
        self._repaint()
        if moving is None or not moving.fields:
            return
        try:
            moving.check()
        except UserError as error:
            self._say(_("{why} The old dates were kept.", why=in_words(error)), refused=True)
            return
        self.moved.emit(moving.action.ref, moving.fields)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in time, Enter keeps or opens, Escape takes back."""
        forward = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.moving is not None:
                self.keep()
            else:
                self._open()
        elif event.key() == Qt.Key.Key_Escape and self.moving is not None:
            self._take_back()
        elif forward is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move_by_key(-forward if words().rtl else forward, event.modifiers())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was moved by keys."""
        self.keep()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a bar, at its middle or at one of its ends."""
        super().mousePressEvent(event)
        where = event.position().toPoint()
        part = self._part_at(where)
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._day_at(where)
            self.moving = Moved(self.indexAt(where).data(ACTION_ROLE), part)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the bar would come to stand."""
        where = event.position().toPoint()
        if self._grip is None or self.moving is None:
            self._show_grip(self._part_at(where))
            return
        days = (self._day_at(where) - self._grip).days
        if days != self.moving.days:
            self.moving = replace(self.moving, days=days)
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Save where the bar was left."""
        super().mouseReleaseEvent(event)
        if self._grip is not None:
            self.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A third for the words, the rest for the months."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        words_wide = round(wide * _WHAT_SHARE)
        self.setColumnWidth(WHAT, words_wide)
        self.setColumnWidth(TIME, wide - words_wide)

    def _move_by_key(self, forward: int, keys: Qt.KeyboardModifier) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        action: Action = index.data(ACTION_ROLE)
        if action.start is None and action.due is None:
            self._say(_("This action has no date yet. Enter opens it, to write one."))
            return
        part = Part.WHOLE
        if keys & Qt.KeyboardModifier.ShiftModifier:
            part = Part.START if keys & Qt.KeyboardModifier.ControlModifier else Part.DUE
        if self.moving is not None and self.moving.part is not part:
            self.keep()
            action = self._rows.actions[index.row()]
        self.moving = (self.moving or Moved(action, part)).further(forward * _WEEK)
        self._tell()

    def _take_back(self) -> None:
        self.moving, self._grip = None, None
        self._say(_("The old dates were kept."))
        self._repaint()

    def _tell(self) -> None:
        assert self.moving is not None
        start, due = self.moving.dates
        shown = span(replace(self.moving.action, start=start, due=due))
        self._say(_("{span}. Enter keeps this, Escape takes it back.", span=shown))
        self._repaint()

    def _say(self, text: str, refused: bool = False) -> None:
        self.said.emit(text, refused)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _part_at(self, where: QPoint) -> Part | None:
        """Which part of a bar is at a point; its ends reach a little beyond it."""
        index = self.indexAt(where)
        if not index.isValid() or index.column() != TIME:
            return None
        room = self.visualRect(index)
        bar = self._bars.bar(room, index.data(ACTION_ROLE))
        end = self._theme.gap(1.5)
        if bar is None or not bar.adjusted(-end, -end, end, end).contains(where):
            return None
        inside = min(end, bar.width() // 4)
        at, there = mirrored(room, bar), mirrored(room, QRect(where.x(), where.y(), 1, 1)).x()
        if there < at.left() + inside:
            return Part.START
        return Part.DUE if there > at.right() - inside else Part.WHOLE

    def _day_at(self, where: QPoint) -> date:
        room = self.visualRect(self.model().index(0, TIME))
        there = mirrored(room, QRect(where.x(), where.y(), 1, 1)).x()
        return self.scale.day((there - room.left()) / max(1, room.width() - 1))

    def _show_grip(self, part: Part | None) -> None:
        shapes = {None: Qt.CursorShape.ArrowCursor, Part.WHOLE: Qt.CursorShape.OpenHandCursor}
        self.viewport().setCursor(shapes.get(part, Qt.CursorShape.SizeHorCursor))

    def _repaint(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def _behave(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.viewport().setMouseTracking(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._bars.height)
        self.verticalHeader().hide()

    def _open(self) -> None:
        index: QModelIndex = self.currentIndex()
        if index.isValid():
            self.opened.emit(index.data(ACTION_ROLE).ref)
