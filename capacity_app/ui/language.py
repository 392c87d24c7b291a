"""The language of the window, installed once when it is built and again when it is changed."""

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from capacity_app.i18n import N_, Words

_installed = [Words()]

# Qt ships no Kurdish, and its Arabic differs from ours: its own words come from our catalogue.
_QT_WORDS = {
    "&Undo": N_("Undo"),
    "&Redo": N_("Redo"),
    "Cu&t": N_("Cut"),
    "&Copy": N_("Copy"),
    "&Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "&Yes": N_("Yes"),
    "&No": N_("No"),
    "Close": N_("Close"),
}


class _QtWords(QTranslator):
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # None means unknown
        known = _QT_WORDS.get(sourceText)
        return words().gettext(known) if known else None


def install(app: QApplication, chosen: Words) -> None:
    """Make a language the window's: its words, its direction, Qt's own words."""
    _installed[0] = chosen
    rtl = Qt.LayoutDirection.RightToLeft if chosen.rtl else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(rtl)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    if app.property("qt_words") is None:
        translator = _QtWords(app)
        app.setProperty("qt_words", translator)
        QCoreApplication.installTranslator(translator)


def words() -> Words:
    """The language of the window."""
    return _installed[0]


def _(message: str, **values: object) -> str:
    """A message in the language of the window, its named fields filled."""
    return _installed[0].gettext(message, **values)


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """The plural form for n in the language of the window; ``{n}`` is filled."""
    return _installed[0].ngettext(one, many, n, **values)
