"""One place on the board: a heading and a list of cards that scrolls when there are many."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from capacity_app.model.board import Place
from capacity_app.model.instrument import Instrument
from capacity_app.model.plan import Action
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme, leading
from capacity_app.ui.widgets.plan_board_words import (
    card_head,
    card_words,
    is_critical,
    place_words,
    turn_words,
)
from capacity_app.ui.widgets.plan_cells import broken
from capacity_app.ui.widgets.text import retone, short_label

REF = Qt.ItemDataRole.UserRole + 1
HEAD = Qt.ItemDataRole.UserRole + 2
CRITICAL = Qt.ItemDataRole.UserRole + 3
_LINES = 2


class BoardCell(QFrame):
    """The cards of one place; ``place`` is None for those that were not placed yet."""

    def __init__(self, theme: Theme, instrument: Instrument, place: Place | None) -> None:
        super().__init__()
        self._theme, self._instrument, self.place = theme, instrument, place
        self._shown: list[tuple[str, str, str, str]] | None = None
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        pad = theme.gap(1)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.gap(0.5))
        self.heading = short_label(turn_words(place), Step.NOTE, bold=True)
        column.addWidget(self.heading)
        self.cards = QListWidget()
        self.cards.setItemDelegate(_Cards(theme, self.cards))
        self.cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.setTabKeyNavigation(False)
        self.cards.setProperty("bare", "true")
        self.cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.cards.setMinimumHeight(theme.gap(14))
        self.cards.setMinimumWidth(theme.chars(11))
        column.addWidget(self.cards, 1)

    def show_actions(self, actions: list[Action]) -> None:
        """Show these cards; the chosen one stays chosen while it is among them."""
        chosen = self.current_ref
        shown = [(a.ref, a.action, a.indicator, a.priority.value) for a in actions]
        if shown == self._shown:
            return
        self._shown = shown
        with QSignalBlocker(self.cards):
            self._fill(actions)
            if not self.choose(chosen) and actions:
                self.cards.setCurrentRow(0)
        count = ngettext("{n} action", "{n} actions", len(actions))
        self.cards.setAccessibleName(words().listed([place_words(self.place), count]))
        heading = [turn_words(self.place), *([count] if actions else [])]
        self.heading.setText(words().listed(heading))

    @property
    def current_ref(self) -> str:
        """The ref of the current card; "" when there is none."""
        item = self.cards.currentItem()
        return "" if item is None else str(item.data(REF))

    @property
    def refs(self) -> list[str]:
        """The refs of all cards, in the order shown."""
        return [str(self.cards.item(row).data(REF)) for row in range(self.cards.count())]

    def choose(self, ref: str) -> bool:
        """Make a card the current one; False when it is not here."""
        refs = self.refs
        if ref not in refs:
            return False
        self.cards.setCurrentRow(refs.index(ref))
        return True

    def mark(self, wanted: bool) -> None:
        """Show whether a card that is being moved would come here."""
        self.setProperty("card", "soft" if wanted else "true")
        self.style().unpolish(self)
        self.style().polish(self)
        retone(self.heading, "accent" if wanted else "")

    def _fill(self, actions: list[Action]) -> None:
        self.cards.clear()
        for action in actions:
            item = QListWidgetItem(action.action or _("Not described yet"))
            item.setData(REF, action.ref)
            item.setData(HEAD, card_head(self._instrument, action))
            item.setData(CRITICAL, is_critical(self._instrument, action))
            spoken = card_words(self._instrument, action)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken.replace("\n", ", "))
            item.setToolTip(spoken)
            self.cards.addItem(item)


class _Cards(QStyledItemDelegate):
    """A card: what it is about on one line, what is to be done on two."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._text = theme.font(Step.NOTE)
        self._high = QFontMetricsF(self._text).lineSpacing()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same height for every card."""
        return QSize(self._theme.chars(12), round(self._high * (_LINES + 1) + self._theme.gap(3)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The card; the current one of the list in use has a strong frame."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = self._theme.gap
        room = option.rect.adjusted(gap(0.5), gap(0.4), -gap(0.5), -gap(0.4))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.setPen(
            QPen(self._theme.colour("accent" if chosen else "edge"), gap(0.4) if chosen else 1)
        )
        painter.setBrush(self._theme.colour("accent_soft" if chosen else "paper"))
        painter.drawRoundedRect(room, gap(0.6), gap(0.6))
        inner = QRectF(room).adjusted(gap(1), gap(0.7), -gap(1), -gap(0.5))
        painter.setClipRect(inner)
        self._write_head(painter, inner, index)
        self._write_text(painter, inner, str(index.data() or ""))
        painter.restore()

    def _write_head(
        self, painter: QPainter, inner: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        wide = inner.width()
        if index.data(CRITICAL):
            side = round(self._high * 0.8)
            wide -= side + self._theme.gap(1)
            at = 0 if words().rtl else inner.width() - side
            spot = QRect(round(inner.left() + at), round(inner.top() + 1), side, side)
            self._theme.icon("flag", "accent").paint(painter, spot)
        start = inner.left() + (inner.width() - wide if words().rtl else 0)
        self._line(
            painter, QRectF(start, inner.top(), wide, self._high), str(index.data(HEAD)), "muted"
        )

    def _write_text(self, painter: QPainter, inner: QRectF, text: str) -> None:
        top = inner.top() + self._high
        for part in broken(text, self._text, inner.width(), _LINES):
            self._line(painter, QRectF(inner.left(), top, inner.width(), self._high), part, "ink")
            top += self._high

    def _line(self, painter: QPainter, room: QRectF, text: str, colour: str) -> None:
        metrics = QFontMetricsF(self._text)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        option = QTextOption(leading(words().rtl))
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        rtl = words().rtl
        way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(way)
        painter.setFont(self._text)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(room, shown, option)
