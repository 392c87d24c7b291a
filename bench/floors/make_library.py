"""A data folder with so many assessments of forty organisations, for measuring a start."""

import sys
from datetime import date, timedelta
from pathlib import Path

from capacity_app import paths
from capacity_app.model.assessment import Answer, Assessment, Kind
from capacity_app.model.organisation import Organisation
from capacity_app.settings import Settings
from capacity_app.store.database import Store, new_id, now
from capacity_app.usecases import assess, organise

ORGANISATIONS = 40
ANSWERS = 20  # of each assessment


def _copy(of: Assessment, organisation: Organisation, place: int) -> Assessment:
    answers = {i: Answer(i, level=1 + place % 4) for i in _INDICATORS[:ANSWERS]}
    return Assessment(
        id=new_id(),
        organisation=organisation,
        instrument_id=of.instrument_id,
        instrument_version=of.instrument_version,
        instrument_digest=of.instrument_digest,
        kind=list(Kind)[place % 3],
        date=date(2020, 1, 1) + timedelta(days=place),
        saved_at=now(),
        answered=ANSWERS,
        applicable=of.applicable,
        answers=answers,
    )


_INDICATORS: list[str] = []

if __name__ == "__main__":
    folder, many = Path(sys.argv[1]), int(sys.argv[2])
    store = Store.open(folder, paths.assessments())
    newest = ""
    if many:
        homes = [
            organise.create_organisation(store, name_en=f"Organisation {n}", name_ar=f"منظمة {n}")
            for n in range(min(ORGANISATIONS, many))
        ]
        first = assess.start(store, homes[0].id, on=date(2020, 1, 1))
        _INDICATORS.extend(i.id for i in store.instrument_of(first).indicators)
        with store.writing() as writing:
            known = [writing.organisation(home.id) for home in homes]
            for place in range(1, many):
                made = _copy(first, known[place % len(known)], place)
                writing.add(made)
                newest = made.id
    store.close()
    Settings(language="ar", current_assessment=newest or (first.id if many else "")).save(folder)
