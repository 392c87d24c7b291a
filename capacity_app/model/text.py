"""A text in the program's three languages, side by side."""

from dataclasses import dataclass
from typing import Final, Literal

LanguageCode = Literal["en", "ar", "ckb"]
LANGUAGES: Final[tuple[LanguageCode, ...]] = ("en", "ar", "ckb")


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning written in English, Arabic and Sorani; an empty string is a missing language."""

    en: str
    ar: str
    ckb: str

    def __getitem__(self, language: str) -> str:
        if language not in LANGUAGES:
            raise KeyError(language)
        return str(getattr(self, language))

    @property
    def complete(self) -> bool:
        """Whether every language has its own words."""
        return bool(self.en and self.ar and self.ckb)
