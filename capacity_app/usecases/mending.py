"""Typed texts as every file and database can hold them."""

from dataclasses import fields, replace

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.evidence import EvidenceItem


def storable(text: str) -> str:
    """A text with the replacement sign for half a character or NUL, as a paste may leave them."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")


def mend(thing: Answer | Assessment | EvidenceItem) -> None:
    """Make every text of a thing storable; what is so already stays the same object."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        if type(value) is str and (mended := storable(value)) != value:
            setattr(thing, field.name, mended)
    if isinstance(thing, Assessment):
        mended_roles = [replace(item, role=storable(item.role)) for item in thing.participants]
        if mended_roles != thing.participants:
            thing.participants = mended_roles
