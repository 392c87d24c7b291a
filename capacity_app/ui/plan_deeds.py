"""What can be done to the plan from any of its tabs, each thing saved at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment
from capacity_app.model.instrument import SuggestedAction
from capacity_app.model.plan import Gap, Status
from capacity_app.ui import ask
from capacity_app.ui.language import _
from capacity_app.usecases import plan_many, planning

if TYPE_CHECKING:
    from capacity_app.ui.workspace import Workspace


class PlanDeeds(QObject):
    """Handed to every tab. ``current`` is the action chosen last, in whichever tab.

    ``changed`` carries the ref of the one action that changed, or "" when there may be others;
    ``removed`` what to say about an action that went; ``tab_requested`` a tab's key and a ref.
    """

    changed = Signal(str)
    began = Signal()
    removed = Signal(str)
    tab_requested = Signal(str, str)

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self.workspace = workspace
        self.theme = workspace.theme
        self.today = workspace.today
        self.current = ""

    @property
    def assessment(self) -> Assessment:
        """The open assessment as it was last saved, its plan among it."""
        return self.workspace.open_assessment

    def do(self, deed: Callable[[Assessment], Assessment], ref: str = "") -> bool:
        """Do anything to the plan and tell the tabs; ``ref`` where it is about one action only."""
        self.began.emit()
        if not self.workspace.do(deed):
            return False
        self.changed.emit(ref)
        return True

    def change(self, ref: str, fields: dict[str, object]) -> bool:
        """Change fields of one action; what follows from a status follows."""
        store, status = self.workspace.store, fields.get("status")
        if isinstance(status, Status):
            action = self.assessment.action(ref)
            fields = planning.status_fields(action, status, self.today) | fields
        return self.do(lambda a: planning.change_action(store, a, ref, **fields), ref)

    def add(self) -> bool:
        """Put an empty action of one's own into the plan and choose it."""
        store = self.workspace.store
        if not self.do(lambda a: planning.add_action(store, a, self.today)):
            return False
        self.current = self.assessment.plan[-1].ref
        return True

    def paste(self, rows: Sequence[tuple[str, dict[str, object]]]) -> bool:
        """Change actions by ref, those without one being new, in one transaction and one step."""
        store = self.workspace.store
        if not any(fields for _ref, fields in rows):
            return True
        return self.do(lambda a: plan_many.paste_actions(store, a, rows, self.today))

    def adopt(self, gap: Gap, suggestion: SuggestedAction, reasons: Mapping[str, str]) -> bool:
        """Put a suggestion into the plan; ``reasons`` as in :func:`planning.adopt_all`."""
        store, chosen = self.workspace.store, [(gap, suggestion)]
        return self.do(lambda a: planning.adopt_all(store, a, chosen, self.today, "", reasons))

    def adopt_weakest(self, reasons: Mapping[str, str]) -> bool:
        """Put what is suggested for the five heaviest gaps into the plan."""
        store = self.workspace.store
        chosen = planning.open_suggestions(store, self.assessment)
        return self.do(lambda a: planning.adopt_all(store, a, chosen, self.today, "", reasons))

    def choose_target(self, indicator: str, target: int) -> bool:
        """Aim at another level."""
        store = self.workspace.store
        return self.do(lambda a: planning.choose_target(store, a, indicator, target))

    def remove(self, ref: str) -> None:
        """Ask, and take an action out of the plan."""
        action = self.assessment.action(ref)
        question = _("Remove {ref} from the plan?", ref=ltr(ref))
        if not ask.confirm(question, _("Remove"), action.action, dangerous=True):
            return
        store = self.workspace.store
        if self.do(lambda a: planning.remove_action(store, a, ref)):
            self.removed.emit(_("{ref} was removed.", ref=ltr(ref)))

    def open_tab(self, key: str, ref: str = "") -> None:
        """Go to another tab, and to an action in it."""
        self.tab_requested.emit(key, ref or self.current)

    def open_indicator(self, code: str) -> None:
        """Go to a question."""
        self.workspace.go("indicator", indicator=code)
