"""The part of a report a funder checks first: registration, documents, what is missing or old.

What belongs to a pack follows FUN-2.3 of the question bank: registration, main policies, latest
audit, UN Partner Portal profile, result of the PSEA assessment, in a dated list.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from capacity_app.i18n import N_, Words
from capacity_app.model.evidence import EvidenceItem
from capacity_app.report.content_lines import Fact, PackLine, Validity
from capacity_app.report.content_plan import short, yes_no
from capacity_app.report.content_profile import formal_text, registration_text
from capacity_app.report.content_scores import Source
from capacity_app.report.content_shape import Pack

SOON: Final = 90  # days
_DOCUMENTS: Final = (
    "document_pack_list",
    "registration_certificate",
    "bylaws",
    "board_list",
    "finance_manual",
    "procurement_procedure",
    "anti_fraud_policy",
    "code_of_conduct",
    "psea_policy",
    "data_protection_policy",
    "audit_report",
    "unpp_profile",
    "psea_assessment_result",
)


_NAMES: Final = {
    Validity.MISSING: N_("Missing"),
    Validity.EXPIRED: N_("Expired"),
    Validity.SOON: N_("Expires within 90 days"),
    Validity.VALID: N_("Valid"),
    Validity.UNDATED: N_("No expiry date"),
}


def validity_of(expires: date | None, today: date) -> Validity:
    """Valid through the day it expires; soon is within the next 90 days."""
    if expires is None:
        return Validity.UNDATED
    days = (expires - today).days
    if days < 0:
        return Validity.EXPIRED
    return Validity.SOON if days <= SOON else Validity.VALID


def validity_name(validity: Validity | None, words: Words) -> str:
    """The words for it; "" without one."""
    return "" if validity is None else words.gettext(_NAMES[validity])


def pack_part(source: Source, profile: tuple[Fact, ...], today: date) -> Pack | None:
    """The pack as far as the receiver may see it; None for aggregates."""
    if not source.sight.single_answers:
        return None
    documents = tuple(_documents(source, today))
    words = source.words
    good = sum(line.validity in (Validity.VALID, Validity.UNDATED) for line in documents)
    untold = words.gettext(N_(", ")).join(fact.label for fact in profile if not fact.value)
    return Pack(
        standing=tuple(_standing(source, today)),
        documents=documents,
        count_shown=words.gettext(
            N_("{good} of {all} documents of a complete pack are here and have not expired."),
            good=words.number(good),
            all=words.number(len(documents)),
        ),
        untold=untold
        and words.gettext(N_("Not filled in in the profile: {fields}"), fields=untold),
    )


def _standing(source: Source, today: date) -> Iterator[PackLine]:
    """Registration, bank account, board and assessments by others."""
    own, words = source.assessment.organisation, source.words
    name = words.gettext(N_("Registration"))
    if not own.registrations:
        yield _line(words, name, "", Validity.MISSING)
    for held in own.registrations:
        known = validity_of(held.expires, today)
        yield _line(words, name, registration_text(held, words), known)
    for label, value in (
        (N_("Bank account"), yes_no(own.bank_account, words)),
        (N_("Members of the board"), _board(source)),
        (N_("PSEA focal point named"), yes_no(own.psea_focal_point, words)),
    ):
        yield _line(words, words.gettext(label), value, None if value else Validity.MISSING)
    formal = [formal_text(held, words) for held in own.formal_assessments]
    for text in formal or [words.gettext(N_("None so far"))]:
        yield _line(words, words.gettext(N_("Assessment by others")), text, None)


def _board(source: Source) -> str:
    """The board's members, or only that there are some where names are not to be seen."""
    members, sight = source.assessment.organisation.board_members, source.sight
    if members and not sight.sees("organisation.board_members"):
        return source.words.gettext(N_("Listed, but names are not part of this document"))
    return members


def _documents(source: Source, today: date) -> Iterator[PackLine]:
    """Each document of a complete pack with the best item the receiver may know of."""
    words = source.words
    for kind in _DOCUMENTS:
        known = source.instrument.evidence_type(kind)
        if known is None:
            continue
        items = [
            item
            for item in source.assessment.evidence
            if item.type == kind and source.sight.tells_of(item.share)
        ]
        name = known.text[words.code]
        if not items:
            yield _line(words, name, "", Validity.MISSING)
            continue
        best = max(items, key=lambda item: _lasting(item, today))
        until = short(best.expires, words)
        shown = until and words.gettext(N_("until {day}"), day=until)
        state = validity_of(best.expires, today)
        yield _line(words, name, shown, state, tuple(item.ref for item in items))


def _lasting(item: EvidenceItem, today: date) -> tuple[bool, date]:
    """Good before expired, and of these the one that lasts longest."""
    return not item.expired(today), item.expires or date.max


def _line(
    words: Words,
    name: str,
    shown: str,
    validity: Validity | None,
    refs: tuple[str, ...] = (),
) -> PackLine:
    return PackLine(name, shown, validity, validity_name(validity, words), refs)
