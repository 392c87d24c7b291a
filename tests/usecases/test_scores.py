"""The scores as other programs read them."""

from collections.abc import Callable
from datetime import date

from capacity_app.model.assessment import Assessment, ElementAnswer
from capacity_app.store.database import Store
from capacity_app.usecases import assess
from capacity_app.usecases.scores import scores

DOMAIN = {
    *("score", "shown", "band", "total", "not_applicable", "applicable", "answered", "open"),
    *("completeness", "evidence"),
}


def test_nothing_answered_is_null_and_not_zero(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    found = scores(store, make_assessment(services=["MHP"]).id)
    assert found["instrument"] == {"id": "iraq-health-cso", "version": "1.0.0"}
    assert list(found["domains"]) == ["FUN", "COO", "TEC", "PSE"]
    fun = found["domains"]["FUN"]
    assert set(fun) == DOMAIN
    assert (fun["score"], fun["shown"], fun["band"], fun["evidence"]) == (None, None, None, None)
    assert (fun["total"], fun["open"], fun["completeness"]) == (14, 14, 0.0)
    assert set(found["areas"]["FUN-1"]) == DOMAIN - {"band"}
    assert "TEC-MHP" in found["areas"]
    assert "TEC-SRH" not in found["areas"]
    assert found["psea"]["unicef_total"] is None
    assert found["psea"]["provisional"] is True


def test_scores_are_given_to_ten_digits(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    assessment = make_assessment()
    for indicator, level in (("FUN-2.1", 1), ("FUN-2.2", 2), ("FUN-2.3", 2)):
        assess.choose_level(store, assessment, indicator, level)
    found = scores(store, assessment.id)
    assert found["areas"]["FUN-2"]["score"] == 1.6666666667
    assert found["areas"]["FUN-2"]["shown"] == "1.7"
    assert found["domains"]["FUN"]["band"] is None
    assert found["domains"]["FUN"]["completeness"] == 0.2142857143


def test_psea_dates_follow_the_assessment(
    store: Store, make_assessment: Callable[..., Assessment]
) -> None:
    assessment = make_assessment(on=date(2026, 8, 31))
    assess.choose_element(store, assessment, "PSE-1", "a", ElementAnswer.NO)
    psea = scores(store, assessment.id)["psea"]
    assert psea["plan_due"] == "2027-02-28"
    assert psea["plan_latest"] == "2027-05-31"
    assert (psea["reassess_warn"], psea["reassess_by"]) == ("2030-08-31", "2031-08-31")
    assert psea["standards"]["PSE-1"] == "open"
