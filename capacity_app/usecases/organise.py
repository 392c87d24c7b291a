"""The organisation's profile."""

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model import library
from capacity_app.model.organisation import Organisation
from capacity_app.store.database import Store, new_id
from capacity_app.usecases.mending import mended


def create_organisation(store: Store, **profile: object) -> Organisation:
    """A new organisation with these profile fields; UserError when it has no name."""
    organisation = Organisation(id=new_id())
    _fill(organisation, profile)
    with store.writing() as writing:
        writing.add(organisation)
    return organisation


def save_profile(store: Store, organisation_id: str, **profile: object) -> Organisation:
    """Change the given profile fields; UserError when that would leave it without a name."""
    with store.writing() as writing:
        organisation = writing.organisation(organisation_id)
        _fill(organisation, profile)
    return organisation


def named_alike(store: Store, organisation: Organisation) -> list[Organisation]:
    """Other organisations here with one of its names, in whatever spelling; no samples."""
    others = {each.id: each for each in store.organisations() if not each.is_sample}
    names = {key: _names(each) for key, each in others.items()}
    alike = library.named_alike(organisation.id, _names(organisation), names)
    return [others[key] for key in alike]


def _names(organisation: Organisation) -> tuple[str, ...]:
    return organisation.name_en, organisation.name_ar, organisation.name_ckb


def _fill(organisation: Organisation, profile: dict[str, object]) -> None:
    for name, value in profile.items():
        if not hasattr(organisation, name):
            raise TypeError(f"Organisation has no field {name}")
        setattr(organisation, name, mended(value))
    if not organisation.name("en").strip():
        raise UserError(N_("Write the organisation's name in at least one language."))
