"""Where in a file a value stands, so that a refusal can name it."""

import re
from dataclasses import dataclass
from typing import NoReturn

from capacity_app.errors import UserError

_JOINING = "\u200c\u200d"  # invisible, and part of how Sorani and Arabic are spelt
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A path inside a file, written like ``answers."FUN-1.1".level`` or ``plan[2].cost``."""

    file: str
    path: str = ""

    def key(self, name: str) -> "Place":
        """The place of a member of the object here."""
        shown = name if _PLAIN.fullmatch(name) else f'"{short(name)}"'
        return Place(self.file, f"{self.path}.{shown}" if self.path else shown)

    def item(self, index: int) -> "Place":
        """The place of an item of the list here."""
        return Place(self.file, f"{self.path}[{index}]")

    def refuse(self, message: str, **fields: object) -> NoReturn:
        """Raise UserError; ``file`` and ``path`` are filled in, "…" standing for the whole."""
        raise UserError(message, file=self.file, path=self.path or "…", **fields)


def short(text: str, limit: int = 60) -> str:
    """A given text short enough to stand in a message, without anything invisible in it."""
    shown = clean(text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def clean(text: str) -> str:
    """A given text on one line, without marks that turn, hide or colour what stands around it."""
    return "".join(
        mark if mark.isprintable() or mark in _JOINING else "\N{REPLACEMENT CHARACTER}"
        for mark in text
    )
