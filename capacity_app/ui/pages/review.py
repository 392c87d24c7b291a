"""Check your answers: every section's answers, what is open, the sign-off and what went before."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Assessment, Revision, State
from capacity_app.model.comparison import Direction
from capacity_app.model.contradictions import Doubt
from capacity_app.model.instrument import Domain, Indicator
from capacity_app.model.progress import Given, given, without_evidence
from capacity_app.model.psea import level_of
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.doubts import doubt_label, doubts_of
from capacity_app.ui.widgets.history_list import HistoryList
from capacity_app.ui.widgets.newer_bank import newer_bank
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.participants_form import ParticipantsForm
from capacity_app.ui.widgets.sign_off import SignedOff, SignOff, signed_by
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.usecases import assess, revisions
from capacity_app.vocabulary import word

START = Qt.AlignmentFlag.AlignLeading


class ReviewPage(Page):
    """ "Change" goes to the question and comes back to the list.

    With a ``revision`` it shows an older one, which can only be read.
    """

    name = "review"
    undoes = True

    def show_with(self, **arguments: object) -> None:
        """Read every answer."""
        self.clear()
        present = self.workspace.open_assessment
        wanted = arguments.get("revision")
        older = isinstance(wanted, int) and wanted != present.revision
        self._older = wanted if isinstance(wanted, int) and older else None
        store = self.workspace.store
        self._assessment = store.assessment(present.id, self._older) if older else present
        self._instrument = store.instrument_of(self._assessment)
        self._bare = set(without_evidence(self._instrument, self._assessment))
        self._is_draft = self._assessment.state is State.DRAFT and not older
        self._doubts = doubts_of(self.workspace) if self._is_draft else {}
        self._focus: QWidget | None = None
        self._add_top()
        newer = None if older else newer_bank(self.workspace, lambda: self.workspace.go("review"))
        if newer is not None:
            self.body.addWidget(newer)
        for domain in self._instrument.domains:
            self.body.addWidget(self._domain(domain))
        if not older:
            self._add_end()
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The first answer, or the way back from an older revision."""
        return self._focus

    def arguments(self) -> dict[str, object]:
        """The older revision shown, if it is one."""
        return {} if self._older is None else {"revision": self._older}

    # parts

    def _add_top(self) -> None:
        own = self._assessment
        number = words().number(own.revision)
        self.title.setText(_("Check your answers"))
        if self._older is not None:
            self.title.setText(_("Revision {n}", n=number))
            back = button(_("Back to the present revision"), lambda: self._go(None), "link")
            self.body.addWidget(back, 0, START)
            self._focus = back
        final = own.state is State.FINAL and self._older is None
        said = [_("Revision {n}", n=number), word(own.state, words())]
        said += [] if final else [signed_by(own)]
        if own.revision_reason:
            said.append(_("reopened because: {reason}", reason=own.revision_reason))
        self.body.addWidget(label(words().listed(part for part in said if part), tone="muted"))
        self.body.addWidget(self._signed_off() if final else self._sum_up())

    def _add_end(self) -> None:
        own = self._assessment
        self.people = Disclosure(self.theme, _("Who took part"), self._participants)
        self._disclose(self.people)
        if self._is_draft:
            self.sign_off = SignOff(self.workspace, own)
            self.sign_off.signed.connect(lambda: self.workspace.go("review"))
            self.body.addWidget(self.sign_off)
        results = button(_("See the results"), lambda: self.workspace.go("results"), "primary")
        self.body.addWidget(results, 0, START)
        for each in self.workspace.store.revisions(own.id):
            if each.revision != own.revision:
                self.body.addWidget(self._older_link(each), 0, START)
        entries = self.workspace.store.history(own.id)
        if entries:
            n = words().number(len(entries))
            self.history = Disclosure(self.theme, _("History ({n})", n=n), self._history)
            self._disclose(self.history)

    def _disclose(self, disclosure: Disclosure) -> None:
        self.body.addWidget(disclosure, 0, START)
        self.body.addWidget(disclosure.panel)

    def _signed_off(self) -> QWidget:
        made = self.signed_off = SignedOff(self.workspace, self._assessment)
        made.reopened.connect(lambda: self.workspace.go("review"))
        made.follow_up_requested.connect(lambda: self.workspace.go("setting", follow=True))
        return made

    def _participants(self) -> QWidget:
        form = self.participants = ParticipantsForm(self.theme, self._assessment.participants)
        form.setEnabled(self._is_draft)
        store = self.workspace.store
        form.kept.connect(
            lambda: self.workspace.do(
                lambda a: assess.change_setting(store, a, participants=form.participants())
            )
        )
        return form

    def _history(self) -> QWidget:
        store, own = self.workspace.store, self._assessment.id
        return HistoryList(self.theme, store.history(own), revisions.verify(store, own))

    def _older_link(self, older: Revision) -> QWidget:
        said = [_("Look at revision {n}", n=words().number(older.revision))]
        if older.signed_at is not None:
            day = words().date(older.signed_at.astimezone().date())
            said.append(_("signed off on {date}", date=day))
        return button(words().listed(said), lambda: self._go(older.revision), "link")

    def _go(self, revision: int | None) -> None:
        chosen = {} if revision is None else {"revision": revision}
        self.workspace.go("review", **chosen)

    def _sum_up(self) -> QWidget:
        frame, layout = card(self.theme, "soft")
        states = [given(each, self._assessment) for each in self._instrument.indicators]
        unanswered = sum(state in (Given.NOTHING, Given.BEGUN) for state in states)
        unknown = states.count(Given.DONT_KNOW)
        doubtful = sum(
            any(each.doubt is not Doubt.NO_PROOF for each in found)
            for found in self._doubts.values()
        )
        said = [
            ngettext(
                "{n} question is not answered yet.",
                "{n} questions are not answered yet.",
                unanswered,
            ),
            ngettext(
                "{n} was answered “don't know”; it stays open as a task.",
                "{n} were answered “don't know”; they stay open as tasks.",
                unknown,
            ),
            ngettext(
                "{n} answer of level 3 or 4 has no proof and no reason yet.",
                "{n} answers of level 3 or 4 have no proof and no reason yet.",
                len(self._bare),
            ),
        ]
        if doubtful:
            said.append(
                ngettext(
                    "{n} answer does not agree with another one or with the profile.",
                    "{n} answers do not agree with another one or with the profile.",
                    doubtful,
                )
            )
        for text in said:
            layout.addWidget(label(text))
        if shifts := self._shifts():
            layout.addWidget(label(shifts))
        return frame

    def _shifts(self) -> str:
        """How a follow-up compares with last time, where both were answered."""
        found = revisions.changes_since(self.workspace.store, self._assessment)
        if found is None or not found.indicators:
            return ""
        return _(
            "Compared with last time, where both were answered: {up} higher, {same} the same, "
            "{down} lower.",
            up=words().number(found.count(Direction.HIGHER)),
            same=words().number(found.count(Direction.SAME)),
            down=words().number(found.count(Direction.LOWER)),
        )

    def _domain(self, domain: Domain) -> QWidget:
        frame, layout = card(self.theme)
        layout.setSpacing(self.theme.gap(0.5))
        layout.addWidget(label(domain.title[words().code], Step.CARD))
        for indicator in domain.indicators:
            layout.addLayout(self._line(indicator, self._assessment))
            for finding in self._doubts.get(indicator.id, []):
                if finding.doubt is not Doubt.NO_PROOF:  # the line says so itself
                    layout.addWidget(doubt_label(finding))
            note = self._assessment.answer(indicator.id).note
            if self._older is not None and note:
                layout.addWidget(label(note, Step.NOTE))
        return frame

    def _line(self, indicator: Indicator, assessment: Assessment) -> QHBoxLayout:
        title = indicator.title[words().code]
        line = QHBoxLayout()
        line.setSpacing(self.theme.gap(3))
        line.addWidget(label(f"{ltr(indicator.id)}  {title}"), 3)
        text, tone = self._answer(indicator, assessment)
        line.addWidget(label(text, tone=tone), 2)
        if self._older is None:
            line.addWidget(self._link_to(indicator, title))
        return line

    def _link_to(self, indicator: Indicator, title: str) -> QWidget:
        go = lambda: self.workspace.go("indicator", indicator=indicator.id)  # noqa: E731
        made = button(_("Change") if self._is_draft else _("Look"), go, "link")
        said = _("Change {title}", title=title)
        made.setAccessibleName(said if self._is_draft else _("Look at {title}", title=title))
        self._focus = self._focus or made
        return made

    def _answer(self, indicator: Indicator, assessment: Assessment) -> tuple[str, str]:
        answer = assessment.answers.get(indicator.id)
        match given(indicator, assessment):
            case Given.NOT_APPLICABLE:
                return _("Not applicable"), "muted"
            case Given.DONT_KNOW:
                return _("Don't know"), "attention"
            case Given.NOTHING | Given.BEGUN:
                return _("Open"), "attention"
        level = level_of(indicator, answer) or 1
        name = self._instrument.rules.level_name(level)[words().code]
        text = f"{words().number(level)} · {name}"
        if indicator.id in self._bare:
            return words().listed([text, _("no proof named")]), "attention"
        return text, ""
