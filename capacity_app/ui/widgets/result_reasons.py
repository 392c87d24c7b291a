"""Why a figure is what it is: its rule in words, and what went into it."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from capacity_app.i18n import ltr
from capacity_app.model.crosswalk import Framework, elsewhere
from capacity_app.model.instrument import Area, Band, Domain, Source
from capacity_app.model.psea import Psea, Standard
from capacity_app.model.scoring import Score, rounded
from capacity_app.ui.language import _, words
from capacity_app.ui.theme import Theme
from capacity_app.ui.widgets.bars import answered_of, shown_score
from capacity_app.ui.widgets.text import card, label
from capacity_app.usecases.results import Compared, Results
from capacity_app.vocabulary import word


def reason_card(theme: Theme, rule: Sequence[str], inputs: Sequence[str]) -> QWidget:
    """The rule and its inputs on a soft card."""
    frame, outer = card(theme, "soft")
    column = QWidget()
    column.setMaximumWidth(theme.chars(90))
    # A box that runs across knows how wide the column comes out, and so how high its text is.
    across = QHBoxLayout()
    across.addWidget(column, 100)
    across.addStretch(1)
    outer.addLayout(across)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.gap(1))
    for heading, lines in ((_("The rule"), rule), (_("What went into it"), inputs)):
        if lines:
            layout.addWidget(label(heading, bold=True))
        for line in lines:
            layout.addWidget(label(line))
    return frame


def id_and_title(results: Results, indicator: str) -> str:
    """ "FUN-1.1 Valid legal registration", the code kept left to right."""
    title = results.instrument.indicator(indicator).title[words().code]
    return f"{ltr(indicator) if words().rtl else indicator} {title}"


def level_words(results: Results, level: int) -> str:
    """ "3 Meets the standard"."""
    name = results.instrument.rules.level_name(level)[words().code]
    return f"{words().number(level)} {name}"


def band_words(results: Results, score: Score) -> str:
    """The band's name, or why there is none."""
    rules = results.instrument.rules
    if score.band is not None:
        return rules.band(score.band).name[words().code]
    if score.score is None:
        return _("No score yet")
    return _("No band below {share} answered", share=least_share(results))


def domain_reason(theme: Theme, results: Results, domain: Domain) -> QWidget:
    """Why a domain has its score and its band."""
    score = results.scores.domains[domain.id]
    rule = [
        _(
            "The mean of its areas' scores. Areas without an answered question are left out. "
            "The figure is rounded to one decimal; the band is taken from the exact one."
        ),
        _("A band is shown once {share} of what applies is answered.", share=least_share(results)),
    ]
    inputs = [_area_line(results, area) for area in domain.areas]
    return reason_card(theme, [*rule, *_band_rules(results)], [*inputs, *_counted(score)])


def area_reason(theme: Theme, results: Results, area: Area) -> QWidget:
    """Why an area has its score."""
    score = results.scores.areas[area.id]
    levels = results.scores.levels
    rule = _("The mean of the levels answered, from 1 to 4. What is open does not count as 1.")
    inputs = [
        f"{id_and_title(results, indicator.id)}: {level_words(results, levels[indicator.id])}"
        for indicator in area.indicators
        if indicator.id in levels
    ]
    return reason_card(theme, [rule], [*inputs, *_counted(score)])


def capacity_reason(theme: Theme, results: Results, psea: Psea) -> QWidget:
    """Why the self-assessed PSEA capacity is what it is."""
    rules = results.instrument.rules.psea
    rule = [
        _(
            "A standard is met when every required element is yes and at least one proof is "
            "named. Standards met and standards that do not apply are counted: {full} or more is "
            "full, {medium} or more is medium, fewer is low. An open standard counts as not met.",
            full=words().number(rules.full_from),
            medium=words().number(rules.medium_from),
        ),
        *_sources(results, "psea.capacity"),
    ]
    return reason_card(theme, rule, list(_standards_counted(psea)))


def unicef_reason(theme: Theme, results: Results, psea: Psea) -> QWidget:
    """How the six standards of UNICEF are read from the eight."""
    rules = results.instrument.rules.psea
    rule = _(
        "Each of UNICEF's standards takes the lowest level of ours that belong to it, at most 3; "
        "one that does not apply counts as 3. Up to {high} is high risk, up to {moderate} is "
        "moderate, more is low. There is no total while a standard is open.",
        high=words().number(rules.unicef_high_max),
        moderate=words().number(rules.unicef_moderate_max),
    )
    inputs = [
        _("UNICEF {number}: {standards}", number=words().number(number), standards=names)
        for number, group in enumerate(rules.unicef_groups, 1)
        if (names := ", ".join(_standard_level(results, psea, id) for id in group))
    ]
    return reason_card(theme, [rule, *_sources(results, "psea.unicef")], inputs)


def dates_reason(theme: Theme, results: Results) -> QWidget:
    """What the dates of the PSEA clock are counted from."""
    rules = results.instrument.rules.psea
    rule = _(
        "Counted in calendar months from the day of the assessment: the plan after {plan}, at the "
        "latest after {latest}; the reassessment after {again}.",
        plan=words().number(rules.plan_months),
        latest=words().number(rules.plan_latest_months),
        again=words().number(rules.reassess_months),
    )
    day = _("Day of the assessment: {date}", date=words().date(results.assessment.date))
    return reason_card(theme, [rule, *_sources(results, "psea.capacity")], [day])


