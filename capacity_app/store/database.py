"""The store: opening a database safely, looking at it, and writing to it.

SQLite is held by exactly one exclusive connection in WAL mode with full synchronisation: what
was acknowledged survives a power cut, and two programs never write to one file.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, exc, select
from sqlalchemy.orm import Session, sessionmaker

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment, Revision, Summary
from capacity_app.model.handover import Handover
from capacity_app.model.history import Entry
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.store import instruments, looking, mapping, schema, tables
from capacity_app.store.answering import Answering, Statements
from capacity_app.store.bank_files import USERS, stamp
from capacity_app.store.connection import (
    cause_of,
    saying,
    server_engine,
    sqlite_engine,
    without_password,
)
from capacity_app.store.writing import Writing

FILE_NAME = paths.DATABASE


class Store:
    """The data of one person or one shared server. Close it when done."""

    def __init__(self, engine: Engine, question_banks: Path, file: Path | None) -> None:
        self._engine = engine
        self._session = sessionmaker(engine, expire_on_commit=False)
        self._writing: Session | None = None
        self._statements: Statements | None = None
        own = [file.parent / USERS] if file else []
        self._question_banks = (question_banks, *own)  # a person's own beside the program's
        self._instruments: dict[str, Instrument] = {}
        self._installed: dict[str, Instrument] = {}
        self._stamp: object = None
        self._offered: dict[tuple[str, tuple[str, ...]], Instrument] = {}
        self.file = file

    @classmethod
    def open(cls, where: Path | str, question_banks: Path) -> "Store":
        """Open a folder's SQLite file, or a shared database by URL, making or migrating it.

        Raises UserError, and leaves every byte as it was, when the file is damaged, was made by
        a newer version, is open elsewhere, or its folder cannot be written to.
        """
        mapping.map_model()
        if isinstance(where, Path):
            file = where / FILE_NAME
            engine = sqlite_engine(file)
            with saying(file):
                _prepare(where, file)
                with engine.connect():
                    pass
            return cls(engine, question_banks, file)
        engine = server_engine(where)
        with saying(without_password(where)):
            schema.upgrade(engine)
        return cls(engine, question_banks, None)

    def close(self) -> None:
        """Let go of the database; the write-ahead log is folded into the file."""
        self._engine.dispose()

    # look

    def assessment(self, assessment_id: str, revision: int | None = None) -> Assessment:
        """A revision, the latest unless given, complete and detached; UserError if none."""
        with self._looking() as session:
            return looking.assessment(session, assessment_id, revision)

    def revisions(self, assessment_id: str) -> list[Revision]:
        """All revisions of an assessment, newest first, without their answers."""
        with self._looking() as session:
            return looking.revisions(session, assessment_id)

    def history(self, assessment_id: str) -> list[Entry]:
        """The history of an assessment, oldest first, as it stands; nothing is checked here."""
        with self._looking() as session:
            return looking.history(session, assessment_id)

    def handovers(self, assessment_id: str) -> list[Handover]:
        """What was handed over of an assessment, newest first."""
        with self._looking() as session:
            return looking.handovers(session, assessment_id)

    def organisation(self, organisation_id: str) -> Organisation:
        """An organisation, detached; UserError when there is none of that id."""
        with self._looking() as session:
            return looking.organisation(session, organisation_id)

    def organisations(self) -> list[Organisation]:
        """All organisations, by English then other names."""
        with self._looking() as session:
            found = session.scalars(select(Organisation)).all()
        return sorted(found, key=lambda organisation: organisation.name("en").casefold())

    def summaries(self) -> list[Summary]:
        """The latest revision of every assessment, newest first, without its answers."""
        with self._looking() as session:
            return looking.summaries(session, deleted=False)

    def deleted(self) -> list[Summary]:
        """What lies in the bin, newest first."""
        with self._looking() as session:
            return looking.summaries(session, deleted=True)

    def copies(self) -> set[str]:
        """SHA-256 of every copy of a proof that some item of some revision shows."""
        with self._looking() as session:
            return looking.copies(session)

    def instrument(self, digest: str) -> Instrument:
        """The question bank, whole, that an assessment was made with."""
        if digest not in self._instruments:
            content = self.instrument_content(digest)
            self._instruments[digest] = instruments.parse(content, digest)
        return self._instruments[digest]

    def instrument_of(self, assessment: Assessment) -> Instrument:
        """The question bank of an assessment as tailored to its services."""
        key = (assessment.instrument_digest, tuple(assessment.services))
        if key not in self._offered:
            whole = self.instrument(assessment.instrument_digest)
            self._offered[key] = whole.offered(assessment.services)
        return self._offered[key]

    def instrument_content(self, digest: str) -> dict[str, Any]:
        """The content of a kept question bank as plain JSON values."""
        query = select(tables.instruments.c.content).where(tables.instruments.c.digest == digest)
        with self._looking() as session:
            content = session.execute(query).scalar_one_or_none()
        if content is None:
            raise UserError(
                N_("The question bank of this assessment is missing ({digest})."),
                digest=digest[:12],
            )
        try:
            return dict(json.loads(content))
        except ValueError:
            raise UserError(
                N_(
                    "The question bank kept with this assessment is damaged ({digest}). Nothing "
                    "was changed. Restore a backup."
                ),
                digest=digest[:12],
            ) from None

    def installed_instrument(self, instrument_id: str) -> Instrument:
        """The question bank of that id as installed now; UserError when absent or broken."""
        now_there = stamp(*self._question_banks)
        if now_there != self._stamp:
            self._installed, self._stamp = {}, now_there
        if instrument_id not in self._installed:
            found = instruments.load(instrument_id, *self._question_banks)
            self._installed[instrument_id] = self._instruments.setdefault(found.digest, found)
        return self._installed[instrument_id]

    def installed_content(self, instrument_id: str) -> str:
        """The content of an installed question bank as JSON, to be kept with an assessment."""
        content = instruments.read(instrument_id, *self._question_banks)
        return json.dumps(content, ensure_ascii=False)  # in its own order, which is the screen's

    def installed_instruments(self) -> list[str]:
        """Ids of the installed question banks."""
        return instruments.installed(*self._question_banks)

    # do

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction, kept when the block ends and undone when it raises."""
        with saying(self._place), self._session.begin() as session:
            self._writing = session
            try:
                yield Writing(session)
            finally:
                self._writing = None

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """One transaction on one answer, on the bare connection: the path of every click."""
        if self._statements is None:
            self._statements = Statements(self._engine.dialect)
        with saying(self._place), self._engine.begin() as connection:
            yield Answering(connection, self._statements)

    @contextmanager
    def _looking(self) -> Iterator[Session]:
        """A session to read with; inside a transaction it sees what that has written so far.

        There is one connection only, so a look must neither begin nor end a transaction there.
        """
        outer = self._writing
        with saying(self._place):
            if outer is None:
                with self._session() as session:
                    yield session
            else:
                with self._session(bind=outer.connection()) as session:
                    yield session

    @property
    def _place(self) -> object:
        return self.file or self._engine.url.host or self._engine.url.database or ""

    def integrity(self) -> str:
        """ "ok", or what the database says is wrong with itself."""
        if self.file is None:
            return "ok"
        try:
            with self._engine.connect() as connection:
                return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar_one())
        except exc.DBAPIError as error:
            return cause_of(error)

    @property
    def engine(self) -> Engine:
        """The engine, for the rest of this room only."""
        return self._engine


def new_id() -> str:
    """A new id for an assessment or organisation."""
    return str(uuid.uuid4())


def now() -> datetime:
    """This moment, to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def _prepare(folder: Path, file: Path) -> None:
    """Bring the file to the current schema before the real connection takes hold of it."""
    folder.mkdir(parents=True, exist_ok=True)
    if _is_current(file):
        return
    with schema.alone(folder):
        if not _is_current(file):  # another program may have been faster
            schema.migrate_copy(file, sqlite_engine)


def _is_current(file: Path) -> bool:
    version = schema.version_of(file)
    if version is not None and version not in schema.KNOWN:
        raise UserError(
            N_(
                "{file} was made by a newer version of this program. It was left exactly as it "
                "is. Install the newer version to open it."
            ),
            file=file,
        )
    return version == schema.HEAD
