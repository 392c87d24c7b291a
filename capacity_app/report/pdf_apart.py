"""Reads a PDF from anybody in a process of its own, which may neither take long nor grow.

The library that reads it is large and not written in Python: what a hostile or damaged file does
to it, to the processor or to the memory, ends with that process, and the program goes on.
"""

import json
import multiprocessing
import sys
from multiprocessing.connection import Connection
from typing import Final

from capacity_app.report.pdf_reading import MAX_UNPACKED, Reading, Unreadable, read

__all__ = ["Unreadable", "read_apart"]

MAX_SECONDS: Final = 15.0
"""From the start of the process to its answer, on a machine that may be busy with other things."""
MAX_WORK: Final = 3
"""Seconds of the processor's time, where the system counts it; a whole report takes a third."""
MAX_MEMORY: Final = 240 * 1024**2
"""Bytes of memory, where the system has such a limit; a whole report takes 50 MB."""


def read_apart(data: bytes) -> Reading:
    """Read it; Unreadable when that is not possible, not safe, or takes too much."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, data), daemon=True)
    with ours:
        with theirs:
            process.start()
        try:
            return _told(ours)
        except (EOFError, OSError, ValueError) as error:
            raise Unreadable from error
        finally:
            process.kill()
            process.join()
            process.close()


def _told(ours: "Connection[bytes, bytes]") -> Reading:
    if not ours.poll(MAX_SECONDS):
        raise Unreadable
    title, content, *pages = json.loads(ours.recv_bytes(MAX_UNPACKED))
    return Reading(title, content, tuple(pages))


def _answer(theirs: "Connection[bytes, bytes]", data: bytes) -> None:
    """The work of that process: it answers with plain texts, or not at all."""
    _limit()
    try:
        found = read(data)
    except (Unreadable, MemoryError):
        return
    theirs.send_bytes(json.dumps([found.title, found.content, *found.pages]).encode("ascii"))


def _limit() -> None:
    if sys.platform == "win32":
        return  # its processes have no such limits; the one of time holds there too
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # nobody's report in a memory dump
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_WORK, MAX_WORK))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
