"""The documents there are, and what each is in words."""

from typing import Final

from capacity_app.ui.language import _

# key: format, report, extension
DOCUMENTS: Final = {
    "plan_pdf": ("pdf", "plan", "pdf"),
    "full_pdf": ("pdf", "full", "pdf"),
    "pack_pdf": ("pdf", "pack", "pdf"),
    "workbook": ("xlsx", "full", "xlsx"),
    "form": ("form", "plan", "pdf"),
    "json": ("json", "full", "json"),
}


def names() -> list[tuple[str, str]]:
    """The key and the name of each document."""
    return [
        ("plan_pdf", _("Action plan (PDF)")),
        ("full_pdf", _("Full report (PDF)")),
        ("pack_pdf", _("Due-diligence pack (PDF)")),
        ("workbook", _("Workbook (Excel)")),
        ("form", _("Blank form (PDF)")),
        ("json", _("Assessment file (JSON)")),
    ]


def about(document: str) -> str:
    """What is inside."""
    return {
        "plan_pdf": _("A one-page summary, the action table, and places for signatures."),
        "full_pdf": _("Every domain and indicator, the evidence register, and the rules."),
        "pack_pdf": _(
            "The profile in the order of the UN Partner Portal, the evidence with what has "
            "expired, and the crosswalk."
        ),
        "workbook": _("Summary, scores, PSEA and the action plan with real numbers and dates."),
        "form": _("The questions to print, for a workshop without power."),
        "json": _("Everything in this assessment, to open it on another computer."),
    }[document]


def tiers() -> list[tuple[str, str]]:
    """The key and the name of each kind of receiver."""
    return [
        ("internal", _("Ourselves")),
        ("funder", _("A funder")),
        ("aggregate", _("Statistics")),
    ]
