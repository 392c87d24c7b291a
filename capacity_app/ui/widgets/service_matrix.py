"""Which services are delivered in which governorates: a row for each service, a box for each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from capacity_app.model.text import Text
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label, short_label


class ServiceMatrix(QWidget):
    """``changed`` carries the governorate's key, the service's code, and whether it is marked."""

    changed = Signal(str, str, bool)

    def __init__(self, theme: Theme, services: Mapping[str, Text]) -> None:
        super().__init__()
        self._theme = theme
        self._services = {code: text[words().code] for code, text in services.items()}
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def show_matrix(
        self, places: Sequence[tuple[str, str]], delivered: Mapping[str, Sequence[str]]
    ) -> None:
        """Show a column for each (key, name) with what is delivered there."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        self._outer.addWidget(self._inside)
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.gap(4))
        grid.setColumnStretch(len(places) + 1, 1)
        if not places:
            grid.addWidget(label(_("Choose governorates first."), Step.NOTE), 0, 0)
            return
        for column, (_key, name) in enumerate(places, 1):
            grid.addWidget(short_label(name, Step.NOTE, bold=True), 0, column)
        for row, (code, service) in enumerate(self._services.items(), 1):
            grid.addWidget(short_label(service), row, 0)
            for column, (key, name) in enumerate(places, 1):
                box = self._box(key, name, code, code in delivered.get(key, ()))
                grid.addWidget(box, row, column)

    def _box(self, place: str, name: str, code: str, marked: bool) -> QCheckBox:
        box = QCheckBox()
        box.setAccessibleName(f"{name}: {self._services[code]}")
        box.setToolTip(self._services[code])
        box.setChecked(marked)
        box.toggled.connect(lambda on: self.changed.emit(place, code, on))
        return box
