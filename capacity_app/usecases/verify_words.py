"""What verifying a file came to, in words: the verdict first, then what it means and what not."""

from typing import Any, Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_, Words, ltr
from capacity_app.usecases.verify_findings import Finding, Here, Kind, Verdict, Verified

_WHOLE: Final = {
    Kind.WORKBOOK: N_("{file} is as it was written: every value on its sheets is unchanged."),
    Kind.PDF: N_("{file} is as it was written, byte for byte."),
    Kind.DOCUMENT: N_(
        "{file} can be read whole. It carries no code of its own, so compare the code below with "
        "the one that was printed or told."
    ),
    Kind.BACKUP: N_("{file} is a whole backup. It can be brought back."),
}
_HERE: Final = {
    Here.SAME: N_("What it was written with is exactly what this program holds."),
    Here.DIFFERS: N_("This program holds other values under the same revision."),
    Here.OTHER_REVISION: N_("This program holds this assessment, but not this revision of it."),
    Here.ABSENT: N_("This assessment is not in this program, so it was compared with itself only."),
}
_OTHER_CODE: Final = N_("{file} does not belong to that code: its content has the code {code}.")
_MEANING: Final = N_(
    "This shows changes made by accident or without care. Whoever knows how can change a file and "
    "all it carries. Only a code that reached you another way, on paper or by telephone, shows "
    "that: type it to compare."
)
_ONLY_SAVED: Final = N_(
    "Every figure that could be compared is as it was written, but another program has written "
    "the file anew or added to it. Ask for the file as it was sent."
)
_SUMS: Final = N_("It carries no content code, because it holds sums only, or no answers.")


def verdict(found: Verified, file: str, words: Words) -> str:
    """The one sentence that answers the question."""
    if found.verdict is Verdict.CHANGED:
        return words.ngettext(
            "{file} is not as it was written: {n} value was changed, is missing or was added.",
            "{file} is not as it was written: {n} values were changed, are missing or were added.",
            len(found.changes),
            file=file,
        )
    if found.verdict is Verdict.OTHER_CODE:
        return words.gettext(_OTHER_CODE, file=file, code=_code(found, words))
    if found.verdict is Verdict.DIFFERS:
        return words.ngettext(
            "{file} is whole, but {n} value is different in this program.",
            "{file} is whole, but {n} values are different in this program.",
            len(found.differences),
            file=file,
        )
    return words.gettext(_WHOLE[found.kind], file=file)


def notes(found: Verified, words: Words, compared: bool) -> list[str]:
    """What else is known, a sentence each; ``compared``: a code was given and fits."""
    told = [_about(found, words)]
    if found.moved:
        told.append(
            words.ngettext(
                "{n} row stands in another place, which changes nothing.",
                "{n} rows stand in another place, which changes nothing.",
                found.moved,
            )
        )
    if found.code:
        told.append(words.gettext(N_("Its content code is {code}."), code=_code(found, words)))
    elif found.kind is not Kind.BACKUP:
        told.append(words.gettext(_SUMS))
    if only_saved(found):
        told.append(words.gettext(_ONLY_SAVED))
    if found.here in _HERE:
        told.append(words.gettext(_HERE[found.here]))
    if found.verdict is Verdict.WHOLE and compared:
        told.append(words.gettext(N_("It is the code you typed.")))
    elif found.kind is not Kind.BACKUP and found.verdict is Verdict.WHOLE:
        told.append(words.gettext(_MEANING))
    return [text for text in told if text]


def only_saved(found: Verified) -> bool:
    """Whether nothing but the bytes of a PDF is other than it was."""
    return (
        found.kind is Kind.PDF
        and all(not each.old for each in found.changes)
        and bool(found.changes)
    )


def fault(found: Verified, file: str, words: Words) -> UserError | None:
    """What to say, in one message, of a file that does not verify; None for one that does."""
    if found.verdict is Verdict.WHOLE:
        return None
    if found.verdict is Verdict.OTHER_CODE:
        return UserError(_OTHER_CODE, file=file, code=found.code)
    listed = found.changes or found.differences
    message = N_(
        "{file} does not verify ({n} values). The first: {what}. Nothing was changed here."
    )
    first = told(listed[0], words) if listed else file
    return UserError(message, file=file, n=len(listed), what=first)


def told(finding: Finding, words: Words) -> str:
    """One finding in one line: where, and what was and is."""
    parts = [part for part in columns(finding, words)[:4] if part]
    if finding.old is None and finding.new is None:
        return words.listed(parts)
    old, new = columns(finding, words)[4:]
    change = words.gettext(N_("{old} → {new}"), old=old[:80], new=new[:80])
    return words.listed([*parts, change])


def columns(finding: Finding, words: Words) -> tuple[str, str, str, str, str, str]:
    """Place, cell, row, field, old and new value, each ready to show."""
    unknown = words.gettext(N_("not known"))
    old = finding.old if finding.old is not None else "–" if finding.added else unknown
    gone = words.gettext(N_("not there"))
    new = finding.new if finding.new is not None else gone
    place, field = words.gettext(finding.place), words.gettext(finding.field)
    return place, finding.cell, finding.row, field, old, new


def plain(found: Verified, file: str) -> dict[str, Any]:
    """The same as plain values, for other programs."""
    return {
        "file": file,
        "kind": found.kind.value,
        "verified": found.verdict is Verdict.WHOLE,
        "verdict": found.verdict.value,
        "code": found.code or None,
        "organisation": None if found.organisation is None else dict(found.organisation),
        "date": None if found.day is None else found.day.isoformat(),
        "revision": found.revision,
        "here": found.here.value,
        "changes": [_plain(each) for each in found.changes],
        "differences": [_plain(each) for each in found.differences],
        "moved": found.moved,
    }


def _plain(finding: Finding) -> dict[str, str | None]:
    names = ("place", "cell", "row", "field", "old", "new")
    return {name: getattr(finding, name) for name in names}


def _code(found: Verified, words: Words) -> str:
    return ltr(found.code) if words.rtl else found.code


def _about(found: Verified, words: Words) -> str:
    if found.made is not None:
        day = words.date(found.made.astimezone().date())
        return words.ngettext(
            "It was made on {day} and holds {n} record.",
            "It was made on {day} and holds {n} records.",
            found.records,
            day=day,
        )
    names = found.organisation or {}
    name = names.get(words.code) or next((name for name in names.values() if name), "")
    if not name or found.day is None or found.revision is None:
        return ""
    return words.gettext(
        N_("Assessment of {organisation}, {date}, revision {n}."),
        organisation=name,
        date=words.date(found.day),
        n=words.number(found.revision),
    )
