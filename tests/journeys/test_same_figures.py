"""Every figure is the same in PDF, workbook, JSON, on the command line and on the screen."""

import json
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from capacity_app import paths
from capacity_app.i18n import Language, Words, western
from capacity_app.model.assessment import Assessment
from capacity_app.model.plan import Funding
from capacity_app.settings import Settings
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.ui import language
from capacity_app.ui.main_window import MainWindow, words_of
from capacity_app.ui.workspace import Workspace
from capacity_app.usecases import export
from capacity_app.usecases.sample import make_sample
from capacity_app.usecases.scores import scores
from capacity_app.usecases.transfer import export_document, import_document
from capacity_app.vocabulary import word

TODAY = date(2026, 12, 20)
_FIGURE = re.compile(r"\d[\d.,/]*\d|\d")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass
class Case:
    """An assessment with its figures, told by its document and by the command line's scores."""

    store: Store
    folder: Path
    own: Assessment
    document: dict[str, Any]
    scores: dict[str, Any]
    before: dict[str, Any]

    def written(self, code: str, name: str, **more: str) -> Path:
        """A document of it in a language."""
        path = self.folder / f"{code}-{name}"
        given = {"format": path.suffix[1:], "language": code, "tier": "funder", **more}
        list(export.prepare(self.store, self.own.id, path=path, today=TODAY, **given))  # type: ignore[arg-type]
        return path

    @property
    def bank(self) -> Any:
        """The question bank as tailored to its services."""
        return self.store.instrument_of(self.own)

    def by_domain(self) -> dict[tuple[str, str], Decimal]:
        """Currency and domain → the money of all actions but cancelled ones."""
        found: dict[tuple[str, str], Decimal] = {}
        for action in self.document["plan"]:
            if "cost" in action and action.get("status") != "cancelled":
                key = (action.get("currency", "USD"), action["indicator"][:3])
                found[key] = found.get(key, Decimal(0)) + Decimal(action["cost"])
        return found

    def joint(self) -> Decimal:
        """What is asked for in dollars and dinars, in dollars and cents, half up."""
        whole = Fraction(0)
        for action in self.document["plan"]:
            counts = "cost" in action and action.get("status") != "cancelled"
            if counts and action.get("funding") != "secured":
                dinars = action.get("currency") == "IQD"
                whole += Fraction(action["cost"]) / Fraction(action["rate"] if dinars else 1)
        return Decimal(int(whole * 100 + Fraction(1, 2))) / 100

    def changes(self) -> dict[str, tuple[str, str]]:
        """Area or domain, but for PSEA → before and now, of what has a level both times."""
        pairs = {
            key: (Fraction(old["level"]), Fraction(new["level"]))
            for key, new in self.document["answers"].items()
            if new.get("level") and (old := self.before.get(key, {})).get("level")
        }
        found: dict[str, tuple[Fraction, Fraction]] = {}
        for domain in self.bank.domains:
            areas = []
            for area in domain.areas:
                both = [pairs[i.id] for i in area.indicators if i.id in pairs]
                areas += [(area.id, mean(both))] if both else []
            found |= {**dict(areas), domain.id: mean([both for _, both in areas])} if areas else {}
        return {key: (tenth(then), tenth(now)) for key, (then, now) in found.items()}

    def sums(self) -> dict[tuple[str, str], Decimal]:
        """Currency and funding → the money of all actions but cancelled ones."""
        found: dict[tuple[str, str], Decimal] = {}
        for action in self.document["plan"]:
            if "cost" in action and action.get("status") != "cancelled":
                key = (action.get("currency", "USD"), action.get("funding", "gap"))
                found[key] = found.get(key, Decimal(0)) + Decimal(action["cost"])
        return found


