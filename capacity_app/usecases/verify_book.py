"""A workbook's cells against the fingerprints, and the content, that it carries."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from string import ascii_uppercase
from typing import Any, Final

from capacity_app.exchange.bank_cells import Rows, Value, letter_of
from capacity_app.exchange.workbook_check import DAY, FORMULA, Carried, Change
from capacity_app.i18n import N_, Language, Words
from capacity_app.model.fingerprint import EPOCH, fingerprint
from capacity_app.model.plan import Currency, Funding, Priority, Status, SupporterKind
from capacity_app.model.plan_sheet import REF, TAGS, plain
from capacity_app.model.scoring import rounded
from capacity_app.usecases.verify_findings import FIELDS, SECTIONS, Finding
from capacity_app.vocabulary import every_word, word

_LONGEST: Final = 30_000  # longer texts go on in another sheet
_FREE: Final = (
    *("indicator", "baseline", "target", "action", "deliverable", "reason", "responsible"),
    *("supported_by", "cost", "currency", "rate", "rate_date", "start", "due", "percent"),
    *("completed_on", "completion_evidence", "verified_on"),
)
_CHOICES: Final = {
    "priority": Priority,
    "funding": Funding,
    "status": Status,
    "supporter_kind": SupporterKind,
    "currency": Currency,
}
_LEVEL: Final = "#capacity+num"
_SCORES: Final = "#capacity+name"  # a column only the sheet of scores has
_FROM, _TO = date(1990, 1, 1), date(2070, 1, 1)
_ALL: Final = tuple(Words(language) for language in Language)


def named(changes: list[Change], content: Mapping[str, Any]) -> list[Finding]:
    """The changed cells as findings, each with its old value where that can be told."""
    if not changes:
        return []
    guesses = _Guesses(content)
    gone = {  # what a missing row began with
        (change.sheet, change.cell[1:]): guesses.value(change.old) or ""
        for change in changes
        if change.cell[:1] == "A" and change.cell[1:].isdecimal() and change.old
    }
    return [_finding(change, guesses, gone) for change in changes]


def _finding(change: Change, guesses: "_Guesses", gone: Mapping[tuple[str, str], str]) -> Finding:
    day = change.old.endswith(DAY)
    new = None if change.new is None else _shown(change.new, day)
    old = guesses.value(change.old) if change.old else None
    row = change.row or gone.get((change.sheet, change.cell.lstrip(ascii_uppercase)), "")
    added = not change.old and change.new is not None
    return Finding(change.sheet, change.cell, row[:60], change.column, old, new, added)


class _Guesses:
    """Finds the value behind a fingerprint among all that a report may well say.

    A fingerprint cannot be turned round, but the values of a report are few.
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._known: dict[str, str] = {}
        for tenth in range(51):
            self._add(tenth / 10)
        for percent in range(101):
            self._known[fingerprint(percent / 100)] = f"{percent}%"
        for number in range(1001):
            self._add(number)
        for text in every_word(_ALL):
            self._add(text)
        self._take(content)
        self._days: dict[str, str] = {}

    def value(self, print_: str) -> str | None:
        """The value, or None when it is none of them."""
        if not print_.endswith(DAY):
            return self._known.get(print_.rstrip(FORMULA))
        if not self._days:
            days = (_FROM + timedelta(n) for n in range((_TO - _FROM).days))
            self._days = {fingerprint(day): day.isoformat() for day in days}
        return self._days.get(print_.removesuffix(DAY))

    def _add(self, value: Value) -> None:
        self._known[fingerprint(value)] = _shown(value)

    def _take(self, value: object) -> None:
        if isinstance(value, Mapping):
            for item in value.values():
                self._take(item)
        elif isinstance(value, list):
            for item in value:
                self._take(item)
        elif isinstance(value, str | int | float):
            self._add(value)
            if isinstance(value, str) and value[:1].isdigit() and "/" not in value:
                self._take_number(value)

    def _take_number(self, text: str) -> None:
        try:
            self._add(float(text))
        except ValueError:
            return


def against_content(carried: Carried, content: Mapping[str, Any]) -> Iterator[Finding]:
    """Where the sheets of plan, scores and sums say something else than the content does.

    Fingerprints can be computed anew by whoever changes a value; the content stands behind the
    content code, so that this holds for everybody who was told the code.
    """
    seen: set[str] = set()
    for title, rows in carried.sheets.items():
        if title != carried.own:
            tagged = next((n for n in sorted(rows)[:25] if _is_tagged(rows[n])), 0)
            tags = {str(tag): place for place, tag in rows.get(tagged, {}).items()}
            if REF in tags and TAGS["action"] in tags:
                seen.add("plan")
                yield from _plan(title, rows, tagged, tags, content)
            elif _SCORES in tags:
                seen.add("answers")
                yield from _levels(title, rows, tagged, tags, content)
    for section in ("answers", "plan"):
        if content[section] and section not in seen:
            yield Finding(SECTIONS[section], "", "", "", str(len(content[section])), None)
    yield from _sums(carried, content)


