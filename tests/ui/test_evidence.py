"""The evidence page: the register, its warnings, and adding, changing and removing items."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from capacity_app.i18n import Language, Words
from capacity_app.model.assessment import Assessment, State
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus, Share
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import ask, language, theme
from capacity_app.ui.pages.evidence import EvidencePage
from capacity_app.ui.widgets.evidence_form import EvidenceForm
from capacity_app.ui.widgets.evidence_table import expiry_words
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess

TODAY = date(2026, 3, 9)


@pytest.fixture
def workspace(
    qapp: QApplication, store: Store, tmp_path: Path, make_assessment: Callable[..., Assessment]
) -> Workspace:
    # Pages of earlier tests go only now; left alive, each would be styled anew below.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    language.install(qapp, Words(Language.EN))
    made = Workspace(store, Settings(language="en"), tmp_path, theme.apply(qapp, "light"))
    made.assessment = make_assessment()
    return made


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> EvidencePage:
    made = EvidencePage(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    return made


def name_item(workspace: Workspace, item: EvidenceItem, *indicators: str) -> None:
    workspace.do(lambda a: assess.add_evidence(workspace.store, a, item, indicators))


def visit(page: EvidencePage) -> None:
    page.show_with()
    page.show()


def cells(page: EvidencePage, row: int = 0) -> list[str]:
    assert page.table is not None
    model = page.table.model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def press(qtbot: QtBot, page: EvidencePage, text: str) -> None:
    made = next(b for b in page.findChildren(QPushButton) if b.text() == text and not b.isHidden())
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def kept(workspace: Workspace) -> list[EvidenceItem]:
    """What the store holds, read anew."""
    return workspace.store.assessment(workspace.open_assessment.id).evidence


def test_the_first_item_is_named_from_the_empty_page(
    qtbot: QtBot, page: EvidencePage, workspace: Workspace
) -> None:
    visit(page)
    press(qtbot, page, "Name the first item")
    form = page.form
    assert form is not None
    qtbot.keyClicks(form.title, "Bank reconciliation")
    form.kind.setCurrentIndex(form.kind.findData("psea_policy"))
    form.issued.line.setText("٠١/٠٣/٢٠٢٦")
    qtbot.keyClicks(form.expires.line, "2027-03-01")
    qtbot.keyClicks(form.held_at, "cabinet 2")
    form.share.setCurrentIndex(form.share.findData(Share.NEVER.value))
    qtbot.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    (item,) = kept(workspace)
    assert (item.ref, item.title, item.type) == ("E1", "Bank reconciliation", "psea_policy")
    assert (item.issued, item.expires) == (date(2026, 3, 1), date(2027, 3, 1))
    assert (item.held_at, item.share) == ("cabinet 2", Share.NEVER)
    assert page.form is None and cells(page)[0] == "Bank reconciliation"


def test_the_table_says_what_is_used_where(page: EvidencePage, workspace: Workspace) -> None:
    item = EvidenceItem("", "Policy", type="psea_policy", held_at="file 12")
    name_item(workspace, item, "PSE-2", "PSE-1")
    name_item(workspace, EvidenceItem("", "Minutes"))
    visit(page)
    row = cells(page)
    assert row[0] == "Policy" and row[4:] == ["file 12", "List only", "Named", "PSE-1 · PSE-2"]
    assert row[1] == workspace.instrument.evidence_type("psea_policy").text.en
    assert cells(page, 1)[7] == "Not used yet"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "Expired"),
        (0, "Expires today"),
        (1, "Expires in 1 day"),
        (90, "Expires in 90 days"),
        (91, ""),
        (None, ""),
    ],
)
def test_expiry_is_said_in_words(days: int | None, said: str) -> None:
    expires = None if days is None else TODAY + timedelta(days=days)
    assert expiry_words(EvidenceItem("E1", "Licence", expires=expires), TODAY) == said


def test_the_warning_stands_in_the_table(page: EvidencePage, workspace: Workspace) -> None:
    name_item(workspace, EvidenceItem("", "Licence", expires=date(2020, 1, 31)))
    visit(page)
    assert cells(page)[3] == "31/01/2020\nExpired"


def test_enter_on_a_row_opens_it_and_keeping_changes_it(
    qtbot: QtBot, page: EvidencePage, workspace: Workspace
) -> None:
    name_item(workspace, EvidenceItem("", "Old title", expires=date(2027, 1, 1)), "PSE-1")
    visit(page)
    assert page.table is not None
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    form = page.form
    assert form is not None and form.title.text() == "Old title"
    assert form.expires.text() == "01/01/2027"
    form.title.clear()
    qtbot.keyClicks(form.title, "New title")
    form.status.setCurrentIndex(form.status.findData(EvidenceStatus.SEEN.value))
    qtbot.keyClicks(form.seen_by, "facilitator")
    qtbot.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    (item,) = kept(workspace)
    assert (item.ref, item.title, item.expires) == ("E1", "New title", date(2027, 1, 1))
    assert (item.status, item.seen_by) == (EvidenceStatus.SEEN, "facilitator")
    assert workspace.open_assessment.answer("PSE-1").evidence == [
        workspace.open_assessment.evidence_item("E1")
    ]


def test_cancel_changes_nothing(qtbot: QtBot, page: EvidencePage, workspace: Workspace) -> None:
    name_item(workspace, EvidenceItem("", "Policy"))
    visit(page)
    press(qtbot, page, "Change")
    assert page.form is not None
    page.form.title.setText("Something else")
    press(qtbot, page, "Cancel")
    assert page.form is None
    assert [item.title for item in kept(workspace)] == ["Policy"]


def form_alone(qtbot: QtBot, workspace: Workspace, item: EvidenceItem | None) -> EvidenceForm:
    form = EvidenceForm(workspace.theme, [("psea_policy", "PSEA policy")], item)
    qtbot.addWidget(form)
    form.show()
    return form


def errors(form: EvidenceForm) -> list[str]:
    labels = form.findChildren(QLabel)
    return [e.text() for e in labels if e.property("tone") == "danger" and e.isVisible()]


@pytest.mark.parametrize(
    ("title", "issued", "expires", "said"),
    [
        ("", "", "", "Write a title"),
        ("Policy", "1/13/2026", "", "Write day, month and year"),
        ("Policy", "2/1/2026", "1/1/2026", "It cannot end before it was issued"),
    ],
)
def test_faults_are_said_beside_their_field_and_nothing_is_kept(
    qtbot: QtBot, workspace: Workspace, title: str, issued: str, expires: str, said: str
) -> None:
    form = form_alone(qtbot, workspace, None)
    form.title.setText(title)
    form.issued.line.setText(issued)
    form.expires.line.setText(expires)
    with qtbot.assertNotEmitted(form.kept):
        qtbot.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    assert len(errors(form)) == 1 and errors(form)[0].startswith(said)


def test_a_kind_that_is_no_longer_offered_is_not_lost(qtbot: QtBot, workspace: Workspace) -> None:
    form = form_alone(qtbot, workspace, EvidenceItem("E1", "Register", type="cold_chain_log"))
    assert form.fields()["type"] == "cold_chain_log"


def test_who_saw_it_goes_when_it_is_only_named(qtbot: QtBot, workspace: Workspace) -> None:
    given = EvidenceItem("E1", "Policy", status=EvidenceStatus.SEEN, seen_by="auditor")
    form = form_alone(qtbot, workspace, given)
    assert form.seen_by.isVisible() and form.fields()["seen_by"] == "auditor"
    form.status.setCurrentIndex(form.status.findData(EvidenceStatus.CLAIMED.value))
    assert not form.seen_by.isVisible() and form.fields()["seen_by"] == ""


@pytest.mark.parametrize("sure", [True, False])
def test_removing_asks_and_names_how_many_use_it(
    qtbot: QtBot,
    page: EvidencePage,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    sure: bool,
) -> None:
    said: list[str] = []

    def confirm(text: str, deed: str, detail: str = "", dangerous: bool = False) -> bool:
        said.extend([text, detail])
        return sure

    monkeypatch.setattr(ask, "confirm", confirm)
    name_item(workspace, EvidenceItem("", "Policy"), "PSE-1", "PSE-2")
    visit(page)
    press(qtbot, page, "Remove")
    assert "Policy" in said[0] and said[1].startswith("2 questions name it as proof")
    assert len(kept(workspace)) == (0 if sure else 1)


def test_a_signed_off_assessment_is_only_read(page: EvidencePage, workspace: Workspace) -> None:
    name_item(workspace, EvidenceItem("", "Policy"))
    workspace.open_assessment.state = State.FINAL
    visit(page)
    assert page.table is not None
    page.table.item_opened.emit("E1")
    assert page.form is None
    assert not [b for b in page.findChildren(QPushButton) if b.isVisible()]


def test_an_unfinished_form_is_there_again_after_leaving(
    qtbot: QtBot, page: EvidencePage, workspace: Workspace
) -> None:
    name_item(workspace, EvidenceItem("", "Policy", expires=date(2027, 1, 1)))
    visit(page)
    press(qtbot, page, "Change")
    assert page.form is not None
    page.form.title.setText("Policy of 2026")
    page.form.expires.line.setText("1/13/20")
    page.leave()
    page.show_with()
    assert page.form is not None and page.form.title.text() == "Policy of 2026"
    assert page.form.expires.text() == "1/13/20"
    again = EvidencePage(workspace)  # as when the window is built again in another language
    qtbot.addWidget(again)
    again.show_with(**page.arguments())
    assert again.form is not None and again.form.title.text() == "Policy of 2026"
    assert [item.title for item in kept(workspace)] == ["Policy"]


def test_an_unfinished_form_does_not_wander_into_another_assessment(
    qtbot: QtBot,
    page: EvidencePage,
    workspace: Workspace,
    make_assessment: Callable[..., Assessment],
) -> None:
    visit(page)
    press(qtbot, page, "Name the first item")
    assert page.form is not None
    page.form.title.setText("Policy")
    page.leave()
    workspace.assessment = make_assessment("Another Organisation")
    page.show_with()
    assert page.form is None


def test_a_row_opens_by_double_click(
    qtbot: QtBot, page: EvidencePage, workspace: Workspace
) -> None:
    name_item(workspace, EvidenceItem("", "Policy"))
    visit(page)
    table = page.table
    assert table is not None
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    qtbot.waitUntil(lambda: table.verticalScrollBarPolicy() == never)  # the rows have settled
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.form is not None and page.form.title.text() == "Policy"
