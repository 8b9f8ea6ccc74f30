"""Files of labelled texts: a text after each line that its head matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


def sections(name: str, head: re.Pattern[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the groups of each head line of a file in ``texts`` and the text behind it."""
    content = (TEXTS / name).read_text(encoding="utf-8")
    found = list(head.finditer(content))
    for match, following in zip(found, [*found[1:], None], strict=True):
        yield match.groups(), content[match.end() : following.start() if following else None].strip()
