"""The menu behind the organisation's name: its profile, and the other organisations here."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from capacity_app.model.assessment import Summary
from capacity_app.model.library import grouped
from capacity_app.ui.language import _, words
from capacity_app.ui.workspace import Workspace

_OFFERED = 12  # more are found with the search on the home page


def organisations(workspace: Workspace) -> dict[str, str]:
    """Names by id: those worked on last first, then those without an assessment."""
    code = words().code
    named = {g.organisation_id: g.name(code) for g in grouped(workspace.store.summaries())}
    for each in workspace.store.organisations():
        named.setdefault(each.id, each.name(code))
    return named


def offer(workspace: Workspace, below: QWidget) -> QMenu | None:
    """Show the menu; where there is one organisation only, its profile at once."""
    if not workspace.is_ready or len(workspace.store.organisations()) < 2:
        workspace.go("profile")
        return None
    made = menu(workspace, below)
    made.popup(below.mapToGlobal(below.rect().bottomLeft()))
    return made


def menu(workspace: Workspace, parent: QWidget) -> QMenu:
    """The profile of the open organisation, the others to go to, and where all of them are."""
    made = QMenu(parent)
    open_one = workspace.assessment.organisation.id if workspace.assessment else ""
    if open_one:
        profile = made.addAction(_("Organisation profile"))
        profile.triggered.connect(lambda: workspace.go("profile"))
        made.addSeparator()
    found = organisations(workspace)
    for key, name in list(found.items())[:_OFFERED]:
        action = QAction(name.replace("&", "&&"), made)
        action.setCheckable(key == open_one)
        action.setChecked(key == open_one)
        action.triggered.connect(lambda _checked=False, key=key: go_to(workspace, key))
        made.addAction(action)
    made.addSeparator()
    every = made.addAction(_("Find another assessment…"))
    every.triggered.connect(lambda: workspace.go("home", search=True))
    another = made.addAction(_("Add an organisation…"))
    another.triggered.connect(lambda: workspace.go("setting"))
    return made


def go_to(workspace: Workspace, organisation_id: str) -> None:
    """Open an organisation's newest assessment, or its profile where it has none."""
    newest = _newest(workspace.store.summaries(), organisation_id)
    if newest is None:
        workspace.go("profile", organisation=organisation_id)
    elif workspace.open(newest.id):
        workspace.go("home")


def _newest(summaries: list[Summary], organisation_id: str) -> Summary | None:
    return next((each for each in summaries if each.organisation_id == organisation_id), None)
