"""What every tab of the plan is: a widget that reads the plan when it is shown."""

from PySide6.QtWidgets import QWidget

from capacity_app.model.assessment import Assessment
from capacity_app.ui.plan_deeds import PlanDeeds


class PlanTab(QWidget):
    """Made when it is first shown; changes the plan only through ``deeds``."""

    has_totals = True
    """Whether the plan's money stands below."""

    def __init__(self, deeds: PlanDeeds) -> None:
        super().__init__()
        self.deeds = deeds
        self.theme = deeds.theme

    def show_plan(self, assessment: Assessment) -> None:
        """Called each time the tab comes to the front: read everything anew."""
        raise NotImplementedError

    def renew(self, ref: str) -> None:
        """Called when the plan changed while the tab is in front: one action, or "" for any."""
        self.show_plan(self.deeds.assessment)

    def choose(self, ref: str) -> None:
        """Go to an action, where the tab shows single actions."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes first; None for the line of tabs."""
        return None

    def keep(self) -> None:
        """Called before the tab or the page is left: keep what is being typed."""

    def choices(self) -> dict[str, object]:
        """What the tab would need to be shown the same way again; see :meth:`take_choices`."""
        return {}

    def take_choices(self, choices: dict[str, object]) -> None:
        """Be shown the way :meth:`choices` said once."""
