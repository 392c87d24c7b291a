"""Telling that a newer question bank is installed: what maps, what does not, and moving to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from capacity_app.errors import UserError
from capacity_app.i18n import ltr
from capacity_app.model.assessment import State
from capacity_app.model.instrument import Instrument
from capacity_app.ui import ask
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import banks


def newer_bank(workspace: Workspace, moved: Callable[[], object]) -> QFrame | None:
    """A card for a draft whose question bank is installed in another version; None otherwise."""
    assessment = workspace.open_assessment
    if assessment.state is not State.DRAFT:
        return None
    try:
        new = workspace.store.installed_instrument(assessment.instrument_id)
    except UserError:  # no longer installed: the assessment keeps its own
        return None
    if new.digest == assessment.instrument_digest:
        return None
    frame, layout = card(workspace.theme, "notice")
    layout.addWidget(label(_title(workspace, new), Step.CARD))
    old = workspace.store.instrument(assessment.instrument_digest)
    for line in _what_changes(banks.compare(old, new)):
        layout.addWidget(label(line))
    note = _(
        "Nothing changes by itself; this assessment keeps its own questions until you move it."
    )
    layout.addWidget(label(note, Step.NOTE))
    go = button(_("Move to the installed questions…"), lambda: _move(workspace, new, moved))
    layout.addWidget(go, 0, Qt.AlignmentFlag.AlignLeading)
    return frame


def _title(workspace: Workspace, new: Instrument) -> str:
    return _(
        "Other questions are installed: version {new}; this assessment uses version {old}.",
        new=new.version,
        old=workspace.open_assessment.instrument_version,
    )


def _what_changes(changes: banks.Changes) -> list[str]:
    kept = len(changes.kept)
    lines = [ngettext("{n} answer can be taken along.", "{n} answers can be taken along.", kept)]
    lost = [*changes.structure, *changes.gone]
    if lost:
        lines.append(_("Answered anew or gone: {ids}", ids=_ids(lost)))
    if changes.weighing:
        lines.append(_("Counted in another way: {ids}", ids=_ids(changes.weighing)))
    if changes.new:
        lines.append(_("New: {ids}", ids=_ids(changes.new)))
    return lines


def _ids(ids: list[str] | tuple[str, ...]) -> str:
    return words().listed(ltr(each) if words().rtl else each for each in ids)


def _move(workspace: Workspace, new: Instrument, moved: Callable[[], object]) -> None:
    sure = ask.confirm(
        _("Go on with the installed questions?"),
        _("Move"),
        _("The present revision is kept as it is; a new one is made with the answers that map."),
    )
    if sure and workspace.do(lambda a: banks.move(workspace.store, a, new).assessment):
        moved()
