"""House rules: a pattern that must not occur, where it must not, and what to do instead."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).name
CODE = ("capacity_app", "tests", "bench", "packaging")
ROOM_LINES, TEST_LINES = 300, 400


class Rule(NamedTuple):
    """What must not occur in the files under ``where``, save in ``but``; ``example`` breaks it."""

    where: tuple[str, ...]
    pattern: str
    advice: str
    example: str
    but: tuple[str, ...] = ()


THEME = ("capacity_app/ui/theme.py",)

RULES = [
    Rule(
        ("capacity_app",),
        r"(?<![\w.])print\(",
        "results are returned and shown by cli.py or a page; causes are logged",
        "    print(x)",
        ("capacity_app/cli.py", "capacity_app/app.py"),
    ),
    Rule(
        ("capacity_app", "tests"),
        r"processEvents",
        "long work is an iterator of steps that ui/jobs.py runs; a test waits for a fact",
        "QApplication.processEvents()",
    ),
    Rule(
        ("capacity_app",),
        r"setPixelSize\(|setPointSizeF?\(\s*\d|font-size:\s*\d",
        "sizes come from ui/theme.py, which takes them from the font's metrics",
        "font.setPixelSize(12)",
        THEME,
    ),
    Rule(
        ("capacity_app/ui",),
        r"set(Fixed|Minimum|Maximum)(Width|Height|Size)\(\s*[1-9]"
        r"|set(Spacing|ContentsMargins|HorizontalSpacing|VerticalSpacing)\([^)\w]*[1-9]"
        r"|(?<![\w.])(self\.)?resize\(\s*[1-9]",
        "no pixel numbers: sizes come from ui/theme.py, which takes them from the font's metrics",
        "layout.setSpacing(8)",
        THEME,
    ),
    Rule(
        ("capacity_app",),
        r"""["']#[0-9a-fA-F]{3,8}["']|#[0-9a-fA-F]{6}\b|QColor\(\s*["'\d]""",
        "colours have names, in ui/theme.py and report/colours.py",
        'QColor("red")',
        (*THEME, "capacity_app/report/colours.py"),
    ),
    Rule(
        ("capacity_app/ui",),
        r"\bAlign(Left|Right)\b",
        "start and end (AlignLeading, AlignTrailing) turn round in right-to-left; left does not",
        "Qt.AlignmentFlag.AlignLeft",
        THEME,
    ),
    Rule(
        ("tests",),
        r"\bsleep\(|\bqtbot\.wait\(|\bqWait\(",
        "wait for a fact (qtbot.waitUntil, waitSignal), never for time",
        "time.sleep(1)",
    ),
    Rule(
        ("requirements",),
        r"://",
        "requirement files hold no addresses: make them with python3 dev.py lock",
        "--index-url https://x",
    ),
    Rule(
        ("capacity_app",),
        r"\b(_|N_|n?gettext)\(\s*(rf|fr|f)[\"']",
        "a visible text is a literal with named fields: _('… {name} …', name=value)",
        '_(f"Hello {name}")',
    ),
    Rule(
        ("capacity_app",),
        r"\bparent\(\)\.parent\(\)",
        "a widget asks by a signal; it does not know where it stands",
        "self.parent().parent()",
    ),
    Rule(
        ("capacity_app",),
        r"\b__file__\b",
        "paths.py alone knows where things live",
        "Path(__file__)",
        ("capacity_app/paths.py",),
    ),
    Rule(
        ("capacity_app", "tests", "bench", "packaging", "dev.py"),
        r"#\s*type:\s*ignore(?!\[)",
        "say which error is ignored: # type: ignore[code]",
        "x = 1  # type: ignore",
    ),
]


def files(*places: str) -> list[Path]:
    """The text files of these folders and files of the project."""
    found = [path for place in places for path in [ROOT / place, *(ROOT / place).rglob("*")]]
    return sorted(path for path in found if path.suffix in (".py", ".txt", ".spec"))


def breaches(rule: Rule) -> list[str]:
    """Where a rule is broken, with its advice."""
    found = []
    for path in files(*rule.where):
        name = path.relative_to(ROOT).as_posix()
        if name in rule.but or path.name == HERE:
            continue
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(rule.pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{name}:{line}: {match.group()!r}: {rule.advice}")
    return found


@pytest.mark.parametrize("rule", RULES, ids=[rule.example.strip() for rule in RULES])
def test_house_rule(rule: Rule) -> None:
    assert re.search(rule.pattern, rule.example), "the rule does not notice its own example"
    found = breaches(rule)
    assert not found, "\n" + "\n".join(found)


def test_files_are_small() -> None:
    found = []
    for path in files(*CODE, "dev.py"):
        allowed = TEST_LINES if path.is_relative_to(ROOT / "tests") else ROOM_LINES
        lines = path.read_text(encoding="utf-8").count("\n")
        if path.suffix == ".py" and lines > allowed:
            found.append(f"{path.relative_to(ROOT)}: {lines} lines of {allowed}: it is two things")
    assert not found, "\n" + "\n".join(found)


def test_names_say_what_is_inside() -> None:
    empty = {"utils", "util", "misc", "common", "helpers", "helper", "core", "manager", "handler"}
    empty |= {"handlers", "managers", "base", "stuff", "tools", "general"}
    found = []
    for path in files(*CODE):
        for part in path.relative_to(ROOT).with_suffix("").parts:
            if empty & set(part.lower().split("_")):
                found.append(f"{path.relative_to(ROOT)}: name it by what it does, not {part}")
    assert not found, "\n" + "\n".join(found)


def test_every_requirement_is_pinned_and_hashed() -> None:
    for path in files("requirements"):
        pins = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", path.read_text("utf-8")).strip())
        assert pins, f"{path}: empty"
        for pin in pins:
            assert re.match(r"[\w.-]+==[\w.]+", pin), f"{path}: not pinned: {pin[:60]}"
            assert "--hash=sha256:" in pin, f"{path}: no hash: {pin[:60]}"
