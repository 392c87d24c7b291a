"""The organisation's profile."""

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.organisation import Organisation
from capacity_app.store.database import Store, new_id


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


def _fill(organisation: Organisation, profile: dict[str, object]) -> None:
    for name, value in profile.items():
        if not hasattr(organisation, name):
            raise TypeError(f"Organisation has no field {name}")
        setattr(organisation, name, value)
    if not organisation.name("en").strip():
        raise UserError(N_("Write the organisation's name in at least one language."))
