"""The register of evidence as a table: one row for each item."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from capacity_app.i18n import ltr
from capacity_app.model.evidence import EvidenceItem
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Theme
from capacity_app.vocabulary import word

SOON_DAYS: Final = 90
_ROWS_SHOWN: Final = 12
_EXPIRES: Final = 3
_WIDE: Final = (0, 1, 4, 7)

Index = QModelIndex | QPersistentModelIndex


def expiry_words(item: EvidenceItem, today: date) -> str:
    """A warning when an item has expired or soon will; "" otherwise."""
    if item.expires is None:
        return ""
    if item.expired(today):
        return _("Expired")
    days = (item.expires - today).days
    if days > SOON_DAYS:
        return ""
    if days == 0:
        return _("Expires today")
    return ngettext("Expires in {n} day", "Expires in {n} days", days)


class EvidenceModel(QAbstractTableModel):
    """Items of an assessment. ``kinds`` and ``uses`` are words by kind and by item's ref."""

    def __init__(
        self,
        theme: Theme,
        items: list[EvidenceItem],
        kinds: Mapping[str, str],
        uses: Mapping[str, list[str]],
        today: date,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.items = items
        self._kinds = kinds
        self._uses = uses
        self._today = today
        self._heads = (
            _("Title"),
            _("Kind of proof"),
            _("Issued on"),
            _("Valid until"),
            _("Where it is kept"),
            _("What may be shared"),
            _("Status"),
            _("Proof for"),
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each item."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column for each heading."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings of the columns, at the side where their texts begin."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            start = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            return start.value | Qt.TextFlag.TextWordWrap.value
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; warnings are coloured, too."""
        item = self.items[index.row()]
        text = self._cells(item)[index.column()]
        warning = expiry_words(item, self._today) if index.column() == _EXPIRES else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{text}\n{warning}" if warning else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self._heads[index.column()]
            return f"{head}: {text} {warning}".strip()
        if role == Qt.ItemDataRole.ForegroundRole and warning:
            return self._theme.colour("attention")
        return None

    def _cells(self, item: EvidenceItem) -> tuple[str, ...]:
        uses = self._uses.get(item.ref, [])
        shown = words().listed(ltr(id) if words().rtl else id for id in uses)
        return (
            item.title,
            self._kinds.get(item.type, item.type),
            words().short_date(item.issued) if item.issued else "",
            words().short_date(item.expires) if item.expires else "",
            "\n".join(filter(None, [item.held_at, self._copy(item)])),
            word(item.share, words()),
            word(item.status, words()),
            shown or _("Not used yet"),
        )

    def _copy(self, item: EvidenceItem) -> str:
        return _("Copy on this computer") if item.copy_sha256 else ""


class _WrappedCells(QStyledItemDelegate):
    """Knows how high a wrapped text is; Qt forgets the padding of the style sheet."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The room of the cell's text in its column's present width."""
        text = str(index.data() or "")
        metrics = self._table.fontMetrics()
        beside, above = self._theme.gap(4), self._theme.gap(2)
        room = max(1, self._table.columnWidth(index.column()) - beside)
        asked = QRect(0, 0, room, self._theme.gap(400))
        needed = metrics.boundingRect(asked, Qt.TextFlag.TextWordWrap.value, text)
        longest = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)
        return QSize(longest + beside, needed.height() + above)


class EvidenceTable(QTableView):
    """``item_opened`` carries the ref of the row that is clicked twice or entered.

    ``settled`` says that the heights of the rows are worked out.
    """

    item_opened = Signal(str)
    settled = Signal()

    def __init__(self, theme: Theme, model: EvidenceModel) -> None:
        super().__init__()
        self._items = model
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(_("Register of evidence"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.setItemDelegate(_WrappedCells(theme, self))
        # Column widths change one after the other; the heights are worked out once after them.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._fit_height)
        self._fit(theme)
        self.doubleClicked.connect(lambda index: self.item_opened.emit(self.ref_at(index.row())))

    def ref_at(self, row: int) -> str:
        """The ref of the item in a row."""
        return self._items.items[row].ref

    def chosen(self) -> str:
        """The ref of the chosen row; "" when none is chosen."""
        rows = self.selectionModel().selectedRows()
        return self.ref_at(rows[0].row()) if rows else ""

    def choose(self, ref: str) -> None:
        """Choose the row of an item; nothing happens when there is none."""
        for row, item in enumerate(self._items.items):
            if item.ref == ref:
                # selectRow() asks the header what stands at its edge; unlaid, mirrored: nothing.
                self.setCurrentIndex(self._items.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.item_opened.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def _fit(self, theme: Theme) -> None:
        """Share the width among the columns whose texts vary; rows are as high as their texts."""
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.chars(13))
        header.setFixedHeight(theme.gap(11))  # two lines and their padding
        for column in range(self._items.columnCount()):
            wide = QHeaderView.ResizeMode.Stretch
            narrow = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, wide if column in _WIDE else narrow)
        self.verticalHeader().setMinimumSectionSize(theme.gap(9))
        header.sectionResized.connect(lambda _column, _old, _new: self._settle.start())

    def _fit_height(self) -> None:
        """Be as high as all rows, so that the page scrolls and not the table; many rows scroll."""
        self.resizeRowsToContents()
        rows = min(self._items.rowCount(), _ROWS_SHOWN)
        high = sum(self.rowHeight(row) for row in range(rows))
        scrolls = self._items.rowCount() > _ROWS_SHOWN
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        frame = 2 * self.frameWidth()
        self.setFixedHeight(self.horizontalHeader().height() + high + below + frame)
        self.settled.emit()
