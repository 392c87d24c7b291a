"""A paper form's lines as a table: what was typed, what it means, and what is wrong with it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from capacity_app.errors import UserError
from capacity_app.i18n import ltr
from capacity_app.model.assessment import Answer, State
from capacity_app.model.instrument import Indicator
from capacity_app.model.progress import Given, given
from capacity_app.ui.ask import in_words
from capacity_app.ui.language import _, words
from capacity_app.ui.widgets.answer_words import answer_in_words, elements_in_words
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess, paper_entry

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
WRONG_ROLE: Final = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """The columns, in the order of the paper form."""

    NUMBER = 0
    TITLE = 1
    ANSWER = 2
    PROOF = 3
    REASON = 4
    NOTE = 5


TYPED: Final = (Column.ANSWER, Column.PROOF, Column.REASON, Column.NOTE)


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator, or with ``heading`` the area that those below belong to."""

    indicator: Indicator | None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was typed and could not be kept, and why."""

    typed: str
    said: str


class EntryLines(QAbstractTableModel):
    """One row for each indicator, under the headings of their areas.

    ``wrote`` carries an indicator's id whenever something of its line was saved.
    """

    wrote = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines: list[Line] = []
        self._mistakes: dict[tuple[int, int], Mistake] = {}
        self._headers = {
            Column.NUMBER: _("No."),
            Column.TITLE: _("Question"),
            Column.ANSWER: _("Answer"),
            Column.PROOF: _("Evidence"),
            Column.REASON: _("Reason"),
            Column.NOTE: _("Note"),
        }

    def read(self) -> None:
        """Take the lines from the open assessment, in the order of the paper form."""
        self.beginResetModel()
        self._mistakes = {}
        self.lines = []
        for area in self._workspace.instrument.areas:
            self.lines.append(Line(None, f"{ltr(area.id)}  {area.title[words().code]}"))
            self.lines += [Line(indicator) for indicator in area.indicators]
        self.endResetModel()

    @property
    def rows(self) -> list[int]:
        """The rows that hold an indicator."""
        return [row for row, line in enumerate(self.lines) if line.indicator is not None]

    def row_of(self, indicator: str) -> int | None:
        """The row of an indicator; None when there is none."""
        ids = [line.indicator.id if line.indicator else "" for line in self.lines]
        return ids.index(indicator) if indicator in ids else None

    def first_open(self) -> int:
        """The row of the first indicator nothing was said to, or else the first of all."""
        own = self._workspace.open_assessment
        for row in self.rows:
            indicator = self.lines[row].indicator
            if indicator is not None and given(indicator, own) is Given.NOTHING:
                return row
        return self.rows[0]

    def answer(self, row: int) -> Answer:
        """The answer of a row as it is kept now."""
        return self._workspace.open_assessment.answer(self.indicator(row).id)

    def indicator(self, row: int) -> Indicator:
        """The indicator of a row."""
        found = self.lines[row].indicator
        assert found is not None
        return found

    def is_typed(self, row: int, column: int) -> bool:
        """Whether something can be typed there now; a reason only where one is wanted."""
        locked = self._workspace.open_assessment.state is not State.DRAFT
        if locked or column not in TYPED or self.lines[row].indicator is None:
            return False
        if column != Column.REASON:
            return True
        return paper_entry.wants_reason(self.indicator(row), self.answer(row))

    def mistake(self, row: int) -> Mistake | None:
        """What is wrong in a row, if anything is."""
        for column in TYPED:
            if (row, column) in self._mistakes:
                return self._mistakes[row, column]
        return None

    def forget(self, index: Index) -> None:
        """Take back what was typed and not kept."""
        self._mistakes.pop((index.row(), index.column()), None)
        self._tell(index.row())

    def complain(self, index: Index, typed: str, said: str) -> None:
        """Keep what was typed in its cell, and say what is wrong with it."""
        self._mistakes[index.row(), index.column()] = Mistake(typed, said)
        self._tell(index.row())

    # what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Every line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Every column."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what can be typed can be reached."""
        if self.is_typed(index.row(), index.column()):
            flag = Qt.ItemFlag
            return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
        return Qt.ItemFlag.ItemIsEnabled

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headers[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, its spoken text, and the words under its line."""
        row, column = index.row(), Column(index.column())
        line = self.lines[row]
        if line.indicator is None:
            return line.heading if column is Column.NUMBER and role in _TEXTS else None
        if role == WRONG_ROLE:
            return (row, column) in self._mistakes
        if role == NOTE_ROLE:
            wrong = self.mistake(row)
            return wrong.said if wrong else self.meaning(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._shown(row, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headers[column]}: {self._shown(row, column)}"
        return self._shown(row, column) if role in _TEXTS else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed; False, with the reason said on the line, when it cannot be."""
        row, column, typed = index.row(), Column(index.column()), str(value)
        self._mistakes.pop((row, column), None)
        try:
            kept = self._keep(row, column, typed)
        except UserError as error:
            self.complain(index, typed, in_words(error))
            return False
        self._tell(row)
        return kept

    # inside

    def _keep(self, row: int, column: Column, typed: str) -> bool:
        store, indicator = self._workspace.store, self.indicator(row)
        before, code = self.answer(row), words().code
        if column is Column.ANSWER:
            after = paper_entry.read(indicator, before, typed, code)
            if _same(before, after):
                return True
            deed = lambda a: assess.put_answer(store, a, after)  # noqa: E731
        elif column is Column.PROOF:
            if paper_entry.says_no_proof(typed):
                return True
            paper_entry.check_proof(self._workspace.open_assessment, typed)
            deed = lambda a: paper_entry.name_proof(store, a, indicator.id, typed)  # noqa: E731
        elif column is Column.REASON:
            deed = lambda a: paper_entry.give_reason(store, a, indicator.id, typed)  # noqa: E731
        else:
            deed = lambda a: assess.write_note(store, a, indicator.id, typed)  # noqa: E731
        done = self._workspace.do(deed)
        if done:
            self.wrote.emit(indicator.id)
        return done

    def _shown(self, row: int, column: Column) -> str:
        if wrong := self._mistakes.get((row, column)):
            return wrong.typed
        indicator, answer = self.indicator(row), self.answer(row)
        if column is Column.NUMBER:
            return ltr(indicator.id)
        if column is Column.TITLE:
            return indicator.title[words().code]
        if column is Column.ANSWER:
            return words().shown(paper_entry.written(indicator, answer, words().code))
        if column is Column.PROOF:
            return words().listed(item.title for item in answer.evidence)
        if column is Column.REASON:
            return answer.not_applicable or answer.without_evidence
        return answer.note

    def meaning(self, row: int) -> str:
        """What a line's answer means, in words; nothing while it is open."""
        indicator, own = self.indicator(row), self._workspace.open_assessment
        if given(indicator, own) is Given.NOTHING:
            return ""
        if self.answer(row).not_applicable == "":
            return _("Not applicable: it counts once a reason is written.")
        rules = self._workspace.instrument.rules
        said = answer_in_words(indicator, own, rules)
        if indicator.is_psea and self.answer(row).not_applicable is None:
            return words().listed([elements_in_words(indicator, self.answer(row)), said])
        return said

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))


_TEXTS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


def _same(before: Answer, after: Answer) -> bool:
    return all(getattr(before, name) == getattr(after, name) for name in assess.SAID)
