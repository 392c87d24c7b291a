"""The organisation's profile, in the order of the UN Partner Portal; saved when a field is left."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from capacity_app.errors import UserError
from capacity_app.i18n import western
from capacity_app.model.governorates import GOVERNORATES
from capacity_app.model.organisation import SERVICES, BudgetBand, HealthLevel, StaffBand
from capacity_app.ui import ask
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.choices import CheckBoxes, OneOf
from capacity_app.ui.widgets.form import Form, choice, text_field
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.profile_rows import RegistrationRows, SchemeRows
from capacity_app.ui.widgets.service_matrix import ServiceMatrix
from capacity_app.ui.widgets.text import button, label
from capacity_app.usecases import assess, organise
from capacity_app.vocabulary import word

_NAMES = {"name_en", "name_ar", "name_ckb", "acronym"}


class ProfilePage(Page):
    """What funders ask of an organisation; every field may wait but the name."""

    name = "profile"

    def show_with(self, **arguments: object) -> None:
        """Read an organisation: ``organisation`` is its id, else the open assessment's is shown."""
        self.clear()
        self.title.setText(_("Organisation profile"))
        self._shown = self._which(str(arguments.get("organisation", "")))
        if not self._shown:
            self.body.addWidget(label(_("Start an assessment first; its organisation shows here.")))
            start = button(
                _("Start an assessment"), lambda: self.workspace.go("setting"), "primary"
            )
            self.body.addWidget(start, 0, Qt.AlignmentFlag.AlignLeading)
            self.body.addStretch(1)
            return
        self._organisation = self.workspace.store.organisation(self._shown)
        self._form = Form(self.theme)
        intro = _("The order follows the UN Partner Portal, so that it can be retyped there.")
        self.body.addWidget(label(intro, Step.NOTE))
        self.body.addWidget(self._form)
        self._identity()
        self._registrations()
        self._contacts()
        self._where()
        self._size_and_money()
        self._safeguards()
        done = button(_("Done"), lambda: self.workspace.go("home"), "primary")
        self.body.addWidget(done, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def arguments(self) -> dict[str, object]:
        """The organisation that is shown."""
        return {"organisation": self._shown} if self._shown else {}

    def _which(self, asked: str) -> str:
        """The id of the organisation to show; "" where there is none to choose."""
        if asked:
            return asked
        if self.workspace.assessment is not None:
            return self.workspace.assessment.organisation.id
        known = self.workspace.store.organisations()
        return known[0].id if len(known) == 1 else ""

    def _say_twin(self) -> None:
        """Point out another organisation of the same name, in whatever spelling."""
        found = organise.named_alike(self.workspace.store, self._organisation)
        text = ""
        if found:
            name = found[0].name(words().code)
            text = _("Another organisation here has this name, too: {name}.", name=name)
        self._twin.setText(text)
        self._twin.setVisible(bool(found))

    def leave(self) -> None:
        """Keep the field that is being typed in."""
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit):
            focused.editingFinished.emit()
        elif isinstance(focused, QPlainTextEdit):
            focused.document().setModified(True)
            self._keep_areas()

    def _identity(self) -> None:
        self._areas: list[tuple[QPlainTextEdit, str]] = []
        self._form.add_heading(_("Identity"))
        self._line(_("Name in English"), "name_en")
        self._line(_("Name in Arabic"), "name_ar")
        self._line(_("Name in Kurdish"), "name_ckb")
        self._line(_("Acronym"), "acronym")
        self._twin = label("", Step.NOTE, "attention")
        self._form.add(self._twin)
        self._say_twin()
        founded = self._organisation.founded
        field = QLineEdit("" if founded is None else str(founded))
        field.editingFinished.connect(
            lambda: self._keep_number(field, "founded", 1900, self.workspace.today.year)
        )
        self._form.add_row(_("Year founded"), field)

    def _registrations(self) -> None:
        self._form.add_heading(_("Legal registration"))
        self._form.add(
            label(_("Working in both parts of the country can need both registrations."), Step.NOTE)
        )
        held = self._organisation.registrations
        self._registered = RegistrationRows(self.theme, self._form, held, self._keep_registrations)

    def _contacts(self) -> None:
        self._form.add_heading(_("Office and contacts"))
        places = [("", _("Not given")), *_places()]
        self._choice(_("Governorate of the head office"), "head_office", places)
        self._line(_("Address"), "address")
        self._line(_("Phone"), "phone", numeric=True)
        self._line(_("E-mail"), "email")
        self._line(_("Website"), "website")
        self._line(_("Head of the organisation: name"), "head_name")
        self._line(_("Head of the organisation: title"), "head_title")
        self._line(_("Contact person: name"), "contact_name")
        self._line(_("Contact person: title"), "contact_title")

    def _where(self) -> None:
        self._form.add_heading(_("Where you work and what you deliver"))
        self._places = CheckBoxes(self.theme, _places(), self._organisation.governorates, columns=4)
        self._places.changed.connect(self._keep_places)
        self._form.add_row(_("Governorates"), self._places)
        instrument = self.workspace.store.installed_instrument(assess.DEFAULT_INSTRUMENT)
        self._matrix = ServiceMatrix(self.theme, instrument.services)
        self._matrix.changed.connect(self._keep_service)
        self._form.add_row(_("Services in each governorate"), self._matrix)
        self._show_matrix()
        levels = [(level.value, word(level, words())) for level in HealthLevel]
        chosen = CheckBoxes(self.theme, levels, self._organisation.health_levels, columns=2)
        chosen.changed.connect(
            lambda: self._keep(health_levels=[HealthLevel(key) for key in chosen.chosen()])
        )
        self._form.add_row(_("Levels of the health system you serve"), chosen)
        self._lines(_("Surge capacity in an emergency"), "surge_capacity")

    def _size_and_money(self) -> None:
        self._form.add_heading(_("Size"))
        none = [("", _("Not given"))]
        staff = none + [(band.value, word(band, words())) for band in StaffBand]
        self._choice(_("Paid staff"), "staff_band", staff, StaffBand)
        volunteers = self._organisation.volunteers
        field = QLineEdit("" if volunteers is None else str(volunteers))
        field.editingFinished.connect(lambda: self._keep_number(field, "volunteers", 0, 100_000))
        self._form.add_row(_("Volunteers"), field)
        budget = none + [(band.value, word(band, words())) for band in BudgetBand]
        self._choice(_("Spending in a year"), "budget_band", budget, BudgetBand)
        self._yes_no(_("Bank account in the organisation's name"), "bank_account")

    def _safeguards(self) -> None:
        self._form.add_heading(_("Governance and earlier assessments"))
        self._lines(_("Board members, one to a line"), "board_members")
        self._yes_no(_("PSEA focal point named"), "psea_focal_point")
        held = self._organisation.formal_assessments
        self._assessed = SchemeRows(self.theme, self._form, held, self._keep_schemes)

    # rows

    def _line(self, text: str, name: str, numeric: bool = False) -> None:
        field = QLineEdit(str(getattr(self._organisation, name)))

        def keep() -> None:
            typed = field.text().strip()
            self._keep(field, **{name: western(typed) if numeric else typed})

        field.editingFinished.connect(keep)
        self._form.add_row(text, field)

    def _lines(self, text: str, name: str) -> None:
        field = text_field(str(getattr(self._organisation, name)), lines=3)
        assert isinstance(field, QPlainTextEdit)
        field.textChanged.connect(self._keep_areas)
        self._areas.append((field, name))
        self._form.add_row(text, field)

    def _choice(
        self,
        text: str,
        name: str,
        items: list[tuple[str, str]],
        kind: Callable[[str], object] = str,
    ) -> None:
        box: QComboBox = choice(items, str(getattr(self._organisation, name) or ""))
        empty = "" if kind is str else None

        def keep() -> None:
            key = box.currentData()
            self._keep(box, **{name: kind(key) if key else empty})

        box.currentIndexChanged.connect(lambda _index: keep())
        self._form.add_row(text, box)

    def _yes_no(self, text: str, name: str) -> None:
        known = {True: "yes", False: "no", None: ""}
        given = known[getattr(self._organisation, name)]
        field = OneOf(self.theme, [("yes", _("Yes")), ("no", _("No"))], given, text)
        field.chosen.connect(lambda key: self._keep(**{name: key == "yes"}))
        self._form.add_row(text, field)

    # keeping

    def _keep(self, field: QWidget | None = None, **values: object) -> None:
        if all(getattr(self._organisation, name) == value for name, value in values.items()):
            return
        try:
            self._organisation = organise.save_profile(
                self.workspace.store, self._organisation.id, **values
            )
        except UserError as error:
            if field is not None:
                self._form.show_error(field, ask.in_words(error))
            else:
                self.workspace.save_failed.emit(ask.in_words(error))
            return
        if field is not None:
            self._form.show_error(field, "")
        if _NAMES & values.keys():
            self._say_twin()
        self.workspace.refresh_organisation()

    def _keep_number(self, field: QLineEdit, name: str, least: int, most: int) -> None:
        typed = western(field.text().strip())
        if typed and not (typed.isdecimal() and least <= int(typed) <= most):
            text = _(
                "Write a number from {least} to {most}.",
                least=words().shown(str(least)),
                most=words().shown(str(most)),
            )
            self._form.show_error(field, text)
            return
        self._keep(field, **{name: int(typed) if typed else None})

    def _keep_areas(self) -> None:
        for field, name in self._areas:
            self._keep(None, **{name: field.toPlainText()})

    def _keep_registrations(self) -> None:
        entries = self._registered.entries()
        if entries is not None:
            self._keep(registrations=entries)

    def _keep_schemes(self) -> None:
        self._keep(formal_assessments=self._assessed.entries())

    def _keep_places(self) -> None:
        chosen = self._places.chosen()
        matrix = self._organisation.services_by_governorate
        kept = {key: codes for key, codes in matrix.items() if key in chosen}
        self._keep(governorates=chosen, services_by_governorate=kept)
        self._show_matrix()

    def _show_matrix(self) -> None:
        places = _places(self._organisation.governorates)
        self._matrix.show_matrix(places, self._organisation.services_by_governorate)

    def _keep_service(self, place: str, code: str, on: bool) -> None:
        matrix = {k: list(v) for k, v in self._organisation.services_by_governorate.items()}
        codes = set(matrix.get(place, ())) | {code} if on else set(matrix.get(place, ())) - {code}
        matrix[place] = [each for each in SERVICES if each in codes]
        self._keep(services_by_governorate=matrix)


def _places(only: list[str] | None = None) -> list[tuple[str, str]]:
    return [
        (place.key, place.name[words().code])
        for place in GOVERNORATES
        if only is None or place.key in only
    ]
