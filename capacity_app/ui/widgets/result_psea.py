"""The PSEA card of the results: capacity, the eight standards and their elements, clock, UNICEF."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from capacity_app.model.assessment import ElementAnswer
from capacity_app.model.instrument import Indicator
from capacity_app.model.psea import Psea, Standard
from capacity_app.ui.language import _, ngettext, words
from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets import result_reasons
from capacity_app.ui.widgets.disclosure import Disclosure
from capacity_app.ui.widgets.flow_grid import FlowGrid
from capacity_app.ui.widgets.psea_boxes import StandardMark, psea_boxes, shape_of
from capacity_app.ui.widgets.text import card, label, rule
from capacity_app.usecases.results import Results
from capacity_app.vocabulary import word


def psea_card(
    theme: Theme, results: Results, psea: Psea, opened: Callable[[str], object]
) -> QWidget:
    """All of it on one card."""
    frame, layout = card(theme)
    layout.addWidget(label(_("The UN's eight PSEA core standards"), Step.CARD))
    layout.addWidget(_capacity(theme, results, psea))
    boxes = psea_boxes(theme, results, psea.standards, opened)
    elements = Disclosure(
        theme,
        _("What each standard asks, and what was answered"),
        lambda: _elements(theme, results, psea),
    )
    layout.addWidget(opening(theme, boxes, [elements]))
    layout.addWidget(_clock(theme, results, psea))
    layout.addWidget(_unicef(theme, results, psea))
    layout.addWidget(label(_("Do not write names or cases."), Step.NOTE))
    return frame


def opening(theme: Theme, above: QWidget, openers: Sequence[Disclosure]) -> QWidget:
    """Something with the buttons that open more of it, and what they open below."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.gap(1))
    column.addWidget(above)
    across = QHBoxLayout()
    across.setSpacing(theme.gap(2))
    for opener in openers:
        across.addWidget(opener)
    across.addStretch(1)
    column.addLayout(across)
    for opener in openers:
        column.addWidget(opener.panel)
    return whole


def why(theme: Theme, figure: str, make: Callable[[], QWidget]) -> Disclosure:
    """The button that opens a figure's rule and inputs."""
    return Disclosure(theme, _("Why?"), make, _("Why? {figure}", figure=figure))


def stacked(parts: Sequence[QWidget]) -> QWidget:
    """Parts below one another, close together."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    return whole


def _capacity(theme: Theme, results: Results, psea: Psea) -> QWidget:
    name = results.instrument.rules.psea.names[psea.capacity.value][words().code]
    lines = [
        label(
            _(
                "Self-assessed: {capacity} (UN 8 core standards), not a UN determination",
                capacity=name,
            ),
            bold=True,
        ),
        label(
            _(
                "{met} of {all} standards met or not applicable",
                met=words().number(psea.met + psea.not_applicable),
                all=words().number(len(psea.standards)),
            )
        ),
    ]
    if psea.provisional:
        lines.insert(1, label(_provisional(psea), tone="attention"))
    reason = why(
        theme, _("PSEA capacity"), lambda: result_reasons.capacity_reason(theme, results, psea)
    )
    return opening(theme, stacked(lines), [reason])


def _provisional(psea: Psea) -> str:
    n = sum(standard is Standard.OPEN for standard in psea.standards.values())
    return ngettext(
        "Provisional: {n} standard is still open and counts as not met.",
        "Provisional: {n} standards are still open and count as not met.",
        n,
    )


def _clock(theme: Theme, results: Results, psea: Psea) -> QWidget:
    dates = (
        (_("Improvement plan done by"), psea.plan_due),
        (_("At the latest by"), psea.plan_latest),
        (_("Reassess by"), psea.reassess_by),
    )
    parts = [
        stacked([label(name, Step.NOTE), label(words().date(day), bold=True)])
        for name, day in dates
    ]
    reason = why(theme, _("PSEA dates"), lambda: result_reasons.dates_reason(theme, results))
    return opening(theme, FlowGrid(theme, parts, 24, (3, 1)), [reason])


def _unicef(theme: Theme, results: Results, psea: Psea) -> QWidget:
    text = _("UNICEF equivalent: no total while a standard is open")
    if psea.unicef_total is not None and psea.unicef_risk is not None:
        names = results.instrument.rules.psea.unicef_names
        text = _(
            "UNICEF equivalent: {total} of 18, {risk}, self-assessed",
            total=words().number(psea.unicef_total),
            risk=names[psea.unicef_risk.value][words().code],
        )
    lines = [label(text)]
    for source in results.instrument.rules.sources:
        if source.rule == "psea.unicef":
            lines.append(label(result_reasons.source_line(source), Step.NOTE))
    reason = why(
        theme, _("UNICEF equivalent"), lambda: result_reasons.unicef_reason(theme, results, psea)
    )
    return opening(theme, stacked(lines), [reason])


def _elements(theme: Theme, results: Results, psea: Psea) -> QWidget:
    """Every standard with its elements: what went into where it stands."""
    frame, layout = card(theme, "soft")
    for place, (id, standard) in enumerate(psea.standards.items()):
        if place:
            layout.addWidget(rule())
        title = result_reasons.id_and_title(results, id)
        said = _("{title}: {said}", title=title, said=word(standard, words()))
        layout.addWidget(label(said, bold=True))
        layout.addWidget(_answers(theme, results, results.instrument.indicator(id)))
        for line in _level_lines(results, id):
            layout.addWidget(label(line, Step.NOTE))
    return frame


def _answers(theme: Theme, results: Results, standard: Indicator) -> QWidget:
    """A row for each element: its shape, its text, the answer's word."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.gap(2))
    grid.setVerticalSpacing(theme.gap(1))
    answer = results.assessment.answer(standard.id)
    rows = [(each.text[words().code], answer.elements.get(each.id)) for each in standard.elements]
    if standard.sustained is not None:
        text = _("Beyond that: {text}", text=standard.sustained[words().code])
        rows.append((text, answer.sustained))
    for line, (text, given) in enumerate(rows):
        grid.addWidget(StandardMark(theme, shape_of(given), 3), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text), line, 1)
        grid.addWidget(label(_given(given)), line, 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 5)
    grid.setColumnStretch(2, 1)
    return whole


def _given(given: ElementAnswer | None) -> str:
    return _("Not answered yet") if given is None else word(given, words())


def _level_lines(results: Results, id: str) -> Iterator[str]:
    answer, level = results.assessment.answer(id), results.scores.levels.get(id)
    if answer.not_applicable:
        yield _("Not applicable, because: {reason}", reason=answer.not_applicable)
        return
    n = len(answer.evidence)
    yield ngettext("{n} proof is named", "{n} proofs are named", n)
    if level is not None:
        said = result_reasons.level_words(results, level)
        yield _("Level by these answers: {level}", level=said)
