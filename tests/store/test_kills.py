"""Killed at random moments while answering: nothing acknowledged is ever lost.

``CAPACITY_KILLS`` sets how often; the long run is a thousand.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store

KILLS = int(os.environ.get("CAPACITY_KILLS", "15"))

# One process loads the program once and has a child of its own for each line it reads.
_NURSERY = """
import os, sys
from pathlib import Path
from capacity_app import paths
from capacity_app.store.database import Store
from capacity_app.usecases import assess

def answer_for_ever(folder, assessment_id, number):
    store = Store.open(Path(folder), paths.assessments())
    assessment = store.assessment(assessment_id)
    while True:
        number += 1
        assess.write_note(store, assessment, f"FUN-1.{number % 2 + 1}", str(number))
        os.write(1, f"{number}\\n".encode())

while last := sys.stdin.readline():
    child = os.fork()
    if not child:
        answer_for_ever(sys.argv[1], sys.argv[2], int(last))
    os.write(1, f"child {child}\\n".encode())
    _, status = os.waitpid(child, 0)
    os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\\n".encode())
"""


@pytest.fixture
def nursery(data: Path, filled: Assessment) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _NURSERY, str(data), filled.id]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def _kill_while_answering(nursery: subprocess.Popen[str], last: int, wait: float) -> int:
    """The last number acknowledged by a child killed some time after its first answer."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{last}\n")
    child, acknowledged, doomed = 0, last, False
    while not (line := nursery.stdout.readline()).startswith("ended"):
        assert line, "the child could not answer"
        if line.startswith("child"):
            child = int(line.split()[1])
        else:
            acknowledged = int(line)
        if child and acknowledged > last and not doomed:
            doomed = True
            threading.Timer(wait, os.kill, (child, signal.SIGKILL)).start()
    assert line.split()[1] == str(-signal.SIGKILL)
    return acknowledged


def _number(note: str) -> int:
    return int(note) if note.isdecimal() else 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_answering_nothing_acknowledged_is_lost(
    data: Path, filled: Assessment, nursery: subprocess.Popen[str]
) -> None:
    chance, last = random.Random(7), 0
    for attempt in range(KILLS):
        acknowledged = _kill_while_answering(nursery, last, chance.random() * 0.08)
        store = Store.open(data, paths.assessments())
        notes = store.assessment(filled.id).answers
        kept = max(_number(notes[name].note) for name in ("FUN-1.1", "FUN-1.2") if name in notes)
        assert kept in (acknowledged, acknowledged + 1), f"attempt {attempt}"
        assert notes["TEC-2.3"].not_applicable
        assert store.integrity() == "ok"
        store.close()
        last = kept
    assert last > KILLS
