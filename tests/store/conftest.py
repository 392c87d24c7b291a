"""A filled database, copies of the question banks to break, and a throw-away server."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.model.assessment import (
    Assessment,
    Changed,
    ElementAnswer,
    Kind,
    Mode,
    Participants,
)
from capacity_app.model.evidence import EvidenceItem, EvidenceStatus, Share
from capacity_app.model.organisation import (
    Authority,
    BudgetBand,
    FormalAssessment,
    HealthLevel,
    Organisation,
    Registration,
    Scheme,
    StaffBand,
)
from capacity_app.model.plan import (
    Currency,
    Funding,
    PlanReview,
    Priority,
    Status,
    Support,
    SupporterKind,
)
from capacity_app.store.database import Store
from capacity_app.usecases import assess, organise, planning

TODAY = date(2026, 3, 9)
Fill = Callable[[Store], Assessment]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the ``store`` fixture, or a new one where no store is open."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Assessment]:
    """A closed database with an assessment that uses every field, made once, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    store = Store.open(folder, paths.assessments())
    assessment = fill_store(store)
    store.close()
    return folder, assessment


@pytest.fixture
def filled(data: Path, template: tuple[Path, Assessment]) -> Assessment:
    """An assessment with every field filled, in a database that is closed again."""
    shutil.copytree(template[0], data)
    return template[1]


@pytest.fixture
def fill() -> Fill:
    """Fills a store with an organisation and an assessment that use every field."""
    return fill_store


def fill_store(store: Store) -> Assessment:
    """Every field of every dataclass gets a value that is not its default."""
    organisation = _organisation(store)
    assessment = assess.start(
        store,
        organisation.id,
        kind=Kind.FOLLOW_UP,
        mode=Mode.FACILITATED,
        on=TODAY,
        services=["PHC", "GBV"],
        language="ckb",
        place="IQG09",
        participants=[Participants("Finance officer", 2, 1), Participants("بەڕێوەبەر", 1, 3)],
        facilitator="Facilitator",
        facilitator_organisation="A network",
    )
    _answers(store, assessment)
    planning.choose_target(store, assessment, "FUN-1.1", 4)
    _action(store, assessment)
    _revision(store, assessment)
    return store.assessment(assessment.id)


def _revision(store: Store, assessment: Assessment) -> None:
    moment = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
    with store.writing() as writing:
        fresh = writing.assessment(assessment.id)
        fresh.director_role, fresh.facilitator_role = "Director", "Adviser"
        fresh.signed_at, fresh.deleted_at = moment, moment
        fresh.revision_reason, fresh.revision_by = "A proof was missing", "بەڕێوەبەر"
        fresh.previous_id, fresh.previous_revision = fresh.id, 2
        fresh.answers["FUN-1.1"].changed = Changed.UNDERSTANDING
        fresh.plan[0].agreed = True
        fresh.reviews = [PlanReview(6, TODAY, "بەڕێوەبەر", "On track")]


def _organisation(store: Store) -> Organisation:
    return organise.create_organisation(
        store,
        name_en="Example ‘Health’ Organisation",
        name_ar="منظمة صحية",
        name_ckb="ڕێکخراوی تەندروستی",
        acronym="EHO",
        founded=2004,
        registrations=[
            Registration(Authority.FEDERAL, "1Z2364", date(2027, 1, 31)),
            Registration(Authority.KRI, "77", None),
        ],
        head_office="IQG09",
        address="12 Street\n\u202bشارع\u202c",
        phone="+964 000",
        email="office@example.org",
        website="example.org",
        head_name="Head",
        head_title="Director",
        contact_name="Contact",
        contact_title="Officer",
        governorates=["IQG09", "halabja"],
        services_by_governorate={"IQG09": ["PHC", "GBV"], "halabja": ["PHC"]},
        health_levels=[HealthLevel.PRIMARY, HealthLevel.COMMUNITY],
        staff_band=StaffBand.FROM_25,
        volunteers=12,
        budget_band=BudgetBand.FROM_250K,
        surge_capacity="Two teams",
        bank_account=True,
        board_members="Five",
        psea_focal_point=False,
        formal_assessments=[FormalAssessment(Scheme.HACT, 2024, "Moderate")],
        is_sample=True,
    )


