"""The plan by months: the same rows as the table, with a bar from start to due date."""

from datetime import date
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from capacity_app.model.plan import Action, Status
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_table import ACTION_ROLE, NOTE_ROLE, Column, Index, PlanModel
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.plan_cells import PlanCells
from capacity_app.ui.widgets.plan_months import Months

_WHAT_SHARE: Final = 0.34


class PlanTimeline(QTableView):
    """Enter or a double click opens an action in the table."""

    opened = Signal(str)

    def __init__(self, theme: Theme, model: PlanModel, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.months = Months([], today)
        self._bars = _Bars(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._bars)
        self.setHorizontalHeader(_Heads(theme, self))
        self.setAccessibleName(_("Timeline"))
        self.setAccessibleDescription(_("Enter opens the action in the table."))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._bars.height)
        self.verticalHeader().hide()
        for column in Column:
            self.setColumnHidden(column, column not in (Column.WHAT, Column.TIME))
        self.doubleClicked.connect(lambda _index: self._open())
        model.dataChanged.connect(self.renew)
        model.modelReset.connect(self.renew)

    @property
    def today(self) -> date:
        """The day that is marked."""
        return self._today

    def renew(self) -> None:
        """Take the months that the plan spans anew; unseen, that waits until it is shown."""
        if not self.isVisible():
            return
        model = self.model()
        assert isinstance(model, PlanModel)
        self.months = Months(model.actions, self._today)
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        self.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A third for the words, the rest for the months."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        words_wide = round(wide * _WHAT_SHARE)
        self.setColumnWidth(Column.WHAT, words_wide)
        self.setColumnWidth(Column.TIME, wide - words_wide)

    def _open(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.opened.emit(index.data(ACTION_ROLE).ref)


class _Bars(PlanCells):
    """Bars: filled when done, hatched while under way, hollow when not begun; status in words."""

    def __init__(self, theme: Theme, view: PlanTimeline) -> None:
        super().__init__(theme, view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The bar of an action over the months, its dates and status below."""
        if index.column() != Column.TIME:
            super().paint(painter, option, index)
            return
        self.paint_ground(painter, option, index)
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_months(painter, option.rect)
        self._paint_bar(painter, option.rect, index.data(ACTION_ROLE))
        self._paint_words(painter, option, index)
        painter.restore()

    def _paint_months(self, painter: QPainter, room: QRect) -> None:
        months = self._view.months
        painter.setPen(QPen(self._theme.colour("line")))
        for month in months.firsts:
            place = self._place(room, months.part(month), months.part(month))
            painter.drawLine(place.left(), room.top(), place.left(), room.bottom())
        now = months.part(self._view.today)
        place = self._place(room, now, now)
        painter.setPen(QPen(self._theme.colour("accent"), self._theme.gap(0.4)))
        painter.drawLine(place.left(), room.top(), place.left(), room.bottom())

    def _paint_bar(self, painter: QPainter, room: QRect, action: Action) -> None:
        if action.due is None:
            return
        months = self._view.months
        begin, end = months.part(action.start or action.due), months.part(action.due)
        place = self._place(room, begin, end)
        place.setTop(room.top() + self._theme.gap(2))
        place.setHeight(self._theme.gap(3))
        colour, pattern = self._look(action)
        painter.setPen(QPen(colour, self._theme.gap(0.3)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.fillRect(place, self._theme.colour("paper"))
        if pattern is not Qt.BrushStyle.NoBrush:
            brush = painter.brush()
            brush.setColor(colour)
            brush.setStyle(pattern)
            painter.fillRect(place, brush)
        painter.drawRect(place)

    def _look(self, action: Action) -> tuple[QColor, Qt.BrushStyle]:
        shown = action.shown_status(self._view.today)
        if shown is Status.COMPLETED:
            return self._theme.colour("accent"), Qt.BrushStyle.SolidPattern
        if shown is Status.DELAYED:
            return self._theme.colour("attention"), Qt.BrushStyle.BDiagPattern
        if shown is Status.ONGOING:
            return self._theme.colour("accent"), Qt.BrushStyle.Dense4Pattern
        return self._theme.colour("edge"), Qt.BrushStyle.NoBrush

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        action: Action = index.data(ACTION_ROLE)
        text = _("{status}, {span}", status=index.data(NOTE_ROLE), span=index.data())
        painter.setFont(self._theme.font(Step.NOTE))
        room, gap = option.rect, self._theme.gap
        wide = painter.fontMetrics().horizontalAdvance(text) + gap(2)
        begin = self._view.months.part(action.start or action.due or self._view.today)
        at = min(round(begin * room.width()), max(0, room.width() - wide))
        line = _mirrored(room, QRect(room.left() + at, room.top() + gap(6), wide, gap(4)))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(line, self._theme.colour("accent_soft" if chosen else "paper"))
        painter.setPen(self._theme.colour("ink" if action.due else "muted"))
        how = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, int(how), text)

    def _place(self, room: QRect, begin: float, end: float) -> QRect:
        left = room.left() + round(begin * (room.width() - 1))
        wide = max(self._theme.gap(1), round((end - begin) * (room.width() - 1)))
        return _mirrored(room, QRect(left, room.top(), wide, room.height()))


class _Heads(QHeaderView):
    """The heading of the months' column names them."""

    def __init__(self, theme: Theme, view: PlanTimeline) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Months as far as there is room for their names."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if logicalIndex != Column.TIME:
            return
        painter.save()
        painter.fillRect(rect.adjusted(0, 1, 0, -1), self._theme.colour("ground"))
        months = self._view.months
        how = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        taken = self._paint_today(painter, rect)
        painter.setFont(self._theme.font(Step.NOTE))
        painter.setPen(self._theme.colour("muted"))
        for month, text in months.named(rect.width() / self._theme.chars(10)):
            left = rect.left() + round(months.part(month) * (rect.width() - 1))
            wide = painter.fontMetrics().horizontalAdvance(text) + self._theme.gap(1)
            place = QRect(left + self._theme.gap(1), rect.top(), wide, rect.height())
            if not _mirrored(rect, place).intersects(taken):
                painter.drawText(_mirrored(rect, place), how, text)
        painter.restore()

    def _paint_today(self, painter: QPainter, rect: QRect) -> QRect:
        """Name the line that stands for today; returns the room that takes."""
        text, gap = _("Today"), self._theme.gap
        painter.setFont(self._theme.font(Step.NOTE, bold=True))
        wide = painter.fontMetrics().horizontalAdvance(text) + gap(2)
        middle = rect.left() + round(self._view.months.part(self._view.today) * rect.width())
        left = min(max(rect.left(), middle - wide // 2), rect.right() - wide)
        place = _mirrored(rect, QRect(left, rect.top() + 1, wide, rect.height() - 2))
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
        return place


def _mirrored(room: QRect, place: QRect) -> QRect:
    rtl = words().rtl
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    return QStyle.visualRect(direction, room, place)
