"""Which page stands behind which name; each is imported when it is first shown."""

from importlib import import_module
from typing import Final

from capacity_app.ui.widgets.page import Page

PAGES: Final = {
    "welcome": "WelcomePage",
    "home": "HomePage",
    "profile": "ProfilePage",
    "setting": "SettingPage",
    "tasks": "TasksPage",
    "indicator": "IndicatorPage",
    "review": "ReviewPage",
    "fast": "FastPage",
    "check": "CheckPage",
    "results": "ResultsPage",
    "plan": "PlanPage",
    "returned": "ReturnedPage",
    "evidence": "EvidencePage",
    "documents": "DocumentsPage",
    "verify": "VerifyPage",
    "settings": "SettingsPage",
    "help": "HelpPage",
}


def page_class(name: str) -> type[Page]:
    """The page of a name; KeyError for any other."""
    found: type[Page] = getattr(import_module(f"capacity_app.ui.pages.{name}"), PAGES[name])
    return found
