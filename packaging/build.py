"""Freezes the program into dist/capacity-app, and proves that the frozen one works.

The proof runs it as a stranger would: in an empty home, without Python or the source tree.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
FROZEN = DIST / "capacity-app" / ("capacity-app.exe" if sys.platform == "win32" else "capacity-app")
LANGUAGES = ("en", "ar", "ckb")
MADE_BY_DEMO = (".pdf", ".xlsx", ".json", ".png")


class BuildFailed(Exception):
    """The frozen program is not there, or does not work."""


def freeze() -> None:
    """Run PyInstaller on the spec."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--log-level", "WARN", "--distpath", str(DIST), "--workpath", str(ROOT / "build")]
    subprocess.run([*command, str(ROOT / "packaging" / "capacity-app.spec")], check=True, cwd=ROOT)


def prove(home: Path) -> None:
    """Start the frozen program's self-check and its demo; raise BuildFailed when they do not do."""
    checked = json.loads(start(home, "check", "--json"))
    failed = [each for each in checked["checks"] if not each["ok"]]
    if failed or not checked["ok"]:
        raise BuildFailed(f"the self-check says: {failed}")
    start(home, "demo", "--out", str(home / "out"))
    made = [path for path in (home / "out").rglob("*") if path.is_file()]
    empty = [path.name for path in made if not path.stat().st_size]
    if empty:
        raise BuildFailed(f"empty files: {empty}")
    for suffix in MADE_BY_DEMO:
        count = sum(path.suffix == suffix for path in made)
        print(f"  {count} {suffix}")
        if count < len(LANGUAGES):
            raise BuildFailed(f"the demo made {count} {suffix} files, fewer than the languages")


def start(home: Path, *words: str) -> str:
    """What the frozen program prints; raise BuildFailed when its exit code is not 0."""
    command = [str(FROZEN), "--data-dir", str(home / "data"), *words]
    done = subprocess.run(
        command,
        cwd=home,
        env=stranger(home),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    if done.returncode:
        log = home / "data" / "log.txt"
        journal = log.read_text(encoding="utf-8") if log.exists() else ""
        raise BuildFailed(
            f"{' '.join(words)}: exit code {done.returncode}\n{done.stderr}\n{journal}"
        )
    return done.stdout


def stranger(home: Path) -> dict[str, str]:
    """The environment of somebody who has only the frozen folder."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    homes = {"HOME": str(home), "LOCALAPPDATA": str(home), "USERPROFILE": str(home)}
    return {**kept, **homes, "PATH": "", "QT_QPA_PLATFORM": "offscreen"}


def size(folder: Path) -> int:
    """Bytes of a folder's files, links counted once."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def main() -> int:
    """Freeze and prove; the exit code says whether both worked."""
    try:
        freeze()
        with tempfile.TemporaryDirectory() as home:
            prove(Path(home))
    except (BuildFailed, subprocess.SubprocessError, OSError, ValueError) as error:
        print(f"The frozen program was not made, or does not work: {error}", file=sys.stderr)
        return 1
    print(f"{FROZEN.parent} works, {size(FROZEN.parent) / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
