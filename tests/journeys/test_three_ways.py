"""One assessment answered as people do: by mouse, by keyboard alone, from paper, by statements."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from capacity_app.model.assessment import Changed, ElementAnswer, Kind, State
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.ui import language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.pages.check import CheckPage
from capacity_app.ui.pages.fast import FastPage
from capacity_app.ui.pages.indicator import IndicatorPage
from capacity_app.ui.pages.review import ReviewPage
from capacity_app.ui.pages.setting import SettingPage
from capacity_app.ui.pages.tasks import TasksPage
from capacity_app.ui.widgets.level_cards import LevelCard
from capacity_app.ui.workspace import Workspace
from tests.journeys.person import KEY, Person

TYPED = {  # not applicable, don't know, level 3: what a keyboard of that language gives
    "ar": {"n": "ى", "?": "؟", "three": "٣"},
    "ckb": {"n": "ن", "?": "؟", "three": "۳"},
}
REASON = {"ar": "لا نعمل في هذا المجال", "ckb": "لەم بوارەدا کار ناکەین"}
PROOF = {"ar": "محضر اجتماع، آذار ٢٠٢٦", "ckb": "کۆنووسی کۆبوونەوە، ئازاری ٢٠٢٦"}
ROLE = {"ar": "المديرة التنفيذية", "ckb": "بەڕێوەبەری جێبەجێکار"}


@pytest.fixture(params=["ar", "ckb"])
def person(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path
) -> Iterator[Person]:
    """Somebody who has chosen a language, at the window of a laptop."""
    settings = Settings(theme="light", language=request.param)
    language.install(qapp, words_of(settings))
    window = MainWindow(settings)
    window.resize(1366, 728)
    window.use(Workspace(store, settings, tmp_path / "data", window.style_in_use))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Person(window, store, request.param)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_three_ways_and_back_again(person: Person) -> None:
    start_by_mouse(person)
    funding_by_mouse(person)
    coordination_by_keys(person)
    technical_from_paper(person)
    protection_by_statements(person)
    sign_off_and_reopen(person)
    follow_up(person)


def start_by_mouse(person: Person) -> None:
    person.press("Start an assessment")
    assert QApplication.focusWidget() is person.page(SettingPage).name_field
    person.type("منظمة الأمل")
    person.press("Begin with the first question")
    assert person.page(IndicatorPage).arguments() == {"indicator": "FUN-1.1"}


def funding_by_mouse(person: Person) -> None:
    """Levels 1 to 4 in turn; high ones get a proof or a reason, one is not applicable."""
    asked = [each.id for each in person.window.workspace.instrument.domains[0].indicators]
    for turn, indicator in enumerate(asked):
        page = person.page(IndicatorPage)
        assert page.arguments() == {"indicator": indicator}
        if indicator == "FUN-6.2":
            person.click(page.cards.not_applicable)
            person.click(page.continue_button)
            assert page is person.window.current, "a reason is wanted before going on"
            person.type(REASON[person.code])
        else:
            person.click(page.cards.cards[turn % 4])
        if turn == 2:
            person.click(page.evidence.add_button)
            person.click(page.evidence.proof_title)
            person.type(PROOF[person.code])
            person.click(page.evidence.keep_button)
        elif turn == 3:
            person.click(page.without.field)
            person.type(REASON[person.code])
        person.click(page.continue_button)
        read_over(person, lambda check: person.click(check.go_on_button))
    kept = person.kept
    levels = [kept.answers[each].level for each in asked[:-1]]
    assert levels == [1 + turn % 4 for turn in range(13)]
    assert kept.answers["FUN-6.2"].not_applicable == REASON[person.code]
    assert [item.title for item in kept.answers["FUN-2.1"].evidence] == [PROOF[person.code]]
    assert kept.answers["FUN-2.2"].without_evidence == REASON[person.code]


def read_over(person: Person, go_on: Callable[[CheckPage], None]) -> None:
    """At the end of an area its answers stand in words, each with its way back."""
    check = person.window.current
    if not isinstance(check, CheckPage):
        return
    (area,) = (
        a for a in person.window.workspace.instrument.areas if a.id == check.arguments()["section"]
    )
    assert list(check.changes) == [each.id for each in area.indicators]
    assert all(each.title[person.code] in person.said() for each in area.indicators)
    go_on(check)


def coordination_by_keys(person: Person) -> None:
    """From where the window puts the focus: keys, Tab and arrows, and nothing else."""
    own = TYPED[person.code]
    at(person, "COO-1.1")
    assert isinstance(QApplication.focusWidget(), LevelCard)
    person.type(own["three"])
    person.tab_to_button("Name a proof")
    person.key(KEY.Key_Return)
    person.tab_to_field("Title of the proof")
    person.type(PROOF[person.code] + " 2")
    person.key(KEY.Key_Return)
    at(person, "COO-1.1")  # naming the proof is one deed, going on another
    person.key(KEY.Key_Return)

    at(person, "COO-1.2")
    person.type("2")
    person.tab_to(lambda widget: isinstance(widget, QPlainTextEdit))
    person.type("file 12")
    person.tab_to_button("Continue")
    person.key(KEY.Key_Return)
    read_over(person, lambda _check: change_by_keys(person, "COO-1.1"))
    person.key(KEY.Key_Return)

    at(person, "COO-2.1")
    person.type(own["n"])
    assert isinstance(QApplication.focusWidget(), QLineEdit), "the reason is asked for at once"
    person.type(REASON[person.code])
    person.key(KEY.Key_Return)
    at(person, "COO-2.2")
    person.type(own["?"])
    person.key(KEY.Key_Right, Qt.KeyboardModifier.AltModifier)  # back, in right-to-left
    at(person, "COO-2.1")
    person.tab_to_button("Continue")
    person.key(KEY.Key_Space)
    at(person, "COO-2.2")
    assert person.page(IndicatorPage).cards.dont_know.hasFocus()
    person.key(KEY.Key_Return)
    person.key(KEY.Key_Return)

    coordination_goes_on(person)


def coordination_goes_on(person: Person) -> None:
    """Arrows among the cards, then one digit and Enter for each question, checks and all."""
    at(person, "COO-3.1")
    person.key(KEY.Key_Space)
    person.key(KEY.Key_Left)  # the next card, in right-to-left
    assert person.kept.answers["COO-3.1"].level == 2, "arrows choose among the cards"
    person.key(KEY.Key_Return)
    while isinstance(person.window.current, CheckPage) or not is_at(person, "TEC-1.1"):
        if isinstance(person.window.current, IndicatorPage):
            person.type("1")
        person.key(KEY.Key_Return)
    kept = person.kept
    assert kept.answers["COO-1.1"].level == 4
    assert [item.ref for item in kept.answers["COO-1.1"].evidence] == ["E2"]
    assert kept.answers["COO-1.2"].note == "file 12"
    assert kept.answers["COO-2.1"].not_applicable == REASON[person.code]
    assert kept.answers["COO-2.2"].dont_know
    assert all(kept.answers[f"COO-{n}"].level == 1 for n in ("3.2", "4.1", "4.2", "5.1", "6.1"))


def change_by_keys(person: Person, indicator: str) -> None:
    """Tab from "Continue" round to "Change", answer anew, and be back at the same check."""
    title = person.window.workspace.instrument.indicator(indicator).title[person.code]
    said = language._("Change {title}", title=title)
    person.tab_to(lambda widget: widget.accessibleName() == said, most=40)
    person.key(KEY.Key_Return)
    at(person, indicator)
    person.type("4")
    person.key(KEY.Key_Return)
    assert person.page(CheckPage).go_on_button.hasFocus()


def at(person: Person, indicator: str) -> None:
    assert is_at(person, indicator), person.window.current and person.window.current.arguments()


def is_at(person: Person, indicator: str) -> bool:
    page = person.window.current
    return isinstance(page, IndicatorPage) and page.arguments()["indicator"] == indicator


def technical_from_paper(person: Person) -> None:
    """The number pad's keys, two reasons, a don't know, and a proof by its number."""
    person.click(person.window.sidebar.button("tasks"))
    person.page(TasksPage)
    person.press("Type in a paper form")
    page = person.page(FastPage)
    assert page.arguments() == {"indicator": "TEC-1.1"}, "the first line nothing was said to"
    why = REASON[person.code]
    lines = ["1", "2", "0", why, ".", "3", "e1", "4", "2", "2", "0", why + " ٢", "1", "2", "1"]
    for typed in lines:
        person.type(typed)
        person.key(KEY.Key_Return)
    kept = person.kept
    technical = [
        kept.answers[e.id] for e in person.window.workspace.instrument.domains[2].indicators
    ]
    assert [a.level for a in technical] == [1, 2, None, None, 3, 4, 2, None, 1, 2, 1]
    assert [a.not_applicable for a in technical if a.not_applicable] == [why, why + " ٢"]
    assert technical[3].dont_know
    assert [[item.ref for item in a.evidence] for a in technical[4:6]] == [["E1"], ["E2"]]
    assert page.arguments() == {"indicator": "PSE-1"}


def protection_by_statements(person: Person) -> None:
    """Yes, no and don't know to each statement, by pointer, with a proof; one by keys."""
    person.press("Open this question")
    yes, no, unknown = ElementAnswer.YES, ElementAnswer.NO, ElementAnswer.DONT_KNOW
    for number in range(1, 9):
        indicator = f"PSE-{number}"
        at(person, indicator)
        page = person.page(IndicatorPage)
        told = list(page.elements.rows)
        given = dict.fromkeys(told, yes) | ({told[0]: no} if number == 5 else {})
        given |= {told[1]: unknown} if number == 6 else {}
        for element, choice in given.items():
            target = page.elements.row(element).button(choice)
            if number == 7:
                person.tab_to(lambda widget, target=target: widget is target, most=60)
                person.key(KEY.Key_Space)
            else:
                person.click(target)
        if number <= 4:
            person.click(page.evidence.add_button)
            person.click(page.evidence.keep_button)
        if number == 1:
            assert person.kept.answers["PSE-1"].sustained is yes
            name = person.words.gettext("Met")
            assert name in page.elements.verdict, page.elements.verdict
        person.click(page.continue_button)
        read_over(person, lambda check: person.click(check.go_on_button))
    kept = person.kept
    assert set(kept.answers["PSE-4"].elements.values()) == {yes}
    assert kept.answers["PSE-5"].elements["a"] is no
    assert kept.answers["PSE-6"].elements["b"] is unknown
    assert set(kept.answers["PSE-7"].elements.values()) == {yes}


