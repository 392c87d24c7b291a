"""Answers typed in from a filled-in paper form: what each key means, and one line saved at a time.

Everything can be typed on the number pad alone; letters of all three languages do as well.
"""

import re
from dataclasses import replace
from typing import Final

from capacity_app.errors import UserError
from capacity_app.i18n import N_, western
from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Indicator, Level
from capacity_app.model.psea import derived_level, level_of
from capacity_app.store.database import Store
from capacity_app.usecases import assess

_DOES_NOT_APPLY: Final = "0nىنلپ"
_UNKNOWN: Final = "?؟./*,"
_LEFT_OUT: Final = "-–_"
_YES: Final = {"en": "1y", "ar": "1yنغ", "ckb": "1yبیي"}
_NO: Final = {"en": "2n", "ar": "2nلى", "ckb": "2nن"}
_SHOWN: Final = {"en": "YN", "ar": "نل", "ckb": "بن"}
_NO_PROOF: Final = {"n", "no", "ل", "لا", "ن", "نا", "نەخێر"}
_HAS_PROOF: Final = {"y", "yes", "نعم", "بەڵێ", "بەلێ"}
_REF: Final = re.compile(r"e?\s*([0-9]{1,4})", re.IGNORECASE)


def read(indicator: Indicator, before: Answer, typed: str, language: str) -> Answer:
    """The answer that typed text stands for; nothing typed takes the answer back.

    Raises UserError, in words about the line, for what stands for nothing.
    """
    keys = "".join(western(typed).casefold().split())
    cleared = replace(before, level=None, not_applicable=None, dont_know=False)
    if indicator.is_psea:
        return _read_elements(indicator, before, keys, language)
    if not keys:
        return cleared
    if keys in ("1", "2", "3", "4"):
        return replace(cleared, level=int(keys))
    if len(keys) == 1 and keys in _DOES_NOT_APPLY:
        return replace(cleared, not_applicable=before.not_applicable or "")
    if len(keys) == 1 and keys in _UNKNOWN:
        return replace(cleared, dont_know=True)
    raise UserError(
        N_("“{typed}” is not an answer: type 1 to 4, 0 for not applicable, or ?."), typed=typed
    )


def _read_elements(indicator: Indicator, before: Answer, keys: str, language: str) -> Answer:
    fresh = replace(before, not_applicable=None, dont_know=False, elements={}, sustained=None)
    if keys == "0" and indicator.may_be_na:
        return replace(fresh, not_applicable=before.not_applicable or "")
    letters = [element.id for element in indicator.elements]
    if len(keys) > len(letters) + (indicator.sustained is not None):
        raise UserError(
            N_("{id} has {n} statements; more were typed."),
            id=indicator.id,
            n=len(letters) + (indicator.sustained is not None),
        )
    given = [_element(key, language) for key in keys]
    for key, said, place in zip(keys, given, [*letters, "+"], strict=False):
        if said is _WRONG or (said is ElementAnswer.NOT_APPLICABLE and not _na(indicator, place)):
            raise UserError(
                N_("Statement {letter}: “{typed}” is not an answer: type 1 yes, 2 no or ?."),
                letter=place,
                typed=key,
            )
    elements = {
        letter: said
        for letter, said in zip(letters, given, strict=False)
        if isinstance(said, ElementAnswer)
    }
    last = given[len(letters)] if len(given) > len(letters) else None
    sustained = last if isinstance(last, ElementAnswer) else None
    return replace(fresh, elements=elements, sustained=sustained)


_WRONG: Final = "wrong"


def _element(key: str, language: str) -> ElementAnswer | str | None:
    """What a key says of one statement: None when it was left out, _WRONG when nothing."""
    if key in _YES[language]:
        return ElementAnswer.YES
    if key in _NO[language]:
        return ElementAnswer.NO
    if key in _UNKNOWN:
        return ElementAnswer.DONT_KNOW
    if key == "0":
        return ElementAnswer.NOT_APPLICABLE
    return None if key in _LEFT_OUT else _WRONG


def _na(indicator: Indicator, place: str) -> bool:
    return any(element.id == place and element.may_be_na for element in indicator.elements)


def written(indicator: Indicator, answer: Answer, language: str) -> str:
    """An answer as it would be typed: "3", "0", "?", or one sign for each statement, spaced."""
    if answer.not_applicable is not None:
        return "0"
    if not indicator.is_psea:
        return str(answer.level or "") or ("?" if answer.dont_know else "")
    yes, no = tuple(_SHOWN[language])
    signs = {
        ElementAnswer.YES: yes,
        ElementAnswer.NO: no,
        ElementAnswer.DONT_KNOW: "?",
        ElementAnswer.NOT_APPLICABLE: "0",
    }
    given = [answer.elements.get(element.id) for element in indicator.elements]
    given += [answer.sustained] if indicator.sustained is not None else []
    while given and given[-1] is None:
        given.pop()
    return " ".join("–" if each is None else signs[each] for each in given)


def check_proof(assessment: Assessment, typed: str) -> str | None:
    """The ref of the item that is meant, None for a new one; UserError when it says neither."""
    text = typed.strip()
    if text.casefold() in _HAS_PROOF:
        raise UserError(N_("Write what the proof is, or its number in the register, such as E3."))
    if number := _REF.fullmatch(western(text)):
        ref = f"E{int(number[1])}"
        if all(item.ref != ref for item in assessment.evidence):
            raise UserError(
                N_("There is no proof {ref} in the register. Write what the proof is."), ref=ref
            )
        return ref
    same = (item.ref for item in assessment.evidence if item.title.casefold() == text.casefold())
    return next(same, None)


def name_proof(store: Store, assessment: Assessment, indicator: str, typed: str) -> Assessment:
    """Name a proof by the number it has in the register ("E3", "3"), or by what it is.

    The same words as an item that is there already name that item again.
    """
    ref = check_proof(assessment, typed)
    if ref is None:
        return assess.add_evidence(store, assessment, EvidenceItem("", typed.strip()), [indicator])
    return assess.link_evidence(store, assessment, indicator, ref)


def says_no_proof(typed: str) -> bool:
    """Whether what is typed for the proof says that there is none."""
    return not typed.strip() or typed.strip().casefold() in _NO_PROOF


def give_reason(store: Store, assessment: Assessment, indicator: str, text: str) -> Assessment:
    """Keep why it does not apply, or else why a high level has no proof."""
    if assessment.answer(indicator).not_applicable is not None:
        return assess.mark_not_applicable(store, assessment, indicator, text)
    return assess.write_reason(store, assessment, indicator, text)


def wants_proof(indicator: Indicator, answer: Answer) -> bool:
    """Whether the answer leans on a proof that is not named yet: level 3 or 4, or every yes."""
    if answer.evidence:
        return False
    if indicator.is_psea:
        said = [
            answer.elements.get(element.id)
            for element in indicator.elements
            if answer.elements.get(element.id) is not ElementAnswer.NOT_APPLICABLE
        ]
        all_yes = set(said) == {ElementAnswer.YES}
        return all_yes and derived_level(indicator, answer) is not None
    level = level_of(indicator, answer)
    return level is not None and level >= Level.MEETS


def wants_reason(indicator: Indicator, answer: Answer) -> bool:
    """Whether a reason belongs to the answer: it does not apply, or has a level without proof."""
    if answer.not_applicable is not None:
        return True
    level = level_of(indicator, answer)
    return level is not None and level >= Level.MEETS and not answer.evidence