def ranking_reason(theme: Theme) -> QWidget:
    """How the lists of strongest and weakest are made."""
    rule = _(
        "Answered questions are put in order of their level. Where levels are the same, what is "
        "critical for funders comes first, then what is more important."
    )
    return reason_card(theme, [rule], [])


def comparison_reason(theme: Theme, results: Results, found: Compared) -> QWidget:
    """How two assessments are compared, and which."""
    rule = [
        _(
            "Only questions with a level both times are compared. An area is the mean of its "
            "comparable questions, a domain the mean of its comparable areas, so these figures "
            "can differ from the scores above. The change is that of the two figures shown."
        )
    ]
    if not found.same_questions:
        rule.append(
            _(
                "The earlier one was answered with another edition of the questions; those "
                "with the same number are compared."
            )
        )
    comparison = found.comparison
    inputs = [
        _("Before: {date}", date=words().date(found.before.date)),
        _("Now: {date}", date=words().date(results.assessment.date)),
        _(
            "Left out, with no level one of the two times: {n}",
            n=words().number(comparison.applicable - len(comparison.indicators)),
        ),
    ]
    return reason_card(theme, rule, inputs)


def crosswalk_reason(theme: Theme, results: Results) -> QWidget:
    """How our levels are read on the scales of others."""
    rule = _(
        "Each question names the parts of other frameworks it speaks to. Where several speak to "
        "one part, the lowest level answered counts, as between two levels the lower does. A "
        "figure is given once {share} of what applies is answered.",
        share=least_share(results),
    )
    scale = [
        _(
            "Our level {level}: CHS {chs}, HACT risk {hact}, OCA {oca}",
            level=level_words(results, level.level),
            chs=_elsewhere(results, Framework.CHS, level.level),
            hact=_elsewhere(results, Framework.HACT, level.level),
            oca=_elsewhere(results, Framework.OCA, level.level),
        )
        for level in results.instrument.rules.scale
    ]
    return reason_card(theme, [rule, *_sources(results, "crosswalk")], scale)


def _elsewhere(results: Results, framework: Framework, level: int) -> str:
    return words().shown(elsewhere(results.instrument, framework, level)) or "–"


def moved_reason(theme: Theme) -> QWidget:
    """How actions and levels are put together."""
    rule = _(
        "Every action of the earlier plan stands with its question and the status it has now, in "
        "the earlier plan or in this one. Moved up means a higher level than last time. What "
        "moved together need not be cause and effect."
    )
    return reason_card(theme, [rule], [])


def _area_line(results: Results, area: Area) -> str:
    score = results.scores.areas[area.id]
    title = area.title[words().code]
    if any(each.weight != 1 for each in results.instrument.areas):
        weight = words().shown(rounded(area.weight, 2))
        return _(
            "{title}: {score}, weight {weight}",
            title=title, score=shown_score(score), weight=weight,
        )  # fmt: skip
    return _("{title}: {score}", title=title, score=shown_score(score))


def _counted(score: Score) -> Iterator[str]:
    yield answered_of(score)
    if score.not_applicable:
        yield _("Not applicable, left out: {n}", n=words().number(score.not_applicable))
    if score.met_levels:
        yield _(
            "At level 3 or more: {met}; of these with proof: {proven}",
            met=words().number(score.met_levels),
            proven=words().number(score.evidenced),
        )


def _band_rules(results: Results) -> Iterator[str]:
    for band in results.instrument.rules.bands:
        yield _band_rule(band)
    yield from _sources(results, "bands")


def _band_rule(band: Band) -> str:
    name = band.name[words().code]
    if band.below is None:
        return _("{band}: from there on", band=name)
    return _("{band}: below {limit}", band=name, limit=words().shown(rounded(band.below, 2)))


def _standards_counted(psea: Psea) -> Iterator[str]:
    for standard in Standard:
        ids = [id for id, status in psea.standards.items() if status is standard]
        if ids:
            names = ", ".join(ltr(id) if words().rtl else id for id in ids)
            yield _(
                "{status}: {n} ({standards})",
                status=word(standard, words()), n=words().number(len(ids)), standards=names,
            )  # fmt: skip


def _standard_level(results: Results, psea: Psea, id: str) -> str:
    level = results.scores.levels.get(id)
    shown = word(psea.standards[id], words()) if level is None else words().number(level)
    return _("{id} {level}", id=id, level=shown)


def _sources(results: Results, rule: str) -> Iterator[str]:
    for source in results.instrument.rules.sources:
        if source.rule == rule:
            yield source_line(source)


def source_line(source: Source) -> str:
    """Where a rule comes from and when it was last compared with its source."""
    text = _("Source: {source}; check the current version.", source=source.source[words().code])
    if source.verified_on is None:
        return text
    compared = _("Compared with it on {date}.", date=words().date(source.verified_on))
    return f"{text} {compared}"


def least_share(results: Results) -> str:
    """The share that has to be answered before a band is given."""
    return words().percent(int(rounded(results.instrument.rules.band_completeness * 100, 0)))
