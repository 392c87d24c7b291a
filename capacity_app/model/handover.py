"""A handing over: which document went to whom, when, and what it was."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """One document given to somebody outside; kept beside the assessment, never inside a document.

    ``receiver`` and ``by`` are organisations or roles as typed. ``document`` is what was made
    ("plan_pdf", "workbook", …), ``code`` its content code and ``sha256`` that of the file's bytes.
    """

    assessment_id: str
    revision: int
    at: datetime
    receiver: str
    document: str
    language: str
    tier: str
    file: str
    by: str = ""
    code: str = ""
    sha256: str = ""
