"""How a returned plan's lines are said: the fields by their headings, the values in words."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from capacity_app.i18n import N_, isolate, ltr
from capacity_app.model.plan import Action
from capacity_app.model.plan_sheet import TAGS
from capacity_app.ui.language import _, words
from capacity_app.usecases.plan_return import Line, Standing
from capacity_app.vocabulary import ACTION_FIELDS, word

_LONG: Final = 400  # characters of a text that are shown; all of it is taken over


def field_name(field: str) -> str:
    """A field by the heading of its column."""
    return words().gettext(ACTION_FIELDS[field])


def shown(field: str, value: Any) -> str:
    """A value as a person reads it; a dash for nothing."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return words().gettext(N_(", ")).join(word(each, words()) for each in value)
    if isinstance(value, StrEnum):
        return word(value, words())
    if isinstance(value, date):
        return words().short_date(value)
    if field == "percent":
        return words().percent(value)
    if field == "cost" and isinstance(value, Decimal):
        return ltr(words().number(value, 0 if value == round(value) else 2))
    if isinstance(value, int | Decimal):
        return ltr(words().number(value))
    if field == "indicator":
        return ltr(value)
    text = str(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def remark(line: Line) -> tuple[str, str]:
    """What has to be known before a line is taken over, and its tone; "" when nothing has."""
    if line.standing is Standing.LOCKED:
        return _("This was agreed at the sign-off, so it stays."), "muted"
    if line.standing is Standing.CONFLICT:
        return _("You changed this too since the workbook was sent."), "attention"
    if line.standing is Standing.UNSURE:
        text = _("The workbook no longer says what this row was sent with, so compare it.")
        return text, "attention"
    if line.joined:
        return _("Yours stays, and theirs is added below it."), "muted"
    return "", ""


def spoken(line: Line) -> str:
    """A whole line for those who hear the page."""
    what = _(
        "{ref}, {field}: from {old} to {new}",
        ref=ltr(line.ref),
        field=field_name(line.field),
        old=shown(line.field, line.old),
        new=shown(line.field, line.new),
    )
    said = remark(line)[0]
    return f"{what}. {said}" if said else what


def heading(ref: str, text: str) -> str:
    """An action by its ref and its first words."""
    short = " ".join(text.split())
    return words().listed([ltr(ref), isolate(short if len(short) <= 120 else f"{short[:119]}…")])


def filled(action: Action) -> list[tuple[str, str]]:
    """The fields of a new action that say something, with their names."""
    blank = Action("")
    return [
        (field_name(name), shown(name, getattr(action, name)))
        for name in TAGS
        if getattr(action, name) != getattr(blank, name)
    ]
