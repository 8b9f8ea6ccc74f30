"""A text cut into words and marks, with what ends before each: what texts are compared by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.model.span import Span
from reader.text.fold import same_marks

_WORD = re.compile(r"\w+|\.{3}|-+|[^\w\s]")
CLAUSE, SENTENCE, PARAGRAPH = 1, 2, 3


@dataclass(frozen=True)
class Words:
    """A text cut into words and marks: what they are compared by, and where each stands."""

    keys: Sequence[str]
    spans: Sequence[tuple[int, int]]
    breaks: Sequence[int]
    """What ends before each word: ``PARAGRAPH``, ``SENTENCE``, ``CLAUSE``, or nothing (0)."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return [start for start, _ in self.spans]

    def within(self, span: Span) -> tuple[int, int]:
        """Return the numbers of the words that a span touches, half open."""
        first = bisect_left(self.starts, span.start)
        if first and self.spans[first - 1][1] > span.start:
            first -= 1
        return first, max(first, bisect_left(self.starts, span.end))


def cut(text: str) -> Words:
    """Return the words of a text."""
    found = list(_WORD.finditer(same_marks(text)))
    keys = [_KEYS.get(each[0]) or each[0] for each in found]
    spans = [each.span() for each in found]
    breaks = [_break_before(keys, spans, at) for at in range(len(keys))]
    for at in range(1, len(keys)):
        if text.count("\n", spans[at - 1][1], spans[at][0]) > 1:
            breaks[at] = PARAGRAPH
    return Words(keys, spans, breaks)


def _break_before(keys: Sequence[str], spans: Sequence[tuple[int, int]], at: int) -> int:
    """Return what ends before a word, as far as the marks before it tell."""
    if at == 0:
        return PARAGRAPH
    last = keys[at - 1]
    if last not in _STOPS or spans[at - 1][1] == spans[at][0]:
        return 0
    if last in _ENDS or (last in _CLOSERS and at > 1 and keys[at - 2] in _ENDS):
        return SENTENCE
    return CLAUSE


_KEYS = {"...": "…", "--": "-", "---": "-"}
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"')")
_STOPS = _ENDS | _CLOSERS | frozenset(",;:")