def mean(pairs: list[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """The mean of the first ones, and of the second ones."""
    then, now = zip(*pairs, strict=True)
    return sum(then, Fraction(0)) / len(pairs), sum(now, Fraction(0)) / len(pairs)


def tenth(value: Fraction) -> str:
    """With one decimal, half up."""
    return str(Decimal(int(value * 10 + Fraction(1, 2))) / 10) if value % 1 else f"{value}.0"


def harder(document: dict[str, Any], bank: Any) -> dict[str, Any]:
    """An assessment of every service, with answers and actions of every kind."""
    dice = random.Random(11)
    answers: dict[str, Any] = {}
    for indicator in bank.indicators:
        kind = dice.random()
        if kind < 0.1:
            continue
        if kind < 0.2 and not indicator.is_psea:
            answers[indicator.id] = {"not_applicable": "A reason"}
        elif indicator.is_psea:
            said = {e.id: dice.choice(["yes", "yes", "no"]) for e in indicator.elements}
            answers[indicator.id] = {"elements": said, "evidence": ["E1"]}
        else:
            more = {"evidence": ["E1"]} if dice.random() < 0.5 else {}
            answers[indicator.id] = {"level": dice.randint(1, 4), **more}
    plan = []
    for number, indicator in enumerate(bank.indicators[:30], 1):
        start = TODAY + timedelta(dice.randint(-60, 60))
        currency = dice.choice(["USD", "IQD"])
        cents = 0 if currency == "IQD" else dice.randint(0, 99)
        action = {
            "ref": f"ACR/2026/{number:02}",
            "indicator": indicator.id,
            "action": "Do what is to be done",
            "currency": currency,
            "cost": f"{dice.randint(1, 9_999_999)}.{cents:02}",
            "funding": dice.choice(["secured", "requested", "gap"]),
            "start": start.isoformat(),
            "due": (start + timedelta(dice.randint(1, 200))).isoformat(),
            "status": dice.choice(["not_started", "ongoing", "cancelled"]),
            "percent": dice.randint(1, 99),
        }
        if currency == "IQD":
            rate_date = (TODAY - timedelta(number)).isoformat()
            action |= {"rate": dice.choice(["1310", "1305.5"]), "rate_date": rate_date}
        if number % 7 == 0:
            del action["cost"]
        plan.append(action)
    services = sorted(bank.services)
    new = {"id": "00000000-0000-4000-8000-000000000011", "answers": answers, "plan": plan}
    kept = {key: value for key, value in document.items() if key != "targets"}
    previous = {"id": document["id"], "revision": 1}
    return {**kept, **new, "services": services, "previous": previous}


@pytest.fixture(scope="module", params=["sample", "harder"])
def case(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    empty_database: Path,
) -> Iterator[Case]:
    """The sample, and one with everything that may be hard."""
    folder = tmp_path_factory.mktemp("figures")
    shutil.copyfile(empty_database, folder / FILE_NAME)
    store = Store.open(folder, paths.assessments())
    own = make_sample(store, "en")
    file = export_document(store, own.id, folder / "own.json")
    document = json.loads(file.read_text(encoding="utf-8"))
    before: dict[str, Any] = {}
    if request.param == "harder":
        before = document["answers"]
        bank = store.instrument(own.instrument_digest)
        document = harder(document, bank.offered(tuple(bank.services)))
        file.write_text(json.dumps(document), encoding="utf-8")
        own = store.assessment(import_document(store, file).assessment_id)
    again = export_document(store, own.id, folder / "again.json")
    document = json.loads(again.read_text(encoding="utf-8"))
    yield Case(store, folder, own, document, scores(store, own.id), before)
    store.close()


def numbers(text: str) -> list[str]:
    """The figures in a text, in its order, dates and the digits of codes among them."""
    return _FIGURE.findall(western(_MARKS.sub("", text)))


def unsaid(case: Case, text: str) -> list[str]:
    """Domains whose score, answered and applicable a text does not say."""
    found = numbers(text)
    near = [found[shift:] for shift in range(1, 5)]  # a line may break between the two
    pairs = {pair for others in near for pair in zip(found, others, strict=False)}
    said = {*found, None}
    return [
        key
        for key, score in case.scores["domains"].items()
        if (str(score["answered"]), str(score["applicable"])) not in pairs
        or score["shown"] not in said
    ]


def figures(case: Case, words: Words) -> Iterator[str]:
    """What every document with the plan and the scores has to say, as it writes it."""
    for action in case.document["plan"]:
        yield action["ref"]
        for name in ("start", "due"):
            yield words.short_date(date.fromisoformat(action[name]))
        if "cost" in action:
            amount, currency = Decimal(action["cost"]), action.get("currency", "USD")
            yield words.number(amount, 0 if currency == "IQD" else 2)
    for (currency, _), amount in (*case.sums().items(), *case.by_domain().items()):
        yield words.number(amount, 0 if currency == "IQD" else 2)
    yield words.money(case.joint(), "USD")
    for name in ("plan_due", "plan_latest"):
        yield words.date(date.fromisoformat(case.scores["psea"][name]))


def missing(case: Case, words: Words, text: str) -> list[str]:
    """The figures that a text does not say."""
    found = set(numbers(text))
    return [said for said in figures(case, words) if not set(numbers(said)) <= found]


def unchanged(case: Case, text: str) -> list[str]:
    """Areas and domains whose figures before and now a text does not say beside each other."""
    found = numbers(text)
    pairs = set(pairwise(found))
    return [
        key
        for key, pair in case.changes().items()
        if pair not in pairs and tuple(reversed(pair)) not in pairs
    ]


@pytest.mark.parametrize(
    ("report", "code"),
    [("plan", "en"), ("plan", "ar"), ("plan", "ckb"), ("full", "en"), ("full", "ckb")],
)
def test_the_pages_of_a_pdf_say_them(case: Case, report: str, code: str) -> None:
    path, words = case.written(code, f"{report}.pdf", report=report), Words(Language.of(code))
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert missing(case, words, "\n".join(texts)) == []
    assert unsaid(case, "\n".join(texts)) == []
    assert bool(case.changes()) == bool(case.before)
    if report == "full":
        assert unchanged(case, "\n".join(texts)) == []
    if shutil.which("pdftotext") and report == "plan":
        told = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)
        assert missing(case, words, told.stdout.decode()) == []


def rows(sheet: Any) -> Iterator[list[Any]]:
    """The values of a sheet's rows, without dates' times."""
    for row in sheet.iter_rows(values_only=True):
        yield [value.date() if hasattr(value, "date") else value for value in row]


def tagged(sheet: Any) -> Iterator[dict[str, Any]]:
    """The rows under a row of tags."""
    tags: list[str] = []
    for row in rows(sheet):
        if tags and row[0]:
            yield dict(zip(tags, row, strict=False))
        elif str(row[0]).startswith("#"):
            tags = [str(tag) for tag in row]


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_the_cells_of_a_workbook_hold_them(case: Case, code: str) -> None:
    words = Words(Language.of(code))
    book = load_workbook(case.written(code, "book.xlsx", report="full"))

    def sheet(title: str) -> Any:
        return book[words.gettext(title)]

    summary = [row for row in rows(sheet("Summary")) if row[0]]
    by_code, changed = ({row[0]: row for row in each} for each in (reversed(summary), summary))
    for key, (then, now) in case.changes().items():
        difference = Decimal(now) - Decimal(then)
        assert [Decimal(str(cell)) for cell in changed[key][2:5]] == [
            *map(Decimal, (then, now)),
            difference,
        ]
    for key, score in (case.scores["domains"] | case.scores["areas"]).items():
        shown = None if score["shown"] is None else float(score["shown"])
        counts = [score[name] for name in ("total", "applicable", "answered", "open")]
        assert (by_code[key][2], by_code[key][4:8]) == (shown, counts)
        assert by_code[key][8] == pytest.approx(score["completeness"])
        assert by_code[key][9] in (None, "–") or by_code[key][9] == pytest.approx(score["evidence"])

    levels = {row["#indicator+code"]: row["#capacity+num"] for row in tagged(sheet("Scores"))}
    told = {key: answer.get("level") for key, answer in case.document["answers"].items()}
    assert {key: levels[key] for key, level in told.items() if level} == {
        key: level for key, level in told.items() if level
    }

    actions = {row["#activity+code"]: row for row in tagged(sheet("Action plan"))}
    assert set(actions) == {action["ref"] for action in case.document["plan"]}
    for action in case.document["plan"]:
        row = actions[action["ref"]]
        cost = None if row["#value+planned"] is None else Decimal(str(row["#value+planned"]))
        assert cost == (Decimal(action["cost"]) if "cost" in action else None)
        assert (row["#date+start"].isoformat(), row["#date+end"].isoformat()) == (
            action["start"],
            action["due"],
        )
        assert round(row["#status+num+percent"] * 100) == action.get("percent", 0)

    budget = {(row[0], row[1]): row[2] for row in rows(sheet("Budget")) if row[0] and row[2]}
    for (currency, funding), amount in case.sums().items():
        cell = budget[currency, word(Funding(funding), words)]
        assert Decimal(str(cell)) == amount
    for (currency, domain), amount in case.by_domain().items():
        title = next(d.title[code] for d in case.bank.domains if d.id == domain)
        assert Decimal(str(budget[currency, title])) == amount
    together = words.gettext("To ask for, together, each action at its own rate")
    assert Decimal(str(budget["USD", together])) == case.joint()


@pytest.mark.parametrize("code", ["en", "ar", "ckb"])
def test_the_screen_shows_them(
    case: Case, code: str, qtbot: QtBot, qapp: Any, tmp_path: Path
) -> None:
    settings = Settings(language=code, current_assessment=case.own.id)
    words = words_of(settings)
    language.install(qapp, words)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.use(Workspace(case.store, settings, tmp_path, window.style_in_use))
    window.show()
    window.show_page("results", {})
    due = words.date(date.fromisoformat(case.scores["psea"]["plan_latest"]))
    qtbot.waitUntil(lambda: due in said(window.current))  # what is below the fold comes later
    found = set(numbers(said(window.current)))
    assert unsaid(case, said(window.current)) == []
    domains = {d.id for d in case.bank.domains}  # the areas' figures are made when opened
    assert domains.isdisjoint(unchanged(case, said(window.current)))
    for name in ("plan_due", "plan_latest"):
        day = words.date(date.fromisoformat(case.scores["psea"][name]))
        assert set(numbers(day)) <= found
    window.show_page("plan", {})
    totals = window.current.totals  # type: ignore[union-attr]
    totals.parts.setChecked(True)
    lines = "\n".join(amount for _, amount in totals.tree.lines)
    found = set(numbers(said(window.current) + lines))
    for (currency, _), amount in (*case.sums().items(), *case.by_domain().items()):
        assert set(numbers(words.money(amount, currency))) <= found, amount
    assert set(numbers(words.money(case.joint(), "USD"))) <= found
    for action in case.document["plan"]:
        for text in action_texts(action, words):
            assert set(numbers(text)) <= found, (action["ref"], text)


def action_texts(action: dict[str, Any], words: Words) -> Iterator[str]:
    """What the plan's table shows of an action."""
    yield action["ref"]
    yield words.short_date(date.fromisoformat(action["due"]))
    if "cost" in action:
        yield words.money(Decimal(action["cost"]), action.get("currency", "USD"))


def said(page: QWidget | None) -> str:
    """Every text that a page's labels, buttons and views show or tell of themselves."""
    assert page is not None
    told = [each.text() for kind in (QLabel, QAbstractButton) for each in page.findChildren(kind)]
    for widget in page.findChildren(QWidget):
        told += [widget.accessibleName(), widget.accessibleDescription()]
    for view in page.findChildren(QAbstractItemView):
        model = None if isinstance(view, QTreeWidget) else view.model()
        for row in range(model.rowCount() if model else 0):
            told += [
                str(model.index(row, place).data())
                for place in range(model.columnCount(QModelIndex()))
            ]
    return "\n".join(told)
