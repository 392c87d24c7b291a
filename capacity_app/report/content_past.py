"""The lines of an assessment's past, ready for a sheet: its revisions and its changes."""

from datetime import date
from typing import NamedTuple


class RevisionLine(NamedTuple):
    """One revision; ``signed_on`` is None while it is a draft, or where it is not told."""

    revision: int
    state_name: str
    assessed_on: date
    signed_on: date | None
    director_role: str
    facilitator_role: str
    reason: str
    by: str


class HistoryLine(NamedTuple):
    """One change; ``time`` is the clock's. Words people wrote are only said to have changed."""

    number: int
    day: date
    time: str
    revision: int
    who: str
    about: str
    subject: str
    field: str
    old: str
    new: str
    reason: str


class Past(NamedTuple):
    """What a receiver may know of how an assessment came to be."""

    revisions: tuple[RevisionLine, ...]
    history: tuple[HistoryLine, ...]
