"""The history of an assessment in words, newest first, and whether it is as it was written."""

from collections.abc import Iterable, Set
from datetime import date
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from capacity_app.i18n import N_, ltr
from capacity_app.model.assessment import ElementAnswer
from capacity_app.model.evidence import EvidenceStatus
from capacity_app.model.history import CHOICES, WRITTEN, Entry, What
from capacity_app.model.plan import Status
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label
from capacity_app.vocabulary import HISTORY_FIELDS, word

MOST: Final = 200  # more would make the page slow, and are in the full export
_ABOUT: Final = {
    What.ANSWER: N_("Answer {subject}"),
    What.EVIDENCE: N_("Evidence {subject}"),
    What.PLAN: N_("Action {subject}"),
    What.TARGET: N_("Target {subject}"),
    What.SETTING: N_("Setting"),
    What.REVIEW: N_("Review after {subject} months"),
}
_WHOLE: Final = {
    What.FOLLOW_UP: N_("Started as the follow-up of {old}"),
    What.BINNED: N_("Put into the bin"),
    What.RESTORED: N_("Taken back from the bin"),
    What.REOPENED: N_("Revision {old} reopened as revision {new}"),
    What.SIGNED_OFF: N_("Signed off; fingerprint {new}"),
    What.HANDED_OVER: N_("Handed over; content code {new}"),
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
        reopened_for = reasons_of_reopening(entries)
        for entry in reversed(entries[-MOST:]):
            said = in_words(entry, reopened_for)
            tone = "danger" if entry.sequence in broken else ""
            column.addWidget(label(f"! {said}" if tone else said, Step.NOTE, tone))
        if len(entries) > MOST:
            column.addWidget(label(_("Older entries are not shown."), Step.NOTE))


def in_words(entry: Entry, reopened_for: Set[str] = frozenset()) -> str:
    """One entry as a line."""
    parts = [when_in_words(entry), entry.who, _what(entry), reason_in_words(entry, reopened_for)]
    return words().listed(part for part in parts if part)


def reasons_of_reopening(entries: Iterable[Entry]) -> set[str]:
    """Why revisions were reopened; what changes in such a revision carries that reason along."""
    return {entry.reason for entry in entries if entry.what is What.REOPENED}


def reason_in_words(entry: Entry, reopened_for: Set[str]) -> str:
    """Why, where that is of this entry alone: of a reopening, or the file a plan came back in."""
    if entry.reason and entry.what is What.REOPENED:
        return _("because: {reason}", reason=entry.reason)
    if entry.reason and entry.what is What.PLAN and entry.reason not in reopened_for:
        return _("from {file}", file=entry.reason)
    return ""


def when_in_words(entry: Entry) -> str:
    """Day and time of an entry, as this computer's clock had them."""
    moment = entry.at.astimezone()
    return _("{date}, {time}", date=words().short_date(moment.date()), time=f"{moment:%H:%M}")


def change_in_words(entry: Entry) -> str:
    """What changed, without what it is a change of."""
    if not entry.field:
        return _("added") if entry.new else _("removed")
    return _change(_field(entry.field), entry)


def _what(entry: Entry) -> str:
    if entry.what in _WHOLE:
        new = f"{entry.new[:4]}-{entry.new[4:8]}".upper()
        shown = ltr(new) if entry.what is What.SIGNED_OFF else words().shown(entry.new)
        if entry.what is What.HANDED_OVER:
            shown = ltr(entry.new)
        return words().gettext(_WHOLE[entry.what], old=words().shown(entry.old), new=shown)
    about = words().gettext(_ABOUT[entry.what], subject=ltr(entry.subject))
    if not entry.field:
        return _("{what}: added", what=about) if entry.new else _("{what}: removed", what=about)
    return _change(words().listed([about, _field(entry.field)]), entry)


def _field(name: str) -> str:
    if name.startswith("element "):
        return _("part {letter}", letter=name.removeprefix("element "))
    return words().gettext(HISTORY_FIELDS.get(name, name))


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
    kind = CHOICES.get(entry.field)
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
