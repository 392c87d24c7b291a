"""Starting an assessment: whose, which services, of what kind, who takes part."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment, Kind, Mode, Participants, Role
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
from capacity_app.usecases import assess, banks, organise, revisions
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
        """Build the form, with the organisations known so far; ``follow``: up the open one."""
        self.clear()
        self._follows = self.workspace.assessment if arguments.get("follow") else None
        followed = self._follows.organisation.id if self._follows else ""
        self.title.setText(_("Start an assessment"))
        self._organisations = [
            each
            for each in self.workspace.store.organisations()
            if not each.is_sample or each.id == followed
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

    def arguments(self) -> dict[str, object]:
        """Whether the open assessment is followed up."""
        return {"follow": True} if self._follows else {}

    @property
    def start_button(self) -> QPushButton:
        """The one primary button."""
        return self._start_button

    def _add_organisation(self) -> None:
        language = words().code
        known = [(each.id, each.name(language)) for each in self._organisations]
        chosen = self._follows.organisation.id if self._follows else ""
        self._which = choice([*known, (_NEW, _("A new organisation"))], chosen)
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
        self._banks = {
            bank.id: bank
            for bank in banks.to_choose(self.workspace.store, assess.DEFAULT_INSTRUMENT)
        }
        items = [(name, _bank_name(bank)) for name, bank in self._banks.items()]
        self.bank_choice = choice(items) if len(items) > _SIDE_BY_SIDE else self._few_banks(items)
        if len(items) > 1:
            self._form.add_row(
                _("Which questions"),
                self.bank_choice,
                _("The full set is the usual one; a shorter one suits a visit of half a day."),
            )
            self._form.set_row_visible(self.bank_choice, self._follows is None)

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
        self.services = CheckBoxes(
            self.theme,
            list(texts.items()),
            (self._follows or organisation).services if organisation else (),
            columns=1,
        )
        self._form.add_row(
            _("Health services you deliver"),
            self.services,
            _("Each adds three questions of its own. Leave empty what you do not deliver."),
        )
        if isinstance(self.bank_choice, QComboBox):
            self.bank_choice.currentIndexChanged.connect(lambda _index: self._bank_chosen())
        self._bank_chosen()

    def _chosen_bank(self) -> Instrument:
        bank = self.bank_choice
        if self._follows is not None:
            return self.workspace.store.instrument(self._follows.instrument_digest)
        return self._banks[bank.value() if isinstance(bank, OneOf) else bank.currentData()]

    def _bank_chosen(self) -> None:
        """Services are asked for where they add questions."""
        services = self._chosen_bank().services
        self._form.set_row_visible(self.services, bool(services))
        for code in self._codes:
            self.services.box(code).setVisible(code in services)

    def _add_kind(self) -> None:
        kinds = [(kind.value, word(kind, words())) for kind in Kind]
        usual = Kind.FOLLOW_UP if self._follows else Kind.BASELINE
        self._kind = OneOf(self.theme, kinds, usual, _("Kind of assessment"))
        self._form.add_row(_("Kind of assessment"), self._kind)
        self._from = label("", Step.NOTE, "accent")
        self._form.add(self._from)
        self._kind.chosen.connect(lambda _kind: self._say_from())
        self._which.currentIndexChanged.connect(lambda _index: self._say_from())
        bank = self.bank_choice
        chosen = bank.chosen if isinstance(bank, OneOf) else bank.currentIndexChanged
        chosen.connect(lambda _bank: self._say_from())
        self._say_from()
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

    def _before(self) -> Assessment | None:
        """What a follow-up starts from; None for a baseline, and where nothing is there yet."""
        organisation = self._chosen_organisation()
        if organisation is None or self._kind.value() == Kind.BASELINE:
            return None
        if self._follows is not None and self._follows.organisation.id == organisation.id:
            return self._follows
        bank = self._chosen_bank().id
        return revisions.latest_of(self.workspace.store, organisation.id, bank)

    def _say_from(self) -> None:
        before = self._before()
        self._from.setVisible(before is not None)
        if before is not None:
            day = words().date(before.date)
            text = _(
                "Follows the assessment of {date}: its answers are shown beside each question; "
                "its evidence and open actions come along.",
                date=day,
            )
            self._from.setText(text)

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
        kind, before = Kind(self._kind.value()), self._before()
        given: dict[str, Any] = {
            "mode": Mode(self._mode.value()),
            "services": self.services.chosen(),
            "language": language,
            "place": self._place.currentData(),
            "participants": [
                Participants(role.value, women.value(), men.value())
                for role, women, men in self._counts
                if women.value() or men.value()
            ],
        }
        if before is not None:
            assessment = revisions.start_follow_up(store, before, day, kind, **given)
        else:
            bank = self._chosen_bank().id
            assessment = assess.start(
                store, organisation.id, kind=kind, on=day, instrument_id=bank, **given
            )
        if self.workspace.open(assessment.id):
            first = self.workspace.instrument.indicators[0].id
            self.workspace.go("indicator", indicator=first)
