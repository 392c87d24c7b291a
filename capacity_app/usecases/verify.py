"""Verifying a file: is it as it was written, does it belong to the code, is it what is here?

A workbook and a PDF carry the content behind their content code, an assessment file is the
content, a backup is sealed. What each of these proves, and what not, is told in
docs/decisions/0010-verify.md.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from capacity_app.errors import UserError
from capacity_app.exchange import document, strict
from capacity_app.exchange.files import read_capped
from capacity_app.exchange.place import clean
from capacity_app.i18n import N_
from capacity_app.model.instrument import Instrument
from capacity_app.model.scoring import score
from capacity_app.report.content_code import code_of, content_text
from capacity_app.usecases.safe_writing import Progress
from capacity_app.usecases.verify_findings import (
    Finding,
    Here,
    Kind,
    Verdict,
    Verified,
    differences,
)

if TYPE_CHECKING:
    from capacity_app.store.database import Store

_CODE: Final = re.compile(r"[0-9A-F]{4}(?:-[0-9A-F]{4}){3}")
_BROKEN: Final = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError)
_NOT_OURS: Final = N_(
    "{file} carries nothing by which it could be verified: it was not written by this program, "
    "or what it carried was taken out. Ask its sender for the file as it was written."
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file alone tells: what was found, and its content as plain values."""

    found: Verified
    content: Mapping[str, Any]


def verify(
    path: Path, store: "Store | None", banks: tuple[Path, ...] = (), code: str = ""
) -> Verified:
    """What is known of a file; UserError when it cannot be read or carries nothing to verify.

    ``code`` is one that was printed or told, "" without; ``store`` tells what is here, None when
    nothing can be asked; ``banks`` are the folders of question banks to use then.
    """
    plain_code(code)
    return judged(examine(path, store, banks), store, code)


def examining(path: Path, banks: tuple[Path, ...], found: list[Examined]) -> Iterator[Progress]:
    """Examine a file as a work that needs no store, for another thread; it goes to ``found``."""
    found.append(examine(path, None, banks))
    yield Progress(1, 1)


def examine(path: Path, store: "Store | None", banks: tuple[Path, ...]) -> Examined:
    """What a file alone tells; UserError as for :func:`verify`."""
    data = read_capped(path)
    if data.startswith(b"PK") and path.suffix.lower() == ".zip":
        return Examined(_backup(path), {})
    if data.startswith(b"PK"):
        found, content = _workbook(path)
    elif b"%PDF-" in data[:1024]:
        found, content = _pdf(data, clean(path.name))
    else:
        found, content = _document(data, clean(path.name), store, banks)
    return Examined(replace(found, **_about(content)), content)


def judged(examined: Examined, store: "Store | None", code: str = "") -> Verified:
    """The verdict, beside what is here and the given code; UserError when that is no code."""
    found, wanted = examined.found, plain_code(code)
    if store is not None and examined.content:
        found = _compared(found, examined.content, store)
    return replace(found, verdict=_verdict(found, wanted))


def plain_code(typed: str) -> str:
    """A typed code as it is printed; UserError when it is none."""
    digits = re.sub(r"[^0-9A-F]", "", typed.upper())
    code = "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    if typed.strip() and not _CODE.fullmatch(code):
        raise UserError(
            N_(
                "{code} is not a content code. It has 16 digits and letters from A to F, such as "
                "7F3A-91C2-08BD-44E1, and stands on the document."
            ),
            code=clean(typed)[:40],
        )
    return code


def _verdict(found: Verified, wanted: str) -> Verdict:
    if found.changes:
        return Verdict.CHANGED
    if wanted and wanted != found.code:
        return Verdict.OTHER_CODE
    return Verdict.DIFFERS if found.here is Here.DIFFERS else Verdict.WHOLE


def _workbook(path: Path) -> tuple[Verified, dict[str, Any]]:
    from capacity_app.exchange import workbook_check
    from capacity_app.usecases import verify_book

    carried = workbook_check.read(path)
    if carried is None:
        raise UserError(_NOT_OURS, file=clean(path.name))
    changed, moved = workbook_check.changes(carried)
    content, faults = _content(carried.content, carried.own)
    code = code_of(carried.content) if carried.content else ""
    found = verify_book.named(changed, content) + faults
    told = {
        str(value): title
        for title, rows in carried.sheets.items()
        for row in rows.values()
        for value in row.values()
        if isinstance(value, str) and _CODE.fullmatch(value)
    }
    if code not in told and (code or told):
        printed, place = next(iter(told.items()), (None, carried.own))
        found.append(Finding(place, "", "", N_("Content code"), code or None, printed))
    if content:
        seen = {(each.place, each.cell) for each in found}
        more = _carefully(lambda: list(verify_book.against_content(carried, content)), carried.own)
        found += [each for each in more if (each.place, each.cell) not in seen or not each.cell]
    return Verified(Kind.WORKBOOK, Verdict.WHOLE, code, tuple(found), moved=moved), content


