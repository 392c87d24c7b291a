"""The person's choices, kept as one small JSON file beside the data."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from capacity_app.errors import UserError
from capacity_app.i18n import N_, Digits

FILE_NAME = "settings.json"


@dataclass
class Settings:
    """``language`` is empty until chosen; ``theme`` is system, light, dark or contrast.

    ``next_report`` is the day of the next report to a funder (ISO), or empty.
    """

    language: str = ""
    digits: str = Digits.WESTERN
    theme: str = "system"
    export_folder: str = ""
    current_assessment: str = ""
    current_page: str = ""
    next_report: str = ""
    tour: str = ""

    @classmethod
    def load(cls, folder: Path) -> "Settings":
        """What was kept in a folder; defaults for what is absent, foreign or unreadable."""
        try:
            kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(kept, dict):
            return cls()
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in kept.items() if k in known and isinstance(v, str)})

    def save(self, folder: Path) -> None:
        """Write all of it, or leave the old file; raises UserError when the folder refuses."""
        part = folder / (FILE_NAME + ".part")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
            os.replace(part, folder / FILE_NAME)
        except OSError as error:
            raise UserError(
                N_(
                    "Your settings could not be saved in {folder} ({reason}). Your assessments "
                    "are not affected. Check that the folder can be written to."
                ),
                folder=folder,
                reason=error.strerror or error,
            ) from error
