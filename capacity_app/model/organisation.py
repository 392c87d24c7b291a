"""The organisation that assesses itself: the profile funders ask for."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


class Authority(StrEnum):
    """Who registers organisations: the federal NGO Directorate, or the Kurdistan Region's."""

    FEDERAL = "federal"
    KRI = "kri"


class StaffBand(StrEnum):
    """Paid staff, in bands."""

    UNDER_10 = "under_10"
    FROM_10 = "10_24"
    FROM_25 = "25_49"
    FROM_50 = "50_99"
    FROM_100 = "100_plus"


class BudgetBand(StrEnum):
    """Yearly spending in US dollars, in bands."""

    UNDER_50K = "under_50k"
    FROM_50K = "50k_250k"
    FROM_250K = "250k_1m"
    FROM_1M = "1m_plus"


class HealthLevel(StrEnum):
    """The level of the health system an organisation serves."""

    COMMUNITY = "community"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class Scheme(StrEnum):
    """Formal assessments by others that an organisation may already hold."""

    HACT = "hact"
    POOLED_FUND = "ocha_pooled_fund"
    UNHCR = "unhcr"
    OTHER = "other"


SERVICES: Final = ("PHC", "MHP", "SRH", "GBV", "CHN", "COM", "NCD", "HPR", "REH")


@dataclass(frozen=True, slots=True)
class Registration:
    """A legal registration. ``expires`` is None when it does not expire or is not known."""

    authority: Authority
    number: str
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class FormalAssessment:
    """An assessment others made: under which scheme, in which year, with what result."""

    scheme: Scheme
    year: int | None = None
    result: str = ""


@dataclass(eq=False)
class Organisation:
    """A civil society organisation. Lists are replaced as a whole, never changed in place."""

    id: str
    name_en: str = ""
    name_ar: str = ""
    name_ckb: str = ""
    acronym: str = ""
    founded: int | None = None
    registrations: list[Registration] = field(default_factory=list)
    head_office: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    head_name: str = ""
    head_title: str = ""
    contact_name: str = ""
    contact_title: str = ""
    governorates: list[str] = field(default_factory=list)
    services_by_governorate: dict[str, list[str]] = field(default_factory=dict)
    health_levels: list[HealthLevel] = field(default_factory=list)
    staff_band: StaffBand | None = None
    volunteers: int | None = None
    budget_band: BudgetBand | None = None
    surge_capacity: str = ""
    bank_account: bool | None = None
    board_members: str = ""
    psea_focal_point: bool | None = None
    formal_assessments: list[FormalAssessment] = field(default_factory=list)
    is_sample: bool = False

    def name(self, language: str) -> str:
        """Its name in a language, else in the first language it has one in."""
        own = {"en": self.name_en, "ar": self.name_ar, "ckb": self.name_ckb}
        wanted = own.get(language, "")
        return wanted or self.name_en or self.name_ar or self.name_ckb or self.acronym

    @property
    def services(self) -> list[str]:
        """The services it delivers anywhere, in the instrument's order."""
        delivered = {code for codes in self.services_by_governorate.values() for code in codes}
        return [code for code in SERVICES if code in delivered]
