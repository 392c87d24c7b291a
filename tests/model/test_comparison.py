"""Before and now: only what was answered both times moves a figure."""

from fractions import Fraction

from capacity_app.model.assessment import Answer, Assessment
from capacity_app.model.comparison import Direction, compare
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
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
