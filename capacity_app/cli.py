"""The use cases without a window, for scripts, funders' pipelines and tests.

Results go to standard output, progress and messages to standard error.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from capacity_app import paths
from capacity_app.command_line import LANGUAGES, UsageError
from capacity_app.errors import UserError
from capacity_app.exchange.files import refuse_place
from capacity_app.exchange.place import clean
from capacity_app.i18n import N_, Words, flat

if TYPE_CHECKING:
    from capacity_app.store.database import Store
    from capacity_app.usecases.export import Progress

_NO_PICTURES: Final = N_(
    "No pictures of the window were made, because its library cannot be loaded here ({reason}). "
    "All other files were written."
)
_OTHER_TEXTS: Final = N_(
    "The file was made with other texts of the same version of the question bank; "
    "the texts installed here are used."
)


def run(args: argparse.Namespace, data_dir: Path, words: Words) -> int:
    """Do one command; returns the exit status. UserError is left to the caller."""
    commands: dict[str, Callable[[argparse.Namespace, Path, Words], int | None]] = {
        "demo": _demo,
        "instrument": _instrument,
        "list": _list,
        "import": _import,
        "score": _score,
        "export": _export_one,
        "check": _check,
        "backup": _backup,
        "restore": _restore,
        "verify": _verify,
    }
    if target := getattr(args, "out", None) or getattr(args, "to", None):
        refuse_place(target, data_dir / paths.DATABASE)
    return commands[args.command](args, data_dir, words) or 0


def _instrument(args: argparse.Namespace, data_dir: Path, words: Words) -> None:
    from capacity_app.usecases import bank_workbooks, banks

    folders = (paths.assessments(), banks.own_folder(data_dir))
    if (args.to and not args.id) or (args.book and (args.id or args.to)):
        raise UsageError("ID --to FILE.xlsx | --from FILE.xlsx")
    if args.to:
        _lines([str(bank_workbooks.write_out(args.id, args.to, *folders))])
    elif args.book:
        done = bank_workbooks.bring_in(args.book, *folders)
        _result(done.told) if args.json else _lines(["\t".join(done.told.values())])
    elif args.id:
        bank = banks.content(args.id, *folders)
        _result(bank) if args.json else _lines(banks.outline(bank, words.code))
    else:
        found = banks.installed(*folders)
        _result(found) if args.json else _lines(banks.titles(found, words.code))


def _list(args: argparse.Namespace, data_dir: Path, words: Words) -> None:
    with _store(data_dir) as store:
        found = store.summaries()
    if not args.json:
        _lines(
            f"{s.id}\t{s.date}\t{s.state}\t{clean(s.organisation_name(words.code))}" for s in found
        )
        return
    _result(
        [
            {
                "id": summary.id,
                "organisation": {"id": summary.organisation_id, "names": summary.organisation},
                "kind": summary.kind,
                "date": summary.date.isoformat(),
                "state": summary.state,
                "revision": summary.revision,
                "completeness": round(summary.completeness, 10),
            }
            for summary in found
        ]
    )


def _import(args: argparse.Namespace, data_dir: Path, words: Words) -> None:
    from capacity_app.usecases.transfer import import_document

    if args.file.suffix.lower() == ".xlsx":
        _import_plan(args, data_dir, words)
        return
    with _store(data_dir) as store:
        done = import_document(store, args.file)
    if not done.same_bank:
        _note(words.gettext(_OTHER_TEXTS))
    if args.json:
        about = {"assessment": done.assessment_id, "organisation": done.organisation_id}
        _result({**about, "result": done.outcome})
    else:
        _lines([done.assessment_id])


def _import_plan(args: argparse.Namespace, data_dir: Path, words: Words) -> None:
    """Take an edited plan's workbook over, as far as that needs no decision of a person's."""
    from capacity_app.usecases import plan_return

    with _store(data_dir) as store:
        returned = plan_return.preview(store, args.file)
        for error in returned.faults:
            _note(words.error(error))
        done = plan_return.accept(store, returned, returned.suggested)
    refs = list(dict.fromkeys([*(line.ref for line in done.lines), *done.refs]))
    left = len(returned.lines) + len(returned.added) - len(done.lines) - len(done.refs)
    if left:
        _note(
            words.ngettext(
                "{n} change needs your decision. Open the workbook in the window.",
                "{n} changes need your decision. Open the workbook in the window.",
                left,
            )
        )
    if args.json:
        outcome = "changed" if refs else "unchanged"
        _result({"assessment": done.assessment.id, "actions": refs, "result": outcome})
    else:
        _lines([done.assessment.id, *refs])


def _score(args: argparse.Namespace, data_dir: Path, _words: Words) -> None:
    from capacity_app.usecases.scores import scores

    with _store(data_dir) as store:
        found = scores(store, args.id)
    if args.json:
        _result(found)
        return
    parts = {**found["domains"], **found["areas"]}
    _lines(f"{key}\t{part['shown'] or '–'}" for key, part in parts.items())
    standards = found["psea"]["standards"] if found["psea"] else {}
    _lines(f"{key}\t{standard}" for key, standard in standards.items())


def _export_one(args: argparse.Namespace, data_dir: Path, _words: Words) -> None:
    from capacity_app.usecases.export import prepare

    with _store(data_dir) as store:
        steps = prepare(
            store,
            args.id,
            format=args.format,
            report=args.report,
            language=args.language or store.assessment(args.id).language,
            tier=args.tier,
            path=args.out,
            beside=args.beside,
        )
        _follow(steps)
    _lines([str(args.out)])


def _check(args: argparse.Namespace, data_dir: Path, words: Words) -> int:
    from capacity_app.usecases.selfcheck import check

    found = check(data_dir, words)
    if args.json:
        _result(found)
    else:
        _lines(
            f"{'ok' if entry['ok'] else '!!'}\t{entry['name']}\t{entry['detail']}"
            for entry in found["checks"]
        )
    return 0 if found["ok"] else 3


def _backup(args: argparse.Namespace, data_dir: Path, _words: Words) -> None:
    from capacity_app.usecases.safekeeping import back_up

    with _store(data_dir) as store:
        _lines([str(back_up(store, args.to))])


def _restore(args: argparse.Namespace, data_dir: Path, _words: Words) -> None:
    from capacity_app.usecases.safekeeping import restore

    done = restore(data_dir, args.path)
    _lines([str(done.file), *([str(done.set_aside)] if done.set_aside else [])])


def _verify(args: argparse.Namespace, data_dir: Path, words: Words) -> None:
    from capacity_app.usecases import verify_words
    from capacity_app.usecases.banks import own_folder
    from capacity_app.usecases.verify import verify

    banks = (paths.assessments(), own_folder(data_dir))
    with _store_if_any(data_dir, words) as store:
        found = verify(args.file, store, banks, args.code)
    file = clean(args.file.name)
    if args.json:
        _result(verify_words.plain(found, file))
    else:
        _lines(
            "\t".join(clean(part) for part in verify_words.columns(each, words))
            for each in (*found.changes, *found.differences)
        )
    if error := verify_words.fault(found, file, words):
        raise error
    _note(verify_words.verdict(found, file, words))
    for note in verify_words.notes(found, words, compared=bool(args.code)):
        _note(note)


def _demo(args: argparse.Namespace, _data_dir: Path, words: Words) -> None:
    from capacity_app.usecases import demo

    with demo.prepared(args.out) as (store, made):
        for file, steps in demo.files(store, made, args.out):
            _follow(steps)
            _lines([str(file)])
        try:
            from capacity_app.ui.pictures import take
        except ImportError as error:  # Qt, or a system library it needs
            _note(words.gettext(_NO_PICTURES, reason=error))
            return
        _lines(str(file) for file in take(store, args.out, LANGUAGES))


@contextmanager
def _store(data_dir: Path) -> "Iterator[Store]":
    from capacity_app.store.database import Store

    store = Store.open(data_dir, paths.assessments())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _store_if_any(data_dir: Path, words: Words) -> "Iterator[Store | None]":
    """The store if there is one; a file can be verified beside an open window, and without data."""
    if not (data_dir / paths.DATABASE).exists():
        yield None
        return
    from capacity_app.store.database import Store

    try:
        store = Store.open(data_dir, paths.assessments())
    except UserError as error:
        _note(words.error(error))
        yield None
        return
    try:
        yield store
    finally:
        store.close()


def _follow(steps: "Iterator[Progress]") -> None:
    shown = -1
    for step in steps:
        tenth = 10 * step.done // max(step.total, 1)
        if tenth > shown:
            _note(f"{step.done}/{step.total}")
            shown = tenth


def _result(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _lines(lines: Sequence[str] | Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _note(message: str) -> None:
    sys.stderr.write(flat(message) + "\n")
