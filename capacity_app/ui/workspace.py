"""What every page is handed: the store, the settings, the theme, and the open assessment."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from capacity_app.errors import DamagedError, UserError
from capacity_app.settings import Settings
from capacity_app.ui import ask
from capacity_app.ui.theme import Theme
from capacity_app.ui.undo import Changes

if TYPE_CHECKING:  # what is only named here must not delay the first paint
    from capacity_app.model.assessment import Assessment
    from capacity_app.model.instrument import Instrument
    from capacity_app.store.database import Store
    from capacity_app.store.glance import Glance
    from capacity_app.usecases.undoing import Moment, Step


class Workspace(QObject):
    """One window's work. ``assessment`` is the open one, as last read or saved."""

    page_requested = Signal(str, dict)
    rebuild_requested = Signal()
    restore_requested = Signal(str)
    undo_requested = Signal()
    saved = Signal()
    save_failed = Signal(str)

    def __init__(
        self, store: "Store | Glance", settings: Settings, data_dir: Path, theme: Theme
    ) -> None:
        super().__init__()
        self.source = store
        self.settings = settings
        self.data_dir = data_dir
        self.theme = theme
        self.assessment: Assessment | None = None
        self.changes = Changes()

    @property
    def is_ready(self) -> bool:
        """Whether the store itself is open, and not only a glance at what home shows."""
        return hasattr(self.source, "writing")

    @property
    def store(self) -> "Store":
        """The store; while there is only a glance, what home needs of it works alike."""
        return cast("Store", self.source)

    @property
    def open_assessment(self) -> "Assessment":
        """The open assessment, where a page is shown only with one."""
        if self.assessment is None:
            raise LookupError("no assessment is open")
        return self.assessment

    @property
    def instrument(self) -> "Instrument":
        """The question bank of the open assessment, as tailored to its services."""
        return self.store.instrument_of(self.open_assessment)

    @property
    def today(self) -> date:
        """The day shown and compared with due dates."""
        return date.today()

    def go(self, page: str, **arguments: object) -> None:
        """Ask for a page, with what it should show."""
        self.page_requested.emit(page, arguments)

    def open(self, assessment_id: str) -> bool:
        """Make an assessment the open one; says in words when it cannot be read.

        DamagedError when the database itself holds what nobody can read.
        """
        try:
            assessment = self.store.assessment(assessment_id)
            self.store.instrument_of(assessment)
        except DamagedError:  # then it is not only this assessment: the start knows a way out
            raise
        except UserError as error:
            ask.tell_error(error)
            return False
        self.assessment = assessment
        self.remember(current_assessment=assessment_id)
        return True

    def refresh_organisation(self) -> None:
        """Show an organisation's changed profile wherever the open assessment shows it."""
        if self.assessment is not None:
            self.assessment = self.store.assessment(self.assessment.id)
        self.saved.emit()

    def close_assessment(self) -> None:
        """Have no assessment open."""
        self.assessment = None
        self.remember(current_assessment="")

    def do(self, deed: "Callable[[Assessment], Assessment]") -> bool:
        """Do something to the open assessment and keep what comes back; False when it failed.

        What failed to save is said in the window, not in a dialog, so that typing goes on.
        """
        from capacity_app.usecases.undoing import moment

        before = moment(self.open_assessment)
        if not self._try(deed):
            return False
        self.changes.note(before, self.open_assessment)
        self.saved.emit()
        return True

    @property
    def undoable(self) -> str:
        """The indicator or action whose last change can be taken back, or ""."""
        last = self.changes.last if self.changes.is_of(self.assessment) else None
        return "" if last is None else last.indicator or last.action or next(iter(last.targets), "")

    def undo(self) -> "Step | None":
        """Take the last change of answers or plan back; what it was, or None."""
        step = self.changes.last if self.changes.is_of(self.assessment) else None
        if step is None or not self._put(step.before, step.after):
            return None
        self.changes.moved_back()
        self.saved.emit()
        return step

    def redo(self) -> "Step | None":
        """Do again what was undone last; what it was, or None."""
        step = self.changes.next if self.changes.is_of(self.assessment) else None
        if step is None or not self._put(step.after, step.before):
            return None
        self.changes.moved_on()
        self.saved.emit()
        return step

    def _put(self, wanted: "Moment", instead_of: "Moment") -> bool:
        from capacity_app.usecases.undoing import put

        return self._try(lambda assessment: put(self.store, assessment, wanted, instead_of))

    def _try(self, deed: "Callable[[Assessment], Assessment]") -> bool:
        try:
            self.assessment = deed(self.open_assessment)
        except UserError as error:
            self.save_failed.emit(ask.in_words(error))
            return False
        return True

    def remember(self, **choices: str) -> None:
        """Keep choices in the settings; a folder that refuses is said once."""
        for name, value in choices.items():
            setattr(self.settings, name, value)
        try:
            self.settings.save(self.data_dir)
        except UserError as error:
            self.save_failed.emit(ask.in_words(error))
