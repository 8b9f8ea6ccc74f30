"""How many terminal cells text takes, cluster by cluster.

A cluster is what a reader calls one character: a letter with its combining marks, a family of emoji, a flag.
Widths are wcwidth's, which agree with Rich's ``cell_len`` on whole clusters; clusters are wcwidth's too, since
Rich's own splitting cuts flags in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.model.span import Span

# Ranges in which every code point is one cluster of one cell: Latin, Greek and Cyrillic without their combining
# marks, general punctuation without its invisible characters, currency, arrows and lines. Not complete, and need
# not be: other text takes the slower path and gets the same answer.
_PLAIN = re.compile(
    "[\u0020-\u007e\u00a0-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1"
    "\u03a3-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203b\u203d-\u2048\u20a0-\u20bf\u2500-\u25fc\u270e]*"
)


class Cluster(NamedTuple):
    """The code points ``start`` to ``end`` (offsets into the text given), ``width`` cells wide on the screen."""

    start: int
    end: int
    width: int


def is_plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether every code point of ``text[start:end]`` is surely one cluster, one cell wide."""
    stop = len(text) if end is None else end
    match = _PLAIN.match(text, start, stop)
    return match is not None and match.end() == stop


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[Cluster]:
    """Yield the clusters of ``text[start:end]`` in order; their offsets count in ``text``."""
    import wcwidth  # noqa: PLC0415  20 ms that a text in Latin letters doesn't pay

    at = start
    for grapheme in wcwidth.iter_graphemes(text[start:end]):
        after = at + len(grapheme)
        yield Cluster(at, after, max(0, wcwidth.wcswidth(grapheme)))
        at = after


def cluster_at(text: str, offset: int) -> Span:
    """Return what a reader calls the character at ``offset``, looking only at the line around it."""
    if offset < len(text) and is_plain(text, max(0, offset - 1), offset + 2):
        return Span(offset, offset + 1)  # nothing before or behind could join it
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    for cluster in clusters(text, start, len(text) if end < 0 else end):
        if cluster.start <= offset < cluster.end:
            return Span(cluster.start, cluster.end)
    return Span(offset, min(offset + 1, len(text)))


def width(text: str) -> int:
    """Return the number of cells that ``text`` takes on one line."""
    if is_plain(text):
        return len(text)
    return sum(cluster.width for cluster in clusters(text))


def truncate(text: str, cells: int) -> str:
    """Return ``text`` if it fits into ``cells``, else its longest beginning that does with "…" behind it."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    if is_plain(text):
        return text[: cells - 1].rstrip() + "…"
    taken, used = 0, 1
    for cluster in clusters(text):
        used += cluster.width
        if used > cells:
            break
        taken = cluster.end
    return text[:taken].rstrip() + "…"