def _is_tagged(row: Mapping[int, Value]) -> bool:
    return sum(str(value).startswith("#") for value in row.values()) > 2


def _plan(
    title: str, rows: Rows, tagged: int, tags: Mapping[str, int], content: Mapping[str, Any]
) -> Iterator[Finding]:
    actions = {str(action["ref"]): action for action in content["plan"]}
    for number, row in rows.items():
        ref = str(row.get(tags[REF], "")) if number > tagged else ""
        action = actions.pop(ref, None)
        if action is None:
            if ref and row.get(tags[TAGS["action"]]):  # nobody planned it, or it stands twice
                cell = f"{letter_of(tags[REF])}{number}"
                yield Finding(title, cell, ref, "", None, ref, added=True)
            continue
        for field, tag in TAGS.items():
            place = tags.get(tag)
            given = row.get(place, "") if place else None
            if given is not None and not _agree(field, action.get(field), given):
                cell, old = f"{letter_of(place or 1)}{number}", str(action.get(field) or "–")
                yield Finding(title, cell, str(action["ref"]), FIELDS[field], old, _shown(given))
    for ref in actions:
        yield Finding(title, "", ref, "", ref, None)


def _agree(field: str, said: Any, given: Value) -> bool:
    """Whether a cell says what the content does, in whichever language."""
    if field in _CHOICES:
        if said is None:
            return given == ""
        kinds = [_CHOICES[field](said)]
        if field == "status":  # what is past its date shows as delayed
            kinds.append(Status.DELAYED)
        return given == said or any(given == word(kind, words) for kind in kinds for words in _ALL)
    if field not in _FREE:
        return True
    if said is None or said == "":
        return given == ""
    if isinstance(said, str) and len(said) > _LONGEST:
        return True
    if not isinstance(given, str):
        return _number(field, said) == fingerprint(given)
    return plain(said) == plain(given)


def _number(field: str, said: Any) -> str:
    """The fingerprint of the number a cell has for a value of the content."""
    if field == "percent":
        return fingerprint(said / 100)
    if isinstance(said, str) and said.count("-") == 2:
        return fingerprint(date.fromisoformat(said))
    try:
        return fingerprint(float(said))
    except ValueError:
        return ""


def _levels(
    title: str, rows: Rows, tagged: int, tags: Mapping[str, int], content: Mapping[str, Any]
) -> Iterator[Finding]:
    levels = {str(answer["indicator"]): answer.get("level") for answer in content["answers"]}
    code, place = tags.get(TAGS["indicator"], 1), tags.get(_LEVEL, 0)
    for number, row in rows.items():
        level = levels.pop(str(row.get(code, "")), None) if number > tagged else None
        if level is not None and row.get(place) != level:
            cell, given = f"{letter_of(place)}{number}", row.get(place)
            new = None if given is None else _shown(given)
            yield Finding(title, cell, str(row.get(code)), FIELDS["level"], str(level), new)
    for indicator, level in levels.items():
        if level is not None:
            yield Finding(title, "", indicator, FIELDS["level"], str(level), None)


def _sums(carried: Carried, content: Mapping[str, Any]) -> Iterator[Finding]:
    """The scores of domains and areas, wherever a table has a column of them."""
    sums = {**content["domains"], **content["areas"]}
    for title, rows in carried.sheets.items():
        for number in carried.heads.get(title, ()):
            place = _place_of(N_("Score"), rows.get(number, {}))
            if place:
                yield from _scores(title, rows, number, place, sums)


def _scores(
    title: str, rows: Rows, head: int, place: int, sums: Mapping[str, Mapping[str, Any]]
) -> Iterator[Finding]:
    number = head + 1
    while (row := rows.get(number)) and str(row.get(1)) in sums:
        score = sums[str(row.get(1))].get("score")
        old = "–" if score is None else rounded(Fraction(score))
        given = row.get(place, "")
        shown = "–" if given == "" else f"{float(given):.1f}" if _is_number(given) else str(given)
        if shown != old:
            cell = f"{letter_of(place)}{number}"
            yield Finding(title, cell, str(row.get(1)), N_("Score"), old, _shown(given))
        number += 1


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float)


def _place_of(message: str, row: Mapping[int, Value]) -> int:
    names = {words.gettext(message) for words in _ALL}
    return next((place for place, value in row.items() if value in names), 0)


def _shown(value: Value, day: bool = False) -> str:
    if day and isinstance(value, int) and 0 < value < 80_000:
        return (EPOCH + timedelta(value)).isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
