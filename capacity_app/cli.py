"""The use cases without a window, for scripts, funders' pipelines and tests.

Results go to standard output, progress and messages to standard error.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from capacity_app import __version__, paths
from capacity_app.exchange.arguments import a_folder, a_path, an_id
from capacity_app.exchange.files import refuse_place
from capacity_app.exchange.place import clean, short
from capacity_app.i18n import N_, Language, Words

if TYPE_CHECKING:
    from capacity_app.store.database import Store
    from capacity_app.usecases.export import Progress

NOT_UNDERSTOOD: Final = N_(
    "This command line is not understood: {reason}. Nothing was done. See: capacity-app --help"
)
_NO_PICTURES: Final = N_(
    "No pictures of the window were made, because its library cannot be loaded here ({reason}). "
    "All other files were written."
)
_OTHER_TEXTS: Final = N_(
    "The file was made with other texts of the same version of the question bank; "
    "the texts installed here are used."
)
LANGUAGES: Final = tuple(language.code for language in Language)
FORMATS: Final = ("pdf", "xlsx", "json", "form")
REPORTS: Final = ("plan", "full")
TIERS: Final = ("internal", "funder", "aggregate")


class UsageError(Exception):
    """The command line makes no sense."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(short(message, 500))


def hints(argv: Sequence[str]) -> argparse.Namespace:
    """The data folder and the language, as far as a line not yet understood tells them."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--data-dir", nargs="?")
    parser.add_argument("--language", nargs="?")
    return parser.parse_known_args(argv)[0]


def parse(argv: Sequence[str], words: Words) -> argparse.Namespace:
    """The arguments; ``command`` is None for the window. UsageError when they make no sense."""
    parser = _Parser(prog="capacity-app", allow_abbrev=False, parents=[_options(None, words)])
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    after = _options(argparse.SUPPRESS, words)
    shared: dict[str, Any] = {"allow_abbrev": False, "parents": [after]}
    for name, (about, arguments) in _commands(words).items():
        command = commands.add_parser(name, help=about, description=about, **shared)
        for argument, settings in arguments.items():
            command.add_argument(argument, **settings)
    return parser.parse_args(argv)


def _options(default: str | None, words: Words) -> argparse.ArgumentParser:
    """The options that may stand before the command or after it."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--data-dir",
        type=a_folder,
        default=default,
        metavar="DIR",
        help=words.gettext(N_("the folder of your data, if not the usual one")),
    )
    options.add_argument(
        "--language",
        default=default,
        choices=LANGUAGES,
        help=words.gettext(N_("the language of messages and documents")),
    )
    return options


def _commands(words: Words) -> dict[str, tuple[str, dict[str, dict[str, Any]]]]:
    say = words.gettext
    as_json = {"--json": {"action": "store_true", "help": say(N_("print JSON"))}}
    which = say(N_("the id of an assessment; see list"))
    assessment = {"id": {"metavar": "ID", "type": an_id, "help": which}}
    path: dict[str, Any] = {"metavar": "PATH", "type": a_path}
    book: dict[str, Any] = {"metavar": "FILE.xlsx", "type": a_path}
    bank = {"id": {"metavar": "ID", "nargs": "?"}, "--to": book, "--from": {**book, "dest": "book"}}
    export: dict[str, dict[str, Any]] = {
        "--format": {"choices": FORMATS, "required": True},
        "--out": {**path, "required": True},
        "--report": {"choices": REPORTS, "default": "plan"},
        "--tier": {"choices": TIERS, "default": "internal"},
    }
    return {
        "demo": (
            say(N_("write every kind of file for a made-up organisation")),
            {"--out": {**path, "metavar": "DIR", "required": True}},
        ),
        "instrument": (say(N_("the question banks, or one of them")), {**bank, **as_json}),
        "list": (say(N_("the assessments here")), as_json),
        "import": (say(N_("bring in a file of this program")), {"file": path, **as_json}),
        "score": (say(N_("the scores of an assessment")), {**assessment, **as_json}),
        "export": (say(N_("write an assessment to a file")), {**assessment, **export}),
        "check": (say(N_("look whether everything works")), as_json),
        "backup": (say(N_("save a copy of all data")), {"to": path}),
        "restore": (say(N_("bring a saved copy back")), {"path": path}),
    }


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

    with _store(data_dir) as store:
        done = import_document(store, args.file)
    if not done.same_bank:
        _note(words.gettext(_OTHER_TEXTS))
    if args.json:
        about = {"assessment": done.assessment_id, "organisation": done.organisation_id}
        _result({**about, "result": done.outcome})
    else:
        _lines([done.assessment_id])


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
    sys.stderr.write(message + "\n")
