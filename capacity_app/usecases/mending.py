"""Typed and pasted texts as every file and database can hold them, and every page can show them."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_

LONGEST: Final = 30_000
"""Characters in one text; the note's field cuts a paste there, everything else refuses it."""
_UNSEEN: Final = re.compile(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters, and the marks that turn the direction of what follows them.

The single marks (LRM, RLM, ALM) and joiners stay: Arabic and Kurdish are typed with them.
"""


def storable(text: str) -> str:
    """A text with the replacement sign for half a character or NUL, as a paste may leave them.

    Line ends become one sign; what nobody can see and what turns other text round is left out.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines).replace("\0", "\N{REPLACEMENT CHARACTER}")


def mended(value: Any) -> Any:
    """A field's value with every text in it storable; lists and frozen parts are made anew.

    UserError when a text is longer than LONGEST. Whatever holds no text is returned as it is.
    """
    if type(value) is str:
        text = storable(value)
        if len(text) > LONGEST:
            raise UserError(
                N_(
                    "This text has {n} characters; at most {most} are kept. It was not saved: "
                    "shorten it and try again."
                ),
                n=len(text),
                most=LONGEST,
            )
        return value if text == value else text
    if isinstance(value, list):
        parts = [mended(part) for part in value]
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    if is_dataclass(value) and type(value).__hash__ is not object.__hash__:
        own = {f.name: getattr(value, f.name) for f in fields(value)}
        changed = {name: new for name, old in own.items() if (new := mended(old)) is not old}
        return replace(value, **changed) if changed else value  # type: ignore[type-var]
    return value


def mend(thing: Any) -> None:
    """Make every text of a record storable; what is so already stays the same object.

    Records inside it that have a life of their own, such as evidence, are not touched.
    """
    for field in fields(thing):
        value = getattr(thing, field.name)
        if (new := mended(value)) is not value:
            setattr(thing, field.name, new)
