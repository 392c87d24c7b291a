"""Evidence items: what an organisation can show, and where it is kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Share(StrEnum):
    """What a receiver may see of an item: its listing, a copy, or nothing."""

    LIST = "list"
    COPY = "copy"
    NEVER = "never"


class EvidenceStatus(StrEnum):
    """How far an item has been looked at by somebody else."""

    CLAIMED = "claimed"
    SEEN = "seen"
    VERIFIED = "verified"


@dataclass(eq=False)
class EvidenceItem:
    """One document or record. ``ref`` ("E1") is its name inside its assessment.

    ``copy_name``, ``copy_sha256`` and ``copy_size`` (bytes) tell of a copy kept on this computer;
    empty when there is none. A copy never leaves with a document or an assessment file.
    """

    ref: str
    title: str
    type: str = ""
    language: str = ""
    issued: date | None = None
    expires: date | None = None
    held_at: str = ""
    share: Share = Share.LIST
    status: EvidenceStatus = EvidenceStatus.CLAIMED
    seen_by: str = ""
    seen_on: date | None = None
    copy_name: str = ""
    copy_sha256: str = ""
    copy_size: int | None = None

    def expired(self, on: date) -> bool:
        """Whether it is no longer valid on that day (valid through the day it expires)."""
        return self.expires is not None and self.expires < on
