"""The part of a report about its past: its revisions, and what changed from one to the next.

A funder sees the revisions with their dates; who signed by role only when names are shown; why,
and every single change, stays inside.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from capacity_app.i18n import N_, Words
from capacity_app.model.assessment import ElementAnswer, Revision
from capacity_app.model.evidence import EvidenceStatus
from capacity_app.model.history import CHOICES, Entry, What
from capacity_app.model.plan import Status
from capacity_app.report.content_past import HistoryLine, Past, RevisionLine
from capacity_app.report.content_shape import Report
from capacity_app.report.tiers import Sight
from capacity_app.vocabulary import HISTORY_FIELDS, word

_ABOUT: Final = {
    What.ANSWER: N_("Answer"),
    What.EVIDENCE: N_("Evidence"),
    What.PLAN: N_("Action"),
    What.TARGET: N_("Target"),
    What.SETTING: N_("Setting"),
    What.SIGNED_OFF: N_("Signed off"),
    What.REOPENED: N_("Reopened"),
    What.FOLLOW_UP: N_("Follow-up"),
    What.BINNED: N_("Put into the bin"),
    What.RESTORED: N_("Taken back from the bin"),
    What.REVIEW: N_("Review of the plan"),
    What.HANDED_OVER: N_("Handed over"),
}


def with_past(report: Report, revisions: Iterable[Revision], entries: Iterable[Entry]) -> Report:
    """The report with its past, as far as its receiver may see it, oldest first; sums have none."""
    words, sight = report.words, report.sight
    if not sight.single_answers:
        return report
    ordered = sorted(revisions, key=lambda each: each.revision)
    # Who changed what is told to whoever may know who reopened it, and to nobody else.
    history = entries if sight.sees("assessment.revision_by") else ()
    past = Past(
        tuple(_revision(each, words, sight) for each in ordered),
        tuple(_entry(each, words) for each in history),
    )
    return report._replace(past=past)


def _revision(each: Revision, words: Words, sight: Sight) -> RevisionLine:
    signed = each.signed_at if sight.sees("assessment.signed_at") else None
    return RevisionLine(
        revision=each.revision,
        state_name=word(each.state, words),
        assessed_on=each.date,
        signed_on=_day(signed) if signed is not None else None,
        director_role=sight.text("assessment.director_role", each.director_role),
        facilitator_role=sight.text("assessment.facilitator_role", each.facilitator_role),
        reason=sight.text("assessment.revision_reason", each.reason),
        by=sight.text("assessment.revision_by", each.by),
    )


def _entry(entry: Entry, words: Words) -> HistoryLine:
    return HistoryLine(
        number=entry.sequence,
        day=_day(entry.at),
        time=f"{entry.at.astimezone():%H:%M}",
        revision=entry.revision,
        who=entry.who,
        about=words.gettext(_ABOUT[entry.what]),
        subject=entry.subject,
        field=_field(entry, words),
        old=_value(entry, entry.old, words),
        new=_value(entry, entry.new, words),
        reason=entry.reason,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def _field(entry: Entry, words: Words) -> str:
    if entry.field.startswith("element "):
        letter = entry.field.removeprefix("element ")
        return words.gettext(N_("part {letter}"), letter=letter)
    return words.gettext(HISTORY_FIELDS.get(entry.field, entry.field))


def _value(entry: Entry, text: str, words: Words) -> str:
    """A value as a person reads it; one that is no longer known stays as it was written."""
    kind = CHOICES.get(entry.field)
    if entry.field.startswith("element "):
        kind = ElementAnswer
    if entry.field == "status":
        kind = Status if entry.what is What.PLAN else EvidenceStatus
    if kind is not None:
        known = {member.value: member for member in kind}
        parts = (word(known[one], words) if one in known else one for one in text.split(", "))
        return words.gettext(N_(", ")).join(parts)
    try:
        return words.short_date(date.fromisoformat(text))
    except ValueError:
        return text
