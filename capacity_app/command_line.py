"""What may be written on the command line: commands, their arguments, and the help about them."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from capacity_app import __version__
from capacity_app.exchange.arguments import a_folder, a_path, an_id
from capacity_app.exchange.place import short
from capacity_app.i18n import N_, Language, Words

NOT_UNDERSTOOD: Final = N_(
    "This command line is not understood: {reason}. Nothing was done. See: capacity-app --help"
)
LANGUAGES: Final = tuple(language.code for language in Language)
FORMATS: Final = ("pdf", "xlsx", "json", "form")
REPORTS: Final = ("plan", "full", "pack")
TIERS: Final = ("internal", "funder", "aggregate")

# The words of Python's own parser, which it looks up while it reads a line or prints its help.
_PARSERS_WORDS: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("an id is a short text without special characters"),
    N_("an empty or impossible file name"),
)


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
    with _speaking(words):
        return _parser(words).parse_args(argv)


@contextmanager
def _speaking(words: Words) -> Iterator[None]:
    """Let Python's parser say its own words in a language; it offers no other door."""
    own = getattr(argparse, "_", str)
    setattr(argparse, "_", words.gettext)  # noqa: B010  (a name the stubs do not know)
    try:
        yield
    finally:
        setattr(argparse, "_", own)  # noqa: B010


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = _Parser(prog="capacity-app", allow_abbrev=False, parents=[_options(None, words)])
    shown = words.gettext(N_("show program's version number and exit"))
    parser.add_argument("--version", action="version", version=__version__, help=shown)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    after = _options(argparse.SUPPRESS, words)
    shared: dict[str, Any] = {"allow_abbrev": False, "parents": [after]}
    for name, (about, arguments) in _commands(words).items():
        command = commands.add_parser(name, help=about, description=about, **shared)
        for argument, settings in arguments.items():
            command.add_argument(argument, **settings)
    return parser


def _options(default: str | None, words: Words) -> argparse.ArgumentParser:
    """The options that may stand before the command or after it."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--data-dir",
        type=_said(a_folder, words),
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
    assessment = {"id": {"metavar": "ID", "type": _said(an_id, words), "help": which}}
    path: dict[str, Any] = {"metavar": "PATH", "type": _said(a_path, words)}
    book: dict[str, Any] = {**path, "metavar": "FILE.xlsx"}
    bank = {"id": {"metavar": "ID", "nargs": "?"}, "--to": book, "--from": {**book, "dest": "book"}}
    export: dict[str, dict[str, Any]] = {
        "--format": {"choices": FORMATS, "required": True},
        "--out": {**path, "required": True},
        "--report": {"choices": REPORTS, "default": "plan"},
        "--tier": {"choices": TIERS, "default": "internal"},
        "--beside": {
            "choices": LANGUAGES,
            "default": "",
            "help": say(N_("a second language beside the first, in PDF documents")),
        },
    }
    code = {"help": say(N_("the content code that was printed or told")), "default": ""}
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
        "verify": (
            say(N_("look whether a file is as it was written")),
            {"file": path, "--code": code, **as_json},
        ),
    }


def _said(convert: Callable[[str], Any], words: Words) -> Callable[[str], Any]:
    """The same conversion, refusing in a language."""

    def converted(text: str) -> Any:
        try:
            return convert(text)
        except argparse.ArgumentTypeError as error:
            raise argparse.ArgumentTypeError(words.gettext(str(error))) from None

    return converted
