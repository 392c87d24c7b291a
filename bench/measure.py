"""Timing whole child processes and loops, in turn with their floor, so that drift cancels."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench" / "floors"


@dataclass(frozen=True)
class Comparison:
    """Medians in seconds, and the ratio to aim at (None: only to be known).

    With ``unit`` "MB" they are megabytes, and the floor is what the program may take at most.
    """

    name: str
    ours: float
    floor: float
    target: float | None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor


def child(*words: str) -> float:
    """Seconds a Python child takes from its start to its end, or to the moment it prints.

    A child that prints ``at MONOTONIC_SECONDS`` is measured up to that moment.
    """
    return marks(*words)[-1]


def marks(*words: str) -> list[float]:
    """Seconds from a child's start to each moment it prints; to its end when it prints none.

    A child that measures itself prints ``for SECONDS`` lines instead, and those are returned.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, env=environment, check=False
    )
    ended = time.monotonic()
    if done.returncode:
        raise RuntimeError(f"{words}: exit {done.returncode}\n{done.stderr}")
    lines = done.stdout.splitlines()
    lasted = [float(line[4:]) for line in lines if line.startswith("for ")]
    told = [float(line[3:]) - started for line in lines if line.startswith("at ")]
    return lasted or told or [ended - started]


def memory(*words: str) -> float:
    """Megabytes a Python child takes at its largest; on Linux only."""
    told = "import pathlib, runpy, sys; sys.argv = sys.argv[1:]\n"
    told += "runpy.run_path(sys.argv[0], run_name='__main__')\n"
    told += "lines = pathlib.Path('/proc/self/status').read_text().splitlines()\n"
    told += "print('for', next(int(line.split()[1]) for line in lines if 'VmHWM' in line) / 1024)"
    return marks("-c", told, *words)[-1]


def in_turn(runs: int, *deeds: Callable[[], Sequence[float]]) -> list[list[float]]:
    """Run deeds in turn, one warm-up first; the median of each figure of each deed."""
    for deed in deeds:
        deed()
    found: list[list[Sequence[float]]] = [[] for _ in deeds]
    for _ in range(runs):
        for figures, deed in zip(found, deeds, strict=True):
            figures.append(deed())
    return [
        [statistics.median(column) for column in zip(*figures, strict=True)] for figures in found
    ]


def per_turn(deed: Callable[[], object], times: int) -> float:
    """Seconds for one turn of a loop."""
    started = time.perf_counter()
    for _ in range(times):
        deed()
    return (time.perf_counter() - started) / times
