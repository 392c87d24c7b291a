"""Making a file for somebody outside: a document or a workbook, for one receiver."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from capacity_app.errors import UserError
from capacity_app.exchange.files import refuse_place
from capacity_app.i18n import N_, Digits, Language, Words
from capacity_app.model.assessment import Assessment
from capacity_app.model.scoring import score
from capacity_app.model.tier import Tier
from capacity_app.report.content import Before, Report, build, with_beside
from capacity_app.report.damage import Damaged
from capacity_app.store.database import Store
from capacity_app.usecases.safe_writing import Progress, Writer, check_place, written

if TYPE_CHECKING:
    from capacity_app.report.flow import Step

__all__ = ["FORMATS", "REPORTS", "Progress", "build_report", "prepare", "suggested_name"]

FORMATS: Final = ("pdf", "xlsx", "json", "form")
REPORTS: Final = ("plan", "full", "pack")
_IN_TWO_LANGUAGES: Final = ("pdf", "form")
_NAME_LIMIT: Final = 120


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
    beside: str = "",
) -> Iterator[Progress]:
    """Check everything, look in the store, and return the work of writing ``path``, not begun.

    ``beside`` is a second language for PDF documents, printed beside the first; of English and
    another language the other leads, whichever was named first.

    Raises UserError at once when the assessment or the place is no good. Each step of the
    returned iterator writes a little; it never reads the store, so it may run in another thread.
    Only when the last step is done has the file its name, and what it replaces is gone; closing
    the iterator before that, or a failure (UserError), leaves no trace. The last step carries
    the SHA-256 of the file as it was read back under its name.
    """
    if format not in FORMATS or report not in REPORTS:
        raise ValueError((format, report))
    kind = format if format == "form" else report
    made_for = _Choice(format, kind, _in_words(language, beside, digits), Tier(tier), names)
    assessment = store.assessment(assessment_id)
    writer = _writer(store, assessment, made_for, today)
    check_place(path)
    if store.file is not None:
        refuse_place(path, store.file)
    return written(writer, path)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was asked for; ``languages`` are one, or two side by side."""

    format: str
    kind: str
    languages: tuple[Words, ...]
    tier: Tier
    names: bool


def _in_words(language: str, beside: str, digits: Digits | str) -> tuple[Words, ...]:
    """The languages in the order they are printed: English stands beside the others."""
    codes = dict.fromkeys(code for code in (language, beside) if code)
    order = sorted(codes, key=lambda code: code == Language.EN.code)
    return tuple(Words(Language.of(code), Digits(digits)) for code in order)


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


def _writer(store: Store, assessment: Assessment, choice: _Choice, today: date | None) -> Writer:
    """What writes the file; costly libraries are loaded for the format that needs them."""
    if len(choice.languages) > 1 and choice.format not in _IN_TWO_LANGUAGES:
        raise UserError(
            N_("Only PDF documents can be in two languages. Choose one language, or PDF.")
        )
    if choice.format == "json":
        return _document_writer(assessment, choice.tier, choice.names)
    report = _in_languages(store, assessment, choice, today)
    if choice.format == "xlsx":
        from capacity_app.report import excel
        from capacity_app.report.content_history import with_past

        own = assessment.id
        whole = with_past(report, store.revisions(own), store.history(own))
        return lambda part: excel.write(whole, part)
    return _pdf_writer(store, assessment, choice.kind, report)


def _in_languages(
    store: Store, assessment: Assessment, choice: _Choice, today: date | None
) -> Report:
    """The report in the first language, with itself in the second beside it."""
    first, *others = (
        build_report(store, assessment, words, choice.tier, today, choice.names)
        for words in choice.languages
    )
    return with_beside(first, others[0]) if others else first


def _pdf_writer(store: Store, assessment: Assessment, kind: str, report: Report) -> Writer:
    from capacity_app.report import pdf

    if kind == "form":
        instrument = store.instrument_of(assessment)
        return lambda part: _checked_pdf(pdf.write_form(report, instrument, part), report, part)
    if kind == "pack" and not report.sight.single_answers:
        raise UserError(
            N_(
                "The due-diligence pack tells who the organisation is, so it cannot be made for "
                "statistics. Choose a funder or yourselves."
            )
        )
    write = {"plan": pdf.write_plan, "full": pdf.write_full, "pack": pdf.write_pack}[kind]
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


def _checked_pdf(steps: Iterator["Step"], report: Report, part: Path) -> Iterator[Progress]:
    """Pages are laid out, which tells their number, then drawn; then the file is read back."""
    from capacity_app.report import pdf

    pages = 0
    for step in steps:
        pages = step.pages if step.drawing else 0
        done = pages + step.page
        yield Progress(done, max(2 * step.pages, done) + 1, step.page if pages else 0, pages)
    if pdf.check(report, part) != pages:
        raise Damaged(part.name)
