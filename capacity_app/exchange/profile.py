"""The organisation's profile as JSON, both ways."""

from datetime import date
from enum import Enum
from typing import Any, Final

from capacity_app.exchange.fields import Fields, code_of, codes_of, missing
from capacity_app.exchange.place import Place
from capacity_app.model.governorates import BY_KEY
from capacity_app.model.organisation import (
    SERVICES,
    Authority,
    BudgetBand,
    FormalAssessment,
    HealthLevel,
    Organisation,
    Registration,
    Scheme,
    StaffBand,
)
from capacity_app.model.text import LANGUAGES

_TEXTS: Final = ("head_office", "address", "phone", "email", "website", "surge_capacity")
_NAMES: Final = ("acronym", "head_name", "head_title", "contact_name", "contact_title")
MANY: Final = 1_000_000_000


def read_organisation(value: object, at: Place) -> Organisation:
    """An organisation from a JSON object; UserError names what is wrong with it."""
    fields = Fields(value, at)
    organisation = Organisation(id=fields.id("id"))
    names = Fields(*fields.needed("names"))
    for language in LANGUAGES:
        setattr(organisation, f"name_{language}", names.name(language))
    names.close()
    for name in _NAMES:
        setattr(organisation, name, fields.name(name))
    for name in _TEXTS:
        setattr(organisation, name, fields.text(name))
    organisation.board_members = fields.text("board_members")
    _read_facts(organisation, fields)
    fields.close()
    if not organisation.name("en").strip():
        missing(at.key("names"))
    return organisation


def _read_facts(organisation: Organisation, fields: Fields) -> None:
    organisation.founded = fields.number("founded", 0, 9999)
    organisation.registrations = [
        _registration(value, at) for value, at in fields.items("registrations")
    ]
    organisation.governorates = fields.codes("governorates", BY_KEY)
    organisation.services_by_governorate = _matrix(fields)
    organisation.health_levels = fields.choices("health_levels", HealthLevel)
    organisation.staff_band = fields.choice("staff_band", StaffBand)
    organisation.volunteers = fields.number("volunteers", 0, MANY)
    organisation.budget_band = fields.choice("budget_band", BudgetBand)
    organisation.bank_account = fields.flag("bank_account")
    organisation.psea_focal_point = fields.flag("psea_focal_point")
    organisation.formal_assessments = [
        _formal_assessment(value, at) for value, at in fields.items("formal_assessments")
    ]
    organisation.is_sample = fields.flag("sample") or False


def _registration(value: object, at: Place) -> Registration:
    fields = Fields(value, at)
    authority = fields.choice("authority", Authority)
    if authority is None:
        missing(at.key("authority"))
    found = Registration(authority, fields.name("number"), fields.day("expires"))
    fields.close()
    return found


def _formal_assessment(value: object, at: Place) -> FormalAssessment:
    fields = Fields(value, at)
    scheme = fields.choice("scheme", Scheme)
    if scheme is None:
        missing(at.key("scheme"))
    found = FormalAssessment(scheme, fields.number("year", 0, 9999), fields.text("result"))
    fields.close()
    return found


def _matrix(fields: Fields) -> dict[str, list[str]]:
    matrix: dict[str, list[str]] = {}
    for key, value, at in fields.entries("services_by_governorate"):
        code_of(key, BY_KEY, at)
        matrix[key] = codes_of(value, SERVICES, at)
    return matrix


def write_organisation(organisation: Organisation) -> dict[str, Any]:
    """An organisation as a JSON object; what is not given is left out."""
    names = {language: getattr(organisation, f"name_{language}") for language in LANGUAGES}
    always = {
        "id": organisation.id,
        "names": {language: name for language, name in names.items() if name},
        "governorates": list(organisation.governorates),
        "registrations": [
            given(authority=item.authority, number=item.number, expires=item.expires)
            for item in organisation.registrations
        ],
    }
    plain = (*_NAMES, *_TEXTS, "board_members", "founded", "staff_band", "volunteers")
    more = (*plain, "budget_band", "bank_account", "psea_focal_point", "health_levels")
    return always | given(
        **{name: getattr(organisation, name) for name in more},
        services_by_governorate=organisation.services_by_governorate,
        formal_assessments=[
            given(scheme=item.scheme, year=item.year, result=item.result)
            for item in organisation.formal_assessments
        ],
        sample=organisation.is_sample or None,
    )


def given(**members: Any) -> dict[str, Any]:
    """The members that say something, as plain JSON values; dates are written as ISO 8601."""
    return {
        name: _plain(value)
        for name, value in members.items()
        if value is not None and value not in ("", [], {})
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
