"""Settings: language, digits, colours, and where the data is."""

from datetime import date

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from capacity_app import __version__
from capacity_app.i18n import Digits, Language, ltr
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.choices import OneOf
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.form import Form
from capacity_app.ui.widgets.home_cards import report_day
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.safekeeping import Safekeeping
from capacity_app.ui.widgets.text import button, label
from capacity_app.usecases.banks import own_folder
from capacity_app.usecases.evidence_copies import FOLDER


class SettingsPage(Page):
    """Every choice takes effect at once."""

    name = "settings"

    def show_with(self, **arguments: object) -> None:
        """Show the present choices."""
        self.clear()
        self.title.setText(_("Settings"))
        settings = self.workspace.settings
        form = Form(self.theme)
        languages = [(language.code, language.own_name) for language in Language]
        self.language = OneOf(self.theme, languages, words().code, _("Language"))
        self.language.chosen.connect(lambda code: self._choose(language=code))
        form.add_row(_("Language"), self.language)
        digits = [(Digits.WESTERN.value, ltr("0 1 2 3")), (Digits.EASTERN.value, ltr("٠ ١ ٢ ٣"))]
        self.digits = OneOf(self.theme, digits, settings.digits, _("Digits"))
        self.digits.chosen.connect(lambda key: self._choose(digits=key))
        help_text = _("Used in Arabic and Kurdish, on screen and in documents.")
        form.add_row(_("Digits"), self.digits, help_text)
        themes = [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
        themes.append(("contrast", _("High contrast")))
        self.colours = OneOf(self.theme, themes, settings.theme, _("Colours"))
        self.colours.chosen.connect(lambda key: self._choose(theme=key))
        form.add_row(_("Colours"), self.colours)
        self.report = DateField(self.theme, report_day(self.workspace))
        self.report.date_changed.connect(self._keep_report)
        form.add_row(
            _("Next report to a funder"),
            self.report,
            _("Home then shows what expires before that day; when empty, in the next 90 days."),
        )
        form.add_heading(_("Your data"))
        form.add(label(_("Kept in: {folder}", folder=self.workspace.data_dir)))
        form.add(label(_("This program makes no network connection."), Step.NOTE))
        open_folder = button(_("Open the data folder"), self._open_folder)
        open_folder.setMaximumWidth(self.theme.chars(40))
        form.add(open_folder)
        form.add(Safekeeping(self.workspace))
        copies = self.workspace.data_dir / FOLDER
        held = _("Backups hold all but the copies of proofs, which lie in {folder}.", folder=copies)
        form.add(label(held, Step.NOTE))
        banks = own_folder(self.workspace.data_dir)
        if banks.is_dir():
            told = _(
                "Backups do not hold your own question banks either, which lie in {folder}, but "
                "the questions of every assessment made with them. Keep the banks' workbooks.",
                folder=banks,
            )
            form.add(label(told, Step.NOTE))
        self.body.addWidget(form)
        self.body.addWidget(label(_("Version {version}", version=__version__), Step.NOTE))
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The language."""
        return self.language.button(words().code)

    def _choose(self, **choices: str) -> None:
        self.workspace.remember(**choices)
        self.workspace.rebuild_requested.emit()

    def _keep_report(self, day: date | None) -> None:
        self.workspace.remember(next_report=day.isoformat() if day else "")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workspace.data_dir)))
