"""Write one document of a prepared report, and end: write_document.py pdf|xlsx REPORT."""

import pickle
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


def main() -> None:
    """Write to a folder that goes when the process ends."""
    report = pickle.loads(Path(sys.argv[2]).read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        if sys.argv[1] == "pdf":
            from capacity_app.report import pdf

            steps: Iterator[object] = pdf.write_plan(report, Path(folder) / "plan.pdf")
        else:
            from capacity_app.report import excel

            steps = excel.write(report, Path(folder) / "plan.xlsx")
        for _step in steps:
            pass


if __name__ == "__main__":
    main()
