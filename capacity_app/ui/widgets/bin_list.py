"""The bin on the home page: what lies in it, taking it back, deleting it for good."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from capacity_app.errors import UserError
from capacity_app.model.assessment import Assessment, Summary
from capacity_app.ui import ask
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.text import button, label
from capacity_app.ui.workspace import Workspace
from capacity_app.vocabulary import word


def put_in_bin(workspace: Workspace, given: Assessment | Summary) -> None:
    """Ask, naming what and how much it holds, and put an assessment into the bin."""
    from capacity_app.usecases import bin

    sample = given.organisation.is_sample if isinstance(given, Assessment) else given.is_sample
    n = given.answered
    text = ngettext(
        "Delete {title} with its {n} answer?",
        "Delete {title} with its {n} answers?",
        n,
        title=_title(given),
    )
    detail = _("It goes into the bin on the home page and can be taken back from there.")
    if sample:
        detail = _("It is a fictitious sample, so it is gone at once; you can make it again.")
    if ask.confirm(text, _("Delete"), detail, dangerous=True):
        if workspace.assessment is not None and workspace.assessment.id == given.id:
            workspace.close_assessment()
        _do(workspace, lambda: bin.put_in(workspace.store, given.id))


class BinList(QWidget):
    """Quiet until it is opened."""

    def __init__(self, workspace: Workspace, lying: list[Summary]) -> None:
        super().__init__()
        self._workspace = workspace
        self._lying = lying
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        n = words().number(len(lying))
        self.head = Disclosure(workspace.theme, _("Bin ({n})", n=n), self._rows)
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.head.panel)

    def _rows(self) -> QWidget:
        rows = QWidget()
        column = QVBoxLayout(rows)
        gap = self._workspace.theme.gap
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(1))
        column.addWidget(label(_("Nothing here is deleted by itself."), tone="muted"))
        for summary in self._lying:
            column.addLayout(self._row(summary))
        return rows

    def _row(self, summary: Summary) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._workspace.theme.gap(2))
        title = _title(summary)
        n = summary.answered
        count = ngettext("{n} answer", "{n} answers", n)
        line.addWidget(label(words().listed([title, count])), 1)
        back = button(_("Take back"), lambda: self._take_back(summary), "link")
        back.setAccessibleName(_("Take back {title}", title=title))
        gone = button(_("Delete for good…"), lambda: self._delete(summary), "link")
        gone.setAccessibleName(_("Delete {title} for good", title=title))
        line.addWidget(back)
        line.addWidget(gone)
        return line

    def _take_back(self, summary: Summary) -> None:
        from capacity_app.usecases import bin

        _do(self._workspace, lambda: bin.take_back(self._workspace.store, summary.id))

    def _delete(self, summary: Summary) -> None:
        text = ngettext(
            "Delete {title} with its {n} answer for good?",
            "Delete {title} with its {n} answers for good?",
            summary.answered,
            title=_title(summary),
        )
        detail = _("Its evidence list, plan and history go too. This cannot be undone.")
        if ask.confirm(text, _("Delete for good"), detail, dangerous=True):
            _do(self._workspace, lambda: self._empty(summary))

    def _empty(self, summary: Summary) -> None:
        from capacity_app.usecases import bin, evidence_copies

        bin.empty_of(self._workspace.store, summary.id)
        evidence_copies.sweep(self._workspace.store, self._workspace.data_dir)


def _do(workspace: Workspace, deed: Callable[[], object]) -> None:
    try:
        deed()
    except UserError as error:
        ask.tell_error(error)
    workspace.go("home")


def _title(given: Assessment | Summary) -> str:
    code = words().code
    if isinstance(given, Assessment):
        name = given.organisation.name(code)
    else:
        name = given.organisation_name(code)
    return words().listed([name, word(given.kind, words()), words().date(given.date)])
