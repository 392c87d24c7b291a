"""Iraq's nineteen governorates with their codes.

Names and p-codes follow OCHA's common operational dataset (admin level 1) and ISO 3166-2.
Halabja has no p-code there yet, so it has a key of its own and rolls up to Al-Sulaymaniyah.
"""

from dataclasses import dataclass
from typing import Final

from capacity_app.model.text import Text


@dataclass(frozen=True, slots=True)
class Governorate:
    """``key`` is stored; ``pcode`` is empty for Halabja; ``reported_as`` is used in exports."""

    key: str
    pcode: str
    iso: str
    name: Text
    kurdistan_region: bool = False
    rolls_up_to: str = ""

    @property
    def reported_as(self) -> str:
        """The p-code to print where every row needs one."""
        return self.pcode or self.rolls_up_to


def _g(
    pcode: str, iso: str, en: str, ar: str, ckb: str, kurdistan_region: bool = False
) -> Governorate:
    return Governorate(pcode, pcode, iso, Text(en, ar, ckb), kurdistan_region)


GOVERNORATES: Final[tuple[Governorate, ...]] = (
    _g("IQG01", "IQ-AN", "Al-Anbar", "الأنبار", "ئەنبار"),
    _g("IQG02", "IQ-BA", "Al-Basrah", "البصرة", "بەسرە"),
    _g("IQG03", "IQ-MU", "Al-Muthanna", "المثنى", "موسەننا"),
    _g("IQG04", "IQ-NA", "Al-Najaf", "النجف", "نەجەف"),
    _g("IQG05", "IQ-QA", "Al-Qadissiya", "القادسية", "قادسیە"),
    _g("IQG06", "IQ-SU", "Al-Sulaymaniyah", "السليمانية", "سلێمانی", True),
    _g("IQG07", "IQ-BB", "Babil", "بابل", "بابل"),
    _g("IQG08", "IQ-BG", "Baghdad", "بغداد", "بەغدا"),
    _g("IQG09", "IQ-DA", "Duhok", "دهوك", "دهۆک", True),
    _g("IQG10", "IQ-DI", "Diyala", "ديالى", "دیالە"),
    _g("IQG11", "IQ-AR", "Erbil", "أربيل", "هەولێر", True),
    _g("IQG12", "IQ-KA", "Kerbala", "كربلاء", "کەربەلا"),
    _g("IQG13", "IQ-KI", "Kirkuk", "كركوك", "کەرکووک"),
    _g("IQG14", "IQ-MA", "Maysan", "ميسان", "مەیسان"),
    _g("IQG15", "IQ-NI", "Ninewa", "نينوى", "نەینەوا"),
    _g("IQG16", "IQ-SD", "Salah Al-Din", "صلاح الدين", "سەڵاحەدین"),
    _g("IQG17", "IQ-DQ", "Thi Qar", "ذي قار", "زیقار"),
    _g("IQG18", "IQ-WA", "Wassit", "واسط", "واسیت"),
    Governorate(
        "halabja", "", "IQ-HA", Text("Halabja", "حلبجة", "هەڵەبجە"), True, rolls_up_to="IQG06"
    ),
)

BY_KEY: Final[dict[str, Governorate]] = {place.key: place for place in GOVERNORATES}
