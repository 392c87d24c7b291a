"""Starting an assessment: whose, which services, of what kind, who takes part."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Kind, Mode, Participants, Role
from capacity_app.model.governorates import GOVERNORATES
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.ui import ask
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.choices import CheckBoxes, OneOf
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.form import Form, choice
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, label
from capacity_app.usecases import assess, banks, organise
from capacity_app.vocabulary import word

_NEW = "new"
_SIDE_BY_SIDE = 3  # more names than these go into a list
_NAMES = {
    assess.DEFAULT_INSTRUMENT: N_("Full"),
    f"{assess.DEFAULT_INSTRUMENT}-rapid": N_("Rapid"),
    f"{assess.DEFAULT_INSTRUMENT}-psea": N_("PSEA only"),
}


def _bank_name(bank: Instrument) -> str:
    """A question bank's short name, else its title, and how many questions it has."""
    known = _NAMES.get(bank.id)
    name = words().gettext(known) if known else bank.title[words().code]
    number = banks.questions(bank)
    return words().ngettext("{name}: {n} question", "{name}: {n} questions", number, name=name)


class SettingPage(Page):
    """A name and the services are enough to begin; the rest can be filled in later."""

    name = "setting"

    def show_with(self, **arguments: object) -> None:
        """Build the form, with the organisations known so far."""
        self.clear()
        self.title.setText(_("Start an assessment"))
        self._organisations = [
            each for each in self.workspace.store.organisations() if not each.is_sample
        ]
        self._form = Form(self.theme)
        self._add_organisation()
        self._add_banks()
        self._add_services()
        self._add_kind()
        self._add_participants()
        self.body.addWidget(self._form)
        self._start_button = button(_("Begin with the first question"), self._start, "primary")
        self.body.addWidget(self._start_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The organisation's name, or the choice of organisation."""
        return self._which if self._organisations else self.name_field

    @property
    def start_button(self) -> QPushButton:
        """The one primary button."""
        return self._start_button

    def _add_organisation(self) -> None:
        language = words().code
        known = [(each.id, each.name(language)) for each in self._organisations]
        self._which = choice([*known, (_NEW, _("A new organisation"))])
        self._which.currentIndexChanged.connect(self._organisation_chosen)
        self.name_field = QLineEdit()
        if known:
            self._form.add_row(_("Organisation"), self._which)
        self._form.add_row(
            _("Name of the organisation"),
            self.name_field,
            _("As it stands on the registration certificate. The full profile can wait."),
        )
        self._organisation_chosen()

    def _organisation_chosen(self) -> None:
        new = self._chosen_organisation() is None
        self._form.set_row_visible(self.name_field, new)

    def _chosen_organisation(self) -> Organisation | None:
        key = self._which.currentData()
        return next((each for each in self._organisations if each.id == key), None)

    def _add_banks(self) -> None:
        """Which questions: only asked where there is more than one answer."""
        self._banks = {bank.id: bank for bank in banks.to_choose(self.workspace.store)}
        items = [(name, _bank_name(bank)) for name, bank in self._banks.items()]
        self._bank = choice(items) if len(items) > _SIDE_BY_SIDE else self._few_banks(items)
        if len(items) > 1:
            self._form.add_row(
                _("Which questions"),
                self._bank,
                _("The full set is the usual one; a shorter one suits a visit of half a day."),
            )

    def _few_banks(self, items: list[tuple[str, str]]) -> OneOf:
        few = OneOf(self.theme, items, assess.DEFAULT_INSTRUMENT, _("Which questions"))
        few.chosen.connect(lambda _key: self._bank_chosen())
        return few

    def _add_services(self) -> None:
        texts = {
            code: text[words().code]
            for bank in self._banks.values()
            for code, text in bank.services.items()
        }
        self._codes = list(texts)
        organisation = self._chosen_organisation()
        self._services = CheckBoxes(
            self.theme,
            list(texts.items()),
            organisation.services if organisation else (),
            columns=1,
        )
        self._form.add_row(
            _("Health services you deliver"),
            self._services,
            _("Each adds three questions of its own. Leave empty what you do not deliver."),
        )
        if isinstance(self._bank, QComboBox):
            self._bank.currentIndexChanged.connect(lambda _index: self._bank_chosen())
        self._bank_chosen()

    def _chosen_bank(self) -> Instrument:
        bank = self._bank
        return self._banks[bank.value() if isinstance(bank, OneOf) else bank.currentData()]

    def _bank_chosen(self) -> None:
        """Services are asked for where they add questions."""
        services = self._chosen_bank().services
        self._form.set_row_visible(self._services, bool(services))
        for code in self._codes:
            self._services.box(code).setVisible(code in services)

    def _add_kind(self) -> None:
        kinds = [(kind.value, word(kind, words())) for kind in Kind]
        self._kind = OneOf(self.theme, kinds, Kind.BASELINE, _("Kind of assessment"))
        self._form.add_row(_("Kind of assessment"), self._kind)
        modes = [(mode.value, word(mode, words())) for mode in Mode]
        self._mode = OneOf(self.theme, modes, Mode.SELF, _("How it is done"))
        self._form.add_row(_("How it is done"), self._mode)
        self._date = DateField(self.theme, self.workspace.today)
        self._form.add_row(_("Date"), self._date)
        places = [("", _("Not given"))] + [
            (place.key, place.name[words().code]) for place in GOVERNORATES
        ]
        self._place = choice(places)
        self._form.add_row(_("Governorate where you meet"), self._place)

    def _add_participants(self) -> None:
        self._form.add_heading(_("Who takes part"))
        self._form.add(
            label(_("Numbers only; names are not kept. This can be left empty."), Step.NOTE)
        )
        self._counts: list[tuple[Role, QSpinBox, QSpinBox]] = []
        for role in Role:
            women, men = QSpinBox(), QSpinBox()
            for field in (women, men):
                field.setMaximum(999)
            self._form.add_pair(word(role, words()), (_("Women"), women), (_("Men"), men))
            self._counts.append((role, women, men))

    def _start(self) -> None:
        self._form.clear_errors()
        organisation = self._chosen_organisation()
        if organisation is None and not self.name_field.text().strip():
            self._form.show_error(self.name_field, _("Write the name of the organisation."))
            self.name_field.setFocus()
            return
        if self._date.error() or self._date.date() is None:
            self._form.show_error(self._date, _("Write the date as day/month/year."))
            self._date.setFocus()
            return
        try:
            self._make(organisation)
        except UserError as error:
            ask.tell_error(error)

    def _make(self, organisation: Organisation | None) -> None:
        store, language = self.workspace.store, words().code
        if organisation is None:
            name = {f"name_{language}": self.name_field.text().strip()}
            organisation = organise.create_organisation(store, **name)
        day = self._date.date()
        assert day is not None
        assessment = assess.start(
            store,
            organisation.id,
            kind=Kind(self._kind.value()),
            mode=Mode(self._mode.value()),
            on=day,
            services=self._services.chosen(),
            instrument_id=self._chosen_bank().id,
            language=language,
            place=self._place.currentData(),
            participants=[
                Participants(role.value, women.value(), men.value())
                for role, women, men in self._counts
                if women.value() or men.value()
            ],
        )
        if self.workspace.open(assessment.id):
            first = self.workspace.instrument.indicators[0].id
            self.workspace.go("indicator", indicator=first)
