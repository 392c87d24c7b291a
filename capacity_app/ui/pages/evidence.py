"""Evidence: the register of what the organisation can show, and the form of one item."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from capacity_app.model.assessment import Assessment, State
from capacity_app.model.evidence import EvidenceItem
from capacity_app.ui import ask
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step
from capacity_app.ui.widgets.empty import EmptyState
from capacity_app.ui.widgets.evidence_copy import CopyDeeds, files_in, take_in
from capacity_app.ui.widgets.evidence_form import OTHER, EvidenceForm
from capacity_app.ui.widgets.evidence_table import EvidenceModel, EvidenceTable
from capacity_app.ui.widgets.page import Page
from capacity_app.ui.widgets.text import button, card, label
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import assess, evidence_copies


class EvidencePage(Page):
    """The table above, the form of the chosen item below it while it is open."""

    name = "evidence"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.table: EvidenceTable | None = None
        self.form: EvidenceForm | None = None
        self._focus: QWidget | None = None
        self._open_ref = ""
        self._left: dict[str, object] = {}
        self.copies: CopyDeeds | None = None
        self.setAcceptDrops(True)
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._scroll_to_form)

    def show_with(self, **arguments: object) -> None:
        """Read the register; ``ref`` opens an item, "new" an empty form.

        A form that was left unfinished is taken up again, in the same assessment only.
        """
        left = arguments if "draft" in arguments else self._left
        self._left = {}
        if left.get("assessment") != self.workspace.open_assessment.id:
            left = {}
        self._build(str(arguments.get("ref") or left.get("ref", "")))
        draft = left.get("draft")
        if self.form is not None and isinstance(draft, dict) and left["ref"] == self._open_ref:
            self.form.take_up(draft)

    def leave(self) -> None:
        """Remember what is being filled in: it counts once it is kept, and is not lost."""
        self._left = self.arguments()

    def stop(self) -> None:
        """Let a copy that is being made come to its end."""
        if self.copies is not None:
            self.copies.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here, while the register can be changed."""
        if files_in(event.mimeData()) and not self._locked:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Name what was dropped; asked once the other program has its drag back."""
        dropped = files_in(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.take_in(dropped))

    def take_in(self, dropped: list[Path]) -> None:
        """Name a dropped file as a new item, and ask whether to keep a copy of it."""
        ref, why_not = take_in(self.workspace, dropped)
        if not ref:
            self._wrong.setText(why_not)
            self._wrong.setVisible(bool(why_not))
            return
        self._after(ref)
        if self.copies is not None:
            self.copies.offer(ref, dropped[0])

    def first_focus(self) -> QWidget | None:
        """The form when it is open, else the table or the step that starts it."""
        return self.form or self.table or self._focus

    def arguments(self) -> dict[str, object]:
        """The item whose form is open, and what is filled in."""
        if self.form is None:
            return {}
        return {
            "assessment": self.workspace.open_assessment.id,
            "ref": self._open_ref,
            "draft": self.form.draft(),
        }

    @property
    def _locked(self) -> bool:
        return self.workspace.open_assessment.state is not State.DRAFT

    def _build(self, ref: str = "", chosen: str = "") -> None:
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: the press that led here may still be on its way
        self.clear()
        if self.copies is not None:
            self.copies.stop()
        self.table, self.form, self._focus, self.copies = None, None, None, None
        self._open_ref = ref
        self.title.setText(_("Evidence"))
        items = self.workspace.open_assessment.evidence
        self._wrong = label("", tone="danger")
        self._wrong.hide()
        self.body.addWidget(self._wrong)
        if self._locked:
            text = _("This assessment is signed off: its evidence can be read, not changed.")
            self.body.addWidget(label(text, tone="muted"))
        if items:
            self._show_register(items, ref or chosen)
        if ref and not self._locked:
            self._show_form(ref)
        elif not items and not self._locked:
            self._show_empty()
        self.body.addStretch(1)

    def _show_empty(self) -> None:
        empty = EmptyState(
            self.theme,
            _("No evidence is named yet"),
            _(
                "Here stands what you can show a partner: title, date, and where the paper is "
                "kept. The papers themselves stay where they are. A file can be dropped here."
            ),
            _("Name the first item"),
            lambda: self._edit("new"),
        )
        self._focus = empty.step
        self.body.addWidget(empty)

    def _show_register(self, items: list[EvidenceItem], chosen: str) -> None:
        assessment = self.workspace.open_assessment
        intro = ngettext("{n} item is named.", "{n} items are named.", len(items))
        self.body.addWidget(label(intro, tone="muted"))
        model = EvidenceModel(
            self.theme, items, dict(self._kinds()), _uses(assessment), self.workspace.today
        )
        self.table = EvidenceTable(self.theme, model)
        self.table.choose(chosen or items[0].ref)
        self.body.addWidget(self.table)
        self.copies = CopyDeeds(self.workspace)
        self.copies.changed.connect(self._after)
        if self._open_ref:
            # The form comes to its place once the rows above it have theirs.
            once = Qt.ConnectionType.SingleShotConnection
            self.table.settled.connect(self._reveal.start, once)
            return
        if not self._locked:
            self.table.item_opened.connect(self._edit)
            self.body.addLayout(self._deeds())
        self.body.addWidget(self.copies)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._enable())
        self._enable()

    def _deeds(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(self.theme.gap(2))
        self.add_button = button(_("Name another item"), lambda: self._edit("new"), "primary")
        self.edit_button = button(_("Change"), self._edit_chosen)
        self.remove_button = button(_("Remove"), self._remove_chosen, "danger")
        for each in (self.add_button, self.edit_button, self.remove_button):
            across.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        return across

    def _enable(self) -> None:
        ref = self.table.chosen() if self.table is not None else ""
        if self.copies is not None:
            self.copies.show_for(self._item(ref), self._locked)
        if not self._locked:
            self.edit_button.setEnabled(bool(ref))
            self.remove_button.setEnabled(bool(ref))

    def _edit_chosen(self) -> None:
        if self.table is not None and self.table.chosen():
            self._edit(self.table.chosen())

    def _edit(self, ref: str) -> None:
        self._build(ref)
        if self.form is not None:
            self.form.setFocus()

    def _scroll_to_form(self) -> None:
        frame = self.form.parentWidget() if self.form is not None else None
        if frame is not None:
            top = frame.mapTo(self._column, QPoint(0, 0)).y()
            self._area.verticalScrollBar().setValue(top)

    def _show_form(self, ref: str) -> None:
        item = self._item(ref)
        frame, layout = card(self.theme)
        heading = _("Another item") if item is None else item.title
        layout.addWidget(label(heading, Step.CARD))
        self.form = EvidenceForm(self.theme, self._kinds(), item)
        self.form.kept.connect(self._keep)
        self.form.cancelled.connect(self._cancel)
        layout.addWidget(self.form)
        self.body.addWidget(frame)

    def _item(self, ref: str) -> EvidenceItem | None:
        items = self.workspace.open_assessment.evidence
        return next((item for item in items if item.ref == ref), None)

    def _keep(self, fields: dict[str, object]) -> None:
        store, ref = self.workspace.store, self._open_ref
        if self._item(ref) is None:
            item = EvidenceItem("", "")
            for name, value in fields.items():
                setattr(item, name, value)
            done = self.workspace.do(lambda each: assess.add_evidence(store, each, item))
            ref = item.ref
        else:
            done = self.workspace.do(
                lambda each: assess.change_evidence(store, each, ref, **fields)
            )
        if done:  # else the form stays with what was typed, and the window says why
            self._after(ref)

    def _cancel(self) -> None:
        self._after("" if self._open_ref == "new" else self._open_ref)

    def _after(self, chosen: str) -> None:
        self._left = {}
        self._build(chosen=chosen)
        self.show_saved()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _remove_chosen(self) -> None:
        ref = self.table.chosen() if self.table is not None else ""
        item = self._item(ref)
        if item is None:
            return
        used = len(_uses(self.workspace.open_assessment).get(ref, []))
        if not ask.confirm(*_question(item.title, used), dangerous=True):
            return
        store = self.workspace.store
        if self.workspace.do(lambda each: assess.remove_evidence(store, each, ref)):
            evidence_copies.sweep(store, self.workspace.data_dir)
            self._after("")

    def _kinds(self) -> list[tuple[str, str]]:
        """Every kind of proof the question bank knows, in the order of the words."""
        kinds: dict[str, str] = {}
        for indicator in self.workspace.instrument.indicators:
            for kind in indicator.evidence_types:
                kinds.setdefault(kind.id, kind.text[words().code])
        ordered = sorted(kinds.items(), key=lambda pair: pair[1].casefold())
        return [*ordered, (OTHER, _("Something else"))]


def _uses(assessment: Assessment) -> dict[str, list[str]]:
    """Ids of the indicators each item is named for, by the item's ref."""
    uses: dict[str, list[str]] = {}
    for answer in assessment.answers.values():
        for item in answer.evidence:
            uses.setdefault(item.ref, []).append(answer.indicator)
    return {ref: sorted(ids) for ref, ids in uses.items()}


def _question(title: str, used: int) -> tuple[str, str, str]:
    text = _("Remove {title} from the register?", title=title)
    detail = _("No question names it as proof.")
    if used:
        detail = ngettext(
            "{n} question names it as proof and loses it. A standard that has no other proof is "
            "no longer met.",
            "{n} questions name it as proof and lose it. A standard that has no other proof is "
            "no longer met.",
            used,
        )
    return text, _("Remove"), detail
