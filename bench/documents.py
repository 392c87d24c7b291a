"""Writing the funder's documents, as whole processes beside the bare libraries.

The report is prepared beforehand; the floors draw the same English words with reportlab's canvas
and write the same English cells with openpyxl.
"""

import pickle
import shutil
import subprocess
import tempfile
import time
from collections import deque
from datetime import date
from pathlib import Path

import openpyxl
from pypdf import PdfReader

from bench.measure import FLOORS, Comparison, child, in_turn, memory
from capacity_app import paths
from capacity_app.i18n import Language, Words
from capacity_app.model.tier import Tier
from capacity_app.report import excel, pdf
from capacity_app.report.content import Report
from capacity_app.store.database import Store
from capacity_app.usecases import export, planning, sample

ACTIONS = 40
MANY_ACTIONS = 200
MOST_MEMORY = 200.0  # megabytes
DAY = date(2026, 11, 21)


def compare(runs: int) -> list[Comparison]:
    """Plan PDF and workbook of 40 actions, in each language, and the memory for 200."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in Language:
            _prepare(folder, language)
        found = [*_pdf(folder, runs), *_workbook(folder, runs), *_peer(folder)]
        (folder / "many").mkdir()
        _prepare(folder / "many", Language.AR, MANY_ACTIONS)
        return [*found, *_memory(folder / "many" / "ar.pickle")]


def _prepare(folder: Path, language: Language, actions: int = ACTIONS) -> None:
    """Keep the report of the sample with 40 actions; in English also the words and cells."""
    code = language.code
    store = Store.open(folder / code, paths.assessments())
    made = sample.make_sample(store, code)
    gaps = planning.find_gaps(store, made)
    wanted = [(gap, step) for gap in gaps for step in gap.suggestions] * 9
    made = planning.adopt_all(store, made, wanted[: actions - len(made.plan)], DAY, code)
    report = export.build_report(store, made, Words(language), Tier.FUNDER, DAY)
    store.close()
    (folder / f"{code}.pickle").write_bytes(pickle.dumps(report))
    if language is Language.EN:
        _keep_words(folder, report)


def _keep_words(folder: Path, report: Report) -> None:
    deque(pdf.write_plan(report, folder / "plan.pdf"), maxlen=0)
    pages = PdfReader(folder / "plan.pdf").pages
    words = "\f".join(page.extract_text() for page in pages)
    (folder / "words.txt").write_text(words, encoding="utf-8")
    deque(excel.write(report, folder / "plan.xlsx"), maxlen=0)
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    cells = [[list(row) for row in sheet.values] for sheet in book.worksheets]
    (folder / "cells.pickle").write_bytes(pickle.dumps(cells))


def _pdf(folder: Path, runs: int) -> list[Comparison]:
    writer = str(Path(__file__).parent / "write_document.py")
    floor = str(FLOORS.parent / "floor_pdf.py")
    figures = in_turn(
        runs,
        lambda: [child(floor, str(folder / "words.txt"), str(folder / "floor.pdf"))],
        *(
            lambda code=code: [child(writer, "pdf", str(folder / f"{code}.pickle"))]
            for code in ("en", "ar", "ckb")
        ),
    )
    bare = figures[0][0]
    aims = (("English", 2.0), ("Arabic", 3.0), ("Kurdish", 3.0))
    return [
        Comparison(f"plan PDF, {ACTIONS} actions, {name}", figure[0], bare, aim)
        for (name, aim), figure in zip(aims, figures[1:], strict=True)
    ]


def _workbook(folder: Path, runs: int) -> list[Comparison]:
    writer = str(Path(__file__).parent / "write_document.py")
    floor = str(FLOORS / "workbook.py")
    bare, ours = in_turn(
        runs,
        lambda: [child(floor, str(folder / "cells.pickle"))],
        lambda: [child(writer, "xlsx", str(folder / "en.pickle"))],
    )
    return [Comparison(f"workbook, {ACTIONS} actions, English", ours[0], bare[0], 1.3)]


def _peer(folder: Path) -> list[Comparison]:
    """Both documents beside LibreOffice, which makes them from the same workbook."""
    office = shutil.which("soffice")
    if office is None:
        return []
    writer = str(Path(__file__).parent / "write_document.py")
    found = []
    for kind, wanted in (("pdf", "pdf"), ("xlsx", "ods")):
        ours = child(writer, kind, str(folder / "en.pickle"))
        theirs = _converted(office, folder, wanted)
        found.append(Comparison(f"{kind} beside LibreOffice, English", ours, theirs, 0.3))
    return found


def _converted(office: str, folder: Path, wanted: str) -> float:
    """Seconds LibreOffice takes to convert the workbook; its own profile is made beforehand."""
    command = [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    command += ["--convert-to", wanted, "--outdir", str(folder), str(folder / "plan.xlsx")]
    lasted = 0.0
    for _warm in range(2):
        started = time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        lasted = time.monotonic() - started
    return lasted


def _memory(report: Path) -> list[Comparison]:
    writer = str(Path(__file__).parent / "write_document.py")
    return [
        Comparison(
            f"memory, {kind}, {MANY_ACTIONS} actions, Arabic",
            memory(writer, kind, str(report)),
            MOST_MEMORY,
            1.0,
            "MB",
        )
        for kind in ("pdf", "xlsx")
    ]
