"""How many people of each role took part; numbers only."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox

from capacity_app.model.assessment import Participants, Role
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.form import Form
from capacity_app.ui.widgets.text import label
from capacity_app.vocabulary import role_word


class ParticipantsForm(Form):
    """A line for each role; ``kept`` is emitted when a number was changed and left."""

    kept = Signal()

    def __init__(self, theme: Theme, given: Sequence[Participants]) -> None:
        super().__init__(theme)
        self.add(label(_("Numbers only; names are not kept."), Step.NOTE))
        counts = {one.role: one for one in given}
        roles = [*(role.value for role in Role), *(r for r in counts if r not in list(Role))]
        self._fields: dict[str, tuple[QSpinBox, QSpinBox]] = {}
        for role in roles:
            one = counts.get(role, Participants(role))
            women, men = self._field(one.women), self._field(one.men)
            self.add_pair(role_word(role, words()), (_("Women"), women), (_("Men"), men))
            self._fields[role] = (women, men)
        self._saved = self.participants()

    def participants(self) -> list[Participants]:
        """Those of whom somebody took part."""
        counted = [(role, w.value(), m.value()) for role, (w, m) in self._fields.items()]
        return [Participants(role, women, men) for role, women, men in counted if women or men]

    def fields(self, role: str) -> tuple[QSpinBox, QSpinBox]:
        """The fields for the women and the men of a role."""
        return self._fields[role]

    def _field(self, value: int) -> QSpinBox:
        field = QSpinBox()
        field.setMaximum(999)
        field.setValue(value)
        field.editingFinished.connect(self._keep)
        return field

    def _keep(self) -> None:
        if self.participants() != self._saved:
            self._saved = self.participants()
            self.kept.emit()
