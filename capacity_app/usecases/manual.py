"""The offline help: one text for each page, in each language."""

import re
from functools import lru_cache

from capacity_app import paths

_MARK = re.compile(r"<!-- (\w+) -->\n")


@lru_cache(maxsize=4)
def sections(language: str) -> dict[str, str]:
    """Markdown of each page's help, by the page's name, in the order they are kept."""
    text = (paths.resources() / "help" / f"{language}.md").read_text(encoding="utf-8")
    parts = _MARK.split(text)[1:]
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}