def sign_off_and_reopen(person: Person) -> None:
    review = person.page(ReviewPage)
    person.click(review.sign_off.sign_button)
    wanted = person.words.gettext("Write the role of the person who signs for the organisation.")
    assert wanted in person.said()
    assert person.kept.state is State.DRAFT
    assert review.sign_off.director.hasFocus()
    person.type(ROLE[person.code])  # the focus is where the words are
    assert review.sign_off.director.text() == ROLE[person.code]
    person.click(review.sign_off.sign_button)
    assert person.kept.state is State.FINAL
    assert person.kept.director_role == ROLE[person.code]

    review = person.page(ReviewPage)
    person.click(review.signed_off.reopen)
    person.click(review.signed_off.reason)
    person.type(REASON[person.code])
    person.click(review.signed_off.role)
    person.type(ROLE[person.code])
    person.click(review.signed_off.reopen_button)
    kept = person.kept
    assert (kept.revision, kept.state, kept.revision_reason) == (
        2,
        State.DRAFT,
        REASON[person.code],
    )
    assert [each.revision for each in person.store.revisions(kept.id)]
    review = person.page(ReviewPage)
    person.click(review.sign_off.director)
    person.type(ROLE[person.code])
    person.click(review.sign_off.sign_button)
    assert person.kept.state is State.FINAL


def follow_up(person: Person) -> None:
    """What was answered last time stands beside each question; another level asks why."""
    before = person.kept
    person.click(person.page(ReviewPage).signed_off.follow_up_button)
    assert person.page(SettingPage).arguments() == {"follow": True}
    person.press("Begin with the first question")
    page = person.page(IndicatorPage)
    at(person, "FUN-1.1")
    absent = person.window.workspace.instrument.rules.level_name(1)[person.code]
    assert absent in page.cards.last_time.text()
    assert page.cards.last_time.isVisible()
    person.click(page.cards.cards[1])
    assert page.last_time.why is not None
    person.click(page.last_time.why.button(Changed.PRACTICE))
    kept = person.kept
    assert (kept.kind, kept.previous_id, kept.previous_revision) == (Kind.FOLLOW_UP, before.id, 2)
    assert kept.answers["FUN-1.1"].level == 2
    assert kept.answers["FUN-1.1"].changed is Changed.PRACTICE
    assert len(kept.evidence) == len(before.evidence)
    person.click(page.continue_button)
    at(person, "FUN-1.2")
    assert person.window.workspace.instrument.rules.level_name(2)[person.code] in (
        person.page(IndicatorPage).cards.last_time.text()
    )
