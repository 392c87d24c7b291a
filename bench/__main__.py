"""python3 dev.py bench [NAME …]: print each figure beside its floor, and the ratio to aim at."""

import argparse
import sys
from dataclasses import dataclass

from bench import bank, documents, library, pages, plan_page, saving, starting
from bench.measure import Comparison

GROUPS = {
    "start": starting.compare,
    "save": saving.compare,
    "documents": documents.compare,
    "pages": pages.compare,
    "plan": plan_page.compare,
    "bank": bank.compare,
    "library": library.compare,
}


@dataclass
class _Line:
    comparison: Comparison

    def __str__(self) -> str:
        c = self.comparison
        verdict = "" if c.target is None else ("ok" if c.ratio <= c.target else "OVER")
        aim = "" if c.target is None else f"aim {c.target:g}x"
        return (
            f"{c.name:<44}{self._shown(c.ours)}{self._shown(c.floor)}"
            f"{c.ratio:>7.2f}x  {aim:<9} {verdict}"
        )

    def _shown(self, figure: float) -> str:
        in_ms = self.comparison.unit == "ms"
        return f"{figure * 1000 if in_ms else figure:>9.2f} {self.comparison.unit}"


def main() -> int:
    """Measure the chosen groups; the exit status is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("groups", nargs="*", metavar="|".join(GROUPS))
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    print(f"{'what':<44}{'program':>12}{'floor':>12}{'ratio':>8}")
    for name in given.groups or GROUPS:
        for comparison in GROUPS[name](given.runs):
            print(_Line(comparison), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
