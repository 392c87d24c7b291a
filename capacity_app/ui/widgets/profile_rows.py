"""Rows of the profile that make one list together: registrations, and assessments by others."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QLineEdit

from capacity_app.i18n import western
from capacity_app.model.organisation import Authority, FormalAssessment, Registration, Scheme
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.form import Form
from capacity_app.vocabulary import word


class RegistrationRows:
    """A number and a date for each authority; ``keep`` is called when one is left."""

    def __init__(
        self, theme: Theme, form: Form, held: Iterable[Registration], keep: Callable[[], None]
    ) -> None:
        self._fields: list[tuple[Authority, QLineEdit, DateField]] = []
        known = {entry.authority: entry for entry in held}
        for authority in Authority:
            entry = known.get(authority)
            name = word(authority, words())
            number = QLineEdit(entry.number if entry else "")
            expires = DateField(theme, entry.expires if entry else None)
            number.editingFinished.connect(keep)
            expires.date_changed.connect(lambda _day: keep())
            form.add_row(_("{authority}: number", authority=name), number)
            form.add_row(_("{authority}: valid until", authority=name), expires)
            self._fields.append((authority, number, expires))

    def entries(self) -> list[Registration] | None:
        """What is filled in; None while a date is not one."""
        kept: list[Registration] = []
        for authority, number, expires in self._fields:
            if expires.error():
                return None
            if number.text().strip() or expires.date() is not None:
                typed = western(number.text().strip())
                kept.append(Registration(authority, typed, expires.date()))
        return kept


class SchemeRows:
    """A year and a result for each scheme; ``keep`` is called when one is left."""

    def __init__(
        self, theme: Theme, form: Form, held: Iterable[FormalAssessment], keep: Callable[[], None]
    ) -> None:
        self._fields: list[tuple[Scheme, QLineEdit, QLineEdit]] = []
        known = {each.scheme: each for each in held}
        for scheme in Scheme:
            entry = known.get(scheme)
            year = QLineEdit(str(entry.year) if entry and entry.year else "")
            year.setMaximumWidth(theme.chars(10))
            result = QLineEdit(entry.result if entry else "")
            result.setMaximumWidth(theme.chars(40))
            for each in (year, result):
                each.editingFinished.connect(keep)
            form.add_pair(word(scheme, words()), (_("Year"), year), (_("Result"), result))
            self._fields.append((scheme, year, result))

    def entries(self) -> list[FormalAssessment]:
        """What is filled in; a year that is no number is left out."""
        kept: list[FormalAssessment] = []
        for scheme, year, result in self._fields:
            typed = western(year.text().strip())
            if typed or result.text().strip():
                when = int(typed) if typed.isdecimal() else None
                kept.append(FormalAssessment(scheme, when, result.text().strip()))
        return kept
