"""Assessments leaving and entering as open JSON documents."""

from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

from capacity_app.errors import UserError
from capacity_app.exchange import document
from capacity_app.exchange.files import refuse_place
from capacity_app.exchange.place import clean, short
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment, State
from capacity_app.model.instrument import Instrument
from capacity_app.model.organisation import Organisation
from capacity_app.model.scoring import score
from capacity_app.store.database import Store, now
from capacity_app.store.writing import Writing


class Outcome(StrEnum):
    """What an import did to the store."""

    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Which assessment and organisation an import was about, and what it did.

    ``same_bank`` is False when the file was made with other texts of the same version of its
    question bank, which happens when a text was corrected without a new version.
    """

    assessment_id: str
    organisation_id: str
    outcome: Outcome
    same_bank: bool = True


def export_document(store: Store, assessment_id: str, path: Path) -> Path:
    """Write an assessment as JSON; UserError, and no file, when it is absent or cannot be."""
    assessment = store.assessment(assessment_id)
    if store.file is not None:
        refuse_place(path, store.file)
    document.write_file(assessment, path, store.instrument(assessment.instrument_digest))
    return path


def import_document(store: Store, path: Path) -> ImportResult:
    """Bring a JSON document in, in one transaction; UserError, and no change, when it cannot be.

    An assessment that is here already is never overwritten: a higher revision is added beside
    it, equal content changes nothing, anything else is refused.
    """
    file = clean(path.name)
    bank = _Bank(store, file)
    incoming = document.read_file(path, bank.find)
    outcome = _keep(store, incoming, bank, file)
    return ImportResult(incoming.id, incoming.organisation.id, outcome, bank.same)


def _keep(store: Store, incoming: Assessment, bank: "_Bank", file: str) -> Outcome:
    here = {summary.id for summary in store.summaries()}
    _refuse_binned(store, incoming, file)
    known = {organisation.id for organisation in store.organisations()}
    _count(incoming, bank.found)
    with store.writing() as writing:
        present = writing.assessment(incoming.id) if incoming.id in here else None
        outcome = _meet(present, incoming, file) if present else Outcome.MADE
        if incoming.organisation.id in known:
            profile = writing.organisation(incoming.organisation.id)
            filled = _fill(profile, incoming.organisation)
            incoming.organisation = profile
            if filled and outcome is Outcome.UNCHANGED:
                return Outcome.CHANGED
        if outcome is not Outcome.UNCHANGED:
            _keep_bank(store, writing, bank.found)
            add_whole(writing, incoming)
    return outcome


def _refuse_binned(store: Store, incoming: Assessment, file: str) -> None:
    if any(summary.id == incoming.id for summary in store.deleted()):
        raise UserError(
            N_(
                "The assessment in {file} lies in the bin here. Nothing was changed. Take it back "
                "from the bin, or delete it there for good and open the file again."
            ),
            file=file,
        )


def add_whole(writing: Writing, assessment: Assessment) -> None:
    """Keep a new assessment with its evidence in the register's order.

    Evidence is numbered as it is written; added in one go it would be written in the order in
    which answers happen to name it.
    """
    answers = dict(assessment.answers)
    assessment.answers = {}
    writing.add(assessment)
    writing.flush()
    assessment.answers = answers


class _Bank:
    """Finds the question bank a document names: the one kept here, else the one installed."""

    found: Instrument

    def __init__(self, store: Store, file: str) -> None:
        self.store = store
        self.file = file
        self.same = True

    def find(self, bank_id: str, version: str, digest: str) -> Instrument:
        """The question bank; UserError when no such version is here."""
        try:
            self.found = self.store.instrument(digest)
        except UserError:
            self.found = self._installed(bank_id, version)
            self.same = digest in ("", self.found.digest)
        return self.found

    def _installed(self, bank_id: str, version: str) -> Instrument:
        if bank_id not in self.store.installed_instruments():
            refuse_bank(self.file, bank_id, version, "–")
        installed = self.store.installed_instrument(bank_id)
        if installed.version != version:
            refuse_bank(self.file, bank_id, version, f"{bank_id} {installed.version}")
        return installed


def bank_of(store: Store, file: str, bank_id: str, version: str, digest: str) -> Instrument:
    """The question bank a document names; UserError, naming the file, when it is not here."""
    return _Bank(store, file).find(bank_id, version, digest)


def refuse_bank(file: str, bank_id: str, version: str, here: str) -> NoReturn:
    """Say which question bank a file was made with, and which one is here."""
    raise UserError(
        N_(
            "{file} was made with the question bank {bank}, which is not installed here "
            "(installed: {here}). Nothing was changed. Install the version of this program "
            "the file was made with."
        ),
        file=file,
        bank=short(f"{bank_id} {version}", 80),
        here=here,
    )


def _count(incoming: Assessment, bank: Instrument) -> None:
    total = score(bank.offered(incoming.services), incoming).total
    incoming.answered, incoming.applicable = total.answered, total.applicable
    incoming.saved_at = now()


def _keep_bank(store: Store, writing: Writing, bank: Instrument) -> None:
    """Keep the installed bank with what was made with it; any other one was found kept here."""
    if bank.id not in store.installed_instruments():
        return
    if store.installed_instrument(bank.id).digest == bank.digest:
        writing.keep_instrument(bank, store.installed_content(bank.id))


def _meet(present: Assessment, incoming: Assessment, file: str) -> Outcome:
    """What becomes of an assessment whose id is here already; UserError to refuse it."""
    if incoming.organisation.id != present.organisation.id:
        _refuse_other(file, present)
    if incoming.revision < present.revision:
        raise UserError(
            N_(
                "{file} holds revision {old} of an assessment of {name}, and the newer revision "
                "{new} is here already. Nothing was changed."
            ),
            file=file,
            old=incoming.revision,
            new=present.revision,
            name=clean(present.organisation.name("en")),
        )
    if incoming.revision > present.revision:
        present.state = State.SUPERSEDED
        return Outcome.CHANGED
    if _content(incoming) != _content(present):
        _refuse_other(file, present)
    return Outcome.UNCHANGED


def _refuse_other(file: str, present: Assessment) -> NoReturn:
    raise UserError(
        N_(
            "{file} and this program hold different answers under the same revision {revision} "
            "of an assessment of {name}, so neither is newer. Nothing was changed. To take the "
            "file's, first save a backup and delete the assessment here."
        ),
        file=file,
        revision=present.revision,
        name=clean(present.organisation.name("en")),
    )


def _content(assessment: Assessment) -> dict[str, Any]:
    """What two copies of one revision have to agree in; the profile may be richer in one."""
    content = document.to_document(assessment)
    return {name: value for name, value in content.items() if name != "organisation"}


def _fill(profile: Organisation, given: Organisation) -> bool:
    """Fill the empty fields of a profile; whether that changed anything."""
    empty: tuple[object, ...] = ("", None, [], {})
    filled = False
    for field in fields(profile):
        mine, theirs = getattr(profile, field.name), getattr(given, field.name)
        if field.name != "is_sample" and mine in empty and theirs not in empty:
            setattr(profile, field.name, theirs)
            filled = True
    return filled
