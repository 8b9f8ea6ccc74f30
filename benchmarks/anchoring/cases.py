"""One question to anchoring with its right answer, and how texts become paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

GAP = "\n\n"
_PROSE = re.compile(r"[“\"'‘(\w`*:].{30,}[.!?:”\")]", re.DOTALL)
_SENTENCE = re.compile(r".+?(?:[.!?][”\")\]]*(?=\s)|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """A passage ``start`` to ``end`` of ``old`` stands at ``gold`` of ``new``; at None when it is gone.

    ``source`` names the document or the seed, ``kind`` what happened to the passage.
    """

    source: str
    kind: str
    old: str
    new: str
    start: int
    end: int
    gold: tuple[int, int] | None


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text, each on one line."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def starts(blocks: Sequence[str]) -> list[int]:
    """Return where each paragraph begins once they are joined by ``GAP``."""
    at, found = 0, []
    for block in blocks:
        found.append(at)
        at += len(block) + len(GAP)
    return found


def is_prose(block: str) -> bool:
    """Tell whether a paragraph is prose: eight words or more, and it ends like a sentence."""
    return len(block.split()) >= 8 and _PROSE.fullmatch(block) is not None


def sentences(block: str) -> list[tuple[int, int]]:
    """Return where the sentences of a paragraph stand."""
    found = []
    for match in _SENTENCE.finditer(block):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match.end() - start >= 12:
            found.append((start, match.end()))
    return found


def is_near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two places overlap by half or more of what they cover together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])
