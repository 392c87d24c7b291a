"""The form of one action, and the amounts that may be typed into it."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from capacity_app.errors import UserError
from capacity_app.i18n import Words
from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Action, Currency, Funding, Status, Support
from capacity_app.store.database import Store
from capacity_app.ui import language, theme
from capacity_app.ui.plan_input import read_amount, read_percent
from capacity_app.ui.widgets.choices import CheckBoxes
from capacity_app.ui.widgets.date_field import DateField
from capacity_app.ui.widgets.plan_form import ActionForm
from capacity_app.usecases import planning


class Kept:
    """A form whose changes are kept in the store, as the page does it."""

    def __init__(
        self, qtbot: QtBot, store: Store, assessment: Assessment, form: ActionForm
    ) -> None:
        self._qtbot, self._store, self._assessment, self.form = qtbot, store, assessment, form
        form.change_requested.connect(self._keep)
        form.show_action(self.action)

    @property
    def action(self) -> Action:
        return self._store.assessment(self._assessment.id).plan[0]

    def write(self, name: str, text: str) -> None:
        """Type into a field, and leave it."""
        widget = self.form.widget(name)
        if isinstance(widget, QPlainTextEdit):
            widget.setPlainText(text)
            self.form.keep()
            return
        line = widget.line if isinstance(widget, DateField) else widget
        assert isinstance(line, QLineEdit)
        line.clear()
        self._qtbot.keyClicks(line, text)
        self._qtbot.keyClick(line, Qt.Key.Key_Return)

    def pick(self, name: str, text: str) -> None:
        """Choose from a list."""
        box = self.form.widget(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchStartsWith))
        box.activated.emit(box.currentIndex())

    def tick(self, key: str) -> None:
        """Press a check box of "support needed"."""
        boxes = self.form.widget("support")
        assert isinstance(boxes, CheckBoxes)
        boxes.box(key).click()

    def _keep(self, ref: str, fields: dict[str, Any]) -> None:
        planning.change_action(self._store, self._assessment, ref, **fields)
        self.form.renew(self.action)


@pytest.fixture
def kept(
    qapp: QApplication, qtbot: QtBot, store: Store, make_assessment: Callable[..., Assessment]
) -> Iterator[Kept]:
    """The form of an action that has only its words, in English."""
    language.install(qapp, Words())
    assessment = planning.add_action(store, make_assessment(), date(2026, 3, 9), action="Plan it")
    form = ActionForm(theme.apply(qapp, "light"), store.instrument_of(assessment))
    form.show()
    yield Kept(qtbot, store, assessment, form)
    form.close()
    form.deleteLater()
    QApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)


def test_every_text_and_number_is_kept(kept: Kept) -> None:
    texts = {
        **{"action": "Write and adopt it", "deliverable": "Signed manual", "gap": "No manual"},
        **{"reason": "Auditors asked", "responsible": "Finance officer"},
        **{"supported_by": "A peer", "completion_evidence": "Minutes", "verified_by": "Board"},
        "comments": "Short",
    }
    for name, text in texts.items():
        kept.write(name, text)
    for name, text in {"cost": "1,250.5", "rate": "1,310", "percent": "50%"}.items():
        kept.write(name, text)
    action = kept.action
    assert {name: getattr(action, name) for name in texts} == texts
    assert (action.cost, action.rate, action.percent) == (Decimal("1250.5"), Decimal(1310), 50)


def test_every_date_is_kept(kept: Kept) -> None:
    typed = ("rate_date", "start", "due", "completed_on", "verified_on")
    for day, name in enumerate(typed, start=1):
        kept.write(name, f"{day:02d}/02/2026")
    found = [getattr(kept.action, name) for name in typed]
    assert found == [date(2026, 2, day) for day in range(1, 6)]


def test_every_choice_is_kept(kept: Kept) -> None:
    chosen = {
        **{"priority": "High", "supporter_kind": "International NGO", "currency": "IQD"},
        **{"funding": "Requested", "status": "Ongoing", "indicator": "FUN-1.1"},
        **{"baseline": "1", "target": "3", "adequate": "Yes"},
    }
    for name, text in chosen.items():
        kept.pick(name, text)
    action = kept.action
    assert (action.priority, action.supporter_kind, action.currency) == ("high", "ingo", "IQD")
    assert (action.funding, action.status) == (Funding.REQUESTED, Status.ONGOING)
    assert (action.indicator, action.baseline, action.target) == ("FUN-1.1", 1, 3)
    assert action.adequate is True
    kept.pick("adequate", "Not judged yet")
    assert kept.action.adequate is None


def test_several_kinds_of_support_or_none(kept: Kept) -> None:
    kept.tick("training")
    kept.tick("funding")
    assert kept.action.support == [Support.TRAINING, Support.FUNDING]
    kept.tick("none")
    assert kept.action.support == [Support.NONE]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("due", "01/05/2026", "The due date is before the start date."),
        ("due", "soon", "Write day, month and year, for example 25/03/2026."),
        ("percent", "140", "The percentage must be between 0 and 100."),
        ("percent", "half", "Write the percentage in digits, from 0 to 100."),
        ("cost", "12,34", "Write the amount in digits, for example 1,250.50."),
        ("cost", "1.5 IQD", "An amount in IQD is written without decimals."),
        ("cost", "1.005", "An amount in USD has at most two decimals."),
        ("rate", "0", "The exchange rate must be more than 0."),
    ],
)
def test_errors_stand_beside_their_field(kept: Kept, name: str, typed: str, said: str) -> None:
    kept.write("start", "10/05/2026")
    before = getattr(kept.action, name)
    kept.write(name, typed)
    assert kept.form.error(name) == said
    assert getattr(kept.action, name) == before


def test_mending_one_of_two_dates_keeps_both(kept: Kept) -> None:
    kept.write("start", "10/05/2026")
    kept.write("due", "01/05/2026")
    kept.write("start", "10/04/2026")
    assert (kept.action.start, kept.action.due) == (date(2026, 4, 10), date(2026, 5, 1))
    assert kept.form.error("due") == ""


def test_a_currency_typed_with_the_cost_is_taken(kept: Kept) -> None:
    kept.write("cost", "250,000 IQD")
    assert (kept.action.cost, kept.action.currency) == (Decimal(250000), Currency.IQD)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", (None, None)),
        ("1250", (Decimal(1250), None)),
        ("$ 1,250.50", (Decimal("1250.50"), Currency.USD)),
        ("٢٬٥٠٠٬٠٠٠ دينار", (Decimal(2500000), Currency.IQD)),
        ("۷۵۰ دۆلاری ئەمریکی", (Decimal(750), Currency.USD)),
        ("\u2066500\u2069 د.ع", (Decimal(500), Currency.IQD)),
    ],
)
def test_amounts_are_read_exactly(typed: str, meant: tuple[Any, Any]) -> None:
    assert read_amount(typed) == meant


@pytest.mark.parametrize("typed", ["- 5 -", "1,25", "1.2.3", "5 EUR", "1e9", "NaN", "٪"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        read_amount(typed)


def test_percentages_in_any_digits() -> None:
    assert [read_percent(text) for text in ("", "40%", "٤٠٪", "۷")] == [0, 40, 40, 7]
