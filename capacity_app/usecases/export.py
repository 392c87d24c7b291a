"""Making a file for somebody outside: checked, written aside, put in place when it is good."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from capacity_app.errors import UserError
from capacity_app.exchange.files import refuse_place
from capacity_app.i18n import N_, Digits, Language, Words
from capacity_app.model.assessment import Assessment
from capacity_app.model.scoring import score
from capacity_app.model.tier import Tier
from capacity_app.report.content import Before, Report, build
from capacity_app.report.damage import Damaged
from capacity_app.store import files
from capacity_app.store.database import Store

FORMATS: Final = ("pdf", "xlsx", "json", "form")
REPORTS: Final = ("plan", "full")
_NAME_LIMIT: Final = 120
_UNSAFE_NAME: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$")

Writer = Callable[[Path], Iterator[object]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long work is; ``total`` grows when there is more to do than was known."""

    done: int
    total: int


def prepare(
    store: Store,
    assessment_id: str,
    *,
    format: str,
    path: Path,
    report: str = "plan",
    language: str = "en",
    tier: Tier | str = Tier.INTERNAL,
    digits: Digits | str = Digits.WESTERN,
    names: bool = False,
    today: date | None = None,
) -> Iterator[Progress]:
    """Check everything, look in the store, and return the work of writing ``path``, not begun.

    Raises UserError at once when the assessment or the place is no good. Each step of the
    returned iterator writes a little; it never reads the store, so it may run in another thread.
    Only when the last step is done has the file its name, and what it replaces is gone; closing
    the iterator before that, or a failure (UserError), leaves no trace.
    """
    if format not in FORMATS or report not in REPORTS:
        raise ValueError((format, report))
    words, tier = Words(Language.of(language), Digits(digits)), Tier(tier)
    assessment = store.assessment(assessment_id)
    writer = _writer(store, assessment, format, report, words, tier, names, today)
    _check_place(path)
    if store.file is not None:
        refuse_place(path, store.file)
    return _written(writer, path)


def build_report(
    store: Store,
    assessment: Assessment,
    words: Words,
    tier: Tier,
    today: date | None = None,
    names: bool = False,
) -> Report:
    """The report of an assessment, compared with the organisation's one before it."""
    instrument = store.instrument_of(assessment)
    return build(
        assessment,
        instrument,
        score(instrument, assessment),
        words,
        tier,
        today or date.today(),
        _before(store, assessment),
        names=names,
    )


def suggested_name(
    assessment: Assessment, kind: str, language: str, tier: Tier | str, ext: str
) -> str:
    """A file name in plain ASCII that tells what is inside; at most 120 characters.

    An aggregate's name does not tell whose it is.
    """
    tier = Tier(tier)
    own = assessment.organisation
    whose = "" if tier is Tier.AGGREGATE else _slug(own.acronym) or _slug(own.name_en)
    key = f"{assessment.id} {assessment.revision} {kind} {language} {tier}"
    short = hashlib.sha256(key.encode()).hexdigest()[:6]
    tail = "-".join([_slug(kind), assessment.date.isoformat(), language, tier.value, short])
    ending = f"-{tail}.{_slug(ext)}"
    return f"{(whose or 'capacity')[: _NAME_LIMIT - len(ending)].strip('-')}{ending}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _before(store: Store, assessment: Assessment) -> Before | None:
    """The assessment this one follows, else what the organisation made before.

    Before means in the order of making, because clocks jump.
    """
    if assessment.previous_id:
        with suppress(UserError):  # it may have been deleted since
            return _scored(
                store, store.assessment(assessment.previous_id, assessment.previous_revision)
            )
    seen = False
    for summary in store.summaries():
        if seen and summary.organisation_id == assessment.organisation.id and summary.answered:
            return _scored(store, store.assessment(summary.id))
        seen = seen or summary.id == assessment.id
    return None


def _scored(store: Store, earlier: Assessment) -> Before:
    return Before(earlier, score(store.instrument_of(earlier), earlier))


def _writer(
    store: Store,
    assessment: Assessment,
    format: str,
    kind: str,
    words: Words,
    tier: Tier,
    names: bool,
    today: date | None,
) -> Writer:
    """What writes the file; costly libraries are loaded for the format that needs them."""
    if format == "json":
        return _document_writer(assessment, tier, names)
    report = build_report(store, assessment, words, tier, today, names)
    if format == "xlsx":
        from capacity_app.report import excel

        return lambda part: excel.write(report, part)
    from capacity_app.report import pdf

    if format == "form":
        instrument = store.instrument_of(assessment)
        return lambda part: _checked_pdf(pdf.write_form(report, instrument, part), report, part)
    write = pdf.write_plan if kind == "plan" else pdf.write_full
    return lambda part: _checked_pdf(write(report, part), report, part)


def _document_writer(assessment: Assessment, tier: Tier, names: bool) -> Writer:
    from capacity_app.exchange import document
    from capacity_app.report.redaction import redacted
    from capacity_app.report.tiers import Sight

    sight = Sight(tier, names)
    if not sight.single_answers:
        raise UserError(
            N_("Sums cannot be written as JSON, which holds one assessment. Choose PDF or Excel.")
        )
    data = document.dump(document.to_document(redacted(assessment, sight)))

    def write(part: Path) -> Iterator[object]:
        part.write_bytes(data)
        yield part
        if part.read_bytes() != data:
            raise Damaged(part.name)

    return write


def _checked_pdf(steps: Iterator[object], report: Report, part: Path) -> Iterator[object]:
    from capacity_app.report import pdf

    yield from steps
    pdf.check(report, part)


def _check_place(path: Path) -> None:
    """Raise UserError when nothing can be written there; nothing is left by the trial."""
    if path.is_dir():
        raise UserError(N_("{path} is a folder. Give the file a name inside it."), path=path)
    if _UNSAFE_NAME.search(path.name) or _DEVICES.match(path.name) or not path.name:
        raise UserError(
            N_("{name} cannot be a file's name everywhere. Use letters, digits, - and _ only."),
            name=path.name,
        )
    if not path.parent.is_dir():
        raise UserError(
            N_("There is no folder {folder}. Make it, or choose another one."), folder=path.parent
        )
    part = _part(path)
    try:
        part.touch()
        part.unlink()
    except (OSError, ValueError) as error:
        _refused(path, error)


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _written(writer: Writer, path: Path) -> Iterator[Progress]:
    part, done = _part(path), 0
    try:
        with closing(_steps(writer, part)) as steps:
            for _ in steps:
                done += 1
                yield Progress(done, done + 1)
        _sync(part)
        files.replace(part, path)
    except OSError as error:
        _refused(path, error)
    except Damaged as error:
        raise UserError(
            N_(
                "{name} was written but reads otherwise, so it was not kept. Your assessments "
                "are safe. The drive {folder} may be failing: choose another one."
            ),
            name=path.name,
            folder=path.parent,
        ) from error
    finally:
        _remove(part)
    yield Progress(done + 1, done + 1)


def _steps(writer: Writer, part: Path) -> Generator[object, None, None]:
    """The writer's steps; closing them closes the writer, and with it the file it has open."""
    yield from writer(part)


def _sync(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone or refuses; the reason was said already


def _refused(path: Path, error: OSError | ValueError) -> NoReturn:
    raise UserError(
        N_(
            "{name} could not be written in {folder} ({reason}). Your assessments are safe, and an "
            "older file of that name is as it was. Close it if it is open, or choose another "
            "folder."
        ),
        name=path.name,
        folder=path.parent,
        reason=getattr(error, "strerror", None) or error,
    ) from error
