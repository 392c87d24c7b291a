"""An answer in words, the same wherever answers are read over."""

from capacity_app.i18n import ltr
from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.instrument import Indicator, Rules
from capacity_app.model.progress import Given, given
from capacity_app.model.psea import level_of
from capacity_app.ui.language import _, words
from capacity_app.vocabulary import word


def answer_in_words(indicator: Indicator, assessment: Assessment, rules: Rules) -> str:
    """ "3 · Meets the standard", "Not applicable", "Don't know" or "Open"."""
    match given(indicator, assessment):
        case Given.NOT_APPLICABLE:
            return _("Not applicable")
        case Given.DONT_KNOW:
            return _("Don't know")
        case Given.NOTHING | Given.BEGUN:
            return _("Open")
    level = level_of(indicator, assessment.answers.get(indicator.id)) or 1
    return words().listed([words().number(level), rules.level_name(level)[words().code]])


def elements_in_words(indicator: Indicator, answer: Answer) -> str:
    """The statements of a PSEA standard by letter: "a yes · b no · c open"."""
    said = [_one(element.id, answer.elements.get(element.id)) for element in indicator.elements]
    if indicator.sustained is not None:
        said.append(_one("+", answer.sustained))
    return words().listed(said)


def _one(letter: str, given: ElementAnswer | None) -> str:
    return f"{ltr(letter)} {word(given, words()) if given is not None else '–'}"
