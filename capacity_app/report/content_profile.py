"""The part of a report about the organisation, in the order of the UN Partner Portal."""

from collections.abc import Iterator
from typing import Final

from capacity_app.i18n import N_, Words
from capacity_app.model.governorates import BY_KEY
from capacity_app.model.organisation import FormalAssessment, Organisation, Registration
from capacity_app.report.content_lines import Fact, Raw
from capacity_app.report.content_plan import short, yes_no
from capacity_app.report.content_scores import Source
from capacity_app.vocabulary import word

_IDENTITY: Final = N_("Identification")
_CONTACT: Final = N_("Contact information")
_MANDATE: Final = N_("Mandate and mission")
_FUND: Final = N_("Fund")
_PARTNERS: Final = N_("Collaboration")
_RUNNING: Final = N_("Project implementation")


def profile(source: Source) -> tuple[Fact, ...]:
    """The profile's facts that the receiver sees, empty ones too: they show what is missing."""
    parts = (_identity, _contact, _mandate, _money_and_partners)
    seen = source.sight.sees
    return tuple(fact for part in parts for fact in part(source) if seen(_field(fact.key)))


def governorate_name(key: str, words: Words) -> str:
    """A governorate's name; the key itself when it is not known."""
    return BY_KEY[key].name[words.code] if key in BY_KEY else key


def pcode(key: str) -> str:
    """The p-code to report a governorate under; "" when it is not known."""
    return BY_KEY[key].reported_as if key in BY_KEY else ""


def _field(key: str) -> str:
    return "organisation." + key.partition("/")[0]


def _fact(
    source: Source,
    section: str,
    key: str,
    label: str,
    value: str,
    raw: Raw = None,
    ltr: bool = False,
) -> Fact:
    words = source.words
    return Fact(key, words.gettext(label), value, raw, words.gettext(section), ltr)


def _identity(source: Source) -> Iterator[Fact]:
    own, words = source.assessment.organisation, source.words
    for key, label in (
        ("name_en", N_("Name in English")),
        ("name_ar", N_("Name in Arabic")),
        ("name_ckb", N_("Name in Kurdish")),
        ("acronym", N_("Acronym")),
    ):
        yield _fact(source, _IDENTITY, key, label, str(getattr(own, key)))
    founded = "" if own.founded is None else words.shown(str(own.founded))
    yield _fact(source, _IDENTITY, "founded", N_("Founded in"), founded, own.founded)
    if not own.registrations:
        yield _fact(source, _IDENTITY, "registrations", N_("Registration"), "")
    for number, registration in enumerate(own.registrations, 1):
        text = registration_text(registration, words)
        yield _fact(source, _IDENTITY, f"registrations/{number}", N_("Registration"), text)


def _contact(source: Source) -> Iterator[Fact]:
    own: Organisation = source.assessment.organisation
    head = governorate_name(own.head_office, source.words)
    yield _fact(source, _CONTACT, "head_office", N_("Head office"), head)
    for key, label, ltr in (
        ("address", N_("Address"), False),
        ("phone", N_("Telephone"), True),
        ("email", N_("E-mail"), True),
        ("website", N_("Website"), True),
        ("head_name", N_("Head of the organisation"), False),
        ("head_title", N_("Title of its head"), False),
        ("contact_name", N_("Contact person"), False),
        ("contact_title", N_("Title of the contact person"), False),
        ("board_members", N_("Members of the board"), False),
    ):
        yield _fact(source, _CONTACT, key, label, str(getattr(own, key)), ltr=ltr)


def _mandate(source: Source) -> Iterator[Fact]:
    own, words = source.assessment.organisation, source.words
    places = words.gettext(N_(", ")).join(governorate_name(g, words) for g in own.governorates)
    yield _fact(source, _MANDATE, "governorates", N_("Governorates of work"), places)
    for key in sorted(own.services_by_governorate):
        served = words.gettext(
            N_("Services in {governorate}"), governorate=governorate_name(key, words)
        )
        names = [_service(source, code) for code in own.services_by_governorate[key]]
        text = words.gettext(N_(", ")).join(names)
        section = words.gettext(_MANDATE)
        yield Fact(f"services_by_governorate/{key}", served, text, None, section)
    levels = words.gettext(N_(", ")).join(word(level, words) for level in own.health_levels)
    yield _fact(source, _MANDATE, "health_levels", N_("Levels of the health system"), levels)
    staff = "" if own.staff_band is None else word(own.staff_band, words)
    yield _fact(source, _MANDATE, "staff_band", N_("Paid staff"), staff)
    volunteers = "" if own.volunteers is None else words.number(own.volunteers)
    yield _fact(source, _MANDATE, "volunteers", N_("Volunteers"), volunteers, own.volunteers)
    yield _fact(source, _MANDATE, "surge_capacity", N_("Surge capacity"), own.surge_capacity)
    focal = yes_no(own.psea_focal_point, words)
    yield _fact(source, _MANDATE, "psea_focal_point", N_("PSEA focal point named"), focal)


def _money_and_partners(source: Source) -> Iterator[Fact]:
    own, words = source.assessment.organisation, source.words
    budget = "" if own.budget_band is None else word(own.budget_band, words)
    yield _fact(source, _FUND, "budget_band", N_("Yearly spending"), budget)
    for number, held in enumerate(own.formal_assessments, 1):
        label = N_("Assessment by others")
        text = formal_text(held, words)
        yield _fact(source, _PARTNERS, f"formal_assessments/{number}", label, text)
    account = yes_no(own.bank_account, words)
    yield _fact(source, _RUNNING, "bank_account", N_("Bank account"), account)


def _service(source: Source, code: str) -> str:
    text = source.instrument.services.get(code)
    return code if text is None else text[source.words.code]


def registration_text(registration: Registration, words: Words) -> str:
    """A registration in one line."""
    authority, number = word(registration.authority, words), registration.number
    if registration.expires is None:
        return words.gettext(N_("{authority}: {number}"), authority=authority, number=number)
    return words.gettext(
        N_("{authority}: {number}, valid until {day}"),
        authority=authority,
        number=number,
        day=short(registration.expires, words),
    )


def formal_text(held: FormalAssessment, words: Words) -> str:
    """An assessment by others in one line."""
    year = "" if held.year is None else words.shown(str(held.year))
    parts = [word(held.scheme, words), year, held.result]
    return words.gettext(N_(", ")).join(part for part in parts if part)
