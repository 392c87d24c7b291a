"""Groups by organisation, and organisations that are there twice under other spellings."""

from datetime import date

from capacity_app.model.assessment import Kind, State, Summary
from capacity_app.model.library import grouped, named_alike, twins


def summary(id: str, organisation: str, **names: str) -> Summary:
    return Summary(
        id=id,
        revision=1,
        state=State.DRAFT,
        kind=Kind.BASELINE,
        date=date(2026, 3, 9),
        organisation_id=organisation,
        organisation={"en": "", "ar": "", "ckb": "", **names},
        is_sample=False,
        answered=0,
        applicable=52,
        saved_at=None,
    )


def test_groups_keep_the_order_of_the_newest() -> None:
    given = [summary("3", "b", en="Hope"), summary("2", "a", ar="أمل"), summary("1", "b")]
    found = grouped(given)
    assert [(g.organisation_id, [s.id for s in g.assessments]) for g in found] == [
        ("b", ["3", "1"]),
        ("a", ["2"]),
    ]
    assert [group.name("ckb") for group in found] == ["Hope", "أمل"]
    assert grouped([]) == []


def test_an_organisation_is_found_again_in_another_spelling() -> None:
    others = {
        "a": ["", "منظمة الأمل", ""],
        "b": ["Life", "", "ڕێکخراوی ژیان"],
        "c": ["", "", ""],
    }
    assert named_alike("new", ["Amal", "منظمه الامل"], others) == ["a"]
    assert named_alike("new", ["", "", "ريكخراوي ژيان"], others) == ["b"]
    assert named_alike("b", ["Life"], others) == []
    assert named_alike("new", [""], others) == []


def test_twins_are_named_once_each() -> None:
    names = {"a": ["Hope", "أمل"], "b": ["HOPE"], "c": ["Life", ""], "d": ["", "امل"]}
    assert twins(names) == ["a", "b", "d"]
    assert twins({"a": ["Hope", "hope"]}) == []
