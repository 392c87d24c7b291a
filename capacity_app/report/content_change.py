"""The part of a report about what changed since the assessment before, and what its plan did."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from capacity_app.i18n import N_, Words
from capacity_app.model.comparison import Comparison, Direction, Shift, StandardShift, compare
from capacity_app.model.instrument import Domain
from capacity_app.model.moved import Moved, Outcome, moved
from capacity_app.model.plan import Action, Status
from capacity_app.model.scoring import rounded
from capacity_app.report.content_parts import (
    ChangePart,
    LevelLine,
    MovedLine,
    MovedPart,
    ShiftLine,
    StandardLine,
)
from capacity_app.report.content_scores import Before, Source
from capacity_app.vocabulary import word

COUNTED = {
    Direction.HIGHER: N_("Moved up"),
    Direction.SAME: N_("The same"),
    Direction.LOWER: N_("Moved down"),
}


def change_part(source: Source) -> ChangePart | None:
    """How it compares with the one before, over the questions answered both times."""
    if source.before is None:
        return None
    words, before = source.words, source.before
    found = compare(source.instrument, before.scores, source.scores)
    single = source.sight.single_answers
    standards = found.standards if single else ()
    return ChangePart(
        said=_comparable(found, words),
        rule=_rule(source, before),
        legend=(
            words.gettext(N_("Before: {date}"), date=words.date(before.assessment.date)),
            words.gettext(N_("Now: {date}"), date=words.date(source.assessment.date)),
        ),
        counts=_counts(found, words),
        domains=tuple(
            _domain(source, found, domain, shift)
            for shift in found.domains
            for domain in source.instrument.domains
            if domain.id == shift.id
        ),
        standards=tuple(_standard(source, s) for s in standards if s.before is not s.now),
        standards_note=_same_standards(standards, words),
        moved=_moved_lists(source, found) if single else (),
    )


def _comparable(found: Comparison, words: Words) -> str:
    n = len(found.indicators)
    if not n:
        return words.gettext(N_("Nothing can be compared: no question has a level both times."))
    return words.gettext(
        N_(
            "Comparable: {n} of {all} questions, answered both times. "
            "{up} moved up, {same} the same, {down} moved down."
        ),
        n=words.number(n),
        all=words.number(found.applicable),
        up=words.number(found.count(Direction.HIGHER)),
        same=words.number(found.count(Direction.SAME)),
        down=words.number(found.count(Direction.LOWER)),
    )


def _rule(source: Source, before: Before) -> str:
    words = source.words
    said = [
        words.gettext(
            N_(
                "Only questions with a level both times are compared. An area is the mean of its "
                "comparable questions, a domain the mean of its comparable areas, so these figures "
                "can differ from the scores above. The change is that of the two figures shown."
            )
        )
    ]
    if before.assessment.instrument_digest != source.assessment.instrument_digest:
        said.append(
            words.gettext(
                N_(
                    "The earlier one was answered with another edition of the questions; those "
                    "with the same number are compared."
                )
            )
        )
    return " ".join(said)


def _counts(found: Comparison, words: Words) -> tuple[tuple[str, int], ...]:
    counted = [
        (words.gettext(N_("Applicable")), found.applicable),
        (words.gettext(N_("Comparable")), len(found.indicators)),
    ]
    counted += [(words.gettext(name), found.count(way)) for way, name in COUNTED.items()]
    return tuple(counted)


def _domain(source: Source, found: Comparison, domain: Domain, shift: Shift) -> ShiftLine:
    code = source.words.code
    titles = {area.id: area.title[code] for area in domain.areas}
    areas = (
        _shift(area, titles[area.id], source.words) for area in found.areas if area.id in titles
    )
    return _shift(shift, domain.title[code], source.words, tuple(areas))


def _shift(shift: Shift, title: str, words: Words, areas: tuple[ShiftLine, ...] = ()) -> ShiftLine:
    before, now = rounded(shift.before), rounded(shift.now)
    return ShiftLine(
        id=shift.id,
        title=title,
        before=Decimal(before),
        now=Decimal(now),
        before_shown=words.number(before),
        now_shown=words.number(now),
        places=(float(shift.before), float(shift.now)),
        difference=shift.shown_difference,
        change_shown=_change(shift.shown_difference, words),
        areas=areas,
    )


def _change(difference: Decimal, words: Words) -> str:
    """The change of the two figures as they are shown: up 0.8, down 0.3, the same."""
    if not difference:
        return words.gettext(N_("the same"))
    amount = words.number(str(abs(difference)))
    return words.gettext(N_("up {n}") if difference > 0 else N_("down {n}"), n=amount)


def _standard(source: Source, shift: StandardShift) -> StandardLine:
    words = source.words
    said = words.gettext(
        N_("{before}, now {now}"), before=word(shift.before, words), now=word(shift.now, words)
    )
    return StandardLine(shift.id, source.instrument.indicator(shift.id).title[words.code], said)


def _same_standards(shifts: Iterable[StandardShift], words: Words) -> str:
    n = sum(shift.before is shift.now for shift in shifts)
    if not n:
        return ""
    return words.ngettext("{n} standard is as it was", "{n} standards are as they were", n)


def _moved_lists(
    source: Source, found: Comparison
) -> tuple[tuple[str, tuple[LevelLine, ...]], ...]:
    words = source.words
    return tuple(
        (
            f"{words.gettext(COUNTED[way])} ({words.number(len(shifts))})",
            tuple(_level_line(source, shift) for shift in shifts),
        )
        for way in (Direction.HIGHER, Direction.LOWER)
        if (shifts := found.moved(way))
    )


def _level_line(source: Source, shift: Shift) -> LevelLine:
    before, now = int(shift.before), int(shift.now)
    changed = source.assessment.answer(shift.id).changed
    return LevelLine(
        indicator=shift.id,
        title=source.instrument.indicator(shift.id).title[source.words.code],
        before=before,
        before_name=source.level_name(before),
        now=now,
        now_name=source.level_name(now),
        why="" if changed is None else word(changed, source.words),
    )


def moved_part(source: Source, today: date) -> MovedPart | None:
    """What became of the plan of the assessment that this one follows; single actions only."""
    before, words = source.before, source.words
    if before is None or not source.sight.single_answers:
        return None
    earlier, own = before.assessment, source.assessment
    if earlier.id != own.previous_id or not earlier.plan:
        return None
    found = moved(earlier.plan, own.plan, before.scores.levels, source.scores.levels)
    actions = [action for each in found for action in each.actions]
    done = sum(action.status is Status.COMPLETED for action in actions)
    return MovedPart(
        said=words.gettext(
            N_("Plan of {date}: {done} of {all} actions completed."),
            date=words.date(earlier.date),
            done=words.number(done),
            all=words.number(len(actions)),
        ),
        rule=words.gettext(
            N_(
                "Every action of the earlier plan stands with its question and the status it has "
                "now, in the earlier plan or in this one. Moved up means a higher level than last "
                "time. What moved together need not be cause and effect."
            )
        ),
        groups=tuple(
            _group(source, outcome, lines, today)
            for outcome in Outcome
            if (lines := [each for each in found if each.outcome is outcome])
        ),
    )


def _group(
    source: Source, outcome: Outcome, found: list[Moved], today: date
) -> tuple[Outcome, str, tuple[MovedLine, ...]]:
    words = source.words
    heading = f"{word(outcome, words)} ({words.number(len(found))})"
    return outcome, heading, tuple(_moved_line(source, each, today) for each in found)


def _moved_line(source: Source, each: Moved, today: date) -> MovedLine:
    known = bool(each.indicator) and each.indicator in source.instrument
    title = source.instrument.indicator(each.indicator).title if known else None
    return MovedLine(
        indicator=each.indicator,
        title="" if title is None else title[source.words.code],
        levels_shown=_levels(source, each) if known else "",
        actions=tuple(_action(action, today, source.words) for action in each.actions),
    )


def _levels(source: Source, each: Moved) -> str:
    words = source.words
    if each.now is not None and each.before == each.now:
        return words.gettext(N_("Still {level}"), level=_level(source, each.now))
    return words.gettext(
        N_("{before}, now {now}"),
        before=_level(source, each.before),
        now=_level(source, each.now),
    )


def _level(source: Source, level: int | None) -> str:
    """ "3 Meets the standard", or that there is none."""
    if level is None:
        return source.words.gettext(N_("no level"))
    return f"{source.words.number(level)} {source.level_name(level)}"


def _action(action: Action, today: date, words: Words) -> tuple[str, str]:
    text = action.action.strip() or action.deliverable.strip() or action.ref
    return word(action.shown_status(today), words), text
