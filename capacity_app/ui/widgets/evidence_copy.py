"""Copies of proofs beside the register: keeping one, opening it with a warning, letting it go."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment
from capacity_app.model.evidence import EvidenceItem
from capacity_app.ui import ask
from capacity_app.ui.jobs import Job
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.text import button, label, retone
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess, evidence_copies, file_kinds

if TYPE_CHECKING:
    from capacity_app.ui.widgets.evidence_list import EvidenceList


def files_in(mime: QMimeData) -> list[Path]:
    """The files something dragged stands for; empty for text, pictures and web addresses."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def take_in(
    workspace: Workspace, dropped: Sequence[Path], indicators: Sequence[str] = ()
) -> tuple[str, str]:
    """Name a dropped file as a proof; its ref, or "" and why not in words."""
    if len(dropped) != 1:
        return "", _("Drop one file at a time. Nothing was changed.")
    try:
        evidence_copies.refuse_unfit(dropped[0])
    except UserError as error:
        return "", ask.in_words(error)
    title = evidence_copies.title_of(dropped[0]) or _("A file without a name")
    item = EvidenceItem("", title)
    done = workspace.do(lambda each: assess.add_evidence(workspace.store, each, item, indicators))
    return (item.ref, "") if done else ("", "")


class Drops(QObject):
    """Names files that are dropped on an indicator's proofs for that indicator."""

    def __init__(
        self,
        proofs: "EvidenceList",
        workspace: Workspace,
        indicator: Callable[[], str],
        show: Callable[[], object],
    ) -> None:
        super().__init__(proofs)
        self._proofs, self._workspace = proofs, workspace
        self._indicator, self._show = indicator, show
        self.copies = CopyDeeds(workspace)
        self.copies.setParent(proofs)
        self.copies.hide()  # only its asking and copying is needed here
        proofs.dropped.connect(self.take)

    def take(self, dropped: list[Path]) -> None:
        """Name the file, show it, and ask whether to keep a copy."""
        ref, why_not = take_in(self._workspace, dropped, [self._indicator()])
        self._show()
        self._proofs.say_wrong(why_not)
        if ref:
            self.copies.offer(ref, dropped[0])


class CopyDeeds(QWidget):
    """What can be done with the copy of the chosen item; ``changed`` carries the item's ref."""

    changed = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._item: EvidenceItem | None = None
        self._job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.gap(1))
        self.said = label("", Step.NOTE)
        row = QHBoxLayout()
        row.setSpacing(workspace.theme.gap(2))
        self.keep_button = button(_("Keep a copy…"), self._choose)
        self.open_button = button(_("Open the copy…"), self._open)
        self.remove_button = button(_("Remove the copy"), self._remove)
        for each in (self.keep_button, self.open_button, self.remove_button):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.said)

    def show_for(self, item: EvidenceItem | None, locked: bool) -> None:
        """Offer what fits an item; a signed-off one's copy can only be opened."""
        self._item = item
        has = item is not None and bool(item.copy_sha256)
        self.setVisible(item is not None and (has or not locked))
        self.keep_button.setVisible(not has and not locked)
        self.open_button.setVisible(has)
        self.remove_button.setVisible(has and not locked)
        text = _("No copy is kept here. The paper stays where it is.")
        if item is not None and has:
            size = words().number(max(1, round((item.copy_size or 0) / 1024)))
            text = _("Copy on this computer: {file}, {size} KB", file=item.copy_name, size=size)
        self.say(text)

    def say(self, text: str, tone: str = "muted") -> None:
        """Words beside the buttons."""
        retone(self.said, tone)
        self.said.setText(text)

    def offer(self, ref: str, path: Path) -> None:
        """Ask whether a file that was just named should be kept as a copy."""
        where = self._workspace.data_dir / evidence_copies.FOLDER
        detail = _(
            "It is kept in {folder}. Who can use this computer can open it. Backups and "
            "assessment files hold the register, not the copies. With Cancel only the title is "
            "noted.",
            folder=where,
        )
        if ask.confirm(_("Keep a copy of {file} here?", file=path.name), _("Keep a copy"), detail):
            self._keep(ref, path)

    def stop(self) -> None:
        """Wait for a copy that is being made: the program ends, or the page is built anew."""
        if self._job is not None:
            self._job.wait()

    def _choose(self) -> None:
        if self._item is None:
            return
        kinds = " ".join(f"*.{kind}" for kind in file_kinds.KINDS)
        folder = Path(self._workspace.settings.export_folder or paths.documents())
        chosen = ask.file_to_open(_("Keep a copy"), folder, f"{_('Documents')} ({kinds})")
        if chosen is not None:
            self.offer(self._item.ref, chosen)

    def _keep(self, ref: str, path: Path) -> None:
        """Copy off the window's thread: a slow stick must not hold the window."""
        copying = evidence_copies.Copying(self._workspace.data_dir, path)
        of = self._workspace.open_assessment
        self._job = Job(copying.steps(), self)
        self._job.done.connect(lambda: self._kept(of, ref, copying))
        self._job.failed.connect(self._failed)
        self.keep_button.setEnabled(False)
        self.say(_("The copy is being made…"))
        self._job.start()

    def _kept(self, of: Assessment, ref: str, copying: evidence_copies.Copying) -> None:
        self._job = None
        self.keep_button.setEnabled(True)
        workspace, store = self._workspace, self._workspace.store
        open_one = workspace.assessment
        if open_one is None or open_one.id != of.id:  # another one was opened meanwhile
            evidence_copies.sweep(store, workspace.data_dir)
        elif workspace.do(lambda each: evidence_copies.name_copy(store, each, ref, copying)):
            self.changed.emit(ref)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.keep_button.setEnabled(True)
        text = _("The copy could not be made.")
        self.say(ask.in_words(error) if isinstance(error, UserError) else text, "danger")

    def _open(self) -> None:
        item = self._item
        if item is None:
            return
        try:
            path = evidence_copies.to_open(self._workspace.data_dir, item)
        except UserError as error:
            self.say(ask.in_words(error), "danger")
            return
        warning = _(
            "A file can do harm though it looks harmless. Open it only when you know who made "
            "it. It is only looked at here: what you change in it is not kept."
        )
        question = _("Open {file} with the program your system has for it?", file=item.copy_name)
        if not ask.confirm(question, _("Open"), warning):
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.say(_("Your system has no program that opens this file."), "danger")

    def _remove(self) -> None:
        item, workspace = self._item, self._workspace
        if item is None:
            return
        text = _("Remove the copy of {file} from this computer?", file=item.copy_name)
        detail = _("The item stays in the register. The file it was copied from is not touched.")
        if not ask.confirm(text, _("Remove"), detail, dangerous=True):
            return
        store, folder = workspace.store, workspace.data_dir
        ref = item.ref
        if workspace.do(lambda each: evidence_copies.remove_copy(store, folder, each, ref)):
            self.changed.emit(ref)
