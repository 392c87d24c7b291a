"""The question banks: which are here, what they hold, and moving an assessment to a newer one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from capacity_app.errors import UserError
from capacity_app.i18n import N_
from capacity_app.model.assessment import Answer, Assessment, State
from capacity_app.model.copying import next_revision
from capacity_app.model.history import Change, What
from capacity_app.model.instrument import Indicator, Instrument
from capacity_app.model.plan import Action
from capacity_app.store import instruments
from capacity_app.store.bank_files import USERS
from capacity_app.usecases.counting import count

if TYPE_CHECKING:  # scripts ask for question banks often, and need no database for it
    from capacity_app.store.database import Store
    from capacity_app.store.writing import Writing


def own_folder(data_dir: Path) -> Path:
    """Where a person's own question banks are, beside the database."""
    return data_dir / USERS


def installed(*folders: Path) -> list[dict[str, Any]]:
    """Id, version and title of every question bank; UserError when one is broken."""
    found = [content(name, *folders) for name in instruments.installed(*folders)]
    return [{name: bank[name] for name in ("id", "version", "title")} for bank in found]


def known(bank_id: str, *folders: Path) -> None:
    """UserError, naming those that are, when no question bank of that id is here."""
    here = instruments.installed(*folders)
    if bank_id not in here:
        raise UserError(
            N_("There is no question bank {id} here. Installed are: {known}."),
            id=bank_id,
            known=", ".join(here) or "–",
        )


def content(bank_id: str, *folders: Path) -> dict[str, Any]:
    """A whole question bank with its digest; UserError when it is absent or broken."""
    known(bank_id, *folders)
    bank = instruments.read(bank_id, *folders)
    digest = instruments.parse(bank, bank_id).digest
    for domain in bank["domains"]:
        for area in domain["areas"]:
            _tidy(area)
    return {**bank, "digest": digest}


def _tidy(area: dict[str, Any]) -> None:
    """Say "service" only of a module, and of every element whether it may not apply."""
    if not area.get("service"):
        area.pop("service", None)
    for indicator in area["indicators"]:
        for element in indicator.get("elements", ()):
            element.setdefault("may_be_na", False)


def titles(banks: list[dict[str, Any]], language: str) -> Iterator[str]:
    """Id, version and title of question banks, one line each."""
    for bank in banks:
        yield f"{bank['id']}\t{bank['version']}\t{bank['title'][language]}"


def outline(bank: dict[str, Any], language: str) -> Iterator[str]:
    """A question bank in short: the ids and titles of its domains, areas and indicators."""
    for domain in bank["domains"]:
        yield f"{domain['id']}\t{domain['title'][language]}"
        for area in domain["areas"]:
            yield f"{area['id']}\t{area['title'][language]}"
            for indicator in area["indicators"]:
                yield f"{indicator['id']}\t{indicator['title'][language]}"


def to_choose(store: "Store", usual: str) -> list[Instrument]:
    """The question banks an assessment can be started with: the usual one, then the longest first.

    A broken one of somebody's own is left out; UserError when the usual one is broken.
    """
    found = [store.installed_instrument(usual)]
    for name in store.installed_instruments():
        if name != usual:
            try:
                found.append(store.installed_instrument(name))
            except UserError:
                continue
    return [found[0], *sorted(found[1:], key=questions, reverse=True)]


