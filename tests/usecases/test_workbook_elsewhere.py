"""The workbook as other programs read it: LibreOffice writes it anew, libhxl checks its tags."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store
from capacity_app.usecases import assess, export, plan_return, planning, revisions, sample

Make = Callable[..., Assessment]
SCORES, PLAN = 3, 5


def written(store: Store, assessment: Assessment, path: Path, **more: Any) -> Path:
    given = {"format": "xlsx", "tier": "internal", **more}
    for _ in export.prepare(store, assessment.id, path=path, **given):
        pass
    return path


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_reads_every_cell_and_the_plan_comes_back_unchanged(
    store: Store, tmp_path: Path
) -> None:
    made = revisions.sign_off(store, sample.make_sample(store, "ar"), "مديرة", "ميسّر")
    first = made.plan[0]
    planning.change_action(store, made, first.ref, comments="=1+1 <b> 😀\nثانٍ", percent=35)
    before = written(store, made, tmp_path / "plan.xlsx", language="ar")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "out"), str(before)], check=True, capture_output=True, timeout=120
    )
    after = tmp_path / "out" / "plan.xlsx"
    assert cells(after) == cells(before)
    returned = plan_return.preview(store, after)
    assert (returned.lines, returned.added, returned.absent, returned.faults) == ((), (), (), ())


def cells(path: Path) -> dict[tuple[str, str], Any]:
    """Every cell that holds something, by sheet and place; a formula by what it comes to.

    LibreOffice writes numbers with 15 digits.
    """
    book = load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): (
            round(cell.value, 12) if isinstance(cell.value, float) else cell.value
        )
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


# WORKAROUND libhxl 5.2.2: it leaves the workbook it read open.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_exchange_tags_are_valid(store: Store, tmp_path: Path, language: str) -> None:
    hxl = pytest.importorskip("hxl")
    made = sample.make_sample(store, language)
    path = written(store, made, tmp_path / "a.xlsx", language=language, tier="funder")
    for place, first in ((SCORES, "#indicator+code"), (PLAN, "#activity+code")):
        options = hxl.InputOptions(allow_local=True, sheet_index=place)
        data = hxl.data(str(path), options).cache()
        assert data.display_tags[0] == first
        problems: list[Any] = []
        schema = hxl.schema(None, callback=problems.append)
        schema.validate(data)
        wrong = [each for each in problems if each.rule.severity == "error"]
        assert not wrong, [(each.value, each.rule.description) for each in wrong]
        assert len(list(data)) in (len(made.plan), len(store.instrument_of(made).indicators))


def test_the_past_is_told_to_whom_it_may_be(
    store: Store, make_assessment: Make, tmp_path: Path
) -> None:
    made = make_assessment(instrument_id="iraq-health-cso-psea")
    signed = revisions.sign_off(store, made, "Director of this house")
    again = revisions.reopen(store, signed, "A wrong date", "Board member")
    assess.choose_sustained(store, again, "PSE-1", assess.ElementAnswer.YES)
    said = {
        tier: [
            value
            for (sheet, _), value in cells(
                written(store, again, tmp_path / f"{tier}.xlsx", tier=tier)
            ).items()
            if sheet == "History"
        ]
        for tier in ("internal", "funder", "aggregate")
    }
    for text in ("Director of this house", "Board member", "A wrong date", "Reopened", "Yes"):
        assert text in said["internal"]
        assert text not in said["funder"]
    assert "Superseded" in said["funder"]
    assert not said["aggregate"]