def _answers(store: Store, assessment: Assessment) -> None:
    assess.choose_level(store, assessment, "FUN-1.1", 3)
    assess.write_note(store, assessment, "FUN-1.1", "=2+2 <b>🙂 ZWNJ\u200cهێ")
    assess.write_reason(store, assessment, "FUN-1.1", "Kept at the bank")
    assess.mark_not_applicable(store, assessment, "TEC-2.3", "لا توجد صيدلية")
    assess.mark_dont_know(store, assessment, "COO-1.1")
    for element, given in zip("abc", ("yes", "no", "dont_know"), strict=True):
        assess.choose_element(store, assessment, "PSE-1", element, ElementAnswer(given))
    assess.choose_sustained(store, assessment, "PSE-1", ElementAnswer.NO)
    item = EvidenceItem(
        "",
        "PSEA policy",
        type="psea_policy",
        language="ar",
        issued=date(2025, 12, 31),
        expires=date(2028, 2, 29),
        held_at="Folder 3",
        share=Share.COPY,
        status=EvidenceStatus.SEEN,
        seen_by="Facilitator",
        seen_on=TODAY,
        copy_name="policy.pdf",
        copy_sha256="0" * 64,
        copy_size=3,
    )
    assess.add_evidence(store, assessment, item, ["PSE-1", "FUN-1.1"])
    assess.add_evidence(store, assessment, EvidenceItem("", "Second"), ["FUN-1.1"])


def _action(store: Store, assessment: Assessment) -> None:
    planning.add_action(
        store,
        assessment,
        TODAY,
        indicator="FUN-1.1",
        gap="Expires soon",
        baseline=1,
        target=3,
        action="Renew",
        deliverable="Certificate",
        priority=Priority.HIGH,
        reason="Funders ask first",
        responsible="Finance officer",
        support=[Support.TRAINING, Support.TEMPLATE],
        supported_by="UN agency",
        supporter_kind=SupporterKind.UN,
        cost=Decimal("1234567"),
        currency=Currency.IQD,
        rate=Decimal("1310.5"),
        rate_date=TODAY,
        funding=Funding.REQUESTED,
        start=TODAY,
        due=date(2026, 9, 9),
        status=Status.ONGOING,
        percent=40,
        completed_on=date(2026, 8, 1),
        completion_evidence="Copy",
        verified_by="Monitor",
        verified_on=date(2026, 8, 2),
        adequate=False,
        comments="Nearly",
        effect=3,
        effort=1,
    )


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    """A copy of the question banks that a test may change."""
    return Path(shutil.copytree(paths.assessments(), tmp_path / "banks"))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of an empty PostgreSQL server on a socket, gone when the tests end."""
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs or not (programs[-1] / "initdb").exists():
        pytest.skip("PostgreSQL's server is not installed")
    with _running(programs[-1]) as url:
        yield url


@contextmanager
def _running(programs: Path) -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has 107 letters at most
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    if user:  # the server refuses to run as root
        shutil.chown(home, user)

    def run(*command: str) -> None:
        said = subprocess.run(
            [programs / command[0], *command[1:]],
            user=user,
            cwd=home,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        assert said.returncode == 0, command

    database = str(home / "d")
    run("initdb", "-D", database, "-U", "test", "-A", "trust", "--no-sync", "-E", "UTF8")
    options = f"-k {home} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "-D", database, "-w", "-o", options, "-l", str(home / "log"), "start")
    try:
        yield f"postgresql+psycopg://test@/postgres?host={home}"
    finally:
        run("pg_ctl", "-D", database, "-m", "immediate", "stop")
        shutil.rmtree(home)