def questions(bank: Instrument) -> int:
    """How many questions every organisation answers, whatever services it delivers."""
    return len(bank.offered(()).indicators)


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of indicators between two question banks, by id, in the order of the screen.

    ``same`` are equal; ``text`` differ in words or in what goes with them; ``weighing`` count in
    another way (area, importance, crosswalk), and answers to all three still hold. ``structure``
    are answered in another way; ``gone`` are only in the old one, ``new`` only in the new one.
    """

    same: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    weighing: tuple[str, ...] = ()
    structure: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def kept(self) -> frozenset[str]:
        """The indicators whose answers mean in the new bank what they meant in the old."""
        return frozenset((*self.same, *self.text, *self.weighing))


def compare(old: Instrument, new: Instrument) -> Changes:
    """What maps from one question bank to another, and what does not."""
    kinds: dict[str, list[str]] = {}
    for indicator in old.indicators:
        kind = _kind(old, new, indicator) if indicator.id in new else "gone"
        kinds.setdefault(kind, []).append(indicator.id)
    kinds["new"] = [each.id for each in new.indicators if each.id not in old]
    return Changes(**{kind: tuple(ids) for kind, ids in kinds.items()})


def _kind(old: Instrument, new: Instrument, before: Indicator) -> str:
    after = new.indicator(before.id)
    if _answered_by(before) != _answered_by(after):
        return "structure"
    if _counted_by(old, before) != _counted_by(new, after):
        return "weighing"
    return "same" if before == after else "text"


def _answered_by(indicator: Indicator) -> tuple[object, ...]:
    """What an answer consists of."""
    elements = tuple((element.id, element.may_be_na) for element in indicator.elements)
    has_sustained = indicator.sustained is not None
    return elements, has_sustained, indicator.may_be_na, tuple(sorted(indicator.levels))


def _counted_by(bank: Instrument, indicator: Indicator) -> tuple[object, ...]:
    area = bank.area_of(indicator.id)
    return (
        *(bank.domain_of(indicator.id).id, area.id, area.service, area.weight),
        *(indicator.importance, indicator.funder_critical, indicator.crosswalk),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """An assessment in its new revision, and what of the old one has no place there."""

    assessment: Assessment
    changes: Changes
    answers: tuple[Answer, ...]
    actions: tuple[Action, ...]


def move(store: "Store", assessment: Assessment, new: Instrument) -> Moved:
    """Go on with an assessment on another installed question bank, as its next revision.

    Answers whose indicator is answered in the same way are taken along; the others are returned
    and stay, with everything else, in the old revision, which is kept as it was. UserError when
    it is signed off.
    """
    from capacity_app.store.database import now
    from capacity_app.usecases.recording import record
    from capacity_app.usecases.transfer import add_whole

    bank = store.installed_content(new.id)
    if store.installed_instrument(new.id).digest != new.digest:
        raise ValueError(f"{new.id} {new.version} is not what is installed")
    with store.writing() as writing:
        old = _draft(writing, assessment)
        changes = compare(store.instrument(old.instrument_digest), new)
        going = _carried(old, new, changes.kept)
        count(going, new.offered(going.services))
        old.state, going.saved_at = State.SUPERSEDED, now()
        writing.keep_instrument(new, bank)
        add_whole(writing, going)
        before, after = (f"{a.instrument_id} {a.instrument_version}" for a in (old, going))
        change = Change(What.SETTING, field="instrument", old=before, new=after)
        record(writing, going, [change], going.saved_at)
    return Moved(
        going,
        changes,
        tuple(a for key, a in old.answers.items() if key not in changes.kept and not a.is_empty),
        tuple(a for a in old.plan if a.indicator and a.indicator not in changes.kept),
    )


def _draft(writing: "Writing", assessment: Assessment) -> Assessment:
    fresh = writing.assessment(assessment.id)
    if fresh.state is not State.DRAFT:
        raise UserError(
            N_(
                "This assessment is signed off, so it keeps the questions it was made with. "
                "Nothing was changed. Start a new assessment to use the new questions."
            )
        )
    return fresh


def _carried(old: Assessment, new: Instrument, kept: frozenset[str]) -> Assessment:
    """The next revision on the new bank, with what still holds there."""
    going = next_revision(old, old.revision_reason, old.revision_by)
    going.instrument_id, going.instrument_version = new.id, new.version
    going.instrument_digest = new.digest
    going.services = [code for code in new.services if code in old.services]
    going.answers = {key: answer for key, answer in going.answers.items() if key in kept}
    going.targets = {key: level for key, level in going.targets.items() if key in kept}
    going.plan = [each for each in going.plan if not each.indicator or each.indicator in kept]
    if going.last_indicator not in new:
        going.last_indicator = ""
    return going
