"""Before and now: only what was answered both times moves a figure."""

from decimal import Decimal
from fractions import Fraction

from capacity_app.model.assessment import Answer, Assessment, ElementAnswer
from capacity_app.model.comparison import Direction, Shift, compare
from capacity_app.model.evidence import EvidenceItem
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.model.psea import Standard
from capacity_app.model.scoring import Scores, score


def scores(instrument: Instrument, levels: dict[str, int]) -> Scores:
    made = Assessment("a", Organisation("o"), instrument.id, instrument.version)
    made.answers = {name: Answer(name, level=level) for name, level in levels.items()}
    return score(instrument, made)


def test_what_was_answered_once_moves_nothing(bank: Instrument) -> None:
    before = scores(bank, {"FUN-1.1": 2, "FUN-1.2": 1, "FUN-2.1": 4, "COO-1.1": 3})
    now = scores(bank, {"FUN-1.1": 4, "FUN-1.2": 1, "FUN-2.2": 1, "COO-1.1": 2, "COO-1.2": 4})
    found = compare(bank, before, now)
    assert [(s.id, s.before, s.now, s.direction) for s in found.indicators] == [
        ("FUN-1.1", 2, 4, Direction.HIGHER),
        ("FUN-1.2", 1, 1, Direction.SAME),
        ("COO-1.1", 3, 2, Direction.LOWER),
    ]
    assert [(s.id, s.before, s.now) for s in found.areas] == [
        ("FUN-1", Fraction(3, 2), Fraction(5, 2)),
        ("COO-1", 3, 2),
    ]
    assert [(s.id, s.difference) for s in found.domains] == [("FUN", 1), ("COO", -1)]
    assert [found.count(direction) for direction in Direction] == [1, 1, 1]


def test_a_domain_is_the_mean_of_its_comparable_areas(bank: Instrument) -> None:
    before = scores(bank, {"FUN-1.1": 1, "FUN-1.2": 1, "FUN-2.1": 3})
    now = scores(bank, {"FUN-1.1": 2, "FUN-1.2": 3, "FUN-2.1": 3})
    [domain] = compare(bank, before, now).domains
    assert (domain.before, domain.now) == (2, Fraction(11, 4))


def test_nothing_in_common_is_nothing(bank: Instrument) -> None:
    found = compare(bank, scores(bank, {"FUN-1.1": 1}), scores(bank, {"FUN-1.2": 1}))
    assert (found.indicators, found.areas, found.domains) == ((), (), ())


def test_the_change_is_that_of_the_figures_shown() -> None:
    shift = Shift("FUN", Fraction(9, 4), Fraction(46, 15))  # 2.25 is shown as 2.3, 3.07 as 3.1
    assert shift.shown_difference == Decimal("0.8")
    assert Shift("FUN", Fraction(201, 100), Fraction(202, 100)).shown_difference == 0


def test_how_many_could_be_compared_of_what_applies(bank: Instrument) -> None:
    found = compare(bank, scores(bank, {"FUN-1.1": 2}), scores(bank, {"FUN-1.1": 4, "COO-1.1": 1}))
    assert (len(found.indicators), found.applicable) == (1, len(bank.indicators))


def test_the_farthest_moved_comes_first(bank: Instrument) -> None:
    before = scores(bank, {"FUN-1.1": 2, "FUN-1.2": 1, "COO-1.1": 4})
    found = compare(bank, before, scores(bank, {"FUN-1.1": 3, "FUN-1.2": 4, "COO-1.1": 1}))
    assert [s.id for s in found.moved(Direction.HIGHER)] == ["FUN-1.2", "FUN-1.1"]
    assert [s.id for s in found.moved(Direction.LOWER)] == ["COO-1.1"]


def test_a_standard_is_compared_when_it_was_open_neither_time(bank: Instrument) -> None:
    def answered(**given: ElementAnswer) -> Scores:
        made = Assessment("a", Organisation("o"), bank.id, bank.version)
        for id, answer in given.items():
            standard = id.replace("_", "-")
            elements = {e.id: answer for e in bank.indicator(standard).elements}
            proof = [EvidenceItem("E1", "Policy")]
            made.answers[standard] = Answer(standard, elements=elements, evidence=proof)
        return score(bank, made)

    yes, no = ElementAnswer.YES, ElementAnswer.NO
    found = compare(bank, answered(PSE_1=no, PSE_2=yes, PSE_3=yes), answered(PSE_1=yes, PSE_2=yes))
    assert [(s.id, s.before, s.now) for s in found.standards] == [
        ("PSE-1", Standard.NOT_MET, Standard.MET),
        ("PSE-2", Standard.MET, Standard.MET),
    ]
