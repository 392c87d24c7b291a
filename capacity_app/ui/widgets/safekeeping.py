"""Making a backup and bringing one back, from the settings."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.ui import ask
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.text import button, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import safekeeping


class Safekeeping(QWidget):
    """Two buttons and the date of the newest backup."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._newest = label(self._say_newest(), Step.NOTE)
        column.addWidget(self._newest)
        row = QHBoxLayout()
        row.setSpacing(workspace.theme.gap(2))
        self.back_up = button(_("Make a backup…"), self._back_up)
        self.restore = button(_("Bring back a backup…"), self._restore)
        row.addWidget(self.back_up)
        row.addWidget(self.restore)
        row.addStretch(1)
        column.addLayout(row)

    def _say_newest(self) -> str:
        kept = safekeeping.backups(self._workspace.data_dir)
        if not kept:
            return _("There is no backup yet; one is made each time the program is closed.")
        return _("Newest backup: {date}", date=words().date(kept[0].made.date()))

    def _back_up(self) -> None:
        suggested = paths.documents() / f"capacity-backup-{date.today():%Y-%m-%d}.zip"
        chosen = ask.file_to_save(_("Make a backup"), suggested, _("Backup") + " (*.zip)")
        if chosen is None:
            return
        try:
            safekeeping.back_up(self._workspace.store, chosen)
        except UserError as error:
            ask.tell_error(error)
            return
        ask.tell(_("The backup was written and checked: {file}", file=chosen))

    def _restore(self) -> None:
        kind = _("Backup") + " (*.zip)"
        chosen = ask.file_to_open(_("Bring back a backup"), paths.documents(), kind)
        if chosen is None:
            return
        sure = ask.confirm(
            _("Put the backup in the place of what is here now?"),
            _("Bring back"),
            _("What is here now is kept beside it under a dated name. The program then closes."),
            dangerous=True,
        )
        if sure:
            self._workspace.restore_requested.emit(str(chosen))