def _pdf(data: bytes, file: str) -> tuple[Verified, dict[str, Any]]:
    from capacity_app.report import pdf_apart, pdf_seal
    from capacity_app.usecases import verify_pdf

    body, holds = pdf_seal.unsealed(data)
    try:
        reading = pdf_apart.read_apart(body)
    except pdf_apart.Unreadable:
        raise UserError(
            N_(
                "{file} cannot be read as a document of this program: it is damaged, protected or "
                "was made otherwise. Ask its sender for the file as it was written."
            ),
            file=file,
        ) from None
    if not reading.content and (not holds or verify_pdf.tells_a_code(reading)):
        raise UserError(_NOT_OURS, file=file)
    if not reading.content:  # a blank form, or sums only
        return Verified(Kind.PDF, Verdict.WHOLE), {}
    content, found = _content(reading.content, pdf_seal.ATTACHED)
    code = code_of(reading.content)
    if content:
        found += _carefully(
            lambda: list(verify_pdf.against_pages(reading, content, code)), pdf_seal.ATTACHED
        )
    if not holds:
        found.append(Finding(N_("The file itself"), field=N_("Seal of the bytes")))
    return Verified(Kind.PDF, Verdict.WHOLE, code, tuple(found)), content


def _document(
    data: bytes, file: str, store: "Store | None", banks: tuple[Path, ...]
) -> tuple[Verified, dict[str, Any]]:
    """An assessment file is the content itself: its code is computed from what it says."""
    digests: list[str] = []

    def bank(bank_id: str, version: str, digest: str) -> Instrument:
        digests.append(digest)
        return _bank(store, banks, file, (bank_id, version, digest))

    assessment = document.read(data, file, bank)
    instrument = bank(assessment.instrument_id, assessment.instrument_version, digests[0])
    assessment.instrument_digest = digests[0] or instrument.digest
    offered = instrument.offered(assessment.services)
    scores = score(offered, assessment)
    assessment.answered, assessment.applicable = scores.total.answered, scores.total.applicable
    text = content_text(assessment, scores)
    content, _ = _content(text, file)
    return Verified(Kind.DOCUMENT, Verdict.WHOLE, code_of(text)), content


def _bank(
    store: "Store | None", banks: tuple[Path, ...], file: str, wanted: tuple[str, str, str]
) -> Instrument:
    if store is not None:
        from capacity_app.usecases.transfer import bank_of

        return bank_of(store, file, *wanted)
    from capacity_app.store import instruments
    from capacity_app.usecases.transfer import refuse_bank

    bank_id, version, _ = wanted
    found = instruments.load(bank_id, *banks) if bank_id in instruments.installed(*banks) else None
    if found is None or found.version != version:
        refuse_bank(file, bank_id, version, f"{bank_id} {found.version}" if found else "–")
    return found


def _backup(path: Path) -> Verified:
    """Everything restoring would check, without restoring; UserError names what is wrong."""
    from capacity_app.store import backup

    with tempfile.TemporaryDirectory() as folder:
        manifest = backup.unpack(path, Path(folder) / backup.DATABASE)
    rows = sum(manifest.rows.values())
    return Verified(Kind.BACKUP, Verdict.WHOLE, made=manifest.made, records=rows)


def _content(text: str, place: str) -> tuple[dict[str, Any], list[Finding]]:
    """The content as plain values; empty, with what is wrong, when it is no such content."""
    if not text:
        return {}, []
    try:
        content = strict.parse(text.encode("utf-8", "replace"), place)
        if _is_content(content):
            return content, []  # type: ignore[return-value]
    except UserError:
        pass
    return {}, [Finding(place, field=N_("Content"))]


def _is_content(value: object) -> bool:
    """Whether it has the parts that are compared, each of its kind."""
    if not isinstance(value, dict) or not isinstance(value.get("assessment"), dict):
        return False
    lists = all(
        isinstance(value.get(name), list) and all(isinstance(row, dict) for row in value[name])
        for name in ("answers", "evidence", "plan")
    )
    return lists and all(
        isinstance(value.get(n), dict) for n in ("organisation", "domains", "areas")
    )


def _carefully(deed: Callable[[], list[Finding]], place: str) -> list[Finding]:
    """Compare with a content from anybody: one of the wrong shape is a changed one."""
    try:
        return deed()
    except _BROKEN:
        return [Finding(place, field=N_("Content"))]


def _about(content: Mapping[str, Any]) -> dict[str, Any]:
    """Whose assessment it is, of which day and revision."""
    if not content:
        return {}
    own, whose = content["assessment"], content["organisation"]
    names = {key: str(whose.get(f"name_{key}") or "") for key in ("en", "ar", "ckb")}
    revision, day = own.get("revision"), str(own.get("date"))
    try:
        on = date.fromisoformat(day)
    except ValueError:
        on = None
    number = revision if isinstance(revision, int) else None
    return {"organisation": names, "day": on, "revision": number}


def _compared(found: Verified, content: Mapping[str, Any], store: "Store") -> Verified:
    """Beside what this program holds of the same revision."""
    wanted = str(content["assessment"].get("id"))
    if wanted not in {summary.id for summary in store.summaries()}:
        return replace(found, here=Here.ABSENT)
    if found.revision not in {each.revision for each in store.revisions(wanted)}:
        return replace(found, here=Here.OTHER_REVISION)
    own = store.assessment(wanted, found.revision)
    text = content_text(own, score(store.instrument_of(own), own))
    if code_of(text) == found.code:
        return replace(found, here=Here.SAME)
    ours, _ = _content(text, "")
    unlike = tuple(differences(ours, content))
    return replace(found, here=Here.DIFFERS, differences=unlike)
