"""A data folder with the sample organisation, for measuring a start."""

import sys
from pathlib import Path

from capacity_app import paths
from capacity_app.settings import Settings
from capacity_app.store.database import Store
from capacity_app.usecases import sample

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    store = Store.open(folder, paths.assessments())
    made = sample.make_sample(store, "ar")
    store.close()
    Settings(language="ar", current_assessment=made.id).save(folder)
