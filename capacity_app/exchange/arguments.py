"""Words of a command line as values; what no system could be asked for is refused at once."""

import os
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Final

LONGEST: Final = 255  # bytes of a file's name, on every system


def an_id(text: str) -> str:
    """An id that can be looked for."""
    if not 0 < len(text) <= LONGEST or not text.isprintable():
        raise ArgumentTypeError("an id is a short text without special characters")
    return text


def a_path(text: str) -> Path:
    """A path that can be asked for; an empty one would silently mean another place."""
    names = Path(text).parts
    if not names or "\0" in text or any(len(os.fsencode(name)) > LONGEST for name in names):
        raise ArgumentTypeError("an empty or impossible file name")
    return Path(text)


def a_folder(text: str) -> str:
    """A data folder, whose name the database's library has to be told in UTF-8."""
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        raise ArgumentTypeError("an empty or impossible file name")
    return str(a_path(text))
