"""The history of an assessment in words, newest first, and whether it is as it was written."""

from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.i18n import N_, ltr
from capacity_app.model.assessment import Changed, ElementAnswer, Kind, Mode
from capacity_app.model.evidence import EvidenceStatus, Share
from capacity_app.model.history import WRITTEN, Entry, What
from capacity_app.model.plan import Funding, Priority, Status, Support, SupporterKind
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label
from capacity_app.vocabulary import word

MOST: Final = 200  # more would make the page slow, and are in the full export
_ABOUT: Final = {
    What.ANSWER: N_("Answer {subject}"),
    What.EVIDENCE: N_("Evidence {subject}"),
    What.PLAN: N_("Action {subject}"),
    What.TARGET: N_("Target {subject}"),
    What.SETTING: N_("Setting"),
}
_WHOLE: Final = {
    What.FOLLOW_UP: N_("Started as the follow-up of {old}"),
    What.BINNED: N_("Put into the bin"),
    What.RESTORED: N_("Taken back from the bin"),
    What.REOPENED: N_("Revision {old} reopened as revision {new}"),
    What.SIGNED_OFF: N_("Signed off; fingerprint {new}"),
}
_FIELDS: Final = {
    "level": N_("level"),
    "evidence": N_("evidence"),
    "note": N_("note"),
    "not_applicable": N_("reason why it does not apply"),
    "without_evidence": N_("reason for having no evidence"),
    "sustained": N_("what sustains it"),
    "changed": N_("what changed"),
    "title": N_("title"),
    "type": N_("kind of proof"),
    "language": N_("language"),
    "issued": N_("issued on"),
    "expires": N_("valid until"),
    "held_at": N_("where it is kept"),
    "share": N_("what may be shared"),
    "seen_by": N_("seen by"),
    "seen_on": N_("seen on"),
    "indicator": N_("indicator"),
    "baseline": N_("level now"),
    "target": N_("level aimed at"),
    "priority": N_("priority"),
    "support": N_("support needed"),
    "supporter_kind": N_("kind of supporter"),
    "cost": N_("cost"),
    "currency": N_("currency"),
    "rate": N_("exchange rate"),
    "rate_date": N_("date of the rate"),
    "funding": N_("funding"),
    "start": N_("start"),
    "due": N_("due"),
    "status": N_("status"),
    "percent": N_("percent done"),
    "completed_on": N_("completed on"),
    "verified_on": N_("verified on"),
    "adequate": N_("adequate"),
    "gap": N_("what is missing now"),
    "action": N_("action"),
    "deliverable": N_("proof that it is done"),
    "reason": N_("why this priority"),
    "responsible": N_("responsible role"),
    "supported_by": N_("supported by"),
    "completion_evidence": N_("proof seen"),
    "verified_by": N_("verified by"),
    "comments": N_("comments"),
    "kind": N_("kind of assessment"),
    "mode": N_("how it is done"),
    "date": N_("date"),
    "services": N_("services"),
    "place": N_("place"),
    "facilitator": N_("facilitator"),
    "facilitator_organisation": N_("facilitator's organisation"),
    "participants": N_("who took part"),
}
_CHOICES: Final[dict[str, type[StrEnum]]] = {
    "level": ElementAnswer,  # "not applicable" and "don't know" are said in the same words
    "sustained": ElementAnswer,
    "adequate": ElementAnswer,
    "changed": Changed,
    "share": Share,
    "priority": Priority,
    "support": Support,
    "supporter_kind": SupporterKind,
    "funding": Funding,
    "kind": Kind,
    "mode": Mode,
}


class HistoryList(QWidget):
    """Every entry a line: when, who, what, from what to what, and why."""

    def __init__(self, theme: Theme, entries: list[Entry], wrong: list[Entry]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap(3), 0, 0, theme.gap(2))
        column.setSpacing(theme.gap(1))
        broken = {entry.sequence for entry in wrong}
        text = _("Every entry is as it was written, and what was signed off has not changed since.")
        if broken:
            text = _(
                "The entries marked ! are not as they were written, or what was signed off then "
                "has changed since. Compare with a backup or with the files sent at that time."
            )
        column.addWidget(label(text, Step.NOTE, "danger" if broken else "accent"))
        for entry in reversed(entries[-MOST:]):
            said = in_words(entry)
            tone = "danger" if entry.sequence in broken else ""
            column.addWidget(label(f"! {said}" if tone else said, Step.NOTE, tone))
        if len(entries) > MOST:
            column.addWidget(label(_("Older entries are not shown."), Step.NOTE))


def in_words(entry: Entry) -> str:
    """One entry as a line."""
    moment = entry.at.astimezone()
    when = _("{date}, {time}", date=words().short_date(moment.date()), time=f"{moment:%H:%M}")
    parts = [when, entry.who, _what(entry)]
    if entry.reason and entry.what is What.REOPENED:
        parts.append(_("because: {reason}", reason=entry.reason))
    return words().listed(part for part in parts if part)


def _what(entry: Entry) -> str:
    if entry.what in _WHOLE:
        new = f"{entry.new[:4]}-{entry.new[4:8]}".upper()
        shown = ltr(new) if entry.what is What.SIGNED_OFF else words().shown(entry.new)
        return words().gettext(_WHOLE[entry.what], old=words().shown(entry.old), new=shown)
    about = words().gettext(_ABOUT[entry.what], subject=ltr(entry.subject))
    if not entry.field:
        return _("{what}: added", what=about) if entry.new else _("{what}: removed", what=about)
    return _change(words().listed([about, _field(entry.field)]), entry)


def _field(name: str) -> str:
    if name.startswith("element "):
        return _("part {letter}", letter=name.removeprefix("element "))
    return words().gettext(_FIELDS.get(name, name))


def _change(what: str, entry: Entry) -> str:
    old, new = entry.old, entry.new
    if WRITTEN in (old, new):
        if not old:
            return _("{what}: written", what=what)
        return _("{what}: rewritten", what=what) if new else _("{what}: taken out", what=what)
    old, new = _value(entry, old), _value(entry, new)
    if not old:
        return _("{what}: {new}", what=what, new=new)
    if not new:
        return _("{what}: no longer {old}", what=what, old=old)
    return _("{what}: from {old} to {new}", what=what, old=old, new=new)


def _value(entry: Entry, text: str) -> str:
    """A value as a person reads it; one that is no longer known stays as it was written."""
    kind = _CHOICES.get(entry.field)
    if entry.field.startswith("element "):
        kind = ElementAnswer
    if entry.field == "status":
        kind = Status if entry.what is What.PLAN else EvidenceStatus
    if kind is not None:
        known = {member.value: member for member in kind}
        return ", ".join(
            word(known[part], words()) if part in known else words().shown(part)
            for part in text.split(", ")
        )
    try:
        return words().short_date(date.fromisoformat(text))
    except ValueError:
        return ltr(words().shown(text)) if text.isascii() and text else text
