"""Noticing, in a note, what looks like a person's identity."""

import re
from typing import Final

_DIGIT = "[0-9٠-٩۰-۹]"
_PATTERNS: Final = (
    re.compile(r"[\w.+-]+@[\w-]+\.\w+"),  # an e-mail address
    re.compile(rf"(?:\+|00)?(?:{_DIGIT}[ -]?){{9,}}"),  # a phone or identity number
    re.compile(
        rf"(?:aged?|عمرها|عمره|تەمەنی)\s*:?\s*{_DIGIT}{{1,2}}|{_DIGIT}{{1,2}}[- ]years?[- ]old",
        re.IGNORECASE,
    ),
)


def looks_like_identity(text: str) -> bool:
    """Whether a text seems to hold an e-mail, a phone or identity number, or a person's age."""
    return any(pattern.search(text) for pattern in _PATTERNS)
