"""How the timeline is painted: bars among months or weeks, and the days that matter, named."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from capacity_app.model.plan import Action, Status
from capacity_app.ui.language import _, words
from capacity_app.ui.plan_table import ACTION_ROLE, Index
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.plan_cells import PlanCells
from capacity_app.ui.widgets.plan_months import in_view, named
from capacity_app.ui.widgets.plan_timeline_rows import TIME

if TYPE_CHECKING:
    from capacity_app.ui.widgets.plan_timeline import PlanTimeline


class Bars(PlanCells):
    """Bars: filled when done, hatched while under way, hollow when not begun; status in words."""

    def __init__(self, theme: Theme, view: "PlanTimeline") -> None:
        super().__init__(theme, view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The bar of an action over the months, its dates and status below."""
        if index.column() != TIME:
            super().paint(painter, option, index)
            return
        self.paint_ground(painter, option, index)
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_days(painter, option.rect)
        self._paint_bar(painter, option.rect, index.data(ACTION_ROLE))
        self._paint_words(painter, option, index.data(ACTION_ROLE))
        painter.restore()

    def bar(self, room: QRect, action: Action) -> QRect | None:
        """Where the bar of an action is in its cell; None without a date."""
        span = self._view.scale.span(*self._view.dates_of(action))
        if span is None:
            return None
        place = self._place(room, *span)
        place.setTop(room.top() + self._theme.gap(2))
        place.setHeight(self._theme.gap(3))
        return place

    def _paint_days(self, painter: QPainter, room: QRect) -> None:
        scale = self._view.scale
        painter.setPen(QPen(self._theme.colour("line")))
        for day in scale.marks:
            self._upright(painter, room, scale.place(day))
        dotted = QPen(self._theme.colour("attention"), self._theme.gap(0.3))
        dotted.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(dotted)
        for day, _name in self._view.deadlines:
            self._upright(painter, room, scale.place(day))
        painter.setPen(QPen(self._theme.colour("accent"), self._theme.gap(0.4)))
        self._upright(painter, room, scale.place(self._view.today))

    def _upright(self, painter: QPainter, room: QRect, at: float) -> None:
        place = self._place(room, at, at)
        painter.drawLine(place.left(), room.top(), place.left(), room.bottom())

    def _paint_bar(self, painter: QPainter, room: QRect, action: Action) -> None:
        place = self.bar(room, action)
        if place is None:
            return
        colour, pattern = self._look(action)
        moving = self._view.moving
        wide = 0.6 if moving and moving.action.ref == action.ref else 0.3
        painter.setPen(QPen(colour, self._theme.gap(wide)))
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

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, action: Action) -> None:
        text = self._view.said_of(action)
        painter.setFont(self._theme.font(Step.NOTE))
        room, gap = option.rect, self._theme.gap
        wide = painter.fontMetrics().horizontalAdvance(text) + gap(2)
        span = self._view.scale.span(*self._view.dates_of(action))
        begin = span[0] if span else self._view.scale.place(self._view.today)
        at = max(0, min(round(begin * room.width()), room.width() - wide))
        line = mirrored(room, QRect(room.left() + at, room.top() + gap(6), wide, gap(4)))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(line, self._theme.colour("accent_soft" if chosen else "paper"))
        painter.setPen(self._theme.colour("ink" if span else "muted"))
        how = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, int(how), text)

    def _place(self, room: QRect, begin: float, end: float) -> QRect:
        left = room.left() + round(begin * (room.width() - 1))
        wide = max(self._theme.gap(1), round((end - begin) * (room.width() - 1)))
        return mirrored(room, QRect(left, room.top(), wide, room.height()))


class Heads(QHeaderView):
    """Names the months or weeks, and below them the lines of today and of the deadlines."""

    def __init__(self, theme: Theme, view: "PlanTimeline") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Two lines of notes."""
        return QSize(super().sizeHint().width(), self._theme.gap(10))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """As far as there is room for the names."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if logicalIndex != TIME:
            return
        painter.save()
        painter.fillRect(rect.adjusted(0, 1, 0, -1), self._theme.colour("ground"))
        half = rect.height() // 2
        scale = self._view.scale
        painter.setFont(self._theme.font(Step.NOTE))
        painter.setPen(self._theme.colour("muted"))
        upper = QRect(rect.left(), rect.top() + 1, rect.width(), half)
        for day, text in named(scale, rect.width() / self._theme.chars(10)):
            self._write(painter, upper, round(scale.place(day) * (rect.width() - 1)), text)
        lower = QRect(rect.left(), rect.top() + half, rect.width(), half - 1)
        self._paint_days(painter, lower)
        painter.restore()

    def _paint_days(self, painter: QPainter, room: QRect) -> None:
        """Name the lines, each after the one before it where they stand close."""
        days = [(self._view.today, _("Today"), "accent")]
        days += [(day, name, "attention") for day, name in self._view.deadlines]
        free = 0
        painter.setFont(self._theme.font(Step.NOTE, bold=True))
        for day, text, colour in sorted(days):
            if not in_view(self._view.scale, day):
                continue
            wide = painter.fontMetrics().horizontalAdvance(text) + self._theme.gap(2)
            at = round(self._view.scale.place(day) * room.width()) - self._theme.gap(1)
            at = max(free, min(at, room.width() - wide))
            painter.setPen(self._theme.colour(colour))
            free = self._write(painter, room, at, text)

    def _write(self, painter: QPainter, room: QRect, at: int, text: str) -> int:
        """Write at a distance from the beginning; returns where the text ends."""
        gap = self._theme.gap
        wide = painter.fontMetrics().horizontalAdvance(text) + gap(1)
        place = QRect(room.left() + at + gap(1), room.top(), wide, room.height())
        how = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if place.right() <= room.right():
            painter.drawText(mirrored(room, place), how, text)
        return at + wide + gap(1)


def mirrored(room: QRect, place: QRect) -> QRect:
    """A place in a room as the language reads it."""
    rtl = words().rtl
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    return QStyle.visualRect(direction, room, place)
